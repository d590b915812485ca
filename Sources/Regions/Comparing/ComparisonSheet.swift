/// A comparison as people read it: sections of rows with a cell for each region, and remarks.
///
/// The sheet is made once and set as lines for a terminal or as Markdown.
public struct ComparisonSheet: Sendable {
    /// Rows under a common head.
    struct Section: Sendable {
        let title: String
        var rows: [Row] = []
    }

    /// A figure of each region.
    struct Row: Sendable {
        let label: String
        let cells: [String]
        /// Whether the cells are drawn rather than written, which Markdown leaves out.
        var isDrawing = false
    }

    /// What is compared, in one line.
    let title: String
    /// The name of each region.
    let columns: [String]
    /// The figures.
    let sections: [Section]
    /// What a reader should know before quoting the figures, a sentence each.
    let remarks: [String]
    /// What the drawings are drawn with.
    let marks: Marks

    /// The sheet as lines of plain text.
    ///
    /// Where not all regions fit beside each other, they stand in blocks one below the other.
    ///
    /// - Parameter maxWidth: Columns of the terminal; `nil` for one block however wide.
    /// - Returns: Lines, each ended by a line feed.
    /// - Complexity: O(*n*), *n* the number of characters.
    public func rendered(maxWidth: Int? = nil) -> String {
        var text = ""
        for block in blocks(maxWidth: maxWidth) {
            let table = table(of: block)
            text += (text.isEmpty ? "" : "\n") + table.rendered(maxWidth: maxWidth)
        }
        for remark in remarks {
            text += "\n" + ComparisonSheet.wrapped(plain(remark), to: maxWidth ?? 100)
        }
        return text
    }

    private func table(of columns: Range<Int>) -> Table {
        var rows: [[String]] = []
        for section in sections {
            if !rows.isEmpty { rows.append([""] + columns.map { _ in "" }) }
            rows.append([section.title] + columns.map { _ in "" })
            for row in section.rows { rows.append(["  " + row.label] + row.cells[columns]) }
        }
        return Table(
            header: [""] + self.columns[columns], rows: rows,
            alignments: [.left] + columns.map { _ in .right }, marks: marks)
    }

    /// Which regions stand beside each other: as many as fit, at least one.
    private func blocks(maxWidth: Int?) -> [Range<Int>] {
        guard let maxWidth else { return [columns.indices] }
        var blocks: [Range<Int>] = []
        var start = 0
        while start < columns.count {
            var end = start + 1
            while end < columns.count, table(of: start..<end + 1).width <= maxWidth { end += 1 }
            blocks.append(start..<end)
            start = end
        }
        return blocks
    }

    private func plain(_ text: String) -> String {
        marks == .ascii ? Table.ascii(Table.plain(text)) : Table.plain(text)
    }

    /// Text cut into lines between its words.
    private static func wrapped(_ text: String, to width: Int) -> String {
        var lines = ""
        var used = 0
        for word in text.split(separator: " ") {
            let columns = Table.columns(of: String(word))
            if used > 0, used + 1 + columns > width {
                lines += "\n"
                used = 0
            }
            lines += (used > 0 ? " " : "") + word
            used += (used > 0 ? 1 : 0) + columns
        }
        return lines + "\n"
    }
}
