#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A file without a name for what does not fit into memory; it is gone with the program, however
/// that ends.
public final class ScratchFile: ByteDestination, Sendable {
    /// The file, open for reading and writing.
    public let descriptor: Int32
    private let folder: String

    /// Makes an empty file.
    ///
    /// - Parameter folder: Where; the folder that `TMPDIR` names, or `/tmp`, when not given.
    /// - Throws: ``WritingError`` when no file can be made there.
    public init(in folder: String? = nil) throws(WritingError) {
        let folder = folder ?? ScratchFile.usualFolder
        self.folder = folder
        // The system puts what makes the name unique in the place of the last six letters.
        let place = String(repeating: "X", count: 6)
        var template = Array("\(folder)/apacheta.\(place)".utf8CString)
        let descriptor = unsafe template.withUnsafeMutableBufferPointer { template in
            guard let name = template.baseAddress else { return Int32(-1) }
            let descriptor = unsafe mkstemp(name)
            if descriptor >= 0 { unsafe unlink(name) }
            return descriptor
        }
        guard descriptor >= 0 else { throw .system(path: folder) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    private static var usualFolder: String {
        guard let named = unsafe getenv("TMPDIR") else { return "/tmp" }
        let folder = unsafe String(cString: named)
        return folder.isEmpty ? "/tmp" : folder
    }

    /// Appends bytes.
    ///
    /// - Throws: ``WritingError`` when the disk is full or broken.
    public func write(_ bytes: UnsafeRawBufferPointer) throws(WritingError) {
        unsafe try FileDescriptor.write(bytes, to: descriptor, path: folder)
    }

    /// Writes bytes over those that stand somewhere; what is appended goes where it went before.
    ///
    /// - Parameters:
    ///   - bytes: Any number of bytes.
    ///   - offset: Where the first goes, counted from 0; behind the end too.
    /// - Throws: ``WritingError`` when the disk is full or broken.
    public func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(WritingError) {
        var done = 0
        while done < (bytes.count) {
            let count = unsafe pwrite(
                descriptor, bytes.baseAddress.map { unsafe $0 + done }, bytes.count - done,
                off_t(offset + done))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .system(path: folder) }
            done += count
        }
    }

    /// Reads bytes.
    ///
    /// - Parameters:
    ///   - offset: The first byte, counted from 0.
    ///   - room: Filled whole.
    /// - Throws: ``WritingError`` when the file ends before, or the disk is broken.
    public func read(
        at offset: Int, into room: UnsafeMutableRawBufferPointer
    ) throws(WritingError) {
        var done = 0
        while done < (room.count) {
            let count = unsafe pread(
                descriptor, room.baseAddress.map { unsafe $0 + done }, room.count - done,
                off_t(offset + done))
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .system(path: folder) }
            guard count > 0 else {
                throw WritingError(path: folder, reason: "a scratch file is shorter than written")
            }
            done += count
        }
    }
}

/// Writing to what is open.
enum FileDescriptor {
    /// Writes every byte, or throws.
    static func write(
        _ bytes: UnsafeRawBufferPointer, to descriptor: Int32, path: String
    ) throws(WritingError) {
        #if canImport(Darwin)
            let systemWrite = Darwin.write
        #elseif canImport(Musl)
            let systemWrite = Musl.write
        #else
            let systemWrite = unsafe Glibc.write
        #endif
        var written = 0
        while written < (bytes.count) {
            let count = unsafe systemWrite(
                descriptor, bytes.baseAddress.map { unsafe $0 + written }, bytes.count - written)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .system(path: path) }
            written += count
        }
    }
}
