import Orthography
import Reports
import Testing

@testable import Geoparsing

@Suite struct PlaceWordsTests {
    @Test(arguments: Language.allCases)
    func `every word is folded, since the words of a text are`(language: Language) {
        let words = PlaceWords.of(language)
        let sets = [
            words.prepositions, words.fillers, words.titles, words.speech, words.organisations,
            words.links, words.administrative, words.towns, words.sitesBefore, words.sitesAfter,
            words.physicalBefore, words.physicalAfter, words.directions,
        ]
        for word in sets.joined() { #expect(word == Folding.folded(word)) }
    }

    @Test func `every rule and every feature has its own sentence`() {
        let rules = RecognitionRule.allCases.map(\.sentence)
        let features = ResolutionFeature.allCases.map(\.sentence)
        #expect(Set(rules + features).count == rules.count + features.count)
        #expect(RecognitionRule.allCases.contains { $0.weight > 0 })
    }
}
