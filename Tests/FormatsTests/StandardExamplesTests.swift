import Formats
import SimpleFeatures
import Testing

/// The examples of RFC 7946, sections 1.5, 3.1.9, 5 and appendix A.
@Suite struct StandardExamplesTests {
    private func read(_ text: String) throws -> Reading {
        try GeoJSON.read(Array(text.utf8), file: "rfc7946.geojson")
    }

    /// The kinds of appendix A, as text and as the geometry it means.
    static let geometries: [(String, Geometry)] = [
        (#"{"type":"Point","coordinates":[100.0,0.0]}"#, .point(at(100, 0))),
        (
            #"{"type":"LineString","coordinates":[[100.0,0.0],[101.0,1.0]]}"#,
            .lineString([at(100, 0), at(101, 1)])
        ),
        (
            #"{"type":"Polygon","coordinates":[[[100.0,0.0],[101.0,0.0],[101.0,1.0],[100.0,1.0],[100.0,0.0]]]}"#,
            .polygon(Polygon(exterior: square(100, 0, 101, 1)))
        ),
        (
            #"{"type":"Polygon","coordinates":[[[100.0,0.0],[101.0,0.0],[101.0,1.0],[100.0,1.0],[100.0,0.0]],[[100.8,0.8],[100.8,0.2],[100.2,0.2],[100.2,0.8],[100.8,0.8]]]}"#,
            .polygon(
                Polygon(
                    exterior: square(100, 0, 101, 1),
                    interiors: [
                        [
                            at(100.8, 0.8), at(100.8, 0.2), at(100.2, 0.2), at(100.2, 0.8),
                            at(100.8, 0.8),
                        ]
                    ]))
        ),
        (
            #"{"type":"MultiPoint","coordinates":[[100.0,0.0],[101.0,1.0]]}"#,
            .multiPoint([at(100, 0), at(101, 1)])
        ),
        (
            #"{"type":"MultiLineString","coordinates":[[[100.0,0.0],[101.0,1.0]],[[102.0,2.0],[103.0,3.0]]]}"#,
            .multiLineString([[at(100, 0), at(101, 1)], [at(102, 2), at(103, 3)]])
        ),
        (
            #"{"type":"MultiPolygon","coordinates":[[[[102.0,2.0],[103.0,2.0],[103.0,3.0],[102.0,3.0],[102.0,2.0]]],[[[100.0,0.0],[101.0,0.0],[101.0,1.0],[100.0,1.0],[100.0,0.0]],[[100.2,0.2],[100.2,0.8],[100.8,0.8],[100.8,0.2],[100.2,0.2]]]]}"#,
            .multiPolygon([
                Polygon(exterior: square(102, 2, 103, 3)),
                Polygon(
                    exterior: square(100, 0, 101, 1),
                    interiors: [
                        [
                            at(100.2, 0.2), at(100.2, 0.8), at(100.8, 0.8), at(100.8, 0.2),
                            at(100.2, 0.2),
                        ]
                    ]),
            ])
        ),
        (
            #"{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[100.0,0.0]},{"type":"LineString","coordinates":[[101.0,0.0],[102.0,1.0]]}]}"#,
            .collection([.point(at(100, 0)), .lineString([at(101, 0), at(102, 1)])])
        ),
    ]

    @Test(arguments: 0..<8)
    func `each example of appendix A is the geometry it means, and is written as it stands`(
        index: Int
    ) throws {
        let (text, geometry) = StandardExamplesTests.geometries[index]
        let reading = try read(text)
        #expect(reading.layer.features == [Feature(geometry: geometry)])
        #expect(reading.notes.isEmpty)
        var bytes: [UInt8] = []
        GeoJSON.append(geometry, to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == text.replacing(".0", with: ""))
    }

    @Test func `the collection of section 1-5 has a point, a line and an area with properties`()
        throws
    {
        let reading = try read(
            """
            {
              "type": "FeatureCollection",
              "features": [{
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [102.0, 0.5]},
                "properties": {"prop0": "value0"}
              }, {
                "type": "Feature",
                "geometry": {"type": "LineString",
                  "coordinates": [[102.0, 0.0], [103.0, 1.0], [104.0, 0.0], [105.0, 1.0]]},
                "properties": {"prop0": "value0", "prop1": 0.0}
              }, {
                "type": "Feature",
                "geometry": {"type": "Polygon",
                  "coordinates": [[[100.0, 0.0], [101.0, 0.0], [101.0, 1.0], [100.0, 1.0], [100.0, 0.0]]]},
                "properties": {"prop0": "value0", "prop1": {"this": "that"}}
              }]
            }
            """)
        #expect(
            reading.layer.features == [
                Feature(geometry: .point(at(102, 0.5)), properties: ["prop0": .text("value0")]),
                Feature(
                    geometry: .lineString([at(102, 0), at(103, 1), at(104, 0), at(105, 1)]),
                    properties: ["prop0": .text("value0"), "prop1": .real(0)]),
                Feature(
                    geometry: .polygon(Polygon(exterior: square(100, 0, 101, 1))),
                    properties: [
                        "prop0": .text("value0"), "prop1": .object(["this": .text("that")]),
                    ]),
            ])
        #expect(reading.layer.name == "rfc7946")
    }

    @Test func `boxes and foreign members of sections 5 and 6 are skipped`() throws {
        let reading = try read(
            """
            {"type": "Feature", "id": "f1", "bbox": [-10.0, -10.0, 10.0, 10.0],
             "geometry": {"type": "Polygon", "bbox": [-10, -10, 10, 10], "coordinates":
              [[[-10.0, -10.0], [10.0, -10.0], [10.0, 10.0], [-10.0, -10.0]]]},
             "properties": {}, "title": "Example Feature", "centerline": {"type": "LineString",
             "coordinates": [[-170, 10], [170, 11]]}}
            """)
        #expect(reading.layer.features.map(\.id) == ["f1"])
        #expect(reading.layer.features[0].properties.all.isEmpty)
        #expect(reading.notes.isEmpty)
    }

    @Test func `the line and the square of section 3-1-9 are cut as shown there`() {
        #expect(
            written(.lineString([at(170, 45), at(-170, 45)]))
                == #"{"type":"MultiLineString","coordinates":[[[170,45],[180,45]],[[-180,45],[-170,45]]]}"#
        )
        // The same rings; a ring may begin at any of its corners.
        #expect(
            written(.polygon(Polygon(exterior: square(170, 40, -170, 50))))
                == #"{"type":"MultiPolygon","coordinates":[[[[180,50],[170,50],[170,40],[180,40],[180,50]]],[[[-180,40],[-170,40],[-170,50],[-180,50],[-180,40]]]]}"#
        )
    }

    private func written(_ geometry: Geometry) -> String {
        var bytes: [UInt8] = []
        GeoJSON.append(geometry, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// A position known to be in range.
func at(_ longitude: Double, _ latitude: Double) -> Coordinate {
    Coordinate(wrappingLongitude: longitude, clampingLatitude: latitude)
}

/// A closed ring, counter-clockwise from the south-west where it does not cross the antimeridian.
func square(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> [Coordinate] {
    [at(west, south), at(east, south), at(east, north), at(west, north), at(west, south)]
}
