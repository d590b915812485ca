import SimpleFeatures

/// The events of one region, counted one by one as they come.
///
/// What is kept grows with the months, days and names that come up, not with the events; but events
/// that sum up others are kept until the end, for what they sum up may come after them.
struct SideCounts: Sendable {
    /// The events of a month.
    struct MonthCounts: Sendable {
        var figures = Figures()
        var types: [String: Int] = [:]
    }

    /// How many types are told apart; a layer of more has its further ones under ``furtherTypes``.
    static let typeLimit = 1000
    /// Where events of further types are counted.
    static let furtherTypes = "(further types)"

    private(set) var figures = Figures()
    private(set) var types = NameTally()
    private(set) var actors = NameTally()
    private(set) var places = NameTally()
    private(set) var reports = NameTally()
    private(set) var geoPrecisions = NameTally()
    private(set) var months: [Month: MonthCounts] = [:]
    private(set) var weeks: [Week: Int] = [:]
    private(set) var coverage = DayCoverage()
    private(set) var precisions: [ComparedEvent.DatePrecision: Int] = [:]
    private(set) var earliest: Comparison.KnownDay?
    private(set) var latest: Comparison.KnownDay?
    private(set) var eventsStatingSources = 0
    private(set) var eventsOfOneSource = 0
    private(set) var eventsWithPlace = 0
    private(set) var eventsWithReport = 0
    private(set) var eventsWithoutDay = 0
    private(set) var totalsLeftOut = 0

    /// Whether events may sum up others, which takes the ids of all.
    private let seesTotals: Bool
    private var metIDs: Set<String> = []
    private var totals: [ComparedEvent] = []

    /// - Parameter seesTotals: Whether events may sum up others, which takes the ids of all.
    init(seesTotals: Bool) { self.seesTotals = seesTotals }

    /// Counts an event.
    mutating func add(_ event: ComparedEvent) {
        let facts = event.facts
        if seesTotals, let id = facts.id { metIDs.insert(id) }
        figures.events += 1
        if let type = type(of: facts) { types.add(type) }
        for actor in facts.actors { actors.add(actor) }
        if let key = event.placeKey, let place = facts.place {
            eventsWithPlace += 1
            places.add(key, name: place)
        }
        if let count = event.sourceCount {
            eventsStatingSources += 1
            eventsOfOneSource += count == 1 ? 1 : 0
        }
        eventsWithReport += event.reports.isEmpty ? 0 : 1
        for report in event.reports { reports.add(report) }
        geoPrecisions.add(event.geoPrecision ?? "not stated")
        addDays(of: event)
        if facts.parts.isEmpty { addDeaths(of: event) } else { totals.append(event) }
    }

    /// These counts with the deaths of the totals that sum up nothing that was counted here.
    ///
    /// - Complexity: O(*n*), *n* the events that sum up others.
    var whole: SideCounts {
        var counts = self
        counts.totals = []
        for event in totals {
            if event.facts.parts.contains(where: metIDs.contains) {
                counts.totalsLeftOut += 1
            } else {
                counts.addDeaths(of: event)
            }
        }
        return counts
    }

    /// The events of a precision.
    func events(knownTo precision: ComparedEvent.DatePrecision) -> Int {
        precisions[precision, default: 0]
    }

    private mutating func addDays(of event: ComparedEvent) {
        guard let first = event.facts.firstDay, let last = event.facts.lastDay else {
            eventsWithoutDay += 1
            return
        }
        precisions[event.datePrecision, default: 0] += 1
        let begin = Comparison.KnownDay(day: first, precision: event.datePrecision)
        let end = Comparison.KnownDay(day: last, precision: event.datePrecision)
        if earliest.map({ (begin.day, begin.precision) < ($0.day, $0.precision) }) ?? true {
            earliest = begin
        }
        if latest.map({ ($0.day, end.precision) < (end.day, $0.precision) }) ?? true {
            latest = end
        }
        if event.datePrecision == .day {
            weeks[Week(of: first), default: 0] += 1
            coverage.add(from: first, to: last)
        }
        if event.datePrecision <= .month {
            let type = type(of: event.facts)
            months[Month(of: first), default: MonthCounts()].figures.events += 1
            if let type { months[Month(of: first)]?.types[type, default: 0] += 1 }
        }
    }

    private mutating func addDeaths(of event: ComparedEvent) {
        let facts = event.facts
        func add(to toll: inout TollSum) {
            toll.add(low: facts.deathsLow, best: facts.deathsBest, high: facts.deathsHigh)
        }
        add(to: &figures.toll)
        if let type = type(of: facts) { types.add(deathsOf: facts, to: type) }
        for actor in facts.actors { actors.add(deathsOf: facts, to: actor) }
        if let day = facts.firstDay, event.datePrecision <= .month {
            add(to: &months[Month(of: day), default: MonthCounts()].figures.toll)
        }
    }

    private func type(of facts: EventFacts) -> String? {
        facts.type.map {
            types.has($0) || types.count < SideCounts.typeLimit
                ? NameTally.cut($0) : SideCounts.furtherTypes
        }
    }
}
