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
            guard !leftOut.isEmpty else { return nil }
            let total = features.count + leftOut.reduce(0) { $0 + $1.count }
            let parts = leftOut.map { "\($0.count) \($0.reason.words)" }
            return "\(features.count) of \(total) events taken; left out: "
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
        var counts: [Reason: Int] = [:]
        var taken: [Feature] = []
        for feature in features {
            if let reason = reasonAgainst(feature) {
                counts[reason, default: 0] += 1
            } else {
                taken.append(feature)
            }
        }
        if let regions {
            var wanted: Set<Int> = []
            for name in regions.names { wanted.insert(try regions.set.index(named: name)) }
            let answers = try regions.set.file(taken, parents: parents).answers
            let filed = zip(taken, answers).filter { !wanted.isDisjoint(with: $0.1.regions) }
            if filed.count < taken.count { counts[.region] = taken.count - filed.count }
            taken = filed.map(\.0)
        }
        return Result(
            features: taken,
            leftOut: Reason.allCases.compactMap { reason in counts[reason].map { (reason, $0) } })
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
