import Foundation
import Formats
import Reports
import SimpleFeatures

/// The reports that a command was pointed at.
struct ReportInputs {
    /// The reports that could be read, in order of their names.
    private(set) var reports: [Report] = []
    /// One sentence for each that could not.
    private(set) var failures: [String] = []
    /// What else a person should know of the reading.
    private(set) var notes: [String] = []
    private var writtenTexts = 0
    /// The files that were read.
    let paths: [String]

    private let fallbackDate: CalendarDay?
    private let language: Language?

    /// Reads files, folders and standard input.
    ///
    /// - Parameters:
    ///   - arguments: Files, folders (their files of the kinds of ``ReportFormat`` but tables,
    ///     `README` files excepted) and `-`.
    ///   - reader: Reads files that hold no JSON lines, and knows what the user says of all reports.
    /// - Throws: ``Failure`` 66 when a path is not there or nothing to read was found.
    init(_ arguments: [String], by reader: ReportFile) throws {
        fallbackDate = reader.fallbackDate
        language = reader.language
        var files: [String] = []
        var seen: Set<String> = []
        for path in arguments {
            for file in try ReportInputs.files(at: path) {
                if seen.insert(ReportInputs.identity(of: file)).inserted {
                    files.append(file)
                } else {
                    notes.append("\(file): given twice, read once")
                }
            }
        }
        paths = files
        guard !files.isEmpty else {
            throw Failure(
                .noInput,
                "\(arguments.joined(separator: ", ")): no report found (looked for .txt, .md, .html, .pdf, .jsonl)"
            )
        }
        let ids = ReportInputs.ids(of: files)
        for (file, id) in zip(files, ids) {
            let bytes = try Files.bytes(of: file)
            if ReportFile.format(of: file, bytes: bytes) == .jsonLines {
                addLines(of: bytes, file: file)
            } else {
                add(try reader.reading(of: file, id: id, bytes: bytes))
            }
        }
        if let folder = reader.textFolder?.path, writtenTexts > 0 {
            notes.append("\(folder): \(Console.counted(writtenTexts, "text")) written")
        }
        noteRepeatedIDs()
    }

    private mutating func add(_ reading: ReportFile.Reading) {
        reports += reading.reports
        failures += reading.failures
        notes += reading.notes
        writtenTexts += reading.writtenTexts
    }

    /// Notes of ids that several reports have; their events cannot be told apart by `report`.
    private mutating func noteRepeatedIDs() {
        var counts: [String: Int] = [:]
        for report in reports { counts[report.id, default: 0] += 1 }
        for (id, count) in counts.filter({ $0.value > 1 }).sorted(by: { $0.key < $1.key }).prefix(5)
        {
            notes.append("\(count) reports have the id '\(id)'")
        }
    }

    /// The file that a path leads to, however it is written.
    private static func identity(of path: String) -> String {
        path == "-" ? path : URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    }

    /// Refuses to write over a report.
    ///
    /// - Throws: ``Failure`` 64 that names the file.
    func refuse(outputs: [String]) throws {
        let inputs = Set(paths.filter { $0 != "-" }.map(ReportInputs.identity))
        for output in outputs where inputs.contains(ReportInputs.identity(of: output)) {
            throw Failure(.usage, "\(output): is a report to read, expected another file to write")
        }
    }

    /// The files that a path stands for, sorted.
    private static func files(at path: String) throws -> [String] {
        if path == "-" { return [path] }
        var isFolder: ObjCBool = false
        guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Failure(.noInput, "\(path): no such file or folder")
        }
        guard isFolder.boolValue else { return [path] }
        var found: [String] = []
        let root = path.hasSuffix("/") ? String(path.dropLast()) : path
        guard let walk = FileManager.default.enumerator(atPath: root) else {
            throw Failure(.badData, "\(path): cannot be read (are its permissions right?)")
        }
        for case let name as String in walk {
            let last = name.split(separator: "/").last ?? ""
            guard !last.hasPrefix("."), !last.uppercased().hasPrefix("README"),
                ReportFormat(ofFile: last)?.isFoundInFolders == true
            else { continue }
            found.append(root + "/" + name)
        }
        return found.sorted()
    }

    /// Names without folders; where two files share one, the shortest paths that differ.
    private static func ids(of files: [String]) -> [String] {
        let parts = files.map { $0.split(separator: "/").map(String.init) }
        func id(_ index: Int, _ depth: Int) -> String {
            parts[index].suffix(depth).joined(separator: "/")
        }
        var depths = [Int](repeating: 1, count: files.count)
        var isSettled = false
        while !isSettled {
            isSettled = true
            let groups = Dictionary(grouping: files.indices) { id($0, depths[$0]) }
            for group in groups.values where group.count > 1 {
                for index in group where depths[index] < parts[index].count {
                    depths[index] += 1
                    isSettled = false
                }
            }
        }
        return files.indices.map { files[$0] == "-" ? "-" : id($0, depths[$0]) }
    }

    /// One report a line: an object with `text`, and optionally `id`, `title`, `date`, `source`.
    private mutating func addLines(of bytes: [UInt8], file: String) {
        var line = 0
        var start = 0
        while start < bytes.count {
            line += 1
            let end = bytes[start...].firstIndex(of: 10) ?? bytes.count
            let part = Array(bytes[start..<end])
            start = end + 1
            if part.allSatisfy({ $0 == 32 || $0 == 9 || $0 == 13 }) { continue }
            do {
                reports.append(try report(line: part, number: line, file: file))
            } catch let failure as Failure {
                failures.append(failure.description)
            } catch {
                failures.append("\(error)")
            }
        }
    }

    private func report(line: [UInt8], number: Int, file: String) throws -> Report {
        let value: Value
        do throws(FormatError) {
            value = try JSON.value(of: line, file: file, line: number)
        } catch { throw Failure(.badData, error.description) }
        guard case .object(let members) = value else {
            throw Failure(.badData, "\(file):\(number): found no object, expected {\"text\": ...}")
        }
        guard let text = members["text"].text else {
            throw Failure(.badData, "\(file):\(number): no text, expected a member \"text\"")
        }
        var metadata = Report.Metadata(language: language)
        metadata.title = members["title"].text
        if let written = members["date"].text {
            guard let day = CalendarDay(iso: written.prefix(10)) else {
                throw Failure(
                    .badData, "\(file):\(number): date is '\(written)', expected YYYY-MM-DD")
            }
            metadata.date = day
        }
        metadata.sources = members["source"].texts + members["sources"].texts
        let name = file.split(separator: "/").last.map(String.init) ?? file
        let id: String
        switch members["id"] {
        case .text(let text) where !text.isEmpty: id = text
        case .integer(let whole): id = String(whole)
        default: id = "\(name):\(number)"
        }
        do throws(ReportError) {
            return try Report(
                id: id, bytes: Array(text.utf8), metadata: metadata, fallbackDate: fallbackDate)
        } catch { throw Failure(.badData, "\(file):\(number): \(error.description)") }
    }

    /// Complains of what could not be read.
    ///
    /// - Throws: ``Failure`` 65 when the user asked for all or nothing.
    func complain(strict: Bool) throws {
        for note in notes { Console.complain(note) }
        for failure in failures { Console.complain(failure) }
        if strict, !failures.isEmpty {
            throw Failure(
                .badData, "\(failures.count) reports not read, nothing written (--strict)")
        }
    }

    /// Ends with exit code 65 when a report could not be read, after all else was written.
    func finish() throws {
        guard !failures.isEmpty else { return }
        throw Failure(
            .badData,
            "\(failures.count) of \(failures.count + reports.count) reports could not be read")
    }
}
