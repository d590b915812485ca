import Formats
import SimpleFeatures
import TestMaterial
import Testing

@Suite struct GeoJSONTests {
    private func text(_ layer: Layer, _ options: GeoJSON.Options = .init()) -> String {
        String(decoding: GeoJSON.bytes(of: layer, options: options), as: UTF8.self)
    }

    private func read(_ text: String) throws -> Reading {
        try GeoJSON.read(Array(text.utf8), file: "folder/a.b.geojson")
    }

    @Test func `two events are written as they stand in the golden file`() throws {
        try Golden.expect(GeoJSON.bytes(of: Samples.small), equalTo: "events.geojson")
        try Golden.expect(
            GeoJSON.bytes(of: Samples.small, options: .init(framing: .lines)),
            equalTo: "events.geojsonl")
    }

    @Test func `a layer without features is a collection without features`() {
        #expect(
            text(Layer(name: "", features: []))
                == "{\"type\":\"FeatureCollection\",\"name\":\"\",\"features\":[\n]}\n")
        #expect(text(Layer(name: "a", features: []), .init(framing: .lines)).isEmpty)
    }

    @Test func `each feature stands on a line of its own`() {
        let lines = text(Samples.hostile).split(separator: "\n")
        #expect(lines.count == Samples.hostile.features.count + 2)
        #expect(lines.dropFirst().dropLast().allSatisfy { $0.hasPrefix(#"{"type":"Feature","#) })
    }

    @Test func `a text sequence has a record separator in front of each feature`() {
        let text = text(Samples.small, .init(framing: .textSequence))
        #expect(text.split(separator: "\n").allSatisfy { $0.hasPrefix("\u{1E}{") })
    }

    @Test func `precision drops decimals`() {
        let layer = Layer(
            name: "a", features: [Feature(geometry: .point(at(-68.123456789, 16.999996)))])
        #expect(text(layer).contains("[-68.1234568,16.999996]"))
        #expect(text(layer, .init(precision: 5)).contains("[-68.12346,17]"))
        #expect(text(layer, .init(precision: 0)).contains("[-68,17]"))
    }

    @Test func `rings are closed and turned, outer ones counter-clockwise and holes clockwise`() {
        let clockwise = Array(square(0, 0, 4, 4).reversed())
        let layer = Layer(
            name: "a",
            features: [
                Feature(
                    geometry: .polygon(
                        Polygon(exterior: clockwise.dropLast(), interiors: [square(1, 1, 2, 2)])))
            ])
        #expect(
            text(layer).contains(
                "[[[0,0],[4,0],[4,4],[0,4],[0,0]],[[1,1],[1,2],[2,2],[2,1],[1,1]]]")
                || text(layer).contains(
                    "[[[4,0],[4,4],[0,4],[0,0],[4,0]],[[1,1],[1,2],[2,2],[2,1],[1,1]]]")
        )
    }

    @Test func `shapes with too few positions are written so that readers take them`() throws {
        let layer = Layer(
            name: "a",
            features: [
                Feature(geometry: .lineString([at(1, 2)])),
                Feature(geometry: .polygon(Polygon(exterior: [at(1, 2), at(3, 4)]))),
                Feature(geometry: .lineString([])),
                Feature(geometry: .polygon(Polygon(exterior: []))),
                Feature(geometry: .multiPolygon([Polygon(exterior: [])])),
                Feature(geometry: .multiLineString([[at(1, 2)], [at(1, 2), at(3, 4)]])),
            ])
        let back = try read(text(layer))
        #expect(back.layer.features.count == 6)
        #expect(back.notes.isEmpty)
        #expect(back.layer.features[0].geometry == .point(at(1, 2)))
    }

    @Test(arguments: [
        GeoJSON.Framing.collection, .lines, .textSequence,
    ])
    func `the hostile layer reads back with all its properties`(framing: GeoJSON.Framing) throws {
        let bytes = GeoJSON.bytes(of: Samples.hostile, options: .init(framing: framing))
        let back = try GeoJSON.read(bytes, file: "events.geojson")
        #expect(back.notes.isEmpty)
        #expect(back.layer.features.map(\.id) == Samples.hostile.features.map(\.id))
        #expect(back.layer.features.map(\.properties) == Samples.hostile.features.map(\.properties))
        #expect(back.layer.name == (framing == .collection ? Samples.hostile.name : "events"))
        #expect(back.layer.schema.field(named: "date_start")?.type == .day)
        // What is written once is not altered by reading and writing it again.
        let again = GeoJSON.bytes(
            of: Layer(name: Samples.hostile.name, features: back.layer.features),
            options: .init(framing: framing))
        #expect(again == bytes)
    }

    @Test(arguments: 0..<200)
    func `a layer at seven decimals reads back the same`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        func position() -> Coordinate {
            // Whole steps of 1e-7, within 80° of Greenwich, so that nothing is rounded or cut.
            func degrees() -> Double {
                Double(Int.random(in: -800_000_000...800_000_000, using: &random)) / 1e7
            }
            return at(degrees(), degrees())
        }
        func ring() -> [Coordinate] {
            let west = position()
            return square(west.longitude, west.latitude, west.longitude + 1, west.latitude + 0.5)
        }
        func geometry() -> Geometry? {
            switch Int.random(in: 0..<8, using: &random) {
            case 0: return nil
            case 1: return .point(position())
            case 2: return .lineString([position(), position()])
            case 3: return .polygon(Polygon(exterior: ring()))
            case 4: return .multiPoint([position(), position()])
            case 5: return .multiLineString([[position(), position()], []])
            case 6: return .multiPolygon([Polygon(exterior: ring()), Polygon(exterior: ring())])
            default: return .collection([.point(position()), .multiPoint([])])
            }
        }
        let features = (0..<Int.random(in: 0...6, using: &random)).map { _ in
            Feature(
                id: Bool.random(using: &random) ? .random(using: &random) : nil,
                geometry: geometry(), properties: .random(depth: 2, using: &random))
        }
        let layer = Layer(name: .random(using: &random), features: features)
        let bytes = GeoJSON.bytes(of: layer)
        let back = try GeoJSON.read(bytes, file: "a.geojson")
        #expect(back.layer.features.map(\.id) == features.map(\.id), "seed \(seed)")
        #expect(back.layer.features.map(\.properties) == features.map(\.properties), "seed \(seed)")
        #expect(GeoJSON.bytes(of: back.layer) == bytes, "seed \(seed)")
    }
}
