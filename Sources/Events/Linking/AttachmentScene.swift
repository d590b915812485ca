/// The dates, figures or actors of a sentence, as the events told in it see them.
struct AttachmentScene {
    /// A word that tells an event.
    struct Event {
        let trigger: Range<Int>
        let type: EventType
        let isNoun: Bool
        let clause: Range<Int>
        let isLeading: Bool
        let isMain: Bool
    }

    /// What may be tied to an event.
    struct Item {
        let tokens: Range<Int>
        /// What speaks for and against it whatever the event.
        let features: [AttachmentFeature]
        /// What it counts, if it is a figure.
        var counts: TollReader.Counted?
    }

    let events: [Event]
    let items: [Item]
    private let sentence: Range<Int>
    private let traits: [EventWords.Traits]
    private let counts: SentenceCounts
    /// For each event the nearest of the items, the first of equally near ones.
    private let nearestItems: [Int?]
    /// For each item how far the nearest event is.
    private let nearestGaps: [Int]

    /// - Complexity: O(*n* · *m*), *n* the number of events, *m* of items.
    init(
        events: [Event], items: [Item], in sentence: Range<Int>, traits: [EventWords.Traits],
        counts: SentenceCounts
    ) {
        self.events = events
        self.items = items
        self.sentence = sentence
        self.traits = traits
        self.counts = counts
        func distance(_ event: Event, _ item: Item) -> Int {
            gap(between: event.trigger, and: item.tokens).count
        }
        nearestItems = events.map { event in
            items.indices.min {
                (distance(event, items[$0]), $0) < (distance(event, items[$1]), $1)
            }
        }
        nearestGaps = items.map { item in events.map { distance($0, item) }.min() ?? 0 }
    }

    /// What speaks for and against tying an item to an event.
    func features(of number: Int, for eventNumber: Int) -> [AttachmentFeature] {
        let (item, event) = (items[number], events[eventNumber])
        let gap = gap(between: item.tokens, and: event.trigger)
        let isBehind = item.tokens.lowerBound >= event.trigger.upperBound
        var features = item.features
        features.append(.bias)
        if item.tokens.overlaps(event.trigger) {
            features.append(.inside)
        } else {
            switch gap.count {
            case 0...2: features.append(isBehind ? .besideBehind : .besideInFront)
            case 3...6: features.append(isBehind ? .closeBehind : .closeInFront)
            case 7...14: features.append(isBehind ? .apartBehind : .apartInFront)
            default: features.append(isBehind ? .farBehind : .farInFront)
            }
        }
        if nearestItems[eventNumber] == number { features.append(.nearest) }
        if items.count == 1 { features.append(.only) }
        if events.count == 1 { features.append(.onlyEvent) }
        if nearestGaps[number] < gap.count { features.append(.otherEventNearer) }
        if !event.clause.contains(item.tokens.lowerBound) { features.append(.otherClause) }
        let between = counts.counts(in: gap)
        if between[.comma] > 0 { features.append(.comma) }
        if between[.subordinator] > 0 { features.append(.subordinator) }
        if between[.and] > 0 { features.append(.and) }
        if between[.stop] > 0 { features.append(.stop) }
        if between[.verb] > 0 { features.append(.pastVerb) }
        if between[.quotationMark] > 0 { features.append(.quotationMark) }
        if between[.trigger] > 0 { features.append(.otherTrigger) }
        if event.isLeading { features.append(.leading) }
        if event.isMain { features.append(.main) }
        features.append(event.isNoun ? .noun : .verb)
        if item.tokens.lowerBound - sentence.lowerBound < 3 { features.append(.opensSentence) }
        if let counts = item.counts {
            features.append(AttachmentScene.feature(counts, of: event.type))
        } else if item.features.contains(.force), event.type.family == .violence {
            features.append(.forceOfViolence)
        }
        if event.isNoun, item.tokens.upperBound == event.trigger.lowerBound {
            features.append(.beforeNoun)
        }
        return features
    }

    private static func feature(
        _ counts: TollReader.Counted, of type: EventType
    ) -> AttachmentFeature {
        let isViolent = type.canKill
        switch counts {
        case .deaths: return isViolent ? .deadOfViolence : .deadOfOther
        case .injured: return isViolent ? .hurtOfViolence : .hurtOfOther
        case .arrested: return isViolent ? .arrestsOfViolence : .arrestsOfOther
        case .participants: return isViolent ? .crowdOfViolence : .crowdOfOther
        }
    }

    // MARK: - Items

    /// A date as an item.
    static func item(_ date: DateSolver.Found) -> Item {
        var features: [AttachmentFeature] = []
        if date.isAbsolute { features.append(.absolute) }
        if date.isOfWords { features.append(.ofWords) }
        if date.isLookBack { features.append(.lookBack) }
        switch date.interval.precision {
        case .day: features.append(.day)
        case .week: features.append(.week)
        case .month: features.append(.month)
        case .year, .unknown: features.append(.year)
        }
        return Item(tokens: date.tokens, features: features)
    }

    /// A figure as an item.
    static func item(_ figure: TollReader.Found) -> Item {
        var features: [AttachmentFeature] = []
        if figure.isTotal { features.append(.total) }
        if figure.isNobody { features.append(.nobody) }
        return Item(tokens: figure.tokens, features: features, counts: figure.counts)
    }

    /// A word for people as an item.
    ///
    /// - Parameter before: What the word in front of it does, articles passed over.
    static func item(
        actor token: Int, traits: EventWords.Traits, before: EventWords.Traits
    ) -> Item {
        var features: [AttachmentFeature] = []
        if traits.contains(.force) { features.append(.force) }
        if before.contains(.of) { features.append(.behindOf) }
        if before.contains(.on) { features.append(.behindOn) }
        if before.contains(.against) { features.append(.behindAgainst) }
        return Item(tokens: token..<token + 1, features: features)
    }
}
