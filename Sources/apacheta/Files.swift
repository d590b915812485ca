import Compression
import Foundation

/// Reads and writes whole files; `-` is standard input and output.
enum Files {
    /// The bytes of a file.
    ///
    /// - Throws: ``Failure`` 66 when it is not there, 65 when it cannot be read.
    static func bytes(of path: String) throws -> [UInt8] {
        if path == "-" { return Array(FileHandle.standardInput.readDataToEndOfFile()) }
        var isFolder: ObjCBool = false
        guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Failure(.noInput, "\(path): no such file")
        }
        guard !isFolder.boolValue else {
            throw Failure(.noInput, "\(path): is a folder, expected a file")
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Failure(.badData, "\(path): cannot be read (are its permissions right?)")
        }
        return Array(data)
    }

    /// The bytes of a file, unpacked where it is packed (`.zst`).
    ///
    /// - Throws: ``Failure`` 66 when it is not there, 65 when it cannot be read or unpacks to more than
    ///   512 MiB.
    static func unpacked(_ path: String) throws -> [UInt8] {
        let bytes = try bytes(of: path)
        guard path.hasSuffix(".zst") else { return bytes }
        do throws(CompressionError) {
            return try Zstandard.unpacked(bytes, atMost: 512 << 20)
        } catch { throw Failure(.badData, "\(path): \(error)") }
    }

    /// Writes a file whole or not at all: beside the target first, then renamed onto it.
    ///
    /// A device or a pipe is written as it is.
    ///
    /// - Throws: ``Failure`` 74 with the system's reason.
    static func write(_ bytes: [UInt8], to path: String) throws {
        try write(to: path) { try $0(bytes) }
    }

    /// Writes a file piece by piece, whole or not at all.
    ///
    /// - Parameter body: Hands pieces to the function that it is given; what it throws leaves the
    ///   target as it was.
    /// - Throws: ``Failure`` 74 with the system's reason, and what `body` throws.
    static func write(
        to path: String, pieces body: (_ write: ([UInt8]) throws -> Void) throws -> Void
    ) throws {
        if path == "-" {
            return try body { piece in
                do {
                    try FileHandle.standardOutput.write(contentsOf: Data(piece))
                } catch {
                    throw Failure(.writing, "standard output: \(systemReason())")
                }
            }
        }
        if isDevice(path) {
            let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw unwritable(path) }
            defer { close(descriptor) }
            return try body { try writeAll($0, to: descriptor, path: path) }
        }
        // What a link leads to is replaced, not the link.
        let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let temporary = "\(target).\(getpid()).part"
        let mode = permissions(of: target)
        let descriptor = unsafe open(
            temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode ?? 0o644)
        guard descriptor >= 0 else { throw unwritable(path) }
        do {
            // A layer that only its owner may read stays so.
            if let mode { fchmod(descriptor, mode) }
            try body { try writeAll($0, to: descriptor, path: path) }
            guard fsync(descriptor) == 0 else { throw unwritable(path) }
        } catch {
            close(descriptor)
            unsafe unlink(temporary)
            throw error
        }
        close(descriptor)
        guard unsafe rename(temporary, target) == 0 else {
            let failure = unwritable(path)
            unsafe unlink(temporary)
            throw failure
        }
    }

    private static func unwritable(_ path: String) -> Failure {
        Failure(.writing, "\(path): cannot be written: \(systemReason())")
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

    private static func writeAll(_ bytes: [UInt8], to descriptor: Int32, path: String) throws {
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Foundation.write(
                    descriptor, buffer.baseAddress.map { unsafe $0 + written },
                    buffer.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw unwritable(path) }
            written += count
        }
    }

    private static func systemReason() -> String {
        unsafe String(cString: strerror(errno)).lowercased()
    }
}
