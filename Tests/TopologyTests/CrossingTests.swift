import SimpleFeatures
import Testing

@testable import Topology

/// Shapes on their way into GEOS and back.
@Suite struct CrossingTests {
    static let line = [Shapes.position(-68.15, -16.5), Shapes.position(-68.2, -16.51)]

    static var shapes: [Geometry] {
        [
            .point(Shapes.position(-180, 90)),
            .lineString(line),
            .lineString([]),
            Shapes.squareWithHole,
            .polygon(Polygon(exterior: [])),
            .multiPoint(line),
            .multiPoint([]),
            .multiLineString([line, line.reversed()]),
            .multiLineString([]),
            .multiPolygon(
                Shapes.squareWithHole.polygons + Shapes.square(west: 20, south: 0, side: 1).polygons
            ),
            .multiPolygon([]),
            .collection([]),
            .collection([.point(Shapes.position(0, 0)), .collection([Shapes.squareWithHole])]),
        ]
    }

    @Test(arguments: shapes)
    func `every kind of shape comes back as it went, empty ones too`(shape: Geometry) throws {
        let context = try GEOSContext()
        let copy = try GEOSGeometry(shape, in: context)
        #expect(try copy.value(from: "copy") == shape)
    }

    @Test func `collections nested beyond the limit are refused, those within it are not`() throws {
        func nested(_ depth: Int) -> Geometry {
            (0..<depth).reduce(Geometry.point(Shapes.position(0, 0))) { shape, _ in
                .collection([shape])
            }
        }
        #expect(try nested(Geometry.nestingLimit).isValid())
        #expect(throws: TopologyError.nesting(limit: 32)) { try nested(33).isValid() }
        #expect(throws: TopologyError.nesting(limit: 32)) { try nested(5000).madeValid() }
        #expect(throws: TopologyError.nesting(limit: 32)) {
            try Geometry.union(of: [nested(5000)])
        }
    }

    @Test func `an open ring is refused with its place before GEOS sees it`() throws {
        let open = Geometry.polygon(
            Polygon(exterior: Array(Shapes.squareRing(west: 1, south: 2, side: 3).dropLast())))
        do {
            _ = try Geometry.union(of: [open])
            Issue.record("an open ring was taken")
        } catch {
            #expect(
                error.description
                    == "a ring that is not closed at longitude 1.0, latitude 2.0 "
                    + "(polygon 1, outer ring)")
        }
    }

    @Test func `a member that fails leaves its neighbours freed and the context usable`() throws {
        let context = try GEOSContext()
        let short = Geometry.lineString([Shapes.position(0, 0)])
        #expect(throws: TopologyError.self) {
            _ = try GEOSGeometry(.collection([Shapes.squareWithHole, short]), in: context)
        }
        let copy = try GEOSGeometry(Shapes.squareWithHole, in: context)
        #expect(try copy.value(from: "copy") == Shapes.squareWithHole)
    }
}
