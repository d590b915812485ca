import Geodesy
import SimpleFeatures
import TestMaterial

/// Positions, sides and rings of the kinds that break a search, the same for the same seed.
struct ShapeScene {
    private var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    mutating func number(_ least: Double, _ most: Double) -> Double {
        Double.random(in: least...most, using: &random)
    }

    mutating func choice(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }

    static func at(_ longitude: Double, _ latitude: Double) -> Coordinate {
        Coordinate(wrappingLongitude: longitude, clampingLatitude: latitude)
    }

    /// Anywhere, at or near a pole, on or near the antimeridian, on the equator, on a coarse grid.
    mutating func position() -> Coordinate {
        switch choice(8) {
        case 0: return Self.at(number(-180, 180), choice(2) == 0 ? 90 : -90)
        case 1: return Self.at(number(-180, 180), number(89, 90) * (choice(2) == 0 ? 1 : -1))
        case 2: return Self.at(choice(2) == 0 ? 180 : -180, number(-90, 90))
        case 3: return Self.at(180 + number(-1, 1), number(-80, 80))
        case 4: return Self.at(number(-180, 180), 0)
        case 5: return Self.at(Double(choice(13) - 6) * 30, Double(choice(7) - 3) * 30)
        default: return Self.at(number(-180, 180), number(-85, 85))
        }
    }

    /// A position at a distance that is short, middling or half around the earth.
    mutating func position(around centre: Coordinate) -> Coordinate {
        let reach = [1, 1_000, 50_000, 2_000_000, 19_000_000][choice(5)]
        return Geodesic.position(
            from: centre, azimuthDegrees: number(0, 360),
            distanceMetres: number(0, Double(reach)))
    }

    /// A side of no length, short, along a meridian or a parallel, over the antimeridian, all around
    /// the earth, or from anywhere to anywhere.
    mutating func side() -> StraightSegment {
        let start = position()
        let short = [0.001, 0.1, 3, 40][choice(4)]
        switch choice(7) {
        case 0: return StraightSegment(from: start, to: start)
        case 1:
            return StraightSegment(
                from: start, to: Self.at(start.longitude, start.latitude + number(-short, short)))
        case 2:
            return StraightSegment(
                from: start, to: Self.at(start.longitude + number(-short, short), start.latitude))
        case 3:
            let ends = [-180.0, 180].shuffled(using: &random)
            return StraightSegment(
                from: Self.at(ends[0], start.latitude), to: Self.at(ends[1], number(-90, 90)))
        case 4: return StraightSegment(from: start, to: position())
        default:
            return StraightSegment(
                from: start,
                to: Self.at(
                    start.longitude + number(-short, short),
                    start.latitude + number(-short, short)))
        }
    }
}
