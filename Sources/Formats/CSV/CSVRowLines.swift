public import FileMapping

/// On which line each row of a CSV file begins, so that what is found out about a row long after it
/// was read can be told with its line.
///
/// Cells may go over several lines, so rows cannot be counted instead.
public struct CSVRowLines: Sendable {
    /// The line of each row behind the names of the columns, counted from 1; as ``CSVReader`` gives
    /// the rows, so empty lines have none.
    public let lines: [Int]

    /// Goes through a file.
    ///
    /// - Parameters:
    ///   - file: A file that ``CSVReader`` can read.
    ///   - columnCount: How many columns it has.
    /// - Throws: ``FormatError`` when the first line cannot be read.
    /// - Complexity: O(*n*), *n* the bytes of the file.
    public init(_ file: MappedFile, columnCount: Int) throws(FormatError) {
        let header = try CSVHeader(file, delimiter: nil)
        guard var scanner = unsafe CSVScanner(file.bytes, delimiter: header.delimiter) else {
            lines = []
            return
        }
        unsafe scanner.place = scanner.start + header.end
        let room = UnsafeMutablePointer<CSVScanner.Cell>.allocate(capacity: max(columnCount, 1))
        defer { unsafe room.deallocate() }
        var lines: [Int] = []
        var line = 1
        var counted = 0
        while !scanner.isAtEnd, scanner.hasNoFault {
            let start = scanner.offset
            // What was counted is not counted again.
            line += unsafe file.bytes[counted..<start].count { $0 == 0x0A }
            counted = start
            let found = unsafe scanner.readRow(into: room, atMost: max(columnCount, 1))
            if found == 1, columnCount > 1, unsafe room[0].isNothing { continue }
            lines.append(line)
        }
        self.lines = lines
    }
}
