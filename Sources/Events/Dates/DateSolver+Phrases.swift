import Orthography
import Reports
import SimpleFeatures

/// Fixed phrases, feasts, and days of a month that is not named.
extension DateSolver {
    /// "yesterday", "la semana pasada", "late last month"
    func phrase(at start: Int, in sentence: Range<Int>) -> Reading? {
        guard
            let (meaning, end) = words.meanings.match(
                in: report.text, at: start, before: sentence.upperBound)
        else { return nil }
        // "la mañana del lunes": a part of a day that is a day of its own elsewhere.
        if end == start + 1, words.parts.match(in: report.text, at: start, before: end) != nil,
            words.has(.articles, word(start - 1, in: sentence))
                || words.has(.partJoints, word(start - 1, in: sentence))
        {
            return nil
        }
        // "the last week of September" counts from no report.
        if words.has(.of, word(end, in: sentence)), plainDate(at: end + 1) != nil { return nil }
        switch meaning {
        case .span(let first, let last):
            guard let written else { return nil }
            return Reading(
                tokens: start..<end,
                interval: span(written.advanced(by: first), written.advanced(by: last)),
                isAbsolute: false)
        case .unit(let anchor, let unit, let offset, let part):
            guard let interval = interval(anchor, unit, offset) else { return nil }
            var reading = Reading(
                tokens: start..<end, interval: interval, isAbsolute: false, part: part,
                isLookBack: anchor == .story && offset < 0)
            narrow(&reading, unit, in: sentence)
            return reading
        }
    }

    /// Some days, known as closely as they are few.
    func span(_ start: CalendarDay, _ end: CalendarDay) -> DateInterval {
        let count = end.daysSince1970 - start.daysSince1970 + 1
        return DateInterval(
            start: start, end: end,
            precision: count <= 3 ? .day : count <= 10 ? .week : count <= 62 ? .month : .year)
    }

    /// The days of a unit so many after that of the report or of the story.
    func interval(
        _ anchor: DateWords.Anchor, _ unit: DateWords.Unit, _ offset: Int
    ) -> DateInterval? {
        let day: CalendarDay
        switch anchor {
        case .report:
            guard let written else { return nil }
            day = written
        case .story:
            if unit == .year { return narrativeYear.flatMap { DateInterval(year: $0 + offset) } }
            guard let narrative else { return nil }
            // A story that has come to a month says nothing of its days.
            let closest: DateInterval.Precision = unit == .month ? .month : .week
            guard narrative.precision <= closest else { return nil }
            if unit == .day {
                return offset == 0
                    ? narrative
                    : DateInterval(
                        (offset > 0 ? narrative.end : narrative.start).advanced(by: offset))
            }
            day = offset > 0 ? narrative.end : narrative.start
        }
        let monday = day.advanced(by: 1 - day.weekday + offset * 7)
        switch unit {
        case .day: return DateInterval(day.advanced(by: offset))
        case .week:
            return DateInterval(start: monday, end: monday.advanced(by: 6), precision: .week)
        case .weekend:
            // Until Friday "the weekend" and "last weekend" are the one that has passed.
            let isEarly = anchor == .report && day.weekday < 6
            let saturday = monday.advanced(by: isEarly && offset == 0 ? -2 : 5)
            return DateInterval(
                start: saturday, end: saturday.advanced(by: 1), precision: .day)
        case .month: return month(of: day, offset)
        case .year: return DateInterval(year: day.year + offset)
        case .weekday: return nil
        }
    }

    /// The month so many after that of a day.
    func month(of day: CalendarDay, _ offset: Int) -> DateInterval? {
        let months = day.year * 12 + day.month - 1 + offset
        return months < 12 ? nil : DateInterval(year: months / 12, month: months % 12 + 1)
    }

