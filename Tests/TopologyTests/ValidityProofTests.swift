import SimpleFeatures
import Testing

@testable import Topology

/// The proof without GEOS beside what GEOS says.
@Suite struct ValidityProofTests {
    /// A ring around a centre, with corners anywhere between two distances from it.
    private static func star(
        around centre: (Double, Double), _ radius: ClosedRange<Double>, step: Double,
        using random: inout SeededNumbers
    ) -> [Coordinate] {
        let corners = Int.random(in: 3...40, using: &random)
        func settled(_ number: Double) -> Double {
            step == 0 ? number : (number / step).rounded() * step
        }
        return Shapes.ring(
            (0..<corners).map { corner in
                let way = Double(corner) / Double(corners) * 4
                let part = way - way.rounded(.down)
                let (x, y) = [
                    (1 - part, part), (-part, 1 - part), (part - 1, -part), (part, part - 1),
                ][Int(way)]
                let length = Double.random(in: radius, using: &random)
                return (settled(centre.0 + x * length), settled(centre.1 + y * length))
            })
    }

    /// Outer rings and holes that lie anywhere, near each other.
    private static func scene(
        step: Double, polygons: Int, using random: inout SeededNumbers
    ) -> [Polygon] {
        (0..<polygons).map { _ in
            let centre = (
                Double.random(in: -4...4, using: &random), Double.random(in: -4...4, using: &random)
            )
            let size = Double.random(in: 0.3...3, using: &random)
            return Polygon(
                exterior: star(around: centre, size * 0.6...size, step: step, using: &random),
                interiors: (0..<Int.random(in: 0...2, using: &random)).map { _ in
                    let middle = (
                        centre.0 + .random(in: -0.4...0.4, using: &random) * size,
                        centre.1 + .random(in: -0.4...0.4, using: &random) * size
                    )
                    return star(
                        around: middle, size * 0.05...size * 0.2, step: step, using: &random)
                })
        }
    }

    @Test(arguments: UInt64(0)..<40)
    func `what is proved GEOS finds valid, and of what GEOS finds valid most is proved`(
        seed: UInt64
    ) throws {
        var random = SeededNumbers(seed: seed)
        // On a lattice corners fall on corners and sides, and sides on sides.
        let step = [0, 0, 0.25, 0.05][Int(seed % 4)]
        var (valid, proved, invalid) = (0, 0, 0)
        for _ in 0..<150 {
            let polygons = Self.scene(
                step: step, polygons: Int.random(in: 1...4, using: &random), using: &random)
            let shape = Geometry.multiPolygon(polygons)
            let isProved = ValidityProof.holds(of: polygons)
            let isValid =
                try shape.structureProblem() == nil && shape.problemFoundByGEOS() == nil
            #expect(isValid || !isProved, "seed \(seed): \(polygons)")
            #expect(try shape.isValid() == isValid, "seed \(seed): \(polygons)")
            if isValid { valid += 1 } else { invalid += 1 }
            if isProved { proved += 1 }
        }
        #expect(valid > 5 && invalid > 5, "seed \(seed)")
        if step == 0 { #expect(proved == valid, "seed \(seed)") }
    }

    private static func proves(_ rings: [[(Double, Double)]]...) -> Bool {
        ValidityProof.holds(
            of: rings.map { polygon in
                let rings = polygon.map(Shapes.ring)
                return Polygon(exterior: rings[0], interiors: Array(rings.dropFirst()))
            })
    }

    private static func square(
        _ west: Double, _ south: Double, _ side: Double
    ) -> [(Double, Double)] {
        [(west, south), (west + side, south), (west + side, south + side), (west, south + side)]
    }

    @Test func `an island in a lake is proved, and one on land is not`() {
        #expect(
            Self.proves([Self.square(0, 0, 10), Self.square(2, 2, 6)], [Self.square(4, 4, 2)]))
        #expect(
            !Self.proves([Self.square(0, 0, 10), Self.square(2, 2, 1)], [Self.square(4, 4, 2)]))
        #expect(!Self.proves([Self.square(4, 4, 2)], [Self.square(0, 0, 10)]))
    }

    @Test func `holes outside and holes in holes are not proved`() {
        #expect(!Self.proves([Self.square(0, 0, 4), Self.square(6, 0, 1)]))
        #expect(
            !Self.proves([Self.square(0, 0, 10), Self.square(2, 2, 6), Self.square(4, 4, 2)]))
        // In the outer ring of the other polygon.
        #expect(
            !Self.proves(
                [Self.square(0, 0, 4)], [Self.square(10, 0, 4), Self.square(1, 1, 1)]))
    }

    @Test func `sides that run back over themselves are not proved, those that go on are`() {
        #expect(Self.proves([[(0, 0), (1, 0), (2, 0), (2, 1), (2, 2), (0, 2)]]))
        #expect(!Self.proves([[(0, 0), (2, 0), (1, 0), (1, 2)]]))
        #expect(!Self.proves([[(0, 0), (2, 2), (1, 1)]]))
        #expect(!Self.proves([[(0, 0), (1, 0), (1, 0), (1, 1)]]))
        // The first corner of the ring.
        #expect(!Self.proves([[(1, 0), (2, 0), (2, 1), (0, 0), (1.5, 0)]]))
    }

    @Test func `nothing is proved beyond the steps there are`() throws {
        // Combs across each other: each side meets the boxes of a quarter of all.
        let teeth = 400
        let comb: [(Double, Double)] =
            (0..<teeth).flatMap { tooth in
                let place = Double(tooth) / Double(teeth)
                return [(place, -place), (place + 10, 10 - place)]
            } + [(20, -20)]
        let shape = Geometry.polygon(Polygon(exterior: Shapes.ring(comb)))
        let isValid = try shape.problemFoundByGEOS() == nil
        #expect(try shape.isValid() == isValid)
        #expect(isValid || !ValidityProof.holds(of: shape.polygons))
    }

    @Test func `polygons without positions are valid`() throws {
        #expect(ValidityProof.holds(of: []))
        #expect(ValidityProof.holds(of: [Polygon(exterior: [])]))
        #expect(try Geometry.multiPolygon([]).isValid())
    }
}
