import Orthography
import Reports
import SimpleFeatures

/// Turns the dates of a report's sentences into days, one sentence after the other.
///
/// A weekday is the latest before the report; "two days later" counts from the story's last date;
/// a month without a year takes the year of the story, or the latest that is not after the report.
struct DateSolver {
    /// An expression with the days that it means.
    struct Found {
        let tokens: Range<Int>
        let interval: DateInterval
        /// Whether the words name a time of their own, and not one before or after another.
        let isAbsolute: Bool
    }

    let report: Report
    private let words: RelativeWords
    /// The day on which the report was written.
    private let written: CalendarDay?
    /// The last date that the story told, and where.
    private(set) var narrative: DateInterval?
    private var narrativeYear: Int?

    /// Tokens that belong to names of places ("plaza 14 de Septiembre"), which are no dates.
    private let named: Set<Int>

    /// - Parameter named: The tokens of the report's place mentions.
    init(report: Report, named: Set<Int>) {
        self.report = report
        self.named = named
        words = RelativeWords.of(report.language)
        written = report.date?.day
    }

    /// The dates of a sentence, in order; the story moves on to the last of them.
    ///
    /// - Parameter quoted: Tokens whose dates belong to something else, such as a book's title.
    mutating func dates(in sentence: Range<Int>, besides quoted: Set<Int> = []) -> [Found] {
        var found: [Found] = []
        let absolute = WrittenDate.all(in: sentence, of: report.text, language: report.language)
            .filter {
                !named.contains($0.tokens.lowerBound) && !quoted.contains($0.tokens.lowerBound)
            }
        var at = sentence.lowerBound
        var next = 0
        while at < sentence.upperBound {
            if let relative = relative(at: at, in: sentence) {
                found.append(relative)
                moveOn(to: relative)
                at = max(at + 1, relative.tokens.upperBound)
                while next < absolute.count, absolute[next].tokens.lowerBound < at { next += 1 }
            } else if next < absolute.count, absolute[next].tokens.lowerBound <= at {
                if let solved = solved(absolute[next], in: sentence) {
                    found.append(solved)
                    moveOn(to: solved)
                }
                at = max(at + 1, absolute[next].tokens.upperBound)
                next += 1
            } else {
                at += 1
            }
        }
        return found
    }

    private mutating func moveOn(to found: Found) {
        narrative = found.interval
        narrativeYear = found.interval.end.year
    }

    // MARK: - Absolute dates

    private func solved(_ date: WrittenDate, in sentence: Range<Int>) -> Found? {
        let before = wordBefore(date.tokens, in: sentence)
        // "until December": the end of something else.
        if words.until.contains(before) { return nil }
        guard let interval = interval(of: date, in: sentence) else { return nil }
        guard words.since.contains(before) else {
            return Found(tokens: date.tokens, interval: interval, isAbsolute: true)
        }
        // "since Thursday" lasts until the report; "since 2003" only compares.
        guard interval.precision == .day, let written, written >= interval.start else { return nil }
        return Found(
            tokens: date.tokens,
            interval: DateInterval(start: interval.start, end: written, precision: .day),
            isAbsolute: true)
    }

    /// The word in front of an expression, articles and "last" passed over.
    private func wordBefore(_ tokens: Range<Int>, in sentence: Range<Int>) -> String {
        var at = tokens.lowerBound - 1
        while at >= sentence.lowerBound, words.passedOver.contains(report.text.word(at)) { at -= 1 }
        return at >= sentence.lowerBound ? report.text.word(at) : ""
    }

    private func interval(of date: WrittenDate, in sentence: Range<Int>) -> DateInterval? {
        if date.month == nil, date.day == nil, let year = date.year {
            return DateInterval(year: year)
        }
        if let month = date.month {
            guard let year = date.year ?? year(ofMonth: month, day: date.day, date, sentence)
            else { return nil }
            if let day = date.day { return days(of: date, from: day, month: month, year: year) }
            guard let whole = DateInterval(year: year, month: month, through: date.lastMonth)
            else { return nil }
            return narrowed(whole, before: date.tokens, in: sentence)
        }
        if let weekday = date.weekday { return day(ofWeekday: weekday, date) }
        return nil
    }

