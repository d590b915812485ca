import Geodesy
public import SimpleFeatures

extension FlatGeobufTree {
    /// One answer of a search by distance.
    public struct Neighbour: Hashable, Sendable {
        /// The feature.
        public let entry: Entry
        /// The geodesic distance, in metres: to its box, zero inside, unless another was asked for.
        ///
        /// The box of a point is the point. Farther than 9,985 km the distance to the box of another
        /// shape may be more than to its nearest point, see `Geodesic.distanceMetres(from:to:)`.
        public let distanceMetres: Double
    }

    /// All features, the nearest to a position first, found as they are asked for.
    ///
    /// - Parameters:
    ///   - position: Where the distances are measured from.
    ///   - radiusMetres: Nothing farther is an answer; nothing at all is when it is negative or not
    ///     a number.
    /// - Returns: The answers by ``Neighbours/next(measuring:)``; of two at one distance the one that stands
    ///   first in the file.
    /// - Complexity: O(log *n*) to the first of boxes that overlap little.
    public func neighbours(
        of position: Coordinate, withinMetres radiusMetres: Double = .infinity
    ) -> Neighbours {
        Neighbours(of: position, in: self, withinMetres: radiusMetres)
    }

    /// The features nearest to a position, by geodesic distance to their boxes.
    ///
    /// - Parameters:
    ///   - count: How many at most; none when zero or negative.
    ///   - position: Where the distances are measured from.
    ///   - radiusMetres: Nothing farther is an answer.
    ///   - measure: Another distance in metres than that to the box, asked for at most once a
    ///     feature; see ``Neighbours/next(measuring:)``.
    /// - Returns: The nearest first, of two at one distance the one that stands first in the file.
    /// - Throws: ``FlatGeobufError`` when a node on the way cannot be what it says.
    /// - Complexity: O((log *n* + *k*) log *k*) for boxes that overlap little, *k* being `count` and
    ///   the features that tie with the last answer.
    public func nearest(
        _ count: Int, to position: Coordinate, withinMetres radiusMetres: Double = .infinity,
        measuring measure: ((Entry) -> Double?)? = nil
    ) throws(FlatGeobufError) -> [Neighbour] {
        var search = neighbours(of: position, withinMetres: radiusMetres)
        var answers: [Neighbour] = []
        while answers.count < count, let answer = try search.next(measuring: measure) {
            answers.append(answer)
        }
        return answers
    }

    /// The features of a tree in the order of their distance from a position.
    ///
    /// Nodes and features wait in the order of their ``ChordBound``. When a feature's turn comes it is
    /// measured as a geodesic and waits again, among the measured. The first of those is an answer as
    /// soon as everything that still waits unmeasured lies beyond its ``Reach``: a bound holds for
    /// every position of a box, and a box, as ``box(of:in:)`` makes sure, holds those of all nodes
    /// below it. So nothing nearer is left, and nothing at the same distance either.
    public struct Neighbours: Sendable {
        private let tree: FlatGeobufTree
        private let position: Coordinate
        private let bound: ChordBound
        private let radiusMetres: Double
        private let reach: Double
        private var waiting = MinimumHeap<Waiting>()
        private var measured = MinimumHeap<Measured>()
        /// The squared chord beyond which nothing can be as near as the first of the measured.
        private var reachOfFirst = Double.infinity
        private var hasBegun = false

        fileprivate init(
            of position: Coordinate, in tree: FlatGeobufTree, withinMetres radiusMetres: Double
        ) {
            self.tree = tree
            self.position = position
            self.radiusMetres = radiusMetres
            bound = ChordBound(from: position)
            reach = Double(Reach(radiusMetres, on: .ellipsoid).outer)
        }

        /// The next nearest feature; `nil` after the last.
        ///
        /// - Parameter measure: The distance of a feature, in metres, in place of that to its box;
        ///   `nil` passes it over. It must be that of a position in the box, or more: what is nearer
        ///   than the box may come too late. It is asked at most once for a feature.
        /// - Throws: ``FlatGeobufError`` when a node on the way cannot be what it says.
        public mutating func next(
            measuring measure: ((Entry) -> Double?)? = nil
        ) throws(FlatGeobufError) -> Neighbour? {
            if !hasBegun {
                hasBegun = true
                if radiusMetres >= 0 { try wait(for: 0, at: 0, in: .world) }
            }
            while true {
                if let first = measured.first,
                    waiting.first.map({ $0.squaredChord > reachOfFirst }) ?? true
                {
                    _ = measured.popFirst()
                    noteFirst()
                    return Neighbour(
                        entry: try tree.entry(of: first.node), distanceMetres: first.distanceMetres)
                }
                guard let nearest = waiting.popFirst() else { return nil }
                if nearest.level == tree.leafLevel {
                    try take(nearest, measuring: measure)
                } else {
                    for child in try tree.children(of: nearest.node, at: nearest.level) {
                        try wait(for: child, at: nearest.level + 1, in: nearest.box)
                    }
                }
            }
        }

        private mutating func wait(
            for node: Int, at level: Int, in parent: Box
        ) throws(FlatGeobufError) {
            guard let box = try tree.box(of: node, in: parent) else { return }
            let chord = bound.leastSquaredChord(
                west: box.west, south: box.south, east: box.east, north: box.north)
            guard chord <= reach else { return }
            waiting.insert(Waiting(squaredChord: chord, node: node, level: level, box: box))
        }

        /// Measures a feature and lets it wait among the measured.
        private mutating func take(
            _ feature: Waiting, measuring measure: ((Entry) -> Double?)?
        ) throws(FlatGeobufError) {
            let metres: Double
            if let measure {
                guard let other = measure(try tree.entry(of: feature.node)) else { return }
                metres = other
            } else if feature.box.isPosition {
                metres = Geodesic.distanceMetres(from: position, to: feature.box.corner)
            } else {
                metres = Geodesic.distanceMetres(from: position, to: feature.box.envelope)
            }
            guard metres <= radiusMetres else { return }
            measured.insert(Measured(distanceMetres: metres, node: feature.node))
            if measured.first?.node == feature.node { noteFirst() }
        }

        private mutating func noteFirst() {
            reachOfFirst = Double(
                Reach(measured.first?.distanceMetres ?? .infinity, on: .ellipsoid).outer)
        }
    }
}

/// A node or a feature, not measured yet.
private struct Waiting: Comparable, Sendable {
    /// No geodesic to anything inside has a smaller squared chord.
    let squaredChord: Double
    let node: Int
    let level: Int
    let box: FlatGeobufTree.Box

    static func < (one: Waiting, other: Waiting) -> Bool {
        one.squaredChord < other.squaredChord
    }

    static func == (one: Waiting, other: Waiting) -> Bool { one.node == other.node }
}

/// A feature whose distance is known; of two at one distance the first in the file is less.
private struct Measured: Comparable, Sendable {
    let distanceMetres: Double
    let node: Int

    static func < (one: Measured, other: Measured) -> Bool {
        one.distanceMetres != other.distanceMetres
            ? one.distanceMetres < other.distanceMetres : one.node < other.node
    }
}
