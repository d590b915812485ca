import Orthography
import Reports
import SimpleFeatures

/// What stands around a date: a part of the day, the other end of a span, what the date belongs to.
extension DateSolver {
    // MARK: - Parts of a day

    /// Adds the part of the day that stands beside a reading: "Monday night", "la madrugada del
    /// domingo".
    ///
    /// - Parameter free: The tokens that no earlier date has used.
    func addPart(to reading: inout Reading, in free: Range<Int>) {
        let text = report.text
        var at = reading.tokens.upperBound
        for _ in 0..<4 {
            if let (part, end) = words.parts.match(in: text, at: at, before: free.upperBound) {
                reading.part = part
                reading.tokens = reading.tokens.lowerBound..<end
                break
            }
            guard words.has(.partJoints, word(at, in: free)) else { break }
            at += 1
        }
        at = reading.tokens.lowerBound
        for _ in 0..<5 {
            if let (part, start) = words.parts.match(
                in: text, endingAt: at, after: free.lowerBound),
                // "más tarde el lunes" is no afternoon.
                words.phrases(.later).match(in: text, endingAt: at, after: free.lowerBound) == nil
            {
                if reading.part == nil { reading.part = part }
                reading.tokens = start..<reading.tokens.upperBound
                return
            }
            guard words.has(.joints, word(at - 1, in: free)) else { return }
            at -= 1
        }
    }

    // MARK: - Spans

    /// Whether nothing but "and" or "to" stands between two readings; and whether it is "and".
    private func link(
        _ one: Reading, _ other: Reading, in sentence: Range<Int>
    ) -> (isLinked: Bool, isAnd: Bool) {
        var at = one.tokens.upperBound
        let link = word(at, in: sentence)
        let isAnd = words.has(.and, link)
        guard isAnd || words.has(.to, link) else { return (false, false) }
        at += 1
        while at < other.tokens.lowerBound,
            words.has(.passedOver, word(at, in: sentence))
                || words.has(.joints, word(at, in: sentence))
        {
            at += 1
        }
        return (at >= other.tokens.lowerBound, isAnd)
    }

    /// Moves the second of two months into the next year where the first stands in this one:
    /// "between November and February".
    func keepOrder(of one: Reading, _ other: inout Reading, in sentence: Range<Int>) {
        let (start, end) = (other.interval.start, other.interval.end)
        guard other.open == .year, start < one.interval.start,
            link(one, other, in: sentence).isLinked,
            let next = CalendarDay(year: start.year + 1, month: start.month, day: start.day),
            written.map({ next <= $0 }) ?? true,
            let last = CalendarDay(year: end.year + 1, month: end.month, day: end.day)
                ?? DateInterval(year: end.year + 1, month: end.month)?.end
        else { return }
        other.interval = DateInterval(
            start: next, end: last, precision: other.interval.precision,
            bounds: other.interval.bounds)
    }

    /// Two readings as the ends of one span: "from Monday to Wednesday", "between March 3 and
    /// April 5", "Saturday and Sunday".
    func joined(_ one: Reading, _ other: Reading, in sentence: Range<Int>) -> Reading? {
        let (isLinked, isAnd) = link(one, other, in: sentence)
        guard isLinked, one.further.isEmpty else { return nil }
        var first = one.interval.start
        let last = other.interval.end
        let isBetween = words.has(.between, wordBefore(one.tokens, in: sentence))
        if first > last, !isAnd || isBetween {
            switch one.open {
            case .week: first = first.advanced(by: -7)
            case .year:
                first =
                    CalendarDay(year: first.year - 1, month: first.month, day: first.day)
                    ?? first
            case nil: break
            }
        }
        guard first <= last else { return nil }
        if isAnd, !isBetween {
            // Days that follow each other are one time; others are two.
            guard one.interval.precision == .day, other.interval.precision == .day,
                one.interval.end.advanced(by: 1) == other.interval.start
            else { return nil }
        }
        return Reading(
            tokens: one.tokens.lowerBound..<other.tokens.upperBound,
            interval: DateInterval(
                start: first, end: last,
                precision: max(one.interval.precision, other.interval.precision)),
            isAbsolute: one.isAbsolute && other.isAbsolute, part: one.part ?? other.part,
            isSpan: true)
    }

