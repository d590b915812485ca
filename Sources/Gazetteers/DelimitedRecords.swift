/// Rows of a table whose fields a separator parts.
///
/// Between tabs every byte is the field's, quotation marks too. Between commas and semicolons a
/// field that begins with a quotation mark runs to the next single one (RFC 4180): separators are
/// its own then, two marks are one, a line break counts as a space. A mark further on in a field is
/// the field's.
struct DelimitedRecords {
    private(set) var lines: LineReader
    let separator: DelimitedTable.Separator
    /// The line on which the row that was given last begins.
    private(set) var line = 0

    init(_ lines: LineReader, separator: DelimitedTable.Separator) {
        self.lines = lines
        self.separator = separator
    }

    /// The fields of a row, without the spaces around them; `nil` at the end.
    ///
    /// - Throws: ``GazetteerError`` for a field whose quotation does not end, or is followed by
    ///   something else than a separator.
    mutating func next() throws(GazetteerError) -> [FieldText]? {
        guard let bytes = try lines.next() else { return nil }
        line = lines.line
        return try fields(of: bytes)
    }

    /// The fields of a row that begins with a line that was read.
    mutating func fields(of bytes: ArraySlice<UInt8>) throws(GazetteerError) -> [FieldText] {
        line = lines.line
        if separator == .tab || !bytes.contains(UInt8(ascii: "\"")) {
            return bytes.split(separator: separator.rawValue, omittingEmptySubsequences: false)
                .map { FieldText($0).trimmed }
        }
        return try quotedFields(of: bytes)
    }

    func failure(_ reason: String) -> GazetteerError { failure(reason, line: line) }

    private func failure(_ reason: String, line: Int) -> GazetteerError {
        GazetteerError(file: lines.file, line: line, reason: reason)
    }

    private enum State {
        case fieldStart, plain, quoted, quotationEnd
    }

    private mutating func quotedFields(
        of first: ArraySlice<UInt8>
    ) throws(GazetteerError) -> [FieldText] {
        let quotationMark = UInt8(ascii: "\"")
        var bytes = first
        var fields: [FieldText] = []
        var field: [UInt8] = []
        var state = State.fieldStart
        var opened = (line: 0, column: 0)
        var total = 0
        while true {
            // Characters are counted, as editors do.
            var column = 0
            for byte in bytes {
                if byte & 0xC0 != 0x80 { column += 1 }
                switch state {
                case .quoted:
                    if byte == quotationMark {
                        state = .quotationEnd
                    } else {
                        field.append(byte)
                    }
                case .quotationEnd where byte == quotationMark:
                    field.append(byte)
                    state = .quoted
                case _ where byte == separator.rawValue:
                    fields.append(FieldText(field[...]).trimmed)
                    field = []
                    state = .fieldStart
                case .quotationEnd:
                    guard byte == 32 else {
                        throw failure(
                            "column \(column) follows a closing quotation mark, expected "
                                + "a \(separator.word); a mark inside quotes is written twice",
                            line: lines.line)
                    }
                case .fieldStart where byte == quotationMark:
                    opened = (lines.line, column)
                    state = .quoted
                case .fieldStart, .plain:
                    field.append(byte)
                    if byte != 32 { state = .plain }
                }
            }
            if state != .quoted { break }
            total += bytes.count
            field.append(32)
            bytes = []
            let reason = "the quotation mark in column \(opened.column) is never closed"
            guard total <= LineReader.longestLine else {
                throw failure("\(reason) within \(total) bytes", line: opened.line)
            }
            guard let next = try lines.next() else { throw failure(reason, line: opened.line) }
            bytes = next
        }
        fields.append(FieldText(field[...]).trimmed)
        return fields
    }
}
