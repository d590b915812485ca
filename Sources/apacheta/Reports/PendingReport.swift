import Foundation
import Orthography
import Reports

/// A report, or a file of them, that is still to be read.
struct PendingReport: Sendable {
    /// Where it is.
    enum Content: Sendable {
        case file(path: String, id: String)
        /// Standard input or a pipe, which cannot be read twice.
        case text([UInt8], path: String, id: String)
        case line([UInt8], number: Int, path: String)
        case unreadable(String)
        /// Read before.
        case read(ReadReports)
    }

    let content: Content
    /// How many bytes it has.
    let byteCount: Int
    /// Whether it is part of the collection that the files are: a line of a stream stands alone.
    let isOfCollection: Bool

    init(_ content: Content) {
        self.content = content
        switch content {
        case .file(let path, _):
            byteCount = PendingReport.byteCount(of: path)
            isOfCollection = true
        case .text(let bytes, _, _):
            byteCount = bytes.count
            isOfCollection = true
        case .line(let bytes, _, _):
            byteCount = bytes.count
            isOfCollection = false
        case .unreadable:
            byteCount = 0
            isOfCollection = false
        case .read(let reports):
            byteCount = reports.byteCount
            isOfCollection = true
        }
    }

    /// Reads it.
    ///
    /// - Throws: What keeps all reports from being read; what is wrong with one is told in the answer.
    func read(by reader: ReportFile) throws -> ReadReports {
        switch content {
        case .file(let path, let id):
            guard byteCount <= LineStream.byteLimit else {
                return ReadReports(failure: LineStream.tooLong(path, "\(byteCount)"))
            }
            let bytes: [UInt8]
            do {
                bytes = try Files.bytes(of: path)
            } catch { return ReadReports(failure: "\(error)") }
            return try ReadReports(bytes: bytes, path: path, id: id, by: reader)
        case .text(let bytes, let path, let id):
            return try ReadReports(bytes: bytes, path: path, id: id, by: reader)
        case .line(let bytes, let number, let path):
            return ReadReports(line: bytes, number: number, path: path, by: reader)
        case .unreadable(let reason): return ReadReports(failure: reason)
        case .read(let reports): return reports
        }
    }

    private static func byteCount(of path: String) -> Int {
        var status = stat()
        return unsafe stat(path, &status) == 0 ? Int(status.st_size) : 0
    }
}

extension ReadReports {
    /// How many bytes the texts of the reports have.
    var byteCount: Int { reports.reduce(0) { $0 + $1.text.bytes.count } }
}
