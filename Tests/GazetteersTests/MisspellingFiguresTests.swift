import Foundation
import Gazetteers
import Orthography
import TestMaterial
import Testing

/// How many slipped names are found, and how many foreign words pass for names.
///
/// The thresholds lie a little below (or above) what was measured; each test prints its figure.
@Suite struct MisspellingFiguresTests {
    private static let bolivia = Result {
        MisspellingIndex(country: "BO", of: try PackageGazetteer.read())
    }
    private static let wholeBolivia = Result {
        MisspellingIndex(
            country: "BO", of: try PackageGazetteer.read(), includingLocalities: true)
    }

    @Test(arguments: [
        (1, SlippedNames.Manner.anyLetter, 0.96), (2, .anyLetter, 0.86), (1, .asByHand, 0.96),
        (2, .asByHand, 0.86),
    ])
    func `slipped names of Bolivia are found, one in a hundred for another`(
        slips: Int, manner: SlippedNames.Manner, least: Double
    ) throws {
        let slipped = SlippedNames(
            of: "BO", in: try PackageGazetteer.read(), slips: slips, manner: manner,
            seed: UInt64(slips))
        try #require(slipped.forms.count > 400)
        let (right, wrong) = slipped.shares(try Self.bolivia.get())
        print("measured: BO, \(slips) slips \(manner), \(slipped.forms.count): \(right), \(wrong)")
        #expect(right >= least)
        #expect(wrong <= 0.01)
    }

    @Test(arguments: [(1, 0.96), (2, 0.86)])
    func `slipped names of several words are found`(slips: Int, least: Double) throws {
        let slipped = SlippedNames(
            of: "BO", in: try PackageGazetteer.read(), slips: slips, wordCount: 2...8,
            seed: UInt64(slips))
        try #require(slipped.forms.count > 400)
        let (right, wrong) = slipped.shares(try Self.bolivia.get())
        print("measured: BO, words, \(slips) slips, \(slipped.forms.count): \(right), \(wrong)")
        #expect(right >= least)
        #expect(wrong <= 0.01)
    }

    @Test(arguments: [(1, 0.91), (2, 0.76)])
    func `with its localities fewer of Bolivia's slipped names are found`(
        slips: Int, least: Double
    ) throws {
        let slipped = SlippedNames(
            of: "BO", in: try PackageGazetteer.read(), slips: slips, localities: true, times: 2,
            seed: UInt64(slips))
        try #require(slipped.forms.count > 3000)
        let (right, wrong) = slipped.shares(try Self.wholeBolivia.get())
        print("measured: BO, localities, \(slips), \(slipped.forms.count): \(right), \(wrong)")
        #expect(right >= least)
        #expect(wrong <= 0.02)
    }

    @Test(arguments: ["KE", "UA", "MX", "PH", "PE"])
    func `slipped names of other countries are found as well`(country: String) throws {
        let gazetteer = try PackageGazetteer.read()
        let index = MisspellingIndex(country: country, of: gazetteer)
        var right: [Double] = []
        for slips in 1...2 {
            let slipped = SlippedNames(of: country, in: gazetteer, slips: slips, times: 2, seed: 5)
            try #require(slipped.forms.count > 150)
            right.append(slipped.shares(index).right)
        }
        let foreign = try Self.townsAbroad(of: country)
        let alarms = foreign.count { index.places(misspelt: $0) != nil }
        print("measured: \(country) \(right), \(alarms) of \(foreign.count) foreign names")
        // Countries of thousands of towns: the more names, the more others come near.
        #expect(right[0] >= 0.9 && right[1] >= 0.72)
        #expect(alarms <= foreign.count / 60)
    }

    @Test func `few foreign names pass for Bolivian ones`() throws {
        let foreign = try Self.townsAbroad(of: "BO")
        try #require(foreign.count == 5000)
        let alarms = foreign.filter { (try? Self.bolivia.get().places(misspelt: $0)) != nil }.count
        let whole = foreign.filter {
            (try? Self.wholeBolivia.get().places(misspelt: $0)) != nil
        }.count
        print("measured: \(alarms) of \(foreign.count) foreign names, with localities \(whole)")
        #expect(alarms <= 30)
        #expect(whole <= 40)
    }

    @Test(.enabled(if: ProcessInfo.processInfo.environment["APACHETA_EVALUATION"] != nil))
    func `few capitalised words of news pass for Bolivian names`() throws {
        let words = try Self.capitalisedWords().shuffled(seed: 3).prefix(5000)
        try #require(words.count == 5000)
        let alarms = words.filter { (try? Self.bolivia.get().places(misspelt: $0)) != nil }
        let whole = words.filter { (try? Self.wholeBolivia.get().places(misspelt: $0)) != nil }
        print("measured: \(alarms.count) of \(words.count) words, with localities \(whole.count)")
        print(alarms.joined(separator: " "))
        #expect(alarms.count <= 30)
        #expect(whole.count <= 50)
    }

    /// Names of towns of other countries, 5,000 of them, that the country does not have.
    private static func townsAbroad(of country: String) throws -> [String] {
        let gazetteer = try PackageGazetteer.read()
        var own: Set<String> = []
        var names: Set<String> = []
        for place in gazetteer.places where place.kind.isPopulated {
            let name = Folding.folded(place.name)
            if place.country == country { own.insert(name) }
            guard place.country != country, place.status != "locality", name.utf8.count >= 5,
                name.utf8.allSatisfy({ $0 >= 97 && $0 <= 122 })
            else { continue }
            names.insert(name)
        }
        return Array(names.subtracting(own).shuffled(seed: 1).prefix(5000))
    }

    /// Capitalised words of at least five letters that are no name of the world, no common word, no
    /// first name, and that no text writes without a capital: those that are looked up.
    private static func capitalisedWords() throws -> Set<String> {
        let gazetteer = try PackageGazetteer.read()
        let folder = URL(
            fileURLWithPath: ProcessInfo.processInfo.environment["APACHETA_EVALUATION"] ?? "")
        var capitalised: Set<String> = []
        var small: Set<String> = []
        for name in ["geovirus", "geowebnews", "tud-loc", "event-location"] {
            let file = folder.appendingPathComponent("corpora/\(name).jsonl")
            for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
                let object =
                    try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
                let text = TokenizedText(Array((object?["text"] as? String ?? "").utf8))
                for (index, token) in text.tokens.enumerated() where token.kind == .word {
                    let word = text.word(index)
                    if token.casing == .capitalised { capitalised.insert(word) }
                    if token.casing == .lower { small.insert(word) }
                }
            }
        }
        return capitalised.subtracting(small).filter { word in
            word.utf8.count >= 5 && word.utf8.allSatisfy { $0 >= 97 && $0 <= 122 }
                && !gazetteer.isName(word) && !gazetteer.lexicon.commonWords.contains(word)
                && !gazetteer.lexicon.firstNames.contains(word)
        }
    }
}

extension Set<String> {
    fileprivate func shuffled(seed: UInt64) -> [String] {
        var random = SeededGenerator(seed: seed)
        return sorted().shuffled(using: &random)
    }
}
