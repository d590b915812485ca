import Gazetteers
import Orthography
import Reports

/// Finds the words of a report that name places.
///
/// The gazetteer's matcher proposes names, rules judge each by the words around it
/// (``RecognitionRule``), and the tagger, which sees both, decides. Without a tagger the rules
/// decide alone.
struct Recognizer {
    /// Without a tagger a proposed name is a mention when its evidence sums to more than this.
    static let threshold = 0.9
    /// No name of the gazetteer has more tokens, signs between its words counted, and words of kind
    /// before and behind.
    private static let longestName = 32

    let words: ReportWords
    let gazetteer: Gazetteer
    let names: NameBook
    let proposals: [Proposal]
    /// The rules that may overrule the tagger.
    let overrulings: Overrulings

    init(
        _ words: ReportWords, spans: [NameSpan], names: NameBook, gazetteer: Gazetteer,
        focus: Focus, overrulings: Overrulings
    ) {
        self.overrulings = overrulings
        self.words = words
        self.gazetteer = gazetteer
        self.names = names
        proposals = Proposer(
            words, spans: spans, names: names, gazetteer: gazetteer, focus: focus
        ).proposals()
    }

    /// The mentions that the rules alone find, in order, none overlapping.
    func mentionsByRules() -> [Mention] {
        proposals.filter { $0.rules.score > Recognizer.threshold }.map { proposal in
            mention(
                proposal.tokens,
                name: known(
                    proposal.name, hint: proposal.kindHint, tokens: proposal.tokens,
                    name: proposal.nameTokens),
                rules: proposal.rules, hint: proposal.kindHint, likelihood: nil)
        }
    }

    /// The mentions that the tagger finds, in order, none overlapping.
    ///
    /// - Complexity: O(*n*).
    func mentions(_ tagger: Tagger) -> [Mention] {
        let features = TokenFeatures(words, proposals: proposals)
        var mentions: [Mention] = []
        var end = 0
        Segments(words, proposalAt: features.proposalAt).forEach { segment in
            for finding in tagger.findings(in: segment, features) {
                guard let found = trimmed(finding.tokens) else { continue }
                let whole = overrulings.contains(.whole) ? self.whole(found, features) : found
                for tokens in names(in: whole, features)
                where tokens.lowerBound >= end && !isVetoed(tokens, features) {
                    mentions.append(mention(tokens, features, likelihood: finding.likelihood))
                    end = tokens.upperBound
                }
            }
        }
        return mentions
    }

    // MARK: - Rules that overrule the tagger

    /// A part of a name of several words stands for the whole: "Arabia" in "Saudi Arabia" is none.
    private func whole(_ tokens: Range<Int>, _ features: TokenFeatures) -> Range<Int> {
        var (start, end) = (tokens.lowerBound, tokens.upperBound)
        for index in [tokens.lowerBound, tokens.upperBound - 1]
        where features.proposalAt[index] >= 0 {
            let proposal = proposals[Int(features.proposalAt[index])]
            guard proposal.nameTokens.contains(index) else { continue }
            // "Puente Abaroa" is no Abaroa.
            let name = proposal.kindHint == .site ? proposal.tokens : proposal.nameTokens
            end = max(end, name.upperBound)
            if proposal.kindHint == .site { start = min(start, name.lowerBound) }
            // "el Pantanal": the article in front is left out as readily as not.
            if words.text.tokens[name.lowerBound].isCapitalised {
                start = min(start, name.lowerBound)
            }
        }
        return start..<end
    }

    /// Names that stand side by side with nothing between: "Maiduguri Borno State".
    private func names(in tokens: Range<Int>, _ features: TokenFeatures) -> [Range<Int>] {
        guard tokens.count > 1, tokens.count <= 2 * Recognizer.longestName,
            overrulings.contains(.sideBySide),
            features.proposalAt[tokens.lowerBound] >= 0,
            names.name(of: tokens, in: words.text) == nil
        else { return [tokens] }
        let first = proposals[Int(features.proposalAt[tokens.lowerBound])]
        guard first.tokens.lowerBound == tokens.lowerBound,
            first.tokens.upperBound < tokens.upperBound,
            features.proposalAt[first.tokens.upperBound] >= 0
        else { return [tokens] }
        let second = proposals[Int(features.proposalAt[first.tokens.upperBound])]
        guard second.tokens.upperBound == tokens.upperBound,
            first.name.prominence.weight >= RecognitionRule.middlingTown.weight,
            second.name.prominence.weight >= RecognitionRule.middlingTown.weight,
            words.traits(at: first.tokens.upperBound).isDisjoint(with: [.direction, .common])
        else { return [tokens] }
        return [first.tokens, second.tokens]
    }

