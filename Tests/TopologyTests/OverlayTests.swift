import SimpleFeatures
import Testing
import Topology

@Suite struct OverlayTests {
    static var west: Geometry { Shapes.square(west: 0, south: 0, side: 1) }
    static var east: Geometry { Shapes.square(west: 1, south: 0, side: 1) }

    @Test func `two squares with a border in common become one shape without it`() throws {
        let joined = try Geometry.union(of: [Self.west, Self.east])
        #expect(joined.polygons.count == 1)
        #expect(Shapes.area(of: joined) == 2)
        #expect(try joined.isValid())
    }

    @Test func `squares that touch in a corner stay two polygons`() throws {
        let corner = Shapes.square(west: 1, south: 1, side: 1)
        let joined = try Geometry.union(of: [Self.west, corner])
        #expect(joined.polygons.count == 2)
        #expect(try joined.isValid())
    }

    @Test func `a position inside is found in what is hollow, in two parts and in a line`() throws {
        let square = Shapes.square(west: 0, south: 0, side: 10)
        let ring = try square.difference(from: Shapes.square(west: 1, south: 1, side: 8))
        let parts = try Geometry.union(of: [Self.west, Shapes.square(west: 5, south: 5, side: 1)])
        for shape in [ring, parts] {
            let position = try #require(try shape.interiorPosition())
            #expect(try PreparedAreas([shape]).placement(of: position, inArea: 0) == .inside)
        }
        let line = Geometry.lineString([(0.0, 0.0), (1, 0), (2, 1)].map(Shapes.position))
        #expect(try line.positions.contains(#require(try line.interiorPosition())))
        #expect(try Geometry.collection([]).interiorPosition() == nil)
    }

    @Test func `the union of nothing is empty`() throws {
        #expect(try Geometry.union(of: []).positions.isEmpty)
        #expect(try Geometry.union(of: [.collection([])]).positions.isEmpty)
    }

    @Test func `a hole outlives a union, and a plug fills it`() throws {
        let far = Shapes.square(west: 20, south: 0, side: 1)
        let apart = try Geometry.union(of: [Shapes.squareWithHole, far])
        #expect(Shapes.area(of: apart) == 97)
        let plug = Shapes.square(west: 4, south: 4, side: 2)
        let filled = try Geometry.union(of: [Shapes.squareWithHole, plug])
        #expect(Shapes.area(of: filled) == 100)
        #expect(filled.polygons.flatMap(\.interiors).isEmpty)
    }

    @Test func `neighbours have a line in common, shapes apart have nothing`() throws {
        let border = try Self.west.intersection(with: Self.east)
        #expect(border.kindName == "LineString")
        #expect(Set(border.positions) == [Shapes.position(1, 0), Shapes.position(1, 1)])
        let far = Shapes.square(west: 20, south: 0, side: 1)
        #expect(try Self.west.intersection(with: far).positions.isEmpty)
        #expect(try Self.west.intersection(with: .polygon(Polygon(exterior: []))).positions.isEmpty)
    }

    @Test func `what a shape has alone is the shape less what both have`() throws {
        let shifted = Shapes.square(west: 0.5, south: 0, side: 1)
        let both = try Self.west.intersection(with: shifted)
        let alone = try Self.west.difference(from: shifted)
        #expect(Shapes.area(of: both) == 0.5)
        #expect(Shapes.area(of: alone) == 0.5)
        #expect(try Self.west.difference(from: Self.west).positions.isEmpty)
    }

    @Test(arguments: UInt64(0)..<40)
    func `areas of the parts of two shapes add up`(seed: UInt64) throws {
        var random = SeededNumbers(seed: seed)
        let shapes = (0..<2).map { _ in
            Geometry.polygon(
                Polygon(
                    exterior: Shapes.star(
                        around: Shapes.position(
                            .random(in: -66...(-64), using: &random),
                            .random(in: -18...(-16), using: &random)),
                        radius: 0.5...3, corners: 24, using: &random)))
        }
        let both = Shapes.area(of: try shapes[0].intersection(with: shapes[1]))
        let first = Shapes.area(of: try shapes[0].difference(from: shapes[1]))
        let second = Shapes.area(of: try shapes[1].difference(from: shapes[0]))
        let all = Shapes.area(of: try Geometry.union(of: shapes))
        #expect((both + first + second - all).magnitude < 1e-9, "seed \(seed)")
        #expect((both + first - Shapes.area(of: shapes[0])).magnitude < 1e-9, "seed \(seed)")
    }

    @Test func `a failure names the function and says what GEOS said`() throws {
        // Two members that overlap: the set is not valid, and its edges contradict each other.
        let overlapping = Geometry.multiPolygon(
            Shapes.square(west: 0, south: 0, side: 2).polygons
                + Shapes.square(west: 1, south: 1, side: 2).polygons)
        do {
            let answer = try overlapping.intersection(with: Shapes.bowTie)
            Issue.record("GEOS answered \(answer)")
        } catch {
            #expect(error.description.hasPrefix("GEOSIntersection_r: TopologyException: "))
        }
    }

    @Test func `simplifying drops the corners on a straight edge and keeps the shape`() throws {
        let corners = Shapes.ring([(0, 0), (0.5, 0.001), (1, 0), (1, 1), (0, 1)])
        let simple = try Geometry.polygon(Polygon(exterior: corners))
            .simplified(toleranceDegrees: 0.01)
        #expect(simple.positions.count == 5)
        #expect(throws: TopologyError.self) { try Self.west.simplified(toleranceDegrees: -1) }
        #expect(throws: TopologyError.self) { try Self.west.simplified(toleranceDegrees: .nan) }
    }
}
