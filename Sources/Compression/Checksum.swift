import CZlib

/// CRC-32 as PNG and gzip use it, for finding damage, not malice.
///
/// - SeeAlso: RFC 1952, section 8.
public enum Checksum {
    /// The checksum of some bytes.
    ///
    /// - Parameter bytes: Any number of bytes; the checksum of none is 0.
    /// - Complexity: O(*n*).
    public static func crc32(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
        guard let start = bytes.baseAddress else { return 0 }
        return UInt32(
            truncatingIfNeeded: unsafe CZlib.crc32_z(
                0, start.assumingMemoryBound(to: UInt8.self), bytes.count))
    }

    /// The checksum of an array.
    public static func crc32(_ bytes: [UInt8]) -> UInt32 {
        unsafe bytes.withUnsafeBytes { unsafe crc32($0) }
    }
}
