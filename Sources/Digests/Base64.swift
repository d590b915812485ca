import CNettle

/// Bytes as letters, digits, `+` and `/`, four for three bytes.
///
/// - SeeAlso: RFC 4648, section 4.
public enum Base64 {
    /// Appends bytes, padded with `=` to a multiple of four characters.
    ///
    /// - Parameters:
    ///   - bytes: Any number; a piece of a longer text has a multiple of three.
    ///   - text: Where the characters go.
    /// - Complexity: O(*n*).
    public static func append(_ bytes: UnsafeRawBufferPointer, to text: inout [UInt8]) {
        guard let start = bytes.baseAddress, bytes.count > 0 else { return }
        let first = text.count
        text.append(contentsOf: repeatElement(0, count: (bytes.count + 2) / 3 * 4))
        unsafe text.withUnsafeMutableBytes { text in
            guard let room = text.baseAddress else { return }
            unsafe nettle_base64_encode_raw(
                (room + first).assumingMemoryBound(to: CChar.self), bytes.count,
                start.assumingMemoryBound(to: UInt8.self))
        }
    }

    /// Appends bytes, padded with `=` to a multiple of four characters.
    public static func append(_ bytes: [UInt8], to text: inout [UInt8]) {
        unsafe bytes.withUnsafeBytes { unsafe append($0, to: &text) }
    }

    /// Bytes as text.
    public static func text(of bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        append(bytes, to: &text)
        return String(decoding: text, as: UTF8.self)
    }
}
