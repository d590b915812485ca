import Orthography
import Reports

/// A distance as a text tells it: "a hundred miles", "unos 20 km", "kilómetro y medio".
struct WrittenDistance: Sendable {
    /// The tokens of the number and the unit, and of "about" in front of them.
    let tokens: Range<Int>
    /// The figure told.
    let kilometres: Double
    /// What the figure may stand for.
    let bounds: ClosedRange<Double>
    /// Whether it is only told that something lies no farther.
    let isMost: Bool

    /// Farther than this nobody tells a place by another.
    static let farthestKilometres = 2000.0

    /// How far a figure may be off at least: half of the sections of Bolivian highways are longer
    /// than the straight line by this much (see the decision on relative places), and a report that
    /// tells kilometres seldom says whether they are those of the road.
    static let leastShare = 0.12
    /// However round a figure is, it is not off by more.
    static let mostShare = 0.25

    /// The share by which a figure may be off, from how round it is: half of the largest of 1, 2
    /// and 5 with zeros that it is a multiple of.
    static func share(of value: Double) -> Double {
        var power = 1000.0
        while power >= 0.01 {
            for step in [5.0, 2, 1] {
                let count = value / (step * power)
                if count >= 0.999, (count - count.rounded()).magnitude < 1e-6 {
                    return min(max(step * power / 2 / value, leastShare), mostShare)
                }
            }
            power /= 10
        }
        return leastShare
    }
}

/// Reads distances of one language.
struct DistanceReader {
    let text: TokenizedText
    let words: AreaWords
    let numbers: NumberWords
    /// Whether a comma begins decimals.
    let isCommaDecimal: Bool

    init(_ text: TokenizedText, _ language: Language) {
        self.text = text
        words = AreaWords.of(language)
        numbers = NumberWords.of(language)
        isCommaDecimal = language == .spanish
    }

    /// A number with what follows it.
    private struct Amount {
        let value: Double
        let next: Int
        let isVague: Bool
    }

    /// The distance that begins at a token, if one does.
    ///
    /// - Returns: `nil` also for nothing, for less than nothing, and for what is farther than
    ///   ``WrittenDistance/farthestKilometres``.
    func distance(at start: Int) -> WrittenDistance? {
        guard let amount = amount(at: start), amount.next < text.tokens.count else { return nil }
        // "-20 km", "1/2 km", "1e400 km": the number is the end of something else.
        if start > 0, text.touchesNext(start - 1), !Self.openers.contains(text.word(start - 1)) {
            return nil
        }
        var next = amount.next
        var value = amount.value
        if let half = halfBehind(next) { (value, next) = (value + 0.5, half) }
        if next + 1 < text.tokens.count, text.word(next) == "-" { next += 1 }
        guard next < text.tokens.count, let unit = words.units[text.word(next)] else { return nil }
        next += 1
        if let half = halfBehind(next) { (value, next) = (value + 0.5, half) }
        let kilometres = value * unit
        guard kilometres > 0, kilometres <= WrittenDistance.farthestKilometres else { return nil }
        return bounded(
            kilometres, share: WrittenDistance.share(of: value), isVague: amount.isVague,
            tokens: start..<next)
    }

    private static let openers: Set<String> = ["(", "[", "\"", "\u{201C}", "\u{2018}", "\u{AB}"]

    /// A figure with the words in front of it that say how it is meant.
    private func bounded(
        _ kilometres: Double, share: Double, isVague: Bool, tokens: Range<Int>
    ) -> WrittenDistance {
        var start = tokens.lowerBound
        var steps = 0
        while start > 0, steps < 2, words.approximations.contains(text.word(start - 1)),
            phrase(in: words.atMost + words.atLeast, endingBefore: start) == nil
        {
            start -= 1
            steps += 1
        }
        var bounds =
            isVague
            ? kilometres / 2...kilometres * 2
            : kilometres * (1 - share)...kilometres * (1 + share)
        var isMost = false
        if let first = phrase(in: words.atMost, endingBefore: start) {
            (start, isMost, bounds) = (first, true, 0...bounds.upperBound)
        } else if let first = phrase(in: words.atLeast, endingBefore: start) {
            (start, bounds) = (first, kilometres...kilometres * 1.5)
        } else if steps > 0, ["de", "los"].contains(text.word(start)) {
            start = tokens.lowerBound
        }
        return WrittenDistance(
            tokens: start..<tokens.upperBound, kilometres: kilometres, bounds: bounds,
            isMost: isMost)
    }

    private func phrase(in phrases: [[String]], endingBefore end: Int) -> Int? {
        for words in phrases where words.count <= end {
            let start = end - words.count
            if words.indices.allSatisfy({ text.word(start + $0) == words[$0] }) { return start }
        }
        return nil
    }

    /// "and a half", "y medio"
    private func halfBehind(_ start: Int) -> Int? {
        guard start + 1 < text.tokens.count, words.and.contains(text.word(start)) else {
            return nil
        }
        if words.halves.contains(text.word(start + 1)) { return start + 2 }
        guard start + 2 < text.tokens.count, text.word(start + 1) == "a",
            words.halves.contains(text.word(start + 2))
        else { return nil }
        return start + 3
    }

    private func amount(at start: Int) -> Amount? {
        guard start < text.tokens.count else { return nil }
        let word = text.word(start)
        if words.halves.contains(word) {
            // "half a mile", "half of a mile" is not said.
            let next = start + 1
            let isArticle = next < text.tokens.count && ["a", "an"].contains(text.word(next))
            return Amount(value: 0.5, next: isArticle ? next + 1 : next, isVague: false)
        }
        if words.units[word] != nil, halfBehind(start + 1) != nil {
            // "kilómetro y medio": one and a half, the unit stands first.
            return Amount(value: 1, next: start, isVague: false)
        }
        if let vague = vagueAmount(at: start) { return vague }
        if let reading = numbers.number(in: text, at: start, before: text.tokens.count) {
            guard !reading.isVague else { return nil }
            return Amount(
                value: Double(reading.value), next: reading.tokens.upperBound, isVague: false)
        }
        return decimal(at: start)
    }

    private func vagueAmount(at start: Int) -> Amount? {
        var best: Amount?
        for (phrase, value) in words.vagueNumbers
        where start + phrase.count < text.tokens.count
            && phrase.count > (best?.next ?? start) - start
            && phrase.indices.allSatisfy({ text.word(start + $0) == phrase[$0] })
        {
            best = Amount(value: value, next: start + phrase.count, isVague: true)
        }
        return best
    }

    /// "2.5", "2,5"
    private func decimal(at start: Int) -> Amount? {
        guard text.tokens[start].kind == .number else { return nil }
        let written = text.word(start)
        let other: Character = isCommaDecimal ? "," : "."
        let mark: Character = written.contains(other) ? other : isCommaDecimal ? "." : ","
        let parts = written.split(separator: mark, omittingEmptySubsequences: false)
        guard parts.count == 2, written.count <= 9, mark == "." || isCommaDecimal,
            let value = Double(parts.joined(separator: "."))
        else { return nil }
        return Amount(value: value, next: start + 1, isVague: false)
    }
}
