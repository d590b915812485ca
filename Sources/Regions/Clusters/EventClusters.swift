import Geodesy
public import SimpleFeatures
import Topology

/// The events of a layer in clusters, by where they were.
public struct EventClusters: Sendable {
    /// One cluster and what can be counted of it.
    public struct Cluster: Sendable {
        /// Its number, from 1, in the order of the clusters' first core events in the layer.
        public let number: Int
        /// Events by type, toll, first and last day.
        public let summary: RegionSummary
        /// The places with the most events, at most ``EventClusters/placeLimit``; equal ones by name.
        public let topPlaces: [Counted]
        /// The position in the direction of the mean of the events' unit normals.
        public let meanPosition: Coordinate
        /// The geodesic from the mean position to the event farthest from it.
        public let radiusMetres: Double
        /// The convex hull of the events: a polygon, a line, or a point where all share one.
        public let shape: Geometry
    }

    /// What an event is to the clusters.
    public enum Role: String, CaseIterable, Hashable, Sendable {
        /// It has enough events around it.
        case core
        /// It is near a core event, and has too few around it.
        case border
        /// It is near no core event.
        case noise
        /// It has no position.
        case noPlace = "no place"
        /// Its place is known no closer than the country, or than the distance asked for.
        case tooVague = "too vague"
    }

    /// How many places are named at most.
    public static let placeLimit = 3

    /// The clusters, by their numbers.
    public let clusters: [Cluster]
    /// The number of each event's cluster, in their order; `nil` for none.
    public let numbers: [Int?]
    /// What each event is to the clusters, in their order.
    public let roles: [Role]
    /// How near is close.
    public let withinMetres: Double
    /// How many events make one core, itself counted.
    public let minimumEvents: Int

    /// Finds the clusters of a layer.
    ///
    /// An event stands where its representative position is. One whose place is known no closer than a
    /// country, or whose area reaches farther than the distance asked for, is in no cluster: the middle of
    /// a department, to which a hundred reports are put for want of better, is no place of unrest.
    ///
    /// - Parameters:
    ///   - events: The events, and how near is close, along the geodesic; 1 m or more.
    ///   - minimumEvents: How many events, itself counted, make one core; 1 or more.
    /// - Throws: ``RegionError`` when GEOS fails on a hull.
    /// - Complexity: That of ``PositionClusters``, and O(*n* log *n*) for the hulls.
    public init(of events: PlacedEvents, minimumEvents: Int) throws(RegionError) {
        let found = PositionClusters(
            of: events.positions, withinMetres: events.withinMetres, minimumCount: minimumEvents)
        var roles = events.roles
        var numbers = [Int?](repeating: nil, count: roles.count)
        var members = [[Int]](repeating: [], count: found.count)
        for (place, label) in found.labels.enumerated() {
            guard let label else { continue }
            numbers[events.places[place]] = label + 1
            roles[events.places[place]] = found.isCore[place] ? .core : .border
            members[label].append(place)
        }
        var clusters: [Cluster] = []
        for (label, members) in members.enumerated() {
            do throws(TopologyError) {
                clusters.append(
                    try Cluster(
                        number: label + 1, facts: members.map { events.facts[$0] },
                        positions: members.map { events.positions[$0] }))
            } catch { throw .topology(place: "cluster \(label + 1)", error) }
        }
        self.clusters = clusters
        self.numbers = numbers
        self.roles = roles
        withinMetres = events.withinMetres
        self.minimumEvents = minimumEvents
    }

    /// How many events have a role.
    ///
    /// - Complexity: O(*n*), *n* the number of events.
    public func count(of role: Role) -> Int { roles.count { $0 == role } }
}

extension EventClusters.Cluster {
    init(number: Int, facts: [EventFacts], positions: [Coordinate]) throws(TopologyError) {
        var tally = Tally()
        for fact in facts {
            if let place = fact.place { tally.add(place) }
        }
        // Events share their town's one position by hundreds.
        var weights: [Coordinate: Int] = [:]
        var different: [Coordinate] = []
        for position in positions {
            if weights[position] == nil { different.append(position) }
            weights[position, default: 0] += 1
        }
        var sum = NormalSum()
        for position in different { sum.add(position, weight: Double(weights[position] ?? 0)) }
        // A cluster that goes round the earth has no mean, and begins somewhere all the same.
        let mean = different.count == 1 ? different[0] : sum.position ?? positions[0]
        self.number = number
        summary = RegionSummary(facts: facts)
        topPlaces = Array(tally.ranked.prefix(EventClusters.placeLimit))
        meanPosition = mean
        radiusMetres =
            different.map { Geodesic.distanceMetres(from: mean, to: $0) }.max() ?? 0
        shape = try .convexHull(of: different, around: mean)
    }
}
