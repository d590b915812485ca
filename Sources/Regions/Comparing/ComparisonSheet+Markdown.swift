extension ComparisonSheet {
    /// The sheet as Markdown: a table a section, drawings left out.
    ///
    /// Names stand as they are written: what Markdown or HTML would take for a sign is escaped, a break
    /// of a line is a blank.
    ///
    /// - Returns: Lines, each ended by a line feed.
    /// - Complexity: O(*n*), *n* the number of characters.
    /// - SeeAlso: GitHub Flavored Markdown, version 0.29, "Tables" and "Backslash escapes".
    public var markdown: String {
        var text = "# \(ComparisonSheet.escaped(title))\n"
        for section in sections {
            let cells = [section.title] + columns
            text += "\n" + ComparisonSheet.line(cells)
            text += "|---|" + columns.map { _ in "---:|" }.joined() + "\n"
            for row in section.rows where !row.isDrawing {
                text += ComparisonSheet.line([row.label] + row.cells)
            }
        }
        if !remarks.isEmpty { text += "\n" }
        for remark in remarks { text += "- \(ComparisonSheet.escaped(remark))\n" }
        return text
    }

    private static func line(_ cells: [String]) -> String {
        "| " + cells.map { escaped($0) }.joined(separator: " | ") + " |\n"
    }

    private static func escaped(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in Table.plain(text.split(whereSeparator: \.isNewline).joined(separator: " "))
            .unicodeScalars
        {
            if "\\`*_{}[]<>#|~&!$".unicodeScalars.contains(scalar) { escaped.append("\\") }
            escaped.append(scalar)
        }
        let line = String(escaped)
        return String(line.drop { $0 == " " })
    }
}
