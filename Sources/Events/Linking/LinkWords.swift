import Orthography

/// The words of one language that tie events to places.
struct LinkWords: Sendable {
    /// What a word does between an event and a place.
    struct Traits: OptionSet, Sendable {
        let rawValue: UInt32

        static let inside = Traits(rawValue: 1 << 0)
        static let near = Traits(rawValue: 1 << 1)
        static let on = Traits(rawValue: 1 << 2)
        static let of = Traits(rawValue: 1 << 3)
        static let from = Traits(rawValue: 1 << 4)
        static let to = Traits(rawValue: 1 << 5)
        static let via = Traits(rawValue: 1 << 6)
        static let between = Traits(rawValue: 1 << 7)
        static let against = Traits(rawValue: 1 << 8)
        static let filler = Traits(rawValue: 1 << 9)
        static let article = Traits(rawValue: 1 << 10)
        static let there = Traits(rawValue: 1 << 11)
        static let subordinator = Traits(rawValue: 1 << 12)
        static let and = Traits(rawValue: 1 << 13)
        static let speech = Traits(rawValue: 1 << 14)
        static let actor = Traits(rawValue: 1 << 15)
        static let force = Traits(rawValue: 1 << 16)
        static let past = Traits(rawValue: 1 << 17)
        static let comma = Traits(rawValue: 1 << 18)
        static let stop = Traits(rawValue: 1 << 19)
        static let quotationMark = Traits(rawValue: 1 << 20)
        static let opening = Traits(rawValue: 1 << 21)
        static let dash = Traits(rawValue: 1 << 22)

        /// "a", "an": a noun behind it is new.
        static let one = Traits(rawValue: 1 << 23)
        /// "during", "after": what follows only tells when.
        static let during = Traits(rawValue: 1 << 24)

        /// The words that rule the name behind them.
        static let prepositions: Traits = [
            .inside, .near, .on, .of, .from, .to, .via, .between, .against,
        ]
    }

    /// The sets of `words.tsv` that are read here, with what their words do.
    static let sets: [(name: String, traits: Traits)] = [
        ("in", .inside), ("near", .near), ("on", .on), ("of", .of), ("from", .from), ("to", .to),
        ("via", .via), ("between", .between), ("against", .against), ("fillers", .filler),
        ("articles", .article), ("there", .there), ("subordinators", .subordinator),
        ("ands", .and), ("speech", .speech), ("actors", .actor), ("forces", .force),
        ("past", .past), ("ones", .one), ("during", .during),
    ]

    private static let signs: [(words: Set<String>, flag: UInt32)] = [
        ([","], Traits.comma.rawValue), ([";", ":", "."], Traits.stop.rawValue),
        (["\"", "“", "”", "«", "»"], Traits.quotationMark.rawValue),
        (["(", "["], Traits.opening.rawValue), (["-", "–", "—"], Traits.dash.rawValue),
    ]

    private let flags: WordFlags

    init(_ words: WordTable) {
        flags = WordFlags(
            LinkWords.sets.map { (words.words($0.name), $0.traits.rawValue) } + LinkWords.signs)
    }

    /// What a token does.
    func traits(of token: Token) -> Traits { Traits(rawValue: flags[token.hash]) }
}
