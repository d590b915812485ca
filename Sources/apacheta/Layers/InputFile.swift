import FileMapping
import FileWriting
import Foundation

/// A file to read, or standard input, mapped into memory.
///
/// A stream that is no file, such as a pipe, is first written to a scratch file, so that every reader
/// can go over its input as often as it must, in memory that does not grow with it.
struct InputFile {
    /// The path, as it was given; `-` is standard input.
    let path: String
    /// The bytes.
    let file: MappedFile

    /// Opens a file.
    ///
    /// - Throws: ``Failure`` 66 when there is no such file, 65 when it cannot be read, 74 when there is
    ///   no room for a scratch file.
    init(_ path: String) throws {
        self.path = path
        guard path != "-" else {
            file = try InputFile.standardInput()
            return
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
            guard descriptor >= 0 else { throw InputFile.unreadable(path) }
            defer { close(descriptor) }
            file = try InputFile.spooled(descriptor, named: path)
            return
        }
        do throws(MappingError) {
            file = try MappedFile(path)
        } catch { throw InputFile.unreadable(path) }
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
            unsafe try scratch.write(
                UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(room)[..<count]))
        }
        return try MappedFile(descriptor: scratch.descriptor, named: name)
    }
}
