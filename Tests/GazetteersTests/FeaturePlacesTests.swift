import Gazetteers
import SimpleFeatures
import Testing

@Suite struct FeaturePlacesTests {
    static func coordinate(_ longitude: Double, _ latitude: Double) -> Coordinate {
        Coordinate(wrappingLongitude: longitude, clampingLatitude: latitude)
    }

    static func source(_ features: [Feature]) throws(GazetteerError) -> FeaturePlaces {
        try FeaturePlaces(Layer(name: "minas", features: features), file: "minas.geojson")
    }

    static func row(_ feature: Feature) throws -> PlaceRow {
        var source = try source([feature])
        return try #require(try source.rows().first)
    }

    @Test func `a point is a place with its properties`() throws {
        let row = try Self.row(
            Feature(
                id: "f1", geometry: .point(Self.coordinate(-66.8, -18.3)),
                properties: [
                    "Name": .text("Huanuni"), "feature_code": .text("PPLA3"),
                    "country": .text("bo"), "pop": .integer(9),
                    "radius_km": .real(1.5), "names": Value(["Wanuni", "code:040501"]),
                    "parent": .null,
                    "colour": .text("red"),
                ]))
        #expect(row.id == "f1" && row.name == "Huanuni" && row.country == "BO")
        #expect(row.kind.description == "P/PPLA3")
        #expect(row.position == Self.coordinate(-66.8, -18.3))
        #expect(row.population == 9 && row.radiusKilometres == 1.5 && row.parent == "")
        #expect(row.names == ["Wanuni", "code:040501"])
    }

    @Test func `the id is the property, else the feature's, else made`() throws {
        let point = Geometry.point(Self.coordinate(1, 2))
        let property = Feature(
            id: "b", geometry: point, properties: ["name": .text("A"), "id": .integer(7)])
        #expect(try Self.row(property).id == "7")
        let own = Feature(id: "b", geometry: point, properties: ["name": .text("A")])
        #expect(try Self.row(own).id == "b")
        let none = Feature(
            geometry: point, properties: ["name": .text("A"), "names": .text("B|C| ")])
        #expect(try Self.row(none).id.hasPrefix("minas-a-"))
        #expect(try Self.row(none).names == ["B", "C"])
    }

    @Test func `an area stands at its middle and reaches to its corners`() throws {
        let ring = [(-2.0, -1.0), (2, -1), (2, 1), (-2, 1), (-2, -1)].map(Self.coordinate)
        let area = Feature(
            geometry: .polygon(Polygon(exterior: ring)), properties: ["name": .text("A")])
        let stated = Feature(
            geometry: area.geometry, properties: ["name": .text("B"), "precision_km": .integer(5)])
        var source = try Self.source([area, stated])
        let rows = try source.rows()
        #expect(rows[0].position == Self.coordinate(0, 0))
        // Two degrees of longitude and one of latitude at the equator: 222.6 and 110.6 km.
        let radius = try #require(rows[0].radiusKilometres)
        #expect(abs(radius - 248.6) < 0.2)
        #expect(rows[1].radiusKilometres == 5)
        #expect(source.notes == ["places that stand for a line or an area, at its middle: 2"])
    }

    @Test func `a line stands at its own vertex nearest to the middle`() throws {
        let line = [(0.0, 0.0), (0, 3), (1.5, 2.5), (4, 4)].map(Self.coordinate)
        let row = try Self.row(
            Feature(geometry: .lineString(line), properties: ["name": .text("A")]))
        #expect(row.position == Self.coordinate(1.5, 2.5))
    }

    @Test func `a set of one point is a point`() throws {
        let position = Self.coordinate(1, 2)
        var source = try Self.source([
            Feature(
                geometry: .multiPoint([position]),
                properties: ["name": .text("A"), "id": .real(7), "pop": .real(9)])
        ])
        let row = try #require(try source.rows().first)
        #expect(row.position == position && row.radiusKilometres == nil)
        #expect(row.id == "7" && row.population == 9)
        #expect(source.notes == [])
    }

    @Test func `an area across the antimeridian has its middle there`() throws {
        let west = [(178.0, -19.0), (180, -19), (180, -16), (178, -19)].map(Self.coordinate)
        let east = [(-180.0, -19.0), (-178, -19), (-180, -16), (-180, -19)].map(Self.coordinate)
        let row = try Self.row(
            Feature(
                geometry: .multiPolygon([Polygon(exterior: west), Polygon(exterior: east)]),
                properties: ["name": .text("A")]))
        #expect(abs(row.position.longitude) == 180)
        #expect(row.position.latitude == -17.5)
        #expect(try #require(row.radiusKilometres) < 300)
    }

    @Test func `an empty layer has no places`() throws {
        var source = try Self.source([])
        #expect(try source.rows().isEmpty)
    }

    @Test(
        arguments: [
            (nil, ["name": .text("A")], "no geometry, expected a point"),
            (.multiPoint([]), ["name": .text("A")], "the MultiPoint is empty, expected a point"),
            (.point(coordinate(1, 2)), ["name": .null], "no name"),
            (.point(coordinate(1, 2)), ["name": .text(" ")], "no name"),
            (.point(coordinate(1, 2)), ["name": Value(["A"])], "name is neither text nor a number"),
            (
                .point(coordinate(1, 2)), ["name": .text("A"), "type": .text("village")],
                "kind is 'village', expected a GeoNames class and code, as P/PPL"
            ),
            (
                .point(coordinate(1, 2)), ["name": .text("A"), "population": .text("9,5")],
                "population is not a number: '9,5', expected a decimal point in place of the comma"
            ),
        ] as [(Geometry?, Properties, String)])
    func `what is wrong with a feature is told with its number`(
        geometry: Geometry?, properties: Properties, reason: String
    ) throws {
        let good = Feature(
            geometry: .point(Self.coordinate(1, 2)), properties: ["name": .text("B")])
        var source = try Self.source([good, Feature(geometry: geometry, properties: properties)])
        let error = #expect(throws: GazetteerError.self) { try source.records() }
        #expect(error?.description == "minas.geojson: feature 2: \(reason)")
    }

    @Test func `a layer without names is refused`() {
        let error = #expect(throws: GazetteerError.self) {
            try Self.source([Feature(geometry: nil, properties: ["title": .text("A")])])
        }
        #expect(
            error?.description
                == "minas.geojson: no column for the name, found: 'title', expected one of: name, toponym"
        )
    }
}
