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

    /// Keeps cells.
    ///
    /// - Parameters:
    ///   - header: The names of the columns.
    ///   - rows: Rows as long as the header.
    ///   - alignments: One a column.
    public init(header: [String], rows: [[String]], alignments: [Alignment]) {
        precondition(
            alignments.count == header.count && rows.allSatisfy { $0.count == header.count },
            "every row of a table has a cell for each of its \(header.count) columns")
        self.header = header
        self.rows = rows
        self.alignments = alignments
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
        let lines = ([header] + rows).map { $0.map(Cell.init) }
        var widths = header.indices.map { column in lines.map { $0[column].width }.max() ?? 0 }
        if let maxWidth { narrow(&widths, to: maxWidth) }
        var text = ""
        for (number, line) in lines.enumerated() {
            text += joined(line, widths)
            if number == 0 { text += joined(widths.map { Cell(rule: $0) }, widths) }
        }
        return text
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

    private func joined(_ cells: [Cell], _ widths: [Int]) -> String {
        var line = ""
        for (column, cell) in cells.enumerated() {
            let cell = cell.cut(to: widths[column])
            let padding = String(repeating: " ", count: widths[column] - cell.width)
            line += column == 0 ? "" : "  "
            line += alignments[column] == .left ? cell.text + padding : padding + cell.text
        }
        while line.last == " " { line.removeLast() }
        return line + "\n"
    }
}

/// A cell that is safe to print, and how many columns of a terminal it takes.
private struct Cell {
    let text: String
    let width: Int

    init(_ raw: String) {
        text = String(
            raw.unicodeScalars.reduce(into: String.UnicodeScalarView()) { safe, scalar in
                safe.append(Cell.isControl(scalar) ? "\u{FFFD}" : scalar)
            })
        width = text.reduce(0) { $0 + Cell.columns(of: $1) }
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
    func cut(to limit: Int) -> Cell {
        guard width > limit else { return self }
        var (kept, used) = ("", 0)
        for character in text {
            let columns = Cell.columns(of: character)
            if used + columns > limit - 1 { break }
            kept.append(character)
            used += columns
        }
        return Cell(text: kept + "…", width: used + 1)
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: return true
        default: return false
        }
    }

    /// Two for what East Asian type sets wide and for pictures, one for the rest.
    private static func columns(of character: Character) -> Int {
        guard let scalar = character.unicodeScalars.first else { return 0 }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF,
            0x20000...0x3FFFD:
            return 2
        default:
            return 1
        }
    }
}
