#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The bytes of a FlatGeobuf file, mapped into memory or given.
///
/// They are never changed. A file that is mapped must not be made shorter while it is in use: the
/// system then ends the program.
@safe public final class FlatGeobufBytes: Sendable {
    /// The name that errors give.
    public let file: String
    /// How many bytes there are.
    public let count: Int
    // Nothing writes to the bytes after `init`, and they are freed by `deinit` alone.
    @usableFromInline
    nonisolated(unsafe) let bytes: UnsafeRawBufferPointer
    private let isMapped: Bool

    /// How a mapped file will be read; a hint to the system, which answers nothing else by it.
    public enum Access: Sendable {
        /// A few pages here and there.
        case scattered
        /// From the beginning to the end.
        case inOrder
    }

    /// Maps a file, to be read here and there.
    ///
    /// - Parameter file: The path of a file that is not empty.
    /// - Throws: ``FlatGeobufError`` with the system's reason when it cannot be mapped.
    public convenience init(mapping file: String) throws(FlatGeobufError) {
        func failure(_ found: String) -> FlatGeobufError {
            FlatGeobufError(
                file: file, byteOffset: nil, found: found, expected: "a FlatGeobuf file")
        }
        func systemReason() -> String { unsafe String(cString: strerror(errno)) }
        let descriptor = unsafe open(file, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(systemReason()) }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw failure(systemReason()) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw failure("no ordinary file") }
        let count = Int(status.st_size)
        guard count > 0 else { throw failure("an empty file") }
        guard let start = unsafe mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0),
            unsafe start != MAP_FAILED
        else { throw failure(systemReason()) }
        unsafe self.init(
            UnsafeRawBufferPointer(start: start, count: count), file: file, isMapped: true)
        expect(.scattered)
    }

    /// Keeps a copy of bytes.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - file: The name that errors give.
    public convenience init(_ bytes: [UInt8], file: String) {
        let copy = UnsafeMutableRawBufferPointer.allocate(
            byteCount: max(bytes.count, 1), alignment: 8)
        unsafe copy.copyBytes(from: bytes)
        unsafe self.init(
            UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(copy)[..<bytes.count]),
            file: file, isMapped: false)
    }

    private init(_ bytes: UnsafeRawBufferPointer, file: String, isMapped: Bool) {
        self.file = file
        unsafe self.bytes = unsafe bytes
        count = bytes.count
        self.isMapped = isMapped
    }

    deinit {
        if isMapped {
            unsafe munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), count)
        } else {
            unsafe bytes.deallocate()
        }
    }

    /// Tells the system how the file will be read from now on.
    ///
    /// - Parameter access: For ``Access/scattered`` nothing is read ahead, which would bring in
    ///   megabytes for the few pages that an answer needs.
    public func expect(_ access: Access) {
        guard isMapped else { return }
        let advice = access == .scattered ? MADV_RANDOM : MADV_SEQUENTIAL
        unsafe madvise(UnsafeMutableRawPointer(mutating: bytes.baseAddress), count, advice)
    }

    /// A little-endian whole number; `nil` where the file ends before it does.
    @inlinable
    package func integer<Number: FixedWidthInteger>(
        at offset: Int, as type: Number.Type
    ) -> Number? {
        guard offset >= 0, offset <= count - MemoryLayout<Number>.size else { return nil }
        return unsafe Number(
            littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Number.self))
    }

    /// A number of eight bytes, which the caller knows to lie in the file.
    @inlinable
    package func double(at offset: Int) -> Double {
        guard let pattern = integer(at: offset, as: UInt64.self) else {
            preconditionFailure("a number outside of the file")
        }
        return Double(bitPattern: pattern)
    }

    /// Some bytes as text; `nil` when they are not UTF-8.
    ///
    /// - Parameter range: Bytes that the caller knows to lie in the file.
    package func text(in range: Range<Int>) -> String? {
        unsafe String(validating: UnsafeRawBufferPointer(rebasing: bytes[range]), as: UTF8.self)
    }

    /// A copy of some bytes.
    ///
    /// - Parameter range: Bytes that the caller knows to lie in the file.
    package func copy(of range: Range<Int>) -> [UInt8] {
        unsafe Array(bytes[range])
    }
}
