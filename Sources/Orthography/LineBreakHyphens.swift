/// Finds the words that a hyphen breaks over two lines, and makes one token of each.
///
/// A hyphen at a line's end either was put there by whoever set the text ("Cocha-", "bamba") or
/// belongs to the word ("well-", "known"). It was put there where the joined word, and it belongs
/// to the word where the word with its hyphen, stands elsewhere in the text; where neither does, the
/// halves decide. Soft hyphens (U+00AD), which are there to be unseen, always join.
struct LineBreakHyphens {
    static let soft: Unicode.Scalar = "\u{AD}"

    /// The tokens that may be such a hyphen.
    private var places: [Int] = []
    private var hasSoftHyphens = false

    /// Looks whether a sign is a hyphen at the end of a line, or a soft one.
    mutating func note(_ sign: Token, at place: Int, in text: borrowing Span<UInt8>) {
        let end = Int(sign.end)
        switch text[Int(sign.start)] {
        case UInt8(ascii: "-"):
            guard end < text.count, text[end] < 0x21 else { return }
            places.append(place)
        // U+00AD and U+2010, by their bytes.
        case 0xC2:
            guard sign.range.count == 2, text[end - 1] == 0xAD else { return }
            places.append(place)
            hasSoftHyphens = true
        case 0xE2:
            guard sign.range.count == 3, text[end - 2] == 0x80, text[end - 1] == 0x90,
                end < text.count, text[end] < 0x21
            else { return }
            places.append(place)
        default: return
        }
    }

    /// Puts one token in the place of each broken word's three.
    ///
    /// - Complexity: O(*n*), *n* the number of tokens; O(1) where no line ends in a hyphen.
    func join(_ tokens: inout [Token], in text: borrowing Span<UInt8>, words: inout WordList) {
        guard !places.isEmpty else { return }
        var evidence: Evidence?
        var kept: [Token] = []
        kept.reserveCapacity(tokens.count)
        var next = 0
        for place in places where place > next || (place == next && !kept.isEmpty) {
            kept += tokens[next..<place]
            next = place
            guard place + 1 < tokens.count, let first = kept.last,
                let isSoft = isBreak(first, tokens, at: place, in: text)
            else { continue }
            let second = tokens[place + 1]
            var folded: [UInt8] = []
            TokenScanner.fold(first, in: text, to: &folded)
            let middle = folded.count
            TokenScanner.fold(second, in: text, to: &folded)
            let hash = FoldedHash.of(folded)
            if !isSoft {
                let known =
                    evidence ?? Evidence(tokens, words: words.words.count, breaks: places)
                evidence = known
                guard
                    known.joins(
                        first, second, to: words.number(ofKnown: hash), start: folded[..<middle],
                        end: folded[middle...])
                else { continue }
            }
            var joined = Token(
                Int(first.start)..<Int(second.end), .word,
                first.casing == .none ? second.casing : first.casing, hash)
            joined.wordID = words.number(of: hash) { String(decoding: folded, as: UTF8.self) }
            kept[kept.count - 1] = joined
            next = place + 2
        }
        tokens = kept + tokens[next...]
    }

    /// Whether the hyphen stands between the halves of a word: soft or not, `nil` when it does not.
    private func isBreak(
        _ first: Token, _ tokens: [Token], at place: Int, in text: borrowing Span<UInt8>
    ) -> Bool? {
        let hyphen = tokens[place]
        let second = tokens[place + 1]
        guard first.kind == .word, second.kind == .word, first.end == hyphen.start else {
            return nil
        }
        var lineFeeds = 0
        for byte in Int(hyphen.end)..<Int(second.start) {
            switch text[byte] {
            case 10: lineFeeds += 1
            case 9, 13, 32: break
            default: return nil
            }
        }
        if text[Int(hyphen.start)] == 0xC2 {
            return lineFeeds <= 1 && (lineFeeds == 1 || hyphen.end == second.start) ? true : nil
        }
        guard lineFeeds == 1, second.casing == .lower, first.range.count > 1,
            second.range.count > 1, first.casing != .upper, first.casing != .none,
            text[Int(first.end) - 1] != UInt8(ascii: ".")
        else { return nil }
        // "Port-au-" and "Stratford-" with "upon-Avon": names of several parts keep their hyphens.
        if place > 1, tokens[place - 2].end == first.start, isHyphen(tokens[place - 2], text) {
            return nil
        }
        if place + 2 < tokens.count, tokens[place + 2].start == second.end,
            isHyphen(tokens[place + 2], text), place + 3 < tokens.count,
            tokens[place + 2].end == tokens[place + 3].start
        {
            return nil
        }
        return false
    }

    private func isHyphen(_ token: Token, _ text: borrowing Span<UInt8>) -> Bool {
        token.kind == .sign && text[Int(token.start)] == UInt8(ascii: "-")
    }

    /// What the rest of a text says of a broken word.
    private struct Evidence {
        /// How often each word stands in the text, halves of words aside.
        private var counts: [Int32]
        /// Words that stand around a hyphen within a line.
        private var compounds: Set<UInt64> = []

        init(_ tokens: [Token], words: Int, breaks: [Int]) {
            counts = [Int32](repeating: 0, count: words)
            for place in breaks {
                if place > 0 { counts[Int(tokens[place - 1].wordID)] -= 1 }
                if place + 1 < tokens.count { counts[Int(tokens[place + 1].wordID)] -= 1 }
            }
            for (index, token) in tokens.enumerated() {
                counts[Int(token.wordID)] += 1
                guard token.kind == .sign, token.range.count == 1, index > 0,
                    index + 1 < tokens.count, token.hash == Evidence.hyphen
                else { continue }
                let before = tokens[index - 1]
                let after = tokens[index + 1]
                guard before.end == token.start, token.end == after.start else { continue }
                compounds.insert(Evidence.pair(before, after))
            }
        }

        private static let hyphen = FoldedHash.carried(FoldedHash.start, UInt8(ascii: "-"))

        private static func pair(_ first: Token, _ second: Token) -> UInt64 {
            UInt64(UInt32(bitPattern: first.wordID)) << 32
                | UInt64(UInt32(bitPattern: second.wordID))
        }

        /// Whether the halves are one word.
        func joins(
            _ first: Token, _ second: Token, to joined: Int32?, start: ArraySlice<UInt8>,
            end: ArraySlice<UInt8>
        ) -> Bool {
            if let joined, Int(joined) < counts.count, counts[Int(joined)] > 0 { return true }
            if compounds.contains(Evidence.pair(first, second)) { return false }
            if compoundStarts.contains(String(decoding: start, as: UTF8.self))
                || compoundEnds.contains(String(decoding: end, as: UTF8.self))
            {
                return false
            }
            // A half that is a word by itself: "La Paz-based", where "Paz" stands elsewhere too.
            guard Int(first.wordID) < counts.count else { return true }
            let isKnown = counts[Int(first.wordID)] > 0
            return !(isKnown && (first.isCapitalised || counts[Int(second.wordID)] > 0))
        }
    }
}

/// Words that a hyphen follows in words of their own.
private let compoundStarts: Set<String> = [
    "anti", "co", "ex", "half", "high", "ill", "long", "low", "mid", "multi", "non", "post", "pre",
    "pro", "self", "semi", "short", "so", "sub", "well",
]

/// Words that follow a hyphen in words of their own.
private let compoundEnds: Set<String> = [
    "armed", "backed", "based", "born", "bound", "called", "controlled", "held", "led", "like",
    "made", "old", "owned", "related", "ridden", "run", "scale", "style", "type", "wide", "year",
]
