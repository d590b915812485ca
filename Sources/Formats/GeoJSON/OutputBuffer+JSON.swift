extension OutputBuffer {
    /// Writes a text in quotes, as ``JSON/append(_:to:)`` does.
    @inline(__always)
    mutating func writeJSON(_ text: BatchText) {
        let count = text.count
        guard count <= 512, let start = unsafe text.bytes.baseAddress else {
            writeLongJSON(text)
            return
        }
        // Room for six bytes for each, and for the eight that are copied at once.
        unsafe write(atMost: 6 * 512 + 16) { cursor in
            var cursor = unsafe cursor
            unsafe cursor.pointee = UInt8(ascii: "\"")
            unsafe cursor += 1
            unsafe cursor = OutputBuffer.copyEscaping(start, count, to: cursor)
            unsafe cursor.pointee = UInt8(ascii: "\"")
            return unsafe cursor + 1
        }
    }

    @inline(never)
    private mutating func writeLongJSON(_ text: BatchText) {
        var place = 0
        write(byte: UInt8(ascii: "\""))
        while place < text.count, let start = unsafe text.bytes.baseAddress {
            let count = min(text.count - place, 512)
            unsafe write(atMost: 6 * 512 + 16) {
                unsafe OutputBuffer.copyEscaping(start + place, count, to: $0)
            }
            place += count
        }
        write(byte: UInt8(ascii: "\""))
    }

    /// Copies UTF-8 as the inside of a JSON text.
    ///
    /// - Parameters:
    ///   - start: The first byte.
    ///   - count: How many there are.
    ///   - cursor: Room for six times as many and eight more.
    /// - Returns: The byte behind the last that counts.
    @inline(__always)
    static func copyEscaping(
        _ start: UnsafeRawPointer, _ count: Int, to cursor: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        var cursor = unsafe cursor
        var place = 0
        while place + 8 <= count {
            let word = unsafe start.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            guard JSONWord.needsNoEscape(word) else {
                unsafe cursor = escape(start + place, 8, to: cursor)
                place += 8
                continue
            }
            unsafe UnsafeMutableRawPointer(cursor).storeBytes(of: word, as: UInt64.self)
            unsafe cursor += 8
            place += 8
        }
        let rest = count - place
        guard rest > 0 else { return unsafe cursor }
        if count >= 8 {
            // The last eight bytes once more, moved so that the new ones come first.
            let last = unsafe start.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
            let word = last.littleEndian >> UInt64(8 * (8 - rest))
            let filled = word | JSONWord.spaces << UInt64(8 * rest)
            guard JSONWord.needsNoEscape(filled) else {
                return unsafe escape(start + place, rest, to: cursor)
            }
            unsafe UnsafeMutableRawPointer(cursor).storeBytes(
                of: filled.littleEndian, as: UInt64.self)
            return unsafe cursor + rest
        }
        let word = unsafe shortWord(start, count)
        guard JSONWord.needsNoEscape(word) else {
            return unsafe escape(start + place, rest, to: cursor)
        }
        unsafe UnsafeMutableRawPointer(cursor).storeBytes(of: word.littleEndian, as: UInt64.self)
        return unsafe cursor + rest
    }

    /// One to seven bytes with spaces behind them, the first byte lowest.
    @inline(__always)
    private static func shortWord(_ start: UnsafeRawPointer, _ count: Int) -> UInt64 {
        let spaces = JSONWord.spaces << UInt64(8 * count)
        if count >= 4 {
            let low = unsafe start.loadUnaligned(as: UInt32.self).littleEndian
            let high = unsafe start.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self)
                .littleEndian
            return UInt64(low) | UInt64(high) << UInt64(8 * (count - 4)) | spaces
        }
        // The first, the middle and the last byte are all that there are.
        let first = unsafe UInt64(start.load(as: UInt8.self))
        let middle = unsafe UInt64(start.load(fromByteOffset: count / 2, as: UInt8.self))
        let last = unsafe UInt64(start.load(fromByteOffset: count - 1, as: UInt8.self))
        return first | middle << UInt64(8 * (count / 2)) | last << UInt64(8 * (count - 1))
            | spaces
    }

    /// Copies byte by byte.
    @inline(never)
    private static func escape(
        _ start: UnsafeRawPointer, _ count: Int, to cursor: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        var cursor = unsafe cursor
        for place in 0..<count {
            let byte = unsafe start.load(fromByteOffset: place, as: UInt8.self)
            if byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
                unsafe cursor.pointee = byte
                unsafe cursor += 1
                continue
            }
            for byte in JSON.escape(of: byte) {
                unsafe cursor.pointee = byte
                unsafe cursor += 1
            }
        }
        return unsafe cursor
    }
}

/// Eight bytes of a JSON text, looked at together.
enum JSONWord {
    private static let ones: UInt64 = 0x01_01_01_01_01_01_01_01
    private static let highs: UInt64 = 0x80_80_80_80_80_80_80_80
    static let spaces: UInt64 = 0x20_20_20_20_20_20_20_20

    /// Whether none of the bytes is a quotation mark, a backslash or a control character.
    @inline(__always)
    static func needsNoEscape(_ word: UInt64) -> Bool { escapes(word) & highs == 0 }

    /// Whether all bytes are ASCII.
    @inline(__always)
    static func isASCII(_ word: UInt64) -> Bool { word & highs == 0 }

    /// The bytes that end the plain part of a text: quotation mark, backslash, control character or
    /// no ASCII; the lowest set bit is right, those above it may not be.
    @inline(__always)
    static func ends(_ word: UInt64) -> UInt64 { (escapes(word) | word) & highs }

    /// The high bit of each byte that is a quotation mark, a backslash or a control character, up to
    /// the lowest such byte; the other bits mean nothing.
    @inline(__always)
    private static func escapes(_ word: UInt64) -> UInt64 {
        let quote = word ^ (ones &* 0x22)
        let backslash = word ^ (ones &* 0x5C)
        let controls = (word &- spaces) & ~word
        return controls | ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash)
    }
}