    /// "Christmas", "Viernes Santo de 2003", "last Easter"
    func feast(at start: Int, in sentence: Range<Int>) -> Reading? {
        guard
            case (let feast?, let end)? = words.feasts.match(
                in: report.text, at: start, before: sentence.upperBound)
        else { return nil }
        var tokens = start..<end
        var behind = end
        while behind < end + 2,
            words.has(.of, word(behind, in: sentence))
                || word(behind, in: sentence) == ","
        {
            behind += 1
        }
        if let year = bareYear(at: behind, in: sentence) {
            return feast.days(in: year).map {
                Reading(tokens: start..<behind + 1, interval: $0)
            }
        }
        if let (year, end) = yearBehind(end, in: sentence) {
            return feast.days(in: year).map { Reading(tokens: start..<end, interval: $0) }
        }
        let chosen = choice(beside: tokens, in: sentence)
        tokens = chosen?.tokens ?? tokens
        if chosen?.choice == .next {
            guard let written else { return nil }
            return (written.year...written.year + 1).lazy.compactMap { feast.days(in: $0) }
                .first { $0.start > written }.map { Reading(tokens: tokens, interval: $0) }
        }
        if let written, narrativeYear ?? written.year >= written.year || chosen?.choice == .last {
            // The latest that had begun by the report's day.
            return [written.year, written.year - 1].lazy.compactMap { feast.days(in: $0) }
                .first { $0.start <= written }.map { Reading(tokens: tokens, interval: $0) }
        }
        return narrativeYear.flatMap { feast.days(in: $0) }
            .map { Reading(tokens: tokens, interval: $0) }
    }

    /// "Christmas 2003": a year that nothing but the feast announces.
    private func bareYear(at index: Int, in sentence: Range<Int>) -> Int? {
        guard sentence.contains(index), report.text.tokens[index].kind == .number,
            let year = Int(report.text.word(index)), (1500...2099).contains(year)
        else { return nil }
        return year
    }

    /// "on the 13th", "el pasado 13", "el día 13", "el 15 de este mes"
    func dayOfMonth(at start: Int, in sentence: Range<Int>) -> Reading? {
        guard report.text.tokens[start].kind == .number, let day = Int(report.text.word(start)),
            (1...31).contains(day),
            let cue = words.phrases(.dayCue).match(
                in: report.text, endingAt: start, after: sentence.lowerBound)
        else { return nil }
        // "la noche del 12"
        let part = words.parts.match(in: report.text, at: cue.start, before: start)?.value
        var end = start + 1
        if report.text.touchesNext(start), words.has(.dayOrdinal, word(end, in: sentence)) {
            end += 1
        } else if !words.isEmpty(.dayOrdinal) {
            return nil
        }
        if case (.unit(let anchor, .month, let offset, _), let behind)? = meaning(
            behind: end, in: sentence), let month = interval(anchor, .month, offset),
            let solved = CalendarDay(year: month.start.year, month: month.start.month, day: day)
        {
            return Reading(
                tokens: cue.start..<behind, interval: DateInterval(solved), part: part)
        }
        let next = word(end, in: sentence)
        let isClosed =
            next.isEmpty || words.has(.dayEnd, next)
            || (report.text.tokens[end].kind == .sign && ![":", "%", "-", "/"].contains(next))
        guard isClosed else { return nil }
        return latest(day: day).map {
            Reading(tokens: cue.start..<end, interval: DateInterval($0), part: part)
        }
    }

    /// The day of that number in the month that the story has come to, or the latest before the
    /// report.
    private func latest(day: Int) -> CalendarDay? {
        if let narrative, narrative.precision <= .month,
            let here = CalendarDay(
                year: narrative.start.year, month: narrative.start.month, day: day),
            written.map({ here <= $0 }) ?? true
        {
            return here
        }
        guard let written else { return nil }
        return (0...2).lazy.compactMap { back in
            month(of: written, -back).flatMap {
                CalendarDay(year: $0.start.year, month: $0.start.month, day: day)
            }
        }.first { $0 <= written }
    }
}
