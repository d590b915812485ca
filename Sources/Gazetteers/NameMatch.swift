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
        let names = stack.layers.indices.compactMap { layer in
            stack.layers[layer].longestName(text.tokens, text.bytes.span, at: start, before: end)
                .map { (layer, found: $0) }
        }
        guard let last = names.map(\.found.lastToken).max() else { return nil }
        let isCapitals = text.tokens[start].casing == .upper
        let bearers = names.lazy.filter { $0.found.lastToken == last }.flatMap { layer, found in
            self.bearers(of: found.name, in: layer) {
                $0.isWritten(isNameLike: found.isNameLike, isCapitals: isCapitals)
            }
        }
        return NameMatch(tokens: start..<last + 1, bearers: Array(bearers))
    }

    /// The places that bear a name, as it is written anywhere: no rule on capitals.
    public func bearers(of name: String) -> [NameMatch.Bearer] {
        let key = NameKey(name)
        return stack.layers.indices.flatMap { layer in
            stack.layers[layer].name(ofKey: key.bytes, hash: key.hash).map {
                bearers(of: $0, in: layer) { _ in true }
            } ?? []
        }
    }

    /// Whether any place bears a name, case and accents aside.
    ///
    /// - Complexity: O(*m*), *m* the length of the name.
    public func isName(_ name: String) -> Bool {
        let key = NameKey(name)
        return stack.layers.contains { $0.name(ofKey: key.bytes, hash: key.hash) != nil }
    }

    func bearers(
        of name: CompiledGazetteer.NameRecord, in layer: Int,
        where isWanted: (CompiledGazetteer.Bearer) -> Bool
    ) -> [NameMatch.Bearer] {
        let start = stack.start(of: layer)
        var found: [NameMatch.Bearer] = []
        for number in name.firstBearer..<name.firstBearer + name.bearerCount {
            let bearer = stack.layers[layer].bearer(number)
            let place = start + bearer.place
            guard isWanted(bearer), layer == 0 || stack.counting(place) == place else { continue }
            found.append(
                NameMatch.Bearer(
                    place: place, isMainName: bearer.isMainName, matchedBy: .name,
                    isCapitalsOnly: bearer.isCapitalsOnly))
        }
        return found
    }
}

extension CompiledGazetteer {
    /// A name that was found from a token on.
    struct FoundName {
        let name: NameRecord
        let lastToken: Int
        /// Whether one of its words that is no article is capitalised.
        let isNameLike: Bool
    }

    /// The longest name of this gazetteer that begins at a token and that some place may bear as
    /// it is written; `nil` when there is none.
    func longestName(
        _ tokens: [Token], _ text: borrowing Span<UInt8>, at start: Int, before end: Int
    ) -> FoundName? {
        let first = tokens[start]
        let firstHash = NameHash.carried(0, over: first.hash)
        guard first.kind == .word, mayBegin(with: firstHash) else { return nil }
        if first.casing == .lower, first.hash == NameMatch.theHash { return nil }
        // The first word that makes it a name is one of the first three: "isla de la Luna" is not
        // looked up, "lake of the Woods" neither.
        let mayBeLowerCase = mayBeginInLowerCase(with: firstHash)
        var best: FoundName?
        var hash: UInt64 = 0
        var last = start
        var isNameLike = false
        var words = 0
        while true {
            if NameMatch.isNameLike(tokens[last]) { isNameLike = true }
            hash = NameHash.carried(hash, over: tokens[last].hash)
            words += 1
            if words == 3, !isNameLike, !mayBeLowerCase { break }
            var continuations: UInt64 = 0
            searchNames(hash) { flags, number in
                continuations |= flags & CompiledLayout.NameFlag.continuations
                guard flags & CompiledLayout.NameFlag.isName != 0 else { return false }
                let name = nameRecord(number)
                guard name.wordCount == words,
                    isKey(name.key, writtenIn: tokens, text, from: start, to: last)
                else { return false }
                let isCapitals = first.casing == .upper
                let isBorne = (name.firstBearer..<name.firstBearer + name.bearerCount).contains {
                    bearer($0).isWritten(isNameLike: isNameLike, isCapitals: isCapitals)
                }
                if isBorne {
                    best = FoundName(name: name, lastToken: last, isNameLike: isNameLike)
                }
                return true
            }
            guard continuations != 0, words < NameKey.mostWords,
                let next = NameMatch.wordOfName(tokens, text, after: last, before: end),
                continuations & CompiledLayout.NameFlag.continues(with: tokens[next].hash) != 0
            else { break }
            last = next
        }
        return best
    }

