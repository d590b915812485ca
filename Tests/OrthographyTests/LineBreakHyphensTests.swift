import Orthography
import Testing

/// A hyphen at the end of a line joins the halves of a word, and only those.
@Suite struct LineBreakHyphensTests {
    private func words(_ text: String) -> [String] {
        let text = TokenizedText(text)
        return text.tokens.indices.filter { text.tokens[$0].kind == .word }.map(text.word)
    }

    @Test(arguments: [
        ("to Cocha-\nbamba", ["to", "cochabamba"]),
        ("to Cocha-\r\n  bamba.", ["to", "cochabamba"]),
        ("to Cocha\u{2010}\nbamba", ["to", "cochabamba"]),
        ("de Poto-\nsí", ["de", "potosi"]),
        ("the demon-\nstration", ["the", "demonstration"]),
        ("Cocha-\nbam-\nba", ["cochabamba"]),
        ("Cocha\u{AD}bamba", ["cochabamba"]),
        ("Cocha\u{AD}\nbamba", ["cochabamba"]),
        ("Yacui-\nba y Villa-\nmontes", ["yacuiba", "y", "villamontes"]),
    ])
    func `a word that was broken is one`(text: String, expected: [String]) {
        #expect(words(text) == expected)
    }

    @Test(arguments: [
        ("Port-au-\nPrince", ["port", "au", "prince"]),
        ("Port-\nau-Prince", ["port", "au", "prince"]),
        ("Port-au-\nprince", ["port", "au", "prince"]),
        ("Guinea-\nBissau", ["guinea", "bissau"]),
        ("a well-\nknown man", ["a", "well", "known", "man"]),
        ("a La Paz-\nbased union", ["a", "la", "paz", "based", "union"]),
        ("in Paz. A Paz-\nward road", ["in", "paz", "a", "paz", "ward", "road"]),
        ("gun-fire, then gun-\nfire", ["gun", "fire", "then", "gun", "fire"]),
        ("he left-\n\nthey stayed", ["he", "left", "they", "stayed"]),
        ("he left -\nthey stayed", ["he", "left", "they", "stayed"]),
        ("he left- they stayed", ["he", "left", "they", "stayed"]),
        ("COCHA-\nBAMBA", ["cocha", "bamba"]),
        ("plan B-\nsides", ["plan", "b", "sides"]),
        ("1990-\nera", ["era"]),
        ("-\nbamba", ["bamba"]), ("Cocha-\n", ["cocha"]), ("Cocha-", ["cocha"]),
    ])
    func `what a writer joined with a hyphen stays apart`(text: String, expected: [String]) {
        #expect(words(text) == expected)
    }

    @Test func `the rest of the text decides where the halves could be words`() {
        let apart = "The road was a block. A road-\nblock stood there, and no block on any road."
        let joined = "A roadblock. The road was a block. A road-\nblock, a block on a road."
        #expect(!words(apart).contains("roadblock"))
        #expect(words(joined).count { $0 == "roadblock" } == 2)
    }

    @Test func `a joined word stands where its halves stand, as it was written`() throws {
        let text = TokenizedText("in Cocha-\nbamba.")
        #expect(text.tokens.map(\.range) == [0..<2, 3..<15, 15..<16])
        #expect(text.written(1) == "Cocha-\nbamba")
        #expect(text.tokens[1].casing == .capitalised)
        let whole = TokenizedText("Cochabamba")
        #expect(text.tokens[1].hash == whole.tokens[0].hash)
    }

    @Test func `each of many broken lines is joined`() {
        let text = TokenizedText(String(repeating: "Cocha-\nbamba ", count: 20_000))
        #expect(text.tokens.count == 20_000)
        #expect(text.tokens.allSatisfy { $0.range.count == 12 })
    }

    @Test func `no token goes over bytes that are skipped`() {
        let bytes = Array("El **Alto** (x) fin".utf8)
        let text = TokenizedText(bytes, skipping: [3..<5, 9..<11, 12..<15])
        #expect(text.tokens.indices.map(text.written) == ["El", "Alto", "fin"])
    }
}