    /// The days of a date that names the first of them.
    private func days(
        of date: WrittenDate, from day: Int, month: Int, year: Int
    ) -> DateInterval? {
        // "February 29" without a year is the latest that there was.
        let years = date.year == nil ? 8 : 0
        let possible = (0...years).lazy.compactMap {
            CalendarDay(year: year - $0, month: month, day: day)
        }
        guard var start = possible.first else { return nil }
        guard let lastDay = date.lastDay else { return DateInterval(start) }
        let lastMonth = date.lastMonth ?? month
        var endYear = start.year
        if lastMonth < month {
            // "December 28 to January 3, 2004": a year that is said is that of the end.
            if date.year == nil {
                endYear += 1
            } else if let earlier = CalendarDay(year: year - 1, month: month, day: day) {
                start = earlier
            }
        }
        let end = CalendarDay(year: endYear, month: lastMonth, day: lastDay) ?? start
        return DateInterval(start: start, end: end, precision: .day)
    }

    /// The year of a month that stands without one.
    private func year(
        ofMonth month: Int, day: Int?, _ date: WrittenDate, _ sentence: Range<Int>
    ) -> Int? {
        let before =
            date.tokens.lowerBound > sentence.lowerBound
            ? report.text.word(date.tokens.lowerBound - 1) : ""
        if let written, words.last.contains(before) {
            return latestYear(month, day, before: written)
        }
        if let year = narrativeYear {
            // A story that has come to a year goes on in it, unless it would overtake the report.
            guard let written, year == written.year,
                let first = CalendarDay(year: year, month: month, day: 1),
                first > written
            else { return year }
        }
        return written.flatMap { latestYear(month, day, before: $0) }
    }

    private func latestYear(_ month: Int, _ day: Int?, before limit: CalendarDay) -> Int {
        (month, day ?? 1) <= (limit.month, limit.day) ? limit.year : limit.year - 1
    }

    private func day(ofWeekday weekday: Int, _ date: WrittenDate) -> DateInterval? {
        guard let anchor = anchorOfWeekday else { return nil }
        if let number = date.day {
            // "Monday 13": the latest such day that is not after the report.
            for back in 0..<400 {
                let day = anchor.advanced(by: -back)
                if day.day == number, day.weekday == weekday {
                    guard let last = date.lastDay, last > number else { return DateInterval(day) }
                    return DateInterval(
                        start: day, end: day.advanced(by: last - number), precision: .day)
                }
            }
            return nil
        }
        let back = (anchor.weekday - weekday + 7) % 7
        return DateInterval(anchor.advanced(by: -back))
    }

    /// The day before which a weekday is looked for: the report's, or in a story that is told long
    /// after, the end of the week that the story has come to.
    private var anchorOfWeekday: CalendarDay? {
        guard let written else {
            return narrative.flatMap { $0.precision <= .week ? $0.end.advanced(by: 6) : nil }
        }
        if let narrative, narrative.precision <= .week,
            written.daysSince1970 - narrative.end.daysSince1970 > 14
        {
            return narrative.end.advanced(by: 6)
        }
        return written
    }

    /// "early October", "the last weeks of September", "mid-September": a part of a month.
    private func narrowed(
        _ month: DateInterval, before tokens: Range<Int>, in sentence: Range<Int>
    ) -> DateInterval {
        var at = tokens.lowerBound - 1
        for _ in 0..<5 where at >= sentence.lowerBound {
            let word = report.text.word(at)
            let start = month.start
            if words.early.contains(word) {
                return DateInterval(start: start, end: start.advanced(by: 9), precision: .week)
            }
            if words.mid.contains(word) {
                return DateInterval(
                    start: start.advanced(by: 9), end: start.advanced(by: 19), precision: .week)
            }
            // "last September" is all of it.
            let isWhole = at == tokens.lowerBound - 1 && words.last.contains(word)
            if words.late.contains(word), !isWhole {
                return DateInterval(
                    start: month.end.advanced(by: -13), end: month.end, precision: .week)
            }
            guard words.partJoints.contains(word) else { break }
            at -= 1
        }
        return month
    }

    // MARK: - Relative dates

