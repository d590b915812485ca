import SimpleFeatures
import Topology

/// For each of some places the part of an area that lies nearer to it than to the others.
enum NearestCells {
    /// Shares an area out.
    ///
    /// Near is meant as ``Topology/SimpleFeatures/Geometry/voronoiCells(around:within:)`` says: on
    /// a flat map of the area's box. An area that the antimeridian cuts is shared out in one piece.
    ///
    /// - Parameters:
    ///   - sites: Two positions or more, all different.
    ///   - area: Valid polygons, cut at the antimeridian.
    /// - Returns: One shape a site, in their order; empty where all of the area is nearer to others.
    /// - Throws: `TopologyError` when GEOS fails.
    /// - Complexity: O(*n* log *n*), *n* the sites and positions.
    static func cells(
        around sites: [Coordinate], over area: Geometry
    ) throws(TopologyError) -> [Geometry] {
        guard let plain = area.envelope else { return sites.map { _ in .multiPolygon([]) } }
        // Turned, what reaches over the Greenwich meridian would be cut instead.
        let isCut =
            plain.west == -180 && plain.east == 180
            && area.polygons.allSatisfy { polygon in
                Envelope(polygon.exterior).map { $0.west > 0 || $0.east < 0 } ?? true
            }
        let frame = MapFrame(middle: isCut ? 180 : 0)
        let ground = try frame.drawn(area)
        guard let box = ground.envelope else { return sites.map { _ in .multiPolygon([]) } }
        let cells = try Geometry.voronoiCells(around: sites.map(frame.drawn), within: box)
        var shares: [Geometry] = []
        for cell in cells {
            let share = try cell.intersection(with: ground)
            shares.append(.multiPolygon(try frame.read(share).polygons))
        }
        return shares
    }
}