    // MARK: - What a date belongs to

    /// Whether a date is that of a law, of a writing, of a street's name or of a source.
    ///
    /// - Parameter tokens: Those of the whole expression ("early October 2003").
    func isOwned(
        _ date: WrittenDate, within tokens: Range<Int>, in sentence: Range<Int>
    ) -> Bool {
        isOfBearer(date, in: sentence) || isOfOwner(date, within: tokens, in: sentence)
            || isOfSource(tokens, in: sentence) || isCitation(tokens, in: sentence)
    }

    /// "plaza 14 de Septiembre", "the 26 July Movement"; but "at the market Monday" tells a time.
    private func isOfBearer(_ date: WrittenDate, in sentence: Range<Int>) -> Bool {
        guard date.day != nil, date.month != nil, date.year == nil, date.weekday == nil
        else { return false }
        let before = date.tokens.lowerBound - 1
        let isDayFirst = report.text.tokens[date.tokens.lowerBound].kind == .number
        if isDayFirst, words.has(.bearer, word(before, in: sentence)) { return true }
        let behind = date.tokens.upperBound
        return sentence.contains(behind) && words.has(.bearer, report.text.folded(behind))
            && report.text.tokens[behind].isCapitalised
    }

    /// "Law 1008 of July 19, 1988", "la Constitución de 1967", "the 1967 Constitution"
    private func isOfOwner(
        _ date: WrittenDate, within tokens: Range<Int>, in sentence: Range<Int>
    ) -> Bool {
        if date.month == nil, date.year != nil,
            words.has(.owner, word(tokens.upperBound, in: sentence))
        {
            return true
        }
        var at = tokens.lowerBound - 1
        var hasLink = false
        while words.has(.articles, word(at, in: sentence))
            || words.has(.of, word(at, in: sentence))
        {
            if words.has(.of, word(at, in: sentence)) { hasLink = true }
            at -= 1
        }
        guard hasLink else { return false }
        // The number of a law, "No." in front of it, and what kind it is of.
        for _ in 0..<4 {
            let before = word(at, in: sentence)
            if words.has(.owner, before) { return true }
            guard sentence.contains(at) else { return false }
            let isNumber =
                report.text.tokens[at].kind == .number
                || [".", "º", "°", "no", "nº", "n", "/", "-"].contains(before)
            let isName = at > sentence.lowerBound && report.text.tokens[at].isCapitalised
            guard isNumber || isName else { return false }
            at -= 1
        }
        return false
    }

    /// "accessed 12 March 2005", "interview, La Paz, 5 June 2004"
    private func isOfSource(_ tokens: Range<Int>, in sentence: Range<Int>) -> Bool {
        var at = tokens.lowerBound - 1
        for _ in 0..<8 {
            let before = word(at, in: sentence)
            if words.has(.source, before) { return true }
            guard sentence.contains(at) else { return false }
            let isPassed =
                [",", ":", "(", "."].contains(before) || words.has(.articles, before)
                || words.has(.joints, before) || report.text.tokens[at].isCapitalised
            guard isPassed, !words.has(.saying, before) else { return false }
            at -= 1
        }
        return false
    }

    /// "(La Razón, 14 October 2003)": names and a date between brackets; but "(Oruro, 14 October
    /// 2003)" says where and when.
    private func isCitation(_ tokens: Range<Int>, in sentence: Range<Int>) -> Bool {
        var at = tokens.lowerBound - 1
        var hasName = false
        for _ in 0..<10 {
            guard sentence.contains(at) else { return false }
            let token = report.text.tokens[at]
            let before = report.text.folded(at)
            if ["(", "["].contains(before) { break }
            if token.isCapitalised {
                if !named.contains(at) { hasName = true }
            } else {
                guard
                    [",", ".", "&", ":", "”", "\"", "»"].contains(before)
                        || words.has(.articles, before) || words.has(.of, before)
                        || words.has(.and, before)
                else { return false }
            }
            at -= 1
        }
        guard hasName, ["(", "["].contains(word(at, in: sentence)) else { return false }
        let behind = word(tokens.upperBound, in: sentence)
        return [")", "]", ",", ";", ":"].contains(behind)
    }
}
