import Gazetteers
import Orthography

/// A place that a sentence names, as a candidate for the place of an event told in it.
struct LinkCandidate: Sendable {
    /// The tokens of the name.
    let tokens: Range<Int>
    /// `nil` for a place that no gazetteer has; most of those are small places.
    let kind: PlaceKind?
    let isMetonymic: Bool
}

/// A sentence with the places that it names, as an event told in it sees them.
struct LinkScene {
    let text: TokenizedText
    let sentence: Range<Int>
    /// In order, apart from each other.
    let candidates: [LinkCandidate]

    private let traits: [EventWords.Traits]
    let counts: SentenceCounts
    private let names: [ArraySlice<UInt8>: Int]

    /// - Parameters:
    ///   - traits: What each token of the whole text does.
    ///   - triggers: The first tokens of the words that tell events.
    ///   - isVerb: Whether a token looks like a verb in the past.
    /// - Complexity: O(*n*), *n* the tokens of the sentence.
    init(
        _ text: TokenizedText, traits: [EventWords.Traits], sentence: Range<Int>,
        candidates: [LinkCandidate], triggers: Set<Int>, isVerb: (Int) -> Bool
    ) {
        self.text = text
        self.sentence = sentence
        self.candidates = candidates
        self.traits = traits
        counts = SentenceCounts(of: sentence, traits: traits, triggers: triggers, isVerb: isVerb)
        var names: [ArraySlice<UInt8>: Int] = [:]
        for candidate in candidates {
            names[text.bytes[text.bytes(ofTokens: candidate.tokens)], default: 0] += 1
        }
        self.names = names
    }

    private func trait(_ token: Int) -> EventWords.Traits {
        sentence.contains(token) ? traits[token] : []
    }

    // MARK: - An event among the places

    /// A word that tells an event, among the places of its sentence.
    struct Event {
        let trigger: Range<Int>
        let type: EventType?
        let isNoun: Bool
        /// The clause that the trigger rules.
        let clause: Range<Int>
        /// For each candidate, how many stand nearer.
        fileprivate let ranks: [Int]
        /// The number of candidates that end in front of the trigger.
        fileprivate let inFront: Int
    }

    func event(
        _ trigger: Range<Int>, type: EventType?, isNoun: Bool, clause: Range<Int>? = nil
    ) -> Event {
        let distances = candidates.map { gap(between: $0.tokens, and: trigger).count }
        var ranks = [Int](repeating: 0, count: candidates.count)
        let order = candidates.indices.sorted { (distances[$0], $0) < (distances[$1], $1) }
        for (rank, candidate) in order.enumerated() { ranks[candidate] = rank }
        return Event(
            trigger: trigger, type: type, isNoun: isNoun, clause: clause ?? sentence, ranks: ranks,
            inFront: candidates.count { $0.tokens.upperBound <= trigger.lowerBound })
    }

    /// What speaks for and against a candidate.
    func features(of number: Int, for event: Event) -> [LinkFeature] {
        let candidate = candidates[number]
        let tokens = candidate.tokens
        let isBehind = tokens.lowerBound >= event.trigger.upperBound
        let gap = gap(between: tokens, and: event.trigger)
        let preposition = preposition(before: number)
        var features: [LinkFeature] = [.bias, LinkScene.level(of: candidate.kind)]
        features.append(LinkScene.sided(preposition.trait, isBehind))
        switch gap.count {
        case 0...2: features.append(isBehind ? .besideBehind : .besideInFront)
        case 3...6: features.append(isBehind ? .closeBehind : .closeInFront)
        case 7...14: features.append(isBehind ? .apartBehind : .apartInFront)
        default: features.append(isBehind ? .farBehind : .farInFront)
        }
        switch event.ranks[number] {
        case 0: features.append(.nearest)
        case 1: features.append(.secondNearest)
        default: break
        }
        if isBehind, number == event.inFront { features.append(.firstBehind) }
        if !isBehind, number == event.inFront - 1 { features.append(.lastInFront) }
        if candidates.count == 1 { features.append(.only) }
        if candidates.count >= 4 { features.append(.oneOfMany) }
        if isBehind ? number > event.inFront : number < event.inFront - 1 {
            features.append(.placeBetween)
        }
        features += between(gap)
        if !event.clause.contains(tokens.lowerBound) { features.append(.otherClause) }
        features += beside(number, preposition: preposition)
        features += manner(of: candidate)
        features += ofType(event, preposition.trait, isBehind: isBehind)
        return features
    }

    private func between(_ gap: Range<Int>) -> [LinkFeature] {
        guard !gap.isEmpty else { return [] }
        var features: [LinkFeature] = []
        let between = counts.counts(in: gap)
        if between[.comma] > 0 { features.append(.comma) }
        if between[.subordinator] > 0 { features.append(.subordinator) }
        if between[.and] > 0 { features.append(.and) }
        if between[.stop] > 0 { features.append(.stop) }
        if between[.verb] > 0 { features.append(.pastVerb) }
        if between[.trigger] > 0 { features.append(.otherTrigger) }
        if between[.quotationMark] > 0 { features.append(.quotationMark) }
        return features
    }

