import Geodesy
public import SimpleFeatures

extension FlatGeobufTree {
    /// One answer of a search by distance.
    public struct Neighbour: Hashable, Sendable {
        /// The feature.
        public let entry: Entry
        /// The geodesic distance to its box, in metres; zero inside.
        ///
        /// The box of a point is the point. For other shapes it is a lower bound of the distance
        /// up to 9,985 km, see `Geodesic.distanceMetres(from:to:)`.
        public let distanceMetres: Double
    }

    /// All features, the nearest to a position first, found as they are asked for.
    ///
    /// - Parameters:
    ///   - position: Where the distances are measured from.
    ///   - radiusMetres: Nothing farther is an answer; nothing at all is when it is negative or not
    ///     a number.
    /// - Returns: The answers by ``Neighbours/next()``; of two at one distance the one that stands
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
    /// - Returns: The nearest first, of two at one distance the one that stands first in the file.
    /// - Throws: ``FlatGeobufError`` when a node on the way cannot be what it says.
    /// - Complexity: O((log *n* + *k*) log *k*) for boxes that overlap little, *k* being `count` and
    ///   the features that tie with the last answer.
    public func nearest(
        _ count: Int, to position: Coordinate, withinMetres radiusMetres: Double = .infinity
    ) throws(FlatGeobufError) -> [Neighbour] {
        var search = neighbours(of: position, withinMetres: radiusMetres)
        var answers: [Neighbour] = []
        while answers.count < count, let answer = try search.next() { answers.append(answer) }
        return answers
    }

    /// The features of a tree in the order of their distance from a position.
    ///
    /// Nodes and features wait in the order of the square of their straight distance. When a
    /// feature's turn comes it is measured as a geodesic and waits again, among the measured. The
    /// first of those is an answer as soon as everything that still waits unmeasured has a chord too
    /// long for a geodesic as short as its own
    /// (``EarthCentredPosition/greatestSquaredChord(withinMetres:)``): a box in space holds every
    /// position of the box on the earth that it was made from, and that box, as ``box(of:in:)``
    /// makes sure, those of all nodes below it. So nothing nearer is left, and nothing at the same
    /// distance either.
    public struct Neighbours: Sendable {
        private let tree: FlatGeobufTree
        private let position: Coordinate
        private let centred: EarthCentredPosition
        private let radiusMetres: Double
        private let radiusSquared: Double
        private var waiting = MinimumHeap<Waiting>()
        private var measured = MinimumHeap<Measured>()
        /// The squared chord beyond which nothing can be as near as the first of the measured.
        private var firstSquared = Double.greatestFiniteMagnitude
        private var hasBegun = false

        fileprivate init(
            of position: Coordinate, in tree: FlatGeobufTree, withinMetres radiusMetres: Double
        ) {
            self.tree = tree
            self.position = position
            self.radiusMetres = radiusMetres
            centred = EarthCentredPosition(position)
            radiusSquared = EarthCentredPosition.greatestSquaredChord(withinMetres: radiusMetres)
        }

        /// The next nearest feature; `nil` after the last.
        ///
        /// - Throws: ``FlatGeobufError`` when a node on the way cannot be what it says.
        public mutating func next() throws(FlatGeobufError) -> Neighbour? {
            if !hasBegun {
                hasBegun = true
                if radiusMetres >= 0 { try wait(for: 0, at: 0, in: .world) }
            }
            while true {
                if let first = measured.first,
                    (waiting.first?.squaredDistance ?? .infinity) > firstSquared
                {
                    _ = measured.popFirst()
                    noteFirst()
                    return Neighbour(
                        entry: try tree.entry(of: first.node), distanceMetres: first.distanceMetres)
                }
                guard let nearest = waiting.popFirst() else { return nil }
                if nearest.level == tree.leafLevel {
                    measure(nearest)
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
            let squared =
                box.isPosition
                ? EarthCentredPosition(box.corner).squaredChord(to: centred)
                : EarthCentredBox(box.envelope).squaredDistance(from: centred)
            guard squared <= radiusSquared else { return }
            waiting.insert(Waiting(squaredDistance: squared, node: node, level: level, box: box))
        }

        private mutating func measure(_ feature: Waiting) {
            let metres =
                feature.box.isPosition
                ? Geodesic.distanceMetres(from: position, to: feature.box.corner)
                : Geodesic.distanceMetres(from: position, to: feature.box.envelope)
            guard metres <= radiusMetres else { return }
            measured.insert(Measured(distanceMetres: metres, node: feature.node))
            if measured.first?.node == feature.node { noteFirst() }
        }

        private mutating func noteFirst() {
            firstSquared = EarthCentredPosition.greatestSquaredChord(
                withinMetres: measured.first?.distanceMetres ?? .infinity)
        }
    }
}

/// A node or a feature, not measured yet.
private struct Waiting: Comparable, Sendable {
    /// No geodesic to anything inside has a smaller squared chord.
    let squaredDistance: Double
    let node: Int
    let level: Int
    let box: FlatGeobufTree.Box

    static func < (one: Waiting, other: Waiting) -> Bool {
        one.squaredDistance < other.squaredDistance
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
