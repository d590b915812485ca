import Orthography

/// What of a quote is compared with another: its words in their order, and the names among them.
struct QuoteWords: Sendable {
    /// Capitalised words that begin no sentence, folded.
    let names: Set<String>
    /// The hashes of runs of words, each once, in order.
    private let runs: [UInt64]

    /// How many words make a run; long enough that two writers rarely share one by chance.
    private static let runLength = 4
    /// Quotes are sentences; of a longer text so many bytes are compared.
    private static let byteLimit = 4_000
    /// The share of runs that a copy has in common with its model, after a word or two were edited.
    private static let copiedShare = 0.6
    /// Of the eight least hashes of two quotes that share six runs in ten none is the same with a
    /// chance of 0.4 to the eighth power, less than one in a thousand.
    private static let sketchLength = 8
    /// Of fewer runs nothing is said: any two short sentences may be alike.
    private static let fewestRuns = 4

    /// Months and weekdays, which English capitalises and which are compared as dates.
    private static let calendarWords: Set<String> = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september",
        "october", "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday",
        "saturday", "sunday",
    ]

    /// - Complexity: O(*n* log *n*) of the first four thousand bytes.
    init(_ quote: String) {
        let text = TokenizedText(
            String(decoding: quote.utf8.prefix(QuoteWords.byteLimit), as: UTF8.self))
        var names: Set<String> = []
        var hashes: [UInt64] = []
        var beginsSentence = true
        for (index, token) in text.tokens.enumerated() {
            guard token.kind != .sign else {
                let isEnd = text.bytes[token.range].first.map { ".!?:".utf8.contains($0) } ?? false
                beginsSentence = beginsSentence && hashes.isEmpty || isEnd
                continue
            }
            hashes.append(token.hash)
            defer { beginsSentence = false }
            guard token.kind == .word, token.isCapitalised, !beginsSentence else { continue }
            let word = text.word(index)
            if word.utf8.count >= 4, !QuoteWords.calendarWords.contains(word) { names.insert(word) }
        }
        self.names = names
        guard hashes.count >= QuoteWords.runLength else {
            runs = []
            return
        }
        let found = (0...hashes.count - QuoteWords.runLength).map { start in
            hashes[start..<start + QuoteWords.runLength].reduce(FoldedHash.start) { hash, word in
                (hash ^ word) &* 0x0000_0100_0000_01B3
            }
        }
        runs = Set(found).sorted()
    }

    /// The folded words of a name.
    static func words(of name: String) -> Set<String> {
        Set(TokenizedText(name).words)
    }

    /// The least hashes of the runs, of which copies nearly always share one.
    ///
    /// - SeeAlso: Broder (1997), "On the resemblance and containment of documents", SEQUENCES.
    var sketch: ArraySlice<UInt64> { runs.prefix(QuoteWords.sketchLength) }

    /// Whether one quote is a copy of the other, but for a few words.
    ///
    /// - Complexity: O(*n*), the length of both.
    /// - SeeAlso: Broder (1997), "On the resemblance and containment of documents", SEQUENCES.
    func isCopy(of other: QuoteWords) -> Bool {
        let (mine, yours) = (runs, other.runs)
        guard min(mine.count, yours.count) >= QuoteWords.fewestRuns,
            // Of sets so unlike in size no share can be large enough.
            Double(min(mine.count, yours.count))
                >= QuoteWords.copiedShare * Double(max(mine.count, yours.count))
        else { return false }
        var shared = 0
        var (here, there) = (0, 0)
        while here < mine.count, there < yours.count {
            if mine[here] == yours[there] {
                shared += 1
                here += 1
                there += 1
            } else if mine[here] < yours[there] {
                here += 1
            } else {
                there += 1
            }
        }
        let all = mine.count + yours.count - shared
        return Double(shared) >= QuoteWords.copiedShare * Double(all)
    }
}
