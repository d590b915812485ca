/// Texts as XML names without a colon (NCName), different for different texts.
///
/// ASCII letters, digits, `-` and `_` stay; every other byte becomes a full stop and two hexadecimal
/// digits. So a name never has two full stops in a row.
enum XMLName {
    /// A text as a name.
    ///
    /// - Parameters:
    ///   - text: Any text.
    ///   - prefix: A name, such as `schema-`, without which a text may begin with a digit.
    static func name(of text: String, prefix: String) -> String {
        var name = prefix
        for byte in text.utf8 {
            if isPlain(byte) {
                name.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                name += "."
                name.unicodeScalars.append(Unicode.Scalar(digit(byte >> 4)))
                name.unicodeScalars.append(Unicode.Scalar(digit(byte & 15)))
            }
        }
        return name
    }

    /// The text that a name stands for, what follows two full stops left out.
    ///
    /// - Parameter name: What follows the prefix.
    /// - Returns: `nil` where it is no name of a text.
    static func text(of name: some Collection<UInt8>) -> [UInt8]? {
        var text: [UInt8] = []
        var rest = name.makeIterator()
        while let byte = rest.next() {
            if isPlain(byte) {
                text.append(byte)
                continue
            }
            guard byte == UInt8(ascii: "."), let high = rest.next() else { return nil }
            if high == UInt8(ascii: ".") {
                while let digit = rest.next() {
                    guard digit &- 48 <= 9 else { return nil }
                }
                return text
            }
            guard let low = rest.next(), let tens = value(of: high), let ones = value(of: low)
            else { return nil }
            text.append(tens << 4 | ones)
        }
        return text
    }

    /// Whether a byte stands for itself.
    @inline(__always)
    static func isPlain(_ byte: UInt8) -> Bool {
        // One bit for each of the 128 characters of ASCII.
        let low: UInt64 = 0x03FF_2000_0000_0000
        let high: UInt64 = 0x07FF_FFFE_87FF_FFFE
        guard byte < 128 else { return false }
        return (byte < 64 ? low : high) >> UInt64(byte & 63) & 1 != 0
    }

    /// A hexadecimal digit.
    @inline(__always)
    static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 87 + value }

    private static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case 48...57: return digit - 48
        case 97...102: return digit - 87
        default: return nil
        }
    }
}
