import Orthography

/// Phrases of a language with what each stands for, found where they begin or where they end.
struct PhraseMap<Value: Sendable>: Sendable {
    private struct Entry: Sendable {
        let words: [String]
        let value: Value
    }

    /// By the first word, the longest first.
    private var beginning: [String: [Entry]] = [:]
    /// By the last word, the longest first.
    private var ending: [String: [Entry]] = [:]

    /// The phrases of those sets of a file that stand for something.
    ///
    /// - Parameter value: What the name of a set stands for; `nil` for a set of another kind.
    init(_ table: WordTable, _ value: (String) -> Value?) {
        for line in table.lines {
            guard let value = value(line.set) else { continue }
            for phrase in line.phrases {
                let entry = Entry(words: phrase.words, value: value)
                beginning[phrase.words[0], default: []].append(entry)
                ending[phrase.words[phrase.words.count - 1], default: []].append(entry)
            }
        }
        beginning = beginning.mapValues { $0.sorted { $0.words.count > $1.words.count } }
        ending = ending.mapValues { $0.sorted { $0.words.count > $1.words.count } }
    }

    /// The first words of the phrases.
    var beginnings: Set<String> { Set(beginning.keys) }

    /// What the longest phrase stands for that begins at a token, and the token behind it.
    func match(
        in text: TokenizedText, at start: Int, before end: Int
    ) -> (value: Value, end: Int)? {
        guard start < end else { return nil }
        for entry in beginning[text.word(start)] ?? [] where start + entry.words.count <= end {
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
        guard end > first else { return nil }
        for entry in ending[text.word(end - 1)] ?? [] where end - entry.words.count >= first {
            let start = end - entry.words.count
            if has(entry.words, in: text, at: start) { return (entry.value, start) }
        }
        return nil
    }

    private func has(_ words: [String], in text: TokenizedText, at start: Int) -> Bool {
        for (offset, word) in words.enumerated() where text.word(start + offset) != word {
            return false
        }
        return true
    }
}
