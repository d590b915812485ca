import Compression
import FileWriting
import TestMaterial
import Testing

@Suite struct ZipTests {
    /// An archive of a packed file and a stored one.
    static func archive(_ text: [UInt8]) throws -> [UInt8] {
        let scratch = try ScratchFile()
        try scratch.write(text)
        let memory = MemoryDestination()
        try ZipFile.write(
            [
                ZipFile.Entry(name: "doc.kml", file: scratch, byteCount: text.count),
                ZipFile.Entry(name: "icons/ñ.png", bytes: [1, 2, 3]),
            ], to: memory)
        return memory.bytes
    }

    /// The files of an archive, by name.
    static func files(
        of bytes: [UInt8], atMost limit: Int = 1 << 30
    ) throws -> [(name: String, bytes: [UInt8])] {
        try unsafe bytes.withUnsafeBytes { bytes in
            let archive = unsafe try ZipArchive(bytes)
            var files: [(name: String, bytes: [UInt8])] = []
            for entry in archive.entries {
                let memory = MemoryDestination()
                try archive.unpack(entry, to: memory, atMost: limit)
                files.append((entry.name, memory.bytes))
            }
            return files
        }
    }

    @Test func `files come back with their names and in their order`() throws {
        let text = PackedStreamTests.text(seed: 1)
        let files = try Self.files(of: try Self.archive(text))
        #expect(files.map(\.name) == ["doc.kml", "icons/ñ.png"])
        #expect(files.map(\.bytes) == [text, [1, 2, 3]])
    }

    @Test func `the same files give the same archive`() throws {
        let text = PackedStreamTests.text(seed: 2)
        #expect(try Self.archive(text) == Self.archive(text))
    }

    @Test func `every time is the first of 1980`() throws {
        let bytes = try Self.archive(Array("x".utf8))
        // APPNOTE, section 4.3.7: time and day at bytes 10 to 13 of the first head.
        #expect(bytes[10..<14] == [0, 0, 0x21, 0])
    }

    @Test(arguments: [
        "../doc.kml", "/doc.kml", "a/../../doc.kml", "..\\doc.kml", "C:\\doc.kml", "..",
    ])
    func `a path that leads out of the archive is refused by name`(path: String) throws {
        let bytes = Self.renaming(
            String(repeating: "a", count: path.utf8.count), to: path,
            in: try Self.named(path.utf8.count))
        let error = #expect(throws: CompressionError.self) { try Self.files(of: bytes) }
        #expect(error?.reason == "the path '\(path)', which leads out of the archive")
    }

    /// An archive of one file whose name is so many letters `a`.
    private static func named(_ length: Int) throws -> [UInt8] {
        let memory = MemoryDestination()
        try ZipFile.write(
            [.init(name: String(repeating: "a", count: length), bytes: [1])], to: memory)
        return memory.bytes
    }

    /// Names stand in the head of a file and in the list at the end.
    private static func renaming(_ name: String, to other: String, in bytes: [UInt8]) -> [UInt8] {
        let name = Array(name.utf8)
        var bytes = bytes
        for place in 0...(bytes.count - name.count)
        where Array(bytes[place..<(place + name.count)]) == name {
            bytes.replaceSubrange(place..<(place + name.count), with: other.utf8)
        }
        return bytes
    }

    @Test func `a file beyond the limit is refused by name, whatever the list says`() throws {
        let text = [UInt8](repeating: 0x20, count: 5_000_000)
        var bytes = try Self.archive(text)
        var error: (any Error)? = #expect(throws: UnpackingError.self) {
            try Self.files(of: bytes, atMost: 1000)
        }
        #expect("\(try #require(error))" == "'doc.kml' has 5000000 bytes, 1000 at most")
        // The list, which is at the end, now says that the file is small.
        let list = try #require(
            bytes.indices.dropLast(4).first {
                Array(bytes[$0..<($0 + 4)]) == [0x50, 0x4B, 0x01, 0x02]
            })
        bytes.replaceSubrange((list + 24)..<(list + 28), with: [10, 0, 0, 0])
        error = #expect(throws: (any Error).self) { try Self.files(of: bytes, atMost: 1000) }
        #expect("\(try #require(error))".contains("doc.kml") == true)
    }

    @Test func `an encrypted file is refused by name`() throws {
        var bytes = try Self.archive(Array("x".utf8))
        // APPNOTE, section 4.4.4: bit 0 of the flags, in the head and in the list.
        for place in bytes.indices.dropLast(10) {
            if Array(bytes[place..<(place + 4)]) == [0x50, 0x4B, 0x03, 0x04] {
                bytes[place + 6] |= 1
            }
            if Array(bytes[place..<(place + 4)]) == [0x50, 0x4B, 0x01, 0x02] {
                bytes[place + 8] |= 1
            }
        }
        let error = #expect(throws: UnpackingError.self) { try Self.files(of: bytes) }
        #expect(error?.description == "'doc.kml' is encrypted")
    }

    @Test func `many files are refused`() throws {
        let memory = MemoryDestination()
        try ZipFile.write(
            (0...ZipArchive.entryLimit).map { .init(name: "\($0)", bytes: []) }, to: memory)
        let error = #expect(throws: CompressionError.self) { try Self.files(of: memory.bytes) }
        #expect(error?.reason == "10001 files in the archive, 10000 at most")
    }

    @Test func `what is no archive is refused`() {
        for bytes in [[], Array("<kml/>".utf8), ZipArchive.magic, ZipArchive.magic + [0, 0]] {
            #expect(throws: CompressionError.self) { try Self.files(of: bytes) }
        }
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `a damaged archive is refused or gives files`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var bytes = try Self.archive(PackedStreamTests.text(seed: seed, count: 3000))
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<3, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            default: bytes.removeSubrange(place..<min(place + 3, bytes.count))
            }
        }
        do { _ = try Self.files(of: bytes, atMost: 1 << 20) } catch is CompressionError {
        } catch is UnpackingError {}
    }

    @Test func `a full disk is an error`() throws {
        #expect(throws: FullDestination.reason) {
            try ZipFile.write([.init(name: "a", bytes: [1])], to: FullDestination())
        }
    }
}
