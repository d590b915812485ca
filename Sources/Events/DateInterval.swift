public import SimpleFeatures

/// When something happened: the days between which, and how closely they are known.
public struct DateInterval: Hashable, Sendable {
    /// How closely a date is known, the closest first.
    public enum Precision: String, Sendable, Comparable, CaseIterable {
        case day, week, month, year, unknown

        public static func < (one: Precision, other: Precision) -> Bool {
            (allCases.firstIndex(of: one) ?? 0) < (allCases.firstIndex(of: other) ?? 0)
        }
    }

    /// The first day, not after the last.
    public let start: CalendarDay
    public let end: CalendarDay
    public let precision: Precision

    init(start: CalendarDay, end: CalendarDay, precision: Precision) {
        self.start = min(start, end)
        self.end = max(start, end)
        self.precision = precision
    }

    /// One day.
    init(_ day: CalendarDay) { self.init(start: day, end: day, precision: .day) }

    /// A month, or several of one year.
    init?(year: Int, month: Int, through lastMonth: Int? = nil) {
        let last = lastMonth ?? month
        guard let start = CalendarDay(year: year, month: month, day: 1),
            let end = CalendarDay(
                year: year, month: last, day: CalendarDay.length(ofMonth: last, year: year))
        else { return nil }
        self.init(start: start, end: end, precision: .month)
    }

    /// A whole year.
    init?(year: Int) {
        guard let start = CalendarDay(year: year, month: 1, day: 1),
            let end = CalendarDay(year: year, month: 12, day: 31)
        else { return nil }
        self.init(start: start, end: end, precision: .year)
    }

    /// Whether two intervals share a day.
    public func overlaps(_ other: DateInterval) -> Bool { start <= other.end && other.start <= end }

    /// How many days the interval has.
    public var dayCount: Int { end.daysSince1970 - start.daysSince1970 + 1 }

    /// The interval moved by days.
    func advanced(by days: Int) -> DateInterval {
        DateInterval(
            start: start.advanced(by: days), end: end.advanced(by: days), precision: precision)
    }

    /// The month or the year that the interval lies in, for what is told later without a date.
    var widened: DateInterval {
        switch precision {
        case .day, .week:
            return start.year == end.year && start.month == end.month
                ? DateInterval(year: start.year, month: start.month) ?? self
                : DateInterval(start: start, end: end, precision: .month)
        case .month, .year, .unknown: return self
        }
    }

    /// The date in the Extended Date/Time Format: an interval where it is longer than a day.
    ///
    /// - SeeAlso: ISO 8601-2:2019; Library of Congress, "Extended Date/Time Format (EDTF)".
    public var edtf: String {
        switch precision {
        case .day: return start == end ? "\(start)" : "\(start)/\(end)"
        case .week: return "\(start)~/\(end)~"
        case .month:
            let first = "\(start)".prefix(7)
            let last = "\(end)".prefix(7)
            return first == last ? String(first) : "\(first)/\(last)"
        case .year:
            return start.year == end.year
                ? String("\(start)".prefix(4)) : "\("\(start)".prefix(4))/\("\(end)".prefix(4))"
        case .unknown: return ""
        }
    }
}
