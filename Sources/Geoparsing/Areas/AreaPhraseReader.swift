import Gazetteers
import Geodesy
import Orthography
import Reports

/// Reads the phrases of a report that tell areas by its mentions.
///
/// It goes over the tokens once and looks a bounded number of them ahead and back. Of phrases that
/// overlap the one that begins first counts.
struct AreaPhraseReader {
    let report: Report
    let gazetteer: Gazetteer
    let resolutions: [Resolution]
    let focus: Focus
    let words: AreaWords
    let distances: DistanceReader
    /// Mentions with a place of their own, by their first token.
    private let starts: [Int: Int]
    /// By the number of a word: whether a phrase may begin with it, and whether it means a road.
    private let opens: [Bool]
    private let isRoad: [Bool]

    var text: TokenizedText { report.text }

    init(report: Report, gazetteer: Gazetteer, resolutions: [Resolution], focus: Focus) {
        self.focus = focus
        self.report = report
        self.gazetteer = gazetteer
        self.resolutions = resolutions
        words = AreaWords.of(report.language)
        distances = DistanceReader(report.text, report.language)
        var starts: [Int: Int] = [:]
        for (index, resolution) in resolutions.enumerated() {
            if case .place = resolution.outcome {
                starts[resolution.mention.tokens.lowerBound] = index
            }
        }
        self.starts = starts
        let openers = words.openers.union(NumberWords.of(report.language).units.keys)
        opens = report.text.words.map(openers.contains)
        isRoad = report.text.words.map(words.roads.contains)
    }

    /// The phrases in order, none overlapping.
    ///
    /// - Complexity: O(*n*).
    func phrases() -> [AreaPhrase] {
        var found: [AreaPhrase] = []
        var at = 0
        var free = 0
        while at < text.tokens.count {
            guard let phrase = phrase(at: at), phrase.tokens.lowerBound >= free,
                isUnbroken(phrase.tokens)
            else {
                at += 1
                continue
            }
            found.append(phrase)
            free = phrase.tokens.upperBound
            at = free
        }
        return found
    }

    private func phrase(at start: Int) -> AreaPhrase? {
        let token = text.tokens[start]
        guard
            opens[Int(token.wordID)] || token.kind == .number || starts[start] != nil
                || (token.isCapitalised && isRoadAhead(of: start))
        else { return nil }
        return distancePhrase(at: start) ?? kilometrePost(at: start) ?? roadPhrase(at: start)
            ?? borderPhrase(at: start) ?? betweenPhrase(at: start) ?? nearPhrase(at: start)
            ?? directionPhrase(at: start) ?? landscape(at: start) ?? named(at: start)
    }

    /// Whether a word for a road stands at a token or a few behind it, as in every name of one.
    func isRoadAhead(of start: Int) -> Bool {
        let end = min(start + 9, text.tokens.count)
        return start < end && text.tokens[start..<end].contains { isRoad[Int($0.wordID)] }
    }

    /// No phrase goes on over a blank line.
    private func isUnbroken(_ tokens: Range<Int>) -> Bool {
        tokens.dropLast().allSatisfy { index in
            text.gap(after: index).count { $0 == 10 } < 2
        }
    }

    // MARK: - Words

    func word(_ index: Int) -> String {
        text.tokens.indices.contains(index) ? text.word(index) : ""
    }

    /// The token behind the longest of some phrases that begins at a token.
    func end(of phrases: [[String]], at start: Int) -> Int? {
        var best: Int?
        for phrase in phrases where phrase.count > (best ?? start - 1) - start {
            guard phrase.indices.allSatisfy({ word(start + $0) == phrase[$0] }) else { continue }
            best = start + phrase.count
        }
        return best
    }

    /// The mention at a token, articles and words such as "the city of" in front of it skipped.
    func anchor(at start: Int) -> (mention: Int, next: Int)? {
        var at = start
        while at < start + 5, at < text.tokens.count {
            if let mention = starts[at] {
                return (mention, resolutions[mention].mention.tokens.upperBound)
            }
            guard words.fillers.contains(text.word(at)) else { return nil }
            at += 1
        }
        return nil
    }

