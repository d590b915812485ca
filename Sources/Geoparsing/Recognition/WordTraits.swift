import Gazetteers
import Orthography
import Reports

/// What a word says about the words beside it, as far as the finding of places asks.
struct WordTraits: OptionSet, Sendable {
    let rawValue: UInt32

    static let preposition = WordTraits(rawValue: 1 << 0)
    static let filler = WordTraits(rawValue: 1 << 1)
    static let title = WordTraits(rawValue: 1 << 2)
    static let speech = WordTraits(rawValue: 1 << 3)
    static let organisation = WordTraits(rawValue: 1 << 4)
    static let link = WordTraits(rawValue: 1 << 5)
    static let administrative = WordTraits(rawValue: 1 << 6)
    static let town = WordTraits(rawValue: 1 << 7)
    static let siteBefore = WordTraits(rawValue: 1 << 8)
    static let siteAfter = WordTraits(rawValue: 1 << 9)
    static let physicalBefore = WordTraits(rawValue: 1 << 10)
    static let physicalAfter = WordTraits(rawValue: 1 << 11)
    static let direction = WordTraits(rawValue: 1 << 12)
    /// An ordinary word of a language.
    static let common = WordTraits(rawValue: 1 << 13)
    static let firstName = WordTraits(rawValue: 1 << 14)
    static let surname = WordTraits(rawValue: 1 << 15)
    static let demonym = WordTraits(rawValue: 1 << 16)
    /// "de", "of": between a kind word and the name that it belongs to.
    static let genitive = WordTraits(rawValue: 1 << 17)
    /// A month or a day of the week.
    static let calendar = WordTraits(rawValue: 1 << 18)
    /// Set while the traits of a report are collected: the word was met with a capital.
    static let capitalised = WordTraits(rawValue: 1 << 31)

    /// Words that mean a kind of place or of unit, and so name none by themselves.
    static let kindWord: WordTraits = [
        .town, .administrative, .siteBefore, .siteAfter, .physicalBefore, .physicalAfter,
    ]

    init(rawValue: UInt32) { self.rawValue = rawValue }

    init(_ senses: NameLexicon.WordSenses) {
        var traits: WordTraits = []
        if senses.contains(.commonWord) { traits.insert(.common) }
        if senses.contains(.firstName) { traits.insert(.firstName) }
        if senses.contains(.surname) { traits.insert(.surname) }
        if senses.contains(.demonym) { traits.insert(.demonym) }
        self = traits
    }
}

/// The traits of the words of one language, found by hash.
struct WordTraitTable: Sendable {
    private let flags: WordFlags

    static func of(_ language: Language) -> WordTraitTable {
        switch language {
        case .english: return english
        case .spanish: return spanish
        }
    }

    private static let english = WordTraitTable(PlaceWords.of(.english))
    private static let spanish = WordTraitTable(PlaceWords.of(.spanish))

    private init(_ words: PlaceWords) {
        let lists: [(words: Set<String>, trait: WordTraits)] = [
            (words.prepositions, .preposition), (words.fillers, .filler), (words.titles, .title),
            (words.speech, .speech), (PlaceWords.organisations, .organisation),
            (words.links, .link), (words.administrative, .administrative), (words.towns, .town),
            (words.sitesBefore, .siteBefore), (words.sitesAfter, .siteAfter),
            (words.physicalBefore, .physicalBefore), (words.physicalAfter, .physicalAfter),
            (words.directions, .direction), (["of", "de", "del", "la", "el"], .genitive),
            (PlaceWords.calendar, .calendar), (PlaceWords.peoples, .demonym),
        ]
        flags = WordFlags(lists.map { ($0.words, $0.trait.rawValue) })
    }

    /// The traits of a folded word, by its hash.
    ///
    /// - Complexity: O(1).
    subscript(hash: UInt64) -> WordTraits { WordTraits(rawValue: flags[hash]) }
}
