import SimpleFeatures

/// The counts of one heap of events while it is being counted.
///
/// Its memory does not grow with the events, but for those of a layer that has totals: an event that
/// sums up others is left out of the toll only if one of them is in the same heap, be it before or
/// behind, so the ids of the heap are kept, and the totals until all have been seen.
struct RegionTally {
    private let seesTotals: Bool
    private var ids: Set<String> = []
    private var totals: [EventFacts] = []
    private var events = 0
    private var types = Tally()
    private var toll = TollSum()
    private var days: (first: CalendarDay?, last: CalendarDay?)
    private var undatedEvents = 0

    /// - Parameter seesTotals: Whether any event may be a total.
    init(seesTotals: Bool) { self.seesTotals = seesTotals }

    /// Counts an event.
    mutating func add(_ fact: EventFacts) {
        events += 1
        if seesTotals, let id = fact.id { ids.insert(id) }
        if let type = fact.type { types.add(type) }
        if seesTotals, !fact.parts.isEmpty { totals.append(fact) } else { toll.add(fact) }
        if let day = fact.firstDay { days.first = days.first.map { min($0, day) } ?? day }
        if let day = fact.lastDay { days.last = days.last.map { max($0, day) } ?? day }
        if fact.firstDay == nil { undatedEvents += 1 }
    }

    /// Counts an event of which nothing is known.
    mutating func addUnknown() {
        events += 1
        undatedEvents += 1
    }

    /// What was counted so far.
    ///
    /// - Complexity: O(*k* log *k*), *k* the number of types and totals.
    var summary: RegionSummary {
        var toll = toll
        var totalsLeftOut = 0
        for total in totals {
            if total.parts.contains(where: ids.contains) {
                totalsLeftOut += 1
            } else {
                toll.add(total)
            }
        }
        return RegionSummary(
            events: events, eventsByType: types.ranked, toll: toll, totalsLeftOut: totalsLeftOut,
            days: days, undatedEvents: undatedEvents)
    }
}

extension TollSum {
    fileprivate mutating func add(_ fact: EventFacts) {
        add(low: fact.deathsLow, best: fact.deathsBest, high: fact.deathsHigh)
    }
}
