import CZstandard

/// Reads bytes that Zstandard packed.
///
/// - SeeAlso: RFC 8878.
public enum Zstandard {
    /// What the first four bytes of a frame are.
    public static let magic: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD]

    /// The bytes that one or more frames hold.
    ///
    /// - Parameters:
    ///   - packed: Whole frames, one after the other.
    ///   - limit: The most bytes to unpack.
    /// - Throws: ``CompressionError`` when the bytes are no whole frames, or hold more than `limit`.
    /// - Complexity: O(*n*), *n* the bytes unpacked.
    public static func unpacked(
        _ packed: [UInt8], atMost limit: Int
    ) throws(CompressionError) -> [UInt8] {
        guard packed.starts(with: magic) else {
            throw CompressionError(reason: "no Zstandard frame at the start")
        }
        guard let stream = unsafe ZSTD_createDStream() else {
            throw CompressionError(reason: "no memory for unpacking")
        }
        defer { unsafe ZSTD_freeDStream(stream) }
        let chunkSize = ZSTD_DStreamOutSize()
        var unpacked: [UInt8] = []
        var reason: String?
        unsafe packed.withUnsafeBytes { bytes in
            var input = unsafe ZSTD_inBuffer(src: bytes.baseAddress, size: bytes.count, pos: 0)
            var isInsideFrame = true
            while isInsideFrame || (unsafe input.pos < input.size) {
                var written = 0
                let start = unpacked.count
                guard start <= limit else {
                    reason = "more than \(limit) bytes unpacked"
                    return
                }
                let before = unsafe input.pos
                unpacked.append(contentsOf: repeatElement(0, count: chunkSize))
                let left = unsafe unpacked.withUnsafeMutableBytes { room in
                    var output = unsafe ZSTD_outBuffer(
                        dst: room.baseAddress?.advanced(by: start), size: chunkSize, pos: 0)
                    let left = unsafe ZSTD_decompressStream(stream, &output, &input)
                    written = unsafe output.pos
                    return left
                }
                unpacked.removeLast(chunkSize - written)
                if ZSTD_isError(left) != 0 {
                    reason = unsafe String(cString: ZSTD_getErrorName(left))
                    return
                }
                isInsideFrame = left != 0
                if isInsideFrame, written == 0, unsafe input.pos == before {
                    reason = "the last frame is cut off"
                    return
                }
            }
        }
        if let reason { throw CompressionError(reason: reason) }
        guard unpacked.count <= limit else {
            throw CompressionError(reason: "more than \(limit) bytes unpacked")
        }
        return unpacked
    }
}

/// Why packed bytes cannot be unpacked.
public struct CompressionError: Error, Equatable, CustomStringConvertible {
    /// What was found.
    public let reason: String

    public init(reason: String) { self.reason = reason }

    public var description: String { reason }
}
