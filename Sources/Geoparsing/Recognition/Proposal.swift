import Gazetteers
import Orthography
import Reports

/// A name of the gazetteer that stands in a report, with what speaks for its being a place here.
struct Proposal {
    /// The tokens of the gazetteer's name.
    let nameTokens: Range<Int>
    /// The tokens with the words beside that belong to the name: "Lake", "County".
    let tokens: Range<Int>
    let name: KnownName
    var rules: RecognitionRules
    let kindHint: KindHint?
}

/// Proposes the names of the gazetteer in a report, and judges each by the words around it.
struct Proposer {
    let words: ReportWords
    let names: NameBook
    let gazetteer: Gazetteer
    let focus: Focus
    /// Where a name begins, by the gazetteer.
    let spans: [NameSpan]

    init(
        _ words: ReportWords, spans: [NameSpan], names: NameBook, gazetteer: Gazetteer, focus: Focus
    ) {
        self.words = words
        self.names = names
        self.gazetteer = gazetteer
        self.focus = focus
        self.spans = spans
    }

    /// The names, in order.
    ///
    /// - Complexity: O(*n*).
    func proposals() -> [Proposal] {
        var proposals: [Proposal] = []
        proposals.reserveCapacity(spans.count)
        var taken = 0
        for (number, span) in spans.enumerated() {
            // The word behind a name that says its kind belongs to that name and opens no other.
            guard span.tokens.lowerBound >= taken else { continue }
            let next = number + 1 < spans.count ? spans[number + 1] : nil
            if let next, opensName(span, before: next) { continue }
            let proposal = proposal(of: span, next: next, after: taken)
            taken = proposal.tokens.upperBound
            proposals.append(proposal)
        }
        judgeByUse(&proposals)
        return proposals
    }

    /// Whether a name is a word of kind that belongs to the next one: "Puente" in "Puente Abaroa".
    private func opensName(_ span: NameSpan, before next: NameSpan) -> Bool {
        span.tokens.count == 1 && span.tokens.upperBound == next.tokens.lowerBound
            && words.traits(at: span.tokens.lowerBound).contains(.siteBefore)
            && !words.isBroken(after: span.tokens.lowerBound)
    }

    /// Judges names by how the whole report uses them.
    private func judgeByUse(_ proposals: inout [Proposal]) {
        var sure: Set<KnownName.Identity> = []
        var persons: Set<KnownName.Identity> = []
        for proposal in proposals {
            let rules = proposal.rules
            if rules.meanPerson, !rules.contains(.insideOrganisation) {
                persons.insert(proposal.name.identity)
            } else if rules.contains(.afterPreposition) || rules.contains(.kindWord)
                || rules.contains(.beforeContainer), rules.score > Recognizer.threshold
            {
                sure.insert(proposal.name.identity)
            }
        }
        guard !sure.isEmpty || !persons.isEmpty else { return }
        for index in proposals.indices {
            let key = proposals[index].name.identity
            let rules = proposals[index].rules
            if !rules.contains(.afterPreposition), sure.contains(key) {
                proposals[index].rules.insert(.namedElsewhere)
            }
            if !rules.contains(.country), !rules.contains(.kindWord), persons.contains(key) {
                proposals[index].rules.insert(.personElsewhere)
            }
        }
    }

    private func proposal(of span: NameSpan, next: NameSpan?, after taken: Int) -> Proposal {
        let name = names.name(at: span, in: words.text)
        var (tokens, hint) = KindWords(words).extended(span.tokens)
        if tokens.lowerBound < taken { (tokens, hint) = (span.tokens, nil) }
        var rules = RecognitionRules()
        rules.insert(name.prominence)
        if name.bearers.contains(where: { isInFocus($0.place) }) { rules.insert(.inFocusCountry) }
        if !name.hasMainName, name.prominence != .country { rules.insert(.aliasOnly) }
        addContext(of: tokens, name: span.tokens, next: next, hint: hint, to: &rules)
        addNature(of: span.tokens, name, to: &rules)
        return Proposal(
            nameTokens: span.tokens, tokens: tokens, name: name, rules: rules, kindHint: hint)
    }

    private func isInFocus(_ place: PlaceFacts) -> Bool {
        place.level > .region && focus.holds(place.country)
    }

