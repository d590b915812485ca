public import SimpleFeatures

/// Days without an event between days with one.
public struct QuietStretch: Hashable, Sendable {
    /// The first quiet day.
    public let firstDay: CalendarDay
    /// The last quiet day.
    public let lastDay: CalendarDay

    /// How many days, at least 1.
    public var days: Int { lastDay.daysSince1970 - firstDay.daysSince1970 + 1 }
}

/// Which days have an event going on.
///
/// Events that begin or end on one day are kept as one number, so what is kept grows with the days
/// and not with the events.
struct DayCoverage: Sendable {
    /// How many more events go on from a day on than on the day before.
    private var changes: [Int: Int] = [:]

    /// Adds an event.
    ///
    /// - Parameters:
    ///   - first: Its first day.
    ///   - last: Its last day, not before the first.
    mutating func add(from first: CalendarDay, to last: CalendarDay) {
        changes[first.daysSince1970, default: 0] += 1
        changes[last.daysSince1970 + 1, default: 0] -= 1
    }

    /// The most days in a row on which nothing went on, after one event and before another; of
    /// equally long ones the first, `nil` when there are none.
    ///
    /// - Complexity: O(*n* log *n*), *n* the different days on which events begin or end.
    var longestQuiet: QuietStretch? {
        var goingOn = 0
        var quietSince: Int?
        var longest: (first: Int, days: Int)?
        for (day, change) in changes.sorted(by: { $0.key < $1.key }) {
            if let first = quietSince, change > 0, day - first > longest?.days ?? 0 {
                longest = (first, day - first)
            }
            goingOn += change
            if goingOn > 0 {
                quietSince = nil
            } else if quietSince == nil {
                quietSince = day
            }
        }
        return longest.map {
            QuietStretch(
                firstDay: CalendarDay(daysSince1970: $0.first),
                lastDay: CalendarDay(daysSince1970: $0.first + $0.days - 1))
        }
    }
}
