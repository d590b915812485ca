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

    /// How the words that tell an interval bound it.
    public enum Bounds: Sendable, CaseIterable {
        /// From the first day to the last ("October 12 and 13").
        case said
        /// About these days ("around October 12", "mid-2003").
        case about
        /// From the first day on, with no end told ("since Monday"); the last day is the report's.
        case open
        /// A year of ten ("the 1990s").
        case decade
    }

    /// The first day, not after the last.
    public let start: CalendarDay
    public let end: CalendarDay
    public let precision: Precision
    public let bounds: Bounds

    init(start: CalendarDay, end: CalendarDay, precision: Precision, bounds: Bounds = .said) {
        self.start = min(start, end)
        self.end = max(start, end)
        self.precision = precision
        self.bounds = bounds
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

    /// A whole year, or several.
    init?(year: Int, through lastYear: Int? = nil, bounds: Bounds = .said) {
        guard let start = CalendarDay(year: year, month: 1, day: 1),
            let end = CalendarDay(year: lastYear ?? year, month: 12, day: 31)
        else { return nil }
        self.init(start: start, end: end, precision: .year, bounds: bounds)
    }

    /// Whether two intervals share a day.
    public func overlaps(_ other: DateInterval) -> Bool { start <= other.end && other.start <= end }

    /// How many days the interval has.
    public var dayCount: Int { end.daysSince1970 - start.daysSince1970 + 1 }

    /// The interval moved by days.
    func advanced(by days: Int) -> DateInterval {
        DateInterval(
            start: start.advanced(by: days), end: end.advanced(by: days), precision: precision,
            bounds: bounds)
    }

    /// The same days told in another way.
    func bounded(_ bounds: Bounds) -> DateInterval {
        DateInterval(start: start, end: end, precision: precision, bounds: bounds)
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

    /// The date in the Extended Date/Time Format, level 1: an interval where it is longer than what
    /// one date of the format says; empty where nothing is known.
    ///
    /// - SeeAlso: ISO 8601-2:2019; Library of Congress, "Extended Date/Time Format (EDTF)".
    public var edtf: String {
        let length: Int
        switch precision {
        case .day, .week: length = 10
        case .month: length = 7
        case .year: length = 4
        case .unknown: return ""
        }
        if bounds == .decade { return "\(start)".prefix(3) + "X" }
        let mark = precision == .week || bounds == .about ? "~" : ""
        let first = "\(start)".prefix(length) + mark
        let last = "\(end)".prefix(length) + mark
        if bounds == .open { return "\(first)/.." }
        return first == last && precision != .week ? String(first) : "\(first)/\(last)"
    }
}
