public import SimpleFeatures

/// What can be counted of the events of one region, or of any other heap of features.
///
/// A layer without the columns of events is served as well: its features are counted.
public struct RegionSummary: Hashable, Sendable {
    /// How many features.
    public let events: Int
    /// Events by `event_type`, the most frequent first, equal ones by name; events without a type
    /// are in none.
    public let eventsByType: [Counted]
    /// Deaths, summed over the events that state any, totals apart.
    public let toll: TollSum
    /// How many events were left out of the toll because it sums up others that are counted here.
    public let totalsLeftOut: Int
    /// The earliest day of any event; `nil` when none is dated.
    public let firstDay: CalendarDay?
    /// The latest day of any event; `nil` when none is dated.
    public let lastDay: CalendarDay?
    /// How many events have no day.
    public let undatedEvents: Int

    /// Counts features.
    ///
    /// - Parameter features: Any features, in any order.
    /// - Complexity: O(*n*), *n* the number of features.
    public init(_ features: some Sequence<Feature>) {
        self.init(facts: features.map(EventFacts.init))
    }

    init(facts: [EventFacts]) {
        var tally = RegionTally(seesTotals: facts.contains { !$0.parts.isEmpty })
        for fact in facts { tally.add(fact) }
        self = tally.summary
    }

    init(
        events: Int, eventsByType: [Counted], toll: TollSum, totalsLeftOut: Int,
        days: (first: CalendarDay?, last: CalendarDay?), undatedEvents: Int
    ) {
        self.events = events
        self.eventsByType = eventsByType
        self.toll = toll
        self.totalsLeftOut = totalsLeftOut
        firstDay = days.first
        lastDay = days.last
        self.undatedEvents = undatedEvents
    }

    /// The summary as an object for machines.
    public var value: Value { .object(properties) }

    var properties: Properties {
        [
            "events": .integer(events),
            "events_by_type": .counts(eventsByType),
            "deaths": toll.value,
            "totals_left_out": .integer(totalsLeftOut),
            "first_day": Value(firstDay.map(\.description)),
            "last_day": Value(lastDay.map(\.description)),
            "undated_events": .integer(undatedEvents),
        ]
    }

    /// The types with their counts in one line.
    var typeWords: String {
        eventsByType.map { "\($0.name) \($0.count)" }.joined(separator: ", ")
    }
}

extension Value {
    /// Names and counts as one object, in their order.
    static func counts(_ counted: [Counted]) -> Value {
        .object(
            Properties(
                counted.map { Properties.Property(name: $0.name, value: .integer($0.count)) }))
    }
}

extension Properties {
    /// These properties, then others.
    func followed(by others: Properties) -> Properties { Properties(all + others.all) }
}
