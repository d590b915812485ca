import Formats
import Reports
import SimpleFeatures

/// What was read of one file, or of one line of a file.
struct ReadReports: Sendable {
    /// The reports that could be read, in their order.
    var reports: [Report] = []
    /// One sentence for each that could not.
    var failures: [String] = []
    /// What else a person should know of the reading.
    var notes: [String] = []
    /// How many texts were written beside the reading.
    var writtenTexts = 0

    /// Nothing but the reason why.
    init(failure: String) { failures = [failure] }

    /// Turns the bytes of a file into reports: the one place where that is done.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - path: The file, as errors name it; `-` is standard input.
    ///   - id: What tells the report from others.
    ///   - reader: Reads files, and knows what the user says of all reports.
    /// - Throws: What keeps all reports from being read, such as a missing program; what is wrong
    ///   with one is told in ``failures``.
    init(bytes: [UInt8], path: String, id: String, by reader: ReportFile) throws {
        let reading = try reader.reading(of: path, id: id, bytes: bytes)
        reports = reading.reports
        failures = reading.failures
        notes = reading.notes
        writtenTexts = reading.writtenTexts
    }

    /// Turns a line of JSON into a report: an object with `text`, and optionally `id`, `title`, `date`,
    /// `source`.
    ///
    /// - Parameters:
    ///   - line: The bytes of the line.
    ///   - number: Which line of the file it is, from 1.
    ///   - path: The file, as errors name it.
    ///   - reader: Reads files, and knows what the user says of all reports.
    init(line: [UInt8], number: Int, path: String, by reader: ReportFile) {
        do throws(Failure) {
            reports = [
                try ReadReports.report(line: line, number: number, path: path, by: reader)
            ]
        } catch { failures = [error.description] }
    }

    private static func report(
        line: [UInt8], number: Int, path: String, by reader: ReportFile
    ) throws(Failure) -> Report {
        let value: Value
        do throws(FormatError) {
            value = try JSON.value(of: line, file: path, line: number)
        } catch { throw Failure(.badData, error.description) }
        guard case .object(let members) = value else {
            throw Failure(.badData, "\(path):\(number): found no object, expected {\"text\": ...}")
        }
        guard let text = members["text"].text else {
            throw Failure(.badData, "\(path):\(number): no text, expected a member \"text\"")
        }
        var metadata = Report.Metadata(language: reader.language)
        metadata.title = members["title"].text
        if let written = members["date"].text {
            guard let day = CalendarDay(iso: written.prefix(10)) else {
                throw Failure(
                    .badData, "\(path):\(number): date is '\(written)', expected YYYY-MM-DD")
            }
            metadata.date = day
        }
        metadata.sources = members["source"].texts + members["sources"].texts
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let id: String
        switch members["id"] {
        case .text(let text) where !text.isEmpty: id = text
        case .integer(let whole): id = String(whole)
        default: id = "\(name):\(number)"
        }
        do throws(ReportError) {
            return try Report(
                id: id, bytes: Array(text.utf8), metadata: metadata,
                fallbackDate: reader.fallbackDate)
        } catch { throw Failure(.badData, "\(path):\(number): \(error.description)") }
    }
}
