extension Geometry {
    /// The shape without a line or a ring that runs over the antimeridian.
    ///
    /// Two positions that follow each other with more than 180° between their longitudes are taken
    /// for neighbours across the antimeridian, and the shape is cut where the straight line between
    /// them meets it; -180° and 180° are one meridian and no crossing. A ring that goes once around
    /// the earth is taken to enclose the pole that it lies nearer to. A polygon whose rings cross
    /// each other on the antimeridian is left as it stands.
    ///
    /// - Complexity: O(*n* log *n*), *n* the number of positions.
    /// - SeeAlso: RFC 7946, section 3.1.9.
    package var cutAtAntimeridian: Geometry {
        switch self {
        case .point, .multiPoint: return self
        case .lineString(let positions):
            let parts = Antimeridian.parts(ofLine: positions)
            return parts.count > 1 ? .multiLineString(parts) : .lineString(parts.first ?? [])
        case .multiLineString(let lines):
            return .multiLineString(lines.flatMap { Antimeridian.parts(ofLine: $0) })
        case .polygon(let polygon):
            let parts = Antimeridian.parts(of: polygon)
            return parts.count > 1 ? .multiPolygon(parts) : .polygon(parts.first ?? polygon)
        case .multiPolygon(let polygons):
            return .multiPolygon(polygons.flatMap { Antimeridian.parts(of: $0) })
        case .collection(let members): return .collection(members.map(\.cutAtAntimeridian))
        }
    }
}

/// A position whose longitude counts on beyond 180°, so that a shape is in one piece.
struct UnrolledPosition: Hashable {
    var x: Double
    var y: Double
}

/// Where lines and polygons are cut in two.
enum Antimeridian {
    /// A line in pieces that do not cross; the line itself when it does not.
    static func parts(ofLine positions: [Coordinate]) -> [[Coordinate]] {
        guard crosses(positions) else { return [positions] }
        var pieces: [[Coordinate]] = []
        var piece: [UnrolledPosition] = []
        var turn = 0
        func endPiece() {
            // A piece of one position is what is left of a line that starts or ends on 180°.
            if Set(piece).count > 1 { pieces.append(piece.map { rolled($0, turn: turn) }) }
        }
        for position in unrolled(positions) {
            guard let last = piece.last else {
                turn = self.turn(of: position.x)
                piece = [position]
                continue
            }
            let west = 360 * Double(turn) - 180
            if position.x < west || position.x > west + 360 {
                let cut = meeting(last, position, meridian: position.x < west ? west : west + 360)
                if cut != last { piece.append(cut) }
                endPiece()
                turn += position.x < west ? -1 : 1
                piece = [cut]
            }
            piece.append(position)
        }
        endPiece()
        return pieces
    }

    /// A polygon in pieces that do not cross; the polygon itself when it does not.
    static func parts(of polygon: Polygon) -> [Polygon] {
        guard crosses(polygon.exterior), let exterior = ring(polygon.exterior, inside: nil)
        else { return [polygon] }
        let longitudes = exterior.map(\.x)
        guard let west = longitudes.min(), let east = longitudes.max(), east - west <= 720
        else { return [polygon] }
        var holes: [[UnrolledPosition]] = []
        for interior in polygon.interiors {
            guard let hole = ring(interior, inside: west...east) else { return [polygon] }
            holes.append(hole)
        }
        var pieces = [UnrolledPolygon(exterior: exterior, holes: holes)]
        for turn in turn(of: west)...self.turn(of: east) {
            let meridian = 360 * Double(turn) + 180
            guard meridian > west, meridian < east else { continue }
            var halves: [UnrolledPolygon] = []
            for piece in pieces {
                guard let cut = piece.cut(at: meridian) else { return [polygon] }
                halves += cut
            }
            pieces = halves
        }
        return pieces.map(\.rolled)
    }

    /// Whether positions that follow each other lie on two sides of the antimeridian.
    private static func crosses(_ positions: [Coordinate]) -> Bool {
        zip(positions, positions.dropFirst()).contains {
            let step = ($1.longitude - $0.longitude).magnitude
            return step > 180 && step < 360
        }
    }

    private static func unrolled(_ positions: [Coordinate]) -> [UnrolledPosition] {
        var turn = 0.0
        var last: Double?
        return positions.map { position in
            let step = position.longitude - (last ?? position.longitude)
            if step > 180 { turn -= 360 }
            if step < -180 { turn += 360 }
            last = position.longitude
            return UnrolledPosition(x: position.longitude + turn, y: position.latitude)
        }
    }

