import Orthography
import Testing

@testable import Events

@Suite struct PhraseMapTests {
    /// The phrases of two sets, each standing for the first letter of its set.
    private func map() throws -> PhraseMap<Character> {
        let table = try WordTable(
            Array("one\tat least, no less than\ntwo\tless than, la mañana".utf8), file: "words.tsv")
        return PhraseMap(table) { $0.first }
    }

    @Test(arguments: [
        ("no less than five", "o, 3"), ("less than five", "t, 2"), ("at five", "none"),
        ("La MANANA", "t, 2"), ("no less", "none"),
    ])
    func `the longest phrase that begins at a token is found`(text: String, says: String) throws {
        let cut = TokenizedText(text)
        let found = try map().match(in: cut, at: 0, before: cut.tokens.count)
        #expect(found.map { "\($0.value), \($0.end)" } ?? "none" == says)
    }

    @Test(arguments: [
        ("no less than", "o, 0"), ("much less than", "t, 1"), ("than", "none"),
        ("at least", "o, 0"),
    ])
    func `the longest phrase that ends before a token is found`(text: String, says: String) throws {
        let cut = TokenizedText(text)
        let found = try map().match(in: cut, endingAt: cut.tokens.count, after: 0)
        #expect(found.map { "\($0.value), \($0.start)" } ?? "none" == says)
    }
}