    /// What the words of the name are besides.
    private func addNature(
        of tokens: Range<Int>, _ name: KnownName, to rules: inout RecognitionRules
    ) {
        guard tokens.count == 1 else { return rules.insert(.severalWords) }
        let index = tokens.lowerBound
        let token = words.text.tokens[index]
        let traits = words.traits(at: index)
        if name.isCapitalsOnly { return }
        if !traits.isDisjoint(with: .kindWord) {
            rules.insert(.kindNoun)
        } else if traits.contains(.common) {
            rules.insert(.commonWord)
        }
        if words.lowerCount[Int(token.wordID)] > 0 { rules.insert(.lowerCaseElsewhere) }
        if name.prominence == .country {
            // "China", "Georgia": that a person may bear the name says little.
        } else if traits.contains(.firstName) {
            rules.insert(.firstName)
        } else if traits.contains(.surname) {
            rules.insert(.surname)
        }
        if token.casing == .upper, !words.isInCapitals[index] {
            rules.insert(token.end - token.start <= 4 ? .acronym : .shortCapitals)
        }
    }

    private func addContext(
        of tokens: Range<Int>, name: Range<Int>, next: NameSpan?, hint: KindHint?,
        to rules: inout RecognitionRules
    ) {
        let text = words.text
        if hint != nil { rules.insert(.kindWord) }
        let isStart = words.startsSentence[tokens.lowerBound]
        if isStart, name.count == 1 { rules.insert(.sentenceStart) }
        if words.isAfterPreposition(tokens.lowerBound) { rules.insert(.afterPreposition) }
        if isBeforeContainer(tokens, next: next) { rules.insert(.beforeContainer) }
        if words.isInsideOrganisation(tokens) { rules.insert(.insideOrganisation) }
        let before = tokens.lowerBound - 1
        if !isStart, words.isWord(before), !words.isBroken(after: before) {
            let traits = words.traits(at: before)
            if traits.contains(.title) {
                rules.insert(.afterTitle)
            } else if text.tokens[before].isCapitalised, hint == nil,
                traits.isDisjoint(with: [.direction, .preposition, .link])
            {
                rules.insert(traits.contains(.firstName) ? .afterFirstName : .afterCapitalisedWord)
            }
        }
        let after = tokens.upperBound
        guard words.isWord(after), !words.isBroken(after: after - 1) else { return }
        let traits = words.traits(at: after)
        if text.tokens[after].isCapitalised, text.tokens[after].end - text.tokens[after].start > 1,
            !words.startsSentence[after], hint == nil || hint == .town,
            !traits.contains(.preposition)
        {
            let isFirstName =
                name.count == 1 && words.traits(at: name.lowerBound).contains(.firstName)
            rules.insert(
                !isFirstName
                    ? .beforeCapitalisedWord
                    : traits.contains(.surname) ? .beforeSurname : .firstNameBeforeName)
        } else if traits.contains(.speech) {
            rules.insert(.speakerOnly)
        }
    }

    /// "Warnes, Santa Cruz": a name follows that a country or a state bears.
    private func isBeforeContainer(_ tokens: Range<Int>, next: NameSpan?) -> Bool {
        let comma = tokens.upperBound
        guard let next, next.tokens.lowerBound == comma + 1,
            words.isSign(comma, UInt8(ascii: ",")) || words.isSign(comma, UInt8(ascii: "("))
        else { return false }
        return names.name(at: next, in: words.text).bearers.contains {
            $0.place.level == .country || $0.place.level == .admin1
        }
    }
}

extension ReportWords {
    /// Whether a preposition of place stands in front of a token, at most two fillers between.
    func isAfterPreposition(_ token: Int) -> Bool {
        var before = token - 1
        var fillers = 0
        while before >= 0, fillers < 2 {
            let traits = traits(at: before)
            if traits.contains(.preposition) { return true }
            guard traits.contains(.filler) else { return false }
            before -= 1
            fillers += 1
        }
        return before >= 0 && traits(at: before).contains(.preposition)
    }

    /// Whether the name stands in a run of capitalised words that holds a word such as "Union".
    func isInsideOrganisation(_ tokens: Range<Int>) -> Bool {
        var before = tokens.lowerBound - 1
        var steps = 0
        while isWord(before), steps < 8, !isBroken(after: before) {
            let isCapitalised = text.tokens[before].isCapitalised
            let traits = traits(at: before)
            if isCapitalised, traits.contains(.organisation) { return true }
            guard isCapitalised || traits.contains(.link) else { break }
            before -= 1
            steps += 1
        }
        var after = tokens.upperBound
        steps = 0
        while isWord(after), steps < 4, text.tokens[after].isCapitalised,
            !isBroken(after: after - 1)
        {
            if traits(at: after).contains(.organisation) { return true }
            after += 1
            steps += 1
        }
        return false
    }
}
