import Compression
import FileWriting
import Foundation
import TestMaterial
import Testing

@Suite struct PackedStreamTests {
    enum Packing: CaseIterable {
        case gzip, zstandard

        var format: PackedFormat { self == .gzip ? .gzip : .zstandard }

        /// Packs pieces that are handed over one by one.
        func packed(_ pieces: [[UInt8]]) throws -> [UInt8] {
            let memory = MemoryDestination()
            switch self {
            case .gzip:
                let gzip = try GzipDestination(to: memory)
                for piece in pieces { try gzip.write(piece) }
                try gzip.finish()
            case .zstandard:
                let zstandard = try ZstandardDestination(to: memory)
                for piece in pieces { try zstandard.write(piece) }
                try zstandard.finish()
            }
            return memory.bytes
        }

        /// Unpacks with the program that every system has.
        var program: String { self == .gzip ? "gzip" : "zstd" }
    }

    /// Lines of some hundred thousand bytes, which pack well and not to nothing.
    static func text(seed: UInt64, count: Int = 300_000) -> [UInt8] {
        var random = SeededGenerator(seed: seed)
        var text: [UInt8] = []
        while text.count < count {
            text += Array("feature \(UInt16.random(in: 0...999, using: &random)) at La Paz\n".utf8)
        }
        return text
    }

    static func unpacked(
        _ bytes: [UInt8], as format: PackedFormat? = nil, atMost limit: Int = 1 << 30
    ) throws -> [UInt8] {
        let memory = MemoryDestination()
        try unsafe bytes.withUnsafeBytes { bytes in
            let format = try unsafe #require(format ?? PackedFormat(of: bytes))
            unsafe try format.unpack(bytes, to: memory, atMost: limit)
        }
        return memory.bytes
    }

    @Test(arguments: Packing.allCases)
    func `what was packed is unpacked`(packing: Packing) throws {
        for bytes in [[], [0x2A], Self.text(seed: 1)] {
            #expect(try Self.unpacked(try packing.packed([bytes])) == bytes)
        }
    }

