/// A year, a month or a day, as people write when something begins or ends.
public struct CalendarPeriod: Hashable, Sendable {
    /// The first day of it.
    public let firstDay: CalendarDay
    /// The last day of it.
    public let lastDay: CalendarDay

    /// Reads YYYY, YYYY-MM or YYYY-MM-DD (ISO 8601), nothing before or after it; `nil` when it is
    /// none of them or does not exist.
    public init?(iso text: some StringProtocol) {
        let written: (first: CalendarDay?, last: CalendarDay?)
        switch text.utf8.count {
        case 4:
            written = (CalendarDay(iso: "\(text)-01-01"), CalendarDay(iso: "\(text)-12-31"))
        case 7:
            let first = CalendarDay(iso: "\(text)-01")
            let last = first.flatMap { day in
                CalendarDay(
                    year: day.year, month: day.month,
                    day: CalendarDay.length(ofMonth: day.month, year: day.year))
            }
            written = (first, last)
        default:
            written = (CalendarDay(iso: text), CalendarDay(iso: text))
        }
        guard let first = written.first, let last = written.last else { return nil }
        firstDay = first
        lastDay = last
    }
}
