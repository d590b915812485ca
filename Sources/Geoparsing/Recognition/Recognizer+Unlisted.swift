import Gazetteers
import Orthography
import Reports

extension Recognizer {
    /// Regions that a text may write without a capital ("medialuna"), by the rules alone: the tagger
    /// looks at capitals first.
    ///
    /// - Parameter known: Mentions whose words are taken.
    /// - Complexity: O(*n*).
    func regionsInLowerCase(besides known: [Mention]) -> [Mention] {
        let candidates = proposals.filter { proposal in
            proposal.rules.score > Recognizer.threshold
                && proposal.nameTokens.allSatisfy { words.text.tokens[$0].casing == .lower }
        }
        guard !candidates.isEmpty else { return [] }
        let taken = TakenTokens(known, count: words.text.tokens.count)
        return candidates.filter { !taken.overlaps($0.tokens) }.map {
            mention(
                $0.tokens, name: $0.name, rules: $0.rules, hint: $0.kindHint, likelihood: nil)
        }
    }

    /// Names of squares, streets, bridges and the like that the gazetteer does not hold.
    ///
    /// - Parameter known: Mentions whose words are taken.
    /// - Complexity: O(*n*).
    func sites(besides known: [Mention]) -> [Mention] {
        let taken = TakenTokens(known, count: words.text.tokens.count)
        let text = words.text
        var rules = RecognitionRules()
        rules.insert(.kindWord)
        var found: [Mention] = []
        var at = 0
        while at < text.tokens.count {
            defer { at += 1 }
            guard text.tokens[at].kind == .word else { continue }
            let traits = words.traits(at: at)
            var tokens: Range<Int>?
            if traits.contains(.siteBefore), let end = nameEnd(after: at) {
                tokens = at..<end
            } else if traits.contains(.siteAfter), text.tokens[at].isCapitalised,
                words.isWord(at - 1),
                text.tokens[at - 1].isCapitalised, !words.traits(at: at - 1).contains(.link),
                !isLineBroken(after: at - 1)
            {
                tokens = at - 1..<at + 1
            }
            guard let tokens, !taken.overlaps(tokens) else { continue }
            found.append(
                mention(tokens, name: nil, rules: rules, hint: .site, likelihood: nil))
            at = tokens.upperBound - 1
        }
        return found
    }

    /// The token behind the capitalised words (and "de", "la") that follow a word; `nil` if none do.
    private func nameEnd(after index: Int) -> Int? {
        let text = words.text
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
        guard index + 1 < words.text.tokens.count else { return true }
        return words.text.gap(after: index).contains(10)
    }

    /// Capitalised words, unknown to the gazetteer, that misspell a name of the focus country.
    ///
    /// A preposition of place must stand in front of one of a word's uses; then all count.
    ///
    /// - Parameters:
    ///   - country: The focus.
    ///   - index: Makes what finds misspellings; not asked for where no word may be one.
    ///   - known: Mentions whose words are taken.
    /// - Complexity: O(*w* · *m*), *w* the distinct unknown words, *m* the names of the country.
    func misspellings(
        besides known: [Mention], _ index: () -> MisspellingIndex
    ) -> [Mention] {
        let taken = TakenTokens(known, count: words.text.tokens.count)
        let text = words.text
        var uses: [Int32: [Int]] = [:]
        var cued: Set<Int32> = []
        var order: [Int32] = []
        for (place, token) in text.tokens.enumerated() {
            guard token.kind == .word, token.casing == .capitalised, token.end - token.start >= 5,
                words.lowerCount[Int(token.wordID)] == 0,
                words.traits(at: place).isDisjoint(with: [.common, .firstName, .demonym]),
                !taken.overlaps(place..<place + 1), !isPersonLike(place)
            else { continue }
            if uses[token.wordID] == nil { order.append(token.wordID) }
            uses[token.wordID, default: []].append(place)
            if isCued(place) { cued.insert(token.wordID) }
        }
        var rules = RecognitionRules()
        for rule in [RecognitionRule.misspelt, .inFocusCountry, .afterPreposition] {
            rules.insert(rule)
        }
        var found: [Mention] = []
        for wordID in order where cued.contains(wordID) {
            let word = text.words[Int(wordID)]
            guard gazetteer.bearers(of: word).isEmpty, let match = index().places(misspelt: word)
            else { continue }
            let name = KnownName(
                match.places.map {
                    NameMatch.Bearer(place: $0, isMainName: false, matchedBy: match.method)
                }, gazetteer: gazetteer)
            for place in uses[wordID] ?? [] {
                found.append(
                    mention(
                        place..<place + 1, name: name, rules: rules, hint: nil, likelihood: nil))
            }
        }
        return found
    }

    private func isCued(_ index: Int) -> Bool {
        var before = index - 1
        var fillers = 0
        while before >= 0, fillers < 2, words.traits(at: before).contains(.filler),
            !words.traits(at: before).contains(.preposition)
        {
            before -= 1
            fillers += 1
        }
        guard before >= 0, words.traits(at: before).contains(.preposition) else { return false }
        // "of" and "de" stand in front of too much else: persons, laws, organisations.
        return ![
            "of", "de", "del", "for", "on", "to", "a", "para", "por", "al", "sobre",
        ].contains(words.text.word(before))
    }

    private func isPersonLike(_ index: Int) -> Bool {
        let text = words.text
        if words.isWord(index - 1) {
            let traits = words.traits(at: index - 1)
            if traits.contains(.title) { return true }
            if text.tokens[index - 1].isCapitalised,
                traits.isDisjoint(with: [.preposition, .direction, .link])
            {
                return true
            }
        }
        let next = index + 1
        return words.isWord(next) && text.tokens[next].isCapitalised && !isLineBroken(after: index)
    }
}

/// The tokens that mentions cover.
private struct TakenTokens {
    private var isCovered: [Bool]

    init(_ mentions: [Mention], count: Int) {
        isCovered = [Bool](repeating: false, count: count)
        for mention in mentions {
            for token in mention.tokens { isCovered[token] = true }
        }
    }

    func overlaps(_ tokens: Range<Int>) -> Bool { tokens.contains { isCovered[$0] } }
}
