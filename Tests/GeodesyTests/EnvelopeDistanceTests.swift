import Geodesy
import SimpleFeatures
import TestMaterial
import Testing

@Suite struct EnvelopeDistanceTests {
    private func anyPosition(_ random: inout SeededGenerator) -> Coordinate {
        Coordinate(
            wrappingLongitude: Double.random(in: -180...180, using: &random),
            clampingLatitude: Double.random(in: -92...92, using: &random))
    }

    /// A box anywhere, of any size, that may cross the antimeridian or reach a pole.
    private func anyEnvelope(_ random: inout SeededGenerator) throws -> Envelope {
        let latitudes = [
            anyPosition(&random).latitude, anyPosition(&random).latitude,
        ].sorted()
        let west = Double.random(in: -180...180, using: &random)
        let width = Double.random(in: 0...1, using: &random)
        let east = Coordinate(
            wrappingLongitude: west + 359 * width * width * width, clampingLatitude: 0
        ).longitude
        let share = Double.random(in: 0...1, using: &random)
        return try Envelope(
            west: west, south: latitudes[0], east: east,
            north: latitudes[0] + (latitudes[1] - latitudes[0]) * share)
    }

    /// Positions in the box: a grid of shares of its width and height, edges included.
    private func grid(_ envelope: Envelope, steps: Int) -> [Coordinate] {
        let width = envelope.east - envelope.west + (envelope.crossesAntimeridian ? 360 : 0)
        let height = envelope.north - envelope.south
        return (0...steps).flatMap { column in
            (0...steps).map { row in
                Coordinate(
                    wrappingLongitude: envelope.west + width * Double(column) / Double(steps),
                    clampingLatitude: envelope.south + height * Double(row) / Double(steps))
            }
        }.filter(envelope.contains)
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `no point of an envelope is nearer than its distance`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let envelope = try anyEnvelope(&random)
        let position = anyPosition(&random)
        let metres = Geodesic.distanceMetres(from: position, to: envelope)
        for point in grid(envelope, steps: 20) {
            let other = Geodesic.distanceMetres(from: position, to: point)
            #expect(other >= metres - 2e-6, "seed \(seed), point \(point) of \(envelope)")
        }
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `some point of an envelope is as near as its distance`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let envelope = try anyEnvelope(&random)
        let position = anyPosition(&random)
        let metres = Geodesic.distanceMetres(from: position, to: envelope)
        // The nearest point lies on the meridian of the box that is closest in longitude.
        let longitudes =
            envelope.contains(
                Coordinate(
                    wrappingLongitude: position.longitude, clampingLatitude: envelope.south))
            ? [position.longitude] : [envelope.west, envelope.east]
        let steps = 4000
        let step = (envelope.north - envelope.south) / Double(steps)
        let nearest = longitudes.flatMap { longitude in
            (0...steps).map { row in
                Geodesic.distanceMetres(
                    from: position,
                    to: Coordinate(
                        wrappingLongitude: longitude,
                        clampingLatitude: min(
                            envelope.south + step * Double(row), envelope.north)))
            }
        }.min()
        let found = try #require(nearest)
        #expect((found - metres) <= step * 111_695 / 2 + 1e-6, "seed \(seed)")
        #expect(found >= metres - 2e-6, "seed \(seed)")
    }

    @Test func `over the pole is nearer than along the latitudes`() throws {
        // Clamping longitude and latitude apart gives 0 E 60 N, 4,169 km away, for this box.
        let position = try Coordinate(longitude: -80, latitude: 60)
        let box = try Envelope(west: 0, south: 0, east: 1, north: 89)
        let clamped = try Coordinate(longitude: 0, latitude: 60)
        let metres = Geodesic.distanceMetres(from: position, to: box)
        #expect(Geodesic.distanceMetres(from: position, to: clamped) > 4_150_000)
        #expect(metres < 3_300_000)
    }

    @Test func `inside and on the edge of a box the distance is zero`() throws {
        let box = try Envelope(west: 170, south: -20, east: -170, north: -10)
        for longitude in [170.0, 175, 180, -180, -175, -170] {
            for latitude in [-20.0, -15, -10] {
                let position = try Coordinate(longitude: longitude, latitude: latitude)
                #expect(Geodesic.distanceMetres(from: position, to: box) == 0)
            }
        }
    }

    @Test func `a box up to one name of the antimeridian holds its other name`() throws {
        let toEast = try Envelope(west: 170, south: -80, east: 180, north: 80)
        let toWest = try Envelope(west: -180, south: -80, east: -170, north: 80)
        var random = SeededGenerator(seed: 11)
        for _ in 0..<500 {
            let latitude = Double.random(in: -80...80, using: &random)
            let east = try Coordinate(longitude: 180, latitude: latitude)
            let west = try Coordinate(longitude: -180, latitude: latitude)
            #expect(Geodesic.distanceMetres(from: west, to: toEast) == 0, "latitude \(latitude)")
            #expect(Geodesic.distanceMetres(from: east, to: toWest) == 0, "latitude \(latitude)")
        }
    }

    @Test func `the box of one position is as far as the position`() {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<200 {
            let (here, there) = (anyPosition(&random), anyPosition(&random))
            #expect(
                Geodesic.distanceMetres(from: here, to: Envelope(there))
                    == Geodesic.distanceMetres(from: here, to: there))
        }
    }
}
