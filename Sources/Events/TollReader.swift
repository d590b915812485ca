import Orthography
import Reports

/// Reads how many were killed, hurt, arrested, or took part, out of a sentence.
struct TollReader {
    /// A figure with what it counts.
    struct Found {
        let counts: Counted
        let toll: Toll
        let tokens: Range<Int>
        /// Whether the words sum up a longer time than the day ("so far", "the death toll").
        let isTotal: Bool
    }

    /// What is counted.
    enum Counted: Sendable { case deaths, injured, arrested, participants }

    let report: Report
    let numbers: NumberWords
    let words: TollWords

    init(report: Report) {
        self.report = report
        numbers = NumberWords.of(report.language)
        words = TollWords.of(report.language)
    }

    /// The figures of a sentence, in order.
    ///
    /// - Complexity: O(*n*).
    func tolls(in sentence: Range<Int>) -> [Found] {
        var found: [Found] = []
        var at = sentence.lowerBound
        while at < sentence.upperBound {
            if let span = span(at: at, in: sentence) {
                found.append(span)
                at = span.tokens.upperBound
                continue
            }
            guard let number = numbers.number(in: report.text, at: at, before: sentence.upperBound),
                !isRejected(number, in: sentence)
            else {
                at += 1
                continue
            }
            if let list = list(from: number, in: sentence) {
                found.append(list)
                at = list.tokens.upperBound
            } else if let (counts, end) = counted(number.tokens, in: sentence) {
                found.append(
                    Found(
                        counts: counts, toll: toll(number, in: sentence),
                        tokens: number.tokens.lowerBound..<end,
                        isTotal: isTotal(number, in: sentence)))
                at = end
            } else {
                at = number.tokens.upperBound
            }
        }
        return found
    }

    // MARK: - What is counted

    func word(_ index: Int, in sentence: Range<Int>) -> String {
        sentence.contains(index) ? report.text.word(index) : ""
    }

    /// Articles and pronouns read as numbers ("a", "one"), percentages, money, ages, clock times.
    func isRejected(_ number: NumberWords.Reading, in sentence: Range<Int>) -> Bool {
        let next = word(number.tokens.upperBound, in: sentence)
        let before = word(number.tokens.lowerBound - 1, in: sentence)
        if words.rejectedAfter.contains(next) || words.rejectedBefore.contains(before) {
            return true
        }
        if next == "-" || before == "$" || before == "#" { return true }
        let token = report.text.tokens[number.tokens.lowerBound]
        // A four-digit number without grouping is more often a year than a count.
        return token.kind == .number && number.tokens.count == 1 && token.end - token.start == 4
            && (1500...2099).contains(number.value)
    }

    /// What a number counts: "17 dead", "five peasants were killed", "killed five peasants".
    func counted(_ number: Range<Int>, in sentence: Range<Int>) -> (Counted, Int)? {
        var end = number.upperBound
        var sawPeople = false
        // Up to four words about who was counted: "of the", "other", "young", "people".
        for _ in 0..<5 {
            let next = word(end, in: sentence)
            if let counts = words.afterNumber[next] {
                return counts == .participants ? nil : (counts, end + 1)
            }
            if words.people.contains(next) {
                sawPeople = true
                end += 1
            } else if words.fillers.contains(next) {
                end += 1
            } else {
                break
            }
        }
        if let counts = verbBehind(end, in: sentence),
            sawPeople || isCount(number, in: sentence)
        {
            return (counts, end)
        }
        if let (counts, verb) = verbBefore(number.lowerBound, in: sentence) {
            let isOne =
                number.count == 1 && words.ones.contains(word(number.lowerBound, in: sentence))
            if sawPeople || !(isOne || words.costs.contains(verb)) { return (counts, end) }
        }
        if sawPeople, let first = sentence.first, number.lowerBound >= first {
            let value = numbers.number(
                in: report.text, at: number.lowerBound, before: sentence.upperBound)
            if let value, value.value >= 20 { return (.participants, end) }
        }
        return nil
    }

    /// Whether a number without a noun counts people and is no day of a month: "at least five were
    /// killed", but not "on Monday 13 were killed".
    private func isCount(_ number: Range<Int>, in sentence: Range<Int>) -> Bool {
        let first = word(number.lowerBound, in: sentence)
        if report.text.tokens[number.lowerBound].kind == .word {
            return !words.ones.contains(first)
        }
        let before = word(number.lowerBound - 1, in: sentence)
        return number.count > 1 || first.count > 2 || before.isEmpty
            || words.qualifierWords.contains(before)
    }

    /// "were killed", "had died", "murieron": the verb right behind the people.
    func verbBehind(_ start: Int, in sentence: Range<Int>) -> Counted? {
        var at = start
        for _ in 0..<5 {
            let next = word(at, in: sentence)
            if let counts = words.passives[next] { return counts }
            // "lost their lives"
            if next == "lost", ["lives", "life"].contains(word(at + 2, in: sentence)) {
                return .deaths
            }
            // "were shot and killed", but not "eight people and wounded twenty".
            guard words.auxiliaries.contains(next) || (at > start && words.ands.contains(next))
            else { return nil }
            at += 1
        }
        return nil
    }

    /// "killed", "leaving", "killing at least": the verb right in front of the number.
    func verbBefore(_ start: Int, in sentence: Range<Int>) -> (Counted, String)? {
        var at = start - 1
        for _ in 0..<6 {
            let before = word(at, in: sentence)
            if let counts = words.verbsBefore[before] { return (counts, before) }
            guard words.qualifierWords.contains(before) else { return nil }
            at -= 1
        }
        return nil
    }

    // MARK: - How sure the figure is

    private func toll(_ number: NumberWords.Reading, in sentence: Range<Int>) -> Toll {
        let value = number.value
        var before: [String] = []
        for step in 1...3 { before.append(word(number.tokens.lowerBound - step, in: sentence)) }
        let phrase = before.reversed().joined(separator: " ")
        if number.isVague { return Toll(low: value, best: nil, high: nil) }
        if words.atLeast.contains(where: { phrase.hasSuffix($0) }) {
            return Toll(low: value, best: value, high: nil)
        }
        if words.atMost.contains(where: { phrase.hasSuffix($0) }) {
            return Toll(low: nil, best: value, high: value)
        }
        return Toll(low: value, best: value, high: value)
    }

    func isTotal(_ number: NumberWords.Reading, in sentence: Range<Int>) -> Bool {
        sentence.contains { words.totals.contains(report.text.word($0)) }
    }
}
