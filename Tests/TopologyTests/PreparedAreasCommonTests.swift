import SimpleFeatures
import Testing
import Topology

@Suite struct PreparedAreasCommonTests {
    private static func line(_ positions: (Double, Double)...) -> Geometry {
        .lineString(positions.map { Shapes.position($0.0, $0.1) })
    }

    @Test func `a line has all, a part or nothing in common with an area`() throws {
        let prepared = try PreparedAreas([Shapes.square(west: 0, south: 0, side: 4)])
        #expect(try prepared.common(with: Self.line((1, 1), (3, 2)), area: 0) == .all)
        #expect(try prepared.common(with: Self.line((5, 1), (7, 2)), area: 0) == .nothing)
        #expect(
            try prepared.common(with: Self.line((2, 1), (8, 1)), area: 0)
                == .part(Self.line((2, 1), (4, 1))))
        // The border counts as the area's.
        #expect(try prepared.common(with: Self.line((4, 1), (4, 3)), area: 0) == .all)
    }

    @Test func `an area has a part in common with one that it overlaps`() throws {
        let prepared = try PreparedAreas([Shapes.square(west: 0, south: 0, side: 4)])
        let shape = Shapes.square(west: 3, south: 0, side: 4)
        guard case .part(let part) = try prepared.common(with: shape, area: 0) else {
            Issue.record("no part")
            return
        }
        #expect(part.envelope == Envelope([Shapes.position(3, 0), Shapes.position(4, 4)]))
        #expect(
            try prepared.common(with: Shapes.square(west: 1, south: 1, side: 1), area: 0) == .all)
    }
}
