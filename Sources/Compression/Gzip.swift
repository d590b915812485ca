import CZlib

/// Reads bytes that gzip packed.
///
/// - SeeAlso: RFC 1952.
enum Gzip {
    /// What the first bytes of a member are: the two of gzip, and the only method that there is.
    static let magic: [UInt8] = [0x1F, 0x8B, 0x08]
    /// Asks zlib for gzip's head and foot around the largest window (zlib.h, `inflateInit2`).
    static let windowBits: Int32 = 15 + 16

    /// Unpacks whole members, one after the other; zeros may follow the last.
    static func unpack(
        _ packed: UnsafeRawBufferPointer, to output: LimitedOutput
    ) throws(UnpackingError) {
        guard unsafe packed.starts(with: magic) else {
            throw .packed("no gzip member at the start")
        }
        var stream = unsafe z_stream()
        guard
            unsafe inflateInit2_(
                &stream, windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { throw .packed("no memory for unpacking") }
        defer { unsafe inflateEnd(&stream) }
        var place = 0
        repeat {
            unsafe place = try unpackMember(packed, from: place, with: &stream, to: output)
            // Tapes and `gzip` itself know zeros behind the last member.
            let rest = unsafe packed[place...]
            if unsafe rest.allSatisfy({ $0 == 0 }) { return }
            guard unsafe rest.starts(with: magic) else {
                throw .packed("bytes that are no gzip member, at byte \(place)")
            }
            unsafe inflateReset(&stream)
        } while true
    }

    /// Unpacks a member and returns the place behind it.
    private static func unpackMember(
        _ packed: UnsafeRawBufferPointer, from start: Int, with stream: inout z_stream,
        to output: LimitedOutput
    ) throws(UnpackingError) -> Int {
        var place = start
        var status = Z_OK
        while status != Z_STREAM_END {
            // zlib counts in 32 bits.
            let given = min(packed.count - place, 1 << 30)
            unsafe stream.next_in = UnsafeMutablePointer(
                mutating: packed.baseAddress.map {
                    unsafe ($0 + place).assumingMemoryBound(to: UInt8.self)
                })
            unsafe stream.avail_in = UInt32(given)
            unsafe stream.next_out = output.room.baseAddress?.assumingMemoryBound(to: UInt8.self)
            unsafe stream.avail_out = UInt32(output.room.count)
            unsafe status = inflate(&stream, Z_NO_FLUSH)
            place += unsafe given - Int(stream.avail_in)
            let written = unsafe output.room.count - Int(stream.avail_out)
            switch status {
            case Z_OK, Z_STREAM_END, Z_BUF_ERROR: try output.handOver(written)
            case Z_MEM_ERROR: throw .packed("no memory for unpacking")
            default:
                let reason = unsafe stream.msg.map { unsafe String(cString: $0) }
                throw .packed("damaged near byte \(place): \(reason ?? "zlib error \(status)")")
            }
            if status != Z_STREAM_END, place == packed.count, unsafe written < output.room.count {
                throw .packed("the last gzip member is cut off")
            }
        }
        return place
    }
}
