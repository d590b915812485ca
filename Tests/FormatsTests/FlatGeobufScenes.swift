import FileWriting
import Formats
import SimpleFeatures
import TestMaterial

/// Layers for the tests of FlatGeobuf, and what it takes to write them.
enum FlatGeobufScenes {
    /// A layer as FlatGeobuf, and the notes of its writer.
    ///
    /// - Parameter windowSize: How many features are handed over at once.
    static func written(
        _ layer: Layer, options: FlatGeobufWriter.Options = .init(), windowSize: Int = 1000
    ) throws -> (bytes: [UInt8], notes: [String]) {
        var survey = Survey()
        var batch = FeatureBatch()
        for feature in layer.features { try batch.append(feature) }
        survey.observe(batch)
        let destination = MemoryDestination()
        var writer = FlatGeobufWriter(
            layerNamed: layer.name, survey: survey, options: options, to: destination)
        var window = FeatureBatch()
        for start in stride(from: 0, to: layer.features.count, by: windowSize) {
            window.removeAll()
            for feature in layer.features[start...].prefix(windowSize) {
                try window.append(feature)
            }
            try writer.write(window)
        }
        let notes = try writer.finish()
        return (destination.bytes, notes)
    }

    /// A layer that is written and read back.
    static func readBack(
        _ layer: Layer, options: FlatGeobufWriter.Options = .init()
    ) throws -> (layer: Layer, notes: [String]) {
        let (bytes, notes) = try written(layer, options: options)
        let reading = try FlatGeobufLayer(bytes, file: "written.fgb").read()
        return (reading.layer, notes + reading.notes)
    }

    /// A file read a window at a time, to its end or its fault.
    ///
    /// - Parameter columns: The columns that are kept; `nil` for all.
    static func readInWindows(
        _ layer: FlatGeobufLayer, keeping columns: Set<String>? = nil
    ) -> (features: [Feature], notes: [String], error: FormatError?) {
        var features: [Feature] = []
        var reader = FlatGeobufReader(of: layer)
        if let columns { reader = reader.keeping(columns) }
        var batch = FeatureBatch()
        do throws(FormatError) {
            while try reader.read(into: &batch) {
                for row in 0..<batch.count { features.append(batch.feature(at: row)) }
                batch.removeAll()
            }
        } catch {
            for row in 0..<batch.count { features.append(batch.feature(at: row)) }
            return (features, reader.notes, error)
        }
        return (features, reader.notes, nil)
    }

    /// Points in every sort of place, many on one spot, among them lines, areas and features
    /// without a shape when asked for.
    static func layer(of count: Int, seed: UInt64, withShapes: Bool) throws -> Layer {
        var scene = Positions(seed: seed)
        var random = SeededGenerator(seed: seed &+ 1)
        var features: [Feature] = []
        for index in 0..<count {
            var geometry: Geometry? = .point(scene.position())
            if withShapes {
                switch Int.random(in: 0..<6, using: &random) {
                case 0: geometry = nil
                case 1: geometry = .lineString([scene.position(), scene.position()])
                case 2:
                    let box = try scene.envelope().parts[0]
                    geometry = .polygon(
                        Polygon(
                            exterior: try [
                                (box.west, box.south), (box.east, box.south), (box.east, box.north),
                                (box.west, box.south),
                            ].map { try Coordinate(longitude: $0.0, latitude: $0.1) }))
                default: break
                }
            }
            let text = ["", "El Alto", "Río Seco, a long way from the next town 💥"]
            features.append(
                Feature(
                    id: "f\(index)", geometry: geometry,
                    properties: [
                        "id": .text("f\(index)"), "number": .integer(index * 7 - 40),
                        "name": index % 5 == 0 ? .null : .text(text[index % 3]),
                        "share": .real(Double(index) / 3), "open": .boolean(index % 2 == 0),
                        "day": .text("2003-10-\(10 + index % 20)"),
                        "actors": Value(["army", "neighbours' council"]),
                    ]))
        }
        return Layer(name: "seeded", features: features)
    }

    /// Shapes of several parts that have but one, and some that are empty, which clients trip over.
    static var singleParts: Layer {
        let line = [(1.0, 2.0), (2, 2), (2, 3), (1, 2)].map {
            Coordinate(wrappingLongitude: $0.0, clampingLatitude: $0.1)
        }
        let area = Polygon(exterior: line)
        let shapes: [Geometry] = [
            .multiPoint([line[0]]), .multiLineString([line]), .multiPolygon([area]),
            .collection([.point(line[0])]), .collection([.multiLineString([line])]),
            .multiLineString([[], line]), .multiPolygon([Polygon(exterior: []), area]),
            .collection([.lineString([]), .collection([]), .polygon(area)]), .polygon(area),
            .collection([.collection([.multiPolygon([area])])]),
        ]
        return Layer(name: "single", features: shapes.map { Feature(geometry: $0) })
    }

    /// Features by their identifiers, for the format gives them an order of its own.
    static func byID(_ features: [Feature]) -> [String: Feature] {
        Dictionary(uniqueKeysWithValues: features.map { ($0.id ?? "", $0) })
    }

    /// The shape as every format has it: as GeoJSON reads it back, decimals and all.
    static func asWritten(_ geometry: Geometry?) throws -> Geometry? {
        let layer = Layer(name: "one", features: [Feature(geometry: geometry)])
        return try GeoJSON.read(GeoJSON.bytes(of: layer), file: "one").layer.features[0].geometry
    }
}
