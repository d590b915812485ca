import Orthography

/// Days of a month: in words, behind a month, several of them.
extension DateReader {
    /// "twelfth", "twenty-first", "doce": a day in words, and where it ends.
    func dayWord(at index: Int) -> (Int, Int)? {
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
    func dayBehindMonth(_ index: Int) -> (Int, Int)? {
        if let day = dayNumber(at: index) { return (day, afterOrdinal(index)) }
        // "May second-year students" has no day.
        guard let (day, next) = dayWord(at: index), sign(next) != "-",
            text.tokens[index].casing == .lower, calendar.isMonthFirst
        else { return nil }
        return (day, next)
    }

    /// What follows the first of several days.
    struct Days {
        /// The last day of a span.
        var last: Int?
        /// Days apart from the first.
        var further: [Int] = []
        let end: Int
    }

    /// "and 13", "to the 14th", ", 13 and 15" behind a day: days that are later than the one before.
    func days(behind index: Int, _ day: Int, from start: Int, first: Int) -> Days {
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
    func isBetween(_ start: Int, first: Int) -> Bool {
        var at = start - 1
        while at >= first, calendar.articles.contains(text.word(at)) || weekday(at: at) != nil {
            at -= 1
        }
        return at >= first && calendar.betweens.contains(text.word(at))
    }

    /// "to November 2" after "October 28", "al 2 de noviembre" after "28 de octubre".
    func spanMonthDay(
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
}
