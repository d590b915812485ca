import SpatialIndexing

/// A message of FlatBuffers, read where it stands in a file.
///
/// A message is a table. A table names where each of its fields stands in a list of its own, so
/// that fields may be left out; texts, vectors and other tables stand elsewhere in the message and
/// are pointed to. Every step is checked against the bounds of the message.
///
/// Pointers may lead to one place many times, and so a message of a few bytes could unfold to
/// thousands of millions of parts. No writer needs to say anything twice, so what is read of a
/// message may be as long as the message; a few names that a writer lets share their bytes are
/// allowed for.
///
/// - SeeAlso: FlatBuffers documentation, "FlatBuffer Internals".
struct FlatBuffer {
    /// A table: where it stands, and how far its fields reach.
    struct Table {
        let place: Int
        fileprivate let size: Int
        /// Where the places of the fields are listed, and how many there are.
        fileprivate let list: Int
        fileprivate let fieldCount: Int
    }

    /// Elements that follow each other.
    struct Vector {
        /// The first byte of the first.
        let place: Int
        /// How many there are.
        let count: Int
    }

    let bytes: FlatGeobufBytes
    /// Where in the file the message stands.
    let range: Range<Int>
    /// The feature that errors name, counted from 1.
    let feature: Int?
    /// How many bytes may still be read.
    private var allowance: Int

    /// Finds the message behind the four bytes that give its size.
    ///
    /// - Parameters:
    ///   - place: Where the size stands.
    ///   - bytes: The file.
    ///   - feature: The number of the feature, for errors.
    ///   - what: What the message is, for errors: "a header".
    /// - Throws: ``FormatError`` when the file is too short for it.
    init(
        behindSizeAt place: Int, of bytes: FlatGeobufBytes, feature: Int?, what: String
    ) throws(FormatError) {
        func failure(_ found: String, _ expected: String) -> FormatError {
            FormatError(
                file: bytes.file, place: .byte(place), feature: feature, found: found,
                expected: expected)
        }
        guard let size = bytes.integer(at: place, as: UInt32.self) else {
            throw failure("the end of the file", "\(what) behind its size")
        }
        let room = bytes.count - place - 4
        guard size >= 8, size <= room else {
            throw failure("\(what) of \(size) bytes", "8 or more, and \(room) at most")
        }
        self.bytes = bytes
        self.feature = feature
        range = (place + 4)..<(place + 4 + Int(size))
        allowance = range.count * 2
    }

    /// The table that the message is.
    mutating func root() throws(FormatError) -> Table {
        try table(at: try target(at: range.lowerBound))
    }

    /// An error that says what stands at a byte of the file.
    func failure(at place: Int, found: String, expected: String) -> FormatError {
        FormatError(
            file: bytes.file, place: .byte(place), feature: feature, found: found,
            expected: expected)
    }

    // MARK: Fields

    /// A whole number; the given one when the table leaves it out.
    func integer<Number: FixedWidthInteger>(
        _ field: Int, of table: Table, default other: Number
    ) throws(FormatError) -> Number {
        guard let place = try self.place(of: field, in: table, width: MemoryLayout<Number>.size)
        else { return other }
        return try load(at: place)
    }

    /// A table within a table; `nil` when it is left out.
    mutating func table(_ field: Int, of table: Table) throws(FormatError) -> Table? {
        guard let place = try self.place(of: field, in: table, width: 4) else { return nil }
        return try self.table(at: try target(at: place))
    }

    /// A vector; `nil` when it is left out.
    ///
    /// - Parameters:
    ///   - field: The number of the field.
    ///   - table: The table.
    ///   - width: The bytes of an element.
    mutating func vector(
        _ field: Int, of table: Table, width: Int
    ) throws(FormatError) -> Vector? {
        guard let place = try self.place(of: field, in: table, width: 4) else { return nil }
        return try vector(at: try target(at: place), width: width)
    }

    /// A text; `nil` when it is left out.
    mutating func text(_ field: Int, of table: Table) throws(FormatError) -> String? {
        guard let vector = try self.vector(field, of: table, width: 1) else { return nil }
        return try text(in: vector.place..<(vector.place + vector.count))
    }

