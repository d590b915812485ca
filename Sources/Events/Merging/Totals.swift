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
        let stating = events.enumerated()
            .compactMap { Figure($0.element, number: $0.offset, gazetteer) }
            .sorted { ($0.time.start, $0.number) < ($1.time.start, $1.number) }
        for (position, total) in stating.enumerated() where total.time.dayCount > 1 {
            var first = position
            while first > 0, stating[first - 1].time.start >= total.time.start { first -= 1 }
            for other in stating[first...] where other.number != total.number {
                guard other.time.start <= total.time.end else { break }
                if other.isPart(of: total) { parts[total.number].append(other.id) }
            }
            parts[total.number].sort()
        }
        partIDs = parts
    }

    /// What is compared of an event, looked up once.
    private struct Figure {
        /// Which event it is.
        let number: Int
        let id: String
        let family: EventType.Family
        let time: DateInterval
        let deaths: Int
        let spot: Spot?

        /// `nil` for an event that states no deaths or no time.
        init?(_ event: Event, number: Int, _ gazetteer: Gazetteer) {
            let leading = event.leading
            guard let deaths = event.deaths?.best, let time = leading.date else { return nil }
            self.number = number
            id = event.id
            self.deaths = deaths
            self.time = time
            family = leading.type.family
            spot = Spot(of: leading, gazetteer: gazetteer)
        }

        func isPart(of whole: Figure) -> Bool {
            guard family == whole.family, time.dayCount < whole.time.dayCount,
                time.start >= whole.time.start, time.end <= whole.time.end,
                deaths <= whole.deaths, let here = spot, let there = whole.spot
            else { return false }
            return here.placeID == there.placeID || here.ancestorIDs.contains(there.placeID)
                || Geodesic.distanceMetres(from: here.position, to: there.position) <= 25_000
        }
    }
}
