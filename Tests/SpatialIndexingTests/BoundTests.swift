import Geodesy
import SimpleFeatures
import Testing

@testable import SpatialIndexing

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

@Suite struct BoundTests {
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

    /// The least squared chord from a position to an envelope, by its parts.
    private func leastSquaredChord(from query: Coordinate, to envelope: Envelope) -> Double {
        let bound = ChordBound(from: query)
        return envelope.parts.map {
            bound.leastSquaredChord(
                west: $0.west, south: $0.south, east: $0.east, north: $0.north)
        }.min() ?? .infinity
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `no point of an envelope is nearer than its lower bound`(seed: UInt64) throws {
        var scene = Scene(seed: seed)
        let envelope = try scene.envelope()
        for _ in 0..<50 {
            let query = scene.position()
            let bound = leastSquaredChord(from: query, to: envelope)
            let point = position(in: envelope, &scene)
            let metres = Geodesic.distanceMetres(from: query, to: point)
            #expect(
                bound <= Double(Reach(metres, on: .ellipsoid).outer),
                "seed \(seed), from \(query) to \(point) of \(envelope)")
        }
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `of one position the lower bound is the chord`(seed: UInt64) throws {
        var scene = Scene(seed: seed)
        for _ in 0..<50 {
            let (one, other) = (scene.position(), scene.position())
            let bound = leastSquaredChord(
                from: one,
                to: try Envelope(
                    west: other.longitude, south: other.latitude, east: other.longitude,
                    north: other.latitude))
            let (here, there) = (UnitNormal(one), UnitNormal(other))
            let gaps = [here.x - there.x, here.y - there.y, here.z - there.z]
            let chord = gaps.reduce(0) { $0 + $1 * $1 }
            // The normals are good to 2⁻⁵² each.
            #expect(
                abs(bound.squareRoot() - chord.squareRoot()) <= 1e-8 * chord.squareRoot() + 4e-15,
                "seed \(seed), from \(one) to \(other)")
        }
    }

    @Test(arguments: [1e-9, 1e-7, 1e-3, 1, 50])
    func `a box on either side is as far as its edge, also across the antimeridian`(
        gap: Double
    ) throws {
        for longitude in [-180, -179.5, 0, 130, 180] as [Double] {
            let query = Coordinate(wrappingLongitude: longitude, clampingLatitude: 0)
            for side in [-1, 1] as [Double] {
                let edge = Coordinate(
                    wrappingLongitude: longitude + side * gap, clampingLatitude: 0)
                let far = Coordinate(
                    wrappingLongitude: longitude + side * (gap + 20), clampingLatitude: 0)
                let box = try Envelope(
                    west: side > 0 ? edge.longitude : far.longitude, south: 0,
                    east: side > 0 ? far.longitude : edge.longitude, north: 0)
                let chord = 2 * sin(gap / 2 * .pi / 180)
                let bound = leastSquaredChord(from: query, to: box).squareRoot()
                // A difference of longitudes is good to 1e-15 of a radian, and so is that of the edge.
                #expect(abs(bound - chord) <= 1e-8 * chord + 2e-15, "\(longitude), \(side)")
            }
        }
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `the normals of an envelope's points lie in its box`(seed: UInt64) throws {
        var scene = Scene(seed: seed)
        let envelope = try scene.envelope()
        let box = NormalBox(envelope)
        for _ in 0..<50 {
            let normal = UnitNormal(position(in: envelope, &scene))
            for (axis, number) in [normal.x, normal.y, normal.z].enumerated() {
                #expect(
                    box.least[axis] <= number && number <= box.greatest[axis], "seed \(seed)")
            }
        }
    }

    @Test(arguments: EarthFigure.allCases, 0..<100 as Range<UInt64>)
    func `what lies within a distance lies within its reach`(figure: EarthFigure, seed: UInt64) {
        var scene = Scene(seed: seed)
        for _ in 0..<100 {
            let (one, other) = (scene.position(), scene.position())
            let metres = Ruler(from: one, on: figure).exactMetres(to: other)
            let (here, there) = (UnitNormal(one), UnitNormal(other))
            let gaps = [here.x - there.x, here.y - there.y, here.z - there.z]
            let chord = gaps.reduce(0) { $0 + $1 * $1 }
            #expect(chord <= Double(Reach(metres, on: figure).outer), "seed \(seed), \(metres) m")
            // What is nearer than the inner reach is within the distance.
            for share in [0.5, 0.98, 1 - 1e-9] where metres > 0 {
                #expect(
                    chord > Double(Reach(metres * share, on: figure).inner),
                    "seed \(seed), \(metres) m")
            }
        }
    }

    @Test func `no distance reaches nowhere, half the earth everywhere`() {
        for nothing in [-1, -Double.infinity, Double.nan] {
            #expect(Reach(nothing, on: .ellipsoid).outer < 0)
            #expect(Reach(nothing, on: .ellipsoid).inner < 0)
        }
        #expect(Reach(0, on: .ellipsoid).outer > 0)
        #expect(Reach(0, on: .ellipsoid).inner <= 0)
        #expect(Reach(.infinity, on: .ellipsoid).inner == .infinity)
        #expect(Reach(20_010_000, on: .ellipsoid).outer == .infinity)
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
        let box = try Envelope(west: 0, south: 0, east: 1, north: 89)
        let bound = leastSquaredChord(from: query, to: box)
        #expect(bound <= Double(Reach(3_280_000, on: .ellipsoid).outer))
        #expect(bound > 0)
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
}
