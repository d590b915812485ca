import Geodesy
import SimpleFeatures
import TestMaterial
import Testing

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

@Suite struct RulerTests {
    /// Positions all over the earth, every third near a pole, every fifth on the antimeridian.
    private func position(_ random: inout SeededGenerator) -> Coordinate {
        let longitude = Double.random(in: -180...180, using: &random)
        let latitude = asin(Double.random(in: -1...1, using: &random)) * 180 / .pi
        switch Int.random(in: 0..<15, using: &random) {
        case 0..<5:
            return Coordinate(
                wrappingLongitude: longitude,
                clampingLatitude: (90 - Double.random(in: 0...1.5, using: &random))
                    * (latitude < 0 ? -1 : 1))
        case 5..<8: return Coordinate(wrappingLongitude: 180, clampingLatitude: latitude)
        default: return Coordinate(wrappingLongitude: longitude, clampingLatitude: latitude)
        }
    }

    @Test(arguments: [0.001, 1, 100, 5e3, 30e3, 70e3, 99.9e3, 100.1e3, 3e6, 2e7])
    func `a distance by the chord is GeographicLib's`(most: Double) {
        var random = SeededGenerator(seed: UInt64(most * 1000))
        for _ in 0..<10_000 {
            let start = position(&random)
            let ruler = Ruler(from: start)
            let end = Geodesic.position(
                from: start, azimuthDegrees: Double.random(in: 0...360, using: &random),
                distanceMetres: most * Double.random(in: 0.3...1, using: &random))
            let (found, expected) = (ruler.metres(to: end), ruler.exactMetres(to: end))
            // 30 nanometres for the chord, 15 for GeographicLib.
            #expect((found - expected).magnitude <= 4.5e-8, "\(start) to \(end)")
        }
    }

    @Test func `a position is no distance from itself, whatever its meridian is called`() {
        var random = SeededGenerator(seed: 5)
        for _ in 0..<1000 {
            let place = position(&random)
            #expect(Ruler(from: place).metres(to: place) == 0)
            #expect(Ruler(from: place, on: .sphere).metres(to: place) == 0)
        }
        let west = Coordinate(wrappingLongitude: -180, clampingLatitude: 12)
        let east = Coordinate(wrappingLongitude: 180, clampingLatitude: 12)
        #expect(Ruler(from: west).metres(to: east) == 0)
        let pole = Coordinate(wrappingLongitude: 10, clampingLatitude: 90)
        let samePole = Coordinate(wrappingLongitude: 170, clampingLatitude: 90)
        #expect(Ruler(from: pole).metres(to: samePole) < 1e-8)
    }

    @Test func `on the sphere a distance is the great circle's`() throws {
        var random = SeededGenerator(seed: 9)
        for _ in 0..<10_000 {
            let (one, other) = (position(&random), position(&random))
            // By the vectors' product and dot, which is good at any angle.
            func vector(_ position: Coordinate) -> (Double, Double, Double) {
                let (lon, lat) = (position.longitude * .pi / 180, position.latitude * .pi / 180)
                return (cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat))
            }
            let (a, b) = (vector(one), vector(other))
            let cross = (
                a.1 * b.2 - a.2 * b.1, a.2 * b.0 - a.0 * b.2, a.0 * b.1 - a.1 * b.0
            )
            let sine = (cross.0 * cross.0 + cross.1 * cross.1 + cross.2 * cross.2).squareRoot()
            let angle = atan2(sine, a.0 * b.0 + a.1 * b.1 + a.2 * b.2)
            let expected = angle * EarthFigure.meanRadiusMetres
            let found = Ruler(from: one, on: .sphere).metres(to: other)
            #expect((found - expected).magnitude < 1e-7, "\(one) to \(other)")
        }
        let quito = try Coordinate(longitude: -78.5, latitude: -0.2)
        let antipode = try Coordinate(longitude: 101.5, latitude: 0.2)
        #expect(
            (Ruler(from: quito, on: .sphere).metres(to: antipode)
                - .pi * EarthFigure.meanRadiusMetres).magnitude < 1e-6)
    }

    @Test func `a distance lies between the radii of curvature times the angle`() {
        var random = SeededGenerator(seed: 11)
        let radii = EarthFigure.ellipsoid.curvatureRadiiMetres
        for _ in 0..<10_000 {
            let (one, other) = (position(&random), position(&random))
            let angle =
                Ruler(from: one, on: .sphere).metres(to: other) / EarthFigure.meanRadiusMetres
            let metres = Ruler(from: one).exactMetres(to: other)
            #expect(radii.least * angle <= metres + 1e-6, "\(one) to \(other)")
            #expect(metres <= radii.greatest * angle + 1e-6, "\(one) to \(other)")
        }
    }
}
