import Orthography

/// Phrases of a language with what each stands for, found where they begin or where they end.
final class PhraseMap<Value: Sendable>: Sendable {
    private struct Entry: Sendable {
        let words: [FoldedWord]
        let value: Value
    }

    /// Phrases by one of their words, the longest first.
    private struct Index: Sendable {
        private let numbers: WordFlags
        private let entries: [[Entry]]

        init(_ lists: [String: [Entry]]) {
            let sorted = lists.sorted { $0.key < $1.key }
            // 0 is what a word has that begins nothing.
            numbers = WordFlags(
                sorted.enumerated().map { ([$0.element.key], UInt32($0.offset + 1)) })
            entries = sorted.map { list in
                list.value.sorted { $0.words.count > $1.words.count }
            }
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
        var beginning: [String: [Entry]] = [:]
        var ending: [String: [Entry]] = [:]
        for (phrase, value) in values {
            let entry = Entry(words: phrase.words.map { FoldedWord($0) }, value: value)
            beginning[phrase.words[0], default: []].append(entry)
            ending[phrase.words[phrase.words.count - 1], default: []].append(entry)
        }
        beginnings = Set(beginning.keys)
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
        for entry in beginning[list] where start + entry.words.count <= end {
            if has(entry.words, in: text, at: start) {
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
