import CZlib

/// Packs a few bytes that are in memory, as PNG wants them.
///
/// - SeeAlso: RFC 1950.
public enum Deflate {
    /// Bytes in the zlib format.
    ///
    /// - Parameter bytes: Less than 4 GiB.
    /// - Complexity: O(*n*).
    public static func zlib(_ bytes: [UInt8]) -> [UInt8] {
        var room = UInt(compressBound(UInt(bytes.count)))
        var packed = [UInt8](repeating: 0, count: Int(room))
        let status = unsafe compress2(&packed, &room, bytes, UInt(bytes.count), 9)
        precondition(status == Z_OK, "room was made for the most bytes that there can be")
        packed.removeLast(packed.count - Int(room))
        return packed
    }
}
