import Geodesy
import SimpleFeatures
import Testing

@testable import SpatialIndexing

@Suite struct BoundTests {
    /// The square of the distance from a position to a box in space.
    private func squaredDistance(
        from position: EarthCentredPosition, to box: EarthCentredBox
    ) -> Double {
        let x = max(box.minimumX - position.xMetres, 0, position.xMetres - box.maximumX)
        let y = max(box.minimumY - position.yMetres, 0, position.yMetres - box.maximumY)
        let z = max(box.minimumZ - position.zMetres, 0, position.zMetres - box.maximumZ)
        return x * x + y * y + z * z
    }

    /// A position in an envelope, on an edge or corner every other time.
    private func position(in envelope: Envelope, _ scene: inout Scene) -> Coordinate {
        let width = envelope.east - envelope.west + (envelope.crossesAntimeridian ? 360 : 0)
        let shares = [0, 1, scene.number(in: 0...1), scene.number(in: 0...1)]
        let across = shares[scene.count(in: 0...3)]
        let up = shares[scene.count(in: 0...3)]
        return Coordinate(
            wrappingLongitude: envelope.west + width * across,
            clampingLatitude: envelope.south + (envelope.north - envelope.south) * up)
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `no point of an envelope is nearer than its lower bound`(seed: UInt64) throws {
        var scene = Scene(seed: seed)
        let envelope = try scene.envelope()
        let box = EarthCentredBox(envelope)
        for _ in 0..<50 {
            let query = scene.position()
            let bound = squaredDistance(from: EarthCentredPosition(query), to: box)
            let point = position(in: envelope, &scene)
            let metres = Geodesic.distanceMetres(from: query, to: point)
            #expect(
                bound <= EarthCentredPosition.greatestSquaredChord(withinMetres: metres),
                "seed \(seed), from \(query) to \(point) of \(envelope)")
        }
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func `the single-precision bound of a block is below the distance of what it holds`(
        seed: UInt64
    ) throws {
        var scene = Scene(seed: seed)
        let entries = Entries(scene.positions(40), in: Array(0..<40))
        let level = Level(entries.leafBoxes(of: 3))
        #expect(level.spaces.count == 1)
        for _ in 0..<20 {
            let query = EarthCentredPosition(scene.position())
            let bounds = level.spaces[0].leastSquaredDistances(from: SpaceProbe(query))
            for slot in 0..<40 {
                let exact = entries.squaredDistance(from: query, toSlot: slot)
                #expect(Double(bounds[slot / 3]) <= exact, "seed \(seed), slot \(slot)")
            }
            #expect(bounds[14] == .infinity && bounds[15] == .infinity)
        }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `single precision is rounded to the side that was asked for`(seed: UInt64) {
        var scene = Scene(seed: seed)
        for scale in [1e-3, 1, 180, 6.4e6] {
            let number = scene.number(in: -scale...scale)
            let (below, above) = (Float(roundingDown: number), Float(roundingUp: number))
            #expect(Double(below) <= number && number <= Double(above), "seed \(seed), \(number)")
            #expect(below.nextUp >= above, "seed \(seed), \(number)")
        }
        #expect(Float(roundingDown: 0.5) == 0.5 && Float(roundingUp: 0.5) == 0.5)
    }

    @Test func `over the pole is nearer than clamping longitude and latitude says`() throws {
        // From 80 W 60 N to the box 0-1 E, 0-89 N: clamping says 4,169 km.
        let query = try Coordinate(longitude: -80, latitude: 60)
        let box = EarthCentredBox(try Envelope(west: 0, south: 0, east: 1, north: 89))
        let bound = squaredDistance(from: EarthCentredPosition(query), to: box).squareRoot()
        #expect(bound < 3_280_000)
        #expect(bound > 2_000_000)
    }

    @Test func `neighbours on the curve are neighbours on the map`() {
        // Every cell of a coarse grid once; a step on the curve is a step to an adjacent cell.
        let side = 16
        let cells = (0..<side * side).map { (column: $0 % side, row: $0 / side) }
        func key(_ cell: (column: Int, row: Int)) -> UInt32 {
            HilbertKey.key(
                longitude: -180 + 360 * (Double(cell.column) + 0.5) / Double(side),
                latitude: -90 + 180 * (Double(cell.row) + 0.5) / Double(side))
        }
        let path = cells.sorted { key($0) < key($1) }
        for (one, next) in zip(path, path.dropFirst()) {
            #expect(abs(one.column - next.column) + abs(one.row - next.row) == 1)
        }
        #expect(HilbertKey.key(longitude: 180, latitude: 90) != 0)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `sorting by digits is sorting`(seed: UInt64) {
        var scene = Scene(seed: seed)
        let numbers = (0..<scene.count(in: 0...3000)).map { _ in scene.count(in: 0...100_000) }
        var sorted = numbers
        radixSort(&sorted, by: 0..<17)
        #expect(sorted == numbers.sorted(), "seed \(seed)")
    }
}
