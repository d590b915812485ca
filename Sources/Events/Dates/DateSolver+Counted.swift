import Orthography
import Reports
import SimpleFeatures

/// Counts of days, weeks, months or years before or after something.
extension DateSolver {
    /// A count with its unit.
    private struct Count {
        let value: Int
        let unit: DateWords.Unit
        /// "two and a half years"
        let hasHalf: Bool
        /// "more than two years", "about a month"
        let isAbout: Bool
        let tokens: Range<Int>
    }

    /// "two days ago", "hace siete meses", "two days later", "two days after Easter"
    func counted(at start: Int, in sentence: Range<Int>) -> Reading? {
        if words.has(.agoBefore, word(start, in: sentence)) {
            guard let count = count(at: start + 1, in: sentence) else { return nil }
            // "desde hace dos meses" lasts until the report.
            return reading(count, written, -1, start..<count.tokens.upperBound)
        }
        guard let count = count(at: start, in: sentence) else { return nil }
        let end = count.tokens.upperBound
        if let past = pastSpan(count, in: sentence) { return past }
        func match(_ set: DateWords.PlainSet) -> Int? {
            words.phrases(set).match(in: report.text, at: end, before: sentence.upperBound)?.end
        }
        if let behind = match(.ago) { return reading(count, written, -1, start..<behind) }
        for (sets, sign) in [([DateWords.PlainSet.later, .after], 1), ([.earlier, .before], -1)] {
            for set in sets {
                guard let behind = match(set) else { continue }
                if let other = date(behind: behind, in: sentence) {
                    // "two days after Easter", "dos días después del 12 de octubre"
                    let anchor = sign > 0 ? other.interval.end : other.interval.start
                    return reading(count, anchor, sign, start..<other.tokens.upperBound)
                }
                let next = word(behind, in: sentence)
                // "dos semanas después de …" counts from what follows, not from the story.
                if words.has(.of, next) { return nil }
                let isClosed =
                    next.isEmpty || report.text.tokens[behind].kind == .sign
                    || set == .later || set == .earlier
                guard isClosed, let narrative, narrative.precision <= .month else { return nil }
                var told = reading(
                    count, sign > 0 ? narrative.end : narrative.start, sign, start..<behind)
                told?.isLookBack = sign < 0
                return told
            }
        }
        return nil
    }

    /// The absolute date or feast behind "after" or "antes de".
    private func date(behind index: Int, in sentence: Range<Int>) -> Reading? {
        var at = index
        while at < index + 3,
            words.has(.of, word(at, in: sentence))
                || words.has(.articles, word(at, in: sentence))
        {
            at += 1
        }
        guard sentence.contains(at) else { return nil }
        let reading =
            plainDate(at: at).flatMap { self.reading(of: $0, in: sentence) }
            ?? feast(at: at, in: sentence)
        return reading.flatMap { $0.interval.precision <= .week ? $0 : nil }
    }

    /// "in the past fourteen months", "in three days of fighting": all the time up to the report.
    private func pastSpan(_ count: Count, in sentence: Range<Int>) -> Reading? {
        let before = word(count.tokens.lowerBound - 1, in: sentence)
        let after = word(count.tokens.upperBound, in: sentence)
        guard let written,
            words.has(.past, before)
                || (words.has(.within, before) && words.has(.of, after))
        else { return nil }
        let days = count.value * count.unit.days
        let start = written.advanced(by: count.unit == .day ? 1 - days : -days)
        return Reading(
            tokens: count.tokens,
            interval: DateInterval(
                start: start, end: written,
                precision: days <= 3 ? .day : days <= 10 ? .week : days <= 62 ? .month : .year),
            isAbsolute: false)
    }

    /// "48 hours of clashes", "tres días de paro": on how many days, 2...31, what begins at a token
    /// took place by the words in front; `nil` where they do not say.
    func dayCount(inFrontOf trigger: Int, in sentence: Range<Int>) -> Int? {
        var at = trigger - 1
        // Two adjectives may stand before the word: "three days of heavy street fighting".
        for _ in 0..<2 where sentence.contains(at) && !words.has(.of, word(at, in: sentence)) {
            at -= 1
        }
        let unit = at - 1
        guard words.has(.of, word(at, in: sentence)), sentence.contains(unit) else { return nil }
        let hours = words.has(.hours, word(unit, in: sentence))
        guard
            hours
                || words.units.match(in: report.text, at: unit, before: at)?.value.unit == .day
        else { return nil }
        for start in stride(from: unit - 1, through: max(sentence.lowerBound, unit - 4), by: -1) {
            guard words.mayBeginNumber(with: report.text.tokens[start]),
                let number = words.numbers.number(in: report.text, at: start, before: unit),
                number.tokens.upperBound == unit, !number.isVague
            else { continue }
            let days = hours ? (number.value + 23) / 24 : number.value
            return (2...31).contains(days) ? days : nil
        }
        return nil
    }

