/// What can be said of the bytes of a text without making one of them.
enum WrittenText {
    private static let highBits: UInt64 = 0x8080_8080_8080_8080

    /// Whether bytes are UTF-8.
    ///
    /// Short texts, which most are, are looked at without a branch that depends on their length.
    ///
    /// - Parameters:
    ///   - start: The first byte.
    ///   - count: How many there are.
    ///   - canReadOn: Whether sixteen bytes behind them may be read too.
    @inline(__always)
    static func isUTF8(_ start: UnsafeRawPointer, _ count: Int, canReadOn: Bool) -> Bool {
        guard canReadOn else {
            return unsafe isUTF8ByByte(UnsafeRawBufferPointer(start: start, count: count))
        }
        var high = unsafe word(start, 0) & mask(count) | word(start, 8) & mask(count - 8)
        if count > 16 {
            var place = 16
            while place + 8 <= count {
                unsafe high |= word(start, place)
                place += 8
            }
            unsafe high |= word(start, count - 8)
        }
        return unsafe high & highBits == 0
            || isUTF8ByByte(UnsafeRawBufferPointer(start: start, count: count))
    }

    @inline(__always)
    private static func word(_ start: UnsafeRawPointer, _ place: Int) -> UInt64 {
        unsafe UInt64(littleEndian: start.loadUnaligned(fromByteOffset: place, as: UInt64.self))
    }

    /// The bits of the first bytes of a word: none for 0 or fewer, all for 8 or more.
    @inline(__always)
    private static func mask(_ bytes: Int) -> UInt64 {
        let bits = max(0, min(bytes, 8)) &* 8
        return bits == 0 ? 0 : ~0 &>> UInt64(truncatingIfNeeded: 64 &- bits)
    }

    /// - SeeAlso: The Unicode Standard, table 3-7, "Well-Formed UTF-8 Byte Sequences".
    @inline(never)
    private static func isUTF8ByByte(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var place = 0
        let count = bytes.count
        while place < count {
            let first = unsafe bytes[place]
            if first < 0x80 {
                place += 1
                continue
            }
            let length: Int
            var second: ClosedRange<UInt8> = 0x80...0xBF
            switch first {
            case 0xC2...0xDF: length = 2
            case 0xE0: (length, second) = (3, 0xA0...0xBF)
            case 0xED: (length, second) = (3, 0x80...0x9F)
            case 0xE1...0xEF: length = 3
            case 0xF0: (length, second) = (4, 0x90...0xBF)
            case 0xF1...0xF3: length = 4
            case 0xF4: (length, second) = (4, 0x80...0x8F)
            default: return false
            }
            guard place + length <= count, unsafe second.contains(bytes[place + 1]) else {
                return false
            }
            for offset in 2..<max(length, 2) where unsafe bytes[place + offset] & 0xC0 != 0x80 {
                return false
            }
            place += length
        }
        return true
    }

    /// Whether a text is a list of JSON that is written just as this program writes one: of texts
    /// without escapes, without spaces in between.
    ///
    /// - Parameter bytes: Valid UTF-8.
    static func isPlainList(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let quote = UInt8(ascii: "\"")
        guard bytes.count >= 2, unsafe bytes[0] == UInt8(ascii: "["),
            unsafe bytes[bytes.count - 1] == UInt8(ascii: "]")
        else { return false }
        if bytes.count == 2 { return true }
        let end = bytes.count - 1
        var place = 1
        while place < end {
            guard unsafe bytes[place] == quote else { return false }
            place += 1
            while place < end, unsafe bytes[place] != quote {
                guard unsafe bytes[place] >= 0x20, unsafe bytes[place] != UInt8(ascii: "\\") else {
                    return false
                }
                place += 1
            }
            guard place < end else { return false }
            place += 1
            if place == end { return true }
            guard unsafe bytes[place] == UInt8(ascii: ",") else { return false }
            place += 1
        }
        return false
    }
}
