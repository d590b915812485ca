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

    let words: ReportWords
    let gazetteer: Gazetteer
    let names: NameBook
    let proposals: [Proposal]

    init(
        _ words: ReportWords, spans: [NameSpan], names: NameBook, gazetteer: Gazetteer, focus: Focus
    ) {
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
                name: known(proposal.name, hint: proposal.kindHint, tokens: proposal.tokens, name: proposal.nameTokens),
                rules: proposal.rules, hint: proposal.kindHint, likelihood: nil)
        }
    }

    /// The mentions that the tagger finds, in order, none overlapping.
    ///
    /// - Complexity: O(*n*).
    func mentions(_ tagger: Tagger) -> [Mention] {
        let features = TokenFeatures(words, proposals: proposals)
        var mentions: [Mention] = []
        Segments(words, proposalAt: features.proposalAt).forEach { segment in
            for finding in tagger.findings(in: segment, features) {
                guard let tokens = trimmed(finding.tokens), !isDemonym(tokens) else { continue }
                mentions.append(
                    mention(tokens, features, likelihood: finding.likelihood))
            }
        }
        return mentions
    }

    /// The tokens without links and signs at the ends; `nil` when nothing is left.
    private func trimmed(_ tokens: Range<Int>) -> Range<Int>? {
        var tokens = tokens
        while let last = tokens.last, !isOfName(last) { tokens = tokens.lowerBound..<last }
        while let first = tokens.first, !isOfName(first) { tokens = first + 1..<tokens.upperBound }
        return tokens.isEmpty ? nil : tokens
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

    /// Whether some tokens are a word for the people of a place and no name of one.
    func isDemonym(_ tokens: Range<Int>) -> Bool {
        tokens.count == 1 && words.traits(at: tokens.lowerBound).contains(.demonym)
            && names.name(of: tokens, in: words.text)?.prominence != .country
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
                rules: proposal.rules, hint: proposal.kindHint, likelihood: likelihood)
        }
        let (name, nameTokens) = name(within: tokens)
        let hint = KindWords(words).extended(nameTokens).hint
        return mention(
            tokens,
            name: name.flatMap { known($0, hint: hint, tokens: tokens, name: nameTokens) },
            rules: proposal?.rules ?? RecognitionRules(), hint: hint, likelihood: likelihood)
    }

    /// The name that tokens are, or that is left when words of kind are taken from its ends.
    private func name(within tokens: Range<Int>) -> (KnownName?, Range<Int>) {
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
        likelihood: Double?
    ) -> Mention {
        let range = words.text.bytes(ofTokens: tokens)
        return Mention(
            tokens: tokens, range: range, text: words.text.text(range).collapsed,
            evidence: rules.list, likelihood: likelihood, kindHint: hint,
            isMetonymic: isMetonymic(tokens, rules), language: words.report.language, name: name)
    }

    /// Whether the place's government, team or people are meant: it says or does what persons do.
    private func isMetonymic(_ tokens: Range<Int>, _ rules: RecognitionRules) -> Bool {
        let after = tokens.upperBound
        return !rules.contains(.afterPreposition) && words.isWord(after)
            && !words.isBroken(after: after - 1) && words.traits(at: after).contains(.speech)
    }
}
