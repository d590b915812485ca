import Foundation
import Orthography
import Reports
import SimpleFeatures

/// Reads the reports of one file that holds no JSON lines.
///
/// It keeps nothing between two files, so several threads may share it.
struct ReportFile: Sendable {
    /// What came out of a file.
    struct Reading: Sendable {
        var reports: [Report] = []
        /// One sentence for each report that could not be read.
        var failures: [String] = []
        var notes: [String] = []
        /// How many texts were written beside the reading.
        var writtenTexts = 0
    }

    var fallbackDate: CalendarDay?
    var language: Language?
    /// The column of tables that holds the texts.
    var textColumn: String?
    /// The folder for texts that offsets refer to and that are no files yet.
    var textFolder: TextFolder?
    var pdfTimeoutSeconds = 60.0

    /// The format of a file, by its name, or by its bytes where it has none.
    static func format(of file: String, bytes: [UInt8]) -> ReportFormat {
        if file == "-" { return ReportFormat(sniffing: bytes) }
        if let format = ReportFormat(ofFile: file) { return format }
        let format = ReportFormat(sniffing: bytes)
        // A text may begin with a brace; only a name makes lines of JSON of a file.
        return format == .jsonLines ? .plain : format
    }

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - file: Its path, or `-`.
    ///   - id: What tells its report from others.
    ///   - bytes: What is in it.
    /// - Throws: ``Failure`` 69 where a program is missing, 74 when a text cannot be written; what
    ///   is wrong with a report is told in the answer.
    func reading(of file: String, id: String, bytes: [UInt8]) throws -> Reading {
        var reading = Reading()
        switch ReportFile.format(of: file, bytes: bytes) {
        case .csv: try addRows(of: bytes, file: file, to: &reading)
        case .pdf:
            do {
                let pdf = PDFText(timeoutSeconds: pdfTimeoutSeconds)
                try add(
                    try pdf.text(of: file, bytes: bytes), id: id, named: file, to: &reading)
            } catch let failure as Failure where failure.kind == .badData {
                reading.failures.append(failure.description)
            }
        case let format:
            do {
                try add(
                    try DecodedText(bytes, format: format, name: file), id: id, named: file,
                    to: &reading)
            } catch let error as ReportError {
                reading.failures.append(error.description)
            }
        }
        return reading
    }

    private func addRows(of bytes: [UInt8], file: String, to reading: inout Reading) throws {
        let name = file.split(separator: "/").last.map(String.init) ?? file
        var table: ReportTable
        do throws(ReportError) {
            table = try ReportTable(bytes, name: file, textColumn: textColumn)
        } catch {
            reading.failures.append(error.description)
            return
        }
        reading.notes += table.notes
        while true {
            do {
                guard let row = try table.next() else { return }
                try add(
                    row.text, id: row.id ?? "\(name):\(row.line)", named: "\(file):\(row.line)",
                    to: &reading)
            } catch let error as ReportError {
                reading.failures.append(error.description)
            }
        }
    }

    private func add(
        _ text: DecodedText, id: String, named name: String, to reading: inout Reading
    ) throws {
        reading.notes += text.notes
        let report: Report
        do throws(ReportError) {
            report = try Report(
                id: id, text: text, metadata: Report.Metadata(language: language),
                fallbackDate: fallbackDate)
        } catch {
            // A row's report may have a name of its own, which does not tell the file.
            let sentence = error.description
            reading.failures.append(
                sentence.hasPrefix(name) || id == name ? sentence : "\(name): \(sentence)")
            return
        }
        if let note = ReportFile.note(on: report, named: name) { reading.notes.append(note) }
        if !text.refersToFile, let textFolder {
            try textFolder.write(text.bytes, id: id)
            reading.writtenTexts += 1
        }
        reading.reports.append(report)
    }

    /// With fewer words a report says little of its language, and nobody wonders.
    private static let fewWords = 20

    private static func note(on report: Report, named name: String) -> String? {
        let taken = report.language == .english ? "English" : "Spanish"
        switch report.languageEvidence {
        case .given, .words: return nil
        case .mixed:
            return "\(name): as much English as Spanish, read as \(taken) (--lang says which)"
        case .foreign:
            return "\(name): looks like neither English nor Spanish, read as \(taken)"
        case .none:
            guard report.text.tokens.count > fewWords else { return nil }
            return "\(name): no common word of English or Spanish, read as \(taken)"
        }
    }
}
