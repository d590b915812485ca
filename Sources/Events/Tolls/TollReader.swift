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
        numbers = NumberWords.of(report.language)
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

    func word(_ index: Int, in sentence: Range<Int>) -> String {
        sentence.contains(index) ? report.text.word(index) : ""
    }

    /// Percentages, money, ages, clock times, numbers of laws, years.
    func isRejected(_ number: NumberWords.Reading, in sentence: Range<Int>) -> Bool {
        let next = word(number.tokens.upperBound, in: sentence)
        let before = word(number.tokens.lowerBound - 1, in: sentence)
        if words[.things].contains(next) || words[.age].contains(next)
            || words[.labels].contains(before) || ["-", "%"].contains(next)
            || ["$", "#", "€", "£"].contains(before)
        {
            return true
        }
        let isClockTime = next == ":" || before == ":"
        let token = report.text.tokens[number.tokens.lowerBound]
        guard token.kind == .number else { return false }
        if isClockTime, report.text.touchesNext(number.tokens.upperBound - 1)
            || (number.tokens.lowerBound > 0 && report.text.touchesNext(number.tokens.lowerBound - 1))
        {
            // "9:30", but "Dead: 17" and "17: …" have a space.
            let isInner =
                next == ":" && report.text.touchesNext(number.tokens.upperBound)
                || before == ":" && report.text.touchesNext(number.tokens.lowerBound - 1)
            if isInner { return true }
        }
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
        var end = who.end
        if let noun = who.noun { return noun.map { ($0, end) } }
        let isSure = who.arePeople || isCount(number.tokens, in: sentence)
        if isSure, let counts = verbBehind(end, in: sentence) { return (counts, end) }
        if who.arePeople, let behind = behindApposition(end, in: sentence),
            let counts = verbBehind(behind, in: sentence)
        {
            return (counts, behind)
        }
        if !who.arePeople, isSure, let (counts, behind) = unnamedPeople(end, in: sentence) {
            return (counts, behind)
        }
        if let (counts, verb) = verbBefore(number.tokens.lowerBound, in: sentence) {
            let isOne =
                number.tokens.count == 1
                && words[.ones].contains(word(number.tokens.lowerBound, in: sentence))
            if who.arePeople || !(isOne || words[.costs].contains(verb)) { return (counts, end) }
        }
        return marchers(number, who.arePeople, end: &end, in: sentence) ? (.participants, end) : nil
    }

    /// Who is counted behind a number: nouns for people, adjectives and ages passed over, or a noun
    /// that says what became of them.
    ///
    /// - Returns: `noun` is what such a noun counts, and `.some(nil)` where it counts nothing.
    private func people(
        behind index: Int, in sentence: Range<Int>
    ) -> (noun: Counted??, arePeople: Bool, end: Int) {
        var end =
            words.phrases(.orMore)?
            .match(in: report.text, at: index, before: sentence.upperBound)?.end ?? index
        var arePeople = false
        for _ in 0..<8 {
            let next = word(end, in: sentence)
            if let counts = words.counts(next, .noun) {
                let isCompound = words[.compounds].contains(word(end + 1, in: sentence))
                return (isCompound ? .some(nil) : counts, arePeople, end + 1)
            }
            if words[.uncounted].contains(next) { return (.some(nil), arePeople, end + 1) }
            if words[.people].contains(next) {
                arePeople = true
                end += 1
            } else if let behind = behindAge(end, ofPeople: arePeople, in: sentence) {
                end = behind
            } else if words[.fillers].contains(next) {
                end += 1
            } else {
                break
            }
        }
        return (nil, arePeople, end)
    }

    /// Behind "14-year-old", "de 14 años", ", 45,": an age beside the people.
    private func behindAge(
        _ index: Int, ofPeople arePeople: Bool, in sentence: Range<Int>
    ) -> Int? {
        var at = index
        var hasNumber = false
        var hasUnit = false
        for _ in 0..<8 {
            let next = word(at, in: sentence)
            if !hasNumber, let age = Int(next), (0..<120).contains(age) {
                hasNumber = true
            } else if words[.age].contains(next), hasNumber {
                hasUnit = true
            } else if next == "," {
                // "a man, 45, was killed"
                if arePeople, hasNumber, at == index + 2 { return at + 1 }
                guard at == index else { break }
            } else if !words[.ageJoints].contains(next) {
                break
            }
            at += 1
        }
        return hasNumber && hasUnit ? at : nil
    }

    /// Behind ", two of them students,": what stands between commas behind the people.
    private func behindApposition(_ index: Int, in sentence: Range<Int>) -> Int? {
        let sign = word(index, in: sentence)
        guard [",", "(", "–", "—"].contains(sign) else { return nil }
        let closer = sign == "(" ? ")" : sign
        var end: Int?
        for at in index + 2..<index + 14 {
            let next = word(at, in: sentence)
            guard !next.isEmpty, next != ";" else { break }
            // "three people, two miners, a student and a soldier, were killed": the last comma.
            if next == closer { end = at + 1 }
            if words.counts(next, .passive) != nil { break }
        }
        return end
    }

    /// "twelve bakers were killed": one or two words for people that no list has, right before the
    /// verb in the passive.
    private func unnamedPeople(_ index: Int, in sentence: Range<Int>) -> (Counted, Int)? {
        for end in index + 1...index + 2 {
            let next = word(end - 1, in: sentence)
            guard sentence.contains(end - 1), report.text.tokens[end - 1].kind == .word,
                !words[.things].contains(next), !words[.auxiliaries].contains(next),
                !words[.qualifiers].contains(next), !words[.ands].contains(next)
            else { return nil }
            if words[.auxiliaries].contains(word(end, in: sentence)),
                let counts = verbBehind(end, in: sentence)
            {
                return (counts, end)
            }
        }
        return nil
    }

    /// Whether people of whom nothing else is told took part: twenty or more of them, or as many as
    /// "marched", or "a crowd of 500".
    private func marchers(
        _ number: NumberWords.Reading, _ arePeople: Bool, end: inout Int, in sentence: Range<Int>
    ) -> Bool {
        let isMarching =
            words.phrases(.marching)?
            .match(in: report.text, at: end, before: sentence.upperBound) != nil
            && (arePeople || isCount(number.tokens, in: sentence))
        if isMarching, number.value > 1 { return true }
        let of = number.tokens.lowerBound - 1
        if number.value >= 20, words[.qualifiers].contains(word(of, in: sentence)) {
            var at = of
            for _ in 0..<4 where words[.qualifiers].contains(word(at, in: sentence)) { at -= 1 }
            if words[.crowds].contains(word(at, in: sentence)) { return true }
        }
        guard arePeople, number.value >= 20 else { return false }
        return !(number.tokens.upperBound..<end).contains {
            words[.guards].contains(report.text.word($0))
        }
    }

    /// Whether a number without a noun counts people and is no day of a month: "at least five were
    /// killed", but not "on Monday 13 were killed".
    private func isCount(_ number: Range<Int>, in sentence: Range<Int>) -> Bool {
        let first = word(number.lowerBound, in: sentence)
        if report.text.tokens[number.lowerBound].kind == .word {
            return number.count > 1 || !words[.ones].contains(first)
        }
        let before = word(number.lowerBound - 1, in: sentence)
        return number.count > 1 || first.count > 2 || before.isEmpty
            || words[.qualifiers].contains(before) || words[.ands].contains(before)
            || [",", ";", ":"].contains(before)
    }

    /// "were killed", "had died", "murieron", "lost their lives": the verb right behind the people.
    func verbBehind(_ start: Int, in sentence: Range<Int>) -> Counted? {
        var at = start
        for _ in 0..<6 {
            let next = word(at, in: sentence)
            if let counts = words.counts(next, .passive) { return counts }
            if words[.losing].contains(next) {
                let object = at + 1..<at + 4
                return object.contains { words[.lives].contains(word($0, in: sentence)) }
                    ? .deaths : nil
            }
            // "were shot and killed", but not "eight people and wounded twenty".
            guard
                words[.auxiliaries].contains(next) || (at > start && words[.ands].contains(next))
            else { return nil }
            at += 1
        }
        return nil
    }

    /// "killed", "leaving", "the death of at least", "the dead rose to": what stands in front of the
    /// number, and its word.
    func verbBefore(_ start: Int, in sentence: Range<Int>) -> (Counted, String)? {
        var at = start - 1
        var stands = false
        for _ in 0..<10 {
            let before = word(at, in: sentence)
            if word(at + 1, in: sentence) == ":" {
                // "Dead: 17", but what follows in "five dead: two miners …" is a part of the five.
                guard let counts = words.counts(before, .counted),
                    numbers.units[word(at - 1, in: sentence)] == nil,
                    !sentence.contains(at - 1) || report.text.tokens[at - 1].kind != .number
                else { return nil }
                return (counts, before)
            }
            if let counts = words.counts(before, .verb) { return (counts, before) }
            if stands, let counts = words.counts(before, .counted) { return (counts, before) }
            let isStanding = words[.stands].contains(before)
            guard isStanding || words[.qualifiers].contains(before) else { return nil }
            if isStanding { stands = true }
            at -= 1
        }
        return nil
    }
}
