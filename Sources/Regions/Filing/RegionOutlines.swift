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
/// cost next to nothing.
struct RegionOutlines {
    private struct Piece {
        let region: Int32
        let ring: Int32
        let first: Int32
    }

    private static let sidesInPiece = 16
    /// How much further is looked than the tolerance: the nearest side is chosen in a plane around
    /// the position, in which distances are off by a fraction of a percent.
    private static let reach = 1.02

    private let toleranceMetres: Double
    private let rings: [[Coordinate]]
    private let pieces: [Piece]
    private let boxes: PackedRTree
    private let vicinity: Vicinity

    /// - Complexity: O(*n* log *n*), *n* the number of positions.
    init(_ regions: [Region], toleranceMetres: Double) {
        var rings: [[Coordinate]] = []
        var pieces: [Piece] = []
        var envelopes: [Envelope] = []
        for (number, region) in regions.enumerated() {
            for polygon in region.geometry.polygons {
                for ring in polygon.rings where !ring.isEmpty {
                    for first in stride(
                        from: 0, to: max(ring.count - 1, 1), by: RegionOutlines.sidesInPiece)
                    {
                        let last = min(first + RegionOutlines.sidesInPiece, ring.count - 1)
                        guard let box = Envelope(ring[first...last]) else { continue }
                        envelopes.append(box)
                        pieces.append(
                            Piece(
                                region: Int32(number), ring: Int32(rings.count),
                                first: Int32(first)))
                    }
                    rings.append(ring)
                }
            }
        }
        self.toleranceMetres = toleranceMetres
        self.rings = rings
        self.pieces = pieces
        boxes = PackedRTree(envelopes)
        vicinity = Vicinity(of: envelopes, withinMetres: toleranceMetres * RegionOutlines.reach)
    }

    /// The region whose outline is nearest along a geodesic, if it is within the tolerance; the first
    /// of equally near ones.
    ///
    /// - Complexity: O(1) far from every outline, else O(log *n* + *k*), *n* the positions of the
    ///   regions, *k* those within the tolerance.
    func nearest(to position: Coordinate) -> (region: Int, metres: Double)? {
        guard vicinity.contains(position) else { return nil }
        var found = Answers()
        boxes.search(
            within: toleranceMetres * RegionOutlines.reach, of: position, into: &found)
        var best: (region: Int, metres: Double)?
        let near = found.sorted
        var next = 0
        while next < near.count {
            // Pieces stand in the order of their regions.
            let region = pieces[near[next]].region
            var lines: [[Coordinate]] = []
            while next < near.count, pieces[near[next]].region == region {
                lines.append(line(of: pieces[near[next]]))
                next += 1
            }
            guard let foot = Geometry.multiLineString(lines).outlineFoot(nearestTo: position),
                !isSurelyFurther(foot.squaredDegrees, at: position)
            else { continue }
            let metres = Geodesic.distanceMetres(from: position, to: foot.position)
            if metres > toleranceMetres { continue }
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

    private func line(of piece: Piece) -> [Coordinate] {
        let ring = rings[Int(piece.ring)]
        let first = Int(piece.first)
        return Array(ring[first...min(first + RegionOutlines.sidesInPiece, ring.count - 1)])
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
