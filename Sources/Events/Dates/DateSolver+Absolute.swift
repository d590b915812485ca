import Orthography
import Reports
import SimpleFeatures

/// Dates that name a month or a year.
extension DateSolver {
    /// The days of a date in plain words.
    func reading(of date: WrittenDate, in sentence: Range<Int>) -> Reading? {
        if date.month == nil, date.weekday != nil { return weekday(date, in: sentence) }
        guard date.month != nil else { return year(date, in: sentence) }
        var date = date
        var reading = Reading(
            tokens: date.tokens, interval: DateInterval(CalendarDay(daysSince1970: 0)))
        reading.isSpan = date.lastDay != nil || date.lastMonth != nil
        if date.year == nil {
            if let (year, end) = yearBehind(date.tokens.upperBound, in: sentence) {
                // "April of last year"
                date.year = year
                reading.tokens = date.tokens.lowerBound..<end
            } else {
                let chosen = choice(beside: date.tokens, in: sentence)
                guard let year = year(of: date, chosen?.choice, in: sentence) else { return nil }
                date.year = chosen == nil ? yearOfWeekday(date, year) : year
                reading.tokens = chosen?.tokens ?? date.tokens
                reading.open = .year
                if date.day != nil || date.lastMonth == nil {
                    return solved(date, isYearSaid: false, reading, in: sentence)
                }
            }
        }
        return solved(date, isYearSaid: reading.open == nil, reading, in: sentence)
    }

    /// The days of a date whose year is known.
    private func solved(
        _ date: WrittenDate, isYearSaid: Bool, _ reading: Reading, in sentence: Range<Int>
    ) -> Reading? {
        guard let month = date.month, let year = date.year else { return nil }
        var reading = reading
        if let day = date.day {
            guard
                let days = days(
                    of: date, from: day, month: month, year: year, isYearSaid: isYearSaid)
            else { return nil }
            reading.interval = week(around: days, &reading.tokens, in: sentence) ?? days
            reading.further = date.furtherDays.compactMap {
                CalendarDay(year: days.start.year, month: month, day: $0).map { DateInterval($0) }
            }
            return reading
        }
        guard let whole = DateInterval(year: year, month: month, through: date.lastMonth)
        else { return nil }
        reading.interval = whole
        if date.lastMonth == nil { narrow(&reading, .month, in: sentence) }
        return reading
    }

    /// The days of a date that names the first of them.
    private func days(
        of date: WrittenDate, from day: Int, month: Int, year: Int, isYearSaid: Bool
    ) -> DateInterval? {
        // "February 29" without a year is the latest that there was.
        let years = isYearSaid ? 0 : 8
        let possible = (0...years).lazy.compactMap {
            CalendarDay(year: year - $0, month: month, day: day)
        }
        guard var start = possible.first else { return nil }
        guard let lastDay = date.lastDay else { return DateInterval(start) }
        let lastMonth = date.lastMonth ?? month
        var endYear = start.year
        if lastMonth < month {
            // "December 28 to January 3, 2004": a year that is said is that of the end.
            if !isYearSaid {
                endYear += 1
            } else if let earlier = CalendarDay(year: year - 1, month: month, day: day) {
                start = earlier
            }
        }
        let end = CalendarDay(year: endYear, month: lastMonth, day: lastDay) ?? start
        return DateInterval(start: start, end: end, precision: .day)
    }

    /// "in 1952", "1999-2003", "the 1990s", "mid-2003"
    private func year(_ date: WrittenDate, in sentence: Range<Int>) -> Reading? {
        guard let year = date.year,
            let whole = date.isDecade
                ? DateInterval(year: year, through: min(year + 9, 9999), bounds: .decade)
                : DateInterval(year: year, through: date.lastYear)
        else { return nil }
        var reading = Reading(tokens: date.tokens, interval: whole)
        if date.lastYear == nil { narrow(&reading, .year, in: sentence) }
        return reading
    }

    /// "of last year", "de ese año" behind a month.
    func yearBehind(_ index: Int, in sentence: Range<Int>) -> (year: Int, end: Int)? {
        guard
            case (.unit(let anchor, .year, let offset, _), let end)? = meaning(
                behind: index, in: sentence)
        else { return nil }
        return interval(anchor, .year, offset).map { ($0.start.year, end) }
    }

