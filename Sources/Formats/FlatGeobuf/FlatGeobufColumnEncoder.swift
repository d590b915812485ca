import SimpleFeatures

/// How the values of a column are written.
struct FlatGeobufColumnEncoder {
    private enum Kind {
        case boolean, int, long, double, text, json, day, dateTime, unforeseen
    }

    private let index: UInt16
    private let kind: Kind

    /// A column that the survey of the layer does not have.
    static let unforeseen = FlatGeobufColumnEncoder(index: 0, kind: .unforeseen)

    private init(index: UInt16, kind: Kind) {
        self.index = index
        self.kind = kind
    }

    /// - Parameters:
    ///   - index: The number of the column in the file.
    ///   - kind: Its type there.
    ///   - type: Its type in the layer.
    init(index: Int, kind: FlatGeobufColumn.Kind, type: Schema.FieldType) {
        self.index = UInt16(index)
        switch kind {
        case .boolean: self.kind = .boolean
        case .int: self.kind = .int
        case .long: self.kind = .long
        case .double: self.kind = .double
        case .json: self.kind = .json
        case .dateTime: self.kind = type == .day ? .day : .dateTime
        default: self.kind = .text
        }
    }

    /// How many bytes a value takes at most, its column's number included.
    @inline(__always)
    static func bound(of cell: Cell) -> Int {
        // 26 are enough for any number in digits, and for the time that stands behind a day.
        32 + (cell.kind == .text || cell.kind == .json ? cell.text.count : 0)
    }

    /// Writes a value behind the number of its column; nothing for null.
    ///
    /// - Parameters:
    ///   - cell: The value.
    ///   - place: Room for as many bytes as ``bound(of:)`` says.
    ///   - losses: Counts what the column cannot hold.
    /// - Returns: The byte behind the value.
    @inline(__always)
    func write(
        _ cell: Cell, to place: UnsafeMutableRawPointer, _ losses: inout FlatGeobufLosses
    ) -> UnsafeMutableRawPointer {
        unsafe place.storeBytes(of: index.littleEndian, as: UInt16.self)
        let value = unsafe place + 2
        switch (kind, cell.kind) {
        case (_, .null): return unsafe place
        case (.text, .text), (.json, .json): return unsafe value.store(cell.text)
        case (.int, .integer):
            guard let number = Int32(exactly: cell.integer) else { break }
            unsafe value.storeBytes(of: number.littleEndian, as: Int32.self)
            return unsafe value + 4
        case (.double, .real):
            unsafe value.storeBytes(of: cell.real.bitPattern.littleEndian, as: UInt64.self)
            return unsafe value + 8
        case (.long, .integer):
            unsafe value.storeBytes(of: Int64(cell.integer).littleEndian, as: Int64.self)
            return unsafe value + 8
        case (.boolean, .boolean):
            unsafe value.storeBytes(of: cell.truth ? 1 : 0, as: UInt8.self)
            return unsafe value + 1
        default: break
        }
        return unsafe writeOther(cell, to: place, &losses)
    }

    @inline(never)
    private func writeOther(
        _ cell: Cell, to place: UnsafeMutableRawPointer, _ losses: inout FlatGeobufLosses
    ) -> UnsafeMutableRawPointer {
        let value = unsafe place + 2
        switch (kind, cell.kind) {
        case (.double, .integer):
            let number = Double(cell.integer)
            if Int(exactly: number) != cell.integer { losses.roundedIntegers += 1 }
            unsafe value.storeBytes(of: number.bitPattern.littleEndian, as: UInt64.self)
            return unsafe value + 8
        case (.day, .text) where cell.text.count == 10:
            return unsafe value.store(cell.text, then: "T00:00:00")
        case (.dateTime, .text) where cell.text.count >= 19:
            let text = cell.text
            // The format has no days, and midnight without a zone stands for one.
            let isMidnight =
                unsafe text.count == 19 && text.bytes[11...].elementsEqual("00:00:00".utf8)
            let end = unsafe value.store(text, then: isMidnight ? ".000" : "")
            if unsafe text.bytes[10] == UInt8(ascii: " ") {
                // ISO 8601 has no space there.
                unsafe value.storeBytes(of: UInt8(ascii: "T"), toByteOffset: 14, as: UInt8.self)
            }
            return unsafe end
        case (.text, .boolean), (.text, .integer), (.text, .real), (.text, .json):
            losses.textsOfOthers += 1
            return unsafe value.store(cell)
        default:
            losses.unforeseen += 1
            return unsafe place
        }
    }
}

extension UnsafeMutableRawPointer {
    /// Writes a text and what is to stand behind it, behind the length of both.
    fileprivate func store(
        _ text: BatchText, then ending: StaticString
    ) -> UnsafeMutableRawPointer {
        let count = ending.utf8CodeUnitCount
        let end = unsafe store(text)
        unsafe end.copyMemory(from: ending.utf8Start, byteCount: count)
        unsafe storeBytes(
            of: UInt32(truncatingIfNeeded: text.count + count).littleEndian, as: UInt32.self)
        return unsafe end + count
    }

    /// Writes a value of another kind as a text, as it is written in JSON.
    fileprivate func store(_ cell: Cell) -> UnsafeMutableRawPointer {
        if cell.kind == .json { return unsafe store(cell.text) }
        var bytes: [UInt8] = []
        JSON.append(cell.value, to: &bytes)
        return unsafe bytes.withUnsafeBytes { unsafe store(BatchText($0)) }
    }
}