    /// A ring unrolled and open (its first position not repeated).
    ///
    /// - Parameter range: For a hole, the longitudes of the ring around it, where it must lie too.
    /// - Returns: `nil` for a ring that goes around the earth more than once.
    private static func ring(
        _ positions: [Coordinate], inside range: ClosedRange<Double>?
    ) -> [UnrolledPosition]? {
        guard let start = positions.first else { return [] }
        var ring = unrolled(start == positions.last ? positions : positions + [start])
        guard let first = ring.first, let last = ring.last else { return [] }
        let winding = (last.x - first.x).magnitude
        if winding > 180 {
            guard winding < 540 else { return nil }
            let pole = ring.reduce(0) { $0 + $1.y } < 0 ? -90.0 : 90.0
            // In three steps, for one of 360° would be read as none at all.
            for share in [0, 1.0 / 3, 2.0 / 3, 1] {
                ring.append(UnrolledPosition(x: last.x + (first.x - last.x) * share, y: pole))
            }
        } else {
            ring.removeLast()
        }
        if let range, let west = ring.map(\.x).min(), let east = ring.map(\.x).max() {
            let offBy = (range.lowerBound + range.upperBound) / 2 - (west + east) / 2
            let shift = 360 * (offBy / 360).rounded()
            // Of two turns that are as near, the one inside the ring counts.
            let turns = [shift, shift - 360, shift + 360]
            let fitting = turns.first {
                west + $0 >= range.lowerBound && east + $0 <= range.upperBound
            }
            ring = ring.map { UnrolledPosition(x: $0.x + (fitting ?? shift), y: $0.y) }
        }
        return ring
    }

    /// Which turn of the earth a longitude lies in, 0 for -180 up to 180.
    fileprivate static func turn(of longitude: Double) -> Int {
        Int(((longitude + 180) / 360).rounded(.down))
    }

    /// Where the straight line between two positions meets a meridian between them.
    fileprivate static func meeting(
        _ one: UnrolledPosition, _ other: UnrolledPosition, meridian: Double
    ) -> UnrolledPosition {
        // Both edges at a corner on the meridian must meet it at one latitude, to the last digit.
        if one.x == meridian { return one }
        if other.x == meridian { return other }
        let share = (meridian - one.x) / (other.x - one.x)
        return UnrolledPosition(x: meridian, y: one.y + (other.y - one.y) * share)
    }

    fileprivate static func rolled(_ position: UnrolledPosition, turn: Int) -> Coordinate {
        let longitude = position.x - 360 * Double(turn)
        return Coordinate(
            wrappingLongitude: min(max(longitude, -180), 180), clampingLatitude: position.y)
    }
}

/// A polygon in one piece, its rings open.
private struct UnrolledPolygon {
    let exterior: [UnrolledPosition]
    let holes: [[UnrolledPosition]]

    /// The polygon on the map, for one that lies within one turn of the earth.
    var rolled: Polygon {
        let west = exterior.map(\.x).min() ?? 0
        let east = exterior.map(\.x).max() ?? 0
        let turn = Antimeridian.turn(of: (west + east) / 2)
        func ring(_ open: [UnrolledPosition]) -> [Coordinate] {
            let positions = open.map { Antimeridian.rolled($0, turn: turn) }
            return positions + positions.prefix(1)
        }
        return Polygon(exterior: ring(exterior), interiors: holes.map(ring))
    }

    /// The parts west and east of a meridian; `nil` when the rings cross each other there.
    func cut(at meridian: Double) -> [UnrolledPolygon]? {
        // Outer rings one way and holes the other: the area is on the left of every edge.
        let turned =
            [UnrolledPolygon.turned(exterior, counterClockwise: true)]
            + holes.map { UnrolledPolygon.turned($0, counterClockwise: false) }
        var cutter = MeridianCutter(meridian: meridian)
        for ring in turned { cutter.add(ring) }
        guard cutter.pairCrossings() else { return nil }
        return cutter.polygons(eastern: false) + cutter.polygons(eastern: true)
    }

    private static func turned(
        _ ring: [UnrolledPosition], counterClockwise: Bool
    ) -> [UnrolledPosition] {
        let area = Ring.doubledArea((ring + ring.prefix(1)).map { ($0.x, $0.y) })
        return (area > 0) == counterClockwise ? ring : ring.reversed()
    }
}

/// Cuts rings at a meridian and joins what is left on each side along it.
///
/// Positions on the meridian count as east of it. Sorted by latitude, the area lies between the
/// first and second crossing, between the third and fourth, and so on; so a piece that ends at one
/// of a pair goes on with the piece that begins at the other.
private struct MeridianCutter {
    /// The part of a ring between two crossings, on one side.
    private struct Chain {
        var isEastern: Bool
        var start: Int
        var end: Int
        var positions: [UnrolledPosition]
    }

    private struct Crossing {
        var position: UnrolledPosition
        var goesEast: Bool
        var partner = 0
    }

    let meridian: Double
    private var crossings: [Crossing] = []
    private var chains: [Chain] = []
    private var wholeRings: [(isEastern: Bool, ring: [UnrolledPosition])] = []

    init(meridian: Double) { self.meridian = meridian }

