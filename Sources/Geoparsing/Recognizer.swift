import Gazetteers
import Orthography
import Reports

/// Finds the words of a report that name places.
///
/// The gazetteer's matcher proposes the longest name at each word; rules that look at the words
/// around it speak for or against (``RecognitionRule``).
struct Recognizer {
    /// A proposed name is a mention when its evidence sums to more than this.
    static let threshold = 0.9

    let report: Report
    let gazetteer: Gazetteer
    /// The countries that the report is about; places there need less evidence.
    let focus: Focus
    let words: PlaceWords
    private let lowerCase: Set<Int32>
    private let sentenceStarts: Set<Int>

    init(report: Report, gazetteer: Gazetteer, focus: Focus) {
        self.report = report
        self.gazetteer = gazetteer
        self.focus = focus
        words = PlaceWords.of(report.language)
        var lowerCase: Set<Int32> = []
        for token in report.text.tokens where token.casing == .lower {
            lowerCase.insert(token.wordID)
        }
        self.lowerCase = lowerCase
        sentenceStarts = Set(report.blocks.flatMap { $0.sentences.map(\.lowerBound) })
    }

    /// The mentions of the report, in order, none overlapping.
    ///
    /// - Complexity: O(*n*).
    func mentions() -> [Mention] {
        var proposals: [Mention] = []
        let end = report.text.tokens.count
        var at = 0
        while at < end {
            if let match = gazetteer.longestName(in: report.text, at: at, before: end) {
                let proposal = mention(
                    of: match, after: proposals.last?.tokens.upperBound ?? 0)
                proposals.append(proposal)
                // The word behind that says the kind belongs to this name and opens no other.
                at = proposal.tokens.upperBound
            } else {
                at += 1
            }
        }
        return settled(proposals)
    }

    /// Judges names by how the whole report uses them, then keeps those that pass.
    private func settled(_ proposals: [Mention]) -> [Mention] {
        var sure: Set<String> = []
        var persons: Set<String> = []
        for proposal in proposals {
            let key = Folding.folded(proposal.text)
            if proposal.evidence.contains(where: \.meansPerson),
                !proposal.evidence.contains(.insideOrganisation)
            {
                persons.insert(key)
            } else if proposal.score > Recognizer.threshold,
                proposal.evidence.contains(.afterPreposition)
                    || proposal.evidence.contains(.kindWord)
                    || proposal.evidence.contains(.beforeContainer)
            {
                sure.insert(key)
            }
        }
        return proposals.compactMap { proposal in
            let key = Folding.folded(proposal.text)
            var evidence = proposal.evidence
            if sure.contains(key), !evidence.contains(.afterPreposition) {
                evidence.append(.namedElsewhere)
            }
            if persons.contains(key), !evidence.contains(.country), !evidence.contains(.kindWord) {
                evidence.append(.personElsewhere)
            }
            let judged = proposal.with(evidence)
            return judged.score > Recognizer.threshold ? judged : nil
        }
    }

    // MARK: - Evidence

    /// - Parameter taken: The token before which everything belongs to other names.
    private func mention(of match: NameMatch, after taken: Int) -> Mention {
        var tokens = match.tokens
        var hint = kindHint(of: &tokens)
        if tokens.lowerBound < taken { (tokens, hint) = (match.tokens, nil) }
        let prominence = prominence(of: match.bearers)
        var evidence = prominence
        evidence += evidenceAround(tokens, name: match.tokens, hint: hint)
        evidence += evidenceWithin(match, isCountry: prominence.contains(.country))
        return Mention(
            tokens: tokens, report: report,
            bearers: bearers(match.bearers, hint: hint, isLonger: tokens != match.tokens),
            evidence: evidence, kindHint: hint)
    }

    /// Drops the towns that lend their name to a square or a river: "Murillo Square" is no town.
    private func bearers(
        _ bearers: [NameMatch.Bearer], hint: KindHint?, isLonger: Bool
    ) -> [NameMatch.Bearer] {
        guard isLonger, hint == .site || hint == .physical else { return bearers }
        return bearers.filter {
            let kind = gazetteer.places[$0.place].kind
            return kind.level == .site || kind.level == .neighbourhood || kind.level == .region
        }
    }

