import FileWriting

/// Where XML 1.0 is written: markup as it stands, texts escaped.
@safe struct XMLOutput {
    /// The bytes on their way.
    var buffer: OutputBuffer
    /// How many characters that XML 1.0 does not allow were written as U+FFFD.
    private(set) var replacedCharacterCount = 0

    init(to destination: any ByteDestination) { buffer = OutputBuffer(to: destination) }

    /// Where a text stands, which says what must be escaped.
    enum Position {
        /// In an element. Carriage returns are escaped, for a parser would make line feeds of them.
        case content
        /// In an attribute's `"`. Line breaks and tabs are escaped too, for a parser would make
        /// spaces of them.
        case attribute
        /// In HTML inside of a CDATA section, which it can neither end nor leave.
        case html
    }

    /// Writes markup of the program, which holds nothing that came from a file.
    @inline(__always)
    mutating func write(_ markup: StaticString) { buffer.write(markup) }

    /// Writes a text.
    @inline(__always)
    mutating func write(_ text: BatchText, as position: Position) {
        let bytes = unsafe text.bytes
        guard bytes.count <= XMLOutput.shortText, let start = bytes.baseAddress else {
            unsafe writeEscaped(bytes, as: position)
            return
        }
        // Most texts are short and plain: they are copied while they are looked at.
        var isPlain = true
        unsafe buffer.write(atMost: XMLOutput.shortText) { cursor in
            isPlain = unsafe XMLOutput.copy(
                start, count: bytes.count, to: UnsafeMutableRawPointer(cursor), as: position)
            return unsafe isPlain ? cursor + bytes.count : cursor
        }
        if !isPlain { unsafe writeEscaped(bytes, as: position) }
    }

    /// Writes a text.
    mutating func write(_ text: String, as position: Position) {
        var text = text
        text.withUTF8 { unsafe write(BatchText(UnsafeRawBufferPointer($0)), as: position) }
    }

    // MARK: Plain texts

    /// How long a text may be that is copied before it is known to be plain.
    private static let shortText = 1024
    private static let ones: UInt64 = 0x0101_0101_0101_0101

    /// Copies a text, and says whether nothing in it must be escaped.
    @inline(__always)
    private static func copy(
        _ start: UnsafeRawPointer, count: Int, to place: UnsafeMutableRawPointer,
        as position: Position
    ) -> Bool {
        if count >= 8 {
            var marks: UInt64 = 0
            var done = 0
            while done <= count - 8 {
                let word = unsafe start.loadUnaligned(fromByteOffset: done, as: UInt64.self)
                unsafe place.storeBytes(of: word, toByteOffset: done, as: UInt64.self)
                marks |= XMLOutput.marks(in: word, as: position)
                done += 8
            }
            // The last word overlaps the one before, so that nothing behind the text is read.
            let word = unsafe start.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
            unsafe place.storeBytes(of: word, toByteOffset: count - 8, as: UInt64.self)
            return (marks | XMLOutput.marks(in: word, as: position)) == 0
        }
        if count >= 4 {
            let first = unsafe start.loadUnaligned(as: UInt32.self)
            let last = unsafe start.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self)
            unsafe place.storeBytes(of: first, as: UInt32.self)
            unsafe place.storeBytes(of: last, toByteOffset: count - 4, as: UInt32.self)
            let word = UInt64(first) | UInt64(last) << 32
            return XMLOutput.marks(in: word, as: position) == 0
        }
        // Bytes that are plain, where the text has none.
        var word = ones &* UInt64(UInt8(ascii: "a"))
        for index in 0..<count {
            let byte = unsafe start.load(fromByteOffset: index, as: UInt8.self)
            unsafe place.storeBytes(of: byte, toByteOffset: index, as: UInt8.self)
            word = word << 8 | UInt64(byte)
        }
        return XMLOutput.marks(in: word, as: position) == 0
    }

    /// Other than zero when one of eight bytes may have to be escaped.
    ///
    /// - SeeAlso: Anderson, "Bit Twiddling Hacks", "Determine if a word has a byte less than n".
    @inline(__always)
    private static func marks(in word: UInt64, as position: Position) -> UInt64 {
        // `"` and `&` differ in one bit, as do `<` and `>`; 0xEF may begin U+FFFE.
        let quotes = (word | ones &* 0x04) ^ (ones &* 0x26)
        let brackets = (word | ones &* 0x02) ^ (ones &* 0x3E)
        let beyond = word ^ (ones &* 0xEF)
        var marks = (quotes &- ones) & ~quotes
        marks |= (brackets &- ones) & ~brackets
        marks |= (beyond &- ones) & ~beyond
        marks |= (word &- ones &* 0x20) & ~word
        if position == .html {
            let apostrophes = word ^ (ones &* 0x27)
            marks |= (apostrophes &- ones) & ~apostrophes
        }
        return marks & (ones &* 0x80)
    }

    // MARK: Others

    @inline(never)
    private mutating func writeEscaped(_ bytes: UnsafeRawBufferPointer, as position: Position) {
        var clean = 0
        var place = 0
        while place < (bytes.count) {
            if place + 8 <= bytes.count {
                let word = unsafe bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
                if XMLOutput.marks(in: word, as: position) == 0 {
                    place += 8
                    continue
                }
            }
            let byte = unsafe bytes[place]
            var length = 1
            var replacement: StaticString?
            if byte == 0xEF {
                // U+FFFE and U+FFFF; the text is sound UTF-8, so three bytes stand here.
                length = 3
                let isForbidden = unsafe bytes[place + 1] == 0xBF && bytes[place + 2] >= 0xBE
                if isForbidden { replacement = forbidden() }
            } else if byte < 0x40 {
                replacement = escape(byte, in: position)
            }
            if let replacement {
                unsafe buffer.write(UnsafeRawBufferPointer(rebasing: bytes[clean..<place]))
                buffer.write(replacement)
                clean = place + length
            }
            place += length
        }
        unsafe buffer.write(UnsafeRawBufferPointer(rebasing: bytes[clean...]))
    }

    /// Counts a character that XML 1.0 does not allow (section 2.2, production 2).
    private mutating func forbidden() -> StaticString {
        replacedCharacterCount += 1
        return "\u{FFFD}"
    }

    /// What stands for a byte; `nil` for itself.
    private mutating func escape(_ byte: UInt8, in position: Position) -> StaticString? {
        switch byte {
        case UInt8(ascii: "&"): return "&amp;"
        case UInt8(ascii: "<"): return "&lt;"
        case UInt8(ascii: ">"): return "&gt;"
        case UInt8(ascii: "\""): return "&quot;"
        case UInt8(ascii: "'"): return position == .html ? "&#39;" : nil
        case 0x0D: return position == .html ? nil : "&#13;"
        case 0x0A: return position == .attribute ? "&#10;" : nil
        case 0x09: return position == .attribute ? "&#9;" : nil
        case ..<0x20: return forbidden()
        default: return nil
        }
    }
}
