import FileWriting
import Formats
import SimpleFeatures
import SpatialIndexing
import TestMaterial
import Testing

/// Layers that we write, read back.
@Suite struct FlatGeobufWriterTests {
    @Test func `every kind of shape is read back as all formats write it`() throws {
        let read = try FlatGeobufScenes.readBack(Samples.hostile).layer
        #expect(read.name == Samples.hostile.name)
        func key(_ feature: Feature) -> String {
            (feature.id ?? "") + (feature.properties["name"].text ?? "")
        }
        let found = Dictionary(uniqueKeysWithValues: read.features.map { (key($0), $0) })
        #expect(found.count == Samples.hostile.features.count)
        for feature in Samples.hostile.features {
            let other = try #require(found[key(feature)])
            #expect(other.geometry == (try FlatGeobufScenes.asWritten(feature.geometry)))
            for property in feature.properties.all {
                let value = other.properties[property.name]
                // Whole numbers among reals are reals.
                let isSame = value == property.value || value.number == property.value.number
                #expect(isSame, "\(property.name): \(value)")
            }
        }
    }

    static let values: [(String, [Value], [Value])] = [
        ("booleans", [.boolean(true), .boolean(false), .null], []),
        ("short integers", [.integer(Int(Int32.min)), .integer(Int(Int32.max))], []),
        ("long integers", [.integer(.min), .integer(.max), .integer(0)], []),
        ("reals", [.real(0.1), .real(-0.0), .real(1e300)], []),
        ("integers among reals", [.integer(3), .real(0.5)], [.real(3), .real(0.5)]),
        (
            "texts", [.text(""), .text("ñ 💥\n\u{0}"), .text(String(repeating: "x", count: 9999))],
            []
        ),
        (
            "texts of every length",
            (0..<70).map {
                .text(String("0123456789".dropFirst($0 % 3)) + String(repeating: "é", count: $0))
            }, []
        ),
        ("days", [.text("2003-10-12"), .null, .text("0001-01-01")], []),
        ("times", [.text("2003-10-12T14:30:00Z"), .text("2003-10-12T14:30:00.25-04:00")], []),
        (
            "midnights, which are no days",
            [.text("2003-10-12T00:00:00"), .text("2003-10-12T00:00:00Z")],
            [.text("2003-10-12T00:00:00.000"), .text("2003-10-12T00:00:00Z")]
        ),
        ("times with a space", [.text("2003-10-12 14:30:00")], [.text("2003-10-12T14:30:00")]),
        ("days among times", [.text("2003-10-12"), .text("2003-10-12T14:30:00Z")], []),
        (
            "lists", [Value(["a", "b"]), .list([]), .list([.integer(1), .object(["x": .null])])], []
        ),
        ("objects", [.object(["a": .list([.real(0.5)])]), .object([:])], []),
        (
            "several kinds", [.text("a"), .integer(1), .boolean(true), .real(0.5), Value(["a"])],
            [.text("a"), .text("1"), .text("true"), .text("0.5"), .text(#"["a"]"#)]
        ),
        ("nulls only", [.null, .null], []),
    ]

    @Test(arguments: values)
    func `each kind of value is read back`(
        name: String, values: [Value], expected: [Value]
    ) throws {
        let features = values.enumerated().map { index, value in
            Feature(
                geometry: .point(Coordinate(wrappingLongitude: Double(index), clampingLatitude: 0)),
                properties: ["n": .integer(index), "value": value])
        }
        let read = try FlatGeobufScenes.readBack(Layer(name: name, features: features))
        let found = read.layer.features.sorted {
            ($0.properties["n"].integer ?? 0) < ($1.properties["n"].integer ?? 0)
        }
        #expect(found.map { $0.properties["value"] } == (expected.isEmpty ? values : expected))
        let isMixed = name == "several kinds"
        #expect(
            read.notes
                == (isMixed
                    ? ["wrote 4 values as text in columns of several kinds"] : []))
    }

    @Test func `what the format cannot hold is said once a kind`() throws {
        let features = [
            Feature(
                id: "a", geometry: .lineString([]), properties: ["id": .text("b"), "x": .real(1.5)]),
            Feature(id: "7", geometry: nil, properties: ["id": .integer(7), "x": .integer(.max)]),
            Feature(id: "c", geometry: nil, properties: ["x": .null]),
        ]
        let (bytes, notes) = try FlatGeobufScenes.written(Layer(name: "odd", features: features))
        #expect(
            notes == [
                "wrote 1 empty shape as no geometry",
                "left out 2 identifiers that the column 'id' does not repeat",
                "rounded 1 whole number beyond 53 bits in columns of real numbers",
                "wrote 1 value as text in columns of several kinds",
            ])
        #expect(try FlatGeobufLayer(bytes, file: "odd.fgb").read().layer.features.count == 3)
    }

