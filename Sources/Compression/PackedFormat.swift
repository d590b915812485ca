public import FileWriting

/// How a stream of bytes is packed.
public enum PackedFormat: Sendable {
    /// Gzip (RFC 1952).
    case gzip
    /// Zstandard (RFC 8878).
    case zstandard

    /// Tells by the first bytes; `nil` when they begin no packed stream.
    ///
    /// - Parameter bytes: The beginning of a file, four bytes or more where it has them.
    public init?(of bytes: UnsafeRawBufferPointer) {
        if unsafe bytes.starts(with: Gzip.magic) {
            self = .gzip
        } else if unsafe bytes.starts(with: Zstandard.magic) {
            self = .zstandard
        } else {
            return nil
        }
    }

    /// Unpacks a whole file; members or frames one after the other are one stream.
    ///
    /// - Parameters:
    ///   - packed: All bytes of the file.
    ///   - destination: Where the unpacked bytes go, in pieces.
    ///   - limit: The most bytes to unpack.
    /// - Throws: ``UnpackingError`` when the file is damaged or cut off, holds more than `limit` bytes,
    ///   or the destination does not take them.
    /// - Complexity: O(*n*), *n* the bytes unpacked, in memory that does not grow with them.
    public func unpack(
        _ packed: UnsafeRawBufferPointer, to destination: any ByteDestination, atMost limit: Int
    ) throws(UnpackingError) {
        let output = LimitedOutput(to: destination, atMost: limit)
        switch self {
        case .gzip: unsafe try Gzip.unpack(packed, to: output)
        case .zstandard: unsafe try Zstandard.unpack(packed, to: output)
        }
    }
}

/// Why a packed file could not be unpacked.
public enum UnpackingError: Error, Equatable, CustomStringConvertible {
    /// It is not what it was taken for, damaged, or too large.
    case packed(CompressionError)
    /// What was unpacked could not be kept.
    case destination(WritingError)

    public var description: String {
        switch self {
        case .packed(let error): return error.description
        case .destination(let error): return error.description
        }
    }

    static func packed(_ reason: String) -> UnpackingError {
        .packed(CompressionError(reason: reason))
    }
}

/// Bytes that are unpacked piece by piece into memory of one size, up to a limit.
@safe final class LimitedOutput {
    /// Where a piece is unpacked to.
    let room: UnsafeMutableRawBufferPointer
    private let destination: any ByteDestination
    private let limit: Int
    private var count = 0

    init(to destination: any ByteDestination, atMost limit: Int) {
        unsafe room = .allocate(byteCount: 256 << 10, alignment: 16)
        self.destination = destination
        self.limit = limit
    }

    deinit { unsafe room.deallocate() }

    /// Hands over the beginning of ``room``.
    func handOver(_ length: Int) throws(UnpackingError) {
        count += length
        guard count <= limit else { throw .packed("more than \(limit) bytes unpacked") }
        guard length > 0 else { return }
        do throws(WritingError) {
            unsafe try destination.write(
                UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(room)[..<length]))
        } catch { throw .destination(error) }
    }
}
