public import Geodesy
public import SimpleFeatures

/// The features of a layer, ready to be asked which lie near a position, a route or an area.
///
/// A feature is as near as its nearest point: a line is near between its vertices too, and what lies
/// in an area is at distance zero from it. Sides are straight in longitude and latitude
/// (`StraightSegment`), so that an area holds what GEOS says it holds. Poles and the antimeridian are
/// places like any other.
///
/// Points, and lines and outlines in runs of a few sides, stand in a tree of boxes in space; the
/// insides of areas in a tree of envelopes beside it. A layer of points has a ``PackedRTree`` besides,
/// which finds what is near a position several times as fast. So a country of 100,000 vertices is measured
/// where it is near, and no further.
public struct FeatureIndex: Sendable {
    /// A feature found near where one asked.
    public struct Match: Hashable, Sendable {
        /// Where the feature stands in the input.
        public let index: Int
        /// The point of the feature that is nearest; in an area, where one asked.
        public let position: Coordinate
        /// The point that it is nearest to of what one asked with: the position itself, or where on
        /// the route or in the area.
        public let origin: Coordinate
        /// The geodesic from `origin` to `position`.
        public let line: GeodesicLine
    }

    /// How many features have no position, and so are near to nothing.
    public let countWithoutPosition: Int
    let shapes: IndexedShapes
    /// The features of a layer that has none but points, for questions from a position.
    private let points: IndexedPoints?

    /// Indexes features.
    ///
    /// - Parameter features: Any features; those without a shape are counted and never found.
    /// - Complexity: O(*n* log *n*), *n* the number of positions.
    public init(_ features: [Feature]) {
        shapes = IndexedShapes(features.map(\.geometry))
        points = IndexedPoints(features)
        countWithoutPosition = features.count - shapes.countWithPosition
    }

    /// The features near a position, each once.
    ///
    /// - Parameters:
    ///   - position: Where the distances are measured from.
    ///   - radiusMetres: Nothing farther is an answer; the radius itself is. Nothing at all is when
    ///     it is negative or not a number.
    ///   - limit: How many at most.
    ///   - isWanted: Asked at most once for a feature, by its place in the input, in no fixed order;
    ///     what it refuses is passed over.
    /// - Returns: The nearest first; of two at one distance the one that stood first in the input.
    ///   The distances are as exact as `StraightSegment.nearest(to:)`.
    /// - Complexity: O((log *n* + *k*) log *k*) for features that overlap little, *n* the positions
    ///   and *k* those looked at.
    public func matches(
        near position: Coordinate, withinMetres radiusMetres: Double = .infinity,
        limit: Int = .max, where isWanted: ((_ index: Int) -> Bool)? = nil
    ) -> [Match] {
        matches(near: .point(position), withinMetres: radiusMetres, limit: limit, where: isWanted)
    }

    /// The features near a route, each once.
    ///
    /// A feature that the route meets or crosses, or an area that it passes through, is at distance
    /// zero.
    ///
    /// - Parameters:
    ///   - route: The positions of the route in order; one alone is a position, none finds nothing.
    ///   - radiusMetres: Nothing farther from the route is an answer.
    ///   - limit: How many at most.
    ///   - isWanted: As for ``matches(near:withinMetres:limit:where:)-(Coordinate,_,_,_)``.
    /// - Returns: Those nearest to the route first; of two at one distance the one that stood first
    ///   in the input. The distances of points are as exact as from a position, those of lines and
    ///   areas within a millimetre.
    /// - Complexity: O(log *r* (log *n* + *k*)) for features that overlap little, *r* the positions
    ///   of the route, *n* those of the features and *k* those looked at.
    public func matches(
        along route: [Coordinate], withinMetres radiusMetres: Double = .infinity,
        limit: Int = .max, where isWanted: ((_ index: Int) -> Bool)? = nil
    ) -> [Match] {
        matches(
            near: .lineString(route), withinMetres: radiusMetres, limit: limit, where: isWanted)
    }

    /// The features near a shape, each once; those inside an area are at distance zero from it.
    ///
    /// - Parameters:
    ///   - geometry: What the distances are measured from; an empty shape finds nothing.
    ///   - radiusMetres: Nothing farther from it is an answer.
    ///   - limit: How many at most.
    ///   - isWanted: As for ``matches(near:withinMetres:limit:where:)-(Coordinate,_,_,_)``.
    /// - Returns: As for ``matches(along:withinMetres:limit:where:)``.
    /// - Complexity: As along a route; where the shape is an area, *n* tests of containment more.
    public func matches(
        near geometry: Geometry, withinMetres radiusMetres: Double = .infinity,
        limit: Int = .max, where isWanted: ((_ index: Int) -> Bool)? = nil
    ) -> [Match] {
        guard limit > 0 else { return [] }
        if let points, case .point(let position) = geometry {
            return points.matches(
                near: position, withinMetres: radiusMetres, limit: limit, where: isWanted)
        }
        var search = FeatureSearch(
            in: shapes, from: IndexedShapes([geometry]), withinMetres: radiusMetres,
            where: isWanted)
        var matches: [Match] = []
        while matches.count < limit, let match = search.next(in: shapes, where: isWanted) {
            matches.append(match)
        }
        return matches
    }

    /// All features that have a position, the nearest first, found as they are asked for.
    ///
    /// - Parameter geometry: What the distances are measured from.
    /// - Returns: A sequence in the order of
    ///   ``matches(near:withinMetres:limit:where:)-(Geometry,_,_,_)``.
    /// - Complexity: O(log *n*) to the first of features that overlap little.
    public func matches(inOrderFrom geometry: Geometry) -> Matches {
        Matches(
            shapes: shapes,
            search: FeatureSearch(
                in: shapes, from: IndexedShapes([geometry]), withinMetres: .infinity, where: nil))
    }

    /// Features in the order of their distance.
    public struct Matches: Sequence, IteratorProtocol, Sendable {
        fileprivate let shapes: IndexedShapes
        fileprivate var search: FeatureSearch

        /// The next nearest feature; `nil` after the last.
        public mutating func next() -> Match? { search.next(in: shapes, where: nil) }
    }
}
