import Orthography

/// What words can be besides names of places: ordinary words, first names, surnames, demonyms.
public struct NameLexicon: Sendable {
    /// Folded words that are ordinary words of a language ("union", "victoria").
    public let commonWords: Words
    /// Folded first names of persons ("carlos", "santiago").
    public let firstNames: Words
    /// Folded surnames of persons.
    public let surnames: Words
    /// Folded demonyms with the ids of the places whose people they name.
    public let demonyms: Demonyms

    init(of stack: GazetteerStack) {
        commonWords = Words(stack: stack, flag: CompiledLayout.WordFlag.common)
        firstNames = Words(stack: stack, flag: CompiledLayout.WordFlag.firstName)
        surnames = Words(stack: stack, flag: CompiledLayout.WordFlag.surname)
        demonyms = Demonyms(stack: stack)
    }

    /// What a folded word is besides a name of a place.
    ///
    /// - Parameters:
    ///   - word: The folded word.
    ///   - hash: Its ``FoldedHash``.
    /// - Complexity: O(1).
    public func senses(of word: String, hash: UInt64) -> WordSenses {
        for layer in demonyms.stack.layers {
            if let flags = layer.lexiconFlags(of: word, hash: hash) { return WordSenses(flags) }
        }
        return []
    }

    /// What a word can be besides a name of a place.
    public struct WordSenses: OptionSet, Sendable {
        public let rawValue: UInt8

        public init(rawValue: UInt8) { self.rawValue = rawValue }

        public static let commonWord = WordSenses(rawValue: 1)
        public static let firstName = WordSenses(rawValue: 2)
        public static let surname = WordSenses(rawValue: 4)
        public static let demonym = WordSenses(rawValue: 8)

        fileprivate init(_ flags: UInt32) {
            var senses: WordSenses = []
            if flags & CompiledLayout.WordFlag.common != 0 { senses.insert(.commonWord) }
            if flags & CompiledLayout.WordFlag.firstName != 0 { senses.insert(.firstName) }
            if flags & CompiledLayout.WordFlag.surname != 0 { senses.insert(.surname) }
            if flags & CompiledLayout.WordFlag.demonym != 0 { senses.insert(.demonym) }
            self = senses
        }
    }

    /// Words of one sort.
    public struct Words: Sendable {
        fileprivate let stack: GazetteerStack
        fileprivate let flag: UInt32

        /// Whether a folded word is one of them.
        public func contains(_ word: String) -> Bool {
            stack.layers.contains { ($0.lexiconLine(of: word)?.flags ?? 0) & flag != 0 }
        }
    }

    /// Words for the people of places.
    public struct Demonyms: Sendable {
        fileprivate let stack: GazetteerStack

        /// The id of the place whose people a folded word names; `nil` when it names none.
        public subscript(word: String) -> String? {
            for layer in stack.layers {
                guard let line = layer.lexiconLine(of: word) else { continue }
                if line.flags & CompiledLayout.WordFlag.demonym != 0 { return line.place }
            }
            return nil
        }
    }
}

/// The tables that a lexicon is compiled from.
public struct LexiconTables: Sendable {
    /// A folded word, what it is, and the id of the place whose people it names.
    struct Entry {
        var flags: UInt32 = 0
        var place = ""
    }

    /// The words, each once.
    private(set) var entries: [String: Entry] = [:]

    /// Tables of no word.
    public init() {}

    /// Reads the tables `common-words.tsv`, `first-names.tsv`, `surnames.tsv` and
    /// `demonyms.tsv`.
    ///
    /// - Parameters:
    ///   - commonWords: A table with the column `word`.
    ///   - firstNames: A table with the column `name`.
    ///   - surnames: A table with the column `name`.
    ///   - demonyms: A table with the columns `demonym` and `place`.
    /// - Throws: ``GazetteerError`` with file and line.
    public init(
        commonWords: Gazetteer.Table, firstNames: Gazetteer.Table, surnames: Gazetteer.Table,
        demonyms: Gazetteer.Table
    ) throws(GazetteerError) {
        try add("word", of: commonWords, as: CompiledLayout.WordFlag.common)
        try add("name", of: firstNames, as: CompiledLayout.WordFlag.firstName)
        try add("name", of: surnames, as: CompiledLayout.WordFlag.surname)
        let reader = try TableReader(
            demonyms.bytes, file: demonyms.file, needing: ["demonym", "place"])
        let demonym = reader.place(of: "demonym")
        let place = reader.place(of: "place")
        try reader.forEachRow { row throws(GazetteerError) in
            let word = Folding.folded(row.text(demonym))
            entries[word, default: Entry()].flags |= CompiledLayout.WordFlag.demonym
            entries[word]?.place = row.text(place)
        }
    }

    private mutating func add(
        _ column: String, of table: Gazetteer.Table, as flag: UInt32
    ) throws(GazetteerError) {
        let reader = try TableReader(table.bytes, file: table.file, needing: [column])
        let place = reader.place(of: column)
        try reader.forEachRow { row throws(GazetteerError) in
            entries[Folding.folded(row.text(place)), default: Entry()].flags |= flag
        }
    }
}
