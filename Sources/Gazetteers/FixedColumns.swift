/// Lines of a table without a header, whose columns are known by their places.
///
/// Tab-separated, no quoting: the form of the files that GeoNames publishes.
struct FixedColumns {
    private var lines: LineReader
    private let expected: ClosedRange<Int>
    private let comment: UInt8?
    private var row: ArraySlice<UInt8> = []
    private var ends: [Int] = []

    /// Reads rows.
    ///
    /// - Parameters:
    ///   - lines: The lines of the file.
    ///   - expected: How many fields a row may have.
    ///   - comment: The first byte of lines that are passed over.
    init(_ lines: LineReader, expecting expected: ClosedRange<Int>, comment: UInt8? = nil) {
        self.lines = lines
        self.expected = expected
        self.comment = comment
        ends.reserveCapacity(expected.upperBound + 1)
    }

    var file: String { lines.file }

    /// The number of the line that was read last.
    var line: Int { lines.line }

    /// Reads the next row that is neither empty nor a comment; false at the end.
    ///
    /// - Throws: ``GazetteerError`` for a row of another number of fields.
    mutating func advance() throws(GazetteerError) -> Bool {
        // The reader could not use its buffer again while the slice is held.
        row = []
        while let next = try lines.next() {
            guard let first = next.first, first != comment else { continue }
            row = next
            ends.removeAll(keepingCapacity: true)
            let count = findTabs(in: next)
            ends.append(next.endIndex)
            guard expected.contains(count + 1) else {
                let range = "\(expected.lowerBound)"
                let wanted = expected.count == 1 ? range : "\(range) to \(expected.upperBound)"
                throw failure("\(count + 1) fields between tabs, expected \(wanted)")
            }
            return true
        }
        return false
    }

    /// Keeps where the tabs of a row are, and counts them.
    private mutating func findTabs(in row: ArraySlice<UInt8>) -> Int {
        let bytes = row.span
        let start = row.startIndex
        let high: UInt64 = 0x8080_8080_8080_8080
        let low: UInt64 = ~high
        let tabs: UInt64 = 0x0909_0909_0909_0909
        var count = 0
        var at = 0
        while at + 8 <= bytes.count {
            // In bounds, by the condition of the loop.
            let word = unsafe bytes.bytes.unsafeLoadUnaligned(
                fromByteOffset: at, as: UInt64.self)
            let difference = UInt64(littleEndian: word) ^ tabs
            // The high bit of each byte that is a tab, and of no other.
            var found = ~(((difference & low) &+ low) | difference | low)
            while found != 0 {
                count += 1
                if count <= expected.upperBound {
                    ends.append(start + at + found.trailingZeroBitCount / 8)
                }
                found &= found - 1
            }
            at += 8
        }
        while at < bytes.count {
            if bytes[at] == 9 {
                count += 1
                if count <= expected.upperBound { ends.append(start + at) }
            }
            at += 1
        }
        return count
    }

    /// The bytes of a field of the row that was read last; none for one that the row lacks.
    func field(_ column: Int) -> FieldText {
        guard column < ends.count else { return FieldText([]) }
        return FieldText(row[(column == 0 ? row.startIndex : ends[column - 1] + 1)..<ends[column]])
    }

    /// An error at the row that was read last.
    func failure(_ reason: String) -> GazetteerError { lines.failure(reason) }

    /// The identifier that a number of GeoNames gives a place: `gn-3911925`.
    func placeID(_ column: Int) throws(GazetteerError) -> String {
        let number = field(column)
        guard number.isDigits, number.bytes.count <= 18, number.bytes.first != 48 else {
            throw failure(
                "geonameid is \(FieldText.quoted(number.string)), expected a whole number")
        }
        return "gn-" + number.string
    }
}
