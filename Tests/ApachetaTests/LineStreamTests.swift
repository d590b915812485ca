import Foundation
import TestMaterial
import Testing

@testable import apacheta

@Suite struct LineStreamTests {
    /// The lines of some bytes that lie in a file.
    private func lines(of bytes: [UInt8], limit: Int) throws -> [LineStream.Line] {
        let scratch = try Scratch()
        let file = scratch.folder.appending(path: "lines")
        try Data(bytes).write(to: file)
        let stream = try LineStream(file.path, byteLimit: limit)
        var lines: [LineStream.Line] = []
        while case .element(let line) = try stream.next(waiting: true) { lines.append(line) }
        return lines
    }

    /// What the lines are, told by a cut at each line feed.
    private func expected(of bytes: [UInt8], limit: Int) -> [LineStream.Line] {
        var parts = bytes.split(separator: 10, omittingEmptySubsequences: false).map(Array.init)
        if parts.last == [] { parts.removeLast() }
        return parts.enumerated().map { index, part in
            part.count <= limit
                ? .bytes(part, number: index + 1)
                : .tooLong(byteCount: part.count, number: index + 1)
        }
    }

    @Test(arguments: UInt64(0)..<60)
    func `lines are what stands between line feeds`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let byteCount = Int.random(in: 0..<600, using: &generator)
        let bytes = (0..<byteCount).map { _ in
            Bool.random(using: &generator) ? UInt8.random(in: 0...255, using: &generator) : 10
        }
        let limit = Int.random(in: 0..<8, using: &generator)
        #expect(
            try lines(of: bytes, limit: limit) == expected(of: bytes, limit: limit), "seed \(seed)")
    }

    @Test func `a line longer than many chunks is passed over, and the next one is read`() throws {
        let bytes =
            Array("one\n".utf8) + [UInt8](repeating: 97, count: 3 << 20) + Array("\ntwo".utf8)
        #expect(
            try lines(of: bytes, limit: 1 << 20) == [
                .bytes(Array("one".utf8), number: 1), .tooLong(byteCount: 3 << 20, number: 2),
                .bytes(Array("two".utf8), number: 3),
            ])
    }

    @Test func `the first byte is told and not taken`() throws {
        let scratch = try Scratch()
        let file = scratch.folder.appending(path: "lines")
        try Data("\u{FEFF} \n\t{}".utf8).write(to: file)
        let stream = try LineStream(file.path)
        #expect(try stream.firstByte() == UInt8(ascii: "{"))
        #expect(try stream.rest() == Array("\u{FEFF} \n\t{}".utf8))
    }

    @Test func `a pipe that has nothing to give is not waited for`() throws {
        let pipe = Pipe()
        let stream = try LineStream("/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)")
        func isNotYet(_ next: Next<LineStream.Line>) -> Bool {
            if case .notYet = next { return true }
            return false
        }
        #expect(isNotYet(try stream.next(waiting: false)))
        try pipe.fileHandleForWriting.write(contentsOf: Data("half".utf8))
        #expect(isNotYet(try stream.next(waiting: false)))
        try pipe.fileHandleForWriting.write(contentsOf: Data(" and half\n".utf8))
        guard case .element(let line) = try stream.next(waiting: false) else {
            Issue.record("a whole line was not given")
            return
        }
        #expect(line == .bytes(Array("half and half".utf8), number: 1))
        #expect(isNotYet(try stream.next(waiting: false)))
    }

    @Test func `a file that is not there is told with the system's reason`() {
        #expect(throws: Failure.self) { try LineStream("/absent/lines.jsonl") }
    }
}
