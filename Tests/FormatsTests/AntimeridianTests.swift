import SimpleFeatures
import TestMaterial
import Testing

@testable import Formats

@Suite struct AntimeridianTests {
    /// Twice the area of all parts in square degrees, holes taken off.
    private func doubledArea(_ geometry: Geometry) -> Double {
        geometry.polygons.flatMap(\.rings).reduce(0) { sum, ring in
            sum + Ring.doubledArea(ring.map { ($0.longitude, $0.latitude) })
        }
    }

    private func crosses(_ geometry: Geometry) -> Bool {
        let lines: [[Coordinate]]
        switch geometry {
        case .lineString(let line): lines = [line]
        case .multiLineString(let all): lines = all
        default: lines = geometry.polygons.flatMap(\.rings)
        }
        return lines.contains { line in
            zip(line, line.dropFirst()).contains {
                ($0.longitude - $1.longitude).magnitude > 180
            }
        }
    }

    @Test func `what does not cross is not touched`() {
        let ring = square(-180, -10, 0, 10)
        for shape in [
            Geometry.point(at(180, 0)), .multiPoint([at(179, 0), at(-179, 0)]),
            .lineString([at(-180, 0), at(180, 0)]), .lineString([at(-90, 0), at(90, 0)]),
            .polygon(Polygon(exterior: ring)), .polygon(Polygon(exterior: [])),
            .polygon(Polygon(exterior: square(-180, -90, 180, 90))),
        ] { #expect(shape.cutAtAntimeridian == shape) }
    }

    @Test func `a line is cut at the latitude where it crosses`() {
        #expect(
            Geometry.lineString([at(170, 0), at(-170, 10)]).cutAtAntimeridian
                == .multiLineString([[at(170, 0), at(180, 5)], [at(-180, 5), at(-170, 10)]]))
    }

    @Test func `a line that crosses back and forth has a piece for each side`() {
        let line = Geometry.lineString([at(178, 0), at(-178, 0), at(178, 4), at(-178, 4)])
        #expect(
            line.cutAtAntimeridian
                == .multiLineString([
                    [at(178, 0), at(180, 0)], [at(-180, 0), at(-178, 0), at(-180, 2)],
                    [at(180, 2), at(178, 4), at(180, 4)], [at(-180, 4), at(-178, 4)],
                ]))
    }

    @Test func `a line with a position on the antimeridian is not given empty pieces`() {
        #expect(
            Geometry.lineString([at(170, 0), at(180, 1), at(-170, 2)]).cutAtAntimeridian
                == .multiLineString([[at(170, 0), at(180, 1)], [at(-180, 1), at(-170, 2)]]))
        #expect(
            Geometry.lineString([at(180, 1), at(-170, 2), at(-160, 2)]).cutAtAntimeridian
                == .lineString([at(-180, 1), at(-170, 2), at(-160, 2)]))
    }

    @Test func `a bay open to the antimeridian leaves three pieces`() {
        // A C whose two arms reach over 180° from the west.
        let ring = [
            at(170, 0), at(-175, 0), at(-175, 2), at(175, 2), at(175, 8), at(-175, 8), at(-175, 10),
            at(170, 10), at(170, 0),
        ]
        let cut = Geometry.polygon(Polygon(exterior: ring)).asWritten
        #expect(cut.polygons.count == 3)
        #expect(!crosses(cut))
        #expect(doubledArea(cut) == 2 * (5 * 10 + 2 * 10 * 2))
    }

    @Test func `a hole over the antimeridian joins the outer rings of both sides`() {
        let shape = Polygon(
            exterior: square(170, 0, -170, 20),
            interiors: [square(175, 5, -175, 15), square(171, 1, 172, 2)])
        let cut = Geometry.polygon(shape).asWritten
        #expect(cut.polygons.count == 2)
        #expect(cut.polygons.map(\.interiors.count).sorted() == [0, 1])
        #expect(!crosses(cut))
        #expect(doubledArea(cut) == 2 * (20 * 20 - 10 * 10 - 1))
    }

    @Test func `a ring around a pole is closed over the pole`() {
        let ring = [at(-120, -70), at(0, -70), at(120, -70), at(-120, -70)]
        let cut = Geometry.polygon(Polygon(exterior: ring)).asWritten
        #expect(!crosses(cut))
        #expect((doubledArea(cut) - 2 * 360 * 20).magnitude < 1e-9)
        #expect(cut.envelope?.south == -90)
        #expect(cut.cutAtAntimeridian == cut)
    }

    @Test(arguments: 0..<300)
    func `cutting keeps the area and leaves no ring over the antimeridian`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        // A star around a centre near 180°: any radius at rising angles is a sound ring.
        let count = Int.random(in: 3...40, using: &random)
        let star = (0..<count).map { index -> (x: Double, y: Double) in
            let angle = 2 * Double.pi * (Double(index) + 0.5) / Double(count)
            let radius = Double.random(in: 5...60, using: &random)
            return (radius * Cosine.of(angle), radius * Cosine.of(angle - .pi / 2))
        }
        // Every other star has a corner right on the meridian.
        let centre =
            seed % 2 == 0 ? Double.random(in: 150...210, using: &random) : 180 - star[count / 3].x
        let corners = star.map { (x: centre + $0.x, y: $0.y) }
        let ring = (corners + corners.prefix(1)).map { at($0.x, $0.y) }
        let truth = Ring.doubledArea((corners + corners.prefix(1)))
        let cut = Geometry.polygon(Polygon(exterior: ring)).asWritten
        #expect(!crosses(cut), "seed \(seed)")
        #expect(cut.cutAtAntimeridian == cut, "seed \(seed)")
        #expect(
            (doubledArea(cut) - truth.magnitude).magnitude < 1e-6 * truth.magnitude, "seed \(seed)")
    }

    @Test(arguments: 0..<300)
    func `rings of any kind are cut or left, without a crash`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        func ring() -> [Coordinate] {
            (0..<Int.random(in: 0...9, using: &random)).map { _ in
                at(
                    Double(Int.random(in: -4...4, using: &random) * 45),
                    Double(Int.random(in: -2...2, using: &random) * 45))
            }
        }
        let shape = Geometry.collection([
            .polygon(Polygon(exterior: ring(), interiors: [ring(), ring()])), .lineString(ring()),
            .multiLineString([ring(), ring()]), .multiPolygon([Polygon(exterior: ring())]),
        ])
        #expect(shape.asWritten.positions.isEmpty == shape.positions.isEmpty, "seed \(seed)")
    }
}

/// The cosine by its series, so that the test needs no other library.
private enum Cosine {
    static func of(_ angle: Double) -> Double {
        let turned = angle.remainder(dividingBy: 2 * .pi)
        var term = 1.0
        var sum = 1.0
        for step in stride(from: 1.0, to: 40, by: 2) {
            term *= -turned * turned / (step * (step + 1))
            sum += term
        }
        return sum
    }
}
