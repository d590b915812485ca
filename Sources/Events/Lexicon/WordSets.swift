import Orthography

/// The sets of a file of words whose names are known: for each its single words, found by their
/// hashes, and its phrases.
struct WordSets<Name: CaseIterable & RawRepresentable & Sendable>: Sendable
where Name.RawValue == Int {
    /// Thirty-two sets a table, a bit each.
    private let flags: [WordFlags]
    private let phrases: [PhraseMap<Bool>]
    private let counts: [Int]

    /// - Parameters:
    ///   - table: The file; sets that it lacks are empty.
    ///   - name: What the file calls a set.
    init(_ table: WordTable, name: (Name) -> String) {
        let sets = Name.allCases.sorted { $0.rawValue < $1.rawValue }
        let words = sets.map { table.words(name($0)) }
        flags = stride(from: 0, to: words.count, by: 32).map { first in
            WordFlags(
                words[first..<min(first + 32, words.count)].enumerated().map {
                    ($0.element, 1 << UInt32($0.offset))
                })
        }
        phrases = sets.map { set in PhraseMap(table.phrases(name(set)).map { ($0, true) }) }
        counts = words.map(\.count)
    }

    /// Whether a word is one of the single words of a set.
    func has(_ set: Name, _ word: FoldedWord) -> Bool {
        flags[set.rawValue >> 5][word.hash] >> UInt32(set.rawValue & 31) & 1 != 0
    }

    /// Whether a set has no single word.
    func isEmpty(_ set: Name) -> Bool { counts[set.rawValue] == 0 }

    /// The phrases of a set, single words among them.
    func phrases(_ set: Name) -> PhraseMap<Bool> { phrases[set.rawValue] }
}
