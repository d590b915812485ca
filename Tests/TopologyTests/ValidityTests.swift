import SimpleFeatures
import Testing
import Topology

@Suite struct ValidityTests {
    @Test func `a ring that crosses itself is found at the crossing`() throws {
        let problem = try #require(try Shapes.bowTie.validityProblem())
        #expect(problem.reason == "self-intersection")
        #expect(problem.position == Shapes.position(0.5, 0.5))
        #expect(
            problem.description
                == "self-intersection at longitude 0.5, latitude 0.5 (polygon 1, outer ring)")
        #expect(try !Shapes.bowTie.isValid())
    }

    @Test func `the ring is named among many`() throws {
        let sound = Shapes.square(west: 20, south: 0, side: 1).polygons
        let holed = Polygon(
            exterior: Shapes.squareRing(west: 0, south: 0, side: 10),
            interiors: [
                Shapes.squareRing(west: 1, south: 1, side: 1),
                Shapes.ring([(4, 4), (6, 6), (6, 4), (4, 6)]),
            ])
        let problem = try #require(
            try Geometry.multiPolygon(sound + [holed]).validityProblem())
        #expect(problem.part?.description == "polygon 2, hole 2")
        #expect(problem.position == Shapes.position(5, 5))
    }

    @Test(arguments: [
        (Shapes.ring([(0, 0), (1, 0)]), "a ring of 3 positions, expected at least four"),
        ([Shapes.position(0, 0)], "a ring of 1 positions, expected at least four"),
        (
            Array(Shapes.squareRing(west: 0, south: 0, side: 1).dropLast()),
            "a ring that is not closed"
        ),
    ])
    func `what is no ring is found without GEOS`(ring: [Coordinate], reason: String) throws {
        let shape = Geometry.polygon(Polygon(exterior: ring))
        #expect(try shape.validityProblem()?.reason == reason)
    }

    @Test func `holes without an outer ring are found, and left out of the repair`() throws {
        let shape = Geometry.polygon(
            Polygon(exterior: [], interiors: [Shapes.squareRing(west: 1, south: 1, side: 1)]))
        let problem = try #require(try shape.validityProblem())
        #expect(
            problem.description == "holes without an outer ring at longitude 1.0, latitude 1.0 "
                + "(polygon 1, outer ring)")
        #expect(try shape.madeValid().positions.isEmpty)
    }

    @Test(arguments: [
        Geometry.polygon(Polygon(exterior: [])), .multiPolygon([]), .collection([]),
        .multiPoint([]), .lineString([]), Shapes.squareWithHole,
        .multiPolygon(
            Shapes.square(west: 0, south: 0, side: 1).polygons
                + Shapes.square(west: 1, south: 1, side: 1).polygons),
    ])
    func `empty shapes and polygons that touch in a point are valid`(shape: Geometry) throws {
        #expect(try shape.validityProblem() == nil)
    }

    @Test func `both lobes of a bow tie become area`() throws {
        let valid = try Shapes.bowTie.madeValid()
        #expect(try valid.isValid())
        #expect(valid.polygons.count == 2)
        #expect(Shapes.area(of: valid) == 0.5)
    }

    @Test func `an open ring is closed`() throws {
        let open = Geometry.polygon(
            Polygon(exterior: Array(Shapes.squareRing(west: 0, south: 0, side: 2).dropLast())))
        let valid = try open.madeValid()
        #expect(try valid.isValid())
        #expect(Shapes.area(of: valid) == 4)
    }

    @Test func `members of a set that share an edge are joined`() throws {
        let set = Geometry.multiPolygon(
            Shapes.square(west: 0, south: 0, side: 1).polygons
                + Shapes.square(west: 1, south: 0, side: 1).polygons)
        #expect(try set.validityProblem()?.reason == "self-intersection")
        let valid = try set.madeValid()
        #expect(valid.polygons.count == 1)
        #expect(Shapes.area(of: valid) == 2)
    }

    @Test func `a hole that leaves its shell stays a hole`() throws {
        let shape = Geometry.polygon(
            Polygon(
                exterior: Shapes.squareRing(west: 0, south: 0, side: 2),
                interiors: [Shapes.squareRing(west: 1, south: 0.5, side: 2)]))
        #expect(try !shape.isValid())
        let valid = try shape.madeValid()
        #expect(try valid.isValid())
        #expect(Shapes.area(of: valid) == 4 - 1.5)
    }

    @Test(arguments: [
        Geometry.polygon(Polygon(exterior: [Shapes.position(0, 0)])),
        .polygon(Polygon(exterior: Shapes.ring([(0, 0), (1, 0)]))),
        .polygon(Polygon(exterior: Shapes.ring([(0, 0), (1, 0), (2, 0)]))),
        .lineString([Shapes.position(0, 0)]),
    ])
    func `what has no extent is left out`(shape: Geometry) throws {
        let valid = try shape.madeValid()
        #expect(try valid.isValid())
        #expect(valid.positions.isEmpty)
    }

    @Test(arguments: UInt64(0)..<60)
    func `any scribble is made valid and has no more area than its box`(seed: UInt64) throws {
        var random = SeededNumbers(seed: seed)
        let rings = (0..<3).map { _ in
            Shapes.ring(
                (0..<9).map { _ in
                    (
                        .random(in: -180...180, using: &random).rounded(),
                        .random(in: -90...90, using: &random).rounded()
                    )
                })
        }
        let scribble = Geometry.polygon(
            Polygon(exterior: rings[0], interiors: Array(rings.dropFirst())))
        let valid = try scribble.madeValid()
        #expect(try valid.validityProblem() == nil, "seed \(seed)")
        #expect(Shapes.area(of: valid) <= 360 * 180)
    }
}
