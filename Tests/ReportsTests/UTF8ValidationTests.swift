import Reports
import TestMaterial
import Testing

@Suite struct UTF8ValidationTests {
    @Test(
        arguments: [
            ([0x80], 0), ([0x41, 0xC3], 1), ([0xC0, 0xAF], 0), ([0xE0, 0x80, 0xAF], 0),
            ([0xED, 0xA0, 0x80], 0), ([0xF5, 0x80, 0x80, 0x80], 0), ([0xF4, 0x90, 0x80, 0x80], 0),
            ([0xF0, 0x8F, 0xBF, 0xBF], 0), ([0xC3, 0xB1, 0xFF], 2), ([0xE2, 0x80], 0), ([0xFE], 0),
            ([0x41, 0xE2, 0x80, 0x41], 1),
        ] as [([UInt8], Int)])
    func `the first byte that is not UTF-8 is named`(bytes: [UInt8], place: Int) {
        #expect(UTF8Validation.firstInvalidByte(of: bytes) == place)
    }

    @Test(arguments: ["", "a", "Potosí", "😀", "\u{10FFFF}", "\u{0}", "\u{FEFF}"])
    func `well-formed text has none`(text: String) {
        #expect(UTF8Validation.firstInvalidByte(of: Array(text.utf8)) == nil)
    }

    @Test(arguments: 0..<500)
    func `it agrees with the standard library on random bytes`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var bytes = Array("Ñuflo de Chávez, 😀 — 10.000 “muertos”".utf8)
        for _ in 0..<Int.random(in: 0...2, using: &random) {
            let place = Int.random(in: bytes.indices, using: &random)
            bytes[place] = UInt8.random(in: 0...255, using: &random)
        }
        let isUTF8 = String(validating: bytes, as: UTF8.self) != nil
        #expect((UTF8Validation.firstInvalidByte(of: bytes) == nil) == isUTF8, "seed \(seed)")
    }

    @Test(
        arguments: [
            ([0x41, 0xFF], "r.txt:1:2: byte 0xFF is not UTF-8"),
            ([0x41, 0x0A, 0x0A, 0x42, 0x43, 0xE9, 0x20], "r.txt:3:3: byte 0xE9 is not UTF-8"),
            ([0xC3, 0xB1, 0x0A, 0xC3, 0xB1, 0x80], "r.txt:2:3: byte 0x80 is not UTF-8"),
            ([0xEF, 0xBB, 0xBF, 0xED, 0xA0, 0x80], "r.txt:1:4: byte 0xED is not UTF-8"),
        ] as [([UInt8], String)])
    func `a report that is not UTF-8 is refused with line, column and byte`(
        bytes: [UInt8], sentence: String
    ) {
        let error = #expect(throws: ReportError.self) { try Report(id: "r.txt", bytes: bytes) }
        #expect(
            error?.description
                == sentence + " (expected UTF-8 text; is the file Latin-1 or binary?)")
    }
}
