import Foundation
import Reports

/// The reports that a command was pointed at, found and not yet read.
///
/// Only standard input and pipes are looked into, to tell a text from JSON lines.
struct ReportInputs {
    /// Where reports come from, in the order of their names.
    let sources: [ReportStream.Source]
    /// What else a person should know of the arguments.
    private(set) var notes: [String] = []
    /// The files that are read.
    let paths: [String]
    /// Reads files, and knows what the user says of all reports.
    let reader: ReportFile

    /// Finds files, in folders too.
    ///
    /// - Parameters:
    ///   - arguments: Files, folders (their files of the kinds of ``ReportFormat`` but tables,
    ///     `README` files excepted) and `-`.
    ///   - reader: Reads files that hold no JSON lines, and knows what the user says of all reports.
    /// - Throws: ``Failure`` 66 when a path is not there or nothing to read was found, 65 when
    ///   standard input cannot be read.
    init(_ arguments: [String], by reader: ReportFile) throws {
        self.reader = reader
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
        sources = try zip(files, ReportInputs.ids(of: files)).map(ReportInputs.source)
    }

    private static func source(ofFile path: String, id: String) throws -> ReportStream.Source {
        if path == "-" || !isRegular(path) {
            let stream = try LineStream(path)
            if path.hasSuffix(".jsonl") { return .pipe(stream) }
            // A stream without a line is a stream of no reports, not an empty report.
            guard let first = try stream.firstByte(), first != UInt8(ascii: "{") else {
                return .pipe(stream)
            }
            return .text(try stream.rest(), path: path, id: id)
        }
        return path.hasSuffix(".jsonl") ? .lines(path: path) : .file(path: path, id: id)
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
            // A pipe in a folder would be waited for without end.
            guard isRegular(root + "/" + name) else { continue }
            found.append(root + "/" + name)
        }
        return found.sorted()
    }

    private static func isRegular(_ path: String) -> Bool {
        var status = stat()
        return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
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
}
