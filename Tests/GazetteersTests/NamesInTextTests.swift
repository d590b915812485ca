import Orthography
import TestMaterial
import Testing

@testable import Gazetteers

@Suite struct NamesInTextTests {
    private func found(_ text: String, in gazetteer: Gazetteer) -> [String] {
        let bytes = Array(text.utf8)
        return gazetteer.names(in: bytes).map { String(decoding: bytes[$0.range], as: UTF8.self) }
    }

    @Test(arguments: [
        ("From La Paz to St. Louis.", ["La Paz", "St. Louis"]),
        ("LA PAZ, la Paz and la paz", ["LA PAZ", "la Paz"]),
        ("in Port-au-\nPrince, not in Port au-", ["Port-au-\nPrince"]),
        ("Lake\nTiticaca’s shore, Titicaca's water", ["Lake\nTiticaca", "Titicaca"]),
        ("two line\n\nends: La\n\nPaz", []),
        ("the US and us, USA", ["US", "USA"]),
        (
            "Nuestra Señora de La Paz lies in the altiplano",
            ["Nuestra Señora de La Paz", "altiplano"]
        ),
        ("NUESTRA SEN\u{303}ORA DE LA PAZ", ["NUESTRA SEN\u{303}ORA DE LA PAZ"]),
        ("Paz La Pazola La Paz2 xLa Paz", ["La Paz"]),
        ("", []),
    ])
    func `names stand at the borders of words, the longest first`(
        text: String, names: [String]
    ) throws {
        #expect(found(text, in: try SmallTable.gazetteer()) == names)
    }

    /// The slow way: the longest name at every token of the whole text.
    private func oracle(_ bytes: [UInt8], _ gazetteer: Gazetteer) -> [Range<Int>] {
        let text = TokenizedText(bytes)
        var found: [Range<Int>] = []
        var at = 0
        while at < text.tokens.count {
            if let match = gazetteer.longestName(in: text, at: at, before: text.tokens.count) {
                found.append(text.bytes(ofTokens: match.tokens))
                at = match.tokens.upperBound
            } else {
                at += 1
            }
        }
        return found
    }

    @Test(arguments: 0..<20)
    func `windows of any text give what the whole text gives`(seed: UInt64) throws {
        let gazetteer = try PackageGazetteer.read()
        var random = SeededGenerator(seed: seed)
        var text = ""
        let fillers = [
            "and", "the", "de", "La", "San", "the", "in", "of", "St.", "—", ",", "17", "el", "É",
            "lake", "puerto", "VILLA", "\u{1F5FA}", "Новый", "\n", "\n\n", "'s", "-",
        ]
        for _ in 0..<Int.random(in: 10...900, using: &random) {
            let piece =
                Bool.random(using: &random)
                ? gazetteer.places[Int.random(in: gazetteer.places.indices, using: &random)].name
                : fillers.randomElement(using: &random) ?? ""
            text +=
                piece + (["", " ", " ", " ", "\n", "-", ". "].randomElement(using: &random) ?? "")
        }
        // Tokens join words that a hyphen breaks over two lines; raw text is read as it stands.
        while text.contains("-\n") || text.contains("- ") {
            text = text.replacing("-\n", with: "-").replacing("- ", with: "-")
        }
        let bytes = Array(text.utf8)
        #expect(gazetteer.names(in: bytes).map(\.range) == oracle(bytes, gazetteer), "seed \(seed)")
    }

    @Test func `bytes that are no UTF-8 are signs between names`() throws {
        let bytes: [UInt8] = [0xFF, 0x4C, 0x61, 0x20, 0x50, 0x61, 0x7A, 0xC3]
        #expect(try SmallTable.gazetteer().names(in: bytes).map(\.range) == [1..<7])
    }

    @Test func `a word of a million letters is one token`() throws {
        let text = String(repeating: "La", count: 500_000) + " La Paz"
        #expect(found(text, in: try SmallTable.gazetteer()) == ["La Paz"])
    }
}
