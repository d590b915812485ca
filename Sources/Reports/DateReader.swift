import Orthography

/// Reads one date at a time; see ``WrittenDate``.
struct DateReader {
    let text: TokenizedText
    let end: Int
    let calendar: CalendarWords

    init(text: TokenizedText, end: Int, calendar: CalendarWords) {
        self.text = text
        self.end = end
        self.calendar = calendar
    }

    /// The date that begins at a token, if one does.
    ///
    /// - Parameter first: The first token of the sentence, before which nothing is looked at.
    mutating func date(at start: Int, first: Int) -> WrittenDate? {
        if let date = isoDate(at: start) ?? slashedDate(at: start) { return date }
        if let weekday = weekday(at: start) { return weekdayDate(weekday, at: start) }
        if month(at: start) != nil { return monthDate(at: start, first: first) }
        if let day = dayNumber(at: start), let date = dayDate(day, at: start) { return date }
        return year(at: start, first: first)
    }

    // MARK: - Forms

    /// 2003-10-13
    private func isoDate(at start: Int) -> WrittenDate? {
        guard start + 5 <= end, let year = yearNumber(at: start), sign(start + 1) == "-",
            let month = plainNumber(at: start + 2), (1...12).contains(month),
            sign(start + 3) == "-", let day = plainNumber(at: start + 4), (1...31).contains(day),
            text.touchesNext(start), text.touchesNext(start + 1), text.touchesNext(start + 2)
        else { return nil }
        return WrittenDate(tokens: start..<start + 5, year: year, month: month, day: day)
    }

    /// 10/13/03, 13.10.2003 is left alone (a version, a price), 13/10/2003
    private func slashedDate(at start: Int) -> WrittenDate? {
        guard start + 5 <= end, sign(start + 1) == "/", sign(start + 3) == "/",
            let one = plainNumber(at: start), let two = plainNumber(at: start + 2),
            let three = plainNumber(at: start + 4), text.touchesNext(start),
            text.touchesNext(start + 2)
        else { return nil }
        if one > 31, (1...12).contains(two), (1...31).contains(three), one <= 9999 {
            return WrittenDate(tokens: start..<start + 5, year: one, month: two, day: three)
        }
        let monthFirst = (calendar.isMonthFirst && one <= 12) || two > 12
        let (month, day) = monthFirst ? (one, two) : (two, one)
        guard (1...12).contains(month), (1...31).contains(day) else { return nil }
        let length = text.tokens[start + 4].end - text.tokens[start + 4].start
        let year = length == 2 ? (three < 50 ? 2000 + three : 1900 + three) : three
        guard length == 2 || length == 4, (1000...9999).contains(year) else { return nil }
        return WrittenDate(tokens: start..<start + 5, year: year, month: month, day: day)
    }

    /// Monday, October 13, 2003; lunes 13 de octubre; Monday 13; Monday
    private mutating func weekdayDate(_ weekday: Int, at start: Int) -> WrittenDate? {
        var next = start + 1
        if next < end, [",", "the", "."].contains(text.word(next)) { next += 1 }
        var date: WrittenDate?
        if next < end, month(at: next) != nil {
            date = monthDate(at: next, first: start)
            if date?.day == nil { date = nil }
        } else if next < end, let day = dayNumber(at: next) {
            date = dayDate(day, at: next)
            if date == nil, !isCounted(next) {
                var last = afterOrdinal(next)
                var lastDay: Int?
                if let (span, after) = spanDay(from: last, later: day) {
                    (lastDay, last) = (span, after)
                }
                date = WrittenDate(tokens: next..<last, day: day, lastDay: lastDay)
            }
        }
        guard var date else { return WrittenDate(tokens: start..<start + 1, weekday: weekday) }
        date.weekday = weekday
        date.tokens = start..<date.tokens.upperBound
        return date
    }

    /// October 14, 2003; October 12 and 13; October 2003; May and June 2005; October
    private func monthDate(at start: Int, first: Int) -> WrittenDate? {
        guard let month = month(at: start) else { return nil }
        var next = start + 1
        if next < end, sign(next) == ".", text.touchesNext(start) { next += 1 }
        var date = WrittenDate(tokens: start..<next, month: month)
        if next < end, text.word(next) == "the" { next += 1 }
        // "On October 10 miners marched" has a day, "in October 10 miners died" has a count.
        let isIn = start > first && text.word(start - 1) == "in"
        if next < end, let day = dayNumber(at: next), !(isIn && isCounted(next)) {
            date.day = day
            next = afterOrdinal(next)
            if let (lastDay, after) = spanDay(from: next, later: day) {
                (date.lastDay, next) = (lastDay, after)
            } else if let (lastMonth, lastDay, after) = spanMonthDay(from: next) {
                (date.lastMonth, date.lastDay, next) = (lastMonth, lastDay, after)
            }
            date.tokens = start..<next
        } else {
            next = date.tokens.upperBound
            if next + 1 < end, calendar.spans.contains(text.word(next)),
                let last = self.month(at: next + 1), last > month
            {
                date.lastMonth = last
                next += 2
                date.tokens = start..<next
            }
        }
        if let (year, after) = yearAfter(next) {
            date.year = year
            date.tokens = start..<after
        }
        if date.day == nil, date.year == nil {
            guard text.tokens[start].isCapitalised || !calendar.isMonthFirst else { return nil }
            let cue = start > first ? text.word(start - 1) : ""
            let isCued = calendar.cues.contains(cue) || (cue == "-" && start > first + 1)
            if cue == "the", calendar.nouns.contains(text.word(start)) { return nil }
            if calendar.ambiguous.contains(text.word(start)) || start == first, !isCued {
                return nil
            }
        }
        return date
    }