    /// A table of a vector of tables.
    mutating func table(_ index: Int, of vector: Vector) throws(FormatError) -> Table {
        try table(at: try target(at: vector.place + index * 4))
    }

    // MARK: Bytes

    /// Bytes of the message as text.
    func text(in range: Range<Int>) throws(FormatError) -> String {
        guard let text = bytes.text(in: range) else {
            throw failure(
                at: range.lowerBound, found: "a text that is not UTF-8", expected: "UTF-8")
        }
        return text
    }

    /// A number of the message.
    func load<Number: FixedWidthInteger>(at place: Int) throws(FormatError) -> Number {
        guard place >= range.lowerBound, place <= range.upperBound - MemoryLayout<Number>.size,
            let number = bytes.integer(at: place, as: Number.self)
        else { throw outside(place, width: MemoryLayout<Number>.size) }
        return number
    }

    /// Counts bytes as read.
    private mutating func spend(_ count: Int, at place: Int) throws(FormatError) {
        allowance -= count
        guard allowance >= 0 else {
            throw failure(
                at: place, found: "parts that are pointed to again and again",
                expected: "each once")
        }
    }

    private func outside(_ place: Int, width: Int) -> FormatError {
        failure(
            at: place, found: "\(width) bytes outside of what they belong to",
            expected: "them in bytes \(range.lowerBound) to \(range.upperBound - 1)")
    }

    /// Where a pointer leads; it counts from where it stands, always onwards.
    private func target(at place: Int) throws(FormatError) -> Int {
        let distance: UInt32 = try load(at: place)
        let target = place + Int(distance)
        guard distance > 0, target <= range.upperBound - 4 else {
            throw failure(
                at: place, found: "a pointer to byte \(target)",
                expected: "one to bytes \(place + 1) to \(range.upperBound - 4)")
        }
        return target
    }

    private mutating func table(at place: Int) throws(FormatError) -> Table {
        // Bytes 0 to 3: how far in front of the table its list of fields stands, or behind.
        let distance: Int32 = try load(at: place)
        let list = place - Int(distance)
        guard list >= range.lowerBound, list <= range.upperBound - 4 else {
            throw failure(
                at: place, found: "a list of fields at byte \(list)",
                expected: "one in bytes \(range.lowerBound) to \(range.upperBound - 4)")
        }
        let listSize: UInt16 = try load(at: list)
        let size: UInt16 = try load(at: list + 2)
        guard listSize >= 4, listSize % 2 == 0, list + Int(listSize) <= range.upperBound else {
            throw failure(
                at: list, found: "a list of fields of \(listSize) bytes",
                expected: "an even number, 4 or more, inside of the message")
        }
        guard size >= 4, place + Int(size) <= range.upperBound else {
            throw failure(
                at: list + 2, found: "a table of \(size) bytes",
                expected: "4 or more, inside of the message")
        }
        try spend(Int(size), at: place)
        return Table(
            place: place, size: Int(size), list: list + 4, fieldCount: (Int(listSize) - 4) / 2)
    }

    private mutating func vector(at place: Int, width: Int) throws(FormatError) -> Vector {
        let count: UInt32 = try load(at: place)
        let room = (range.upperBound - place - 4) / width
        guard count <= room else {
            throw failure(
                at: place, found: "a vector of \(count) elements", expected: "\(room) at most")
        }
        try spend(Int(count) * width + 4, at: place)
        return Vector(place: place + 4, count: Int(count))
    }

    /// Where a field stands; `nil` when it is left out.
    private func place(
        of field: Int, in table: Table, width: Int
    ) throws(FormatError) -> Int? {
        guard field < table.fieldCount else { return nil }
        let distance: UInt16 = try load(at: table.list + field * 2)
        guard distance != 0 else { return nil }
        guard distance >= 4, Int(distance) + width <= table.size else {
            throw failure(
                at: table.list + field * 2, found: "a field \(distance) bytes into its table",
                expected: "4 to \(table.size - width)")
        }
        return table.place + Int(distance)
    }
}
