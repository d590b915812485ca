/// Decimal numbers as KML has them.
enum KMLNumber {
    private static let powersOfTen: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
        1e17, 1e18,
    ]

    /// Whether a byte is white space of XML.
    @inline(__always)
    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D
    }

    /// Bytes without white space around them.
    static func trimmed(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        var start = 0
        var end = bytes.count
        while start < end, unsafe isSpace(bytes[start]) { start += 1 }
        while end > start, unsafe isSpace(bytes[end - 1]) { end -= 1 }
        return unsafe UnsafeRawBufferPointer(rebasing: bytes[start..<end])
    }

    /// Reads a finite number, and nothing behind it.
    static func real(_ bytes: UnsafeRawBufferPointer) -> Double? {
        var place = 0
        guard let number = unsafe real(bytes, from: &place), place == (bytes.count) else {
            return nil
        }
        return number
    }

    /// Reads a finite number.
    ///
    /// - Parameter place: Where it begins, and then the byte behind it.
    /// - Returns: `nil` where none stands.
    /// - Complexity: O(*n*), *n* its digits.
    static func real(_ bytes: UnsafeRawBufferPointer, from place: inout Int) -> Double? {
        let start = place
        var end = start
        let isNegative = unsafe end < bytes.count && bytes[end] == UInt8(ascii: "-")
        if isNegative { end += 1 }
        var significand: UInt64 = 0
        var digits = 0
        var decimals = 0
        while end < bytes.count {
            let digit = unsafe bytes[end] &- 48
            guard digit <= 9 else { break }
            significand = significand &* 10 &+ UInt64(digit)
            digits += 1
            end += 1
        }
        if end < (bytes.count), unsafe bytes[end] == UInt8(ascii: ".") {
            end += 1
            while end < bytes.count {
                let digit = unsafe bytes[end] &- 48
                guard digit <= 9 else { break }
                significand = significand &* 10 &+ UInt64(digit)
                digits += 1
                decimals += 1
                end += 1
            }
        }
        // Both parts of the division are exact, so that it rounds once.
        let isExact = digits > 0 && digits <= 18 && significand <= 1 << 53
        if isExact, unsafe end == bytes.count || !isPart(bytes[end]) {
            place = end
            let magnitude = Double(significand) / powersOfTen[decimals]
            return isNegative ? -magnitude : magnitude
        }
        while end < (bytes.count), unsafe isPart(bytes[end]) { end += 1 }
        guard end - start <= 1000 else { return nil }
        let text = unsafe String(decoding: bytes[start..<end], as: UTF8.self)
        guard let number = Double(text), number.isFinite else { return nil }
        place = end
        return number
    }

    /// Whether a byte can be part of a number.
    private static func isPart(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"),
            UInt8(ascii: "+"), UInt8(ascii: "-"):
            return true
        default: return false
        }
    }
}
