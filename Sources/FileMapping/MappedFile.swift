#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The bytes of a file, mapped into memory read-only for as long as this object lives.
///
/// Whoever cuts a file short that is mapped takes bytes away that are still to be read, which no
/// program survives; a writer that puts a new file in the place of the old one does no harm.
@safe public final class MappedFile: Sendable {
    /// The path, as it was given.
    public let path: String
    // Nothing writes to the bytes, and they are unmapped by `deinit` alone.
    nonisolated(unsafe) private let buffer: UnsafeRawBufferPointer

    /// Maps a file.
    ///
    /// Nothing is read ahead: an answer needs few pages, and they lie apart.
    ///
    /// - Throws: ``MappingError`` when there is no such file, or it cannot be read or is none.
    public init(_ path: String) throws(MappingError) {
        self.path = path
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw MappingError(path, code: errno) }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw MappingError(path, code: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw MappingError(path: path, reason: "not a file")
        }
        let count = Int(status.st_size)
        guard count > 0 else {
            // There is nothing to map of an empty file.
            unsafe buffer = UnsafeRawBufferPointer(start: nil, count: 0)
            return
        }
        guard let start = unsafe mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0),
            unsafe start != MAP_FAILED
        else { throw MappingError(path, code: errno) }
        unsafe madvise(start, count, Int32(MADV_RANDOM))
        unsafe buffer = UnsafeRawBufferPointer(start: start, count: count)
    }

    deinit {
        if let start = unsafe buffer.baseAddress {
            unsafe munmap(UnsafeMutableRawPointer(mutating: start), buffer.count)
        }
    }

    /// How many bytes there are.
    public var count: Int { unsafe buffer.count }

    /// The bytes, valid as long as this object is.
    public var bytes: UnsafeRawBufferPointer { unsafe buffer }
}

/// Why a file cannot be mapped.
public struct MappingError: Error, Equatable, CustomStringConvertible {
    /// The path, as it was given.
    public let path: String
    /// The system's reason, in lower case.
    public let reason: String

    init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }

    init(_ path: String, code: Int32) {
        self.init(path: path, reason: unsafe String(cString: strerror(code)).lowercased())
    }

    public var description: String { "\(path): \(reason)" }
}
