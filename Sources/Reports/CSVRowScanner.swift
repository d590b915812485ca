/// Cuts a table into rows of cells.
struct CSVRowScanner {
    /// Quotation marks that are not closed.
    struct Fault: Error {}

    private let bytes: [UInt8]
    private let delimiter: UInt8
    /// The first byte of the next row, and its line.
    private(set) var position: Int
    private(set) var line: Int

    init(_ bytes: [UInt8], delimiter: UInt8, at position: Int, line: Int = 1) {
        self.bytes = bytes
        self.delimiter = delimiter
        self.position = position
        self.line = line
    }

    /// The cells of the next row, without quotation marks; `nil` at the end.
    mutating func next() throws(Fault) -> [[UInt8]]? {
        guard position < bytes.count else { return nil }
        var cells: [[UInt8]] = []
        while true {
            cells.append(try cell())
            guard position < bytes.count else { return cells }
            if bytes[position] == delimiter {
                position += 1
                continue
            }
            position += 1
            line += 1
            return cells
        }
    }

    /// Reads up to a delimiter or the end of a line, which `position` then is at.
    private mutating func cell() throws(Fault) -> [UInt8] {
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
            let start = position
            while position < bytes.count, bytes[position] != delimiter, bytes[position] != 10 {
                position += 1
            }
            var cell = bytes[start..<position]
            if position == bytes.count || bytes[position] == 10, cell.last == 13 {
                cell.removeLast()
            }
            return Array(cell)
        }
        position += 1
        var cell: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: "\"") {
                guard position < bytes.count, bytes[position] == byte else {
                    // What stands behind the closing mark is not dropped.
                    while position < bytes.count, bytes[position] != delimiter,
                        bytes[position] != 10
                    {
                        if bytes[position] != 13 { cell.append(bytes[position]) }
                        position += 1
                    }
                    return cell
                }
                position += 1
            } else if byte == 10 {
                line += 1
            }
            cell.append(byte)
        }
        throw Fault()
    }
}
