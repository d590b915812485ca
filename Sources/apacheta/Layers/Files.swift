import Compression
import FileWriting
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

    /// Writes a file whole or not at all; a device or a pipe is written as it is.
    ///
    /// - Throws: `WritingError` with the system's reason.
    static func write(_ bytes: [UInt8], to path: String) throws {
        try write(to: path) { try $0(bytes) }
    }

    /// Writes a file piece by piece, whole or not at all.
    ///
    /// - Parameter body: Hands pieces to the function that it is given; what it throws leaves the
    ///   target as it was.
    /// - Throws: `WritingError` with the system's reason, and what `body` throws.
    static func write(
        to path: String, pieces body: (_ write: ([UInt8]) throws -> Void) throws -> Void
    ) throws {
        if path == "-" {
            let output = StandardOutput()
            return try body { try output.write($0) }
        }
        let file = try OutputFile(path)
        try body { try file.write($0) }
        try file.commit()
    }
}
