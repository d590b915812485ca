import Geodesy
import SimpleFeatures
import SpatialIndexing
import Topology

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The outlines of regions in short pieces, for positions a little outside of all of them.
///
/// A coarse map of the earth tells of most positions that no outline is near, so that those at sea
/// cost next to nothing. Of the others the nearest side of each region is looked for in a plane around
/// the position, and only those are measured along the geodesic that ``PlaneBounds`` cannot tell from
/// the nearest.
struct RegionOutlines {
    private struct Piece {
        let region: Int32
        let first: Int32
        let end: Int32

        var range: Range<Int> { Int(first)..<Int(end) }
    }

    /// A piece that may be the nearest.
    private struct Nearby {
        let piece: Int
        let squaredDegrees: Double
    }

    private static let sidesInPiece = 16
    /// How much further is looked than the tolerance: the nearest side is chosen in a plane around
    /// the position, in which distances are off by a fraction of a percent.
    private static let reach = 1.02

    private let toleranceMetres: Double
    /// Ring after ring.
    private let vertices: [Coordinate]
    /// In the order of their regions.
    private let pieces: [Piece]
    private let boxes: PackedRTree
    private let vicinity: Vicinity

    /// - Complexity: O(*n* log *n*), *n* the number of positions.
    init(_ regions: [Region], toleranceMetres: Double) {
        var vertices: [Coordinate] = []
        var pieces: [Piece] = []
        var envelopes: [Envelope] = []
        for (number, region) in regions.enumerated() {
            for polygon in region.geometry.polygons {
                for ring in polygon.rings where !ring.isEmpty {
                    let start = vertices.count
                    vertices += ring
                    for first in stride(
                        from: start, to: max(vertices.count - 1, start + 1),
                        by: RegionOutlines.sidesInPiece)
                    {
                        let end = min(first + RegionOutlines.sidesInPiece + 1, vertices.count)
                        guard let box = Envelope(vertices[first..<end]) else { continue }
                        envelopes.append(box)
                        pieces.append(
                            Piece(region: Int32(number), first: Int32(first), end: Int32(end)))
                    }
                }
            }
        }
        self.toleranceMetres = toleranceMetres
        self.vertices = vertices
        self.pieces = pieces
        boxes = PackedRTree(envelopes)
        vicinity = Vicinity(of: envelopes, withinMetres: toleranceMetres * RegionOutlines.reach)
    }

    /// The region whose outline is nearest along a geodesic, if it is within the tolerance; the first
    /// of equally near ones.
    ///
    /// - Parameters:
    ///   - position: Outside of all regions.
    ///   - found: Memory for the search.
    /// - Complexity: O(1) far from every outline, else O(log *n* + *k*), *n* the positions of the
    ///   regions, *k* those within the tolerance.
    func nearest(
        to position: Coordinate, using found: inout Answers
    ) -> (region: Int, metres: Double)? {
        guard vicinity.contains(position) else { return nil }
        let search = OutlineSearch(around: position)
        let reachMetres = toleranceMetres * RegionOutlines.reach
        guard let bounds = PlaneBounds(shrink: search.shrink, reachMetres: reachMetres),
            bounds.tells(toleranceMetres),
            let window = window(
                around: position, degrees: bounds.degrees(withinMetres: toleranceMetres),
                search.shrink)
        else {
            boxes.search(within: reachMetres, of: position, into: &found)
            return nearest(of: found.sorted, to: position, search)
        }
        boxes.search(window, into: &found)
        var nearby: [Nearby] = []
        var least = Double.infinity
        for place in 0..<found.count {
            let piece = found[place]
            guard let squared = search.squaredDegrees(to: vertices, in: pieces[piece].range)
            else { continue }
            least = min(least, squared)
            nearby.append(Nearby(piece: piece, squaredDegrees: squared))
        }
        // What is further for sure than the nearest is not measured.
        let most = min(bounds.mostMetres(squaredDegrees: least), toleranceMetres)
        return nearest(
            of: nearby.filter { bounds.leastMetres(squaredDegrees: $0.squaredDegrees) <= most }
                .map(\.piece).sorted(),
            to: position, search)
    }

    /// The box around a position that holds all within some degrees in the plane; `nil` where it goes
    /// around the earth or over a pole.
    private func window(
        around position: Coordinate, degrees: Double, _ shrink: Double
    ) -> Envelope? {
        // More than any rounding, and no metre.
        let north = degrees + 1e-7
        let east = degrees / shrink + 1e-7
        guard east < 90, position.latitude.magnitude + north < 90 else { return nil }
        var (west, end) = (position.longitude - east, position.longitude + east)
        if west < -180 { west += 360 }
        if end > 180 { end -= 360 }
        return Envelope(
            uncheckedWest: west, south: position.latitude - north, east: end,
            north: position.latitude + north)
    }

