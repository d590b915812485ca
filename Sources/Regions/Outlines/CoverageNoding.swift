import SimpleFeatures
import SpatialIndexing
import Topology

/// Makes borders that are meant to be one the same: corners that nearly coincide become one, and sides
/// get the corners of their neighbours that lie on them.
///
/// Borders drawn by different hands have their corners at different places: where three regions meet,
/// the one that goes straight on often has none, and rounding parts corners that were one.
struct CoverageNoding: ~Copyable {
    /// How far from a side a corner may lie and be taken for one of it, in degrees: a little less than a
    /// metre. On the grid of five decimals, on which region files are written, a corner is at most
    /// 0.71e-5 degrees from the side that it was on.
    static let sideToleranceDegrees = 0.8e-5
    /// How far apart corners may be and be taken for one, in degrees: one step of that grid, aslant.
    static let cornerToleranceDegrees = 1.5e-5

    private let areas: [[Polygon]]
    private var corners: [Coordinate]
    private var tree: PackedRTree
    private let sideTolerance: Double
    private var answers = Answers()
    /// How many corners may be looked at: needles that lie side by side by thousands would each meet
    /// all others.
    private var budget: Int
    /// Whether there was more to look at than may be.
    var isExhausted: Bool { budget < 0 }

    /// Merges corners.
    ///
    /// - Parameters:
    ///   - areas: The polygons of each area.
    ///   - metres: What is to be done to the borders afterwards; nothing is moved by more than half of
    ///     it.
    /// - Throws: `TopologyError` when GEOS fails on a polygon.
    /// - Complexity: O(*n* log *n*), *n* the number of corners.
    init(of areas: [[Polygon]], toleranceMetres metres: Double) throws(TopologyError) {
        let most = metres / 111_195.08 / 2
        sideTolerance = min(CoverageNoding.sideToleranceDegrees, most)
        var seen: Set<Coordinate> = []
        for ring in areas.joined().lazy.flatMap(\.rings) { seen.formUnion(ring) }
        let all = seen.sorted { ($0.longitude, $0.latitude) < ($1.longitude, $1.latitude) }
        var merging = CornerMerging(
            all, toleranceDegrees: min(CoverageNoding.cornerToleranceDegrees, most),
            budget: 1_000_000 + 64 * all.count)
        merging.merge()
        budget = merging.budget
        self.areas = try merging.merged(areas)
        corners = all.filter { merging.replacements[$0] == nil }
        tree = PackedRTree(corners)
    }

    /// The areas with the corners that were missing.
    mutating func noded() -> [[Polygon]] {
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
        let margin = sideTolerance
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

/// Corners that nearly coincide, and which of them stands for all.
private struct CornerMerging {
    private let corners: [Coordinate]
    private let tolerance: Double
    private let tree: PackedRTree
    private(set) var budget: Int
    /// For a corner that gives way the one that takes its place.
    private(set) var replacements: [Coordinate: Coordinate] = [:]

    /// - Parameter corners: Different corners, in an order that decides which of two stays.
    init(_ corners: [Coordinate], toleranceDegrees: Double, budget: Int) {
        self.corners = corners
        tolerance = toleranceDegrees
        tree = PackedRTree(corners)
        self.budget = budget
    }

    /// Finds what gives way; no corner moves farther than the tolerance.
    mutating func merge() {
        var isTaken = [Bool](repeating: false, count: corners.count)
        var answers = Answers()
        for (index, corner) in corners.enumerated() where !isTaken[index] && budget >= 0 {
            isTaken[index] = true
            guard
                let window = try? Envelope(
                    west: max(corner.longitude - tolerance, -180),
                    south: max(corner.latitude - tolerance, -90),
                    east: min(corner.longitude + tolerance, 180),
                    north: min(corner.latitude + tolerance, 90))
            else { continue }
            tree.search(window, into: &answers)
            budget -= answers.count
            for place in 0..<answers.count where !isTaken[answers[place]] {
                let other = corners[answers[place]]
                let (x, y) = (
                    other.longitude - corner.longitude, other.latitude - corner.latitude
                )
                // What was cut at the edge of the plane stays on it.
                guard x * x + y * y <= tolerance * tolerance, other.longitude.magnitude != 180,
                    other.latitude.magnitude != 90
                else { continue }
                isTaken[answers[place]] = true
                replacements[other] = corner
            }
        }
    }

    /// How often corners are parted again for a polygon that is not valid without them.
    private static let turns = 3

    /// The areas with the corners that stay, every polygon as valid as before.
    ///
    /// Where two corners stand at either side of a neck, none of the neighbours may merge them either.
    mutating func merged(_ areas: [[Polygon]]) throws(TopologyError) -> [[Polygon]] {
        for _ in 0..<CornerMerging.turns where !replacements.isEmpty {
            let candidate = areas.map { $0.map { merged($0) } }
            var kept: Set<Coordinate> = []
            for (old, new) in zip(areas.joined(), candidate.joined()) where old != new {
                guard try !Geometry.polygon(new).isValid() else { continue }
                for ring in old.rings { kept.formUnion(ring) }
            }
            if kept.isEmpty { return candidate }
            replacements = replacements.filter {
                !kept.contains($0.key) && !kept.contains($0.value)
            }
        }
        replacements = [:]
        return areas
    }

    /// A polygon with the corners that stay; a ring that would shrink to nothing is left as it is.
    private func merged(_ polygon: Polygon) -> Polygon {
        Polygon(
            exterior: merged(polygon.exterior), interiors: polygon.interiors.map(merged))
    }

    private func merged(_ ring: [Coordinate]) -> [Coordinate] {
        var merged: [Coordinate] = []
        for corner in ring {
            let corner = replacements[corner] ?? corner
            if merged.last != corner { merged.append(corner) }
        }
        return merged.count < 4 ? ring : merged
    }
}