    private func evidenceWithin(_ match: NameMatch, isCountry: Bool) -> [RecognitionRule] {
        guard match.tokens.count == 1 else { return [.severalWords] }
        let token = report.text.tokens[match.tokens.lowerBound]
        let word = report.text.word(match.tokens.lowerBound)
        if match.bearers.contains(where: \.isCapitalsOnly) { return [] }
        var evidence: [RecognitionRule] = []
        if words.isKind(word) {
            evidence.append(.kindNoun)
        } else if gazetteer.lexicon.commonWords.contains(word) {
            evidence.append(.commonWord)
        }
        if lowerCase.contains(token.wordID) { evidence.append(.lowerCaseElsewhere) }
        if isCountry {
            // "China", "Georgia": that a person may bear the name says little.
        } else if gazetteer.lexicon.firstNames.contains(word) {
            evidence.append(.firstName)
        } else if gazetteer.lexicon.surnames.contains(word) {
            evidence.append(.surname)
        }
        if token.casing == .upper {
            evidence.append(token.end - token.start <= 4 ? .acronym : .shortCapitals)
        }
        return evidence
    }

    private func prominence(of bearers: [NameMatch.Bearer]) -> [RecognitionRule] {
        var best = RecognitionRule.minorPlace
        var isInFocus = false
        for bearer in bearers {
            let place = gazetteer.places[bearer.place]
            let rule: RecognitionRule
            switch place.kind.level {
            case .continent, .country, .admin1, .region: rule = .country
            case .admin2, .admin3, .town:
                let population = place.population ?? 0
                rule =
                    population >= 100_000
                    ? .largeTown
                    : population >= 15_000
                        ? .middlingTown : place.status == "locality" ? .minorPlace : .smallTown
            case .neighbourhood, .site: rule = .minorPlace
            }
            if rule.weight > best.weight { best = rule }
            if focus.holds(place.country), place.kind.level > .region { isInFocus = true }
        }
        var evidence = isInFocus ? [best, .inFocusCountry] : [best]
        if !bearers.contains(where: \.isMainName), best != .country { evidence.append(.aliasOnly) }
        return evidence
    }

    /// Extends the tokens over words that belong to the name, and says what those words mean.
    private func kindHint(of tokens: inout Range<Int>) -> KindHint? {
        let text = report.text
        let next = tokens.upperBound
        if next < text.tokens.count, text.tokens[next - 1].end < text.tokens[next].start,
            text.tokens[next].kind == .word
        {
            let word = text.word(next)
            if words.administrative.contains(word), report.language == .english {
                tokens = tokens.lowerBound..<next + 1
                return .administrative
            }
            if text.tokens[next].isCapitalised {
                if words.sitesAfter.contains(word) {
                    tokens = tokens.lowerBound..<next + 1
                    return .site
                }
                if words.physicalAfter.contains(word) {
                    tokens = tokens.lowerBound..<next + 1
                    return .physical
                }
            }
        }
        return hintBefore(&tokens)
    }

    private func hintBefore(_ tokens: inout Range<Int>) -> KindHint? {
        let text = report.text
        var before = tokens.lowerBound - 1
        var steps = 0
        while before >= 0, steps < 2, ["of", "de", "del", "la", "el"].contains(text.word(before)) {
            before -= 1
            steps += 1
        }
        guard before >= 0, text.tokens[before].kind == .word else { return nil }
        let word = text.word(before)
        if words.administrative.contains(word), steps > 0 { return .administrative }
        if words.towns.contains(word), steps > 0 { return .town }
        if let site = siteWord(before, isAdjacent: steps == 0) {
            tokens = site..<tokens.upperBound
            return .site
        }
        if steps == 0, words.physicalBefore.contains(word), text.tokens[before].isCapitalised {
            tokens = before..<tokens.upperBound
            return .physical
        }
        return nil
    }

    /// The word "plaza" or "avenue" that a name completes, at or a few capitalised words before a
    /// token ("avenida Mariscal Santa Cruz").
    private func siteWord(_ start: Int, isAdjacent: Bool) -> Int? {
        let text = report.text
        var at = start
        while at >= 0, start - at <= 2, text.tokens[at].kind == .word {
            if words.sitesBefore.contains(text.word(at)) { return at }
            guard isAdjacent, text.tokens[at].isCapitalised, !sentenceStarts.contains(at),
                !isBreak(after: at)
            else { return nil }
            at -= 1
        }
        return nil
    }