    /// 14 October 2003; 12 y 13 de octubre; 8 de octubre pero de 2003
    private func dayDate(_ day: Int, at start: Int) -> WrittenDate? {
        var next = afterOrdinal(start)
        var lastDay: Int?
        if let (span, after) = spanDay(from: next, later: day) { (lastDay, next) = (span, after) }
        if next < end, ["of", "de", "del"].contains(text.word(next)) { next += 1 }
        guard next < end, let month = month(at: next),
            text.tokens[next].isCapitalised || !calendar.isMonthFirst
        else { return nil }
        var date = WrittenDate(
            tokens: start..<next + 1, month: month, day: day, lastDay: lastDay)
        if let (year, after) = yearAfter(next + 1) {
            date.year = year
            date.tokens = start..<after
        }
        return date
    }

    /// in 1952; de 2003
    private func year(at start: Int, first: Int) -> WrittenDate? {
        guard let year = yearNumber(at: start), start > first,
            calendar.cues.contains(text.word(start - 1))
                || (sign(start - 1) == "(" && start + 1 < end && sign(start + 1) == ")"),
            !isCounted(start)
        else { return nil }
        return WrittenDate(tokens: start..<start + 1, year: year)
    }

    // MARK: - Parts

    private func sign(_ index: Int) -> String { index < end ? text.word(index) : "" }

    private func month(at index: Int) -> Int? {
        guard index < end, text.tokens[index].kind == .word,
            let month = calendar.months[text.word(index)]
        else { return nil }
        // "may", "march": in English a month is written with a capital.
        return calendar.isMonthFirst && !text.tokens[index].isCapitalised ? nil : month
    }

    private func weekday(at index: Int) -> Int? {
        guard index < end, text.tokens[index].kind == .word else { return nil }
        if calendar.isMonthFirst, !text.tokens[index].isCapitalised { return nil }
        return calendar.weekdays[text.word(index)]
    }

    private func plainNumber(at index: Int) -> Int? {
        guard index < end, text.tokens[index].kind == .number,
            text.tokens[index].end - text.tokens[index].start <= 4
        else { return nil }
        return Int(text.word(index))
    }

    private func dayNumber(at index: Int) -> Int? {
        guard let number = plainNumber(at: index), (1...31).contains(number) else { return nil }
        return number
    }

    private func yearNumber(at index: Int) -> Int? {
        guard let number = plainNumber(at: index), (1500...2099).contains(number),
            text.tokens[index].end - text.tokens[index].start == 4
        else { return nil }
        return number
    }

    private func afterOrdinal(_ index: Int) -> Int {
        index + 1 < end && text.touchesNext(index)
            && calendar.ordinals.contains(text.word(index + 1))
            ? index + 2 : index + 1
    }

    /// "and 13" after "12": a second day that is later than the first.
    private func spanDay(from index: Int, later day: Int) -> (Int, Int)? {
        guard index + 1 < end, calendar.spans.contains(text.word(index)),
            let last = dayNumber(at: index + 1), last > day, !isCounted(index + 1)
        else { return nil }
        return (last, afterOrdinal(index + 1))
    }

    /// "to November 2" after "October 28".
    private func spanMonthDay(from index: Int) -> (Int, Int, Int)? {
        guard index + 2 < end, calendar.spans.contains(text.word(index)),
            let month = month(at: index + 1), let day = dayNumber(at: index + 2),
            !isCounted(index + 2)
        else { return nil }
        return (month, day, afterOrdinal(index + 2))
    }

    private func yearAfter(_ index: Int) -> (Int, Int)? {
        var next = index
        while next < end, next < index + 3, calendar.links.contains(text.word(next)) { next += 1 }
        guard let year = yearNumber(at: next) else { return nil }
        return (year, next + 1)
    }

    /// Whether a number counts something ("13 people"), so that it is no day and no year.
    private func isCounted(_ index: Int) -> Bool {
        let next = afterOrdinal(index)
        guard next == index + 1, next < end, text.tokens[next].kind == .word,
            text.tokens[next].casing == .lower, !text.touchesNext(index)
        else { return false }
        // "**October 12 and 13** police": a mark of Markdown ends the date.
        if text.gap(after: index).contains(where: { "*_`]".utf8.contains($0) }) { return false }
        let word = text.word(next)
        return !calendar.spans.contains(word) && !calendar.links.contains(word)
            && !calendar.cues.contains(word) && countedNouns.contains(word)
    }
}

/// Nouns that follow a count and never a date.
private let countedNouns: Set<String> = [
    "people", "persons", "dead", "deaths", "miners", "soldiers", "peasants", "workers", "police",
    "protesters", "protestors", "demonstrators", "men", "women", "children", "civilians",
    "kilometers", "kilometres", "km", "miles", "percent", "hours", "days", "weeks", "months",
    "years", "dollars", "tanks", "trucks", "cities", "marchers", "students", "farmers",
    "personas", "muertos", "heridos", "mineros", "soldados", "campesinos", "trabajadores",
    "horas", "dias", "semanas", "meses", "anos", "kilometros", "ciudades", "policias", "millones",
    "mil", "million", "thousand", "hundred", "wounded", "injured", "arrested", "detenidos",
]
