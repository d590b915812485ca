import Geodesy
public import SimpleFeatures

/// Where the middle of a region's events lay, and how far they spread around it, period by period.
///
/// The mean centre is the position in the direction of the sum of the events' unit normals
/// (n-vectors): one pass, no edge at the antimeridian or the poles, and for events of one country
/// within some tens of metres of the position with the least sum of squared geodesics, which only
/// iteration finds. The standard distance is the root of the mean squared geodesic from the events to the mean
/// centre, each with its weight.
///
/// - SeeAlso: Gade (2010), "A non-singular horizontal position representation", for the mean; Bachi (1963), "Standard distance measures and related methods for spatial analysis".
public struct EventCentres: Sendable {
    /// What events are put together by their first days.
    public enum Period: String, CaseIterable, Sendable {
        case year, month, all
    }

    /// What an event counts for.
    public enum Weight: String, CaseIterable, Sendable {
        /// One.
        case events
        /// Its deaths: the best figure, else the low, else the high one.
        case deaths
    }

    /// The middle of some events.
    public struct Centre: Hashable, Sendable {
        /// The mean centre.
        public let position: Coordinate
        /// The root of the weighted mean of the squared geodesics to it.
        public let standardDistanceMetres: Double
    }

    /// One region in one period.
    public struct Row: Sendable {
        /// The region's name; `nil` for the whole layer.
        public let name: String?
        /// The name that tables show.
        public let title: String
        /// "YYYY", "YYYY-MM" or "all"; `nil` for events without a day.
        public let period: String?
        /// How many events there are.
        public let events: Int
        /// How many of them have a position and a weight.
        public let counted: Int
        /// The sum of the weights.
        public let weight: Double
        /// `nil` where nothing counts, or the events lie so round the earth that they have no middle.
        public let centre: Centre?
    }

    /// The rows: regions in the set's order, the periods of each in order, the undated ones last.
    public let rows: [Row]
    /// How many events are in no region.
    public let unfiled: Int
    /// What an event counts for.
    public let weight: Weight

    /// Computes the centres of a layer.
    ///
    /// Events without a position, and those whose place is known no closer than a country, are not
    /// counted; nor are, by deaths, events without a figure and totals of events of the same row.
    ///
    /// - Parameters:
    ///   - features: Any features; columns may be missing.
    ///   - filed: Where each feature is filed and by which set; `nil` takes the layer for one region. A
    ///     feature of several regions counts in each.
    ///   - period: What events are put together.
    ///   - weight: What an event counts for.
    /// - Complexity: O(*n* log *n*), *n* the number of features.
    public init(
        of features: [Feature], filed: (filing: Filing, set: RegionSet)? = nil,
        by period: Period, weight: Weight = .events
    ) {
        if let filed {
            precondition(
                filed.filing.answers.count == features.count,
                "\(filed.filing.answers.count) answers for \(features.count) features")
        }
        let regionCount = filed?.set.regions.count ?? 1
        var heaps = [[String: [Int]]](repeating: [:], count: regionCount)
        var unfiled = 0
        for (index, feature) in features.enumerated() {
            let regions = filed?.filing.answers[index].regions ?? [0]
            if regions.isEmpty { unfiled += 1 }
            let name = EventCentres.name(of: period, EventFacts(feature).firstDay)
            for region in regions { heaps[region][name, default: []].append(index) }
        }
        rows = heaps.enumerated().flatMap { region, periods in
            periods.sorted { $0.key < $1.key }.map { name, members in
                Row(
                    region: filed?.set.regions[region],
                    period: name == EventCentres.undated ? nil : name,
                    features: members.map { features[$0] }, weight: weight)
            }
        }
        self.unfiled = unfiled
        self.weight = weight
    }

    /// Sorts behind every year.
    private static let undated = "~"

    private static func name(of period: Period, _ day: CalendarDay?) -> String {
        switch period {
        case .all: return Period.all.rawValue
        case .year: return day.map { String($0.description.prefix(4)) } ?? undated
        case .month: return day.map { String($0.description.prefix(7)) } ?? undated
        }
    }
}

extension EventCentres.Row {
    init(
        region: Region?, period: String?, features: [Feature], weight: EventCentres.Weight
    ) {
        let facts = features.map(EventFacts.init)
        let ids = weight == .deaths ? Set(facts.compactMap(\.id)) : []
        var counted = 0
        // Events share their town's one position by hundreds.
        var weights: [Coordinate: Double] = [:]
        var different: [Coordinate] = []
        for (feature, fact) in zip(features, facts) {
            guard case .placed(let position) = EventPlacement(feature),
                !fact.parts.contains(where: ids.contains),
                let added = EventCentres.Row.weight(of: fact, by: weight)
            else { continue }
            counted += 1
            if weights[position] == nil { different.append(position) }
            weights[position, default: 0] += added
        }
        var sum = NormalSum()
        for position in different { sum.add(position, weight: weights[position] ?? 0) }
        name = region?.name
        title = region?.title ?? "all events"
        self.period = period
        events = features.count
        self.counted = counted
        self.weight = sum.weight
        centre = sum.position.map { middle in
            let squares = different.reduce(0.0) { squares, position in
                let metres = Geodesic.distanceMetres(from: middle, to: position)
                return squares + metres * metres * (weights[position] ?? 0)
            }
            return EventCentres.Centre(
                position: middle,
                standardDistanceMetres: (squares / sum.weight).squareRoot())
        }
    }

    /// `nil` for an event that states no figure; a figure below 0 is none.
    private static func weight(of fact: EventFacts, by weight: EventCentres.Weight) -> Double? {
        guard weight == .deaths else { return 1 }
        let stated = [fact.deathsBest, fact.deathsLow, fact.deathsHigh].compactMap { $0 }
        return stated.first { $0 >= 0 }.map(Double.init)
    }
}
