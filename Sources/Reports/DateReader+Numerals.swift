import Orthography

/// Dates in numerals, with signs between them.
extension DateReader {
    /// 2003-10-13
    func isoDate(at start: Int) -> WrittenDate? {
        guard start + 5 <= end, let year = yearNumber(at: start), sign(start + 1) == "-",
            let month = plainNumber(at: start + 2), (1...12).contains(month),
            sign(start + 3) == "-", let day = plainNumber(at: start + 4), (1...31).contains(day),
            text.touchesNext(start), text.touchesNext(start + 1), text.touchesNext(start + 2)
        else { return nil }
        return WrittenDate(tokens: start..<start + 5, year: year, month: month, day: day)
    }

    /// 10/13/03, 13/10/2003
    func slashedDate(at start: Int) -> WrittenDate? {
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
    func joinedDate(at start: Int) -> WrittenDate? {
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
    func dottedDate(at start: Int, first: Int) -> WrittenDate? {
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
    func numeric(
        _ one: Int, _ two: Int, year: Int, tokens: Range<Int>, isDayFirst: Bool = false
    ) -> WrittenDate? {
        let monthFirst = (calendar.isMonthFirst && !isDayFirst && one <= 12) || two > 12
        let (month, day) = monthFirst ? (one, two) : (two, one)
        guard (1...12).contains(month), (1...31).contains(day) else { return nil }
        return WrittenDate(tokens: tokens, year: year, month: month, day: day)
    }

    /// A year of four digits, or of two ("03", "52").
    func fullYear(_ number: Int, at index: Int) -> Int? {
        let length = text.tokens[index].end - text.tokens[index].start
        let year = length == 2 ? (number < 50 ? 2000 + number : 1900 + number) : number
        return (length == 2 || length == 4) && (1000...9999).contains(year) ? year : nil
    }
}
