import CNettle

/// A number of 256 bits by which bytes are known again.
///
/// - SeeAlso: NIST FIPS 180-4, "Secure Hash Standard".
public struct SHA256Digest: Hashable, Sendable, CustomStringConvertible {
    /// The 32 bytes.
    public let bytes: [UInt8]

    /// The digest of bytes.
    ///
    /// - Complexity: O(*n*).
    public init(of message: UnsafeRawBufferPointer) {
        var context = sha256_ctx()
        unsafe nettle_sha256_init(&context)
        if let start = message.baseAddress {
            unsafe nettle_sha256_update(
                &context, message.count, start.assumingMemoryBound(to: UInt8.self))
        }
        var bytes = [UInt8](repeating: 0, count: 32)
        unsafe bytes.withUnsafeMutableBufferPointer { bytes in
            unsafe nettle_sha256_digest(&context, bytes.count, bytes.baseAddress)
        }
        self.bytes = bytes
    }

    /// The digest of bytes.
    public init(of message: [UInt8]) {
        self = unsafe message.withUnsafeBytes { unsafe SHA256Digest(of: $0) }
    }

    /// 64 hexadecimal digits, lower case.
    public var description: String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
