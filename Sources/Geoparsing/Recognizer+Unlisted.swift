import Gazetteers
import Orthography
import Reports

extension Recognizer {
    /// Names of squares, streets, bridges and the like that the gazetteer does not hold.
    ///
    /// - Parameter known: Mentions whose words are taken.
    /// - Complexity: O(*n*).
    func sites(besides known: [Mention]) -> [Mention] {
        let taken = TakenTokens(known)
        let words = PlaceWords.of(report.language)
        let text = report.text
        var found: [Mention] = []
        var at = 0
        while at < text.tokens.count {
            defer { at += 1 }
            guard text.tokens[at].kind == .word else { continue }
            var tokens: Range<Int>?
            if words.sitesBefore.contains(text.word(at)), let end = nameEnd(after: at, words) {
                tokens = at..<end
            } else if text.tokens[at].isCapitalised, words.sitesAfter.contains(text.word(at)),
                at > 0, text.tokens[at - 1].isCapitalised, text.tokens[at - 1].kind == .word,
                !words.links.contains(text.word(at - 1)), !isLineBroken(after: at - 1)
            {
                tokens = at - 1..<at + 1
            }
            guard let tokens, !taken.overlaps(tokens) else { continue }
            found.append(
                Mention(
                    tokens: tokens, report: report, bearers: [], evidence: [.kindWord],
                    kindHint: .site))
            at = tokens.upperBound - 1
        }
        return found
    }

    /// The token behind the capitalised words (and "de", "la") that follow a word; `nil` if none do.
    private func nameEnd(after index: Int, _ words: PlaceWords) -> Int? {
        let text = report.text
        var end = index + 1
        var lastCapital: Int?
        while end < text.tokens.count, end - index <= 5, !isLineBroken(after: end - 1) {
            let token = text.tokens[end]
            if token.kind == .word, token.isCapitalised {
                lastCapital = end
            } else if token.kind == .number, token.end - token.start <= 2 {
                // "Plaza 14 de Septiembre"
            } else if !["de", "del", "la", "los", "las", "el"].contains(text.word(end)) {
                break
            }
            end += 1
        }
        return lastCapital.map { $0 + 1 }
    }

    private func isLineBroken(after index: Int) -> Bool {
        guard index + 1 < report.text.tokens.count else { return true }
        return report.text.gap(after: index).contains(10)
    }

    /// Capitalised words, unknown to the gazetteer, that misspell a name of the focus country.
    ///
    /// A preposition of place must stand in front of one of a word's uses; then all count.
    ///
    /// - Complexity: O(*w* · *m*), *w* the distinct unknown words, *m* the names of the country.
    func misspellings(_ index: MisspellingIndex, besides known: [Mention]) -> [Mention] {
        let taken = TakenTokens(known)
        let words = PlaceWords.of(report.language)
        let text = report.text
        var uses: [Int32: [Int]] = [:]
        var cued: Set<Int32> = []
        var order: [Int32] = []
        for (place, token) in text.tokens.enumerated() {
            guard token.kind == .word, token.casing == .capitalised, token.end - token.start >= 5,
                !taken.overlaps(place..<place + 1), !isPersonLike(place, words)
            else { continue }
            if uses[token.wordID] == nil { order.append(token.wordID) }
            uses[token.wordID, default: []].append(place)
            if isCued(place, words) { cued.insert(token.wordID) }
        }
        let lowerCase = Set(text.tokens.lazy.filter { $0.casing == .lower }.map(\.wordID))
        var found: [Mention] = []
        for wordID in order where cued.contains(wordID) && !lowerCase.contains(wordID) {
            let word = text.words[Int(wordID)]
            guard !gazetteer.lexicon.commonWords.contains(word),
                !gazetteer.lexicon.firstNames.contains(word),
                gazetteer.lexicon.demonyms[word] == nil, gazetteer.bearers(of: word).isEmpty,
                let match = index.places(misspelt: word)
            else { continue }
            let bearers = match.places.map {
                NameMatch.Bearer(place: $0, isMainName: false, matchedBy: match.method)
            }
            for place in uses[wordID] ?? [] {
                found.append(
                    Mention(
                        tokens: place..<place + 1, report: report, bearers: bearers,
                        evidence: [.misspelt, .inFocusCountry, .afterPreposition], kindHint: nil))
            }
        }
        return found
    }

    private func isCued(_ index: Int, _ words: PlaceWords) -> Bool {
        var before = index - 1
        var fillers = 0
        while before >= 0, fillers < 2, words.fillers.contains(report.text.word(before)),
            !words.prepositions.contains(report.text.word(before))
        {
            before -= 1
            fillers += 1
        }
        // "of" and "de" stand in front of too much else: persons, laws, organisations.
        let weak: Set<String> = [
            "of", "de", "del", "for", "on", "to", "a", "para", "por", "al", "sobre",
        ]
        guard before >= 0 else { return false }
        let word = report.text.word(before)
        return words.prepositions.contains(word) && !weak.contains(word)
    }

    private func isPersonLike(_ index: Int, _ words: PlaceWords) -> Bool {
        let text = report.text
        if index > 0, text.tokens[index - 1].kind == .word {
            let word = text.word(index - 1)
            if words.titles.contains(word) { return true }
            if text.tokens[index - 1].isCapitalised, !words.prepositions.contains(word),
                !words.directions.contains(word), !words.links.contains(word)
            {
                return true
            }
        }
        let next = index + 1
        return next < text.tokens.count && text.tokens[next].kind == .word
            && text.tokens[next].isCapitalised && !isLineBroken(after: index)
    }
}

/// The tokens that mentions cover.
private struct TakenTokens {
    private let covered: Set<Int>

    init(_ mentions: [Mention]) {
        var covered: Set<Int> = []
        for mention in mentions { covered.formUnion(mention.tokens) }
        self.covered = covered
    }

    func overlaps(_ tokens: Range<Int>) -> Bool { tokens.contains { covered.contains($0) } }
}
