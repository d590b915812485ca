import Orthography
import Reports

extension TollReader {
    /// "between 20 and 30 people were killed": one figure with two ends and no best.
    func span(at start: Int, in sentence: Range<Int>) -> Found? {
        guard words.between.contains(word(start, in: sentence)),
            let low = numbers.number(in: report.text, at: start + 1, before: sentence.upperBound),
            words.ands.contains(word(low.tokens.upperBound, in: sentence)),
            let high = numbers.number(
                in: report.text, at: low.tokens.upperBound + 1, before: sentence.upperBound),
            low.value < high.value, !isRejected(high, in: sentence),
            let (counts, end) = counted(start..<high.tokens.upperBound, in: sentence)
                ?? marchers(high, sentence)
        else { return nil }
        return Found(
            counts: counts, toll: Toll(low: low.value, best: nil, high: high.value),
            tokens: start..<end, isTotal: isTotal(high, in: sentence))
    }

    /// Twenty people or more of whom nothing else is told.
    private func marchers(
        _ number: NumberWords.Reading, _ sentence: Range<Int>
    ) -> (Counted, Int)? {
        guard number.value >= 20 else { return nil }
        return endOfPeople(behind: number.tokens.upperBound, sentence).map { (.participants, $0) }
    }

    /// "two miners and a soldier were killed", "killed two miners and a soldier": one figure.
    func list(from first: NumberWords.Reading, in sentence: Range<Int>) -> Found? {
        guard !first.isVague, var end = endOfPeople(behind: first.tokens.upperBound, sentence)
        else { return nil }
        var sum = first.value
        var items = 1
        while let next = nextItem(behind: end, sentence) {
            sum += next.value
            end = next.end
            items += 1
        }
        guard items > 1 else { return nil }
        let counts =
            verbBehind(end, in: sentence) ?? verbBefore(first.tokens.lowerBound, in: sentence)?.0
        guard let counts else { return nil }
        return Found(
            counts: counts, toll: Toll(low: sum, best: sum, high: sum),
            tokens: first.tokens.lowerBound..<end, isTotal: isTotal(first, in: sentence))
    }

    /// A comma or an "and", a number, and people.
    private func nextItem(
        behind index: Int, _ sentence: Range<Int>
    ) -> (value: Int, end: Int)? {
        var at = index
        while word(at, in: sentence) == "," || words.ands.contains(word(at, in: sentence)) {
            at += 1
        }
        guard at > index,
            let number = numbers.number(in: report.text, at: at, before: sentence.upperBound),
            !number.isVague, !isRejected(number, in: sentence),
            let end = endOfPeople(behind: number.tokens.upperBound, sentence)
        else { return nil }
        return (number.value, end)
    }

    /// The token behind the noun for people that follows a number, adjectives passed over.
    private func endOfPeople(behind index: Int, _ sentence: Range<Int>) -> Int? {
        var at = index
        for _ in 0..<4 {
            let next = word(at, in: sentence)
            if words.people.contains(next) { return at + 1 }
            guard words.fillers.contains(next) else { return nil }
            at += 1
        }
        return nil
    }
}
