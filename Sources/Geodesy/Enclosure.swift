package import SimpleFeatures

/// The inside of a polygon, ready to be asked what lies in it.
///
/// Sides are straight in the plane of longitude and latitude, as ``StraightSegment`` draws them, and
/// a ring may run over the antimeridian. A ring that goes around the earth once encloses the pole
/// that it lies nearer to, as where layers are written. On a border itself either answer is given;
/// its distance is zero.
package struct Enclosure: Sendable {
    private let exterior: RingSides
    private let holes: [RingSides]

    /// The inside of a polygon.
    ///
    /// - Parameter polygon: Any polygon; a ring that is not closed is closed here.
    /// - Returns: `nil` for one without an outer ring of three positions.
    /// - Complexity: O(*n*).
    package init?(_ polygon: Polygon) {
        guard let exterior = RingSides(polygon.exterior) else { return nil }
        self.exterior = exterior
        holes = polygon.interiors.compactMap { RingSides($0) }
    }

    /// A box around the inside, which may cross the antimeridian or hold a pole.
    package var envelope: Envelope { exterior.envelope }

    /// Whether a position lies inside, and in no hole.
    ///
    /// - Complexity: O(log *n* + *k*), *k* the sides north and south of the position, of which only
    ///   those close to it in latitude are looked at one by one.
    package func contains(_ position: Coordinate) -> Bool {
        exterior.contains(position) && !holes.contains { $0.contains(position) }
    }
}

/// The sides of one ring, in runs of sixteen, these in runs of sixteen, and so on.
///
/// A position lies inside when the meridian from it to the pole outside the ring meets an odd number
/// of sides. Of a run that lies beyond the position whole, the parity of the sides met follows from
/// the longitudes of its ends, so few runs are opened.
private struct RingSides: Sendable {
    private struct Box {
        var west, south, east, north: Double

        mutating func formUnion(_ other: Box) {
            west = min(west, other.west)
            south = min(south, other.south)
            east = max(east, other.east)
            north = max(north, other.north)
        }
    }

    private static let fanOut = 16

    /// Longitudes counted on over the antimeridian, so that no side jumps.
    private let longitudes: [Double]
    /// Latitudes, turned about where the ring encloses the north pole: counting goes up.
    private let latitudes: [Double]
    private let levels: [[Box]]
    private let goesAround: Bool
    private let isTurned: Bool

    init?(_ ring: [Coordinate]) {
        guard let first = ring.first, ring.count >= 3 else { return nil }
        let closed = ring.last == first ? ring : ring + [first]
        var longitude = first.longitude
        var longitudes = [longitude]
        longitudes.reserveCapacity(closed.count)
        var turns = 0.0
        for (start, end) in zip(closed, closed.dropFirst()) {
            let step = end.longitude - start.longitude
            if step.magnitude > 180, step.magnitude < 360 { turns += step > 0 ? -360 : 360 }
            longitude = end.longitude + turns
            longitudes.append(longitude)
        }
        let mean = closed.reduce(0) { $0 + $1.latitude } / Double(closed.count)
        goesAround = turns != 0
        isTurned = goesAround && mean > 0
        let sign: Double = isTurned ? -1 : 1
        let latitudes = closed.map { sign * $0.latitude }
        self.longitudes = longitudes
        self.latitudes = latitudes
        levels = Self.levels(longitudes, latitudes)
    }

    private static func levels(_ longitudes: [Double], _ latitudes: [Double]) -> [[Box]] {
        let sides = longitudes.count - 1
        var boxes = stride(from: 0, to: sides, by: fanOut).map { first in
            var box = Box(
                west: .infinity, south: .infinity, east: -.infinity, north: -.infinity)
            for vertex in first...min(first + fanOut, sides) {
                box.formUnion(
                    Box(
                        west: longitudes[vertex], south: latitudes[vertex],
                        east: longitudes[vertex], north: latitudes[vertex]))
            }
            return box
        }
        var levels = [boxes]
        while boxes.count > 1 {
            boxes = stride(from: 0, to: boxes.count, by: fanOut).map { first in
                boxes[first..<min(first + fanOut, boxes.count)].dropFirst()
                    .reduce(into: boxes[first]) { $0.formUnion($1) }
            }
            levels.append(boxes)
        }
        return levels
    }

    private var box: Box { levels[levels.count - 1][0] }

    var envelope: Envelope {
        let box = self.box
        let (south, north) = isTurned ? (-box.north, -box.south) : (box.south, box.north)
        let isWide = goesAround || box.east - box.west >= 360
        do throws(EnvelopeError) {
            return try Envelope(
                west: isWide ? -180 : Self.wrapped(box.west),
                south: goesAround && !isTurned ? -90 : south,
                east: isWide ? 180 : Self.wrapped(box.east),
                north: isTurned ? 90 : north)
        } catch {
            // Numbers of coordinates are in range; if they were not, the whole earth holds all.
            return .world
        }
    }

    private static func wrapped(_ longitude: Double) -> Double {
        Coordinate(wrappingLongitude: longitude, clampingLatitude: 0).longitude
    }

    func contains(_ position: Coordinate) -> Bool {
        let box = self.box
        let latitude = isTurned ? -position.latitude : position.latitude
        guard latitude < box.north, goesAround || latitude >= box.south else { return false }
        let turns = ((box.west - position.longitude) / 360).rounded(.up)
        var longitude = position.longitude + turns * 360
        var isInside = false
        while longitude < box.east {
            if isOdd(levels.count - 1, 0, longitude, latitude) { isInside.toggle() }
            longitude += 360
        }
        return isInside
    }

    /// Whether the meridian northwards meets an odd number of sides of a run.
    private func isOdd(_ level: Int, _ run: Int, _ longitude: Double, _ latitude: Double) -> Bool {
        let box = levels[level][run]
        guard box.west <= longitude, longitude < box.east, latitude < box.north else {
            return false
        }
        let size = 1 << (4 * (level + 1))
        let first = run * size
        let last = min(first + size, longitudes.count - 1)
        if latitude < box.south {
            return (longitudes[first] <= longitude) != (longitudes[last] <= longitude)
        }
        var isOdd = false
        if level == 0 {
            for side in first..<last where meets(side, longitude, latitude) { isOdd.toggle() }
        } else {
            let children = levels[level - 1].count
            for child in run * Self.fanOut..<min((run + 1) * Self.fanOut, children)
            where self.isOdd(level - 1, child, longitude, latitude) {
                isOdd.toggle()
            }
        }
        return isOdd
    }

    private func meets(_ side: Int, _ longitude: Double, _ latitude: Double) -> Bool {
        let (west, east) = (longitudes[side], longitudes[side + 1])
        guard (west <= longitude) != (east <= longitude) else { return false }
        let share = (longitude - west) / (east - west)
        return latitudes[side] + share * (latitudes[side + 1] - latitudes[side]) > latitude
    }
}