    @Test(arguments: Packing.allCases)
    func `pieces of any length give the same file`(packing: Packing) throws {
        let bytes = Self.text(seed: 2)
        let whole = try packing.packed([bytes])
        for seed in 0..<5 as Range<UInt64> {
            var random = SeededGenerator(seed: seed)
            var pieces: [[UInt8]] = []
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = Int.random(in: 0...40_000, using: &random)
                pieces.append(Array(rest.prefix(count)))
                rest = rest.dropFirst(count)
            }
            #expect(try packing.packed(pieces) == whole, "seed \(seed)")
        }
    }

    @Test func `a gzip file holds no time, no name and no system`() throws {
        let packed = try Packing.gzip.packed([Array("x".utf8)])
        // RFC 1952, section 2.3: magic, method, flags, time, extra flags, system.
        #expect(packed.prefix(10) == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255])
    }

    @Test(arguments: Packing.allCases)
    func `parts one after the other are one stream`(packing: Packing) throws {
        let parts = [Self.text(seed: 3), [], Array("the end".utf8)]
        let packed = try parts.flatMap { try packing.packed([$0]) }
        #expect(try Self.unpacked(packed) == parts.flatMap { $0 })
    }

    @Test func `zeros may follow the last gzip member, other bytes not`() throws {
        let packed = try Packing.gzip.packed([Array("x".utf8)])
        #expect(try Self.unpacked(packed + [0, 0, 0]) == Array("x".utf8))
        let error = #expect(throws: UnpackingError.self) { try Self.unpacked(packed + [7]) }
        #expect(error?.description == "bytes that are no gzip member, at byte \(packed.count)")
    }

    @Test(arguments: Packing.allCases)
    func `a file cut at any byte is refused`(packing: Packing) throws {
        let packed = try packing.packed([Self.text(seed: 4, count: 2000)])
        for length in 4..<packed.count {
            let error = #expect(throws: UnpackingError.self) {
                try Self.unpacked(Array(packed[..<length]), as: packing.format)
            }
            #expect(error?.description.contains("cut off") == true, "\(length) bytes")
        }
    }

    @Test(arguments: Packing.allCases)
    func `damage is refused or leaves the bytes as they were`(packing: Packing) throws {
        let bytes = Self.text(seed: 5, count: 20_000)
        let packed = try packing.packed([bytes])
        for seed in 0..<300 as Range<UInt64> {
            var random = SeededGenerator(seed: seed)
            var damaged = packed
            damaged[Int.random(in: 0..<packed.count, using: &random)] ^= UInt8.random(
                in: 1...255, using: &random)
            do {
                #expect(
                    try Self.unpacked(damaged, as: packing.format, atMost: 1 << 20) == bytes,
                    "seed \(seed)")
            } catch is UnpackingError {}
        }
    }

    @Test(arguments: Packing.allCases)
    func `a small file of many bytes is refused at the limit`(packing: Packing) throws {
        let packed = try packing.packed([[UInt8](repeating: 0, count: 50 << 20)])
        #expect(packed.count < 100_000)
        let destination = CountingDestination()
        let error = #expect(throws: UnpackingError.self) {
            try unsafe packed.withUnsafeBytes {
                unsafe try packing.format.unpack($0, to: destination, atMost: 1 << 20)
            }
        }
        #expect(error?.description == "more than 1048576 bytes unpacked")
        #expect(destination.count <= 1 << 20)
    }

    @Test(arguments: Packing.allCases)
    func `a destination that fails ends the work with its reason`(packing: Packing) throws {
        let full = FullDestination()
        let bytes = Self.text(seed: 6)
        let packed = try packing.packed([bytes])
        let error = #expect(throws: UnpackingError.self) {
            try unsafe packed.withUnsafeBytes {
                unsafe try packing.format.unpack($0, to: full, atMost: 1 << 30)
            }
        }
        #expect(error == .destination(FullDestination.reason))
    }

    @Test func `what is packed by nothing is told by its first bytes`() {
        for bytes in [[], Array("{".utf8), [0x1F], [0x1F, 0x8B, 7], Array("PK".utf8)] {
            let format = unsafe bytes.withUnsafeBytes { unsafe PackedFormat(of: $0) }
            #expect(format == nil)
        }
    }

    @Test(arguments: Packing.allCases)
    func `the usual programs unpack what we pack, and we what they pack`(packing: Packing) throws {
        guard let program = Self.path(of: packing.program) else { return }
        let bytes = Self.text(seed: 7)
        #expect(try Self.run(program, ["-dc"], on: try packing.packed([bytes])) == bytes)
        #expect(try Self.unpacked(try Self.run(program, ["-c"], on: bytes)) == bytes)
    }

    static func path(of program: String) -> String? {
        ["/usr/bin/", "/bin/"].map { $0 + program }.first {
            FileManager.default.isExecutableFile(atPath: $0)
        }
    }

    /// What a program makes of bytes.
    static func run(_ program: String, _ arguments: [String], on bytes: [UInt8]) throws -> [UInt8] {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "compression-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = ["in", "out"].map { folder.appending(path: $0) }
        try Data(bytes).write(to: files[0])
        try Data().write(to: files[1])
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardInput = try FileHandle(forReadingFrom: files[0])
        process.standardOutput = try FileHandle(forWritingTo: files[1])
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return Array(try Data(contentsOf: files[1]))
    }
}

/// Counts bytes and keeps none.
final class CountingDestination: ByteDestination {
    private(set) var count = 0

    func write(_ bytes: UnsafeRawBufferPointer) { count += bytes.count }
}

/// Takes nothing.
final class FullDestination: ByteDestination {
    static let reason = WritingError(path: "full", reason: "no space left")

    func write(_ bytes: UnsafeRawBufferPointer) throws(WritingError) { throw Self.reason }
}
