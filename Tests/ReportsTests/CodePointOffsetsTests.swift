import Reports
import TestMaterial
import Testing

@Suite struct CodePointOffsetsTests {
    @Test(arguments: 0..<60)
    func `code points are counted as Swift counts them`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var text = seed % 3 == 0 ? "\u{FEFF}" : ""
        let letters: [Unicode.Scalar] = ["a", " ", "í", "ñ", "—", "😀", "\u{301}", "\n", "東"]
        for _ in 0..<Int.random(in: 0...900, using: &random) {
            text.unicodeScalars.append(letters.randomElement(using: &random) ?? "a")
        }
        let offsets = CodePointOffsets(Array(text.utf8))
        var byte = 0
        for (number, scalar) in text.unicodeScalars.enumerated() {
            #expect(offsets.codePoints(before: byte) == number, "seed \(seed), byte \(byte)")
            byte += UTF8.width(scalar)
        }
        #expect(
            offsets.codePoints(before: byte) == text.unicodeScalars.count, "seed \(seed), the end")
    }

    @Test(arguments: [0, 1, 255, 256, 257, 511, 512, 513, 1024])
    func `the end of a text has its whole count`(count: Int) {
        let text = String(repeating: "x", count: count)
        #expect(CodePointOffsets(Array(text.utf8)).codePoints(before: count) == count)
    }
}
