import SimpleFeatures

/// A day that has a name of its own, such as Christmas or Good Friday.
enum Feast: Hashable, Sendable {
    /// The same day every year.
    case fixed(month: Int, day: Int)
    /// Days counted from Easter Sunday of the Gregorian calendar.
    case easter(first: Int, last: Int)

    /// The days of a feast in a year; `nil` for a year that no calendar has.
    func days(in year: Int) -> DateInterval? {
        switch self {
        case .fixed(let month, let day):
            return CalendarDay(year: year, month: month, day: day).map { DateInterval($0) }
        case .easter(let first, let last):
            guard let sunday = Feast.easterSunday(of: year) else { return nil }
            return DateInterval(
                start: sunday.advanced(by: first), end: sunday.advanced(by: last),
                precision: first == last ? .day : .week)
        }
    }

    /// Easter Sunday of a year, as the Western churches keep it.
    ///
    /// - SeeAlso: Meeus (1991), *Astronomical Algorithms*, chapter 8, "Date of Easter".
    static func easterSunday(of year: Int) -> CalendarDay? {
        let golden = year % 19
        let (century, rest) = (year / 100, year % 100)
        let correction = (century - (century + 8) / 25 + 1) / 3
        let epact = (19 * golden + century - century / 4 - correction + 15) % 30
        let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7
        let shift = (golden + 11 * epact + 22 * weekday) / 451
        let number = epact + weekday - 7 * shift + 114
        return CalendarDay(year: year, month: number / 31, day: number % 31 + 1)
    }
}
