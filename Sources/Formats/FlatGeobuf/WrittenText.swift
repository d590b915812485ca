/// What can be said of the bytes of a text without making one of them.
enum WrittenText {
    /// The highest bits of bytes, or-ed: 0 where all of them are ASCII.
    @inline(__always)
    static func highBits(_ start: UnsafeRawPointer, _ count: Int) -> UInt64 {
        var bits: UInt64 = 0
        var place = 0
        while place + 8 <= count {
            unsafe bits |= start.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            place += 8
        }
        if count >= 8 {
            unsafe bits |= start.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
        } else {
            while place < count {
                unsafe bits |= UInt64(start.loadUnaligned(fromByteOffset: place, as: UInt8.self))
                place += 1
            }
        }
        return bits & 0x8080_8080_8080_8080
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
