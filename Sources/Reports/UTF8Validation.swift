/// Finds the first byte at which a text stops being UTF-8.
public enum UTF8Validation {
    /// The place of the first byte that belongs to no well-formed sequence; `nil` if there is none.
    ///
    /// - Complexity: O(*n*).
    /// - SeeAlso: The Unicode Standard, table 3-7, "Well-Formed UTF-8 Byte Sequences".
    public static func firstInvalidByte(of bytes: [UInt8]) -> Int? {
        var at = 0
        let count = bytes.count
        while at < count {
            let first = bytes[at]
            if first < 0x80 {
                at += 1
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
            default: return at
            }
            guard at + length <= count, second.contains(bytes[at + 1]) else { return at }
            for index in (at + 1)..<(at + length) where bytes[index] & 0xC0 != 0x80 { return at }
            at += length
        }
        return nil
    }
}
