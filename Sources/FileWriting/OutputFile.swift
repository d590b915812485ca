#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A file that appears whole or not at all.
///
/// What is written goes to a file without a name in the same folder; ``commit()`` makes sure that it is
/// on the disk and puts it in the place of the old one in a single step. A program that ends before,
/// however it ends, leaves the old file as it was, and nothing else. Where the file system knows no
/// files without names, and where ``init(named:)`` was asked for one, the new file stands beside the
/// old one until then, as `NAME.PID.part`.
///
/// A device or a pipe is written as it is.
public final class OutputFile: ByteDestination {
    /// The path, as it was given.
    public let path: String
    private let descriptor: Int32
    /// Where the bytes go in the end: what a link leads to is replaced, not the link.
    private let target: String
    private let kind: Kind
    private var isCommitted = false

    private enum Kind: Equatable {
        case nameless
        case named(String)
        /// Written as it is.
        case device
    }

    /// Begins an empty file.
    ///
    /// - Parameter path: The file to be, in a folder that is there.
    /// - Throws: ``WritingError`` when nothing can be written there.
    public convenience init(_ path: String) throws(WritingError) {
        try self.init(path, needsName: false)
    }

    /// Begins an empty file that stands under a name from the start, for programs that open it
    /// themselves.
    ///
    /// - Parameter path: The file to be, in a folder that is there, and no device.
    /// - Throws: ``WritingError`` when nothing can be written there.
    public convenience init(named path: String) throws(WritingError) {
        try self.init(path, needsName: true)
    }

    private init(_ path: String, needsName: Bool) throws(WritingError) {
        self.path = path
        if OutputFile.isDevice(path) {
            if needsName {
                throw WritingError(path: path, reason: "is a device, expected a file")
            }
            descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
            target = path
            kind = .device
            guard descriptor >= 0 else { throw .system(path: path) }
            return
        }
        target = OutputFile.resolved(path)
        let mode = OutputFile.permissions(of: target)
        var descriptor: Int32 = -1
        var kind = Kind.nameless
        if !needsName {
            descriptor = OutputFile.openNameless(in: OutputFile.folder(of: target), mode: mode)
        }
        if descriptor < 0 {
            let name = "\(target).\(getpid()).part"
            kind = .named(name)
            descriptor = unsafe open(
                name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode ?? 0o644)
        }
        guard descriptor >= 0 else { throw .system(path: path) }
        // A layer that only its owner may read stays so.
        if let mode { fchmod(descriptor, mode) }
        self.descriptor = descriptor
        self.kind = kind
    }

    deinit {
        close(descriptor)
        if case .named(let name) = kind, !isCommitted { unsafe unlink(name) }
    }

    /// The file's name until it is committed; `nil` for one without a name.
    public var temporaryName: String? {
        if case .named(let name) = kind { return name }
        return nil
    }

    /// Appends bytes.
    ///
    /// - Throws: ``WritingError`` when the disk is full, the pipe is closed or the like.
    public func write(_ bytes: UnsafeRawBufferPointer) throws(WritingError) {
        unsafe try FileDescriptor.write(bytes, to: descriptor, path: path)
    }

    /// Makes sure that the bytes are on the disk, while the old file still stands.
    ///
    /// - Throws: ``WritingError`` when they are not.
    public func synchronize() throws(WritingError) {
        guard kind != .device else { return }
        guard fsync(descriptor) == 0 else { throw .system(path: path) }
    }

    /// Puts the file in the place of the old one.
    ///
    /// - Throws: ``WritingError`` when it cannot be; the old file stands then.
    public func commit() throws(WritingError) {
        guard kind != .device, !isCommitted else { return }
        try synchronize()
        let name: String
        switch kind {
        case .named(let given): name = given
        case .nameless, .device: name = try link()
        }
        guard unsafe rename(name, target) == 0 else {
            let failure = WritingError.system(path: path)
            unsafe unlink(name)
            throw failure
        }
        isCommitted = true
        OutputFile.synchronize(folder: OutputFile.folder(of: target))
    }

    /// Gives the nameless file a name: a link cannot replace a file, a rename can.
    private func link() throws(WritingError) -> String {
        let name = "\(target).\(getpid()).part"
        unsafe unlink(name)
        guard
            unsafe linkat(
                AT_FDCWD, "/proc/self/fd/\(descriptor)", AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0
        else { throw .system(path: path) }
        return name
    }

    // MARK: The file system

    private static func openNameless(in folder: String, mode: mode_t?) -> Int32 {
        #if os(Linux)
            // Without /proc the file could not be given a name in the end.
            guard unsafe access("/proc/self/fd", X_OK) == 0 else { return -1 }
            // O_TMPFILE, which the headers only show to programs that ask for GNU's extensions.
            let nameless = 0o20_000_000 | O_DIRECTORY
            return unsafe open(folder, nameless | O_RDWR | O_CLOEXEC, mode ?? 0o644)
        #else
            return -1
        #endif
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// What a chain of links leads to; the path itself when it is no link.
    private static func resolved(_ path: String) -> String {
        var path = path
        for _ in 0..<40 {
            var room = [CChar](repeating: 0, count: Int(PATH_MAX))
            let count = unsafe readlink(path, &room, room.count)
            guard count > 0, count < room.count else { return path }
            let link = String(
                decoding: room[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
            path = link.hasPrefix("/") ? link : folder(of: path) + "/" + link
        }
        return path
    }

    /// The permissions of a file that is there already.
    private static func permissions(of path: String) -> mode_t? {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        return status.st_mode & 0o777
    }

    /// Whether a path leads to a device, a pipe or a socket: a rename would put a file in its place,
    /// which for a program run by root breaks the machine.
    private static func isDevice(_ path: String) -> Bool {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return false }
        let kind = status.st_mode & S_IFMT
        return kind != S_IFREG && kind != S_IFDIR
    }

    /// Without it a power cut could forget the new name, though not the bytes.
    private static func synchronize(folder: String) {
        let descriptor = unsafe open(folder, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }
}

/// The program's standard output.
public final class StandardOutput: ByteDestination {
    public init() {}

    public func write(_ bytes: UnsafeRawBufferPointer) throws(WritingError) {
        unsafe try FileDescriptor.write(bytes, to: STDOUT_FILENO, path: "standard output")
    }
}