    private func isVetoed(_ tokens: Range<Int>, _ features: TokenFeatures) -> Bool {
        overrulings.contains(.demonym) && isDemonym(tokens)
            || overrulings.contains(.money) && isMoney(tokens)
            || overrulings.contains(.organisation) && isPartOfOrganisation(tokens, features)
    }

    /// "Bank of La Paz": a known name within that of an organisation.
    private func isPartOfOrganisation(_ tokens: Range<Int>, _ features: TokenFeatures) -> Bool {
        guard features.proposalAt[tokens.lowerBound] >= 0 else { return false }
        let proposal = proposals[Int(features.proposalAt[tokens.lowerBound])]
        return tokens == proposal.nameTokens && proposal.rules.contains(.insideOrganisation)
    }

    /// "US$ 100", "$US 100".
    private func isMoney(_ tokens: Range<Int>) -> Bool {
        let dollar = UInt8(ascii: "$")
        return tokens.count == 1
            && (words.isSign(tokens.upperBound, dollar) && words.text.touchesNext(tokens.lowerBound)
                || words.isSign(tokens.lowerBound - 1, dollar)
                    && words.text.touchesNext(tokens.lowerBound - 1))
    }

    /// The tokens without links and signs at the ends, and without the unit in front ("department
    /// of"); `nil` when nothing is left.
    private func trimmed(_ tokens: Range<Int>) -> Range<Int>? {
        var tokens = withoutUnit(tokens)
        while let last = tokens.last, !isOfName(last) { tokens = tokens.lowerBound..<last }
        while let first = tokens.first, !isOfName(first) { tokens = first + 1..<tokens.upperBound }
        return tokens.isEmpty ? nil : tokens
    }

    private func withoutUnit(_ tokens: Range<Int>) -> Range<Int> {
        let first = tokens.lowerBound
        guard words.text.tokens[first].casing == .lower,
            !words.traits(at: first).isDisjoint(with: [.administrative, .town])
        else { return tokens }
        var start = first + 1
        while start < tokens.upperBound, words.text.tokens[start].casing == .lower,
            words.traits(at: start).contains(.genitive)
        {
            start += 1
        }
        return start..<tokens.upperBound
    }

    private func isOfName(_ index: Int) -> Bool {
        let token = words.text.tokens[index]
        switch token.kind {
        case .number: return true
        case .sign: return false
        case .word:
            return token.casing != .lower || !words.traits(at: index).contains(.link)
        }
    }

    /// Whether some tokens are a word for the people of a place and no name of one: "Chilean",
    /// "South African".
    func isDemonym(_ tokens: Range<Int>) -> Bool {
        guard tokens.count <= Recognizer.longestName, let last = tokens.last,
            words.traits(at: last).contains(.demonym)
        else {
            return false
        }
        if let name = names.name(of: tokens, in: words.text) {
            return tokens.count == 1 && name.prominence != .country
        }
        return tokens.count == 1
            || (tokens.count == 2 && words.traits(at: tokens.lowerBound).contains(.direction))
    }

    /// The mention that some tokens are: whose name it is, and the kind that the words tell.
    private func mention(
        _ tokens: Range<Int>, _ features: TokenFeatures, likelihood: Double
    ) -> Mention {
        let proposal = tokens.lazy.map { features.proposalAt[$0] }.first { $0 >= 0 }
            .map { proposals[Int($0)] }
        // The proposal itself, be it with or without the word that says its kind.
        if let proposal, tokens == proposal.tokens || tokens == proposal.nameTokens {
            return mention(
                tokens,
                name: known(
                    proposal.name, hint: proposal.kindHint, tokens: tokens,
                    name: proposal.nameTokens),
                rules: proposal.rules,
                hint: proposal.kindHint ?? KindWords(words).hint(within: proposal.nameTokens),
                likelihood: likelihood,
                nameWithin: isTownOf(proposal, tokens) ? proposal.name : nil)
        }
        let (name, nameTokens) = name(within: tokens)
        let hint =
            name == nil
            ? KindWords(words).hint(within: tokens) : KindWords(words).extended(nameTokens).hint
        return mention(
            tokens,
            name: name.flatMap { known($0, hint: hint, tokens: tokens, name: nameTokens) },
            rules: proposal?.rules ?? RecognitionRules(), hint: hint, likelihood: likelihood,
            nameWithin: proposal.flatMap { isTownOf($0, tokens) ? $0.name : nil })
    }

