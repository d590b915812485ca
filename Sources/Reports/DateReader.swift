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
    func date(at start: Int, first: Int) -> WrittenDate? {
        guard start < end, calendar.mayBegin(with: text.tokens[start]) else { return nil }
        if let date = isoDate(at: start) ?? slashedDate(at: start)
            ?? joinedDate(at: start) ?? dottedDate(at: start, first: first)
        {
            return date
        }
        if let weekday = weekday(at: start) {
            return weekdayDate(weekday, at: start, first: first)
        }
        if month(at: start) != nil { return monthDate(at: start, first: first) }
        if let (day, next) = dayNumber(at: start).map({ ($0, afterOrdinal(start)) })
            ?? dayWord(at: start),
            let date = dayDate(day, from: start, behind: next, first: first)
        {
            return date
        }
        return decade(at: start, first: first) ?? year(at: start, first: first)
    }

    // MARK: - Forms

    /// Monday, October 13, 2003; lunes 13 de octubre; Monday 13; Monday
    func weekdayDate(_ weekday: Int, at start: Int, first: Int) -> WrittenDate? {
        var next = start + 1
        if next < end, [",", "the", "."].contains(text.word(next)) { next += 1 }
        var date: WrittenDate?
        if next < end, month(at: next) != nil {
            date = monthDate(at: next, first: start)
            if date?.day == nil { date = nil }
        } else if next < end, let day = dayNumber(at: next) {
            date = dayDate(day, from: next, behind: afterOrdinal(next), first: first)
            if date == nil, !isCounted(next) {
                let days = days(behind: afterOrdinal(next), day, from: start, first: first)
                date = WrittenDate(tokens: next..<days.end, day: day, lastDay: days.last)
                date?.furtherDays = days.further
            }
        }
        guard var date else { return WrittenDate(tokens: start..<start + 1, weekday: weekday) }
        date.weekday = weekday
        date.tokens = start..<date.tokens.upperBound
        return date
    }

    /// October 14, 2003; October 12 and 13; October 2003; May and June 2005; October
    func monthDate(at start: Int, first: Int) -> WrittenDate? {
        guard let month = month(at: start) else { return nil }
        var next = start + 1
        if next < end, sign(next) == ".", text.touchesNext(start) { next += 1 }
        var date = WrittenDate(tokens: start..<next, month: month)
        if next < end, text.word(next) == "the" { next += 1 }
        // "On October 10 miners marched" has a day, "in October 10 miners died" has a count.
        let isIn = start > first && text.word(start - 1) == "in"
        if let (day, after) = dayBehindMonth(next), !(isIn && isCounted(next)) {
            date.day = day
            let days = days(behind: after, day, from: start, first: first)
            (date.lastDay, date.furtherDays, next) = (days.last, days.further, days.end)
            if days.end == after,
                let (lastMonth, lastDay, after) = spanMonthDay(from: next, start, first: first)
            {
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
            // "the DEC" is an office.
            if text.tokens[start].casing == .upper, calendar.cutMonths.contains(text.word(start)) {
                return nil
            }
            let cue = start > first ? text.word(start - 1) : ""
            let isCued = calendar.cues.contains(cue) || (cue == "-" && start > first + 1)
            if cue == "the", calendar.nouns.contains(text.word(start)) { return nil }
            if calendar.ambiguous.contains(text.word(start)) || start == first, !isCued {
                return nil
            }
        }
        return date
    }

    /// 14 October 2003; 12 y 13 de octubre; 8 de octubre pero de 2003; 28 de octubre al 2 de noviembre
    func dayDate(_ day: Int, from start: Int, behind: Int, first: Int) -> WrittenDate? {
        let days = days(behind: behind, day, from: start, first: first)
        guard let (month, after) = monthBehindDay(days.end) else { return nil }
        var date = WrittenDate(
            tokens: start..<after, month: month, day: day, lastDay: days.last)
        date.furtherDays = days.further
        var next = after
        if days.end == behind,
            let (lastMonth, lastDay, after) = spanMonthDay(from: next, start, first: first)
        {
            (date.lastMonth, date.lastDay, next) = (lastMonth, lastDay, after)
            date.tokens = start..<next
        }
        if let (year, after) = yearAfter(next) {
            date.year = year
            date.tokens = start..<after
        }
        return date
    }

    /// "of October", "de octubre", "Oct.": the month behind a day, and where it ends.
    func monthBehindDay(_ index: Int) -> (Int, Int)? {
        var next = index
        if next < end, ["of", "de", "del"].contains(text.word(next)) { next += 1 }
        guard next < end, text.tokens[next].kind == .word else { return nil }
        let month: Int
        if let whole = self.month(at: next) {
            guard text.tokens[next].isCapitalised || !calendar.isMonthFirst else { return nil }
            month = whole
        } else if let short = calendar.shortMonths[text.word(next)] {
            // "12 mar" alone may be the sea; a full stop or a year makes it a month.
            guard sign(next + 1) == "." || yearNumber(at: next + 1) != nil else { return nil }
            month = short
        } else {
            return nil
        }
        let isCut = sign(next + 1) == "." && text.touchesNext(next) && next + 2 < end
        return (month, isCut ? next + 2 : next + 1)
    }

    /// The nineties, the 1990s, los años 90, la década de 1990
    func decade(at start: Int, first: Int) -> WrittenDate? {
        func decade(_ year: Int, _ tokens: Range<Int>) -> WrittenDate {
            var date = WrittenDate(tokens: tokens, year: year)
            date.isDecade = true
            return date
        }
        guard start < end else { return nil }
        if calendar.decadeNouns.contains(text.word(start)) {
            var next = start + 1
            while next < end, next < start + 4, ["de", "del", "los"].contains(text.word(next)) {
                next += 1
            }
            let isOfDecade = text.word(start) == "decada"
            if let year = yearNumber(at: next), year % 10 == 0, isOfDecade {
                return decade(year, start..<next + 1)
            }
            let ten =
                plainNumber(at: next) ?? (next < end ? calendar.decades[text.word(next)] : nil)
            guard next > start + 1 || !isOfDecade, start > first,
                ["los", "la", "de", "esa"].contains(text.word(start - 1)),
                let ten, (20...90).contains(ten), ten % 10 == 0
            else { return nil }
            return decade(1900 + ten, start..<next + 1)
        }
        guard calendar.decadeNouns.isEmpty, start > first else { return nil }
        let isCued =
            calendar.cues.contains(text.word(start - 1)) || sign(start - 1) == "-"
            || ["'", "’"].contains(sign(start - 1))
        if let ten = calendar.decades[text.word(start)], text.word(start - 1) == "the" {
            return decade(1900 + ten, start..<start + 1)
        }
        var tail = start + 1
        if ["'", "’"].contains(sign(tail)), text.touchesNext(start) { tail += 1 }
        guard let number = plainNumber(at: start), number % 10 == 0, sign(tail) == "s",
            text.touchesNext(tail - 1)
        else { return nil }
        if (1500...2099).contains(number) { return decade(number, start..<tail + 1) }
        guard (20...90).contains(number), isCued else { return nil }
        return decade(1900 + number, start..<tail + 1)
    }

    /// in 1952; de 2003; 1999-2003
    func year(at start: Int, first: Int) -> WrittenDate? {
        guard let year = yearNumber(at: start), start > first, !isCounted(start)
        else { return nil }
        var next = start + 1
        var lastYear: Int?
        if ["-", "–", "—", "/"].contains(sign(next)), text.touchesNext(start),
            text.touchesNext(next), let last = yearNumber(at: next + 1), last > year
        {
            lastYear = last
            next += 2
        }
        // "mid-2003"
        let isJoined =
            sign(start - 1) == "-" && start > first + 1
            && calendar.cues.contains(text.word(start - 2)) && text.touchesNext(start - 1)
        guard
            calendar.cues.contains(text.word(start - 1)) || isJoined
                || (sign(start - 1) == "(" && sign(next) == ")")
        else { return nil }
        return WrittenDate(tokens: start..<next, year: year, lastYear: lastYear)
    }

    // MARK: - Parts

    func sign(_ index: Int) -> String { index < end ? text.word(index) : "" }

    func month(at index: Int) -> Int? {
        guard index < end, text.tokens[index].kind == .word,
            let month = calendar.months[text.word(index)]
        else { return nil }
        // "may", "march": in English a month is written with a capital.
        return calendar.isMonthFirst && !text.tokens[index].isCapitalised ? nil : month
    }

    func weekday(at index: Int) -> Int? {
        guard index < end, text.tokens[index].kind == .word else { return nil }
        if calendar.isMonthFirst, !text.tokens[index].isCapitalised { return nil }
        return calendar.weekdays[text.word(index)]
    }

    func plainNumber(at index: Int) -> Int? {
        guard index < end, text.tokens[index].kind == .number,
            text.tokens[index].end - text.tokens[index].start <= 4
        else { return nil }
        return Int(text.word(index))
    }

    func dayNumber(at index: Int) -> Int? {
        guard let number = plainNumber(at: index), (1...31).contains(number) else { return nil }
        return number
    }

    func yearNumber(at index: Int) -> Int? {
        guard let number = plainNumber(at: index), (1500...2099).contains(number),
            text.tokens[index].end - text.tokens[index].start == 4
        else { return nil }
        return number
    }

    func afterOrdinal(_ index: Int) -> Int {
        guard text.touchesNext(index) else { return index + 1 }
        // "1.º de mayo"
        let isPointed = sign(index + 1) == "." && text.touchesNext(index + 1)
        let next = isPointed ? index + 2 : index + 1
        return calendar.ordinals.contains(sign(next)) ? next + 1 : index + 1
    }

    func yearAfter(_ index: Int) -> (Int, Int)? {
        var next = index
        while next < end, next < index + 3, calendar.links.contains(text.word(next)) { next += 1 }
        guard let year = yearNumber(at: next) else { return nil }
        return (year, next + 1)
    }

    /// Whether a number counts something ("13 people"), so that it is no day and no year.
    func isCounted(_ index: Int) -> Bool {
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