    /// A fixed phrase behind "of" or a comma.
    func meaning(
        behind index: Int, in sentence: Range<Int>
    ) -> (value: DateWords.Meaning, end: Int)? {
        for at in index..<index + 3 {
            if let found = words.meanings.match(
                in: report.text, at: at, before: sentence.upperBound)
            {
                return found
            }
            let next = word(at, in: sentence)
            guard next == "," || words.has(.of, next) else { return nil }
        }
        return nil
    }

    /// "last", "next", "pasado" beside an expression, and the tokens of both.
    func choice(
        beside tokens: Range<Int>, in sentence: Range<Int>
    ) -> (choice: DateWords.Choice, tokens: Range<Int>)? {
        if let (choice, end) = words.choicesBehind.match(
            in: report.text, at: tokens.upperBound, before: sentence.upperBound)
        {
            return (choice, tokens.lowerBound..<end)
        }
        if let (choice, start) = words.choices.match(
            in: report.text, endingAt: tokens.lowerBound, after: sentence.lowerBound)
        {
            return (choice, start..<tokens.upperBound)
        }
        return nil
    }

    /// The year of a month that stands without one.
    private func year(
        of date: WrittenDate, _ choice: DateWords.Choice?, in sentence: Range<Int>
    ) -> Int? {
        guard let month = date.month else { return nil }
        let first = (month, date.day ?? 0)
        switch choice {
        case .last, .previous, .beforeLast:
            guard let written else { return narrativeYear }
            // "last October" in October is that of a year ago.
            let limit = (written.month, date.day == nil ? 0 : written.day)
            let year = first < limit ? written.year : written.year - 1
            return choice == .beforeLast ? year - 1 : year
        case .this: return written?.year
        case .next, .following:
            guard let written else { return nil }
            let limit = (written.month, date.day == nil ? 0 : written.day)
            return first > limit ? written.year : written.year + 1
        case .that, nil: break
        }
        if let year = narrativeYear {
            // A story that has come to a year goes on in it, unless it would overtake the report.
            guard let written, year == written.year,
                let day = CalendarDay(year: year, month: month, day: 1), day > written
            else { return year }
        }
        return written.flatMap { latestYear(month, date.day, before: $0) }
    }

    /// The year before, where only there the day of the month is the weekday that is said with it.
    private func yearOfWeekday(_ date: WrittenDate, _ year: Int) -> Int {
        guard narrativeYear == nil, let weekday = date.weekday, let month = date.month,
            let day = date.day,
            CalendarDay(year: year, month: month, day: day)?.weekday != weekday,
            CalendarDay(year: year - 1, month: month, day: day)?.weekday == weekday
        else { return year }
        return year - 1
    }

    private func latestYear(_ month: Int, _ day: Int?, before limit: CalendarDay) -> Int {
        (month, day ?? 1) <= (limit.month, limit.day) ? limit.year : limit.year - 1
    }

    /// "the week of October 6", "el fin de semana del 11 de octubre"
    private func week(
        around days: DateInterval, _ tokens: inout Range<Int>, in sentence: Range<Int>
    ) -> DateInterval? {
        guard days.dayCount == 1, words.has(.of, word(tokens.lowerBound - 1, in: sentence))
        else { return nil }
        for length in 1...3 {
            let start = tokens.lowerBound - 1 - length
            guard start > sentence.lowerBound,
                words.has(.articles, word(start - 1, in: sentence)),
                let (unit, end) = words.units.match(
                    in: report.text, at: start, before: sentence.upperBound),
                end == tokens.lowerBound - 1, unit.count == 1
            else { continue }
            let monday = days.start.advanced(by: 1 - days.start.weekday)
            switch unit.unit {
            case .week:
                tokens = start..<tokens.upperBound
                return DateInterval(
                    start: monday, end: monday.advanced(by: 6), precision: .week)
            case .weekend:
                tokens = start..<tokens.upperBound
                return DateInterval(
                    start: monday.advanced(by: 5), end: monday.advanced(by: 6), precision: .day)
            default: return nil
            }
        }
        return nil
    }
}
