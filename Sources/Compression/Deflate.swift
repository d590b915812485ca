import CZlib

/// Packs a few bytes that are in memory, as PNG and pages want them.
///
/// - SeeAlso: RFC 1950, RFC 1951.
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

    /// Bytes as bare deflate, without a head and a checksum.
    ///
    /// - Parameters:
    ///   - bytes: Less than 4 GiB.
    ///   - level: From 1, quick, to 9, small.
    /// - Complexity: O(*n*).
    public static func raw(_ bytes: [UInt8], level: Int = 6) -> [UInt8] {
        precondition((1...9).contains(level), "a level is in 1...9")
        var stream = unsafe z_stream()
        // A negative size of the window is how zlib is asked for no head.
        var status = unsafe deflateInit2_(
            &stream, Int32(level), Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        precondition(status == Z_OK, "zlib has its memory")
        defer { unsafe deflateEnd(&stream) }
        let bound = unsafe Int(deflateBound(&stream, UInt(bytes.count)))
        let packed = unsafe [UInt8](unsafeUninitializedCapacity: bound) { room, count in
            unsafe bytes.withUnsafeBufferPointer { bytes in
                unsafe stream.next_in = UnsafeMutablePointer(mutating: bytes.baseAddress)
                unsafe stream.avail_in = UInt32(bytes.count)
                unsafe stream.next_out = room.baseAddress
                unsafe stream.avail_out = UInt32(room.count)
                status = unsafe deflate(&stream, Z_FINISH)
                unsafe count = room.count - Int(stream.avail_out)
            }
        }
        precondition(status == Z_STREAM_END, "room was made for the most bytes that there can be")
        return packed
    }
}
