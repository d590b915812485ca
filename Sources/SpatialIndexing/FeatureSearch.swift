import Geodesy
import SimpleFeatures

/// The search outwards from a shape, nearest feature first, measuring as little as it can.
///
/// Nodes and pieces of features wait in the order of their least straight distance from the shape.
/// When a piece's turn comes it is measured, unless its feature is known to be nearer already, and
/// the feature waits again, among the measured. The first of those is an answer as soon as all that
/// still waits unmeasured has a chord too long for a geodesic as short as its own
/// (`EarthCentredPosition.greatestSquaredChord(withinMetres:)`): then nothing nearer is left, and
/// nothing at the same distance either.
///
/// What lies inside of what needs no tree of distances: where neither outline crosses the other, an
/// area holds all of a shape or nothing of it, so one position of each part tells.
struct FeatureSearch: Sendable {
    /// A node or a piece, not measured yet.
    private struct Waiting: Comparable, Sendable {
        let squaredDistance: Double
        let level: UInt32
        let place: UInt32

        static func < (one: Waiting, other: Waiting) -> Bool {
            one.squaredDistance < other.squaredDistance
        }
    }

    /// A feature by one of its pieces; another may be nearer.
    private struct Measured: Comparable, Sendable {
        let metres: Double
        let owner: UInt32
        let origin: Coordinate
        let position: Coordinate

        static func < (one: Measured, other: Measured) -> Bool {
            (one.metres, one.owner) < (other.metres, other.owner)
        }
    }

    private let origin: IndexedShapes
    private let originBox: SpaceBox?
    private let radiusMetres: Double
    private let radiusSquared: Double
    private var waiting = MinimumHeap<Waiting>()
    private var measured = MinimumHeap<Measured>()
    /// The squared chord beyond which nothing can be as near as the first of the measured.
    private var firstSquared = Double.greatestFiniteMagnitude
    /// How near each feature is known to be, or has to be; 0 where it is of no interest any more.
    private var known: [UInt32: Double] = [:]
    /// The features that have been answers.
    private var answered: Set<UInt32> = []

    /// A search that has not begun.
    ///
    /// - Parameters:
    ///   - features: What is searched; the same is handed to every ``next(in:where:)``.
    ///   - origin: One shape, from which the distances are measured.
    ///   - radiusMetres: What is farther is passed over.
    ///   - isWanted: As for ``next(in:where:)``, and the same.
    init(
        in features: IndexedShapes, from origin: IndexedShapes, withinMetres radiusMetres: Double,
        where isWanted: ((Int) -> Bool)?
    ) {
        self.origin = origin
        self.radiusMetres = radiusMetres
        radiusSquared = EarthCentredPosition.greatestSquaredChord(withinMetres: radiusMetres)
        originBox = origin.tree.pieces.count == 1 ? origin.tree.levels.first?.first : nil
        guard radiusMetres >= 0, !origin.tree.pieces.isEmpty, !features.tree.pieces.isEmpty else {
            return
        }
        for first in origin.firsts {
            for owner in features.owners(holding: first) {
                guard bound(UInt32(owner), where: isWanted) > 0 else { continue }
                take(UInt32(owner), 0, from: first, to: first)
            }
        }
        if !origin.areas.isEmpty {
            for piece in features.tree.pieces {
                let first = features.tree.course.positions[piece.vertices.lowerBound]
                guard known[piece.owner] != 0, !origin.owners(holding: first).isEmpty,
                    bound(piece.owner, where: isWanted) > 0
                else { continue }
                take(piece.owner, 0, from: first, to: first)
            }
        }
        waiting.insert(
            Waiting(
                squaredDistance: 0, level: UInt32(features.tree.levels.count - 1), place: 0))
    }

    /// The next nearest feature; `nil` when there is none left.
    ///
    /// - Parameters:
    ///   - features: Those given at the start.
    ///   - isWanted: Asked at most once for a feature, by its place in the input.
    mutating func next(
        in features: IndexedShapes, where isWanted: ((Int) -> Bool)?
    ) -> FeatureIndex.Match? {
        while true {
            if let first = measured.first,
                (waiting.first?.squaredDistance ?? .infinity) > firstSquared
            {
                _ = measured.popFirst()
                noteFirst()
                // Of a feature measured twice the nearer one has been the answer.
                guard answered.insert(first.owner).inserted else { continue }
                known[first.owner] = 0
                return FeatureIndex.Match(
                    index: Int(first.owner), position: first.position, origin: first.origin,
                    line: Geodesic.inverse(from: first.origin, to: first.position))
            }
            guard let nearest = waiting.popFirst() else { return nil }
            if nearest.level == 0 {
                measure(Int(nearest.place), in: features, where: isWanted)
            } else {
                open(Int(nearest.place), level: Int(nearest.level), in: features.tree)
            }
        }
    }

    private mutating func open(_ place: Int, level: Int, in tree: PieceTree) {
        for child in tree.children(of: place, onLevel: level) {
            let box = tree.levels[level - 1][child]
            let squared =
                originBox?.squaredDistance(to: box)
                ?? origin.tree.leastSquaredDistance(to: box)
            guard squared <= radiusSquared else { continue }
            waiting.insert(
                Waiting(
                    squaredDistance: squared, level: UInt32(level - 1), place: UInt32(child)))
        }
    }

    private mutating func measure(
        _ place: Int, in features: IndexedShapes, where isWanted: ((Int) -> Bool)?
    ) {
        let owner = features.tree.pieces[place].owner
        let bound = bound(owner, where: isWanted)
        guard bound > 0 else { return }
        var approach = Approach(within: bound)
        origin.tree.improve(&approach, to: place, of: features.tree)
        guard let start = approach.origin, let end = approach.position else { return }
        take(owner, approach.metres, from: start, to: end)
    }

    /// How near a piece of a feature has to be to be of interest.
    private mutating func bound(_ owner: UInt32, where isWanted: ((Int) -> Bool)?) -> Double {
        if let bound = known[owner] { return bound }
        // The radius itself is near enough.
        let bound = isWanted?(Int(owner)) ?? true ? radiusMetres.nextUp : 0
        known[owner] = bound
        return bound
    }

    private mutating func take(
        _ owner: UInt32, _ metres: Double, from start: Coordinate, to end: Coordinate
    ) {
        known[owner] = metres
        let isFirst = measured.first.map { metres < $0.metres } ?? true
        measured.insert(Measured(metres: metres, owner: owner, origin: start, position: end))
        if isFirst { noteFirst() }
    }

    private mutating func noteFirst() {
        firstSquared = EarthCentredPosition.greatestSquaredChord(
            withinMetres: measured.first?.metres ?? .infinity)
    }
}
