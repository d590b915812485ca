import Orthography
import Reports
import SimpleFeatures

/// Weekdays, alone or with the day of a month.
extension DateSolver {
    /// "Monday", "last Friday", "el lunes pasado", "Monday 13", "the first Monday of May"
    func weekday(_ date: WrittenDate, in sentence: Range<Int>) -> Reading? {
        guard let weekday = date.weekday else { return nil }
        if let number = date.day { return numberedWeekday(weekday, number, date, in: sentence) }
        if words.has(.every, word(date.tokens.lowerBound - 1, in: sentence)) { return nil }
        if let ordinal = ordinalOfMonth(weekday, date, in: sentence) { return ordinal }
        if let week = weekBehind(date.tokens.upperBound, in: sentence) {
            // "Friday of last week"
            let day = week.monday.advanced(by: weekday - 1)
            return Reading(
                tokens: date.tokens.lowerBound..<week.end, interval: DateInterval(day))
        }
        let chosen = choice(beside: date.tokens, in: sentence)
        guard let day = day(ofWeekday: weekday, chosen?.choice) else { return nil }
        return Reading(
            tokens: chosen?.tokens ?? date.tokens, interval: DateInterval(day),
            open: chosen == nil ? .week : nil)
    }

    /// "Monday 13": the latest such day that is not after the report.
    private func numberedWeekday(
        _ weekday: Int, _ number: Int, _ date: WrittenDate, in sentence: Range<Int>
    ) -> Reading? {
        let chosen = choice(beside: date.tokens, in: sentence)
        let step = chosen?.choice == .next ? 1 : -1
        guard let anchor = step > 0 ? written : anchorOfWeekday else { return nil }
        for distance in 0..<400 {
            let day = anchor.advanced(by: step * distance)
            guard day.day == number, day.weekday == weekday else { continue }
            let last = date.lastDay ?? number
            return Reading(
                tokens: chosen?.tokens ?? date.tokens,
                interval: DateInterval(
                    start: day, end: day.advanced(by: max(0, last - number)), precision: .day),
                further: date.furtherDays.map { DateInterval(day.advanced(by: $0 - number)) })
        }
        return nil
    }

    /// The day that a weekday means.
    private func day(ofWeekday weekday: Int, _ choice: DateWords.Choice?) -> CalendarDay? {
        func latest(_ anchor: CalendarDay, isStrict: Bool) -> CalendarDay {
            let back = (anchor.weekday - weekday + 7) % 7
            return anchor.advanced(by: isStrict && back == 0 ? -7 : -back)
        }
        func next(_ anchor: CalendarDay) -> CalendarDay {
            anchor.advanced(by: (weekday - anchor.weekday + 6) % 7 + 1)
        }
        switch choice {
        case nil: return anchorOfWeekday.map { latest($0, isStrict: false) }
        case .last: return written.map { latest($0, isStrict: true) }
        case .beforeLast: return written.map { latest($0, isStrict: true).advanced(by: -7) }
        case .this: return written.map { $0.advanced(by: weekday - $0.weekday) }
        case .next: return written.map(next)
        case .that:
            guard let narrative, narrative.precision <= .week else { return nil }
            return narrative.end.advanced(by: weekday - narrative.end.weekday)
        case .following:
            guard let narrative, narrative.precision <= .week else { return nil }
            return next(narrative.end)
        case .previous:
            guard let narrative, narrative.precision <= .week else { return nil }
            return latest(narrative.start, isStrict: true)
        }
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

    /// "the first Monday of May", "el último viernes de marzo"
    private func ordinalOfMonth(
        _ weekday: Int, _ date: WrittenDate, in sentence: Range<Int>
    ) -> Reading? {
        let before = date.tokens.lowerBound - 1
        guard let ordinal = words.ordinals[word(before, in: sentence)],
            words.has(.joints, word(date.tokens.upperBound, in: sentence)),
            let month = plainDate(at: date.tokens.upperBound + 1), month.day == nil,
            month.lastMonth == nil,
            let whole = reading(of: month, in: sentence), whole.interval.precision == .month
        else { return nil }
        let first = whole.interval.start
        let day: CalendarDay
        if ordinal > 0 {
            day = first.advanced(by: (weekday - first.weekday + 7) % 7 + 7 * (ordinal - 1))
        } else {
            let last = whole.interval.end
            day = last.advanced(by: -((last.weekday - weekday + 7) % 7))
        }
        guard day.month == first.month else { return nil }
        return Reading(
            tokens: before..<whole.tokens.upperBound, interval: DateInterval(day))
    }

    /// "of last week", "de esa semana" behind a weekday.
    private func weekBehind(
        _ index: Int, in sentence: Range<Int>
    ) -> (monday: CalendarDay, end: Int)? {
        guard
            case (.unit(let anchor, .week, let offset, _), let end)? = meaning(
                behind: index, in: sentence),
            let week = interval(anchor, .week, offset)
        else { return nil }
        return (week.start.advanced(by: 1 - week.start.weekday), end)
    }
}
