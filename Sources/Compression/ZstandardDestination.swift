import CZstandard
public import FileWriting

/// Packs bytes with Zstandard on their way to another destination.
///
/// The same bytes give the same file, with one version of libzstd, whatever the pieces in which they
/// are handed over. The frame ends with a checksum.
///
/// - SeeAlso: RFC 8878.
@safe public final class ZstandardDestination: ByteDestination {
    private let destination: any ByteDestination
    private let stream: OpaquePointer
    private let room: UnsafeMutableRawBufferPointer

    /// Begins a frame.
    ///
    /// - Parameters:
    ///   - destination: Where the packed bytes go.
    ///   - level: From 1, quick, to 19, small.
    /// - Throws: `WritingError` when there is no memory.
    public init(to destination: any ByteDestination, level: Int = 3) throws(WritingError) {
        precondition((1...19).contains(level), "a level is in 1...19")
        guard let stream = unsafe ZSTD_createCStream() else {
            throw WritingError(path: "zstd", reason: "no memory for packing")
        }
        self.destination = destination
        unsafe self.stream = unsafe stream
        unsafe room = .allocate(byteCount: 256 << 10, alignment: 16)
        unsafe ZSTD_CCtx_setParameter(stream, ZSTD_c_compressionLevel, Int32(level))
        unsafe ZSTD_CCtx_setParameter(stream, ZSTD_c_checksumFlag, 1)
    }

    deinit {
        unsafe ZSTD_freeCStream(stream)
        unsafe room.deallocate()
    }

    public func write(_ bytes: UnsafeRawBufferPointer) throws(WritingError) {
        unsafe try pack(bytes, ZSTD_e_continue)
    }

    /// Writes what is left, and the end of the frame.
    ///
    /// - Throws: `WritingError` when the destination does not take it.
    public func finish() throws(WritingError) {
        unsafe try pack(UnsafeRawBufferPointer(start: nil, count: 0), ZSTD_e_end)
    }

    private func pack(
        _ bytes: UnsafeRawBufferPointer, _ directive: ZSTD_EndDirective
    ) throws(WritingError) {
        var input = unsafe ZSTD_inBuffer(src: bytes.baseAddress, size: bytes.count, pos: 0)
        while true {
            var output = unsafe ZSTD_outBuffer(dst: room.baseAddress, size: room.count, pos: 0)
            let left = unsafe ZSTD_compressStream2(stream, &output, &input, directive)
            guard ZSTD_isError(left) == 0 else {
                let reason = unsafe String(cString: ZSTD_getErrorName(left)).lowercased()
                throw WritingError(path: "zstd", reason: "cannot be packed: \(reason)")
            }
            if unsafe output.pos > 0 {
                unsafe try destination.write(
                    UnsafeRawBufferPointer(
                        rebasing: UnsafeRawBufferPointer(room)[..<output.pos]))
            }
            let isDone =
                unsafe directive == ZSTD_e_end ? left == 0 : input.pos == input.size
            if isDone { return }
        }
    }
}
