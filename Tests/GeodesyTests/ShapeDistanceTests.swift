import Geodesy
import SimpleFeatures
import Testing

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

@Suite struct ShapeDistanceTests {
    private static func ring(_ numbers: [(Double, Double)]) -> [Coordinate] {
        numbers.map { ShapeScene.at($0.0, $0.1) }
    }

    private static func box(_ west: Double, _ south: Double, _ east: Double, _ north: Double)
        -> [Coordinate]
    {
        ring([(west, south), (east, south), (east, north), (west, north), (west, south)])
    }

    private static func metres(_ shape: Geometry, _ longitude: Double, _ latitude: Double)
        -> Double
    {
        Geodesic.distanceMetres(from: ShapeScene.at(longitude, latitude), to: shape)
    }

    @Test func `inside is distance zero and a hole is outside`() throws {
        let shape = Geometry.polygon(
            Polygon(
                exterior: Self.box(-70, -20, -60, -10), interiors: [Self.box(-66, -16, -64, -14)]))
        #expect(Self.metres(shape, -68, -15) == 0)
        let inHole = try #require(Geodesic.nearest(on: shape, to: ShapeScene.at(-64.5, -15)))
        // A geodesic that leaves a meridian at a right angle comes from a little nearer the pole.
        #expect(inHole.position.longitude == -64)
        #expect((inHole.position.latitude + 15).magnitude < 0.001)
        #expect(inHole.line.distanceMetres > 50_000)
        #expect(Self.metres(shape, -59, -15) > 100_000)
    }

    @Test func `just outside a border along a parallel is just that far`() {
        // A geodesic from corner to corner would leave the parallel by kilometres.
        let shape = Geometry.polygon(Polygon(exterior: Self.box(-120, 40, -100, 49)))
        #expect(Self.metres(shape, -110, 48.9999999) == 0)
        let outside = Self.metres(shape, -110, 49.0000001)
        #expect(outside > 0.011 && outside < 0.0112)
    }

    @Test func `an area over the antimeridian holds what lies in it, cut or not`() {
        let whole = Geometry.polygon(Polygon(exterior: Self.box(177, -19, -178, -15)))
        let cut = Geometry.multiPolygon([
            Polygon(exterior: Self.box(177, -19, 180, -15)),
            Polygon(exterior: Self.box(-180, -19, -178, -15)),
        ])
        for shape in [whole, cut] {
            #expect(Self.metres(shape, 179, -17) == 0)
            #expect(Self.metres(shape, -179, -17) == 0)
            #expect(Self.metres(shape, 180, -17) == 0)
            #expect(Self.metres(shape, -180, -17) == 0)
            #expect(Self.metres(shape, 0, -17) > 10_000_000)
            #expect(Self.metres(shape, -177, -17) < 107_000)
        }
    }

    @Test func `a ring around a pole holds the pole`() {
        let north = Self.ring([(0, 70), (90, 70), (180, 70), (-90, 70), (0, 70)])
        let south = Self.ring([(0, -70), (90, -70), (180, -70), (-90, -70), (0, -70)])
        let shape = Geometry.polygon(Polygon(exterior: north))
        #expect(Self.metres(shape, 12, 90) == 0)
        #expect(Self.metres(shape, -135, 71) == 0)
        #expect(Self.metres(shape, -135, 69) > 111_000)
        let other = Geometry.polygon(Polygon(exterior: south))
        #expect(Self.metres(other, 12, -90) == 0)
        #expect(Self.metres(other, -135, -71) == 0)
        #expect(Self.metres(other, -135, 0) > 7_000_000)
        // As layers write it: down to the pole and along it.
        let written = Geometry.polygon(Polygon(exterior: Self.box(-180, -90, 180, -70)))
        #expect(Self.metres(written, 12, -90) == 0)
        #expect(Self.metres(written, 180, -80) == 0)
        #expect(Self.metres(written, 12, -69) > 111_000)
    }

    @Test func `an empty shape is infinitely far`() {
        for shape in [
            Geometry.lineString([]), .polygon(Polygon(exterior: [])), .multiPoint([]),
            .multiPolygon([]), .collection([]),
        ] {
            #expect(Geodesic.nearest(on: shape, to: ShapeScene.at(0, 0)) == nil)
            #expect(Self.metres(shape, 0, 0) == .infinity)
        }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `a line is as near as the nearest of its sides`(seed: UInt64) throws {
        var scene = ShapeScene(seed: seed)
        for round in 0..<50 {
            var line = [scene.position()]
            for _ in 0..<scene.choice(40) {
                line.append(
                    scene.choice(5) == 0
                        ? scene.position() : scene.position(around: line[line.count - 1]))
            }
            let position = scene.choice(2) == 0 ? scene.position() : scene.position(around: line[0])
            let found = try #require(Geodesic.nearest(on: .lineString(line), to: position))
            let sides = zip(line, line.dropFirst()).map { StraightSegment(from: $0, to: $1) }
            let least =
                sides.map { $0.nearest(to: position).line.distanceMetres }.min()
                ?? Geodesic.distanceMetres(from: position, to: line[0])
            let tolerance = least < 17_970_000 ? 2.1e-6 : 20
            #expect(
                (found.line.distanceMetres - least).magnitude <= tolerance,
                "seed \(seed), round \(round)")
        }
    }

    /// Counts the sides that the parallel through a position meets east of it: another rule than
    /// that of the enclosure, which goes along the meridian.
    private static func holds(_ ring: [Coordinate], _ position: Coordinate) -> Bool {
        zip(ring, ring.dropFirst()).reduce(into: false) { inside, side in
            let (start, end) = side
            guard (start.latitude <= position.latitude) != (end.latitude <= position.latitude)
            else { return }
            let share = (position.latitude - start.latitude) / (end.latitude - start.latitude)
            if start.longitude + share * (end.longitude - start.longitude) > position.longitude {
                inside.toggle()
            }
        }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `an area holds what the rule of odd crossings says`(seed: UInt64) throws {
        var scene = ShapeScene(seed: seed)
        // A star of many corners: its runs overlap in longitude and latitude.
        let corners = 3 + scene.choice(900)
        var ring = (0..<corners).map { corner in
            let angle = 2 * Double.pi * Double(corner) / Double(corners)
            let reach = scene.number(1, 40)
            return ShapeScene.at(reach * sin(angle) * 2, reach * cos(angle))
        }
        ring.append(ring[0])
        let enclosure = try #require(Enclosure(Polygon(exterior: ring)))
        // The same area moved over the antimeridian.
        let moved = try #require(
            Enclosure(
                Polygon(
                    exterior: ring.map { ShapeScene.at($0.longitude + 180, $0.latitude) })))
        for _ in 0..<200 {
            let position = ShapeScene.at(scene.number(-90, 90), scene.number(-45, 45))
            let expected = Self.holds(ring, position)
            #expect(enclosure.contains(position) == expected, "seed \(seed), \(position)")
            let there = ShapeScene.at(position.longitude + 180, position.latitude)
            #expect(moved.contains(there) == expected, "seed \(seed), \(there)")
            if expected {
                #expect(enclosure.envelope.contains(position), "seed \(seed), \(position)")
                #expect(moved.envelope.contains(there), "seed \(seed), \(there)")
            }
        }
    }
}
