import Gazetteers
import Orthography
import TestMaterial
import Testing

@Suite struct NameMatchTests {
    /// The longest names of a text, from left to right, as "words = ids".
    private func names(in text: String, of gazetteer: Gazetteer) -> [String] {
        let cut = TokenizedText(text)
        var found: [String] = []
        var at = 0
        while at < cut.tokens.count {
            if let match = gazetteer.longestName(in: cut, at: at, before: cut.tokens.count) {
                let ids = match.bearers.map { gazetteer.places[$0.place].id }.sorted()
                found.append(
                    cut.text(cut.bytes(ofTokens: match.tokens)) + " = "
                        + ids.joined(separator: " "))
                at = match.tokens.upperBound
            } else {
                at += 1
            }
        }
        return found
    }

    @Test(arguments: [
        ("in La Paz today", ["La Paz = bo-l bo-lp"]),
        ("IN LA PAZ TODAY", ["LA PAZ = bo-l bo-lp"]),
        ("in La\nPaz today", ["La\nPaz = bo-l bo-lp"]),
        ("in La\r\nPaz today", ["La\r\nPaz = bo-l bo-lp"]),
        ("in La\n\nPaz today", []), ("in La, Paz today", []), ("in La. Paz came", []),
        ("en la Paz", ["la Paz = bo-l bo-lp"]), ("en la paz", []), ("en La paz", []),
        ("Bolivia's army", ["Bolivia = bo"]), ("Bolivia’s army", ["Bolivia = bo"]),
        ("La Paz-based", ["La Paz = bo-l bo-lp"]),
        ("Nuestra Senora de La Paz", ["Nuestra Senora de La Paz = bo-lp"]),
        ("Nuestra Señora de La", []),
        ("Departamento de La Paz", ["Departamento de La Paz = bo-l"]),
        ("from Port-au-Prince", ["Port-au-Prince = ht-pp"]),
        ("from Port au Prince", ["Port au Prince = ht-pp"]),
        ("from Port - au - Prince", []),
        ("in St. Louis", ["St. Louis = us-sl"]), ("in St Louis", ["St Louis = us-sl"]),
        ("in St.\nLouis", ["St.\nLouis = us-sl"]), ("in Saint Louis", ["Saint Louis = us-sl"]),
        ("the US army", ["US = us"]), ("tell us now", []), ("Us and them", []),
        ("the U.S. army", ["U.S. = us"]), ("the USA.", ["USA = us"]),
        ("lake Titicaca", ["lake Titicaca = ti"]), ("a titicaca", []),
        ("across the altiplano", ["altiplano = bo-al"]),
        ("the high plain", []), ("the Altiplano", ["Altiplano = bo-al"]),
        ("", []), ("La", []),
    ])
    func `the longest name that begins at a word is found`(text: String, found: [String]) throws {
        #expect(names(in: text, of: try SmallTable.gazetteer()) == found)
    }

    @Test func `a name is matched no further than the end that is given`() throws {
        let gazetteer = try SmallTable.gazetteer()
        let cut = TokenizedText("Nuestra Señora de La Paz")
        #expect(gazetteer.longestName(in: cut, at: 0, before: 4) == nil)
        #expect(gazetteer.longestName(in: cut, at: 3, before: 5)?.tokens == 3..<5)
        #expect(gazetteer.longestName(in: cut, at: 4, before: 5) == nil)
    }

    @Test(arguments: [
        ("la paz", 2), ("LA PÁZ", 2), ("us", 1), ("port au prince", 1), ("", 0), ("paz", 0),
    ])
    func `a name by itself is found however it is written`(name: String, count: Int) throws {
        #expect(try SmallTable.gazetteer().bearers(of: name).count == count)
    }

    @Test(arguments: 0..<100)
    func `the longest match is the longest of all that a slow search finds`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let gazetteer = try SmallTable.gazetteer()
        let words = [
            "Nuestra", "Señora", "de", "La", "Paz", "Bolivia", "Departamento", "St.", "Louis", "of",
            "State", "Plurinational", ",", "Lake", "Titicaca",
        ]
        let text = (0..<30).map { _ in words.randomElement(using: &random) ?? "La" }.joined(
            separator: " ")
        let cut = TokenizedText(text)
        for start in cut.tokens.indices {
            // Every stretch of words whose text alone bears a place is a name; no sign may part it.
            let ends = (start + 1...min(start + 9, cut.tokens.count)).filter { end in
                let part = cut.text(cut.bytes(ofTokens: start..<end))
                return cut.tokens[start].kind == .word && cut.tokens[end - 1].kind == .word
                    && !part.contains(",") && !gazetteer.bearers(of: part).isEmpty
            }
            let match = gazetteer.longestName(in: cut, at: start, before: cut.tokens.count)
            #expect(match?.tokens.upperBound == ends.max(), "seed \(seed), token \(start): \(text)")
        }
    }
}