    private func relative(at start: Int, in sentence: Range<Int>) -> Found? {
        let text = report.text
        for phrase in words.phrases[text.word(start)] ?? []
        where matches(phrase.words, at: start, in: sentence) {
            guard let interval = interval(of: phrase.meaning) else { continue }
            return Found(
                tokens: start..<start + phrase.words.count, interval: interval, isAbsolute: false)
        }
        guard let number = words.numbers.number(in: text, at: start, before: sentence.upperBound),
            number.value <= 500, number.tokens.upperBound < sentence.upperBound
        else { return ago(at: start, in: sentence) }
        let unitAt = number.tokens.upperBound
        guard let unit = words.units[text.word(unitAt)] else { return nil }
        let before = start > sentence.lowerBound ? text.word(start - 1) : ""
        let after = unitAt + 1 < sentence.upperBound ? text.word(unitAt + 1) : ""
        if words.past.contains(before)
            || (words.within.contains(before) && words.ofWords.contains(after)),
            let written
        {
            // "in the past fourteen months": all the time up to the report.
            let days = number.value * unit.days
            let start = written.advanced(by: unit == .day ? 1 - days : -days)
            return Found(
                tokens: number.tokens.lowerBound..<unitAt + 1,
                interval: DateInterval(
                    start: start, end: written,
                    precision: days <= 3 ? .day : days <= 10 ? .week : days <= 62 ? .month : .year),
                isAbsolute: false)
        }
        for (phrase, meaning) in words.afterUnit
        where matches(phrase, at: unitAt + 1, in: sentence) {
            // "dos semanas después de …" counts from what follows, not from the story.
            let behind = unitAt + 1 + phrase.count
            if behind < sentence.upperBound, words.ofWords.contains(text.word(behind)) {
                return nil
            }
            let tokens = start..<unitAt + 1 + phrase.count
            guard let interval = interval(meaning, number.value, unit) else { return nil }
            return Found(tokens: tokens, interval: interval, isAbsolute: false)
        }
        return nil
    }

    /// "hace siete meses": the word for "ago" stands in front.
    private func ago(at start: Int, in sentence: Range<Int>) -> Found? {
        let text = report.text
        guard words.agoBefore.contains(text.word(start)),
            let number = words.numbers.number(in: text, at: start + 1, before: sentence.upperBound),
            number.tokens.upperBound < sentence.upperBound,
            let unit = words.units[text.word(number.tokens.upperBound)],
            let interval = interval(.beforeReport, number.value, unit)
        else { return nil }
        return Found(
            tokens: start..<number.tokens.upperBound + 1, interval: interval, isAbsolute: false)
    }

    private func matches(_ phrase: [String], at start: Int, in sentence: Range<Int>) -> Bool {
        guard start + phrase.count <= sentence.upperBound else { return false }
        for (offset, word) in phrase.enumerated() where report.text.word(start + offset) != word {
            return false
        }
        return true
    }

    private func interval(
        _ meaning: RelativeWords.Counted, _ count: Int, _ unit: RelativeWords.Unit
    ) -> DateInterval? {
        let anchor: CalendarDay
        let sign: Int
        switch meaning {
        case .beforeReport:
            guard let written else { return nil }
            (anchor, sign) = (written, -1)
        case .afterStory:
            guard let narrative, narrative.precision <= .month else { return nil }
            (anchor, sign) = (narrative.end, 1)
        case .beforeStory:
            guard let narrative, narrative.precision <= .month else { return nil }
            (anchor, sign) = (narrative.start, -1)
        }
        switch unit {
        case .day: return DateInterval(anchor.advanced(by: sign * count))
        case .week:
            let day = anchor.advanced(by: sign * count * 7)
            return DateInterval(
                start: day.advanced(by: -3), end: day.advanced(by: 3), precision: .week)
        case .month:
            let months = anchor.year * 12 + anchor.month - 1 + sign * count
            return DateInterval(year: months / 12, month: months % 12 + 1)
        case .year: return DateInterval(year: anchor.year + sign * count)
        }
    }

    private func interval(of meaning: RelativeWords.Meaning) -> DateInterval? {
        switch meaning {
        case .reportDay(let offset): return written.map { DateInterval($0.advanced(by: offset)) }
        case .storyDay(let offset):
            guard let narrative, narrative.precision <= .week else { return nil }
            return offset == 0
                ? narrative
                : DateInterval((offset > 0 ? narrative.end : narrative.start).advanced(by: offset))
        case .weekOfReport(let offset):
            guard let written else { return nil }
            let monday = written.advanced(by: 1 - written.weekday + offset * 7)
            return DateInterval(start: monday, end: monday.advanced(by: 6), precision: .week)
        case .monthOfReport(let offset):
            guard let written else { return nil }
            let months = written.year * 12 + written.month - 1 + offset
            return DateInterval(year: months / 12, month: months % 12 + 1)
        case .yearOfReport(let offset):
            return written.flatMap { DateInterval(year: $0.year + offset) }
        case .lastDays(let count):
            guard let written else { return nil }
            return DateInterval(
                start: written.advanced(by: 1 - count), end: written,
                precision: count <= 3 ? .day : count <= 10 ? .week : .month)
        case .storyYear:
            return narrativeYear.flatMap { DateInterval(year: $0) }
        case .storyMonth: return narrative.flatMap { $0.precision <= .month ? $0.widened : nil }
        }
    }
}
