public import Gazetteers
import Geodesy
import SimpleFeatures

/// Finds events whose toll is the sum of others: "more than 50 dead over the three days".
///
/// A total is never merged with its parts nor added to them; it names them instead.
public struct Totals: Sendable {
    /// For each event, the ids of the events that its toll sums up; none for most.
    public let partIDs: [[String]]

    /// Compares the violent events that state deaths.
    ///
    /// An event is part of another when its days lie within the other's longer time, its place is
    /// the other's, lies in it or within 25 km of it, and its deaths are no more than the other's.
    ///
    /// - Complexity: O(*k* log *k* + *k* · *w*), *k* the events that state deaths, *w* those of them
    ///   within the time of one.
    public init(_ events: [Event], gazetteer: Gazetteer) {
        var parts = [[String]](repeating: [], count: events.count)
        let stating = events.indices
            .filter { events[$0].deaths?.best != nil && events[$0].leading.date != nil }
            .sorted { Totals.start(events[$0]) < Totals.start(events[$1]) }
        for (position, total) in stating.enumerated() {
            guard let span = events[total].leading.date, span.dayCount > 1 else { continue }
            var first = position
            while first > 0, Totals.start(events[stating[first - 1]]) >= span.start.daysSince1970 {
                first -= 1
            }
            for other in stating[first...] where other != total {
                guard Totals.start(events[other]) <= span.end.daysSince1970 else { break }
                if Totals.isPart(events[other], of: events[total], gazetteer) {
                    parts[total].append(events[other].id)
                }
            }
            parts[total].sort()
        }
        partIDs = parts
    }

    private static func start(_ event: Event) -> Int {
        event.leading.date?.start.daysSince1970 ?? Int.min
    }

    private static func isPart(_ part: Event, of total: Event, _ gazetteer: Gazetteer) -> Bool {
        let (mine, whole) = (part.leading, total.leading)
        guard mine.type.family == whole.type.family, let time = mine.date, let span = whole.date,
            time.dayCount < span.dayCount, time.start >= span.start, time.end <= span.end,
            let fewer = part.deaths?.best, let more = total.deaths?.best, fewer <= more,
            let here = mine.place?.place, let there = whole.place?.place
        else { return false }
        return here.id == there.id || gazetteer.ancestors(of: here).contains { $0.id == there.id }
            || Geodesic.distanceMetres(from: here.position, to: there.position) <= 25_000
    }
}
