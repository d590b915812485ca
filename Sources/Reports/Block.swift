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

    /// Cuts a text into blocks.
    ///
    /// A blank line ends a block; so does the end of a line that is shorter than a wrapped text's
    /// lines are. Lines of a wrapped paragraph belong together.
    ///
    /// - Complexity: O(*n*).
    static func blocks(of text: TokenizedText, in body: Range<Int>) -> [Block] {
        var blocks: [Block] = []
        var first = 0
        for range in lines(of: text.bytes, in: body) {
            var last = first
            while last < text.tokens.count, Int(text.tokens[last].start) < range.upperBound {
                last += 1
            }
            if last > first {
                let sentences = SentenceSplitter(text: text).sentences(in: first..<last)
                blocks.append(
                    Block(
                        range: text.bytes(ofTokens: first..<last), tokens: first..<last,
                        sentences: sentences,
                        isHeading: isHeading(text, first..<last, sentences: sentences)))
            }
            first = last
        }
        return blocks
    }

    /// A line shorter than this, in bytes, was ended by its writer and not by a wrapping margin.
    private static let wrapMargin = 55
    private static let headingTokens = 20

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

    /// The bytes of each run of lines that belong together.
    private static func lines(of bytes: [UInt8], in body: Range<Int>) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var paragraph: [Range<Int>] = []
        var lineStart = body.lowerBound
        while lineStart < body.upperBound {
            let newline = bytes[lineStart..<body.upperBound].firstIndex(of: 10) ?? body.upperBound
            if bytes[lineStart..<newline].allSatisfy({ $0 == 32 || $0 == 9 || $0 == 13 }) {
                runs += runsOfParagraph(paragraph, in: bytes)
                paragraph = []
            } else {
                paragraph.append(lineStart..<newline)
            }
            lineStart = newline + 1
        }
        return runs + runsOfParagraph(paragraph, in: bytes)
    }

    /// Whether a line ends within a sentence: long enough for one, without its end, and behind a
    /// word in lower case or one that opens names ("El", "San").
    private static func breaksOff(_ line: ArraySlice<UInt8>) -> Bool {
        let words = String(decoding: line, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        guard line.count >= shortestSentence, words.count >= 5, let last = words.last,
            let first = last.first, let end = last.last, end.isLetter || end == ","
        else { return false }
        return first.isLowercase || nameOpeners.contains(String(last))
    }

    private static let shortestSentence = 25
    private static let nameOpeners: Set<String> = [
        "El", "La", "Los", "Las", "San", "Santa", "New", "St.", "Saint", "Port", "Puerto", "Villa",
        "Lake", "Mount", "North", "South", "East", "West", "United", "The",
    ]

    /// The lines between two blank ones, joined where they were wrapped.
    private static func runsOfParagraph(
        _ lines: [Range<Int>], in bytes: [UInt8]
    ) -> [Range<Int>] {
        guard let first = lines.first, let last = lines.last else { return [] }
        // Narrow columns: three lines or more, of about one width but for the last.
        let widest = lines.lazy.map(\.count).max() ?? 0
        if lines.count >= 3, lines.dropLast().allSatisfy({ $0.count * 3 >= widest * 2 }) {
            return [first.lowerBound..<last.upperBound]
        }
        var runs: [Range<Int>] = []
        var start = first.lowerBound
        for (line, next) in zip(lines, lines.dropFirst()) {
            let opener = bytes[next].first { $0 != 32 && $0 != 9 } ?? 0
            let goesOn = opener >= UInt8(ascii: "a") && opener <= UInt8(ascii: "z")
            if line.count < wrapMargin, !goesOn, !breaksOff(bytes[line]) {
                runs.append(start..<line.upperBound)
                start = next.lowerBound
            }
        }
        runs.append(start..<last.upperBound)
        return runs
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
        let sign = text.word(index)
        let isInitials = token.kind == .word && text.bytes[Int(token.end) - 1] == 46
        guard isInitials || [".", "!", "?", "…"].contains(sign) else { return false }
        var next = index + 1
        while next < end, closers.contains(text.word(next)), text.touchesNext(next - 1) {
            next += 1
        }
        guard next < end else { return true }
        guard text.tokens[next - 1].end < text.tokens[next].start else { return false }
        guard startsSentence(next) else { return false }
        if isInitials { return sentenceOpeners.contains(text.word(next)) }
        guard sign == ".", index > 0, text.touchesNext(index - 1) else { return true }
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