    @Test func `empty parts of shapes are left out, for GDAL reads nothing behind one`() throws {
        let position = Coordinate(wrappingLongitude: 1, clampingLatitude: 2)
        let line = [position, Coordinate(wrappingLongitude: 2, clampingLatitude: 2)]
        let area = Polygon(
            exterior: line + [Coordinate(wrappingLongitude: 2, clampingLatitude: 3), position])
        let shapes: [(Geometry, Geometry)] = [
            (.multiLineString([[], line]), .multiLineString([line])),
            (.multiPolygon([Polygon(exterior: []), area]), .multiPolygon([area])),
            (
                .collection([.collection([]), .lineString([]), .point(position)]),
                .collection([.point(position)])
            ),
        ]
        for (shape, expected) in shapes {
            let feature = Feature(geometry: shape)
            let read = try FlatGeobufScenes.readBack(Layer(name: "x", features: [feature]))
            #expect(read.layer.features.map(\.geometry) == [expected])
            let isOne = expected.kindName != "GeometryCollection"
            #expect(
                read.notes == [
                    "left out \(isOne ? "1 empty part" : "2 empty parts") of shapes"
                ])
        }
    }

    @Test func `a survey of another layer is said, and nothing else is lost`() throws {
        var survey = Survey()
        var batch = FeatureBatch()
        try batch.append(Feature(geometry: nil, properties: ["n": .integer(1)]))
        survey.observe(batch)
        batch.removeAll()
        try batch.append(
            Feature(geometry: nil, properties: ["n": .integer(1 << 40), "m": .text("x")]))
        try batch.append(Feature(geometry: nil, properties: ["n": .integer(2), "m": .null]))
        let destination = MemoryDestination()
        var writer = FlatGeobufWriter(layerNamed: "other", survey: survey, to: destination)
        try writer.write(batch)
        #expect(
            try writer.finish() == [
                "left out 2 values that the columns do not foresee"
            ])
        let read = try FlatGeobufLayer(destination.bytes, file: "other.fgb").read().layer
        #expect(read.features.map { $0.properties["n"] } == [.null, .integer(2)])
    }

    @Test func `a line in a layer that was surveyed as one of points is refused`() throws {
        var survey = Survey()
        var batch = FeatureBatch()
        let position = Coordinate(wrappingLongitude: 1, clampingLatitude: 2)
        try batch.append(Feature(geometry: .point(position)))
        survey.observe(batch)
        try batch.append(Feature(geometry: .lineString([position, position])))
        var writer = FlatGeobufWriter(layerNamed: "x", survey: survey, to: MemoryDestination())
        var failure: WritingError?
        do throws(WritingError) { try writer.write(batch) } catch { failure = error }
        #expect(
            failure?.reason
                == "feature 2 is a LineString, and the survey of the layer has points only")
    }

    @Test func `identifiers get a column of their own in front where there is none`() throws {
        let features = [
            Feature(id: "ñ-1", geometry: nil, properties: ["a": .integer(1)]),
            Feature(geometry: nil, properties: ["a": .integer(2)]),
        ]
        let read = try FlatGeobufScenes.readBack(Layer(name: "ids", features: features)).layer
        #expect(read.features.map(\.id) == ["ñ-1", nil])
        #expect(read.schema.fields.map(\.name) == ["id", "a"])
        #expect(read.features[1].properties["id"] == .null)
    }

    @Test func `a layer of nothing, of one feature and of no places can be opened`() throws {
        let point = Feature(
            id: "x", geometry: .point(Coordinate(wrappingLongitude: 180, clampingLatitude: -90)),
            properties: ["id": .text("x")])
        let lost = Feature(id: "y", geometry: nil, properties: ["id": .text("y")])
        for features in [[], [point], [lost], [lost, lost, lost], [point, lost]] {
            let written = try FlatGeobufScenes.written(Layer(name: "few", features: features))
            let layer = try FlatGeobufLayer(written.bytes, file: "few.fgb")
            let found = try layer.read().layer.features
            #expect(Set(found) == Set(features) && found.count == features.count)
            #expect((layer.tree == nil) == features.isEmpty)
            let placed = features.count { $0.geometry != nil }
            #expect(try (layer.tree?.search(.world) ?? []).count == placed)
        }
    }

    @Test(arguments: 0..<12 as Range<UInt64>)
    func `a layer is the same by way of a disk, whatever the memory and the windows`(
        seed: UInt64
    ) throws {
        let layer = try FlatGeobufScenes.layer(of: 600, seed: seed, withShapes: seed % 2 == 0)
        let (bytes, _) = try FlatGeobufScenes.written(layer)
        for limit in [1, 700, 20_000, 150_000] {
            let options = FlatGeobufWriter.Options(memoryLimit: limit)
            let other = try FlatGeobufScenes.written(
                layer, options: options, windowSize: 37 * Int(seed + 1))
            #expect(other.bytes == bytes, "seed \(seed), \(limit) bytes")
        }
        let found = FlatGeobufScenes.byID(
            try FlatGeobufLayer(bytes, file: "x").read().layer.features)
        #expect(found.count == 600)
        for feature in layer.features {
            let other = try #require(found[feature.id ?? ""])
            #expect(other.properties == feature.properties, "seed \(seed)")
            if case .point = feature.geometry { #expect(other.geometry == feature.geometry) }
            #expect((other.geometry == nil) == (feature.geometry == nil))
        }
    }

    @Test func `features go to a disk only above the memory allowed`() throws {
        let layer = try FlatGeobufScenes.layer(of: 300, seed: 1, withShapes: false)
        var survey = Survey()
        var batch = FeatureBatch()
        for feature in layer.features { try batch.append(feature) }
        survey.observe(batch)
        let bytes = try FlatGeobufScenes.written(layer).bytes.count
        let needed = FlatGeobufWriter.memoryNeeded(forFeatures: 300, of: bytes)
        for (limit, isSpilled) in [(needed, false), (needed / 2, true)] {
            var writer = FlatGeobufWriter(
                layerNamed: "x", survey: survey, options: .init(memoryLimit: limit),
                to: MemoryDestination())
            try writer.write(batch)
            #expect(writer.bytesInMemory <= limit)
            #expect((writer.bytesOnDisk > 0) == isSpilled)
        }
    }

    @Test(arguments: 0..<24 as Range<UInt64>)
    func `a window finds what looking at all finds, in the order of the file`(
        seed: UInt64
    ) throws {
        var scene = Positions(seed: seed)
        let count = [1, 15, 16, 17, 257, 500][Int(seed % 6)]
        let layer = try FlatGeobufScenes.layer(of: count, seed: seed, withShapes: seed % 4 > 0)
        let file = try FlatGeobufLayer(
            try FlatGeobufScenes.written(layer).bytes, file: "seeded.fgb")
        let all = try file.read().layer.features
        for _ in 0..<20 {
            let window = try scene.envelope()
            let expected = all.filter { $0.geometry?.envelope?.intersects(window) ?? false }
            var reader = try FlatGeobufReader(of: file, meeting: window)
            #expect(reader.featureCount == expected.count)
            var batch = FeatureBatch()
            _ = try reader.read(into: &batch)
            #expect((0..<batch.count).map { batch.feature(at: $0) } == expected, "seed \(seed)")
        }
    }

    @Test func `positions are rounded when decimals are asked for, and else are kept`() throws {
        let positions = [(-68.123456789, 16.987654321), (179.9996, -0.0004), (0.0005, -89.9996)]
            .map { Coordinate(wrappingLongitude: $0.0, clampingLatitude: $0.1) }
        let features = [
            Feature(id: "a", geometry: .point(positions[0]), properties: ["id": .text("a")]),
            Feature(id: "b", geometry: .multiPoint(positions), properties: ["id": .text("b")]),
        ]
        let layer = Layer(name: "fine", features: features)
        let kept = FlatGeobufScenes.byID(try FlatGeobufScenes.readBack(layer).layer.features)
        #expect(kept == FlatGeobufScenes.byID(features))
        let rounded = FlatGeobufScenes.byID(
            try FlatGeobufScenes.readBack(layer, options: .init(precision: 3)).layer.features)
        #expect(
            rounded["b"]?.geometry?.positions.map { [$0.longitude, $0.latitude] }
                == [[-68.123, 16.988], [180, 0], [0.001, -90]])
        #expect(
            rounded["a"]?.geometry?.positions
                == rounded["b"]?.geometry?.positions.prefix(1).map { $0 })
    }

    @Test func `more columns than a batch can number are refused`() throws {
        var builder = FlatGeobufBuilder(columns: (0..<65_536).map { ("c\($0)", 5) })
        builder.features = [FlatGeobufBuilder.feature(nil)]
        let layer = try FlatGeobufLayer(builder.bytes, file: "wide.fgb")
        var reader = FlatGeobufReader(of: layer)
        var batch = FeatureBatch()
        var failure: FormatError?
        do throws(FormatError) { _ = try reader.read(into: &batch) } catch { failure = error }
        #expect(failure?.found == "more than 65535 columns")
        builder.columns = (0..<70_000).map { ("c\($0)", 5) }
        let error = #expect(throws: FormatError.self) {
            try FlatGeobufLayer(builder.bytes, file: "wider.fgb")
        }
        #expect(error?.found == "70000 columns")
    }
}
