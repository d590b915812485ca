import Geodesy
import SimpleFeatures
import SpatialIndexing
import Topology

/// The outlines of regions in short pieces, for positions a little outside of all of them.
///
/// A coarse map of the earth tells which pieces may be near, of most positions that none is, so that
/// those at sea cost next to nothing. Of the others the sides are compared in a plane around the position,
/// and only those are measured along the geodesic that ``PlaneBounds`` cannot tell from the nearest.
final class RegionOutlines: Sendable {
    private struct Piece {
        let region: Int32
        let first: Int32
        let end: Int32

        var range: Range<Int> { Int(first)..<Int(end) }
    }

    /// A piece that may be the nearest.
    fileprivate struct Nearby {
        let piece: Int
        let squaredDegrees: Double
    }

    /// Memory for searches, used again for each.
    struct Memory: ~Copyable {
        fileprivate var answers = Answers()
        fileprivate var near: [Int] = []
        fileprivate var nearby: [Nearby] = []
        fileprivate var sides: [(region: Int32, side: BorderSide)] = []
    }

    private static let sidesInPiece = 16
    /// How much further is looked than the tolerance, for distances in the plane are a little off.
    private static let reach = 1.02

    private let toleranceMetres: Double
    /// Ring after ring.
    private let vertices: [Coordinate]
    /// In the order of their regions.
    private let pieces: [Piece]
    /// West, south, east and north of each piece, rounded outwards.
    private let boxes: [SIMD4<Float>]
    private let vicinity: Vicinity

    /// - Complexity: O(*n* log *n*), *n* the number of positions.
    init(_ regions: [Region], toleranceMetres: Double) {
        var vertices: [Coordinate] = []
        var pieces: [Piece] = []
        var envelopes: [Envelope] = []
        // Memory that grows step by step costs more than what is written to it.
        let count = regions.reduce(0) { $0 + $1.geometry.positionCount }
        vertices.reserveCapacity(count)
        pieces.reserveCapacity(count / RegionOutlines.sidesInPiece)
        envelopes.reserveCapacity(count / RegionOutlines.sidesInPiece)
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
        boxes = envelopes.map(\.sides)
        vicinity = Vicinity(of: envelopes, withinMetres: toleranceMetres * RegionOutlines.reach)
    }

    /// The region whose outline is nearest along a geodesic, if it is within the tolerance; the first
    /// of equally near ones, to two micrometres.
    ///
    /// - Parameters:
    ///   - position: Outside of all regions.
    ///   - memory: What it takes to search.
    /// - Complexity: O(1) far from every outline, else O(log *n* + *k*), *n* the positions of the
    ///   regions, *k* those within the tolerance.
    func nearest(
        to position: Coordinate, using memory: inout Memory
    ) -> (region: Int, way: BorderWay)? {
        guard !vicinity.isEmpty(at: position) else { return nil }
        let search = OutlineSearch(around: position)
        let reachMetres = toleranceMetres * RegionOutlines.reach
        memory.near.removeAll(keepingCapacity: true)
        guard let bounds = PlaneBounds(shrink: search.shrink, reachMetres: reachMetres),
            bounds.tells(toleranceMetres),
            let window = window(
                around: position, degrees: bounds.degrees(withinMetres: toleranceMetres),
                search.shrink)
        else {
            let ruler = Ruler(from: position)
            vicinity.forEach(near: position, &memory.answers) { tree, found in
                tree.search(within: reachMetres, of: position, into: &found)
            } _: { piece in
                guard let box = Envelope(vertices[pieces[piece].range]),
                    ruler.metres(to: box) <= reachMetres
                else { return }
                memory.near.append(piece)
            }
            memory.near.sort()
            return nearest(
                to: position, search, withinSquaredDegrees: .infinity, isWithinTolerance: false,
                &memory)
        }
        memory.nearby.removeAll(keepingCapacity: true)
        var least = Double.infinity
        let sides = window.sides
        // Of a window on the antimeridian the latitudes alone are compared.
        let isOnSeam = window.crossesAntimeridian || window.west <= -180 || window.east >= 180
        vicinity.forEach(near: position, &memory.answers) { tree, found in
            tree.search(window, into: &found)
        } _: { piece in
            let box = boxes[piece]
            guard box[1] <= sides[3], box[3] >= sides[1],
                isOnSeam || (box[0] <= sides[2] && box[2] >= sides[0]),
                let squared = search.squaredDegrees(to: vertices, in: pieces[piece].range)
            else { return }
            least = min(least, squared)
            memory.nearby.append(Nearby(piece: piece, squaredDegrees: squared))
        }
        // What is further for sure than the nearest is not measured.
        let leastMetres = bounds.mostMetres(squaredDegrees: least)
        let most = min(leastMetres, toleranceMetres)
        for piece in memory.nearby
        where bounds.leastMetres(squaredDegrees: piece.squaredDegrees) <= most {
            memory.near.append(piece.piece)
        }
        if memory.near.count > 1 { memory.near.sort() }
        let degrees = bounds.degrees(withinMetres: most) * (1 + 1e-12)
        return nearest(
            to: position, search, withinSquaredDegrees: degrees * degrees,
            isWithinTolerance: leastMetres <= toleranceMetres, &memory)
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
    ///
    /// Nothing is measured where the sides that may be nearest are of one region, and near enough for sure.
    ///
    /// - Parameters:
    ///   - most: What a side may be away at most, in the plane and squared.
    ///   - isWithinTolerance: Whether it is known that one of them is within the tolerance.
    private func nearest(
        to position: Coordinate, _ search: OutlineSearch, withinSquaredDegrees most: Double,
        isWithinTolerance: Bool, _ memory: inout Memory
    ) -> (region: Int, way: BorderWay)? {
        memory.sides.removeAll(keepingCapacity: true)
        for number in memory.near {
            let piece = pieces[number]
            search.forEachEdge(of: vertices, in: piece.range, withinSquaredDegrees: most) { start in
                let end = min(start + 1, Int(piece.end) - 1)
                memory.sides.append(
                    (piece.region, BorderSide(from: vertices[start], to: vertices[end])))
            }
        }
        guard let first = memory.sides.first, let last = memory.sides.last else { return nil }
        if isWithinTolerance, first.region == last.region {
            return (
                Int(first.region), BorderWay(from: position, to: memory.sides.map(\.side))
            )
        }
        var best: (region: Int32, side: BorderSide, metres: Double)?
        for (region, side) in memory.sides {
            let metres = side.metres(from: position)
            guard metres <= toleranceMetres else { continue }
            // Neighbours have the same side, the other way around, and the first of them counts.
            if let best, best.metres <= metres + RegionOutlines.sameMetres { continue }
            best = (region, side, metres)
        }
        return best.map { (Int($0.region), BorderWay(from: position, to: [$0.side])) }
    }

    /// Lengths that differ by less are the same.
    private static let sameMetres = 2e-6
}

extension Envelope {
    /// West, south, east and north, rounded outwards.
    fileprivate var sides: SIMD4<Float> {
        SIMD4(
            Float(roundingDown: west), Float(roundingDown: south), Float(roundingUp: east),
            Float(roundingUp: north))
    }
}
