import Orthography
import TestMaterial
import Testing

@Suite struct TokenizedTextTests {
    private func written(_ text: String) -> [String] {
        let cut = TokenizedText(text)
        return cut.tokens.indices.map { cut.written($0) }
    }

    @Test(arguments: [
        ("", []), (" \t\r\n", []), ("La Paz", ["La", "Paz"]), ("La\r\nPaz", ["La", "Paz"]),
        ("La\tPaz", ["La", "Paz"]), ("La\u{A0}Paz", ["La", "Paz"]),
        ("La\u{2003}Paz", ["La", "Paz"]), ("La\u{200B}Paz", ["La", "Paz"]),
        ("\u{FEFF}Oruro", ["Oruro"]), ("Oruro.", ["Oruro", "."]),
        ("Bolivia's", ["Bolivia", "'", "s"]), ("Bolivia’s", ["Bolivia", "’", "s"]),
        ("Port-au-Prince", ["Port", "-", "au", "-", "Prince"]),
        ("U.S. troops", ["U.S.", "troops"]), ("EE.UU.", ["EE", ".", "UU", "."]),
        ("E.U.A. dice", ["E.U.A.", "dice"]), ("in the U.S.", ["in", "the", "U.S."]),
        ("U.S.A", ["U", ".", "S", ".", "A"]), ("George W. Bush", ["George", "W", ".", "Bush"]),
        ("10,000", ["10,000"]), ("12.000", ["12.000"]), ("4.5", ["4.5"]),
        ("1,234,567.89", ["1,234,567.89"]), ("In 2003.", ["In", "2003", "."]),
        ("12,", ["12", ","]), ("12..5", ["12", ".", ".", "5"]), (",5", [",", "5"]),
        ("13th", ["13", "th"]), ("Route 4B", ["Route", "4", "B"]), ("C8", ["C", "8"]),
        ("10/13/03", ["10", "/", "13", "/", "03"]),
        ("¿Dónde?", ["¿", "Dónde", "?"]), ("«Paz»", ["«", "Paz", "»"]),
        ("a😀b", ["a", "😀", "b"]), ("القاهرة غدا", ["القاهرة", "غدا"]),
        ("Potosi\u{301}", ["Potosi\u{301}"]), ("...", [".", ".", "."]),
    ])
    func `a text is cut into words, numbers and signs`(text: String, tokens: [String]) {
        #expect(written(text) == tokens)
    }

    @Test(arguments: [
        ("paz", Token.Casing.lower), ("Paz", .capitalised), ("PAZ", .upper), ("A", .capitalised),
        ("McDonald", .mixed), ("iPhone", .mixed), ("Ñ", .capitalised), ("ÑANDÚ", .upper),
        ("Ángel", .capitalised), ("ﺏ", .none), ("東京", .none), ("U.S.", .upper), ("e.g.", .lower),
        ("É.U.", .upper), ("4.5", .none), ("—", .none), ("Київ", .capitalised),
    ])
    func `a word says how its letters are cased`(word: String, casing: Token.Casing) throws {
        let cut = TokenizedText(word)
        let token = try #require(cut.tokens.first)
        #expect(cut.tokens.count == 1)
        #expect(token.casing == casing)
    }

    @Test(arguments: [
        ("U.S.", "us"), ("POTOSÍ", "potosi"), ("10,000", "10,000"), ("…", "…"), ("É.U.A.", "eua"),
    ])
    func `the word of a token is folded`(written: String, folded: String) {
        #expect(TokenizedText(written).word(0) == folded)
    }

    @Test func `equal words have one number, whatever their case and accents`() {
        let cut = TokenizedText("Potosí POTOSI potosi\u{301} Oruro")
        #expect(cut.tokens.map(\.wordID) == [0, 0, 0, 1])
        #expect(cut.words == ["potosi", "oruro"])
    }

    @Test func `offsets of a part count from the first byte of the whole`() {
        let cut = TokenizedText(Array("---\nLa Paz\nOruro".utf8), in: 4..<10)
        #expect(cut.tokens.map(\.range) == [4..<6, 7..<10])
        #expect(cut.written(1) == "Paz")
        #expect(cut.bytes(ofTokens: 0..<2) == 4..<10)
        #expect(Array(cut.gap(after: 0)) == [32])
    }

    @Test func `a part that ends inside initials, a number or a word stops there`() {
        let bytes = Array("U.S.A. 10,000 Oruro".utf8)
        for end in bytes.indices {
            let cut = TokenizedText(bytes, in: 0..<end)
            #expect(cut.tokens.allSatisfy { $0.range.upperBound <= end }, "end \(end)")
        }
    }

    @Test(arguments: 0..<200)
    func `tokens are ordered, apart, and cover all that is not white space`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var text = ""
        for _ in 0..<Int.random(in: 0...300, using: &random) {
            text.unicodeScalars.append(.random(using: &random))
        }
        let cut = TokenizedText(text)
        var covered = [Bool](repeating: false, count: cut.bytes.count)
        var last = 0
        for token in cut.tokens {
            #expect(token.range.lowerBound >= last && !token.range.isEmpty, "seed \(seed)")
            last = token.range.upperBound
            for byte in token.range { covered[byte] = true }
        }
        var at = 0
        for scalar in text.unicodeScalars {
            let isSpace =
                scalar.properties.isWhitespace || ["\u{FEFF}", "\u{200B}"].contains(scalar)
            for byte in at..<at + UTF8.width(scalar) {
                #expect(
                    covered[byte] == !isSpace, "seed \(seed): U+\(String(scalar.value, radix: 16))")
            }
            at += UTF8.width(scalar)
        }
    }

    @Test(arguments: 0..<50)
    func `any bytes at all are cut without a crash`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let bytes = (0..<500).map { _ in UInt8.random(in: 0...255, using: &random) }
        let cut = TokenizedText(bytes)
        #expect(cut.tokens.allSatisfy { $0.range.upperBound <= bytes.count }, "seed \(seed)")
    }

    @Test func `a line of five megabytes is cut like its parts`() {
        let line = "Marchers left El Alto, Bolivia's 2nd city; 10,000 came. "
        let one = TokenizedText(line).tokens.count
        let count = 5_000_000 / line.utf8.count
        let cut = TokenizedText(String(repeating: line, count: count))
        #expect(cut.bytes.count > 4_900_000)
        #expect(cut.tokens.count == one * count)
        #expect(cut.words.count == TokenizedText(line).words.count)
    }

    @Test(arguments: ["a", "U.", "1,", "'", "\u{301}", "Ñ"])
    func `one sign repeated half a million times is cut into all its bytes`(sign: String) {
        let cut = TokenizedText(String(repeating: sign, count: 500_000))
        #expect(cut.tokens.last?.range.upperBound == cut.bytes.count)
    }
}
