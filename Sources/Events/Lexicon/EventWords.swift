import Orthography

/// What the words of one language do in a sentence that may tell an event, found by their hashes.
struct EventWords: Sendable {
    /// What a word does.
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

        /// The first word of a trigger, of a phrase that bars triggers, of one that tells a habit.
        static let triggerStart = Traits(rawValue: 1 << 25)
        static let barStart = Traits(rawValue: 1 << 26)
        static let habitStart = Traits(rawValue: 1 << 27)
        /// The first word of a phrase that means the capital or the whole country.
        static let reachStart = Traits(rawValue: 1 << 28)
        static let otherCause = Traits(rawValue: 1 << 29)
        static let occurrence = Traits(rawValue: 1 << 30)
        static let firstPerson = Traits(rawValue: 1 << 31)

        /// Signs that end a clause.
        static let clauseSigns: Traits = [.comma, .stop, .quotationMark, .opening]

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
        ("past", .past), ("ones", .one), ("during", .during), ("otherCauses", .otherCause),
        ("occurrences", .occurrence), ("firstPerson", .firstPerson),
    ]

    private static let signs: [(words: Set<String>, flag: UInt32)] = [
        ([","], Traits.comma.rawValue), ([";", ":", "."], Traits.stop.rawValue),
        (["\"", "“", "”", "«", "»"], Traits.quotationMark.rawValue),
        (["(", ")", "["], Traits.opening.rawValue), (["-", "–", "—"], Traits.dash.rawValue),
    ]

    private let flags: WordFlags

    /// - Parameters:
    ///   - words: The table with ``sets``.
    ///   - starts: First words of phrases, with what the phrases do.
    init(_ words: WordTable, starts: [(words: Set<String>, traits: Traits)]) {
        flags = WordFlags(
            EventWords.sets.map { (words.words($0.name), $0.traits.rawValue) }
                + starts.map { ($0.words, $0.traits.rawValue) } + EventWords.signs)
    }

    /// What each token of a text does.
    func traits(of text: TokenizedText) -> [Traits] {
        text.tokens.map { Traits(rawValue: flags[$0.hash]) }
    }
}