    mutating func add(_ ring: [UnrolledPosition]) {
        func isEastern(_ index: Int) -> Bool { ring[index % ring.count].x >= meridian }
        guard !ring.isEmpty else { return }
        guard let entry = ring.indices.first(where: { isEastern($0) != isEastern($0 + 1) }) else {
            wholeRings.append((isEastern(0), ring))
            return
        }
        let firstCrossing = crossings.count
        for step in 1...ring.count {
            let index = (entry + step) % ring.count
            let last = (entry + step - 1) % ring.count
            if isEastern(last) != isEastern(index) {
                let place = Antimeridian.meeting(ring[last], ring[index], meridian: meridian)
                if crossings.count > firstCrossing {
                    chains[chains.count - 1].end = crossings.count
                }
                chains.append(
                    Chain(
                        isEastern: isEastern(index), start: crossings.count, end: firstCrossing,
                        positions: []))
                crossings.append(Crossing(position: place, goesEast: isEastern(index)))
            }
            chains[chains.count - 1].positions.append(ring[index])
        }
    }

    /// Finds for each crossing the other end of the stretch of meridian inside the area.
    ///
    /// - Returns: Whether the pairs run against each other, as those of sound rings do.
    mutating func pairCrossings() -> Bool {
        var order = crossings.indices.sorted {
            (crossings[$0].position.y, $0) < (crossings[$1].position.y, $1)
        }
        guard order.count % 2 == 0 else { return false }
        for place in stride(from: 0, to: order.count, by: 2) {
            let one = crossings[order[place]]
            // Of crossings at one latitude, one that runs the other way belongs to the pair.
            let latitude = crossings[order[place + 1]].position.y
            var mate = place + 1
            while mate < order.count, crossings[order[mate]].position.y == latitude,
                crossings[order[mate]].goesEast == one.goesEast
            { mate += 1 }
            guard mate < order.count, crossings[order[mate]].position.y == latitude
            else { return false }
            order.swapAt(place + 1, mate)
            crossings[order[place]].partner = order[place + 1]
            crossings[order[place + 1]].partner = order[place]
        }
        return true
    }

    /// The polygons on one side.
    func polygons(eastern: Bool) -> [UnrolledPolygon] {
        var chainStartingAt: [Int: Int] = [:]
        for (index, chain) in chains.enumerated() where chain.isEastern == eastern {
            chainStartingAt[chain.start] = index
        }
        var exteriors: [[UnrolledPosition]] = []
        // In the order of the chains, so that the same polygon gives the same bytes.
        for first in chains.indices where chains[first].isEastern == eastern {
            var ring: [UnrolledPosition] = []
            var next = chainStartingAt.removeValue(forKey: chains[first].start)
            while let index = next {
                let chain = chains[index]
                let ends = (crossings[chain.start].position, crossings[chain.end].position)
                for position in [ends.0] + chain.positions + [ends.1] where position != ring.last {
                    ring.append(position)
                }
                next = chainStartingAt.removeValue(forKey: crossings[chain.end].partner)
            }
            if ring.count > 1, ring.first == ring.last { ring.removeLast() }
            // What only touched the meridian leaves a ring without an area.
            let area = Ring.doubledArea((ring + ring.prefix(1)).map { ($0.x, $0.y) })
            if ring.count > 2, area != 0 { exteriors.append(ring) }
        }
        let whole = wholeRings.filter { $0.isEastern == eastern }.map(\.ring)
        let holesOf = exteriors.indices.map { index in
            whole.filter { hole in
                exteriors.firstIndex { MeridianCutter.contains($0, hole) } ?? 0 == index
            }
        }
        return zip(exteriors, holesOf).map { UnrolledPolygon(exterior: $0, holes: $1) }
    }

    /// Whether the first position of a hole lies in a ring (crossing number).
    private static func contains(_ ring: [UnrolledPosition], _ hole: [UnrolledPosition]) -> Bool {
        guard let position = hole.first, var last = ring.last else { return false }
        var isInside = false
        for corner in ring {
            if (corner.y > position.y) != (last.y > position.y) {
                let share = (position.y - corner.y) / (last.y - corner.y)
                if position.x < corner.x + (last.x - corner.x) * share { isInside.toggle() }
            }
            last = corner
        }
        return isInside
    }
}

/// What is computed of the positions of a ring.
package enum Ring {
    /// Twice the area in square degrees, positive for a counter-clockwise ring.
    ///
    /// Taken relative to the first position, so that a small ring far from (0, 0) keeps its digits.
    package static func doubledArea(_ ring: [(x: Double, y: Double)]) -> Double {
        guard let origin = ring.first else { return 0 }
        var area = 0.0
        for (one, other) in zip(ring, ring.dropFirst()) {
            area +=
                (one.x - origin.x) * (other.y - origin.y)
                - (other.x - origin.x) * (one.y - origin.y)
        }
        return area
    }
}
