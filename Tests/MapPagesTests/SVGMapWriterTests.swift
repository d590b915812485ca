import FileWriting
import Formats
import Foundation
import FoundationXML
import Regions
import SimpleFeatures
import TestMaterial
import Testing

@testable import MapPages

@Suite struct SVGMapWriterTests {
    /// An image as text, checked to be XML that asks for nothing.
    private static func image(
        of features: [Feature], options: MapPage.Options = MapPage.Options(maker: "Test"),
        hasGraticule: Bool = false, source: BaseMapSource = noGround
    ) throws -> (text: String, notes: [String]) {
        let memory = MemoryDestination()
        var writer = SVGMapWriter(
            to: memory, layerName: "layer", options: options, hasGraticule: hasGraticule
        ) { _ in source }
        var reader = LayerReader(Layer(name: "layer", features: features))
        var batch = FeatureBatch()
        while try reader.read(into: &batch) {
            try writer.write(batch)
            batch.removeAll()
        }
        let notes = try writer.finish()
        let parser = XMLParser(data: Data(memory.bytes))
        #expect(parser.parse(), "\(String(describing: parser.parserError))")
        let text = String(decoding: memory.bytes, as: UTF8.self)
        #expect(!text.contains("<script") && !text.contains("href") && !text.contains("<image"))
        #expect(text.ranges(of: "http").count == 1, "only the name of the format")
        return (text, notes)
    }

    private static let noGround = BaseMapSource(countries: nil, admin1: nil)

    private static func event(
        _ type: String, _ longitude: Double, _ latitude: Double, place: String = "Place",
        deaths: Int? = nil, uncertainty: Double? = nil, precision: String = "town"
    ) -> Feature {
        Feature(
            geometry: .point(
                Coordinate(wrappingLongitude: longitude, clampingLatitude: latitude)),
            properties: [
                "event_type": .text(type), "location": .text(place),
                "deaths_best": deaths.map { .integer($0) } ?? .null,
                "uncertainty_km": uncertainty.map { .real($0) } ?? .null,
                "geo_prec": .text(precision),
            ])
    }

    @Test func `events far from each other have symbols of their types and their names`() throws {
        let (text, notes) = try SVGMapWriterTests.image(of: [
            SVGMapWriterTests.event("march", -68.1, -16.5, place: "La Paz", deaths: 4),
            SVGMapWriterTests.event(
                "strike", -63.2, -17.8, place: "Chapare", uncertainty: 60, precision: "area"),
            Feature(geometry: nil, properties: ["event_type": .text("decree")]),
        ])
        #expect(text.contains("<title>march, La Paz, 4 deaths</title>"))
        #expect(text.contains(">La Paz</text>") && text.contains(">Chapare</text>"))
        #expect(text.contains("march (1)") && text.contains("strike (1)"))
        #expect(!text.contains("decree (1)"))
        #expect(text.contains("class=\"h7\""), "the area is hatched")
        #expect(text.contains("<ellipse class=\"ring\""))
        #expect(text.contains("2 events; 1 event without a place: not on the map. Layer: layer."))
        #expect(notes == ["1 event has no place and is not on the map"])
    }

    @Test func `of a toll without a best figure the low one counts, else the high one`() throws {
        func event(_ place: String, _ toll: Properties) -> Feature {
            var event = SVGMapWriterTests.event("clash", 0, Double(place.count) * 10, place: place)
            for property in toll.all { event.properties[property.name] = property.value }
            return event
        }
        let (text, _) = try SVGMapWriterTests.image(of: [
            event("A", ["deaths_low": .integer(2), "deaths_high": .integer(9)]),
            event("BB", ["deaths_high": .integer(5)]),
        ])
        #expect(text.contains("<title>clash, A, 2 deaths</title>"))
        #expect(text.contains("<title>clash, BB, 5 deaths</title>"))
    }

    @Test(
        arguments: [
            (["region": "Highlands; Media luna", "admin1": "La Paz"], ["Highlands"]),
            (["admin1": "La Paz", "country": "BO"], ["La Paz"]), (["country": "BO"], ["BO"]),
            ([:], []),
        ] as [([String: String], [String])])
    func `the ground is asked for by the first column of places`(
        columns: [String: String], titles: [String]
    ) throws {
        var asked: [String]?
        var writer = SVGMapWriter(
            to: MemoryDestination(), layerName: "layer", options: MapPage.Options(maker: "Test")
        ) { titles in
            asked = titles
            return SVGMapWriterTests.noGround
        }
        var event = SVGMapWriterTests.event("march", 0, 0)
        for (name, text) in columns { event.properties[name] = .text(text) }
        var reader = LayerReader(Layer(name: "layer", features: [event]))
        var batch = FeatureBatch()
        while try reader.read(into: &batch) {
            try writer.write(batch)
            batch.removeAll()
        }
        _ = try writer.finish()
        #expect(asked == titles)
    }

    @Test func `each type has a shape and a colour of its own`() {
        #expect(EventSymbol.all.map(\.word) == EventStyle.all.map(\.word))
        #expect(Set(EventSymbol.all.map(\.path)).count == EventSymbol.all.count)
    }