    /// Whether a proposal is the town that a thing is named after: it opens the name of the thing,
    /// which ends with what towns have one of.
    private func isTownOf(_ proposal: Proposal, _ tokens: Range<Int>) -> Bool {
        proposal.nameTokens.lowerBound == tokens.lowerBound
            && proposal.nameTokens.upperBound < tokens.upperBound
            && proposal.name.prominence.weight >= RecognitionRule.middlingTown.weight
            && tokens.contains { PlaceWords.townThings.contains(words.text.word($0)) }
    }

    /// The name that tokens are, or that is left when words of kind are taken from its ends.
    private func name(within tokens: Range<Int>) -> (KnownName?, Range<Int>) {
        guard tokens.count <= Recognizer.longestName else { return (nil, tokens) }
        if let name = names.name(of: tokens, in: words.text) { return (name, tokens) }
        var inner = tokens
        while inner.count > 1, let last = inner.last,
            !words.traits(at: last).isDisjoint(with: .kindWord)
        {
            inner = inner.lowerBound..<last
            if let name = names.name(of: inner, in: words.text) { return (name, inner) }
        }
        inner = tokens
        while inner.count > 1, let first = inner.first,
            !words.traits(at: first).isDisjoint(with: [.kindWord, .direction, .genitive, .filler])
        {
            inner = first + 1..<inner.upperBound
            if let name = names.name(of: inner, in: words.text) { return (name, inner) }
        }
        return (nil, tokens)
    }

    /// Drops the towns that lend their name to a square or a river: "Murillo Square" is no town.
    private func known(
        _ name: KnownName, hint: KindHint?, tokens: Range<Int>, name nameTokens: Range<Int>
    ) -> KnownName? {
        guard tokens != nameTokens, hint == .site || hint == .physical else { return name }
        return name.keeping {
            $0.place.level == .site || $0.place.level == .neighbourhood
                || $0.place.level == .region
        }
    }

    func mention(
        _ tokens: Range<Int>, name: KnownName?, rules: RecognitionRules, hint: KindHint?,
        likelihood: Double?, nameWithin: KnownName? = nil
    ) -> Mention {
        let range = words.text.bytes(ofTokens: tokens)
        return Mention(
            tokens: tokens, range: range, text: words.text.text(range).collapsed,
            evidence: rules.list, likelihood: likelihood, kindHint: hint,
            isMetonymic: isMetonymic(tokens, rules), language: words.report.language, name: name,
            nameWithin: name == nil ? nameWithin : nil)
    }

    /// Whether the place's government, team or people are meant: it says or does what persons do.
    private func isMetonymic(_ tokens: Range<Int>, _ rules: RecognitionRules) -> Bool {
        let after = tokens.upperBound
        return !rules.contains(.afterPreposition) && words.isWord(after)
            && !words.isBroken(after: after - 1) && words.traits(at: after).contains(.speech)
    }
}

/// Rules that overrule the tagger, each for itself, so that what each is worth can be found out.
package struct Overrulings: OptionSet, Sendable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) { self.rawValue = rawValue }

    /// A part of a name of several words stands for the whole.
    package static let whole = Overrulings(rawValue: 1)
    /// Two names side by side are two mentions.
    package static let sideBySide = Overrulings(rawValue: 2)
    /// Words for peoples are no names.
    package static let demonym = Overrulings(rawValue: 4)
    /// "US$" is money.
    package static let money = Overrulings(rawValue: 8)
    /// Names inside those of organisations are none.
    package static let organisation = Overrulings(rawValue: 16)
    /// Words that the tagger did not take: regions in lower case, squares, misspelt names.
    package static let additions = Overrulings(rawValue: 32)

    package static let all = Overrulings(rawValue: 63)
}
