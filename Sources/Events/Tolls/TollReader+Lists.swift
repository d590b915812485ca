import Orthography
import Reports

/// Figures of several numbers: spans and lists.
extension TollReader {
    /// "between 20 and 30 people were killed", "20 to 30 dead": one figure with two ends and no best.
    func span(at start: Int, in sentence: Range<Int>) -> Found? {
        let isBetween = words.has(.between, word(start, in: sentence))
        let first = isBetween ? start + 1 : start
        guard
            let low = numbers.number(
                in: report.text, at: first, before: sentence.upperBound), !low.isVague,
            case let joint = word(low.tokens.upperBound, in: sentence),
            isBetween ? words.has(.ands, joint) : words.has(.to, joint),
            let high = numbers.number(
                in: report.text, at: low.tokens.upperBound + 1, before: sentence.upperBound),
            !high.isVague, !isRejected(high, isSpan: true, in: sentence),
            low.value < high.value, isBetween || low.value > 1,
            let (counts, end) = counted(
                NumberWords.Reading(
                    value: high.value, tokens: start..<high.tokens.upperBound, isVague: false),
                in: sentence)
        else { return nil }
        return Found(
            counts: counts, toll: Toll(low: low.value, best: nil, high: high.value),
            tokens: start..<end, isTotal: false)
    }

    /// "two miners and a soldier were killed", "killed two miners and a soldier": one figure.
    func list(from first: NumberWords.Reading, in sentence: Range<Int>) -> Found? {
        guard !first.isVague, var end = endOfPeople(behind: first.tokens.upperBound, sentence)
        else { return nil }
        let isWhole =
            word(end, in: sentence) == ","
            && (first.tokens.upperBound..<end).contains {
                words.has(.general, report.text.folded($0))
            }
        var sum = first.value
        var items = 1
        while let next = nextItem(behind: end, sentence) {
            sum += next.value
            end = next.end
            items += 1
        }
        guard items > 1 else { return nil }
        let counts =
            verbBehind(end, in: sentence)
            ?? verbBefore(first.tokens.lowerBound, in: sentence)?.counts
        guard let counts else { return nil }
        // "three people, two miners and a soldier": a total that its parts follow.
        if isWhole, items > 2, sum == 2 * first.value { sum = first.value }
        let whole = NumberWords.Reading(value: sum, tokens: first.tokens, isVague: false)
        return Found(
            counts: counts, toll: toll(whole, upTo: end, in: sentence),
            tokens: first.tokens.lowerBound..<end, isTotal: false)
    }

    /// A comma or an "and", a number, and people.
    private func nextItem(
        behind index: Int, _ sentence: Range<Int>
    ) -> (value: Int, end: Int)? {
        var at = index
        while word(at, in: sentence) == "," || words.has(.ands, word(at, in: sentence)) {
            at += 1
        }
        guard at > index else { return nil }
        // "a woman and her son"
        if words.has(.possessives, word(at, in: sentence)),
            words.has(.kin, word(at + 1, in: sentence))
        {
            return (1, at + 2)
        }
        guard let number = number(at: at, in: sentence), !number.isVague,
            // "twelve people, four of them women": a part of the twelve.
            words.phrases(.partOf).match(
                in: report.text, at: number.tokens.upperBound, before: sentence.upperBound)
                == nil,
            let end = endOfPeople(behind: number.tokens.upperBound, sentence)
                ?? endOfUnnamed(behind: number.tokens.upperBound, sentence)
        else { return nil }
        return (number.value, end)
    }

    /// The token behind the last word of a list, a noun for people that no list has, right before the
    /// verb: "two miners and a conscript were killed".
    private func endOfUnnamed(behind index: Int, _ sentence: Range<Int>) -> Int? {
        isPlainWord(index, in: sentence) && beginsVerb(index + 1, in: sentence) ? index + 1 : nil
    }

    /// The token behind the noun for people that follows a number, adjectives passed over.
    func endOfPeople(behind index: Int, _ sentence: Range<Int>) -> Int? {
        var at = index
        for _ in 0..<4 {
            let next = word(at, in: sentence)
            if words.has(.people, next) { return at + 1 }
            guard words.has(.fillers, next) else { return nil }
            at += 1
        }
        return nil
    }
}
