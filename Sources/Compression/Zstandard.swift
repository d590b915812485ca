import CZstandard
import FileWriting

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
        let unpacked = MemoryDestination()
        var failure: UnpackingError?
        unsafe packed.withUnsafeBytes { packed in
            do throws(UnpackingError) {
                unsafe try unpack(packed, to: LimitedOutput(to: unpacked, atMost: limit))
            } catch { failure = error }
        }
        switch failure {
        case nil: return unpacked.bytes
        case .packed(let error): throw error
        case .destination(let error): throw CompressionError(reason: error.reason)
        }
    }

    /// Unpacks whole frames, one after the other.
    static func unpack(
        _ packed: UnsafeRawBufferPointer, to output: LimitedOutput
    ) throws(UnpackingError) {
        guard unsafe packed.starts(with: magic) else {
            throw .packed("no Zstandard frame at the start")
        }
        guard let stream = unsafe ZSTD_createDStream() else {
            throw .packed("no memory for unpacking")
        }
        defer { unsafe ZSTD_freeDStream(stream) }
        var input = unsafe ZSTD_inBuffer(src: packed.baseAddress, size: packed.count, pos: 0)
        var isInsideFrame = true
        while isInsideFrame || (unsafe input.pos < input.size) {
            let before = unsafe input.pos
            var piece = unsafe ZSTD_outBuffer(
                dst: output.room.baseAddress, size: output.room.count, pos: 0)
            let left = unsafe ZSTD_decompressStream(stream, &piece, &input)
            if ZSTD_isError(left) != 0 {
                let reason = unsafe String(cString: ZSTD_getErrorName(left)).lowercased()
                throw .packed("damaged near byte \(before): \(reason)")
            }
            unsafe try output.handOver(piece.pos)
            isInsideFrame = left != 0
            if isInsideFrame, unsafe piece.pos == 0, unsafe input.pos == before {
                throw .packed("the last Zstandard frame is cut off")
            }
        }
    }
}

/// Why packed bytes cannot be unpacked.
public struct CompressionError: Error, Equatable, CustomStringConvertible {
    /// What was found.
    public let reason: String

    public init(reason: String) { self.reason = reason }

    public var description: String { reason }
}
