import Geodesy
import SimpleFeatures
import TestMaterial
import Testing

@Suite struct EarthCentredPositionTests {
    @Test func `the axes of WGS 84 are on the axes of the frame`() throws {
        let equator = EarthCentredPosition(try Coordinate(longitude: 90, latitude: 0))
        #expect(equator.yMetres == EarthCentredPosition.equatorialRadiusMetres)
        let pole = EarthCentredPosition(try Coordinate(longitude: 17, latitude: 90))
        #expect(pole.xMetres == 0)
        #expect(
            (pole.zMetres - EarthCentredPosition.polarRadiusMetres).magnitude < 1e-8)
        let east = EarthCentredPosition(try Coordinate(longitude: 180, latitude: 5))
        let west = EarthCentredPosition(try Coordinate(longitude: -180, latitude: 5))
        #expect(east.squaredChord(to: west) == 0)
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func `no two positions have a longer chord than their geodesic allows`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let start = Coordinate(
                wrappingLongitude: Double.random(in: -180...180, using: &random),
                clampingLatitude: Double.random(in: -95...95, using: &random))
            // From millimetres to antipodes, all magnitudes alike.
            let end = Geodesic.position(
                from: start, azimuthDegrees: Double.random(in: 0...360, using: &random),
                distanceMetres: 2.1e7 * Double.random(in: 0...1, using: &random).squareRoot()
                    * ([1, 1e-3, 1e-6, 1e-10].randomElement(using: &random) ?? 1))
            let metres = Geodesic.distanceMetres(from: start, to: end)
            let squaredChord = EarthCentredPosition(start).squaredChord(
                to: EarthCentredPosition(end))
            let greatest = EarthCentredPosition.greatestSquaredChord(withinMetres: metres)
            #expect(squaredChord <= greatest, "seed \(seed), from \(start) to \(end)")
        }
    }

    @Test func `the bound on chords is close`() {
        for metres in stride(from: 0.0, to: 1.9e7, by: 500_000) {
            let greatest = EarthCentredPosition.greatestSquaredChord(withinMetres: metres)
            #expect(greatest.squareRoot() <= metres + 2e-6)
        }
        // Around a pole the ellipsoid is flattest, and the bound all but reached.
        let pole = Coordinate(wrappingLongitude: 0, clampingLatitude: 90)
        for metres in [1_000.0, 100_000, 1_000_000] {
            let end = Geodesic.position(from: pole, azimuthDegrees: 0, distanceMetres: metres)
            let chord = EarthCentredPosition(pole).squaredChord(to: EarthCentredPosition(end))
            let greatest = EarthCentredPosition.greatestSquaredChord(withinMetres: metres)
            #expect(chord <= greatest)
            #expect(greatest.squareRoot() - chord.squareRoot() <= 2e-6 + metres * metres * 2e-11)
        }
        // A quarter of the earth away: within one per cent of the chord on a sphere.
        let quarter = EarthCentredPosition.greatestSquaredChord(withinMetres: 1.0e7)
        #expect(quarter.squareRoot() < 1.01 * 6_371_000 * 2.0.squareRoot())
        #expect(EarthCentredPosition.greatestSquaredChord(withinMetres: -1) < 0)
        #expect(EarthCentredPosition.greatestSquaredChord(withinMetres: .nan) < 0)
        #expect(
            EarthCentredPosition.greatestSquaredChord(withinMetres: .infinity)
                == .greatestFiniteMagnitude)
    }
}