    /// What the words right before and behind a name tell.
    private func beside(
        _ number: Int, preposition: (trait: EventWords.Traits, at: Int, isShared: Bool)
    ) -> [LinkFeature] {
        let tokens = candidates[number].tokens
        var features: [LinkFeature] = []
        if number > 0, isContainer(candidates[number - 1].tokens, tokens) {
            features.append(.container)
        }
        if number + 1 < candidates.count, isContainer(tokens, candidates[number + 1].tokens) {
            features.append(.contained)
        }
        if preposition.isShared { features.append(.coordinated) }
        if preposition.trait == .of || preposition.trait == .from {
            let holder = trait(preposition.at - 1)
            if holder.contains(.force) {
                features.append(.ofForce)
            } else if holder.contains(.actor) {
                features.append(.ofActor)
            }
        }
        let next = tokens.upperBound
        if sentence.contains(next) {
            let behind = trait(next)
            if !behind.isDisjoint(with: [.actor, .force]) { features.append(.beforeActor) }
            if behind.contains(.speech) { features.append(.speech) }
            let word = text.word(next)
            if word == "'" || word == "’" || word == "s" { features.append(.possessive) }
            if text.tokens[next].kind == .word, text.tokens[next].isCapitalised,
                text.tokens[next].casing != .upper
            {
                features.append(.insideName)
            }
        }
        return features
    }

    private func manner(of candidate: LinkCandidate) -> [LinkFeature] {
        let tokens = candidate.tokens
        var features: [LinkFeature] = []
        if candidate.isMetonymic { features.append(.metonymic) }
        let start = tokens.lowerBound - sentence.lowerBound
        if start <= 3, counts.counts(in: sentence.lowerBound..<tokens.lowerBound)[.comma] == 0 {
            features.append(.opensSentence)
        }
        if start == 0, sentence.contains(tokens.upperBound),
            !trait(tokens.upperBound).isDisjoint(with: [.opening, .dash, .stop])
        {
            features.append(.dateline)
        }
        if trait(tokens.lowerBound - 1).contains(.opening) { features.append(.inBrackets) }
        if (names[text.bytes[text.bytes(ofTokens: tokens)]] ?? 0) > 1 {
            features.append(.repeated)
        }
        return features
    }

    private func ofType(
        _ event: Event, _ preposition: EventWords.Traits, isBehind: Bool
    ) -> [LinkFeature] {
        var features: [LinkFeature] = []
        if event.isNoun, isBehind {
            if preposition == .of { features.append(.ofNoun) }
            if preposition == .inside { features.append(.insideNoun) }
        }
        if event.type == .march {
            switch preposition {
            case .to, .on: features.append(.marchTo)
            case .from: features.append(.marchFrom)
            case .via: features.append(.marchVia)
            case .inside, .near: features.append(.marchIn)
            default: break
            }
        } else if event.type?.family == .violence, preposition == .on {
            features.append(.violenceOn)
        }
        return features
    }

    // MARK: - Words around a name

    /// The word of place that rules a name, across articles, "the city of" and coordination.
    ///
    /// - Returns: What the word does, where it stands, and whether it stands before another name that
    ///   an "and" or a comma ties to this one; no trait where none rules it.
    func preposition(
        before number: Int
    ) -> (trait: EventWords.Traits, at: Int, isShared: Bool) {
        var at = candidates[number].tokens.lowerBound - 1
        var previous = number - 1
        var isShared = false
        var steps = 0
        while sentence.contains(at), steps < 8 {
            let here = trait(at)
            if here.contains(.article) || here.contains(.filler)
                || here.contains(.of) && trait(at - 1).contains(.filler)
                    && !trait(at - 1).contains(.article)
            {
                at -= 1
                steps += 1
                continue
            }
            // "in El Alto and La Paz": a coordinated name shares its preposition.
            if here.contains(.and) || here.contains(.comma), previous >= 0,
                candidates[previous].tokens.upperBound == at
            {
                at = candidates[previous].tokens.lowerBound - 1
                previous -= 1
                isShared = true
                steps += 1
                continue
            }
            let rules = here.intersection(.prepositions)
            return (rules, at, isShared)
        }
        return ([], at, isShared)
    }

    /// "X, Y" and "X (Y)": whether the second name says in what the first lies.
    private func isContainer(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
        other.lowerBound - one.upperBound == 1
            && !trait(one.upperBound).isDisjoint(with: [.comma, .opening])
    }

    private static func level(of kind: PlaceKind?) -> LinkFeature {
        switch kind?.level {
        case .continent: return .continent
        case .country: return .country
        case .region: return .region
        case .admin1: return .admin1
        case .admin2, .admin3: return .admin2
        case .town: return .town
        case .neighbourhood, .site: return .site
        case nil: return .town
        }
    }

    private static func sided(_ trait: EventWords.Traits, _ isBehind: Bool) -> LinkFeature {
        if trait.contains(.inside) { return isBehind ? .insideBehind : .insideInFront }
        if trait.contains(.near) { return isBehind ? .nearBehind : .nearInFront }
        if trait.contains(.from) { return isBehind ? .fromBehind : .fromInFront }
        if trait.contains(.to) { return isBehind ? .toBehind : .toInFront }
        if trait.contains(.on) { return isBehind ? .onBehind : .onInFront }
        if trait.contains(.of) { return isBehind ? .ofBehind : .ofInFront }
        if trait.contains(.via) { return isBehind ? .viaBehind : .viaInFront }
        if trait.contains(.between) { return isBehind ? .betweenBehind : .betweenInFront }
        if trait.contains(.against) { return isBehind ? .againstBehind : .againstInFront }
        return isBehind ? .bareBehind : .bareInFront
    }
}
