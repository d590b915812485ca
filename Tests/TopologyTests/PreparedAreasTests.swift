import SimpleFeatures
import Testing
import Topology

@Suite struct PreparedAreasTests {
    @Test(arguments: UInt64(0)..<40)
    func `areas cover what a count of edges says they cover`(seed: UInt64) throws {
        var random = SeededNumbers(seed: seed)
        let areas = (0..<8).map { _ in
            let centre = Shapes.position(
                .random(in: -68...(-62), using: &random), .random(in: -20...(-12), using: &random))
            return Geometry.polygon(
                Polygon(
                    exterior: Shapes.star(
                        around: centre, radius: 1...4, corners: 30, using: &random),
                    interiors: [
                        Shapes.star(
                            around: centre, radius: 0.1...0.4, corners: 12, using: &random)
                    ]))
        }
        let prepared = try PreparedAreas(areas)
        for _ in 0..<200 {
            let place = Shapes.position(
                .random(in: -73...(-57), using: &random), .random(in: -25...(-7), using: &random))
            let expected = areas.indices.filter { Shapes.covers(areas[$0], place) }
            #expect(try prepared.indices(covering: place) == expected, "seed \(seed): \(place)")
        }
    }

    @Test func `corners, edges and the border of a hole are border`() throws {
        let prepared = try PreparedAreas([Shapes.squareWithHole])
        let answers: [(Double, Double, PreparedAreas.Placement)] = [
            (0, 0, .border), (10, 3, .border), (4, 5, .border), (6, 6, .border),
            (5, 5, .outside), (2, 2, .inside), (10.000001, 3, .outside),
        ]
        for (longitude, latitude, placement) in answers {
            let place = Shapes.position(longitude, latitude)
            #expect(try prepared.placement(of: place, inArea: 0) == placement)
        }
    }

    @Test func `neighbours both cover their common border, in their order`() throws {
        let prepared = try PreparedAreas([
            Shapes.square(west: 0, south: 0, side: 1), Shapes.square(west: 1, south: 0, side: 1),
        ])
        #expect(try prepared.indices(covering: Shapes.position(1, 0.5)) == [0, 1])
        #expect(try prepared.indices(covering: Shapes.position(1.5, 0.5)) == [1])
    }

    @Test func `empty areas cover nothing`() throws {
        let prepared = try PreparedAreas([.polygon(Polygon(exterior: [])), .collection([])])
        #expect(prepared.count == 2)
        #expect(try prepared.indices(covering: Shapes.position(0, 0)).isEmpty)
        #expect(try PreparedAreas([]).indices(covering: Shapes.position(0, 0)).isEmpty)
    }

    @Test func `the antimeridian belongs to the areas on both sides`() throws {
        let prepared = try PreparedAreas([
            Shapes.square(west: 178, south: -18, side: 2),
            Shapes.square(west: -180, south: -18, side: 2),
        ])
        for longitude in [180.0, -180] {
            #expect(try prepared.indices(covering: Shapes.position(longitude, -17)) == [0, 1])
        }
    }

    @Test func `an area that is none is refused with its place`() {
        #expect(throws: TopologyError.self) {
            _ = try PreparedAreas([
                Shapes.squareWithHole, .lineString([Shapes.position(-68, -16)]),
            ])
        }
    }
}
