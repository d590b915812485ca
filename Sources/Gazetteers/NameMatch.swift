public import Orthography

/// A name of the gazetteer found in a text.
public struct NameMatch: Sendable {
    /// The tokens of the name.
    public let tokens: Range<Int>
    /// The places that bear the name.
    public let bearers: [Bearer]

    /// A place that bears a name.
    public struct Bearer: Sendable {
        /// Where the place stands in ``Gazetteer/places``.
        public let place: Int
        /// Whether the name is the one shown, and not an alias.
        public let isMainName: Bool
        /// How the name was matched.
        public let matchedBy: MatchMethod
        /// Whether the name counts only where a text writes it in capitals ("US").
        public let isCapitalsOnly: Bool

        public init(
            place: Int, isMainName: Bool, matchedBy: MatchMethod, isCapitalsOnly: Bool = false
        ) {
            self.place = place
            self.isMainName = isMainName
            self.matchedBy = matchedBy
            self.isCapitalsOnly = isCapitalsOnly
        }
    }
}

/// How the words of a text were matched to a name.
public enum MatchMethod: Hashable, Sendable {
    /// Letter by letter, but for case and accents.
    case name
    /// By the spelling skeleton of Andean names, all else equal.
    case skeleton
    /// With that many letters changed, added, dropped or swapped.
    case misspelling(edits: Int)

    /// What the column `matched_by` says.
    public var word: String {
        switch self {
        case .name: return "name"
        case .skeleton: return "spelling"
        case .misspelling(let edits): return "misspelling \(edits)"
        }
    }
}

extension Gazetteer {
    /// The longest name that begins at a token; `nil` when none does.
    ///
    /// A name may break over one line end and may hold hyphens, apostrophes and the full stops of
    /// abbreviations between its words. One of its words that is no article must be capitalised
    /// in the text ("lake Titicaca", "la Paz"), but for regions that their table writes in lower
    /// case ("medialuna"); short names in capitals ("US") must be in capitals.
    ///
    /// - Parameters:
    ///   - start: The first token.
    ///   - end: The token before which the name must end.
    /// - Complexity: O(*w*), *w* the number of words of the longest name with that first word.
    public func longestName(
        in text: TokenizedText, at start: Int, before end: Int
    ) -> NameMatch? {
        let first = text.tokens[start]
        guard first.kind == .word else { return nil }
        let firstWord = text.word(start)
        if first.casing == .lower, firstWord == "the" { return nil }
        var hash = NameHash.of(firstWord.utf8)
        let mostWords = names.longestName(startingWith: hash)
        guard mostWords > 0 else { return nil }
        var key = Array(firstWord.utf8)
        var best: NameMatch?
        var words = 1
        var last = start
        var isNameLike = isNameLike(first, firstWord)
        while true {
            if let bearers = bearers(
                of: key, hash, written: text, start..<last + 1, isNameLike: isNameLike)
            {
                best = NameMatch(tokens: start..<last + 1, bearers: bearers)
            }
            guard words < mostWords, let next = text.wordOfName(after: last, before: end)
            else { break }
            let word = text.word(next)
            if self.isNameLike(text.tokens[next], word) { isNameLike = true }
            key.append(32)
            key.append(contentsOf: word.utf8)
            hash = NameHash.carried(
                NameHash.carried(hash, over: CollectionOfOne(32)), over: word.utf8)
            last = next
            words += 1
        }
        return best
    }

    /// The places that bear a name, as it is written anywhere: no rule on capitals.
    public func bearers(of name: String) -> [NameMatch.Bearer] {
        let key = NameKey(Array(name.utf8)[...])
        return (names.bearers(ofKey: key.bytes, hash: NameHash.of(key.bytes)) ?? []).map {
            NameMatch.Bearer(
                place: Int($0.place), isMainName: $0.isMainName, matchedBy: .name)
        }
    }

    private func isNameLike(_ token: Token, _ word: String) -> Bool {
        (token.isCapitalised || token.casing == .none) && !NameMatch.articles.contains(word)
    }

    private func bearers(
        of key: [UInt8], _ hash: UInt64, written text: TokenizedText, _ tokens: Range<Int>,
        isNameLike: Bool
    ) -> [NameMatch.Bearer]? {
        guard let found = names.bearers(ofKey: key, hash: hash) else { return nil }
        let isCapitals = text.tokens[tokens.lowerBound].casing == .upper
        let bearers = found.filter {
            isNameLike ? isCapitals || !$0.isCapitalsOnly : $0.isLowerCase
        }.map {
            NameMatch.Bearer(
                place: Int($0.place), isMainName: $0.isMainName, matchedBy: .name,
                isCapitalsOnly: $0.isCapitalsOnly)
        }
        return bearers.isEmpty ? nil : bearers
    }
}

extension NameMatch {
    /// Words that open a name without making it one ("The river").
    static let articles: Set<String> = ["el", "la", "los", "las", "the", "a", "an"]
}

extension TokenizedText {
    /// The next word that can belong to a name, across one hyphen, apostrophe or line end.
    package func wordOfName(after index: Int, before end: Int) -> Int? {
        var next = index + 1
        guard next < end else { return nil }
        if tokens[next].kind == .sign {
            let sign = word(next)
            let isJoint = ["-", "‐", "–", "'", "’", "&"].contains(sign)
            // "St. Louis": the full stop of an abbreviation, not of a sentence.
            let isAbbreviation =
                sign == "." && touchesNext(index) && tokens[index].end - tokens[index].start <= 3
                && tokens[index].isCapitalised && !NameMatch.articles.contains(word(index))
            guard isJoint || isAbbreviation, next + 1 < end, tokens[index].end == tokens[next].start
            else { return nil }
            guard isAbbreviation || touchesNext(next) else { return nil }
            next += 1
        }
        guard tokens[next].kind != .sign else { return nil }
        let lineEnds = bytes[Int(tokens[index].end)..<Int(tokens[next].start)].count { $0 == 10 }
        return lineEnds <= 1 ? next : nil
    }
}
