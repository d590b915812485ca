/// A message of FlatBuffers, put together from front to back behind its size.
///
/// What a table points to follows it. Numbers stand at multiples of their own widths, counted from
/// the size, as the verifiers of the format's libraries ask.
///
/// - SeeAlso: FlatBuffers documentation, "FlatBuffer Internals".
struct FlatBufferWriter {
    /// The message so far, its size in front.
    private(set) var bytes: [UInt8] = []

    /// Begins a message: the four bytes of its size, and the pointer to its table, which are set
    /// later.
    ///
    /// - Returns: Where the pointer stands.
    mutating func begin() -> Int {
        bytes.removeAll(keepingCapacity: true)
        bytes.append(contentsOf: repeatElement(0, count: 8))
        return 4
    }

    /// Ends a message of which nothing more is to come: fills it up to a multiple of eight bytes and
    /// writes its size.
    mutating func end() {
        align(8)
        set(UInt32(bytes.count - 4), at: 0)
    }

    /// Writes a table of zeros behind the list of its fields.
    ///
    /// - Parameters:
    ///   - widths: The bytes of each field; 0 for one that is left out.
    ///   - pointer: Where the pointer to the table stands.
    /// - Returns: Where each field stands.
    mutating func table(_ widths: [Int], pointedAtBy pointer: Int) -> [Int] {
        var offsets = Array(repeating: 0, count: widths.count)
        // The widest first: so none needs room in front of it but the table itself.
        var size = 4
        for width in [8, 4, 2, 1] {
            for field in widths.indices where widths[field] == width {
                offsets[field] = size
                size += width
            }
        }
        let listSize = 4 + 2 * widths.count
        // The widest field stands four bytes into the table.
        let (alignment, rest) = widths.contains(8) ? (8, 4) : (4, 0)
        while (bytes.count + listSize) % alignment != rest { bytes.append(0) }
        append(UInt16(listSize))
        append(UInt16(size))
        for offset in offsets { append(UInt16(offset)) }
        let table = bytes.count
        set(UInt32(table - pointer), at: pointer)
        append(UInt32(listSize))
        bytes.append(contentsOf: repeatElement(0, count: size - 4))
        return offsets.map { table + $0 }
    }

    /// Begins a vector, whose elements are to be appended.
    ///
    /// - Parameters:
    ///   - count: How many elements there will be.
    ///   - width: The bytes of one.
    ///   - pointer: Where the pointer to the vector stands.
    mutating func vector(of count: Int, width: Int, pointedAtBy pointer: Int) {
        let alignment = max(width, 4)
        while (bytes.count + 4) % alignment != 0 || bytes.count % 4 != 0 { bytes.append(0) }
        set(UInt32(bytes.count - pointer), at: pointer)
        append(UInt32(count))
    }

    /// Writes a text, with the zero behind it that the format wants.
    mutating func text(_ text: String, pointedAtBy pointer: Int) {
        vector(of: text.utf8.count, width: 1, pointedAtBy: pointer)
        bytes.append(contentsOf: text.utf8)
        bytes.append(0)
    }

    /// Writes a vector of pointers, which are set later.
    ///
    /// - Returns: Where the first stands; the others follow it.
    mutating func pointers(_ count: Int, pointedAtBy pointer: Int) -> Int {
        vector(of: count, width: 4, pointedAtBy: pointer)
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: 4 * count))
        return start
    }

    /// Appends an element of a vector.
    mutating func append(_ number: some FixedWidthInteger) {
        unsafe withUnsafeBytes(of: number.littleEndian) { unsafe bytes.append(contentsOf: $0) }
    }

    /// Appends an element of a vector.
    mutating func append(_ number: Double) { append(number.bitPattern) }

    /// Sets a field.
    mutating func set<Number: FixedWidthInteger>(_ number: Number, at place: Int) {
        var rest = number.littleEndian
        unsafe withUnsafeBytes(of: &rest) { source in
            for index in source.indices { unsafe bytes[place + index] = source[index] }
        }
    }

    /// Fills up to a multiple of some bytes.
    mutating func align(_ alignment: Int) {
        while bytes.count % alignment != 0 { bytes.append(0) }
    }
}
