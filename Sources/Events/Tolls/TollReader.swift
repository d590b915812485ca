import Orthography
import Reports

/// Reads how many were killed, hurt, arrested, or took part, out of a sentence.
struct TollReader {
    /// A figure with what it counts.
    struct Found {
        let counts: Counted
        let toll: Toll
        let tokens: Range<Int>
        /// Whether the words sum up a longer time than the event's ("so far", "since September"):
        /// such a figure is no toll of a day.
        var isTotal: Bool

        /// Whether the words say that nobody was killed, hurt or arrested.
        var isNobody: Bool { toll.high == 0 }
    }

    /// What is counted.
    enum Counted: String, Sendable, CaseIterable { case deaths, injured, arrested, participants }

    let report: Report
    let numbers: NumberWords
    let words: TollWords

    /// - Parameter words: The words of the report's language.
    init(report: Report, words: TollWords) {
        self.report = report
        self.words = words
        numbers = words.numbers
    }

    /// The figures of a sentence, in order.
    ///
    /// A list of people is one figure, and so is a total that its parts follow: they are never added
    /// to it.
    ///
    /// - Complexity: O(*n*).
    func tolls(in sentence: Range<Int>) -> [Found] {
        var found: [Found] = []
        var at = sentence.lowerBound
        while at < sentence.upperBound {
            guard words.mayBegin(with: report.text.tokens[at]) else {
                at += 1
                continue
            }
            if let figure = figure(at: at, in: sentence) {
                found += figure
                at = max(at + 1, figure.last?.tokens.upperBound ?? at)
            } else if let number = number(at: at, in: sentence) {
                at = number.tokens.upperBound
            } else {
                at += 1
            }
        }
        markTotals(&found, in: sentence)
        return found
    }

    /// What begins at a token: a zero or several, a span, a list or a single figure.
    private func figure(at start: Int, in sentence: Range<Int>) -> [Found]? {
        if let zeros = zeros(at: start, in: sentence) { return zeros }
        if let span = span(at: start, in: sentence) { return [span] }
        guard let number = number(at: start, in: sentence) else { return nil }
        if let list = list(from: number, in: sentence) { return [list] }
        guard let (counts, end) = counted(number, in: sentence) else { return nil }
        return [
            Found(
                counts: counts, toll: toll(number, upTo: end, in: sentence),
                tokens: number.tokens.lowerBound..<end, isTotal: false)
        ]
    }

    /// The number at a token that may count people.
    func number(at start: Int, in sentence: Range<Int>) -> NumberWords.Reading? {
        numbers.number(in: report.text, at: start, before: sentence.upperBound)
            .flatMap { isRejected($0, in: sentence) ? nil : $0 }
    }

    // MARK: - What is counted

    func word(_ index: Int, in sentence: Range<Int>) -> FoldedWord {
        sentence.contains(index) ? report.text.folded(index) : .none
    }

    /// Percentages, money, ages, clock times, numbers of laws, years.
    ///
    /// - Parameter isSpan: Whether the number is the second of "20-30".
    func isRejected(
        _ number: NumberWords.Reading, isSpan: Bool = false, in sentence: Range<Int>
    ) -> Bool {
        let next = word(number.tokens.upperBound, in: sentence)
        let before = word(number.tokens.lowerBound - 1, in: sentence)
        if words.has(.things, next) || words.has(.age, next)
            || words.has(.labels, before) || ["-", "%"].contains(next)
            || ["$", "#", "€", "£"].contains(before)
        {
            return true
        }
        let isClockTime = next == ":" || before == ":"
        let token = report.text.tokens[number.tokens.lowerBound]
        guard token.kind == .number else { return false }
        // "2019-10": a part of a longer number.
        let joint = number.tokens.lowerBound - 1
        if !isSpan, ["-", "/"].contains(before), report.text.touchesNext(joint),
            joint > sentence.lowerBound, report.text.tokens[joint - 1].kind == .number
        {
            return true
        }
        if isClockTime,
            report.text.touchesNext(number.tokens.upperBound - 1)
                || (number.tokens.lowerBound > 0
                    && report.text.touchesNext(number.tokens.lowerBound - 1))
        {
            // "9:30", but "Dead: 17" and "17: …" have a space.
            let isInner =
                next == ":" && report.text.touchesNext(number.tokens.upperBound)
                || before == ":" && report.text.touchesNext(number.tokens.lowerBound - 1)
            if isInner { return true }
        }
        if isDay(number, in: sentence) { return true }
        // A four-digit number without grouping is more often a year than a count.
        return number.tokens.count == 1 && token.end - token.start == 4
            && (1500...2099).contains(number.value)
    }

