import SimpleFeatures
import Testing
import Topology

@Suite struct OutlineTests {
    @Test func `the nearest position of a square is the foot on its nearest side`() throws {
        let square = Shapes.square(west: -66, south: -18, side: 1)
        let foot = square.outlinePosition(nearestTo: Shapes.position(-64.5, -17.25))
        #expect(foot == Shapes.position(-65, -17.25))
        let corner = square.outlinePosition(nearestTo: Shapes.position(-64, -16))
        #expect(corner == Shapes.position(-65, -17))
        let within = square.outlinePosition(nearestTo: Shapes.position(-65.9, -17.5))
        #expect(within == Shapes.position(-66, -17.5))
    }

    @Test func `a degree of longitude counts as long as it is`() {
        // At 60° N a degree of longitude is half as long as one of latitude, so the eastern edge,
        // 1.5 degrees away, is nearer than the southern one, 1 degree away.
        let shape = Geometry.multiLineString([
            [Shapes.position(11.5, 50), Shapes.position(11.5, 70)],
            [Shapes.position(0, 59), Shapes.position(11, 59)],
        ])
        let found = shape.outlinePosition(nearestTo: Shapes.position(10, 60))
        #expect(found == Shapes.position(11.5, 60))
    }

    @Test func `the antimeridian is no edge`() {
        let fiji = Shapes.square(west: 178, south: -18, side: 1.5)
        let found = fiji.outlinePosition(nearestTo: Shapes.position(-179.9, -17))
        #expect(found == Shapes.position(179.5, -17))
        let wide = Geometry.lineString([Shapes.position(-170, 0), Shapes.position(170, 0)])
        let end = wide.outlinePosition(nearestTo: Shapes.position(175, 0))
        #expect(end == Shapes.position(170, 0))
        let behind = wide.outlinePosition(nearestTo: Shapes.position(-176, 0))
        #expect(behind == Shapes.position(-170, 0))
    }

    @Test func `an empty shape has no outline, a point is its own`() {
        let place = Shapes.position(1, 1)
        #expect(Geometry.collection([]).outlinePosition(nearestTo: place) == nil)
        #expect(Geometry.polygon(Polygon(exterior: [])).outlinePosition(nearestTo: place) == nil)
        #expect(Geometry.point(place).outlinePosition(nearestTo: Shapes.position(9, 9)) == place)
    }

    @Test(arguments: UInt64(0)..<40)
    func `no step along the outline comes nearer`(seed: UInt64) throws {
        var random = SeededNumbers(seed: seed)
        let centre = Shapes.position(
            .random(in: -180...180, using: &random), .random(in: -60...60, using: &random))
        let ring = Shapes.star(around: centre, radius: 0.5...2, corners: 20, using: &random)
        let place = Shapes.position(
            centre.longitude + .random(in: -3...3, using: &random),
            centre.latitude + .random(in: -3...3, using: &random))
        // Corners across the antimeridian wrap, and an edge between them would span the earth.
        guard
            !zip(ring, ring.dropFirst()).contains(where: { start, end in
                (start.longitude - end.longitude).magnitude > 180
            })
        else { return }
        let found = try #require(
            Geometry.lineString(ring).outlinePosition(nearestTo: place))
        func squared(_ other: Coordinate) -> Double {
            var east = (other.longitude - place.longitude).magnitude
            if east > 180 { east = 360 - east }
            let shrink = LatitudeScale.shrink(at: place.latitude)
            let (x, y) = (east * shrink, other.latitude - place.latitude)
            return x * x + y * y
        }
        for (start, end) in zip(ring, ring.dropFirst()) {
            for step in 0...50 {
                let share = Double(step) / 50
                let stepped = Shapes.position(
                    start.longitude + share * (end.longitude - start.longitude),
                    start.latitude + share * (end.latitude - start.latitude))
                #expect(squared(stepped) >= squared(found) - 1e-12, "seed \(seed)")
            }
        }
    }
}

/// The cosine of a latitude by its series, so that the oracle shares no code with the answer.
private enum LatitudeScale {
    static func shrink(at latitude: Double) -> Double {
        let angle = latitude * .pi / 180
        var (term, sum) = (1.0, 1.0)
        for step in 1...12 {
            term *= -angle * angle / Double((2 * step - 1) * (2 * step))
            sum += term
        }
        return sum
    }
}
