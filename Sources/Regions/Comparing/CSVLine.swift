/// Lines of a table with commas between the cells, as spreadsheets and statistics programs load them.
///
/// - SeeAlso: RFC 4180.
enum CSVLine {
    /// Cells as one line, ended by a line feed.
    static func of(_ cells: some Sequence<String>) -> String {
        cells.map(cell).joined(separator: ",") + "\n"
    }

    /// A text as a cell.
    ///
    /// A text that a spreadsheet would run as a formula gets an apostrophe in front, as in the tables of
    /// layers.
    ///
    /// - SeeAlso: OWASP, "CSV Injection".
    private static func cell(_ text: String) -> String {
        var text = text
        let start = text.utf8.drop { $0 == UInt8(ascii: "'") }
        if let first = start.first, "=+-@\t\r".utf8.contains(first) { text = "'" + text }
        guard text.utf8.contains(where: { ",\"\n\r".utf8.contains($0) }) else { return text }
        var quoted = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" { quoted += "\"" }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }
}
