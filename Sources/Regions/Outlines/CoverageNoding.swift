import SimpleFeatures
import SpatialIndexing

/// Gives the sides of areas the corners of their neighbours that lie on them.
///
/// Borders drawn by different hands have their corners at different places: where three regions meet,
/// the one that goes straight on often has none. A border is shared only where both have its corners.
struct CoverageNoding: ~Copyable {
    /// How far from a side a corner may lie and be taken for one of it, in degrees: a little less than a
    /// metre. On the grid of five decimals, on which region files are written, a corner is at most
    /// 0.71e-5 degrees from the side that it was on.
    static let toleranceDegrees = 0.8e-5

    private let corners: [Coordinate]
    private let tree: PackedRTree
    private var answers = Answers()
    /// How many corners near sides may be looked at: needles that lie side by side by thousands
    /// would each meet all others.
    private var budget: Int
    /// Whether there was more to look at than may be.
    var isExhausted: Bool { budget < 0 }

    /// - Complexity: O(*n* log *n*), *n* the number of corners.
    init(of areas: [[Polygon]]) {
        var seen: Set<Coordinate> = []
        for ring in areas.joined().lazy.flatMap(\.rings) { seen.formUnion(ring) }
        corners = seen.sorted { ($0.longitude, $0.latitude) < ($1.longitude, $1.latitude) }
        tree = PackedRTree(corners)
        budget = 1_000_000 + 64 * corners.count
    }

    /// The areas with the corners that were missing.
    mutating func noded(_ areas: [[Polygon]]) -> [[Polygon]] {
        var answer: [[Polygon]] = []
        for area in areas {
            var polygons: [Polygon] = []
            for polygon in area {
                var rings: [[Coordinate]] = []
                for ring in polygon.rings { rings.append(noded(ring)) }
                polygons.append(
                    Polygon(exterior: rings[0], interiors: Array(rings.dropFirst())))
            }
            answer.append(polygons)
        }
        return answer
    }

    private mutating func noded(_ ring: [Coordinate]) -> [Coordinate] {
        guard var start = ring.first else { return ring }
        // A ring that comes near to itself is not to touch itself.
        var own = Set(ring)
        var noded = [start]
        for end in ring.dropFirst() {
            let found = cornersBetween(start, end, own)
            // Near a corner of the ring a stranger may lie on both of its sides.
            own.formUnion(found)
            noded += found
            noded.append(end)
            start = end
        }
        return noded
    }

    /// The corners of others on a side, in its order.
    private mutating func cornersBetween(
        _ start: Coordinate, _ end: Coordinate, _ own: Set<Coordinate>
    ) -> [Coordinate] {
        let margin = CoverageNoding.toleranceDegrees
        guard budget >= 0,
            let window = try? Envelope(
                west: max(min(start.longitude, end.longitude) - margin, -180),
                south: max(min(start.latitude, end.latitude) - margin, -90),
                east: min(max(start.longitude, end.longitude) + margin, 180),
                north: min(max(start.latitude, end.latitude) + margin, 90))
        else { return [] }
        tree.search(window, into: &answers)
        budget -= answers.count
        let (east, north) = (end.longitude - start.longitude, end.latitude - start.latitude)
        let squaredLength = east * east + north * north
        var found: [(share: Double, position: Coordinate)] = []
        for place in 0..<answers.count {
            let position = corners[answers[place]]
            let x = position.longitude - start.longitude
            let y = position.latitude - start.latitude
            let share = (x * east + y * north) / squaredLength
            let off = x * north - y * east
            let (fromEnd, toEnd) = (x - east, y - north)
            guard share > 0, share < 1, off * off <= margin * margin * squaredLength,
                min(x * x + y * y, fromEnd * fromEnd + toEnd * toEnd) > margin * margin,
                !own.contains(position)
            else { continue }
            found.append((share, position))
        }
        found.sort { $0.share < $1.share }
        return found.map(\.position)
    }
}
