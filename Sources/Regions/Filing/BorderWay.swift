import Geodesy
public import SimpleFeatures
import Topology

/// The shortest way from a position to the border of a region.
///
/// It is measured when somebody asks, for of most layers features are only counted.
public struct BorderWay: Hashable, Sendable {
    /// Where it begins, outside of the region.
    public let start: Coordinate
    /// The sides of the border that may be nearest; one at least.
    private let sides: [BorderSide]

    init(from start: Coordinate, to sides: [BorderSide]) {
        self.start = start
        self.sides = sides
    }

    /// Its length along the geodesic of WGS 84, in metres, to a few micrometres.
    ///
    /// - Complexity: A geodesic or two for each side that may be nearest; mostly these are one or two.
    public var metres: Double {
        sides.lazy.map { $0.metres(from: start) }.min() ?? .infinity
    }
}

/// A side of a border, straight in the plane of longitude and latitude.
struct BorderSide: Hashable, Sendable {
    private let start: Coordinate
    private let end: Coordinate

    init(from start: Coordinate, to end: Coordinate) {
        self.start = start
        self.end = end
    }

    /// How far it is from a position.
    func metres(from position: Coordinate) -> Double {
        guard (end.longitude - start.longitude).magnitude > 180 else {
            return StraightSegment(from: start, to: end).nearest(to: position).line.distanceMetres
        }
        // Polygons are cut at the antimeridian, so such a side does not run over it.
        let foot = OutlineSearch(around: position).nearest(on: [start, end])?.position ?? start
        return Geodesic.distanceMetres(from: position, to: foot)
    }
}
