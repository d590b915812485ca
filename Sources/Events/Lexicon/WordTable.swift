import Orthography

/// A file of words of one language, as `gazetteer/lexicon/LANGUAGE` holds them.
///
/// A line has two or three cells with tabs between them: the name of a set, phrases with commas between
/// them, and a sentence in which the first of the phrases does what the set is for, which tests read.
/// Lines of one set add up. Lines that begin with `#` and empty ones are passed over.
///
/// ```
/// clash verb	clashed, fired on	Police clashed with drivers in Nairobi on Monday.
/// ```
public struct WordTable: Sendable {
    /// One line of the file.
    public struct Line: Sendable {
        /// Counted from 1.
        public let number: Int
        public let set: String
        public let phrases: [Phrase]
        public let example: String?
    }

    /// One or several words.
    public struct Phrase: Hashable, Sendable {
        /// As the file writes them, with accents.
        public let written: String
        /// Folded, one for each token.
        public let words: [String]

        /// - Returns: `nil` for a text without tokens.
        init?(_ text: Substring.UTF8View) {
            let written = String(Substring(text))
            if text.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A || $0 == 0x20 }) {
                // Plain small letters are tokens as they stand, and most phrases are such.
                words = text.split(separator: 0x20).map { String(Substring($0)) }
            } else {
                let tokens = TokenizedText(written)
                words = tokens.tokens.indices.map { tokens.word($0) }
            }
            guard !words.isEmpty else { return nil }
            self.written = written
        }
    }

    /// What errors call the file.
    public let file: String
    public let lines: [Line]
    private let numbers: [String: [Int]]

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - bytes: The whole file, UTF-8.
    ///   - file: What errors call it.
    /// - Throws: ``EventsError`` for a line that has not two or three cells, or an empty one.
    /// - Complexity: O(*n*).
    public init(_ bytes: [UInt8], file: String) throws(EventsError) {
        self.file = file
        var lines: [Line] = []
        var numbers: [String: [Int]] = [:]
        let rows = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        for (index, row) in rows.enumerated() where !row.isEmpty && row.first != 0x23 {
            let cells = row.split(separator: 0x09, omittingEmptySubsequences: false)
                .map { String(decoding: $0, as: UTF8.self) }
            guard (2...3).contains(cells.count), !cells.contains(where: \.isEmpty) else {
                throw EventsError(
                    file: file, line: index + 1, found: "'\(cells.joined(separator: "→"))'",
                    expected: "a set, phrases and perhaps an example, with tabs between them")
            }
            var phrases: [Phrase] = []
            for part in cells[1].utf8.split(separator: UInt8(ascii: ",")) {
                if let phrase = Phrase(part.drop { $0 == 0x20 }) { phrases.append(phrase) }
            }
            numbers[cells[0], default: []].append(lines.count)
            lines.append(
                Line(
                    number: index + 1, set: cells[0], phrases: phrases,
                    example: cells.count == 3 ? cells[2] : nil))
        }
        self.lines = lines
        self.numbers = numbers
    }

    /// The phrases of a set, in the order of the file; none of a set that the file lacks.
    public func phrases(_ set: String) -> [Phrase] {
        (numbers[set] ?? []).flatMap { lines[$0].phrases }
    }

    /// The phrases of a set as folded words.
    func folded(_ set: String) -> [[FoldedWord]] {
        phrases(set).map { $0.words.map { FoldedWord($0) } }
    }

    /// The phrases of a set that are one word, folded.
    func words(_ set: String) -> Set<String> {
        Set(phrases(set).compactMap { $0.words.count == 1 ? $0.words[0] : nil })
    }

    /// The words of a name in camel case: "phrase openers" of `phraseOpeners`.
    static func setName(of camelCase: String) -> String {
        camelCase.reduce(into: "") { name, letter in
            name += letter.isUppercase ? " " + letter.lowercased() : String(letter)
        }
    }

    /// Refuses sets whose names mean nothing, which are mostly misspelt ones.
    func confirm(isKnown: (String) -> Bool, expected: String) throws(EventsError) {
        var known: Set<String> = []
        for line in lines where !known.contains(line.set) {
            if isKnown(line.set) {
                known.insert(line.set)
                continue
            }
            throw EventsError(
                file: file, line: line.number, found: "the set '\(line.set)'", expected: expected)
        }
    }
}