    @Test func `the area of a symbol is in proportion to its deaths`() throws {
        let events = [(100, 0.0), (25, 10.0), (0, 20.0)].map { (deaths: Int, longitude: Double) in
            SVGMapWriterTests.event("clash", longitude, 10, place: "P\(deaths)", deaths: deaths)
        }
        let (text, _) = try SVGMapWriterTests.image(of: events)
        let scales = text.matches(
            of: /scale\(([0-9.]+)\)" stroke-width="[0-9.]+" d="[^"]+"><title>/
        )
        .compactMap { Double($0.output.1) }
        #expect(scales.sorted() == [6, 11, 22])
    }

    @Test func `events at one spot are one symbol with their number`() throws {
        let (text, _) = try SVGMapWriterTests.image(
            of: (0..<12_345).map { number in
                SVGMapWriterTests.event(number < 12_000 ? "protest" : "riot", 2.35, 48.85)
            })
        #expect(text.contains(">12,345</text>"))
        #expect(text.contains("<title>riot 345, protest 12,000</title>"))
        #expect(text.utf8.count < 20_000)
    }

    @Test(arguments: 0..<5)
    func `no event is lost among crowds`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let count = 3000
        let events = (0..<count).map { _ in
            SVGMapWriterTests.event(
                EventStyle.all.randomElement(using: &random)?.word ?? "other",
                Double.random(in: -180...180, using: &random),
                Double.random(in: -90...90, using: &random))
        }
        let (text, _) = try SVGMapWriterTests.image(of: events)
        let numbers = text.matches(of: /class="count"[^>]*>([0-9,]+)</)
            .compactMap { Int($0.output.1.replacing(",", with: "")) }
        let singles = text.matches(of: /d="[^"]+"><title>/).count
        #expect(numbers.reduce(0, +) + singles == count, "seed \(seed)")
        #expect(text.utf8.count < 1_000_000)
    }

    @Test(arguments: [
        "</text><script>alert(1)</script>", "]]>", "<!--", "a & b \"c\" 'd'",
        "\u{0}\u{1B}[31m\u{FFFE}",
        "\u{202E}evil", String(repeating: "long ", count: 5000), "{{script}}", "العربية", "𝒳",
    ])
    func `hostile names stay words`(name: String) throws {
        var options = MapPage.Options(title: name, maker: name)
        options.language = .es
        let (text, _) = try SVGMapWriterTests.image(
            of: [SVGMapWriterTests.event(name, 10, 10, place: name)], options: options,
            hasGraticule: true)
        #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
        #expect(text.utf8.count < 60_000)
    }

    @Test(arguments: MapPage.Projection.allCases)
    func `any place on the earth, none, and one alone can be drawn`(
        kind: MapPage.Projection
    ) throws {
        let options = MapPage.Options(projection: kind, maker: "Test")
        let corners = [(0.0, 90.0), (180, -90), (-180, 0), (179.99, 5), (-179.99, 5), (0, 0)]
        var layers = corners.map { [SVGMapWriterTests.event("clash", $0.0, $0.1, uncertainty: 9)] }
        layers += [[], corners.map { SVGMapWriterTests.event("riot", $0.0, $0.1) }]
        for layer in layers {
            let (text, notes) = try SVGMapWriterTests.image(
                of: layer, options: options, hasGraticule: true)
            #expect(!text.contains("nan") && !text.contains("inf"))
            let beyond = layer.contains { ($0.geometry?.envelope?.north.magnitude ?? 0) > 86 }
            #expect(notes.count == (kind == .mercator && beyond ? 1 : 0))
        }
    }

    @Test func `lines get an arrow, areas a filling`() throws {
        let line = Feature(
            geometry: .lineString([
                try Coordinate(longitude: 177, latitude: -18),
                try Coordinate(longitude: -178, latitude: -17),
            ]), properties: ["event_type": .text("march")])
        let ring = [(10.0, 10.0), (20, 10), (20, 20), (10, 10)].map {
            Coordinate(wrappingLongitude: $0.0, clampingLatitude: $0.1)
        }
        let area = Feature(
            geometry: .polygon(Polygon(exterior: ring)), properties: ["event_type": .text("siege")])
        let (text, _) = try SVGMapWriterTests.image(of: [line])
        #expect(text.contains("class=\"way l6\"") && text.contains("class=\"a6\""))
        #expect(text.contains("route, and where it went"))
        let (other, _) = try SVGMapWriterTests.image(of: [area])
        #expect(other.contains("class=\"zone z9\""))
    }

    @Test func `the same layer gives the same bytes`() throws {
        let events = (0..<300).map { number in
            SVGMapWriterTests.event(
                EventStyle.all[number % 16].word, Double(number % 23), Double(number % 17),
                place: "P\(number % 29)", deaths: number % 7)
        }
        let first = try SVGMapWriterTests.image(of: events)
        #expect(first.text == (try SVGMapWriterTests.image(of: events)).text)
    }

    @Test(arguments: [(-68.0, -16.0, 5.0), (10, 50, 1), (0, 0, 40), (100, 65, 10)])
    func `the scale bar is true in the middle of the map`(
        longitude: Double, latitude: Double, size: Double
    ) throws {
        let window = DrawingWindow(
            try Envelope(
                west: longitude, south: latitude, east: longitude + size, north: latitude + size),
            kind: .equalArea, corner: SIMD2(16, 54), width: 716, heights: 228...860)
        let bar = SVGScaleBar(window: window)
        #expect(bar.length > 40 && bar.length <= 160)
        // On the sphere of the projection, with the flattening of the ellipsoid for a margin.
        let middle = window.position(at: SIMD2(374, (window.frame.top + window.frame.bottom) / 2))
        let metres = bar.kilometres * 1000
        let expected = window.radii(metres: metres, at: middle).x
        #expect((bar.length / expected - 1).magnitude < 0.006)
    }
}
