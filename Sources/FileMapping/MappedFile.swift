#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The bytes of a file, mapped into memory read-only for as long as this object lives, or a copy of
/// bytes that stands for one.
///
/// Whoever cuts a file short that is mapped takes bytes away that are still to be read, which no
/// program survives; a writer that puts a new file in the place of the old one does no harm.
@safe public final class MappedFile: Sendable {
    /// How a file will be read: a hint that makes reading quicker and changes nothing else.
    public enum Access: Sendable {
        /// A few pages here and there.
        case scattered
        /// From the beginning to the end.
        case inOrder
    }

    /// The path, as it was given, or the name of what was copied.
    public let path: String
    /// The bytes, valid as long as this object is.
    // Nothing writes to them, and they are freed by `deinit` alone.
    nonisolated(unsafe) public let bytes: UnsafeRawBufferPointer
    private let isMapped: Bool

    /// Maps a file, to be read here and there.
    ///
    /// - Throws: ``MappingError`` when there is no such file, or it cannot be read or is none.
    public convenience init(_ path: String) throws(MappingError) {
        // Without waiting for somebody to write into a pipe, which is refused below.
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw MappingError(path, code: errno) }
        defer { close(descriptor) }
        try self.init(descriptor: descriptor, named: path)
    }

    /// Maps a file that is open, which may be closed afterwards.
    ///
    /// - Parameters:
    ///   - descriptor: Open for reading.
    ///   - name: What errors call it.
    /// - Throws: ``MappingError`` when it is no file or cannot be mapped.
    public init(descriptor: Int32, named name: String) throws(MappingError) {
        path = name
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw MappingError(name, code: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw MappingError(path: name, reason: "not a file")
        }
        let count = Int(status.st_size)
        guard count > 0 else {
            // There is nothing to map of an empty file.
            unsafe bytes = UnsafeRawBufferPointer(start: nil, count: 0)
            isMapped = false
            return
        }
        guard let start = unsafe mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0),
            unsafe start != MAP_FAILED
        else { throw MappingError(name, code: errno) }
        unsafe bytes = UnsafeRawBufferPointer(start: start, count: count)
        isMapped = true
        expect(.scattered)
    }

    /// Keeps a copy of bytes.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - name: What errors call it.
    public init(copying bytes: [UInt8], named name: String) {
        let copy = UnsafeMutableRawBufferPointer.allocate(
            byteCount: max(bytes.count, 1), alignment: 64)
        unsafe copy.copyBytes(from: bytes)
        path = name
        unsafe self.bytes = UnsafeRawBufferPointer(
            rebasing: UnsafeRawBufferPointer(copy)[..<bytes.count])
        isMapped = false
    }

    deinit {
        guard let start = unsafe bytes.baseAddress else { return }
        if isMapped {
            unsafe munmap(UnsafeMutableRawPointer(mutating: start), bytes.count)
        } else {
            unsafe start.deallocate()
        }
    }

    /// How many bytes there are.
    public var count: Int { unsafe bytes.count }

    /// Tells the system that some bytes will be read soon, so that they come all at once.
    ///
    /// - Parameter range: In 0..<``count``.
    public func prefetch(_ range: Range<Int>) {
        guard isMapped, !range.isEmpty, let start = unsafe bytes.baseAddress else { return }
        let first = range.lowerBound / 4096 * 4096
        unsafe madvise(
            UnsafeMutableRawPointer(mutating: start + first), range.upperBound - first,
            MADV_WILLNEED)
    }

    /// Gives memory back to the system that holds bytes which will not be read again soon.
    ///
    /// They can still be read, and then come from the file again.
    ///
    /// - Parameter range: In 0..<``count``; its first and last page may be kept.
    public func release(_ range: Range<Int>) {
        let first = (range.lowerBound + 4095) / 4096 * 4096
        let end = range.upperBound / 4096 * 4096
        guard isMapped, first < end, let start = unsafe bytes.baseAddress else { return }
        unsafe madvise(
            UnsafeMutableRawPointer(mutating: start + first), end - first, MADV_DONTNEED)
    }

    /// Tells the system how the file will be read from now on.
    ///
    /// - Parameter access: For ``Access/scattered``, which holds from the start, nothing is read
    ///   ahead: that would bring in megabytes for the few pages that an answer needs.
    public func expect(_ access: Access) {
        guard isMapped else { return }
        let advice = access == .scattered ? MADV_RANDOM : MADV_SEQUENTIAL
        unsafe madvise(UnsafeMutableRawPointer(mutating: bytes.baseAddress), count, advice)
    }
}

/// Why a file cannot be mapped.
public struct MappingError: Error, Equatable, CustomStringConvertible {
    /// The path, as it was given.
    public let path: String
    /// The system's reason.
    public let reason: String

    init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }

    init(_ path: String, code: Int32) {
        self.init(path: path, reason: unsafe String(cString: strerror(code)))
    }

    public var description: String { "\(path): \(reason)" }
}
