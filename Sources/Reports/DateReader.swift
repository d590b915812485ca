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

    /// 2003-10-13
    private func isoDate(at start: Int) -> WrittenDate? {
        guard start + 5 <= end, let year = yearNumber(at: start), sign(start + 1) == "-",
            let month = plainNumber(at: start + 2), (1...12).contains(month),
            sign(start + 3) == "-", let day = plainNumber(at: start + 4), (1...31).contains(day),
            text.touchesNext(start), text.touchesNext(start + 1), text.touchesNext(start + 2)
        else { return nil }
        return WrittenDate(tokens: start..<start + 5, year: year, month: month, day: day)
    }

    /// 10/13/03, 13/10/2003
    private func slashedDate(at start: Int) -> WrittenDate? {
        guard start + 5 <= end, sign(start + 1) == "/", sign(start + 3) == "/",
            let one = plainNumber(at: start), let two = plainNumber(at: start + 2),
            let three = plainNumber(at: start + 4), text.touchesNext(start),
            text.touchesNext(start + 2)
        else { return nil }
        if one > 31, (1...12).contains(two), (1...31).contains(three), one <= 9999 {
            return WrittenDate(tokens: start..<start + 5, year: one, month: two, day: three)
        }
        guard let year = fullYear(three, at: start + 4) else { return nil }
        return numeric(one, two, year: year, tokens: start..<start + 5)
    }

    /// 12-10-2003, 12-X-2003, 12-Oct-2003, 12/X/03
    private func joinedDate(at start: Int) -> WrittenDate? {
        guard start + 5 <= end, let day = dayNumber(at: start), text.touchesNext(start),
            ["-", "/", "."].contains(sign(start + 1)), sign(start + 1) == sign(start + 3),
            text.touchesNext(start + 1), text.touchesNext(start + 2), text.touchesNext(start + 3),
            let number = plainNumber(at: start + 4),
            let year = fullYear(number, at: start + 4),
            // "12-10-2003-5" is the number of a file.
            !(text.touchesNext(start + 4) && sign(start + 5) == sign(start + 3)
                && sign(start + 3) != ".")
        else { return nil }
        let tokens = start..<start + 5
        if let second = plainNumber(at: start + 2) {
            guard sign(start + 1) == "-", number >= 1000 else { return nil }
            return numeric(day, second, year: year, tokens: tokens)
        }
        let word = text.word(start + 2)
        let isRoman = text.tokens[start + 2].casing != .lower
        guard
            let month = month(at: start + 2) ?? calendar.shortMonths[word]
                ?? (isRoman ? CalendarWords.romanMonths[word] : nil)
        else { return nil }
        return WrittenDate(tokens: tokens, year: year, month: month, day: day)
    }

    /// 13.10.2003 where a date can stand; behind a noun it is a version or a price.
    private func dottedDate(at start: Int, first: Int) -> WrittenDate? {
        guard start < end, text.tokens[start].kind == .number else { return nil }
        let parts = text.word(start).split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[2].count == 4, parts[0].count <= 2, parts[1].count <= 2,
            let one = Int(parts[0]), let two = Int(parts[1]), let year = Int(parts[2]),
            (1500...2099).contains(year)
        else { return nil }
        if start > first, text.tokens[start - 1].kind == .word,
            !calendar.cues.contains(text.word(start - 1)), weekday(at: start - 1) == nil
        {
            return nil
        }
        // Points are the continent's way of writing, which has the day first.
        return numeric(one, two, year: year, tokens: start..<start + 1, isDayFirst: true)
    }

    /// Two numbers as month and day, in the order of the language where both are possible.
    private func numeric(
        _ one: Int, _ two: Int, year: Int, tokens: Range<Int>, isDayFirst: Bool = false
    ) -> WrittenDate? {
        let monthFirst = (calendar.isMonthFirst && !isDayFirst && one <= 12) || two > 12
        let (month, day) = monthFirst ? (one, two) : (two, one)
        guard (1...12).contains(month), (1...31).contains(day) else { return nil }
        return WrittenDate(tokens: tokens, year: year, month: month, day: day)
    }

    /// A year of four digits, or of two ("03", "52").
    private func fullYear(_ number: Int, at index: Int) -> Int? {
        let length = text.tokens[index].end - text.tokens[index].start
        let year = length == 2 ? (number < 50 ? 2000 + number : 1900 + number) : number
        return (length == 2 || length == 4) && (1000...9999).contains(year) ? year : nil
    }

    /// Monday, October 13, 2003; lunes 13 de octubre; Monday 13; Monday
    private func weekdayDate(_ weekday: Int, at start: Int, first: Int) -> WrittenDate? {
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
    private func monthDate(at start: Int, first: Int) -> WrittenDate? {
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
    private func dayDate(_ day: Int, from start: Int, behind: Int, first: Int) -> WrittenDate? {
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
    private func monthBehindDay(_ index: Int) -> (Int, Int)? {
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
    private func decade(at start: Int, first: Int) -> WrittenDate? {
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
    private func year(at start: Int, first: Int) -> WrittenDate? {
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
        guard text.touchesNext(index) else { return index + 1 }
        // "1.º de mayo"
        let isPointed = sign(index + 1) == "." && text.touchesNext(index + 1)
        let next = isPointed ? index + 2 : index + 1
        return calendar.ordinals.contains(sign(next)) ? next + 1 : index + 1
    }

    /// "twelfth", "twenty-first", "doce": a day in words, and where it ends.
    private func dayWord(at index: Int) -> (Int, Int)? {
        guard index < end, text.tokens[index].kind == .word else { return nil }
        if let tens = calendar.dayTens[text.word(index)] {
            let next = sign(index + 1) == "-" ? index + 2 : index + 1
            guard next < end, let unit = calendar.dayWords[text.word(next)], unit < 10,
                tens + unit <= 31
            else { return nil }
            return (tens + unit, next + 1)
        }
        return calendar.dayWords[text.word(index)].map { ($0, index + 1) }
    }

    /// "13", "13th" or "first" behind a month.
    private func dayBehindMonth(_ index: Int) -> (Int, Int)? {
        if let day = dayNumber(at: index) { return (day, afterOrdinal(index)) }
        // "May second-year students" has no day.
        guard let (day, next) = dayWord(at: index), sign(next) != "-",
            text.tokens[index].casing == .lower, calendar.isMonthFirst
        else { return nil }
        return (day, next)
    }

    /// What follows the first of several days.
    private struct Days {
        /// The last day of a span.
        var last: Int?
        /// Days apart from the first.
        var further: [Int] = []
        let end: Int
    }

    /// "and 13", "to the 14th", ", 13 and 15" behind a day: days that are later than the one before.
    private func days(behind index: Int, _ day: Int, from start: Int, first: Int) -> Days {
        var days = [day]
        var at = index
        while days.count <= 31 {
            let link = sign(at)
            guard link == "," || calendar.spans.contains(link) else { break }
            var next = at + 1
            if calendar.articles.contains(sign(next)) { next += 1 }
            if weekday(at: next) != nil { next += 1 }
            guard let later = dayNumber(at: next), later > days[days.count - 1], !isCounted(next)
            else { break }
            days.append(later)
            at = afterOrdinal(next)
            guard link != "," else { continue }
            let isList = calendar.ands.contains(link) && !isBetween(start, first: first)
            if !isList || later - day == days.count - 1 {
                // "9, 12 to 15" names more than one span.
                guard isList || days.count == 2 else { break }
                return Days(last: later, end: at)
            }
            return Days(further: Array(days.dropFirst()), end: at)
        }
        return Days(end: index)
    }

    /// Whether "between" stands in front of a date.
    private func isBetween(_ start: Int, first: Int) -> Bool {
        var at = start - 1
        while at >= first, calendar.articles.contains(text.word(at)) || weekday(at: at) != nil {
            at -= 1
        }
        return at >= first && calendar.betweens.contains(text.word(at))
    }

    /// "to November 2" after "October 28", "al 2 de noviembre" after "28 de octubre".
    private func spanMonthDay(
        from index: Int, _ start: Int, first: Int
    ) -> (Int, Int, Int)? {
        let link = sign(index)
        guard calendar.spans.contains(link),
            !calendar.ands.contains(link) || isBetween(start, first: first)
        else { return nil }
        var next = index + 1
        if calendar.articles.contains(sign(next)) { next += 1 }
        if weekday(at: next) != nil { next += 1 }
        if let month = month(at: next), let day = dayNumber(at: next + 1), !isCounted(next + 1) {
            return (month, day, afterOrdinal(next + 1))
        }
        guard let day = dayNumber(at: next),
            let (month, after) = monthBehindDay(afterOrdinal(next))
        else { return nil }
        return (month, day, after)
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
