import Geodesy
import SimpleFeatures
import Topology

/// What lies no farther than a distance from a shape, along geodesics.
///
/// It is the union of a disk around each point, of what lies along each side of a line or of an
/// outline, and of the areas themselves. Sides are straight in longitude and latitude and taken in
/// pieces of 20 km at most, of which the geodesic hardly departs. Each piece is made where it lies
/// and cut at the antimeridian, so neither that nor a pole is a special case.
struct Surroundings {
    /// How many pieces of sides are taken.
    static let mostPieces = 20_000
    /// Bends smaller than this share of the distance are passed over.
    static let passedShare = 0.005
    private static let longestPieceMetres = 20_000.0

    private static let stretch = 250

    private let metres: Double
    private var parts: [Geometry] = []
    private var pieces = 0

    /// Begins with nothing.
    ///
    /// - Parameter metres: The distance, more than 0 and less than a quarter of the earth's girth.
    private init(metres: Double) { self.metres = metres }

    /// The surroundings of a shape.
    ///
    /// - Parameters:
    ///   - shape: Any shape, valid, cut at the antimeridian.
    ///   - metres: The distance, more than 0 and less than a quarter of the earth's girth.
    /// - Returns: Polygons, cut at the antimeridian, none for an empty shape; and how many pieces of
    ///   sides they were made of.
    /// - Throws: ``RegionError/lookup(reason:)`` for a shape of too many positions, and where GEOS
    ///   fails.
    /// - Complexity: O(*n* log *n*), *n* the positions of the shape and those of all pieces.
    static func area(
        within metres: Double, of shape: Geometry
    ) throws(RegionError) -> (area: Geometry, pieces: Int) {
        var surroundings = Surroundings(metres: metres)
        do throws(TopologyError) {
            try surroundings.add(shape)
        } catch { throw .topology(place: "the surroundings of a shape", error) }
        guard surroundings.pieces <= mostPieces else {
            throw .lookup(
                reason: "the outline has more than \(Decimals.grouped(mostPieces)) sides, those "
                    + "longer than 20 km counted in pieces, expected a simpler one")
        }
        do throws(TopologyError) {
            let whole = try Geometry.union(of: surroundings.parts)
            return (
                .multiPolygon(whole.polygons.filter { !$0.exterior.isEmpty }), surroundings.pieces
            )
        } catch { throw .topology(place: "the surroundings of a shape", error) }
    }

    private mutating func add(_ shape: Geometry) throws(TopologyError) {
        switch shape {
        case .point(let position): try addDisk(around: position)
        case .multiPoint(let positions):
            for position in positions { try addDisk(around: position) }
        case .lineString(let line): try add(line: line)
        case .multiLineString(let lines): for line in lines { try add(line: line) }
        case .polygon, .multiPolygon:
            for polygon in shape.polygons where !polygon.exterior.isEmpty {
                parts.append(.polygon(polygon))
                for ring in polygon.rings { try add(line: ring) }
            }
        case .collection(let members): for member in members { try add(member) }
        }
    }

    private mutating func add(line: [Coordinate]) throws(TopologyError) {
        let line = try simplified(line)
        if line.count == 1 { try addDisk(around: line[0]) }
        // Counted before any is made: a shape of too many is refused at once.
        let sides = zip(line, line.dropFirst()).map { start, end -> (StraightSegment, Int) in
            let side = StraightSegment(from: start, to: end)
            let length = Geodesic.lengthMetres(
                of: (0...4).map { side.position(at: Double($0) / 4) })
            // The edges of a plane at a pole are one position.
            guard length >= 0.01 else { return (side, 0) }
            return (side, max(1, Int((length / Surroundings.longestPieceMetres).rounded(.up))))
        }
        let count = sides.reduce(0) { $0 + max(1, $1.1) }
        guard pieces + count <= Surroundings.mostPieces else {
            pieces = Surroundings.mostPieces + 1
            return
        }
        for (side, count) in sides {
            if count == 0 { try addDisk(around: side.start) }
            for piece in 0..<count {
                try addCapsule(
                    from: side.position(at: Double(piece) / Double(count)),
                    to: side.position(at: Double(piece + 1) / Double(count)))
            }
        }
    }

    /// The line without bends that hardly matter at the distance; one over the antimeridian as it is.
    private func simplified(_ line: [Coordinate]) throws(TopologyError) -> [Coordinate] {
        let jumps = zip(line, line.dropFirst()).contains {
            ($0.longitude - $1.longitude).magnitude > 180
        }
        guard line.count > 8, !jumps else { return line }
        // Less than 112 km are a degree of latitude, and of longitude anywhere.
        let degrees = metres * Surroundings.passedShare / 112_000
        // Simplifying takes the square of the length at worst, so a long line goes in stretches.
        var kept: [Coordinate] = []
        for start in stride(from: 0, to: line.count - 1, by: Surroundings.stretch) {
            let end = min(start + Surroundings.stretch, line.count - 1)
            let part = Geometry.lineString(Array(line[start...end]))
            kept += try part.simplified(toleranceDegrees: degrees).positions.dropLast()
        }
        return kept + line.suffix(1)
    }

    private mutating func addDisk(around position: Coordinate) throws(TopologyError) {
        pieces += 1
        guard pieces <= Surroundings.mostPieces else { return }
        try add(ring: GeodesicShapes.circle(around: position, metres: metres))
    }

    private mutating func addCapsule(
        from start: Coordinate, to end: Coordinate
    ) throws(TopologyError) {
        pieces += 1
        try add(ring: GeodesicShapes.capsule(from: start, to: end, metres: metres))
    }

    private mutating func add(ring: [Coordinate]) throws(TopologyError) {
        let plain = Geometry.polygon(Polygon(exterior: ring))
        let cut = plain.cutAtAntimeridian
        // Rings that lie whole in the plane are as sound as they were made.
        let isSound = cut == plain ? true : try cut.isValid()
        if isSound {
            parts.append(cut)
        } else {
            parts.append(try cut.madeValid())
        }
    }
}