    /// Whether the words of some tokens, folded, are a key.
    private func isKey(
        _ key: Range<Int>, writtenIn tokens: [Token], _ text: borrowing Span<UInt8>,
        from start: Int, to last: Int
    ) -> Bool {
        let written = unsafe bytes.buffer(key)
        var at = 0
        for index in start...last where tokens[index].kind != .sign {
            if at > 0 {
                guard at < written.count, unsafe written[at] == 32 else { return false }
                at += 1
            }
            let isWord = tokens[index].kind == .word
            for position in tokens[index].range {
                let byte = text[position]
                guard byte < 0x80 else {
                    return isKeyBeyondASCII(key, writtenIn: tokens, text, from: start, to: last)
                }
                // Words also hold the full stops of initials, and where they go over lines a hyphen
                // and white space.
                if isWord, (byte | 0x20) &- 97 >= 26 { continue }
                guard at < written.count, unsafe written[at] == (isWord ? byte | 0x20 : byte)
                else { return false }
                at += 1
            }
        }
        return at == written.count
    }

    private func isKeyBeyondASCII(
        _ key: Range<Int>, writtenIn tokens: [Token], _ text: borrowing Span<UInt8>,
        from start: Int, to last: Int
    ) -> Bool {
        let written = unsafe bytes.buffer(key)
        var folded: [UInt8] = []
        folded.reserveCapacity(written.count)
        for index in start...last where tokens[index].kind != .sign {
            if !folded.isEmpty { folded.append(32) }
            TokenScanner.fold(tokens[index], in: text, to: &folded)
        }
        return unsafe written.elementsEqual(folded)
    }
}

extension CompiledGazetteer.Bearer {
    /// Whether a text may write the name so.
    fileprivate func isWritten(isNameLike: Bool, isCapitals: Bool) -> Bool {
        isNameLike ? isCapitals || !isCapitalsOnly : isLowerCase
    }
}

extension NameMatch {
    /// Words that open a name without making it one ("The river").
    static let articles: Set<String> = ["el", "la", "los", "las", "the", "a", "an"]
    static let theHash = FoldedHash.of("the".utf8)
    private static let articleHashes = articles.map { FoldedHash.of($0.utf8) }.sorted()

    private static func isArticle(_ hash: UInt64) -> Bool { articleHashes.contains(hash) }

    @inline(__always)
    static func isNameLike(_ token: Token) -> Bool {
        (token.isCapitalised || token.casing == .none)
            && (token.end - token.start > 3 || !isArticle(token.hash))
    }

    /// The next word that can belong to a name, across one hyphen, apostrophe or line end.
    package static func wordOfName(
        _ tokens: [Token], _ text: borrowing Span<UInt8>, after index: Int, before end: Int
    ) -> Int? {
        var next = index + 1
        guard next < end else { return nil }
        if tokens[next].kind == .sign {
            guard next + 1 < end, tokens[index].end == tokens[next].start else { return nil }
            // "St. Louis": the full stop of an abbreviation, not of a sentence.
            let isAbbreviation =
                isSign(tokens[next], ".", text) && tokens[index].end - tokens[index].start <= 3
                && tokens[index].isCapitalised && !articleHashes.contains(tokens[index].hash)
            // A line may end behind a hyphen ("Port-au-" and "Prince" below it).
            let touches = tokens[next].end == tokens[next + 1].start
            let isJoint =
                !isAbbreviation
                && (touches || lineEnds(tokens[next].end..<tokens[next + 1].start, text) == 1)
                && (touches ? ["-", "'", "&", "‐", "–", "’"] : ["-", "‐"])
                    .contains { isSign(tokens[next], $0, text) }
            guard isJoint || isAbbreviation else { return nil }
            next += 1
        }
        guard tokens[next].kind != .sign else { return nil }
        return lineEnds(tokens[index].end..<tokens[next].start, text) <= 1 ? next : nil
    }

    private static func lineEnds(
        _ gap: Range<Int32>, _ text: borrowing Span<UInt8>
    ) -> Int {
        var count = 0
        for at in gap where text[Int(at)] == 10 { count += 1 }
        return count
    }

    private static func isSign(
        _ token: Token, _ sign: StaticString, _ text: borrowing Span<UInt8>
    ) -> Bool {
        let start = Int(token.start)
        guard Int(token.end) - start == sign.utf8CodeUnitCount else { return false }
        for offset in 0..<sign.utf8CodeUnitCount
        where unsafe sign.utf8Start[offset] != text[start + offset] { return false }
        return true
    }
}

extension TokenizedText {
    /// The next word that can belong to a name, across one hyphen, apostrophe or line end.
    package func wordOfName(after index: Int, before end: Int) -> Int? {
        NameMatch.wordOfName(tokens, bytes.span, after: index, before: end)
    }
}
