/// Whether bytes are text.
enum UTF8Validity {
    /// Whether bytes are well-formed UTF-8.
    static func holds(_ bytes: UnsafeRawBufferPointer) -> Bool {
        unsafe firstFault(in: bytes) == nil
    }

    /// The first byte that does not belong to well-formed UTF-8; `nil` when all do.
    ///
    /// - SeeAlso: The Unicode Standard, table 3-7, "Well-Formed UTF-8 Byte Sequences".
    static func firstFault(in bytes: UnsafeRawBufferPointer) -> Int? {
        let count = bytes.count
        var place = 0
        while place < count {
            if place + 8 <= count {
                let word = unsafe bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
                if JSONWord.isASCII(word) {
                    place += 8
                    continue
                }
            }
            let length = unsafe lengthOfCharacter(bytes, at: place)
            if length == 0 { return place }
            place += length
        }
        return nil
    }

    /// How many bytes the character has that begins somewhere; 0 when none does.
    @inline(__always)
    private static func lengthOfCharacter(_ bytes: UnsafeRawBufferPointer, at place: Int) -> Int {
        let lead = unsafe bytes[place]
        if lead < 0x80 { return 1 }
        let left = bytes.count - place
        func continues(_ index: Int) -> Bool { unsafe bytes[place + index] & 0xC0 == 0x80 }
        switch lead {
        case 0xC2...0xDF: return left >= 2 && continues(1) ? 2 : 0
        case 0xE0...0xEF:
            guard left >= 3, continues(1), continues(2) else { return 0 }
            let second = unsafe bytes[place + 1]
            if lead == 0xE0, second < 0xA0 { return 0 }
            if lead == 0xED, second > 0x9F { return 0 }
            return 3
        case 0xF0...0xF4:
            guard left >= 4, continues(1), continues(2), continues(3) else { return 0 }
            let second = unsafe bytes[place + 1]
            if lead == 0xF0, second < 0x90 { return 0 }
            if lead == 0xF4, second > 0x8F { return 0 }
            return 4
        default: return 0
        }
    }
}
