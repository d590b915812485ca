import CZlib
public import FileWriting

/// Packs bytes with gzip on their way to another destination.
///
/// The same bytes give the same file, with one version of zlib: it holds neither a time nor a name.
///
/// - SeeAlso: RFC 1952.
@safe public final class GzipDestination: ByteDestination {
    private let destination: any ByteDestination
    private let stream: UnsafeMutablePointer<z_stream>
    private let head: UnsafeMutablePointer<gz_header>
    private let room: UnsafeMutableRawBufferPointer

    /// Begins a member.
    ///
    /// - Parameters:
    ///   - destination: Where the packed bytes go.
    ///   - level: From 1, quick, to 9, small.
    /// - Throws: `WritingError` when there is no memory.
    public init(to destination: any ByteDestination, level: Int = 6) throws(WritingError) {
        precondition((1...9).contains(level), "a level is in 1...9")
        self.destination = destination
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        unsafe head = .allocate(capacity: 1)
        unsafe head.initialize(to: gz_header())
        unsafe room = .allocate(byteCount: 256 << 10, alignment: 16)
        // Of the system that packed nothing is said, whichever it is (RFC 1952, section 2.3.1).
        unsafe head.pointee.os = 255
        var status = unsafe deflateInit2_(
            stream, Int32(level), Z_DEFLATED, Gzip.windowBits, 8, Z_DEFAULT_STRATEGY,
            ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        if status == Z_OK { status = unsafe deflateSetHeader(stream, head) }
        guard status == Z_OK else {
            throw WritingError(path: "gzip", reason: "no memory for packing")
        }
    }

    deinit {
        unsafe deflateEnd(stream)
        unsafe stream.deallocate()
        unsafe head.deallocate()
        unsafe room.deallocate()
    }

    public func write(_ bytes: UnsafeRawBufferPointer) throws(WritingError) {
        var rest = unsafe bytes[...]
        while unsafe !rest.isEmpty {
            // zlib counts in 32 bits.
            let piece = unsafe UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 30))
            unsafe stream.pointee.next_in = unsafe UnsafeMutablePointer(
                mutating: piece.baseAddress?.assumingMemoryBound(to: UInt8.self))
            unsafe stream.pointee.avail_in = UInt32(piece.count)
            try pack(Z_NO_FLUSH)
            unsafe rest = rest.dropFirst(piece.count)
        }
    }

    /// Writes what is left, and the foot.
    ///
    /// - Throws: `WritingError` when the destination does not take it.
    public func finish() throws(WritingError) {
        unsafe stream.pointee.avail_in = 0
        try pack(Z_FINISH)
    }

    private func pack(_ flush: Int32) throws(WritingError) {
        repeat {
            unsafe stream.pointee.next_out = room.baseAddress?.assumingMemoryBound(to: UInt8.self)
            unsafe stream.pointee.avail_out = UInt32(room.count)
            let status = unsafe deflate(stream, flush)
            guard status != Z_STREAM_ERROR else {
                throw WritingError(path: "gzip", reason: "cannot be packed: zlib error \(status)")
            }
            let count = unsafe room.count - Int(stream.pointee.avail_out)
            guard count > 0 else { return }
            unsafe try destination.write(
                UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(room)[..<count]))
            if status == Z_STREAM_END { return }
        } while unsafe stream.pointee.avail_out == 0
    }
}
