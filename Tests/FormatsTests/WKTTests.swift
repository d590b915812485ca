import Formats
import SimpleFeatures
import Testing

@Suite struct WKTTests {
    private func shape(
        _ text: String
    ) throws(FormatError) -> (geometry: Geometry?, notes: [String]) {
        let read = try Tables.read("n\tgeom\n1\t\(text)\n")
        return (read.features[0].geometry, read.notes)
    }

    @Test(
        arguments: [
            ("POINT (1 2)", .point(at(1, 2))), ("point(1 2)", .point(at(1, 2))),
            ("SRID=4326;POINT(1 2)", .point(at(1, 2))), ("POINT EMPTY", nil), ("", nil),
            ("LINESTRING (1 2, 3 4)", .lineString([at(1, 2), at(3, 4)])),
            ("LINESTRING EMPTY", .lineString([])),
            ("POLYGON ((0 0, 1 0, 1 1, 0 0))", .polygon(Polygon(exterior: ring))),
            (
                "POLYGON ((0 0,1 0,1 1,0 0),(0 0,1 0,1 1,0 0))",
                .polygon(Polygon(exterior: ring, interiors: [ring]))
            ),
            ("MULTIPOINT (1 2, 3 4)", .multiPoint([at(1, 2), at(3, 4)])),
            ("MULTIPOINT ((1 2), (3 4))", .multiPoint([at(1, 2), at(3, 4)])),
            ("MULTILINESTRING ((1 2, 3 4), EMPTY)", .multiLineString([[at(1, 2), at(3, 4)], []])),
            (
                "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), EMPTY)",
                .multiPolygon([Polygon(exterior: ring), Polygon(exterior: [])])
            ),
            (
                "GEOMETRYCOLLECTION (POINT (1 2), GEOMETRYCOLLECTION EMPTY)",
                .collection([.point(at(1, 2)), .collection([])])
            ),
        ] as [(String, Geometry?)])
    func `each kind is read`(text: String, geometry: Geometry?) throws {
        let found = try shape(text)
        #expect(found.geometry == geometry)
        #expect(found.notes.count == (text == "POINT EMPTY" ? 1 : 0))
    }

    @Test(arguments: [
        "POINT Z (1 2 3)", "POINTZ(1 2 3)", "POINT ZM (1 2 3 4)", "POINT M (1 2 nan)",
        "POINT(1 2 3)",
    ])
    func `heights are dropped and counted`(text: String) throws {
        let found = try shape(text)
        #expect(found.geometry == .point(at(1, 2)))
        #expect(
            found.notes == [
                "dropped what follows longitude and latitude in 1 position (line 2)"
            ])
    }

    @Test func `an open ring is closed and counted`() throws {
        let found = try shape("POLYGON ((0 0, 1 0, 1 1))")
        #expect(found.geometry == .polygon(Polygon(exterior: ring)))
        #expect(found.notes == ["closed 1 open ring (line 2)"])
    }

    @Test(arguments: [
        ("POINT (1)", "2:11", "')', expected a number of degrees"),
        ("POINT (1 2, 3 4)", "2:3", "'POINT (1 2, 3 4)', expected a point of one position"),
        (
            "CIRCULARSTRING (0 0, 1 1, 2 0)", "2:3",
            "'CIRCULARSTRING (0 0, 1 1', expected a shape as well-known text, such as POINT (-68.15 -16.5)"
        ),
        (
            "SRID=32719;POINT (1 2)", "2:8",
            "'32719;POINT (1 2)', expected 4326, the reference system of WGS 84"
        ),
        (
            "POLYGON ((0 0, 1 0, 0 0))", "2:12",
            "a ring of 3 positions, expected four or more, the first repeated as the last"
        ),
        ("LINESTRING (0 0)", "2:14", "a line of one position, expected two or more"),
        ("POINT (1 2) x", "2:15", "'x', expected the end of the shape"),
        ("POINT (181 2)", "2:10", "longitude 181.0, expected degrees in -180...180"),
        (
            "0101000020E6100000", "2:3",
            "'0101000020E6100000', expected a shape as well-known text, such as POINT (-68.15 -16.5)"
        ),
        (
            String(repeating: "GEOMETRYCOLLECTION (", count: 100) + "POINT (1 2)", "2:1283",
            "'GEOMETRYCOLLECTION (GEOM', expected 64 collections in each other at most"
        ),
    ])
    func `a fault names its place`(text: String, place: String, sentence: String) {
        let expected = "t.csv:\(place): feature 1: found \(sentence)"
        do throws(FormatError) {
            Issue.record("\(try shape(text))")
        } catch { #expect(error.description == expected) }
    }
}

private let ring = [at(0, 0), at(1, 0), at(1, 1), at(0, 0)]
