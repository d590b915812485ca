/// Reads tab-separated tables with a header line, without copying what is not asked for.
///
/// UTF-8, one row a line, no quoting: the form of every table under `gazetteer/`.
struct TableReader {
    let file: String
    private let bytes: [UInt8]
    private let columns: [String]
    private let bodyStart: Int

    /// Reads the header.
    ///
    /// - Throws: ``GazetteerError`` when a needed column is missing.
    init(_ bytes: [UInt8], file: String, needing needed: [String]) throws(GazetteerError) {
        self.bytes = bytes
        self.file = file
        let newline = bytes.firstIndex(of: 10) ?? bytes.count
        // Some editors put a byte order mark before the first column's name.
        let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        columns = String(decoding: bytes[mark..<newline], as: UTF8.self)
            .split(separator: "\t", omittingEmptySubsequences: false)
            .map { $0.trimmingSuffix("\r") }
        bodyStart = min(newline + 1, bytes.count)
        for name in needed where !columns.contains(name) {
            throw GazetteerError(
                file: file, line: 1,
                reason: "no column '\(name)', found: \(columns.joined(separator: ", "))")
        }
    }

    /// Where a column stands; `nil` when the table lacks it.
    func place(of column: String) -> Int? { columns.firstIndex(of: column) }

    /// Hands on each row.
    ///
    /// - Parameter body: Takes the line number and the fields, as many as the header has.
    /// - Throws: ``GazetteerError`` when a row has another number of fields, or what `body` throws.
    /// - Complexity: O(*n*).
    func forEachRow(_ body: (Row) throws(GazetteerError) -> Void) throws(GazetteerError) {
        var line = 1
        var start = bodyStart
        var fields: [Range<Int>] = []
        while start < bytes.count {
            line += 1
            fields.removeAll(keepingCapacity: true)
            var fieldStart = start
            var at = start
            while at < bytes.count, bytes[at] != 10 {
                if bytes[at] == 9 {
                    fields.append(fieldStart..<at)
                    fieldStart = at + 1
                }
                at += 1
            }
            let end = at > fieldStart && bytes[at - 1] == 13 ? at - 1 : at
            fields.append(fieldStart..<end)
            start = at + 1
            if fields.count == 1, fields[0].isEmpty { continue }
            guard fields.count == columns.count else {
                throw GazetteerError(
                    file: file, line: line,
                    reason: "\(fields.count) fields, expected \(columns.count)")
            }
            try body(Row(table: self, line: line, fields: fields))
        }
    }

    /// One line of a table.
    struct Row {
        fileprivate let table: TableReader
        let line: Int
        fileprivate let fields: [Range<Int>]

        /// The bytes of a field; none for a column that the table lacks.
        func bytes(_ column: Int?) -> ArraySlice<UInt8> {
            guard let column else { return [] }
            return table.bytes[fields[column]]
        }

        /// The text of a field.
        func text(_ column: Int?) -> String { String(decoding: bytes(column), as: UTF8.self) }

        /// The number of a field; `nil` when the field is empty.
        func number(_ column: Int?, _ name: String) throws(GazetteerError) -> Double? {
            let text = text(column)
            if text.isEmpty { return nil }
            guard let number = Double(text), number.isFinite else {
                throw failure("\(name) is not a number: '\(text)'")
            }
            return number
        }

        /// The number of a field that counts or measures; `nil` when the field is empty.
        func size(_ column: Int?, _ name: String) throws(GazetteerError) -> Double? {
            guard let size = try number(column, name) else { return nil }
            guard size >= 0 else { throw failure("\(name) is negative: '\(text(column))'") }
            return size
        }

        func failure(_ reason: String) -> GazetteerError {
            GazetteerError(file: table.file, line: line, reason: reason)
        }
    }
}

extension Substring {
    fileprivate func trimmingSuffix(_ end: Character) -> String {
        last == end ? String(dropLast()) : String(self)
    }
}
