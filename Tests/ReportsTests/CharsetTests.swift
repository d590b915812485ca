import Orthography
import Reports
import SimpleFeatures
import TestMaterial
import Testing

/// Files in other charsets are read, and what was done is said.
@Suite struct CharsetTests {
    private func text(_ bytes: [UInt8]) throws(ReportError) -> DecodedText {
        try DecodedText(bytes, format: .plain, name: "r.txt")
    }

    @Test func `UTF-8 is taken as it is, its byte order mark counted`() throws {
        let bytes = [0xEF, 0xBB, 0xBF] + Array("Potosí".utf8)
        let read = try text(bytes)
        #expect(read.bytes == bytes)
        #expect(read.notes.isEmpty)
        #expect(read.refersToFile)
        let report = try Report(id: "r", text: read)
        #expect(report.text.tokens.map(\.range) == [3..<10])
    }

    @Test func `what is not UTF-8 is Windows-1252`() throws {
        let read = try text(Array("La\nPotos".utf8) + [0xED, 0x20, 0x93, 0x80, 0x94])
        #expect(String(decoding: read.bytes, as: UTF8.self) == "La\nPotosí “€”")
        #expect(
            read.notes == ["r.txt: read as Windows-1252, since byte 0xED at 2:6 is not UTF-8"])
        #expect(!read.refersToFile)
    }

    @Test func `in a text that is mostly UTF-8 only the wrong bytes are replaced`() throws {
        let read = try text(Array("Potosí, Camargo, Uyuní, Tomás ".utf8) + [0xFF] + Array("x".utf8))
        #expect(
            String(decoding: read.bytes, as: UTF8.self) == "Potosí, Camargo, Uyuní, Tomás \u{FFFD}x"
        )
        #expect(
            read.notes == ["r.txt: 1 byte replaced, the first since byte 0xFF at 1:34 is not UTF-8"]
        )
    }

    @Test(arguments: [false, true])
    func `UTF-16 with a byte order mark is read, cut ends and all`(isBig: Bool) throws {
        var bytes: [UInt8] = isBig ? [0xFE, 0xFF] : [0xFF, 0xFE]
        for unit in "Potosí 🌋".utf16 {
            let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
            bytes += isBig ? pair : pair.reversed()
        }
        let whole = try text(bytes)
        #expect(String(decoding: whole.bytes, as: UTF8.self) == "\u{FEFF}Potosí 🌋")
        #expect(whole.notes.isEmpty)
        let cut = try text(Array(bytes.dropLast(3)))
        #expect(String(decoding: cut.bytes, as: UTF8.self) == "\u{FEFF}Potosí ")
        #expect(cut.notes == ["r.txt: ends within a character of UTF-16, which is left out"])
    }

    @Test func `control characters are white space of the same length`() throws {
        let read = try text(Array("El\u{0}Alto\u{1B}[1m La\u{85}Paz \u{97}\n".utf8))
        #expect(read.bytes == Array("El Alto [1m La\u{85}Paz \u{A0}\n".utf8))
        #expect(
            read.notes == ["r.txt: 3 control characters taken for white space, first at 1:3"])
        #expect(read.refersToFile)
    }

    @Test(arguments: [
        (
            Array("PK\u{3}\u{4}xx".utf8),
            "r.txt: found a zip archive, as .docx and .odt are, expected text (save it as text or HTML)"
        ),
        (
            Array(repeating: UInt8(0), count: 40),
            "r.txt: found 40 control characters in 40 bytes, expected text (is it UTF-16 without a "
                + "byte order mark?)"
        ),
        (
            Array(0...255) + Array(0...255),
            "r.txt: found 56 control characters in 512 bytes, expected text"
        ),
    ])
    func `what is no text is refused`(bytes: [UInt8], sentence: String) {
        let error = #expect(throws: ReportError.self) { try text(bytes) }
        #expect(error?.description == sentence)
    }

    @Test(arguments: 0..<100)
    func `any bytes are read or refused, and come out as UTF-8`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var bytes = Array("Los vecinos de El Alto, en la Ceja, marcharon a Potosí.".utf8)
        for _ in 0..<Int.random(in: 0..<12, using: &random) {
            bytes[bytes.indices.randomElement(using: &random) ?? 0] = UInt8.random(
                in: 0...255, using: &random)
        }
        for format in [ReportFormat.plain, .markdown, .html] {
            guard let read = try? DecodedText(bytes, format: format, name: "r") else { continue }
            #expect(UTF8Validation.firstInvalidByte(of: read.bytes) == nil, "seed \(seed)")
            _ = try? Report(id: "r", text: read)
        }
    }

    @Test func `a long text without a space is read`() throws {
        let report = try Report(
            id: "r", text: try text([UInt8](repeating: 0x61, count: 2_000_000)))
        #expect(report.text.tokens.map(\.range) == [0..<2_000_000])
    }
}
