import Orthography

/// A paragraph or a heading, with its sentences.
public struct Block: Sendable {
    /// The bytes of the block.
    public let range: Range<Int>
    /// The tokens of the block.
    public let tokens: Range<Int>
    /// The tokens of each sentence, in order, none empty.
    public let sentences: [Range<Int>]
    /// Whether the block is a line without a sentence's end: a title, a label, a byline.
    public let isHeading: Bool
    /// Whether every word is written in capitals, so that a capital letter tells nothing of a name:
    /// "BLOQUEO EN EL ALTO".
    public let isAllCapitals: Bool

    /// Cuts a text into blocks.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - runs: What belongs together; each run with a token is a block.
    /// - Complexity: O(*n*).
    static func blocks(of text: TokenizedText, in runs: [TextLayout.Run]) -> [Block] {
        var blocks: [Block] = []
        var first = 0
        for run in runs {
            var last = first
            while last < text.tokens.count, Int(text.tokens[last].start) < run.range.upperBound {
                last += 1
            }
            if last > first {
                let tokens = first..<last
                let sentences = SentenceSplitter(text: text).sentences(in: tokens)
                blocks.append(
                    Block(
                        range: text.bytes(ofTokens: tokens), tokens: tokens,
                        sentences: sentences,
                        isHeading: run.isHeading ?? isHeading(text, tokens, sentences: sentences),
                        isAllCapitals: isAllCapitals(text, tokens)))
            }
            first = last
        }
        return blocks
    }

    private static let headingTokens = 20

    /// Whether no word has a letter in lower case, and some word at least two capitals.
    private static func isAllCapitals(_ text: TokenizedText, _ tokens: Range<Int>) -> Bool {
        var hasCapitals = false
        for index in tokens where text.tokens[index].kind == .word {
            let token = text.tokens[index]
            switch token.casing {
            case .upper: hasCapitals = true
            // "Y", "A": a single letter says nothing of how the line is set.
            case .capitalised where text.word(index).utf8.count == 1: continue
            case .none: continue
            default: return false
            }
        }
        return hasCapitals
    }

    private static func isHeading(
        _ text: TokenizedText, _ tokens: Range<Int>, sentences: [Range<Int>]
    ) -> Bool {
        // "# The title": a heading of Markdown, whatever stands in it.
        if text.word(tokens.lowerBound) == "#" { return true }
        guard sentences.count == 1, tokens.count <= headingTokens else { return false }
        for index in tokens.reversed() {
            let token = text.tokens[index]
            if token.kind != .sign { return text.bytes[Int(token.end) - 1] != UInt8(ascii: ".") }
            if [".", "!", "?", "…", ";", ":"].contains(text.word(index)) { return false }
        }
        return true
    }
}

/// Finds where sentences end.
private struct SentenceSplitter {
    let text: TokenizedText

    func sentences(in tokens: Range<Int>) -> [Range<Int>] {
        var sentences: [Range<Int>] = []
        var start = tokens.lowerBound
        for index in tokens where endsSentence(index, before: tokens.upperBound) {
            var end = index + 1
            // Closing quotes and brackets belong to the sentence that they close.
            while end < tokens.upperBound, closers.contains(text.word(end)),
                text.tokens[end - 1].end == text.tokens[end].start
            {
                end += 1
            }
            if end > start { sentences.append(start..<end) }
            start = max(start, end)
        }
        if start < tokens.upperBound { sentences.append(start..<tokens.upperBound) }
        return sentences
    }

    private func endsSentence(_ index: Int, before end: Int) -> Bool {
        let token = text.tokens[index]
        let isInitials = token.kind == .word && text.bytes[Int(token.end) - 1] == 46
        guard isInitials || (token.kind == .sign && isEnd(token)) else { return false }
        var next = index + 1
        while next < end, closers.contains(text.word(next)), text.touchesNext(next - 1) {
            next += 1
        }
        guard next < end else { return true }
        guard text.tokens[next - 1].end < text.tokens[next].start else { return false }
        guard startsSentence(next) else { return false }
        if isInitials { return sentenceOpeners.contains(text.word(next)) }
        guard text.bytes[Int(token.start)] == 46, index > 0, text.touchesNext(index - 1) else {
            return true
        }
        let before = text.tokens[index - 1]
        if before.kind == .word {
            let word = text.word(index - 1)
            if abbreviations.contains(word) { return false }
            // "no" and "mar" are words too: the number behind makes them "No. 4" and "Mar. 3".
            if abbreviationsOfNumbers.contains(word), text.tokens[next].kind == .number {
                return false
            }
        }
        // A single capital with a full stop is an initial ("George W. Bush").
        return !(before.kind == .word && before.end - before.start == 1 && before.isCapitalised)
    }

    /// "." "!" "?" "…"
    private func isEnd(_ token: Token) -> Bool {
        switch text.bytes[Int(token.start)] {
        case 0x2E, 0x21, 0x3F: return true
        case 0xE2: return text.text(token.range) == "…"
        default: return false
        }
    }

    private func startsSentence(_ index: Int) -> Bool {
        let token = text.tokens[index]
        switch token.kind {
        case .word: return token.isCapitalised || token.casing == .none
        case .number: return true
        case .sign: return openers.contains(text.word(index))
        }
    }
}

private let closers: Set<String> = ["\"", "”", "’", "'", "»", ")", "]"]
private let openers: Set<String> = [
    "\"", "“", "‘", "'", "«", "(", "[", "¿", "¡", "-", "—", "–", "…",
]

/// Words that open a sentence often enough to end one after initials ("… in the U.S. The army").
private let sentenceOpeners: Set<String> = [
    "the", "a", "in", "on", "at", "but", "he", "she", "it", "they", "we", "this", "that", "these",
    "el", "la", "los", "las", "en", "un", "una", "pero", "su", "sus", "este", "esta",
]

private let abbreviations: Set<String> = [
    "mr", "mrs", "ms", "dr", "prof", "gen", "col", "lt", "sgt", "capt", "maj", "gov", "sen", "rep",
    "st", "vs", "etc", "jr", "ed", "eds", "cf", "al", "sr", "sra", "srta", "dra", "ing", "lic",
    "gral", "cnl", "tcnl", "av", "avda", "prov", "depto", "dpto", "ud", "uds", "approx", "inc",
    "ltd", "co", "corp",
]

/// Abbreviations that a number follows.
private let abbreviationsOfNumbers: Set<String> = [
    "no", "nos", "num", "art", "fig", "vol", "pp", "pag", "jan", "feb", "mar", "apr", "jun", "jul",
    "aug", "sept", "sep", "oct", "nov", "dec",
]
