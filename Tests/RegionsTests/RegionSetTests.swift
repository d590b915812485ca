import SimpleFeatures
import Testing

@testable import Regions

@Suite struct RegionSetTests {
    static func polygon(_ name: Value, column: String = "name") -> Feature {
        Feature(
            geometry: Samples.area(-66, -18, -65, -17),
            properties: Properties([Properties.Property(name: column, value: name)]))
    }

    static func read(
        _ features: [Feature], nameProperty: String? = nil
    ) throws(RegionError) -> RegionSet {
        try RegionSet(
            layer: Layer(name: "areas.geojson", features: features), nameProperty: nameProperty)
    }

    @Test func `a set written as a layer is read again as it was`() throws {
        let again = try RegionSet(layer: Samples.set.layer)
        #expect(again.name == "sample")
        #expect(again.title == "Sample")
        #expect(again.notes.isEmpty)
        #expect(again.regions.map(\.name) == ["west", "east", "north-east"])
        let west = try #require(again.regions.first)
        #expect(west.title == "The West")
        #expect(west.aliases == ["Occidente"])
        #expect(west.population == 2_000_000)
        #expect(west.populationYear == 2024)
        #expect(west.memberIDs == ["dep-la-paz", "town-oruro"])
        #expect(again.regions.map(\.geometry) == Samples.set.regions.map(\.geometry))
        #expect(again.layer.features == Samples.set.layer.features)
    }

    @Test(arguments: [
        (Value.text("Occidente|The \"West\""), ["Occidente", "The \"West\""]),
        (.text("[\"Occidente\",\"The \\\"West\\\"\"]"), ["Occidente", "The \"West\""]),
        (.text("Occidente, etc."), ["Occidente, etc."]),
        (.list([.text("a"), .text("b")]), ["a", "b"]), (.null, []),
    ])
    func `a list is read from a format that has none, too`(value: Value, aliases: [String]) throws {
        let feature = Feature(
            geometry: Samples.area(0, 0, 1, 1),
            properties: ["name": .text("a"), "aliases": value])
        #expect(try Self.read([feature]).regions.map(\.aliases) == [aliases])
    }

    @Test func `an area that nobody states is measured on the ellipsoid`() {
        // A degree square at the equator, 0-1° E and 0-1° N, by GeographicLib's Planimeter:
        // 12,308.778 km².
        let square = Region(name: "square", geometry: Samples.area(0, 0, 1, 1))
        #expect((square.areaSquareKilometres - 12_308.778).magnitude < 0.001)
        #expect(square.areaBasis == .measured)
        #expect(Samples.set.regions[1].areaSquareKilometres == 40_000)
        #expect(Samples.set.regions[1].areaBasis == .stated)
        let wrong = Region(
            name: "wrong", geometry: Samples.area(0, 0, 1, 1), population: -1,
            areaSquareKilometres: -5)
        #expect(wrong.population == nil)
        #expect(wrong.areaBasis == .measured)
    }

    @Test func `a ring that is not valid is repaired, with a note of where`() throws {
        let bowTie = Feature(
            geometry: .polygon(
                Polygon(exterior: [
                    Samples.position(0, 0), Samples.position(1, 1), Samples.position(1, 0),
                    Samples.position(0, 1), Samples.position(0, 0),
                ])), properties: ["name": .text("bow tie")])
        let set = try Self.read([Self.polygon(.text("sound")), bowTie])
        #expect(
            set.notes == [
                "feature 2 ('bow tie') repaired: self-intersection at longitude 0.5, latitude 0.5 "
                    + "(polygon 1, outer ring)"
            ])
        #expect(set.regions[1].geometry.polygons.count == 2)
    }

    @Test func `what is no area is left out, with a note`() throws {
        let line = Feature(
            geometry: .lineString([Samples.position(0, 0), Samples.position(1, 1)]),
            properties: ["name": .text("a road")])
        let flat = Feature(
            geometry: .polygon(
                Polygon(exterior: [
                    Samples.position(0, 0), Samples.position(1, 1), Samples.position(2, 2),
                    Samples.position(0, 0),
                ])), properties: ["name": .text("flat")])
        let set = try Self.read([line, Feature(geometry: nil), flat, Self.polygon(.text("sound"))])
        #expect(set.regions.map(\.name) == ["sound"])
        #expect(set.notes.count == 4)
        #expect(set.notes.first == "feature 1 left out: LineString, expected polygons")
        #expect(set.notes.last == "feature 3 ('flat') left out: no area")
    }

    @Test func `a layer without polygons says what it has instead`() {
        let points = [Samples.event(at: (0, 0)), Samples.event(at: (1, 1)), Samples.event(at: nil)]
        for (features, sentence) in [
            (points, "areas.geojson: no polygons, found 2 Point, 1 without geometry"),
            ([], "areas.geojson: no polygons, found no features"),
        ] {
            do throws(RegionError) {
                _ = try Self.read(features)
                Issue.record("regions without polygons")
            } catch { #expect(error.description == sentence) }
        }
    }

    @Test(arguments: ["name", "NAME", "title", "NAME_1", "id"])
    func `anybody's column of names is found`(column: String) throws {
        #expect(
            try Self.read([Self.polygon(.text("Beni"), column: column)]).regions.map(\.name) == [
                "Beni"
            ])
        #expect(
            try Self.read([Self.polygon(.integer(7), column: column)]).regions.map(\.name) == ["7"])
    }

    @Test func `a column asked for must be there`() throws {
        let layer = [Self.polygon(.text("Beni"), column: "DEPARTAMEN")]
        #expect(try Self.read(layer, nameProperty: "DEPARTAMEN").regions.map(\.name) == ["Beni"])
        do throws(RegionError) {
            _ = try Self.read(layer, nameProperty: "NOMBRE")
            Issue.record("a column that is not there was read")
        } catch {
            #expect(
                error.description
                    == "areas.geojson: no column names the polygons, expected NOMBRE, "
                    + "found DEPARTAMEN")
        }
        #expect(throws: RegionError.self) { try Self.read(layer) }
    }

    @Test func `a name that stands twice gets a number, a name that is missing too`() throws {
        let set = try Self.read([
            Self.polygon(.text("Entre Ríos")), Self.polygon(.text("Entre Ríos")),
            Self.polygon(.null),
        ])
        #expect(set.regions.map(\.name) == ["Entre Ríos", "Entre Ríos (2)", "region 3"])
        #expect(set.notes.count == 2)
    }

    @Test func `of hundreds of known regions the error names a dozen`() {
        let many = RegionSet(
            name: "many",
            regions: (1...300).map { Region(name: "r\($0)", geometry: .multiPolygon([])) })
        do throws(RegionError) {
            _ = try many.index(named: "x")
            Issue.record("an unknown region was found")
        } catch {
            #expect(
                error.description.hasSuffix(
                    "expected r1, r2, r3, r4, r5, r6, r7, r8, r9, r10, r11, r12 or 288 more"))
        }
    }

    @Test func `a region is found by name, title and alias, whatever the case`() throws {
        for word in ["west", "WEST", "the west", "occidente"] {
            #expect(try Samples.set.index(named: word) == 0)
        }
        do throws(RegionError) {
            _ = try Samples.set.index(named: "south")
            Issue.record("an unknown region was found")
        } catch {
            #expect(
                error.description
                    == "no region 'south' in sample, expected west, east or north-east")
        }
    }
}
