import Geodesy
import SimpleFeatures
import SpatialIndexing
import TestMaterial

/// The slow and obvious answers: every entry is looked at.
enum Oracle {
    static func nearest(
        to position: Coordinate, among positions: [Coordinate],
        on figure: EarthFigure = .ellipsoid
    ) -> [Neighbour] {
        let ruler = Ruler(from: position, on: figure)
        return ranked(positions.map { ruler.exactMetres(to: $0) })
    }

    static func nearest(
        to position: Coordinate, among envelopes: [Envelope],
        on figure: EarthFigure = .ellipsoid
    ) -> [Neighbour] {
        let ruler = Ruler(from: position, on: figure)
        return ranked(envelopes.map { ruler.metres(to: $0) })
    }

    private static func ranked(_ distances: [Double]) -> [Neighbour] {
        distances.enumerated().map { Neighbour(index: $0, distanceMetres: $1) }.sorted()
    }

    static func search(_ window: Envelope, among positions: [Coordinate]) -> [Int] {
        positions.indices.filter { window.contains(positions[$0]) }
    }

    static func search(_ window: Envelope, among envelopes: [Envelope]) -> [Int] {
        envelopes.indices.filter { window.intersects(envelopes[$0]) }
    }
}

/// Whether two answers name the same entries in the same order, at distances that differ by no more
/// than GeographicLib and the chord do.
func isSame(_ found: [Neighbour], _ expected: ArraySlice<Neighbour>) -> Bool {
    found.map(\.index) == expected.map(\.index)
        && zip(found, expected).allSatisfy {
            ($0.distanceMetres - $1.distanceMetres).magnitude <= 5e-8
        }
}

/// Positions and boxes of the kinds that break an index, the same for the same seed.
struct Scene {
    private var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    mutating func number(in range: ClosedRange<Double>) -> Double {
        Double.random(in: range, using: &random)
    }

    mutating func count(in range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &random)
    }

    /// A position of one of nine kinds: anywhere, in a town, at or near a pole, on or near the
    /// antimeridian, on the equator, on a coarse grid, antipodal to the town, on the town's point.
    mutating func position() -> Coordinate {
        let town = (longitude: -68.15, latitude: -16.5)
        switch count(in: 0...8) {
        case 0: return coordinate(number(in: -180...180), number(in: -90...90))
        case 1:
            return coordinate(
                town.longitude + number(in: -0.2...0.2), town.latitude + number(in: -0.2...0.2))
        case 2: return coordinate(number(in: -180...180), count(in: 0...1) == 0 ? 90 : -90)
        case 3: return coordinate(number(in: -180...180), number(in: 89.9...90))
        case 4: return coordinate(count(in: 0...1) == 0 ? 180 : -180, number(in: -90...90))
        case 5: return coordinate(180 + number(in: -0.5...0.5), number(in: -20 ... -10))
        case 6: return coordinate(number(in: -180...180), 0)
        case 7:
            return coordinate(Double(count(in: -6...6)) * 30, Double(count(in: -3...3)) * 30)
        default:
            guard count(in: 0...1) == 0 else { return coordinate(town.longitude, town.latitude) }
            return coordinate(
                town.longitude + 180 + number(in: -0.1...0.1),
                -town.latitude + number(in: -0.1...0.1))
        }
    }

    mutating func positions(_ count: Int) -> [Coordinate] { (0..<count).map { _ in position() } }

    /// A box around a position: of no size, of a town's, of a country's, or all around the earth.
    mutating func envelope() throws -> Envelope {
        let corner = position()
        let size = [0, 0.01, 3, 40, 359][count(in: 0...4)]
        guard size < 359 else {
            let north = number(in: corner.latitude...90)
            return try Envelope(west: -180, south: corner.latitude, east: 180, north: north)
        }
        let east = coordinate(corner.longitude + number(in: 0...size), 0).longitude
        let north = min(90, corner.latitude + number(in: 0...size))
        return try Envelope(
            west: corner.longitude, south: corner.latitude, east: east, north: north)
    }

    mutating func envelopes(_ count: Int) throws -> [Envelope] {
        var envelopes: [Envelope] = []
        for _ in 0..<count { envelopes.append(try envelope()) }
        return envelopes
    }

    private func coordinate(_ longitude: Double, _ latitude: Double) -> Coordinate {
        Coordinate(wrappingLongitude: longitude, clampingLatitude: latitude)
    }
}

/// Sizes at which a level of the tree begins, ends or is not full, and an ordinary one.
let tellingCounts = [0, 1, 2, 15, 16, 17, 255, 256, 257, 700]
