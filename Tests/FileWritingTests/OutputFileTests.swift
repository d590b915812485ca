import FileWriting
import Foundation
import Testing

@Suite struct OutputFileTests {
    /// A fresh folder that goes with its last user.
    private final class Folder {
        let url: URL

        init() throws {
            url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        }

        deinit { try? FileManager.default.removeItem(at: url) }

        func path(_ name: String) -> String { url.appending(path: name).path }

        var names: [String] {
            ((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []).sorted()
        }

        func text(_ name: String) -> String? {
            FileManager.default.contents(atPath: path(name)).map {
                String(decoding: $0, as: UTF8.self)
            }
        }
    }

    @Test func `nothing is there before the file is whole`() throws {
        let folder = try Folder()
        let file = try OutputFile(folder.path("a"))
        try file.write(Array("one".utf8))
        #expect(folder.text("a") == nil)
        try file.commit()
        #expect(folder.text("a") == "one")
        #expect(folder.names == ["a"])
    }

    @Test func `a file that is given up leaves the old one, and nothing else`() throws {
        let folder = try Folder()
        try Data("old".utf8).write(to: folder.url.appending(path: "a"))
        for opening in [{ try OutputFile($0) }, { try OutputFile(named: $0) }] {
            let file = try opening(folder.path("a"))
            try file.write(Array("new".utf8))
        }
        #expect(folder.text("a") == "old")
        #expect(folder.names == ["a"])
    }

    @Test func `a file with a name can be written by others until it is committed`() throws {
        let folder = try Folder()
        let file = try OutputFile(named: folder.path("a"))
        let name = try #require(file.temporaryName)
        try Data("by others".utf8).write(to: URL(fileURLWithPath: name), options: [])
        try file.commit()
        #expect(folder.text("a") == "by others")
        #expect(folder.names == ["a"])
    }

    @Test func `permissions stay, and a link stays a link`() throws {
        let folder = try Folder()
        try Data("old".utf8).write(to: folder.url.appending(path: "real"))
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o600], ofItemAtPath: folder.path("real"))
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("link"), withDestinationPath: "real")
        let file = try OutputFile(folder.path("link"))
        try file.write(Array("new".utf8))
        try file.commit()
        #expect(folder.text("real") == "new")
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.path("real"))
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(
            try FileManager.default.destinationOfSymbolicLink(atPath: folder.path("link"))
                == "real")
    }

    @Test func `a full disk is told by name`() throws {
        let file = try OutputFile("/dev/full")
        let error = #expect(throws: WritingError.self) {
            try file.write(Array(repeating: 0, count: 100))
        }
        #expect(error?.description == "/dev/full: cannot be written: no space left on device")
    }

    @Test func `a folder that is not there is told before anything is written`() throws {
        let folder = try Folder()
        let path = folder.path("absent/a")
        let error = #expect(throws: WritingError.self) { _ = try OutputFile(path) }
        #expect(error?.description == "\(path): cannot be written: no such file or directory")
    }

    @Test func `a scratch file gives back what it took, and has no name`() throws {
        let folder = try Folder()
        let scratch = try ScratchFile(in: folder.url.path)
        try scratch.write(Array("0123456789".utf8))
        #expect(folder.names.isEmpty)
        var room = [UInt8](repeating: 0, count: 4)
        unsafe try room.withUnsafeMutableBytes { unsafe try scratch.read(at: 3, into: $0) }
        #expect(room == Array("3456".utf8))
        func readBeyond() throws {
            unsafe try room.withUnsafeMutableBytes { unsafe try scratch.read(at: 8, into: $0) }
        }
        #expect(throws: WritingError.self) { try readBeyond() }
    }
}
