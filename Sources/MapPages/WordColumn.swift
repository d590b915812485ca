/// Words of a column, each kept once, and which of them each feature has.
struct WordColumn {
    /// The words in the order in which they came.
    private(set) var words: [String] = []
    /// How often each came.
    private(set) var counts: [Int] = []
    /// The number of each feature's word, -1 for none.
    private(set) var values: [Int32] = []
    private var numbers: [String: Int32] = [:]

    init() {}

    /// A column in which no feature has a word.
    ///
    /// - Parameter count: How many features there are.
    init(ofNone count: Int) { values = Array(repeating: -1, count: count) }

    /// Whether no feature has a word.
    var isEmpty: Bool { words.isEmpty }

    /// Adds a feature.
    ///
    /// - Parameter word: `nil` or nothing for none.
    mutating func append(_ word: String?) {
        guard let word, !word.isEmpty else {
            values.append(-1)
            return
        }
        let number = number(of: word)
        counts[Int(number)] += 1
        values.append(number)
    }

    /// The number of a word, which is kept from now on.
    mutating func number(of word: String) -> Int32 {
        if let number = numbers[word] { return number }
        let number = Int32(words.count)
        numbers[word] = number
        words.append(word)
        counts.append(0)
        return number
    }

    /// The words in another order, and the numbers that belong to it.
    struct Ranking {
        let words: [String]
        /// By the old numbers.
        let numbers: [Int32]

        /// The new number for an old one; -1 stays.
        func number(for old: Int32) -> Int32 { old < 0 ? old : numbers[Int(old)] }
    }

    /// The most frequent words first, equal ones by their bytes.
    ///
    /// - Parameter scale: Words that stand in front of all others, in their order, where they occur.
    /// - Complexity: O(*n* log *n*), *n* the number of words.
    func ranked(by scale: [String] = []) -> Ranking {
        let rank = words.map { scale.firstIndex(of: $0) ?? scale.count }
        return ordered { one, other in
            if rank[one] != rank[other] { return rank[one] < rank[other] }
            if counts[one] != counts[other] { return counts[one] > counts[other] }
            return words[one].utf8.lexicographicallyPrecedes(words[other].utf8)
        }
    }

    /// The words by their bytes.
    func sorted() -> Ranking {
        ordered { words[$0].utf8.lexicographicallyPrecedes(words[$1].utf8) }
    }

    private func ordered(_ precedes: (Int, Int) -> Bool) -> Ranking {
        let order = words.indices.sorted(by: precedes)
        var numbers = [Int32](repeating: 0, count: words.count)
        for (new, old) in order.enumerated() { numbers[old] = Int32(new) }
        return Ranking(words: order.map { words[$0] }, numbers: numbers)
    }
}
