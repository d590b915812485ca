public import Geodesy
public import SimpleFeatures

/// The features of a layer, ready to be asked which lie near a position.
///
/// A point lies where it is. A line or a set of points is near when one of its positions is: the
/// positions of a route are the places it passed, and what lies between two of them nobody told.
/// An area is taken at the middle of its box.
public struct FeatureIndex: Sendable {
    /// A feature found near a position.
    public struct Match: Hashable, Sendable {
        /// Where the feature stands in the input.
        public let index: Int
        /// The one of its positions that is nearest.
        public let position: Coordinate
        /// The geodesic from where one asked to that position.
        public let line: GeodesicLine
    }

    private let tree: PackedRTree
    private let positions: [Coordinate]
    private let owners: [Int]
    /// How many features have no position, and so are near to nothing.
    public let countWithoutPosition: Int

    /// Indexes features.
    ///
    /// - Parameter features: Any features; those without a shape are counted and never found.
    /// - Complexity: O(*n*), *n* the number of positions.
    public init(_ features: [Feature]) {
        var positions: [Coordinate] = []
        var owners: [Int] = []
        var without = 0
        for (index, feature) in features.enumerated() {
            let own = FeatureIndex.positions(of: feature)
            if own.isEmpty { without += 1 }
            positions += own
            owners += Array(repeating: index, count: own.count)
        }
        tree = PackedRTree(positions)
        self.positions = positions
        self.owners = owners
        countWithoutPosition = without
    }

    private static func positions(of feature: Feature) -> [Coordinate] {
        switch feature.geometry {
        case .lineString(let positions), .multiPoint(let positions): return positions
        case .multiLineString(let lines): return lines.flatMap { $0 }
        default: return feature.representativePosition.map { [$0] } ?? []
        }
    }

    /// The features near a position, each once.
    ///
    /// - Parameters:
    ///   - position: Where the distances are measured from.
    ///   - radiusMetres: Nothing farther is an answer; the radius itself is.
    ///   - limit: How many at most.
    /// - Returns: The nearest first; of two at one distance the one that stood first in the input.
    /// - Complexity: O((log *n* + *k*) log *k*), *n* the positions and *k* those looked at.
    public func matches(
        near position: Coordinate, withinMetres radiusMetres: Double = .infinity,
        limit: Int = .max
    ) -> [Match] {
        var matches: [Match] = []
        var taken: Set<Int> = []
        for neighbour in tree.neighbours(of: position) {
            guard neighbour.distanceMetres <= radiusMetres, matches.count < limit else { break }
            let owner = owners[neighbour.index]
            guard taken.insert(owner).inserted else { continue }
            let nearest = positions[neighbour.index]
            matches.append(
                Match(
                    index: owner, position: nearest,
                    line: Geodesic.inverse(from: position, to: nearest)))
        }
        return matches
    }
}
