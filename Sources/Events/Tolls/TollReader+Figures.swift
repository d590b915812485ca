import Orthography
import Reports

/// How sure a figure is, and whether it sums up more than the event of its sentence.
extension TollReader {
    /// The lowest, the best and the highest that a number tells.
    func toll(
        _ number: NumberWords.Reading, upTo end: Int, in sentence: Range<Int>
    ) -> Toll {
        let value = number.value
        let start = number.tokens.lowerBound
        // "no more than" is longer than "more than", and tells.
        let sets = [TollWords.PlainSet.atLeast, .atMost, .below].compactMap { set in
            words.phrases(set).match(in: report.text, endingAt: start, after: sentence.lowerBound)
                .map { (set: set, start: $0.start) }
        }
        let bound = sets.min { $0.start < $1.start }?.set
        func isBehind(_ index: Int) -> Bool {
            words.phrases(.orMore).match(in: report.text, at: index, before: sentence.upperBound)
                != nil
        }
        if number.isVague { return Toll(low: value, best: nil, high: nil) }
        if bound == .below { return Toll(low: nil, best: nil, high: value) }
        if bound == .atLeast || isBehind(number.tokens.upperBound) || isBehind(end) {
            return Toll(low: value, best: value, high: nil)
        }
        if bound == .atMost { return Toll(low: nil, best: value, high: value) }
        return Toll(low: value, best: value, high: value)
    }

    /// Marks the figures that sum up a longer time.
    ///
    /// What sums up stands in the figure's own part of the sentence: from the end of the part before
    /// to the next comma or "and". So in "five were killed, bringing the dead to 63" the five are
    /// the day's.
    func markTotals(_ found: inout [Found], in sentence: Range<Int>) {
        var left = sentence.lowerBound
        for index in found.indices {
            let next = index + 1 < found.count ? found[index + 1].tokens.lowerBound : nil
            let limit = max(found[index].tokens.upperBound, next ?? sentence.upperBound)
            let right =
                (found[index].tokens.upperBound..<limit).first {
                    let word = report.text.folded($0)
                    return [",", ";"].contains(word) || (next != nil && words.has(.ands, word))
                } ?? limit
            found[index].isTotal = isTotal(found[index], in: left..<max(left, right))
            left = right
        }
        // "63 were killed and 200 wounded since September" sums up both.
        for index in found.indices.dropLast().reversed()
        where found[index + 1].isTotal && !found[index].isTotal {
            let between =
                found[index].tokens
                .upperBound..<max(
                    found[index].tokens.upperBound, found[index + 1].tokens.lowerBound)
            found[index].isTotal = between.allSatisfy {
                let word = report.text.folded($0)
                return word == "," || words.has(.ands, word)
                    || words.has(.auxiliaries, word) || words.counts(word, .passive) != nil
            }
        }
    }

    /// How far in front of its number "since" may stand; farther off it tells of something else.
    private static let longestSince = 12

    private func isTotal(_ figure: Found, in part: Range<Int>) -> Bool {
        part.contains { index in
            if words.phrases(.total).match(in: report.text, at: index, before: part.upperBound)
                != nil
            {
                return true
            }
            // A blockade "since Monday" has the same people every day.
            guard words.has(.since, report.text.folded(index)),
                figure.counts != .participants,
                figure.tokens.lowerBound - index <= TollReader.longestSince
            else { return false }
            // "the deadliest day since" compares.
            let before = max(part.lowerBound, index - 8)..<index
            if before.contains(where: { words.has(.comparing, report.text.folded($0)) }) {
                return false
            }
            // "desde el cerro" is where the shots came from, "desde septiembre" is a time.
            return words.isEmpty(.sinceWhat)
                || (index + 1..<min(index + 4, part.upperBound)).contains {
                    words.has(.sinceWhat, report.text.folded($0))
                        || report.text.tokens[$0].kind == .number
                }
        }
    }

    // MARK: - Nobody

    /// "no one was killed", "there were no deaths or injuries", "no hubo muertos ni heridos".
    func zeros(at start: Int, in sentence: Range<Int>) -> [Found]? {
        func match(_ set: TollWords.PlainSet, _ at: Int) -> Int? {
            words.phrases(set).match(in: report.text, at: at, before: sentence.upperBound)?.end
        }
        func zero(_ counts: Counted, _ end: Int) -> Found {
            Found(
                counts: counts, toll: Toll(low: 0, best: 0, high: 0), tokens: start..<end,
                isTotal: false)
        }
        if let end = match(.nobody, start), let counts = verbBehind(end, in: sentence) {
            return [zero(counts, end)]
        }
        guard let first = match(.no, start) else { return nil }
        var at = match(.thereWere, first) ?? first
        if let (counts, end) = noun(at, in: sentence) {
            var found = [zero(counts, end)]
            at = end
            while let next = match(.nor, at), let (counts, end) = noun(next, in: sentence) {
                if !found.contains(where: { $0.counts == counts }) {
                    found.append(zero(counts, end))
                }
                at = end
            }
            return found
        }
        guard let end = endOfPeople(behind: at, sentence),
            let counts = verbBehind(end, in: sentence)
        else {
            // "no murió nadie"
            guard let counts = words.counts(word(at, in: sentence), .passive),
                let end = match(.nobody, at + 1)
            else { return nil }
            return [zero(counts, end)]
        }
        return [zero(counts, end)]
    }

    /// A noun for the dead, the hurt or the arrested, adjectives passed over.
    private func noun(_ index: Int, in sentence: Range<Int>) -> (Counted, Int)? {
        for at in index..<index + 3 {
            let next = word(at, in: sentence)
            if let counts = words.counts(next, .noun) { return (counts, at + 1) }
            guard words.has(.fillers, next) else { return nil }
        }
        return nil
    }
}
