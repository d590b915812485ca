import Digests
import FileWriting
import Formats
import Foundation
import Regions
import SimpleFeatures
import TestMaterial
import Testing

@testable import MapPages
@testable import SpatialIndexing

/// A page holds the layer, and no more than that.
@Suite struct MapPageWriterTests {
    // MARK: Layers of any kind

    @Test(arguments: 0..<24)
    func `a page holds what is in the layer`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let layer = RandomLayer.layer(count: Int.random(in: 0...40, using: &random), using: &random)
        let page = try DecodedPage(of: layer)
        let properties = try page.properties()
        #expect(page.head["count"] == .integer(layer.features.count))
        #expect(properties.count == layer.features.count)
        let order = try properties.map { try #require(Int($0["id"].text ?? "")) }
        #expect(order.sorted() == Array(layer.features.indices))
        for (place, index) in order.enumerated() {
            let expected = layer.features[index].properties.all.filter { !$0.value.isNull }
            let found = properties[place].all.filter { $0.name != "id" }
            #expect(found.map(\.name) == expected.map(\.name), "seed \(seed)")
            #expect(
                found.map(\.value) == expected.map { RandomLayer.written($0.value) }, "seed \(seed)"
            )
        }
        try expectColumns(of: page, layer, order)
        try expectPositions(of: page, layer, order)
    }

    private func expectColumns(
        of page: DecodedPage, _ layer: Layer, _ order: [Int]
    ) throws {
        let features = order.map { layer.features[$0].properties }
        func count(_ value: Value) -> Int { value.integer.map { $0 < 0 ? -1 : $0 } ?? -1 }
        #expect(try page.column("low") == features.map { count($0["deaths_low"]) })
        #expect(try page.column("best") == features.map { count($0["deaths_best"]) })
        #expect(try page.column("high") == features.map { count($0["deaths_high"]) })
        #expect(
            try page.column("uncertainty")
                == features.map {
                    $0["uncertainty_km"].number.map { Int(($0 * 1000).rounded()) } ?? -1
                })
        let days = features.map { ($0["date_start"].day, $0["date_end"].day) }
        #expect(
            try page.column("first")
                == days.map { ($0 ?? $1).map(\.daysSince1970) ?? Int(Int32.min) })
        #expect(
            try page.column("last")
                == days.map { first, last in
                    max(first ?? .distant, last ?? .distant) == .distant
                        ? Int(Int32.min) : max(first ?? .distant, last ?? .distant).daysSince1970
                })
        #expect(
            try page.words("place", of: "places")
                == features.map {
                    features.contains { $0["location"].text != nil }
                        ? $0["location"].text : $0["name"].text
                })
        let isEvents = layer.schema.field(named: "event_type") != nil
        #expect(page.head["isEvents"] == .boolean(isEvents))
        let known = Set(EventWords.all)
        #expect(
            try page.words("type", of: "types")
                == features.map { properties in
                    properties["event_type"].text.flatMap { known.contains($0) ? $0 : nil }
                        ?? "other"
                })
        let starts = try page.column("reportstart")
        let reports = try page.words("reports", of: "reports")
        #expect(starts.count == features.count + 1)
        for (place, properties) in features.enumerated() {
            #expect(
                reports[starts[place]..<starts[place + 1]].map { $0 }
                    == RandomLayer.reports(of: properties))
        }
    }

    private func expectPositions(
        of page: DecodedPage, _ layer: Layer, _ order: [Int]
    ) throws {
        let placed = try #require(page.head["placed"].integer)
        let longitudes = try page.column("lon")
        let latitudes = try page.column("lat")
        #expect(longitudes.count == placed && latitudes.count == placed)
        let shapes = try page.shapes()
        let numbers = try page.column("shape")
        var next = 0
        for (place, index) in order.enumerated() {
            let geometry = layer.features[index].geometry
            let isEmpty = geometry?.positions.isEmpty ?? true
            #expect(isEmpty == (place >= placed))
            if case .point(let position)? = geometry {
                #expect(abs(Double(longitudes[place]) / 1e7 - position.longitude) <= 0.51e-7)
                #expect(abs(Double(latitudes[place]) / 1e7 - position.latitude) <= 0.51e-7)
                #expect(numbers[place] == -1)
            } else if let geometry, !isEmpty {
                #expect(numbers[place] == next)
                #expect(shapes[next] == RandomLayer.pair(of: geometry))
                next += 1
            } else {
                #expect(numbers[place] == -1)
            }
        }
        #expect(shapes.count == next)
        #expect(
            order[placed...].elementsEqual(order[placed...].sorted()), "others keep their order")
        // Equal positions follow each other as they came, so rounding changes nothing in the order.
        let points = order.prefix(placed).allSatisfy {
            if case .point = layer.features[$0].geometry { return true }
            return false
        }
        guard points else { return }
        let inOrder = order.prefix(placed).sorted()
        let tree = PackedRTree(inOrder.compactMap { layer.features[$0].geometry?.positions.first })
        let leaves = tree.withBytes { bytes in (0..<placed).map { bytes.origin($0) } }
        #expect(leaves.map { inOrder[$0] } == Array(order.prefix(placed)))
    }

    @Test(arguments: [UInt64(1), 2])
    func `points stand in the order of the leaves of the tree`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let layer = RandomLayer.layer(count: 700, onlyPoints: true, using: &random)
        let page = try DecodedPage(of: layer)
        let order = try page.properties().compactMap { Int($0["id"].text ?? "") }
        #expect(page.elements["t-2"] != nil && page.elements["t-3"] == nil)
        try expectPositions(of: page, layer, order)
    }

    @Test func `the texts of a large layer are packed and come back`() throws {
        var random = SeededGenerator(seed: 7)
        let layer = RandomLayer.layer(count: 2001, onlyPoints: true, using: &random)
        let page = try DecodedPage(of: layer)
        #expect(page.head["isPacked"] == .boolean(true))
        #expect(try page.properties().count == 2001)
    }

    @Test func `the same layer gives the same bytes, from memory and from a scratch file`() throws {
        var random = SeededGenerator(seed: 11)
        let layer = RandomLayer.layer(count: 300, using: &random)
        var small = MapPage.Options()
        small.memoryLimit = 1000
        let one = try DecodedPage.bytes(of: layer).page
        #expect(try DecodedPage.bytes(of: layer).page == one)
        #expect(try DecodedPage.bytes(of: layer, options: small).page == one)
    }

    // MARK: Choices

    private static func event(_ region: String?, admin1: String? = nil) throws -> Feature {
        Feature(
            id: nil, geometry: .point(try Coordinate(longitude: -68, latitude: -16)),
            properties: [
                "region": Value(region), "admin1": Value(admin1), "event_type": .text("march"),
            ])
    }

    @Test func `the column of regions is the first that has a value`() throws {
        let both = Layer(
            name: "a", features: [try Self.event("North; South", admin1: "x"), try Self.event(nil)])
        let page = try DecodedPage(of: both)
        #expect(page.head["regionColumn"] == .text("region"))
        #expect(try page.words("region", of: "regions") == ["North", nil])
        let units = Layer(name: "a", features: [try Self.event(nil, admin1: "x")])
        #expect(try DecodedPage(of: units).head["regionColumn"] == .text("admin1"))
        let none = Layer(name: "a", features: [try Self.event(nil)])
        #expect(try DecodedPage(of: none).head["regionColumn"] == .null)
    }

    @Test func `regions that are compared stand in the page though they have no event`() throws {
        let page = try DecodedPage(
            of: Layer(name: "a", features: [try Self.event("old"), try Self.event("old")]),
            options: MapPage.Options(comparedRegions: ["North", "South"]),
            filer: { (batch) throws(WritingError) in
                (0..<batch.count).map { $0 == 0 ? "South" : nil }
            })
        #expect(page.words("regions") == ["South", "North"])
        #expect(page.words("compare") == ["North", "South"])
        #expect(page.head["regionColumn"] == .text("region"))
        #expect(try page.words("region", of: "regions") == ["South", nil])
    }

    @Test func `the active regions stand in the page with what is known of them`() throws {
        let ring = try [(0.0, 0.0), (4, 0), (4, 4), (0, 4), (0, 0)].map {
            try Coordinate(longitude: $0.0, latitude: $0.1)
        }
        let region = Region(
            name: "north", title: "The North", geometry: .polygon(Polygon(exterior: ring)),
            population: 1200, populationYear: 2024, areaSquareKilometres: 55.04)
        let page = try DecodedPage(
            of: Layer(name: "a", features: [try Self.event("The North")]),
            regions: RegionSet(name: "own", regions: [region]))
        guard case .list(let sets) = page.head["base"], case .object(let set) = sets.first,
            case .list(let shapes) = set["shapes"], case .object(let shape) = shapes.first
        else { Issue.record("no region in the page"); return }
        #expect(set["kind"] == .text("region") && set["set"] == .text("own"))
        #expect(shape["name"] == .text("The North") && shape["id"] == .text("north"))
        #expect(shape["population"] == .integer(1200))
        #expect(shape["populationYear"] == .integer(2024))
        #expect(shape["areaKm2"] == .real(55))
        let id = try #require(set["id"].text)
        let outlines = try #require(page.elements[id]?.text)
        #expect(Data(base64Encoded: outlines)?.first == 1, "one ring")
    }

    @Test func `decimals of positions are as many as were asked for`() throws {
        let position = try Coordinate(longitude: -68.123456789, latitude: 16.987654321)
        let line = Geometry.lineString([position, try Coordinate(longitude: 1, latitude: 2)])
        let layer = Layer(
            name: "a",
            features: [
                Feature(id: "1", geometry: .point(position), properties: [:]),
                Feature(id: "2", geometry: line, properties: [:]),
            ])
        let page = try DecodedPage(of: layer, options: MapPage.Options(precision: 2))
        #expect(try page.column("lon").contains(-681_200_000))
        #expect(try page.column("lat").contains(169_900_000))
        #expect(page.elements["shapes"]?.text == #"[["LineString",[[-68.12,16.99],[1,2]]]]"#)
    }

    @Test func `a table of another project is shown as events`() throws {
        let layer = Layer(
            name: "acled",
            features: [
                Feature(
                    id: nil, geometry: .point(try Coordinate(longitude: -68, latitude: -16)),
                    properties: [
                        "event_id_cnty": .text("BOL1"), "event_date": .text("2003-10-13"),
                        "event_type": .text("Battles"), "sub_event_type": .text("Armed clash"),
                        "geo_precision": .integer(1), "fatalities": .integer(3),
                    ])
            ])
        let (bytes, notes) = try DecodedPage.bytes(of: layer)
        let page = try DecodedPage(bytes)
        #expect(page.words("types") == ["clash"])
        #expect(try page.column("best") == [3])
        #expect(try page.column("first") == [CalendarDay(iso: "2003-10-13")?.daysSince1970])
        #expect(notes.contains { $0.hasPrefix("read as a table of ACLED") })
    }

    @Test func `an identifier stands in the place of another value, which is said`() throws {
        let layer = Layer(
            name: "a",
            features: [
                Feature(
                    id: "one", geometry: nil, properties: ["id": .text("other"), "b": .integer(1)]),
                Feature(id: "two", geometry: nil, properties: ["id": .text("two")]),
                Feature(id: nil, geometry: nil, properties: ["id": .integer(3)]),
            ])
        let (bytes, notes) = try DecodedPage.bytes(of: layer)
        #expect(
            try DecodedPage(bytes).elements["t-0"]?.text
                == #"[{"id":"one","b":1},{"id":"two"},{"id":3}]"#)
        #expect(notes == ["kept 1 identifier in the place of other values of the column id"])
    }

    @Test func `more features than a page takes are counted and refused`() throws {
        var random = SeededGenerator(seed: 3)
        let layer = RandomLayer.layer(count: 21, using: &random)
        var options = MapPage.Options()
        options.featureLimit = 20
        let error = #expect(throws: WritingError.self) {
            _ = try DecodedPage.bytes(of: layer, options: options)
        }
        #expect(error?.reason.contains("found 21 features, expected 20 at most") ?? false)
        options.featureLimit = 21
        #expect(try DecodedPage(of: layer, options: options).head["count"] == .integer(21))
    }

    @Test func `texts and shapes that no browser could read are refused`() throws {
        let line = Geometry.lineString(
            try [0.0, 1, 2, 3].map { try Coordinate(longitude: $0, latitude: 1) })
        let text = Feature(
            id: nil, geometry: nil, properties: ["a": .text(String(repeating: "x", count: 90))])
        var options = MapPage.Options()
        for (feature, word) in [
            (Feature(id: nil, geometry: line, properties: [:]), "shapes"), (text, "texts"),
        ] {
            let layer = Layer(name: "a", features: [feature])
            options.elementLimit = 39
            let error = #expect(throws: WritingError.self) {
                _ = try DecodedPage.bytes(of: layer, options: options)
            }
            #expect(error?.reason.contains("bytes of \(word)") ?? false)
            options.elementLimit = 100
            #expect(try DecodedPage(of: layer, options: options).head["count"] == .integer(1))
        }
    }

    // MARK: Safety

    private static let emptyPage: String = {
        let page = try? DecodedPage.bytes(of: Layer(name: "a", features: [])).page
        return String(decoding: page ?? [], as: UTF8.self)
    }()

    @Test(arguments: PageTextTests.hostile)
    func `a hostile layer is a page with one script and one style`(text: String) throws {
        let feature = Feature(
            id: text, geometry: .point(try Coordinate(longitude: 1, latitude: 2)),
            properties: [
                "name": .text(text), "event_type": .text(text), "region": .text(text),
                text: .text("x"),
                "location": .text(text), "report": .text(text), "geo_prec": .text(text),
                "account_records": .list([.object(["report": .text(text + "2")])]),
            ])
        let page = try DecodedPage(of: Layer(name: text, features: [feature]))
        let markup = page.html.lowercased()
        func count(_ tag: String) -> Int { markup.components(separatedBy: tag).count - 1 }
        // The one block of texts is an element more than an empty layer has.
        let plain = Self.emptyPage.components(separatedBy: "<script").count
        #expect(count("<script") == plain && count("</script") == plain)
        #expect(count("<script>") == 1 && count("<style") == 1 && count("<!--") == 0)
        #expect(page.head["name"] == .text(text) && page.head["title"] == .text(text))
        #expect(try page.words("place", of: "places") == [text])
        #expect(try page.words("reports", of: "reports") == [text, text + "2"])
        #expect(try page.properties().first?["name"] == .text(text))
    }

    @Test func `the policy allows the script and the style of the page, to the byte`() throws {
        let html = try DecodedPage(of: Layer(name: "a", features: [])).html
        func hash(between start: String, and end: String) throws -> String {
            let first = try #require(html.range(of: start)).upperBound
            let last = try #require(html.range(of: end, range: first..<html.endIndex)).lowerBound
            return Base64.text(of: SHA256Digest(of: Array(html[first..<last].utf8)).bytes)
        }
        let script = try hash(between: "<script>", and: "</script>")
        let style = try hash(between: "<style>", and: "</style>")
        #expect(
            html.contains(
                "content=\"default-src 'none'; script-src 'sha256-\(script)'; "
                    + "style-src 'sha256-\(style)'; img-src data: blob:;"))
        // What the policy forbids should not be asked for either.
        for word in ["http://", "https://", " onclick=", " style=", "src="] {
            let skeleton = html.components(separatedBy: "<script")[0]
            #expect(!skeleton.contains(word), "\(word)")
        }
    }
}

extension CalendarDay {
    /// A day before all others.
    fileprivate static var distant: CalendarDay { CalendarDay(daysSince1970: -719_000) }
}
