import Compression
import FileMapping
import FileWriting
import Formats
import Foundation

/// A file to read, or standard input, mapped into memory.
///
/// A stream that is no file, such as a pipe, is first written to a scratch file, so that every reader
/// can go over its input as often as it must, in memory that does not grow with it.
struct InputFile {
    /// The path, as it was given; `-` is standard input.
    let path: String
    /// The bytes, unpacked.
    let file: MappedFile

    /// Opens a file.
    ///
    /// - Throws: ``Failure`` 66 when there is no such file, 65 when it cannot be read, 74 when there is
    ///   no room for a scratch file.
    init(_ path: String) throws {
        self.path = path
        file = try InputFile.unpacked(try InputFile.opened(path))
    }

    private static func opened(_ path: String) throws -> MappedFile {
        guard path != "-" else {
            return try standardInput()
        }
        var isFolder: ObjCBool = false
        guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Failure(.noInput, "\(path): no such file")
        }
        guard !isFolder.boolValue else {
            throw Failure(.noInput, "\(path): is a folder, expected a file")
        }
        var status = stat()
        if unsafe stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
            let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw unreadable(path) }
            defer { close(descriptor) }
            return try spooled(descriptor, named: path)
        }
        do throws(MappingError) {
            return try MappedFile(path)
        } catch { throw unreadable(path) }
    }

    /// The most bytes that a stream may have, be it packed or a device that never ends: readers refuse
    /// more, and a scratch file of them would fill the disk first.
    private static let byteLimit = ReadingLimits().bytes
    /// How many times its size a packed file may hold.
    private static let proportionLimit = 1000

    /// A packed file unpacked to a scratch file; any other file itself.
    private static func unpacked(_ file: MappedFile) throws -> MappedFile {
        guard let format = unsafe PackedFormat(of: file.bytes) else { return file }
        file.expect(.inOrder)
        let scratch = try ScratchFile()
        let limit = min(max(file.count, 64 << 10) * proportionLimit, byteLimit)
        do throws(UnpackingError) {
            unsafe try format.unpack(file.bytes, to: scratch, atMost: limit)
        } catch {
            switch error {
            case .packed(let error):
                throw Failure(
                    .badData, "\(file.path): cannot be unpacked as \(format.words): \(error)")
            case .destination(let error): throw error
            }
        }
        return try MappedFile(descriptor: scratch.descriptor, named: file.path)
    }

    private static func unreadable(_ path: String) -> Failure {
        Failure(.badData, "\(path): cannot be read (are its permissions right?)")
    }

    /// Standard input; one that was redirected from a file is mapped where it stands.
    private static func standardInput() throws -> MappedFile {
        if lseek(STDIN_FILENO, 0, SEEK_CUR) == 0,
            let file = try? MappedFile(descriptor: STDIN_FILENO, named: "-")
        {
            return file
        }
        return try spooled(STDIN_FILENO, named: "-")
    }

    private static func spooled(_ descriptor: Int32, named name: String) throws -> MappedFile {
        let scratch = try ScratchFile()
        var byteCount = 0
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 4096)
        defer { unsafe room.deallocate() }
        while true {
            let count = unsafe read(descriptor, room.baseAddress, room.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                let reason = unsafe String(cString: strerror(errno)).lowercased()
                throw Failure(.badData, "\(name): cannot be read: \(reason)")
            }
            if count == 0 { break }
            byteCount += count
            guard byteCount <= byteLimit else {
                throw Failure(
                    .badData,
                    "\(name): found more than \(byteLimit) bytes, expected \(byteLimit) at most")
            }
            unsafe try scratch.write(
                UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(room)[..<count]))
        }
        return try MappedFile(descriptor: scratch.descriptor, named: name)
    }
}
