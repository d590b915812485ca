/// Rows of cells under a header, for people; whoever prints it asks for plain text.
public struct Table: Hashable, Sendable {
    /// On which side of its column a cell stands.
    public enum Alignment: Hashable, Sendable {
        case left, right
    }

    /// The name of each column.
    public let header: [String]
    /// The cells, each row as long as the header.
    public let rows: [[String]]
    /// The side of each column.
    public let alignments: [Alignment]
    /// What the table is drawn with; with ASCII every other character is written otherwise.
    public let marks: Marks

    /// Keeps cells.
    ///
    /// - Parameters:
    ///   - header: The names of the columns.
    ///   - rows: Rows as long as the header.
    ///   - alignments: One a column.
    ///   - marks: What terminals that show the table can draw.
    public init(
        header: [String], rows: [[String]], alignments: [Alignment], marks: Marks = .unicode
    ) {
        precondition(
            alignments.count == header.count && rows.allSatisfy { $0.count == header.count },
            "every row of a table has a cell for each of its \(header.count) columns")
        self.header = header
        self.rows = rows
        self.alignments = alignments
        self.marks = marks
    }

    /// How many columns of a terminal the whole table takes.
    ///
    /// - Complexity: O(*n*), *n* the number of characters.
    var width: Int {
        let lines = ([header] + rows).map { $0.map(cell) }
        let widths = header.indices.map { column in lines.map { $0[column].width }.max() ?? 0 }
        return widths.reduce(0, +) + 2 * max(0, widths.count - 1)
    }

    private func cell(_ raw: String) -> Cell {
        marks == .ascii ? Cell(Table.ascii(Table.plain(raw))) : Cell(raw)
    }

    /// The table as lines of plain text, two blanks between columns, a rule under the header.
    ///
    /// A line that would be too wide has its widest columns cut, the end of a cut cell replaced by
    /// "…"; no column becomes narrower than 8, so a very narrow terminal gets longer lines.
    /// Control characters, which a report or a region file may hold, become "�", so a cell can
    /// neither break its line nor speak to the terminal.
    ///
    /// - Parameter maxWidth: Columns of the terminal; `nil` cuts nothing.
    /// - Returns: Lines without trailing blanks, each ended by a line feed.
    /// - Complexity: O(*n*), *n* the number of characters.
    public func rendered(maxWidth: Int? = nil) -> String {
        let lines = ([header] + rows).map { $0.map(cell) }
        var widths = header.indices.map { column in lines.map { $0[column].width }.max() ?? 0 }
        if let maxWidth { narrow(&widths, to: maxWidth) }
        var text: [UInt8] = []
        for (number, line) in lines.enumerated() {
            append(line, widths, to: &text)
            if number == 0 { append(widths.map { Cell(rule: $0) }, widths, to: &text) }
        }
        return String(decoding: text, as: UTF8.self)
    }

    private func narrow(_ widths: inout [Int], to maxWidth: Int) {
        var excess = widths.reduce(0, +) + 2 * max(0, widths.count - 1) - maxWidth
        while excess > 0, let widest = widths.max(), widest > Table.leastWidth,
            let column = widths.firstIndex(of: widest)
        {
            let next = widths.filter { $0 < widest }.max() ?? 0
            let cut = min(excess, max(1, widest - max(next, Table.leastWidth)))
            widths[column] -= cut
            excess -= cut
        }
    }

    private static let leastWidth = 8

    private func append(_ cells: [Cell], _ widths: [Int], to text: inout [UInt8]) {
        let blank = UInt8(ascii: " ")
        for (column, cell) in cells.enumerated() {
            let cell = cell.cut(to: widths[column], marks)
            let padding = repeatElement(blank, count: widths[column] - cell.width)
            if column > 0 { text += [blank, blank] }
            if alignments[column] == .right { text += padding }
            text += cell.text.utf8
            if alignments[column] == .left { text += padding }
        }
        while text.last == blank { text.removeLast() }
        text.append(UInt8(ascii: "\n"))
    }
}

/// A cell that is safe to print, and how many columns of a terminal it takes.
private struct Cell {
    let text: String
    let width: Int

    init(_ raw: String) {
        text = Table.plain(raw)
        width = Table.columns(of: text)
    }

    init(rule width: Int) {
        text = String(repeating: "-", count: width)
        self.width = width
    }

    private init(text: String, width: Int) {
        self.text = text
        self.width = width
    }

    /// The cell, its end replaced by "…" where it is wider than its column.
    func cut(to limit: Int, _ marks: Marks) -> Cell {
        guard width > limit else { return self }
        var (kept, used) = ("", 0)
        for character in text {
            let columns = Table.columns(of: character)
            if used + columns > limit - 1 { break }
            kept.append(character)
            used += columns
        }
        return Cell(text: kept + (marks == .ascii ? "~" : "…"), width: used + 1)
    }
}
