import Orthography

/// Phrases of a language with what each stands for, found where they begin or where they end.
final class PhraseMap<Value: Sendable>: Sendable {
    private struct Entry: Sendable {
        let words: [FoldedWord]
        let value: Value
        /// The second word; the only one of a single word.
        let second: FoldedWord

        init(words: [FoldedWord], value: Value) {
            self.words = words
            self.value = value
            second = words[min(1, words.count - 1)]
        }
    }

    /// Phrases by one of their words, the longest first.
    private struct Index: Sendable {
        private let numbers: WordFlags
        private let entries: [[Entry]]

        /// - Parameter lists: By the hash of the word.
        init(_ lists: [UInt64: [Entry]]) {
            var numbers: [UInt64: UInt32] = [:]
            var entries: [[Entry]] = []
            for (hash, list) in lists {
                entries.append(
                    list.count == 1 ? list : list.sorted { $0.words.count > $1.words.count })
                // 0 is what a word has that begins nothing.
                numbers[hash] = UInt32(entries.count)
            }
            self.numbers = WordFlags(numbers)
            self.entries = entries
        }

        /// The number of the phrases of a word, for ``subscript``; `nil` for none.
        func list(of hash: UInt64) -> Int? {
            let number = numbers[hash]
            return number == 0 ? nil : Int(number) - 1
        }

        subscript(list: Int) -> [Entry] { entries[list] }
    }

    private let beginning: Index
    private let ending: Index
    /// The first words of the phrases.
    let beginnings: Set<String>

    /// The phrases of those sets of a file that stand for something.
    ///
    /// - Parameter value: What the name of a set stands for; `nil` for a set of another kind.
    convenience init(_ table: WordTable, _ value: (String) -> Value?) {
        var values: [(phrase: WordTable.Phrase, value: Value)] = []
        for line in table.lines {
            guard let value = value(line.set) else { continue }
            for phrase in line.phrases { values.append((phrase, value)) }
        }
        self.init(values)
    }

    /// Phrases with what each stands for; of equal ones the first counts.
    init(_ values: [(phrase: WordTable.Phrase, value: Value)]) {
        var beginning: [UInt64: [Entry]] = [:]
        var ending: [UInt64: [Entry]] = [:]
        var beginnings: Set<String> = []
        for (phrase, value) in values {
            let entry = Entry(words: phrase.words.map { FoldedWord($0) }, value: value)
            beginning[entry.words[0].hash, default: []].append(entry)
            ending[entry.words[entry.words.count - 1].hash, default: []].append(entry)
            beginnings.insert(phrase.words[0])
        }
        self.beginnings = beginnings
        self.beginning = Index(beginning)
        self.ending = Index(ending)
    }

    /// What the longest phrase stands for that begins at a token, and the token behind it.
    func match(
        in text: TokenizedText, at start: Int, before end: Int
    ) -> (value: Value, end: Int)? {
        guard start < end, let list = beginning.list(of: text.tokens[start].hash) else {
            return nil
        }
        let entries = beginning[list]
        let next = start + 1 < end ? text.folded(start + 1) : .none
        let first = text.folded(start)
        // By number, for taking each phrase out of the list costs more than looking at its second word.
        for number in entries.indices {
            let second = entries[number].second
            guard second == next || second == first else { continue }
            let entry = entries[number]
            if start + entry.words.count <= end, has(entry.words, in: text, at: start) {
                return (entry.value, start + entry.words.count)
            }
        }
        return nil
    }

    /// What the longest phrase stands for that ends right before a token, and where it begins.
    func match(
        in text: TokenizedText, endingAt end: Int, after first: Int
    ) -> (value: Value, start: Int)? {
        guard end > first, let list = ending.list(of: text.tokens[end - 1].hash) else { return nil }
        for entry in ending[list] where end - entry.words.count >= first {
            let start = end - entry.words.count
            if has(entry.words, in: text, at: start) { return (entry.value, start) }
        }
        return nil
    }

    private func has(_ words: [FoldedWord], in text: TokenizedText, at start: Int) -> Bool {
        for (offset, word) in words.enumerated() where text.folded(start + offset) != word {
            return false
        }
        return true
    }
}