    /// The mention that begins at a token itself.
    func mention(at start: Int) -> Int? { starts[start] }

    func place(of mention: Int) -> Place? { resolutions[mention].place }

    func level(of mention: Int) -> PlaceKind.Level { place(of: mention)?.kind.level ?? .site }

    /// Whether something small enough to measure from: no country and no continent.
    func isSmall(_ mention: Int) -> Bool { level(of: mention) > .country }

    /// "Bolivia's", behind a mention: what is meant is not the place.
    func isPossessive(_ end: Int) -> Bool {
        ["'", "\u{2019}"].contains(word(end)) && word(end + 1) == "s"
    }

    // MARK: - Simple phrases

    /// "between Caracollo and Oruro", "entre Caracollo y Oruro"
    private func betweenPhrase(at start: Int) -> AreaPhrase? {
        guard word(start) == words.between, let one = anchor(at: start + 1),
            words.and.contains(word(one.next)), let other = anchor(at: one.next + 1),
            isSmall(one.mention), isSmall(other.mention),
            level(of: one.mention) > .admin1, level(of: other.mention) > .admin1,
            !isPossessive(other.next)
        else { return nil }
        for back in 1...3 where words.dealings.contains(word(start - back)) { return nil }
        return AreaPhrase(
            tokens: start..<other.next, relation: .between(one.mention, other.mention))
    }

    /// "the border between Bolivia and Peru", "the Bolivia-Peru border", "la frontera con Chile"
    private func borderPhrase(at start: Int) -> AreaPhrase? {
        var at = start
        if words.articles.contains(word(at)) { at += 1 }
        if let one = starts[at] {
            let joint = resolutions[one].mention.tokens.upperBound
            guard ["-", "\u{2013}"].contains(word(joint)), let other = mention(at: joint + 1),
                isBordering(one, other)
            else { return nil }
            let end = resolutions[other].mention.tokens.upperBound
            guard words.borders.contains(word(end)) else { return nil }
            return AreaPhrase(tokens: start..<end + 1, relation: .border(one, other))
        }
        guard words.borders.contains(word(at)) else { return nil }
        at += 1
        if word(at) == words.between || words.of.contains(word(at)), let one = anchor(at: at + 1),
            words.and.contains(word(one.next)) || Self.with.contains(word(one.next)),
            let other = anchor(at: one.next + 1), isBordering(one.mention, other.mention)
        {
            return AreaPhrase(
                tokens: start..<other.next, relation: .border(one.mention, other.mention))
        }
        guard Self.with.contains(word(at)), let other = anchor(at: at + 1),
            level(of: other.mention) == .country
        else { return nil }
        return AreaPhrase(tokens: start..<other.next, relation: .border(nil, other.mention))
    }

    private static let with: Set<String> = ["with", "con"]

    /// Whether two areas of one level, which may have a border in common.
    private func isBordering(_ one: Int, _ other: Int) -> Bool {
        level(of: one) == level(of: other) && [.country, .admin1].contains(level(of: one))
            && place(of: one)?.index != place(of: other)?.index
    }

    /// "near Lake Titicaca", "en las afueras de La Paz"
    private func nearPhrase(at start: Int) -> AreaPhrase? {
        if let end = end(of: words.outskirts, at: start), let place = anchor(at: end),
            level(of: place.mention) > .admin1, !isPossessive(place.next)
        {
            return AreaPhrase(tokens: start..<place.next, relation: .outskirts(place.mention))
        }
        if let end = end(of: words.near, at: start), let place = anchor(at: end),
            isSmall(place.mention), level(of: place.mention) != .admin1, !isPossessive(place.next)
        {
            return AreaPhrase(tokens: start..<place.next, relation: .near(place.mention))
        }
        return nil
    }

    /// A mention that is a named area itself.
    private func named(at start: Int) -> AreaPhrase? {
        guard let mention = starts[start], let place = place(of: mention) else { return nil }
        let tokens = resolutions[mention].mention.tokens
        guard place.kind.level == .region else { return nil }
        return AreaPhrase(tokens: tokens, relation: .named(mention))
    }
}