    /// The region whose side is nearest among some pieces in ascending order.
    private func nearest(
        of near: [Int], to position: Coordinate, _ search: OutlineSearch
    ) -> (region: Int, metres: Double)? {
        var best: (region: Int, metres: Double)?
        var measured: (position: Coordinate, metres: Double)?
        var next = 0
        while next < near.count {
            let region = pieces[near[next]].region
            var nearest: OutlineSearch.Foot?
            while next < near.count, pieces[near[next]].region == region {
                let found = search.nearest(on: vertices, in: pieces[near[next]].range)
                next += 1
                guard let found else { continue }
                if let old = nearest, old.squaredDegrees <= found.squaredDegrees { continue }
                nearest = found
            }
            guard let foot = nearest, !isSurelyFurther(foot.squaredDegrees, at: position)
            else { continue }
            // Neighbours have the same side, and the same position on it.
            let metres =
                measured?.position == foot.position
                ? measured?.metres : Geodesic.distanceMetres(from: position, to: foot.position)
            guard let metres, metres <= toleranceMetres else { continue }
            measured = (foot.position, metres)
            if let best, best.metres <= metres { continue }
            best = (Int(region), metres)
        }
        return best
    }

    /// Whether a distance in the plane is beyond the tolerance, whatever the geodesic is.
    ///
    /// A degree of latitude is longer than 110 km; near the poles the plane tells nothing.
    private func isSurelyFurther(_ squaredDegrees: Double, at position: Coordinate) -> Bool {
        position.latitude.magnitude < 85
            && squaredDegrees.squareRoot() * 110_000 > toleranceMetres * RegionOutlines.reach
    }
}

/// A coarse map of where boxes may be near.
private struct Vicinity {
    private static let cellsInDegree = 2.0
    private static let columns = 720
    private static let rows = 360
    private let isNear: [Bool]

    /// - Parameters:
    ///   - boxes: Boxes that do not cross the antimeridian.
    ///   - metres: The distance that counts as near.
    /// - Complexity: O(*n*), *n* the number of boxes.
    init(of boxes: [Envelope], withinMetres metres: Double) {
        let (columns, rows) = (Vicinity.columns, Vicinity.rows)
        // Where boxes begin and end, summed up along columns and rows afterwards.
        var changes = [Int32](repeating: 0, count: (columns + 1) * (rows + 1))
        // A degree of latitude is longer than this everywhere.
        let degrees = metres / 110_000
        for box in boxes {
            let first = Vicinity.row(box.south - degrees)
            let last = Vicinity.row(box.north + degrees)
            for (west, east) in Vicinity.columns(of: box, degrees) {
                changes[first * (columns + 1) + west] += 1
                changes[first * (columns + 1) + east + 1] -= 1
                changes[(last + 1) * (columns + 1) + west] -= 1
                changes[(last + 1) * (columns + 1) + east + 1] += 1
            }
        }
        var above = [Int32](repeating: 0, count: columns)
        var isNear: [Bool] = []
        isNear.reserveCapacity(columns * rows)
        for row in 0..<rows {
            var sum: Int32 = 0
            for column in 0..<columns {
                sum += changes[row * (columns + 1) + column]
                above[column] += sum
                isNear.append(above[column] > 0)
            }
        }
        self.isNear = isNear
    }

    /// The columns within a distance of a box, two runs of them where it crosses the antimeridian.
    private static func columns(of box: Envelope, _ degrees: Double) -> [(Int, Int)] {
        let latitude = max(box.south.magnitude, box.north.magnitude) + degrees
        guard latitude < 89 else { return [(0, columns - 1)] }
        // No way of that length gets further, for none of it lies nearer to the pole.
        let margin = degrees * 1.02 / cos(latitude * .pi / 180)
        let (west, east) = (box.west - margin, box.east + margin)
        guard east - west < 360 else { return [(0, columns - 1)] }
        if west < -180 { return [(0, column(east)), (column(west + 360), columns - 1)] }
        if east > 180 { return [(column(west), columns - 1), (0, column(east - 360))] }
        return [(column(west), column(east))]
    }

    private static func column(_ longitude: Double) -> Int {
        min(max(Int((longitude + 180) * cellsInDegree), 0), columns - 1)
    }

    private static func row(_ latitude: Double) -> Int {
        min(max(Int((latitude + 90) * cellsInDegree), 0), rows - 1)
    }

    /// Whether a box may be near to a position.
    func contains(_ position: Coordinate) -> Bool {
        isNear[
            Vicinity.row(position.latitude) * Vicinity.columns
                + Vicinity.column(position.longitude)]
    }
}
