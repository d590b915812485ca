import Gazetteers
import TestMaterial
import Testing

@Suite struct LineReaderTests {
    @Test(arguments: [
        ("", []),
        ("one", ["one"]),
        ("one\n", ["one"]),
        ("one\r\ntwo", ["one", "two"]),
        ("\n\nthree\n", ["", "", "three"]),
        ("\u{FEFF}one\n\u{FEFF}two", ["one", "\u{FEFF}two"]),
        ("\u{FEFF}", [""]),
        ("a\rb\n", ["a\rb"]),
        ("\r\n", [""]),
        ("Potosí\n城北\n", ["Potosí", "城北"]),
    ])
    func `a text is cut into its lines, however it comes`(text: String, lines: [String]) throws {
        for size in [nil, 1, 2, 3, 8, 1000] {
            var reader = LineReader(file: "a.txt", text: text, chunkSize: size)
            #expect(try reader.texts() == lines, "chunks of \(size ?? -1)")
            #expect(reader.line == lines.count)
        }
    }

    @Test(
        arguments: [
            (
                [0x61, 10, 0x62, 0xC3, 0xAD, 0xE9, 10],
                "a.txt:2: column 3 is byte 0xE9, expected UTF-8 (is the file in Latin-1 or UTF-16?)"
            ),
            (
                [0xFF, 0xFE, 0x61, 0],
                "a.txt:1: column 1 is byte 0xFF, expected UTF-8 (is the file in Latin-1 or UTF-16?)"
            ),
            ([0x61, 0x62, 0], "a.txt:1: column 3 is a NUL, expected text in UTF-8"),
            // A sequence that its chunk cuts off and nothing completes.
            (
                [0x61, 0xE5, 0x9F],
                "a.txt:1: column 2 is byte 0xE5, expected UTF-8 (is the file in Latin-1 or UTF-16?)"
            ),
        ] as [([UInt8], String)])
    func `bytes that are no text are told with line and column`(
        bytes: [UInt8], sentence: String
    ) throws {
        for size in [1, 4, 1000] {
            var at = 0
            var reader = LineReader(file: "a.txt") { () throws(GazetteerError) in
                defer { at += size }
                return at < bytes.count ? Array(bytes[at..<min(at + size, bytes.count)]) : []
            }
            let error = #expect(throws: GazetteerError.self) { try reader.texts() }
            #expect(error?.description == sentence)
        }
    }

    @Test func `a line without end is refused before it fills the memory`() throws {
        var chunks = 0
        var reader = LineReader(file: "a.txt") { () throws(GazetteerError) in
            chunks += 1
            return chunks == 1
                ? Array("short\n".utf8) : [UInt8](repeating: 0x61, count: 100_000)
        }
        let error = #expect(throws: GazetteerError.self) { try reader.texts() }
        #expect(error?.description == "a.txt:2: a line of more than 1048576 bytes")
        #expect(chunks < 15)
    }

    @Test func `a line of the greatest length is read`() throws {
        let line = String(repeating: "a", count: LineReader.longestLine)
        var reader = LineReader(file: "a.txt", text: line + "\nb", chunkSize: 65_536)
        #expect(try reader.texts() == [line, "b"])
    }

    @Test func `an error of the source of chunks is handed on`() {
        let fault = GazetteerError(file: "a.txt.gz", reason: "the compressed data ends early")
        var reader = LineReader(file: "a.txt.gz") { () throws(GazetteerError) in throw fault }
        #expect(throws: fault) { try reader.next() }
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func `lines are those of a split, whatever the chunks`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let pieces = ["a", "bc", "í", "城", "\n", "\n", "\t", "ninebytes", "\r\n"]
        let text = (0..<200).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
        var expected = text.utf8.split(separator: 10, omittingEmptySubsequences: false)
            .map { String(decoding: $0.last == 13 ? $0.dropLast() : $0, as: UTF8.self) }
        if text.utf8.last == 10 { expected.removeLast() }
        let size = Int.random(in: 1...40, using: &generator)
        var reader = LineReader(file: "a.txt", text: text, chunkSize: size)
        #expect(try reader.texts() == expected, "seed \(seed), chunks of \(size)")
    }
}
