import Formats
import Foundation
import SimpleFeatures
import SpatialIndexing
import TestMaterial
import Testing

/// Layers that ogr2ogr wrote or that are put together here, read back.
///
/// The files in `FlatGeobuf` were written by GDAL 3.6.2 from the GeoJSON beside them, with
/// `ogr2ogr -f FlatGeobuf events.fgb events.geojson` and
/// `ogr2ogr -f FlatGeobuf -lco SPATIAL_INDEX=NO shapes.fgb shapes.geojson`.
@Suite struct FlatGeobufReaderTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "FlatGeobuf")

    static func bytes(of name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appending(path: name)))
    }

    /// Features by their identifiers, for writers give them another order.
    private static func byID(_ features: [Feature]) -> [Feature] {
        features.sorted { ($0.id ?? "") < ($1.id ?? "") }
    }

    /// GeoJSON whose features have the column `id` as their identifier, as FlatGeobuf has it.
    private static func geoJSON(_ bytes: [UInt8]) throws -> Layer {
        let layer = try GeoJSON.read(bytes, file: "layer.geojson").layer
        let features = layer.features.map { feature in
            var feature = feature
            let id = feature.properties["id"]
            feature.id = id.text ?? id.integer.map(String.init)
            return feature
        }
        return Layer(name: layer.name, features: features)
    }

    @Test(arguments: ["events", "shapes"])
    func `what ogr2ogr made of GeoJSON is read as the GeoJSON is`(name: String) throws {
        let path = Self.folder.appending(path: "\(name).fgb").path
        let layer = try FlatGeobufLayer(mapping: path)
        let reading = try layer.read()
        let expected = try Self.geoJSON(try Self.bytes(of: "\(name).geojson"))
        #expect(reading.notes.isEmpty)
        #expect(reading.layer.name == expected.name)
        // A column of nulls only is one of texts in GeoJSON, and says what it is here.
        #expect(reading.layer.schema.fields.map(\.name) == expected.schema.fields.map(\.name))
        for (found, wanted) in zip(reading.layer.schema.fields, expected.schema.fields)
        where expected.features.contains(where: { !$0.properties[wanted.name].isNull }) {
            #expect(found == wanted)
        }
        #expect(Self.byID(reading.layer.features) == Self.byID(expected.features))
        #expect(layer.featureCount == expected.features.count)
        #expect((layer.tree == nil) == (name == "shapes"))
        #expect(
            try FlatGeobufLayer(try Self.bytes(of: "\(name).fgb"), file: "x.fgb").read().layer
                .features == reading.layer.features)
    }

    @Test func `the tree of a file by ogr2ogr leads to the features that a window holds`() throws {
        let layer = try FlatGeobufLayer(
            mapping: Self.folder.appending(path: "events.fgb").path)
        let all = try layer.read().layer.features
        let tree = try #require(layer.tree)
        #expect(try tree.search(.world).map(\.number) == Array(all.indices))
        for entry in try tree.search(.world) {
            #expect(
                try layer.feature(at: entry.byteOffset, number: entry.number) == all[entry.number])
        }
        let window = try Envelope(west: -69, south: -17, east: -68, north: -16)
        let expected = all.indices.filter {
            all[$0].geometry?.envelope?.intersects(window) ?? false
        }
        #expect(try tree.search(window).map(\.number) == expected)
        #expect(!expected.isEmpty && expected.count < all.count)
    }

    // MARK: Values

    /// The number of a type, what a property holds, and its value.
    static let values: [(UInt8, [UInt8], Value)] = [
        (0, littleEndian(Int8(-5)), Value.integer(-5)), (1, [200], .integer(200)),
        (2, [1], .boolean(true)), (2, [0], .boolean(false)),
        (3, littleEndian(Int16(-300)), .integer(-300)),
        (4, littleEndian(UInt16(60_000)), .integer(60_000)),
        (5, littleEndian(Int32(-70_000)), .integer(-70_000)),
        (6, littleEndian(UInt32(4_000_000_000)), .integer(4_000_000_000)),
        (7, littleEndian(Int64.min), .integer(.min)),
        (8, littleEndian(UInt64(7)), .integer(7)),
        (8, littleEndian(UInt64.max), .real(0x1p64)),
        (9, littleEndian(Float(0.5).bitPattern), .real(0.5)),
        (10, littleEndian(0.1.bitPattern), .real(0.1)),
        (10, littleEndian(Double.nan.bitPattern), .null),
        (11, text("ñ"), .text("ñ")), (11, text(""), .text("")),
        (12, text(#"{"a":[1,"x"]}"#), .object(["a": .list([.integer(1), .text("x")])])),
        (13, text("2003-10-12T14:30:00Z"), .text("2003-10-12T14:30:00Z")),
        (13, text("2003-10-12T00:00:00"), .text("2003-10-12")),
        (13, text("2003-10-12T00:00:00Z"), .text("2003-10-12T00:00:00Z")),
        (13, text("2003-02-30T00:00:00"), .text("2003-02-30T00:00:00")),
        (14, littleEndian(UInt32(3)) + [0, 171, 255], .text("00ABFF")),
    ]

    @Test(arguments: values)
    func `each type of column has its value`(type: UInt8, bytes: [UInt8], value: Value) throws {
        let property = littleEndian(UInt16(1)) + bytes
        var builder = FlatGeobufBuilder(columns: [("other", 5), ("asked", type)])
        builder.features = [FlatGeobufBuilder.feature(nil, property)]
        let reading = try FlatGeobufLayer(builder.bytes, file: "one.fgb").read()
        #expect(
            reading.layer.features == [
                Feature(geometry: nil, properties: ["other": .null, "asked": value])
            ])
        #expect(reading.layer.schema.fields.map(\.type).first == .integer)
        #expect(reading.notes.count == (value == .null || value.number == 0x1p64 ? 1 : 0))
    }

    private static func text(_ text: String) -> [UInt8] {
        littleEndian(UInt32(text.utf8.count)) + Array(text.utf8)
    }

    @Test func `columns of its own, and a column id, are a feature's`() throws {
        var own = FlatGeobufBuilder.feature(nil, littleEndian(UInt16(0)) + Self.text("a-1"))
        own.fields[2] = .tables([FlatGeobufBuilder.column("id", 11)])
        var builder = FlatGeobufBuilder(name: nil)
        builder.features = [own, FlatGeobufBuilder.feature(nil)]
        let layer = try FlatGeobufLayer(builder.bytes, file: "folder/own.v2.fgb").read().layer
        #expect(layer.name == "own")
        #expect(layer.schema.fields == [.init(name: "id", type: .text)])
        #expect(
            layer.features == [
                Feature(id: "a-1", geometry: nil, properties: ["id": .text("a-1")]),
                Feature(geometry: nil),
            ])
    }

    @Test func `a layer without features has the columns of its header`() throws {
        // GDAL says that there is an index, of node size 16, where there is no feature either.
        let builder = FlatGeobufBuilder(columns: [("n", 7), ("day", 13)], nodeSize: 16)
        let layer = try FlatGeobufLayer(builder.bytes, file: "none.fgb")
        #expect(layer.tree == nil && layer.featureCount == nil)
        let read = try layer.read().layer
        #expect(read.features.isEmpty)
        #expect(
            read.schema.fields == [
                .init(name: "n", type: .integer), .init(name: "day", type: .dateTime),
            ]
        )
    }

    // MARK: Shapes

    @Test func `heights are dropped, rings closed and points without numbers kept apart`() throws {
        var high = FlatGeobufBuilder.shape(2, [1, 2, 3, 4])
        high.fields[2] = .doubles([100, 200])
        var builder = FlatGeobufBuilder()
        builder.features = [
            high, FlatGeobufBuilder.shape(3, [0, 0, 1, 0, 1, 1]),
            FlatGeobufBuilder.shape(1, [.nan, .nan]), FlatTable(fields: [6: .number(UInt8(1))]),
            FlatTable(fields: [6: .number(UInt8(6))]),
        ].map { FlatGeobufBuilder.feature($0) }
        let reading = try FlatGeobufLayer(builder.bytes, file: "odd.fgb").read()
        let ring = try [(0.0, 0.0), (1, 0), (1, 1), (0, 0)].map {
            try Coordinate(longitude: $0.0, latitude: $0.1)
        }
        #expect(
            reading.layer.features.map(\.geometry) == [
                .lineString([
                    try Coordinate(longitude: 1, latitude: 2),
                    try Coordinate(longitude: 3, latitude: 4),
                ]), .polygon(Polygon(exterior: ring)), nil, nil, .multiPolygon([]),
            ])
        #expect(
            reading.notes == [
                "dropped what follows longitude and latitude in 2 positions (first in feature 1)",
                "closed 1 open ring (feature 2)",
                "took 2 points without coordinates for no geometry (first in feature 3)",
            ])
    }

    static let noShapes: [(FlatTable, String)] = [
        (
            FlatGeobufBuilder.shape(1, [181, 2]),
            "found longitude 181.0, expected degrees in -180...180"
        ),
        (
            FlatGeobufBuilder.shape(2, [1, 2, 3, -91]),
            "found latitude -91.0, expected degrees in -90...90"
        ),
        (FlatGeobufBuilder.shape(2, [1, .nan, 3, 4]), "found latitude nan"),
        (FlatGeobufBuilder.shape(1, [1, 2, 3, 4]), "found a point of 2 positions, expected one"),
        (FlatGeobufBuilder.shape(1, [1, 2, 3]), "found 3 numbers of positions"),
        (FlatGeobufBuilder.shape(2, [1, 2]), "found a line of one position"),
        (FlatGeobufBuilder.shape(3, [1, 2, 3, 4, 1, 2]), "found a ring of 3 positions"),
        (FlatGeobufBuilder.shape(5, [1, 2, 3, 4], ends: [1, 2]), "found a line of one position"),
        (
            FlatGeobufBuilder.shape(5, [1, 2, 3, 4], ends: [3]),
            "found a part that ends before position 3, expected 2, the end of all"
        ),
        (
            FlatGeobufBuilder.shape(5, [1, 2, 3, 4], ends: [2, 1, 2]),
            "found a part that ends before position 1, expected a number in 2...2"
        ),
        (FlatGeobufBuilder.shape(6, [1, 2]), "found positions in a geometry of parts"),
        (FlatGeobufBuilder.shape(8, [1, 2]), "found a geometry of the kind CircularString"),
        (FlatGeobufBuilder.shape(0, [1, 2]), "found a geometry of the kind Unknown"),
        (FlatGeobufBuilder.shape(99, [1, 2]), "found shapes of kind 99"),
    ]

    @Test(arguments: noShapes)
    func `a shape that is none names its feature`(shape: FlatTable, sentence: String) throws {
        var builder = FlatGeobufBuilder()
        builder.features = [FlatGeobufBuilder.feature(nil), FlatGeobufBuilder.feature(shape)]
        try expect(builder.bytes, failsWith: sentence, feature: 2)
    }

    @Test func `a shape that unfolds to more than its bytes is refused`() throws {
        // Sixty collections in each other, each pointing a thousand times to the next.
        var shape = FlatGeobufBuilder.shape(1, [1, 2])
        for _ in 0..<60 {
            shape = FlatTable(fields: [6: .number(UInt8(7)), 7: .copies(shape, count: 1000)])
        }
        var builder = FlatGeobufBuilder()
        builder.features = [FlatGeobufBuilder.feature(shape)]
        try expect(
            builder.bytes, failsWith: "found parts that are pointed to again and again", feature: 1)
        var deep = FlatGeobufBuilder.shape(1, [1, 2])
        for _ in 0..<64 {
            deep = FlatTable(fields: [6: .number(UInt8(7)), 7: .tables([deep])])
        }
        builder.features = [FlatGeobufBuilder.feature(deep)]
        try expect(builder.bytes, failsWith: "found geometries more than 64 deep", feature: 1)
    }

    // MARK: Headers

    @Test(
        arguments: [
            ("EPSG", 4326, nil, nil, nil), (nil, 4326, nil, nil, nil),
            ("epsg", 4326, nil, nil, nil),
            ("OGC", 0, "CRS84", nil, nil), ("OGC", 0, "crs84", "WGS 84", nil),
            (nil, 0, nil, nil, nil),
            ("EPSG", 3857, nil, nil, "EPSG:3857"), ("ESRI", 4326, nil, nil, "ESRI:4326"),
            ("OGC", 0, "CRS83", nil, "OGC:CRS83"), (nil, 0, nil, "Gauss", "Gauss"),
        ] as [(String?, Int32, String?, String?, String?)])
    func `only longitude and latitude on WGS 84 pass`(
        organisation: String?, code: Int32, text: String?, name: String?, refused: String?
    ) throws {
        var system = FlatTable(fields: [1: .number(code)])
        if let organisation { system.fields[0] = .text(organisation) }
        if let name { system.fields[2] = .text(name) }
        if let text { system.fields[5] = .text(text) }
        let bytes = FlatGeobufBuilder(referenceSystem: system).bytes
        if let refused {
            try expect(
                bytes, failsWith: "found the crs '\(refused)', expected longitude and latitude")
        } else {
            #expect(try FlatGeobufLayer(bytes, file: "crs.fgb").read().layer.features.isEmpty)
        }
    }

    @Test func `what is no FlatGeobuf file is said to be none`() throws {
        try expect([], failsWith: "found no 'fgb' twice in the first 8 bytes")
        try expect(Array("{\"type\":1}".utf8), failsWith: "byte 0: found no 'fgb'")
        try expect(Array("fgb\u{2}fgb\u{0}".utf8), failsWith: "byte 3: found version 2")
        try expect(Array("fgb\u{3}fgb\u{0}".utf8), failsWith: "byte 8: found the end of the file")
        let two = FlatGeobufBuilder(columns: [("a", 1), ("a", 2)])
        try expect(two.bytes, failsWith: "found a second column 'a', expected names that differ")
        let unknown = FlatGeobufBuilder(columns: [("a", 15)])
        try expect(unknown.bytes, failsWith: "found values of type 15 in 'a'")
        let single = FlatGeobufBuilder(nodeSize: 1)
        try expect(single.bytes, failsWith: "found an index with 1 child a node")
    }

    @Test(arguments: [(1, "bytes behind the last of 1 features"), (3, "found the end of the file")])
    func `a count that lies is an error`(count: UInt64, sentence: String) throws {
        var builder = FlatGeobufBuilder(featureCount: count)
        builder.features = [FlatGeobufBuilder.feature(nil), FlatGeobufBuilder.feature(nil)]
        try expect(builder.bytes, failsWith: sentence, feature: count == 3 ? 3 : nil)
        builder.featureCount = .max
        try expect(builder.bytes, failsWith: "found 18446744073709551615 features")
        builder.nodeSize = 16
        builder.featureCount = 1 << 40
        try expect(builder.bytes, failsWith: "expected the index of 1099511627776 features")
    }

    @Test func `a file of more than the limits allow is refused`() throws {
        var builder = FlatGeobufBuilder(columns: [("a", 1), ("b", 1)])
        builder.features = [
            FlatGeobufBuilder.feature(FlatGeobufBuilder.shape(2, [1, 2, 3, 4])),
            FlatGeobufBuilder.feature(FlatGeobufBuilder.shape(2, [1, 2, 3, 4])),
        ]
        let bytes = builder.bytes
        for (limits, sentence) in [
            (ReadingLimits(features: 1), "found more than 1 features"),
            (ReadingLimits(positions: 3), "found more than 3 positions"),
            (ReadingLimits(values: 3), "found more than 3 values, nulls included"),
            (ReadingLimits(bytes: 9), "found \(bytes.count) bytes, expected 9 at most"),
        ] {
            let error = #expect(throws: FormatError.self) {
                try FlatGeobufLayer(bytes, file: "big.fgb", limits: limits).read()
            }
            #expect(error?.description.contains(sentence) ?? false, "\(String(describing: error))")
        }
        let enough = ReadingLimits(bytes: bytes.count, features: 2, positions: 4, values: 4)
        #expect(
            try FlatGeobufLayer(bytes, file: "ok.fgb", limits: enough).read().layer.features.count
                == 2)
    }

    @Test func `a file that is not there is an error with the system's reason`() throws {
        let error = #expect(throws: FormatError.self) { try FlatGeobufLayer(mapping: "absent.fgb") }
        #expect(
            error?.description
                == "absent.fgb: found No such file or directory, expected a FlatGeobuf file")
        #expect(throws: FormatError.self) { try FlatGeobufLayer(mapping: Self.folder.path) }
    }

    private func expect(
        _ bytes: [UInt8], failsWith sentence: String, feature: Int? = nil
    ) throws {
        let error = #expect(throws: FormatError.self) {
            try FlatGeobufLayer(bytes, file: "bad.fgb").read()
        }
        let text = error?.description ?? ""
        #expect(text.hasPrefix("bad.fgb: byte ") && text.contains(sentence), "\(text)")
        #expect(error?.feature == feature, "\(text)")
    }
}