    /// "two days", "a year and a half", "medio año", "two Sundays"
    private func count(at start: Int, in sentence: Range<Int>) -> Count? {
        guard start < sentence.upperBound else { return nil }
        let text = report.text
        guard words.mayBeginCount(with: text.tokens[start]) else {
            return dayBeside(start, in: sentence)
        }
        let end = sentence.upperBound
        func match(_ set: DateWords.PlainSet, _ at: Int) -> Int? {
            words.phrases(set).match(in: text, at: at, before: end)?.end
        }
        var isAbout =
            words.phrases(.aboutCount).match(in: text, endingAt: start, after: sentence.lowerBound)
            != nil
        var at = start
        if let next = match(.aboutCount, at) { (isAbout, at) = (true, next) }
        if let next = match(.halfBefore, at),
            let (unit, after) = words.units.match(
                in: text, at: next, before: end)
        {
            return Count(
                value: 0, unit: unit.unit, hasHalf: true, isAbout: isAbout, tokens: start..<after)
        }
        // The "a year" of "half a year" is no year.
        if words.phrases(.halfBefore).match(in: text, endingAt: at + 1, after: sentence.lowerBound)
            != nil
        {
            return nil
        }
        if let day = dayBeside(start, in: sentence) { return day }
        var value: Int
        if let (count, next) = words.counts.match(in: text, at: at, before: end) {
            (value, at) = (count, next)
        } else if at < end, words.mayBeginNumber(with: text.tokens[at]),
            let number = words.numbers.number(in: text, at: at, before: end),
            !number.isVague, number.value <= 500
        {
            (value, at) = (number.value, number.tokens.upperBound)
        } else if let (unit, after) = words.units.match(in: text, at: at, before: end),
            let behind = match(.andHalf, after), unit.count == 1
        {
            // "hace año y medio"
            return Count(
                value: 1, unit: unit.unit, hasHalf: true, isAbout: isAbout, tokens: start..<behind)
        } else {
            return nil
        }
        var hasHalf = false
        if let next = match(.andHalf, at) { (hasHalf, at) = (true, next) }
        guard let (unit, after) = words.units.match(in: text, at: at, before: end) else {
            return nil
        }
        value *= unit.count
        at = after
        if let next = match(.andHalf, at) { (hasHalf, at) = (true, next) }
        return Count(
            value: value, unit: unit.unit, hasHalf: hasHalf, isAbout: isAbout, tokens: start..<at)
    }

    /// "the day after Christmas", "el día antes del 12 de octubre": one day, where a date follows.
    private func dayBeside(_ start: Int, in sentence: Range<Int>) -> Count? {
        guard words.has(.articles, word(start, in: sentence)),
            let (unit, end) = words.units.match(
                in: report.text, at: start + 1, before: sentence.upperBound),
            unit.unit == .day, unit.count == 1
        else { return nil }
        let sets: [DateWords.PlainSet] = [.after, .before, .later, .earlier]
        let hasDate = sets.contains { set in
            words.phrases(set).match(in: report.text, at: end, before: sentence.upperBound)
                .map { date(behind: $0.end, in: sentence) != nil } ?? false
        }
        guard hasDate else { return nil }
        return Count(value: 1, unit: .day, hasHalf: false, isAbout: false, tokens: start..<end)
    }

    private func reading(
        _ count: Count, _ anchor: CalendarDay?, _ sign: Int, _ tokens: Range<Int>
    ) -> Reading? {
        guard let anchor, var interval = interval(count, from: anchor, sign) else { return nil }
        if count.isAbout, interval.bounds == .said { interval = interval.bounded(.about) }
        return Reading(tokens: tokens, interval: interval, isAbsolute: false)
    }

    private func interval(_ count: Count, from anchor: CalendarDay, _ sign: Int) -> DateInterval? {
        let steps = sign * count.value
        switch count.unit {
        case .day: return DateInterval(anchor.advanced(by: steps))
        case .week:
            let day = anchor.advanced(by: steps * 7 + (count.hasHalf ? sign * 3 : 0))
            return DateInterval(
                start: day.advanced(by: -3), end: day.advanced(by: 3), precision: .week)
        case .weekend:
            let back = (anchor.weekday - 6 + 7) % 7
            let first = back < 2 ? anchor.advanced(by: -back - 7) : anchor.advanced(by: -back)
            let saturday =
                sign < 0
                ? first.advanced(by: -7 * (count.value - 1))
                : first.advanced(by: 7 * count.value + (back < 2 ? 7 : 0))
            return DateInterval(start: saturday, end: saturday.advanced(by: 1), precision: .day)
        case .month:
            guard count.hasHalf else { return month(of: anchor, steps) }
            let day = anchor.advanced(by: sign * (count.value * 30 + 15))
            return month(of: day, 0)?.bounded(.about)
        case .year:
            guard count.hasHalf else { return DateInterval(year: anchor.year + steps) }
            return month(of: anchor, sign * (count.value * 12 + 6))?.bounded(.about)
        case .weekday(let weekday):
            let away =
                sign < 0
                ? (anchor.weekday - weekday + 6) % 7 + 1 : (weekday - anchor.weekday + 6) % 7 + 1
            return DateInterval(anchor.advanced(by: sign * (away + 7 * (count.value - 1))))
        }
    }
}
