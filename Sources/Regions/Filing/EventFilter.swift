public import SimpleFeatures

/// What a person wants to see of a layer of events.
///
/// What is not known is not guessed: an event without a day is left out by a filter for days, one
/// without a place by a filter for places, one without a toll by a filter for deaths, be it for
/// none at all. How many went for such a reason is counted.
public struct EventFilter: Sendable {
    /// Events that end on this day or later.
    public var since: CalendarDay?
    /// Events that begin on this day or earlier.
    public var until: CalendarDay?
    /// Values of `event_type`; empty takes all.
    public var types: Set<String> = []
    /// Events whose geometry has a box that shares a position with this one.
    public var envelope: Envelope?
    /// Events with at least so many deaths, by the best figure, else the low, else the high one.
    public var minimumDeaths: Int?
    /// Events that are filed in one of these regions of a set, by their names.
    public var regions: (set: RegionSet, names: [String])?

    /// A filter that takes everything.
    public init() {}

    /// Why an event was left out.
    public enum Reason: String, CaseIterable, Sendable {
        case days, noDay, type, place, noPlace, deaths, noToll, region

        /// The reason as a part of a sentence.
        public var words: String {
            switch self {
            case .days: return "on other days"
            case .noDay: return "without a day"
            case .type: return "of other types"
            case .place: return "elsewhere"
            case .noPlace: return "without a place"
            case .deaths: return "with fewer deaths"
            case .noToll: return "without a toll"
            case .region: return "not filed in the region"
            }
        }
    }

    /// What a filter took, and why it left the rest.
    public struct Result: Sendable {
        /// The features that passed, in their order.
        public let features: [Feature]
        /// How many were left out, by the first reason met; reasons that never came are missing.
        public let leftOut: [(reason: Reason, count: Int)]

        /// One sentence on what was left out; `nil` when nothing was.
        public var note: String? {
            var tally = Tally()
            tally.takenCount = features.count
            for (reason, count) in leftOut { tally.counts[reason] = count }
            return tally.note
        }
    }

    /// How many events were taken and left out so far, of a layer that is filtered in parts.
    public struct Tally: Sendable {
        fileprivate(set) var takenCount = 0
        fileprivate(set) var counts: [Reason: Int] = [:]

        /// Nothing taken, nothing left out.
        public init() {}

        /// Counts the answers of ``EventFilter/reasons(against:parents:)``.
        public mutating func add(_ reasons: [Reason?]) {
            for reason in reasons {
                if let reason { counts[reason, default: 0] += 1 } else { takenCount += 1 }
            }
        }

        /// One sentence on what was left out; `nil` when nothing was.
        public var note: String? {
            guard !counts.isEmpty else { return nil }
            let total = takenCount + counts.values.reduce(0, +)
            let parts = Reason.allCases.compactMap { reason in
                counts[reason].map { "\($0) \(reason.words)" }
            }
            return "\(takenCount) of \(total) events taken; left out: "
                + parts.joined(separator: ", ")
        }
    }

    /// Applies the filter.
    ///
    /// - Parameters:
    ///   - features: Any features; columns may be missing.
    ///   - parents: For a gazetteer's id, the ids of the places that hold it, nearest first.
    /// - Throws: ``RegionError`` when a region is not in its set, or GEOS fails on one.
    /// - Complexity: O(*n*), *n* the number of features, and that of filing when regions are asked
    ///   for.
    public func apply(
        to features: [Feature], parents: (String) -> [String] = { _ in [] }
    ) throws(RegionError) -> Result {
        let reasons = try reasons(against: features, parents: parents)
        var counts: [Reason: Int] = [:]
        for case let reason? in reasons { counts[reason, default: 0] += 1 }
        return Result(
            features: zip(features, reasons).filter { $0.1 == nil }.map(\.0),
            leftOut: Reason.allCases.compactMap { reason in counts[reason].map { (reason, $0) } })
    }

    /// For each feature the first reason to leave it out, `nil` for one that passes.
    ///
    /// - Parameters:
    ///   - features: Any features; columns may be missing.
    ///   - parents: For a gazetteer's id, the ids of the places that hold it, nearest first.
    /// - Throws: ``RegionError`` when a region is not in its set, or GEOS fails on one.
    /// - Complexity: As of ``apply(to:parents:)``.
    public func reasons(
        against features: [Feature], parents: (String) -> [String] = { _ in [] }
    ) throws(RegionError) -> [Reason?] {
        guard let set = regions?.set else { return features.map(reasonAgainst) }
        var filer = RegionFiler(set)
        return try reasons(against: features, filedBy: &filer, parents: parents)
    }

    /// The same with regions made ready before, for layers that are filtered in parts.
    ///
    /// - Parameters:
    ///   - features: Any features; columns may be missing.
    ///   - filer: Of the set of ``regions``.
    ///   - parents: For a gazetteer's id, the ids of the places that hold it, nearest first.
    /// - Throws: ``RegionError`` when a region is not in its set, or GEOS fails on one.
    /// - Complexity: O(*n*), *n* the number of features, and that of asking the filer.
    public func reasons(
        against features: [Feature], filedBy filer: inout RegionFiler,
        parents: (String) -> [String]
    ) throws(RegionError) -> [Reason?] {
        var reasons = features.map(reasonAgainst)
        guard let regions else { return reasons }
        var wanted: Set<Int> = []
        for name in regions.names { wanted.insert(try regions.set.index(named: name)) }
        let left = reasons.indices.filter { reasons[$0] == nil }
        let answers = try filer.file(
            left.map { FilingClues(features[$0]) }, parents: parents)
        for (place, answer) in zip(left, answers) where wanted.isDisjoint(with: answer.regions) {
            reasons[place] = .region
        }
        return reasons
    }

    /// The first reason not to take a feature, regions aside.
    private func reasonAgainst(_ feature: Feature) -> Reason? {
        let facts = EventFacts(feature)
        if since != nil || until != nil {
            guard let first = facts.firstDay, let last = facts.lastDay else { return .noDay }
            if let since, last < since { return .days }
            if let until, first > until { return .days }
        }
        if !types.isEmpty, !types.contains(facts.type ?? "") { return .type }
        if let envelope {
            guard let box = feature.geometry?.envelope else { return .noPlace }
            if !envelope.intersects(box) { return .place }
        }
        if let minimumDeaths {
            let stated = [facts.deathsBest, facts.deathsLow, facts.deathsHigh]
            guard let deaths = stated.compactMap({ $0 }).first, deaths >= 0 else { return .noToll }
            if deaths < minimumDeaths { return .deaths }
        }
        return nil
    }
}
