public import SimpleFeatures

/// A month of a year.
public struct Month: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Months since January of the year 0.
    let index: Int

    init(index: Int) { self.index = index }

    /// The month that a day lies in.
    public init(of day: CalendarDay) { index = day.year * 12 + day.month - 1 }

    /// The year.
    public var year: Int { index / 12 }

    public static func < (one: Month, other: Month) -> Bool { one.index < other.index }

    /// YYYY-MM.
    public var description: String {
        let (year, month) = (String(year), String(index % 12 + 1))
        return String(repeating: "0", count: max(0, 4 - year.count)) + year
            + (month.count < 2 ? "-0" : "-") + month
    }
}

extension ClosedRange<Month> {
    /// How many months there are.
    var count: Int { upperBound.index - lowerBound.index + 1 }
}

/// A week of ISO 8601, Monday to Sunday.
public struct Week: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The Monday, as days since 1 January 1970.
    private let monday: Int

    /// The week that a day lies in.
    public init(of day: CalendarDay) { monday = day.daysSince1970 - (day.weekday - 1) }

    /// The Monday; for the first days of the year 1, which begins on a Monday, that day.
    public var firstDay: CalendarDay { CalendarDay(daysSince1970: monday) }

    public static func < (one: Week, other: Week) -> Bool { one.monday < other.monday }

    /// Such as 2003-W42: the year is the one that the Thursday lies in.
    ///
    /// - SeeAlso: ISO 8601-1:2019, 5.2.3.
    public var description: String {
        let thursday = CalendarDay(daysSince1970: monday + 3)
        let yearStart = CalendarDay(year: thursday.year, month: 1, day: 1) ?? thursday
        let number = (thursday.daysSince1970 - yearStart.daysSince1970) / 7 + 1
        return "\(thursday.description.prefix(4))-W\(number < 10 ? "0" : "")\(number)"
    }
}