    /// What a number counts: "17 dead", "five peasants were killed", "killed five peasants".
    ///
    /// - Returns: With it, the token behind the people who are counted.
    func counted(
        _ number: NumberWords.Reading, in sentence: Range<Int>
    ) -> (Counted, Int)? {
        let who = people(behind: number.tokens.upperBound, in: sentence)
        let end = who.end
        if let noun = who.noun {
            // "eight of the wounded died"
            if noun != nil, let verb = verbBehind(end, in: sentence) { return (verb, end) }
            return noun.map { ($0, end) }
        }
        let first = number.tokens.lowerBound
        let isOne = number.tokens.count == 1 && words.has(.ones, word(first, in: sentence))
        let isSure = who.arePeople || isCount(number.tokens, in: sentence)
        if isSure, let counts = verbBehind(end, in: sentence) { return (counts, end) }
        if who.arePeople,
            let behind = behindApposition(end, in: sentence)
                ?? behindPhrase(who.peopleEnd, in: sentence),
            let counts = verbBehind(behind, in: sentence)
        {
            return (counts, behind)
        }
        if !who.arePeople, isSure || isOne,
            let (counts, behind) = unnamedPeople(end, in: sentence)
        {
            return (counts, behind)
        }
        if let before = verbBefore(first, in: sentence) {
            let isClear = !(isOne || words.has(.costs, before.word))
            if who.arePeople || isClear { return (before.counts, end) }
            if before.isAdjacent, !words.has(.costs, before.word),
                let end = unnamedPerson(first, end, in: sentence)
            {
                return (before.counts, end)
            }
        }
        return areMarchers(number, who.arePeople, end: end, in: sentence)
            ? (.participants, end) : nil
    }

    /// "On May 5 Bolivian miners died": the day of a month.
    private func isDay(_ number: NumberWords.Reading, in sentence: Range<Int>) -> Bool {
        guard number.tokens.count == 1, (1...31).contains(number.value) else { return false }
        let at = number.tokens.lowerBound
        let near = max(sentence.lowerBound, at - 4)..<min(sentence.upperBound, at + 5)
        return WrittenDate.all(in: near, of: report.text, language: report.language)
            .contains { $0.tokens.contains(at) && $0.month != nil }
    }

    /// Whether a number without a noun counts people and is no day of a month: "at least five were
    /// killed", but not "on Monday 13 were killed".
    func isCount(_ number: Range<Int>, in sentence: Range<Int>) -> Bool {
        let first = report.text.tokens[number.lowerBound]
        if first.kind == .word {
            return number.count > 1 || !words.has(.ones, FoldedWord(first))
        }
        let before = word(number.lowerBound - 1, in: sentence)
        return number.count > 1 || first.range.count > 2 || before.isEmpty
            || words.has(.qualifiers, before) || words.has(.ands, before)
            || [",", ";", ":"].contains(before)
    }

    /// "were killed", "had died", "murieron", "lost their lives": the verb right behind the people.
    func verbBehind(_ start: Int, in sentence: Range<Int>) -> Counted? {
        var at = start
        var isPassive = false
        for _ in 0..<6 {
            let next = word(at, in: sentence)
            if let counts = words.counts(next, .passive) {
                return isPassive || !isActive(at, in: sentence) ? counts : nil
            }
            if words.has(.be, next) { isPassive = true }
            if words.has(.losing, next) {
                let object = at + 1..<at + 4
                return object.contains { words.has(.lives, word($0, in: sentence)) }
                    ? .deaths : nil
            }
            // "were shot and killed", but not "eight people and wounded twenty".
            guard
                words.has(.auxiliaries, next) || (at > start && words.has(.ands, next))
                    || isAdverb(at, in: sentence)
            else { return nil }
            at += 1
        }
        return nil
    }

    private func isAdverb(_ index: Int, in sentence: Range<Int>) -> Bool {
        guard sentence.contains(index) else { return false }
        let word = report.text.word(index)
        return words.adverbEndings.contains { word.hasSuffix($0) }
    }

    /// "two soldiers killed five": a verb that has its victims behind it, not its people in front.
    func isActive(_ verb: Int, in sentence: Range<Int>) -> Bool {
        let next = word(verb, in: sentence)
        guard words.counts(next, .verb) != nil, !words.has(.dying, next),
            !words.has(.adjectives, next)
        else { return false }
        let behind = verb + 1
        func begins(_ set: TollWords.PlainSet) -> Bool {
            words.phrases(set).match(in: report.text, at: behind, before: sentence.upperBound)
                != nil
        }
        return words.has(.objectOpeners, word(behind, in: sentence))
            || words.has(.people, word(behind, in: sentence))
            || begins(.atLeast) || begins(.atMost)
            || numbers.number(in: report.text, at: behind, before: sentence.upperBound) != nil
    }

    /// "killed", "leaving", "the death of at least", "the dead rose to": what stands in front of the
    /// number.
    ///
    /// - Returns: What its word counts, the word, and whether it stands right in front.
    func verbBefore(
        _ start: Int, in sentence: Range<Int>
    ) -> (counts: Counted, word: FoldedWord, isAdjacent: Bool)? {
        var at = start - 1
        var stands = false
        for step in 0..<10 {
            let before = word(at, in: sentence)
            if word(at + 1, in: sentence) == ":" {
                // "Dead: 17", but what follows in "five dead: two miners …" is a part of the five.
                guard let counts = words.counts(before, .counted),
                    !sentence.contains(at - 1)
                        || numbers.units[report.text.word(at - 1)] == nil
                            && report.text.tokens[at - 1].kind != .number
                else { return nil }
                return (counts, before, false)
            }
            if let counts = words.counts(before, .verb) {
                let isAdjacent =
                    step == 0
                    || (step == 1
                        && words.has(.objects, word(at + 1, in: sentence)))
                return (counts, before, isAdjacent)
            }
            if stands, let counts = words.counts(before, .counted) {
                return (counts, before, false)
            }
            let isStanding = words.has(.stands, before)
            guard isStanding || words.has(.qualifiers, before) else { return nil }
            if isStanding { stands = true }
            at -= 1
        }
        return nil
    }
}
