import Geodesy
import SimpleFeatures
import TestMaterial

/// Features of all kinds at the places that break a search, the same for the same seed.
struct FeatureScene {
    private var random: SeededGenerator
    private var places: Scene

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
        places = Scene(seed: seed &+ 1_000_000)
    }

    mutating func number(_ least: Double, _ most: Double) -> Double {
        Double.random(in: least...most, using: &random)
    }

    mutating func count(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

    mutating func position() -> Coordinate { places.position() }

    /// A line of short and long steps, some of no length.
    mutating func line(_ range: ClosedRange<Int>) -> [Coordinate] {
        let count = count(range)
        var line: [Coordinate] = []
        while line.count < count {
            guard let last = line.last, self.count(0...20) > 0 else {
                line.append(position())
                continue
            }
            let step = [0, 0.001, 0.1, 2][self.count(0...3)]
            line.append(
                Coordinate(
                    wrappingLongitude: last.longitude + number(-step, step),
                    clampingLatitude: last.latitude + number(-step, step)))
        }
        return line
    }

    /// An area of a town's or a country's size around a position, off the poles.
    mutating func polygon() -> Polygon {
        let middle = position()
        let latitude = min(max(middle.latitude, -75), 75)
        let size = [0.01, 1, 12][count(0...2)]
        let corners = count(3...60)
        func ring(_ size: Double) -> [Coordinate] {
            let angles = (0..<corners).map { 2 * Double.pi * Double($0) / Double(corners) }
            let ring = angles.map { angle in
                let reach = size * number(0.7, 1)
                // Sine and cosine of an angle by the half-angle of its tangent need no library.
                let (east, north) = Self.direction(angle)
                return Coordinate(
                    wrappingLongitude: middle.longitude + reach * east,
                    clampingLatitude: latitude + reach * north)
            }
            return ring + [ring[0]]
        }
        return Polygon(exterior: ring(size), interiors: count(0...2) == 0 ? [ring(size / 3)] : [])
    }

    private static func direction(_ angle: Double) -> (east: Double, north: Double) {
        let end = Geodesic.position(
            from: Coordinate(wrappingLongitude: 0, clampingLatitude: 90),
            azimuthDegrees: angle * 180 / .pi, distanceMetres: 1_000)
        let centred = EarthCentredPosition(end)
        return (centred.xMetres / 1_000, centred.yMetres / 1_000)
    }

    mutating func geometry() -> Geometry? {
        switch count(0...9) {
        case 0: return nil
        case 1: return .lineString([])
        case 2: return .lineString(line(1...40))
        case 3: return .multiLineString([line(0...10), line(1...10)])
        case 4: return .multiPoint(line(1...6))
        case 5: return .polygon(polygon())
        case 6: return .multiPolygon([polygon(), polygon()])
        case 7:
            return .collection([.point(position()), .polygon(polygon()), .lineString(line(2...4))])
        default: return .point(position())
        }
    }

    mutating func features(_ count: Int) -> [Feature] {
        (0..<count).map { _ in Feature(geometry: geometry()) }
    }
}
