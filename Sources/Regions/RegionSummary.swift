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
        var types = Tally()
        var toll = TollSum()
        var (first, last): (CalendarDay?, CalendarDay?)
        var undated = 0
        var totals = 0
        let ids = Set(facts.compactMap(\.id))
        for fact in facts {
            if let type = fact.type { types.add(type) }
            if fact.parts.contains(where: ids.contains) {
                totals += 1
            } else {
                toll.add(low: fact.deathsLow, best: fact.deathsBest, high: fact.deathsHigh)
            }
            if let day = fact.firstDay { first = first.map { min($0, day) } ?? day }
            if let day = fact.lastDay { last = last.map { max($0, day) } ?? day }
            if fact.firstDay == nil { undated += 1 }
        }
        events = facts.count
        eventsByType = types.ranked
        self.toll = toll
        totalsLeftOut = totals
        firstDay = first
        lastDay = last
        undatedEvents = undated
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