    private func evidenceAround(
        _ tokens: Range<Int>, name: Range<Int>, hint: KindHint?
    ) -> [RecognitionRule] {
        let text = report.text
        var evidence: [RecognitionRule] = []
        if hint != nil { evidence.append(.kindWord) }
        let isStart = sentenceStarts.contains(tokens.lowerBound)
        if isStart, name.count == 1 { evidence.append(.sentenceStart) }
        if isAfterPreposition(tokens) { evidence.append(.afterPreposition) }
        if isBeforeContainer(tokens) { evidence.append(.beforeContainer) }
        if isInsideOrganisation(tokens) { evidence.append(.insideOrganisation) }
        let before = tokens.lowerBound - 1
        if before >= 0, !isStart, text.tokens[before].kind == .word, !isBreak(after: before) {
            let word = text.word(before)
            if words.titles.contains(word) {
                evidence.append(.afterTitle)
            } else if text.tokens[before].isCapitalised, !words.directions.contains(word),
                !words.prepositions.contains(word), !words.links.contains(word), hint == nil
            {
                evidence.append(
                    gazetteer.lexicon.firstNames.contains(word)
                        ? .afterFirstName : .afterCapitalisedWord)
            }
        }
        let after = tokens.upperBound
        if after < text.tokens.count, text.tokens[after].kind == .word, !isBreak(after: after - 1) {
            let word = text.word(after)
            if text.tokens[after].isCapitalised,
                text.tokens[after].end - text.tokens[after].start > 1,
                !sentenceStarts.contains(after), hint == nil || hint == .town,
                !words.prepositions.contains(word)
            {
                let isFirstName =
                    name.count == 1
                    && gazetteer.lexicon.firstNames.contains(text.word(name.lowerBound))
                let isSurname = gazetteer.lexicon.surnames.contains(word)
                evidence.append(
                    !isFirstName
                        ? .beforeCapitalisedWord : isSurname ? .beforeSurname : .firstNameBeforeName
                )
            } else if words.speech.contains(word) {
                evidence.append(.speakerOnly)
            }
        }
        return evidence
    }

    /// Whether a blank line or the end of a heading stands behind a token.
    private func isBreak(after index: Int) -> Bool {
        report.text.gap(after: index).count { $0 == 10 } > 1
    }

    private func isAfterPreposition(_ tokens: Range<Int>) -> Bool {
        let text = report.text
        var before = tokens.lowerBound - 1
        var fillers = 0
        while before >= 0, fillers < 2, !words.prepositions.contains(text.word(before)),
            words.fillers.contains(text.word(before))
        {
            before -= 1
            fillers += 1
        }
        return before >= 0 && words.prepositions.contains(text.word(before))
    }

    /// "Warnes, Santa Cruz": a name follows that is borne by a place which holds a bearer.
    private func isBeforeContainer(_ tokens: Range<Int>) -> Bool {
        let text = report.text
        let comma = tokens.upperBound
        guard comma + 1 < text.tokens.count, [",", "("].contains(text.word(comma)),
            let next = gazetteer.longestName(
                in: text, at: comma + 1, before: min(comma + 6, text.tokens.count))
        else { return false }
        return next.bearers.contains {
            let level = gazetteer.places[$0.place].kind.level
            return level == .country || level == .admin1
        }
    }

    /// Whether the name stands in a run of capitalised words that holds a word such as "Union".
    private func isInsideOrganisation(_ tokens: Range<Int>) -> Bool {
        let text = report.text
        var before = tokens.lowerBound - 1
        var steps = 0
        while before >= 0, steps < 8, text.tokens[before].kind == .word, !isBreak(after: before) {
            let isCapitalised = text.tokens[before].isCapitalised
            let word = text.word(before)
            if isCapitalised, PlaceWords.organisations.contains(word) {
                return true
            }
            guard isCapitalised || words.links.contains(word) else { break }
            before -= 1
            steps += 1
        }
        var after = tokens.upperBound
        steps = 0
        while after < text.tokens.count, steps < 4, text.tokens[after].kind == .word,
            text.tokens[after].isCapitalised, !isBreak(after: after - 1)
        {
            if PlaceWords.organisations.contains(text.word(after)) { return true }
            after += 1
            steps += 1
        }
        return false
    }
}

extension Mention {
    init(
        tokens: Range<Int>, report: Report, bearers: [NameMatch.Bearer],
        evidence: [RecognitionRule], kindHint: KindHint?
    ) {
        let range = report.text.bytes(ofTokens: tokens)
        self.init(
            tokens: tokens, range: range, text: report.text.text(range).collapsed,
            bearers: bearers, evidence: evidence, kindHint: kindHint, language: report.language)
    }

    func with(_ evidence: [RecognitionRule]) -> Mention {
        Mention(
            tokens: tokens, range: range, text: text, bearers: bearers, evidence: evidence,
            kindHint: kindHint, language: language)
    }
}
