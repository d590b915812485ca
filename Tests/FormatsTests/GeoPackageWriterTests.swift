import FileWriting
import Formats
import Foundation
import GRDB
import SimpleFeatures
import TestMaterial
import Testing

/// What stands in the files that we write.
@Suite struct GeoPackageWriterTests {
    private func feature(_ properties: Properties, _ geometry: Geometry? = nil) -> Feature {
        Feature(geometry: geometry, properties: properties)
    }

    /// Points on towns, many of one place, and some features without a place.
    private static func scene(_ count: Int, seed: UInt64) -> Layer {
        var random = SeededGenerator(seed: seed)
        let features = (0..<count).map { number in
            let isTown = Bool.random(using: &random)
            let position =
                isTown
                ? at(-68.15, -16.5)
                : at(
                    Double.random(in: -180...180, using: &random),
                    Double.random(in: -90...90, using: &random))
            return Feature(
                geometry: number % 10 == 9 ? nil : .point(position),
                properties: ["number": .integer(number)])
        }
        return Layer(name: "scene", features: features)
    }

    @Test func `the header says GeoPackage 1_3, and nothing lies beside the file`() throws {
        let folder = try GeoPackageFolder()
        try folder.write(Samples.hostile, to: "a.gpkg")
        let bytes = try folder.bytes(of: "a.gpkg")
        #expect(Array(bytes[68..<72]) == Array("GPKG".utf8))
        #expect(Array(bytes[60..<64]) == [0, 0, 0x28, 0x3C])
        // Written in place, not ahead.
        #expect(Array(bytes[18...19]) == [1, 1])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["a.gpkg"])
    }

    @Test func `the same layer gives the same bytes, in whatever batches`() throws {
        let folder = try GeoPackageFolder()
        try folder.write(Samples.hostile, to: "a.gpkg", batchSize: 1)
        try folder.write(Samples.hostile, to: "b.gpkg", batchSize: 100)
        #expect(try folder.bytes(of: "a.gpkg") == folder.bytes(of: "b.gpkg"))
    }

    @Test(arguments: [0, 1, 50, 51, 52, 102, 2_601, 2_652, 6_000])
    func `SQLite finds the packed tree sound, and boxes find what brute force does`(
        count: Int
    ) throws {
        let folder = try GeoPackageFolder()
        let layer = Self.scene(count, seed: UInt64(count))
        try folder.write(layer, to: "a.gpkg", batchSize: 1000)
        let tree = "rtree_scene_geom"
        try folder.database("a.gpkg") { database throws in
            #expect(
                try String.fetchOne(database, sql: "SELECT rtreecheck('\(tree)')") == "ok")
            let placed = layer.features.count { $0.geometry != nil }
            #expect(try Int.fetchOne(database, sql: "SELECT count(*) FROM \(tree)") == placed)
        }
        var random = SeededGenerator(seed: 7)
        for _ in 0..<20 {
            let west = Double.random(in: -180...180, using: &random)
            let south = Double.random(in: -90...90, using: &random)
            let window = try Envelope(
                west: west, south: south, east: Double.random(in: -180...180, using: &random),
                north: Double.random(in: south...90, using: &random))
            func isInside(_ feature: Feature) -> Bool {
                guard case .point(let position) = feature.geometry else { return false }
                return window.contains(position)
            }
            let found = try folder.read("a.gpkg", window: window).layer.features
            #expect(
                found.filter(isInside).map(\.properties)
                    == layer.features.filter(isInside).map(\.properties), "\(window)")
            // The tree has 32 bits: what it gives beyond the window lies just beside it.
            #expect(found.count - found.filter(isInside).count <= 3)
        }
    }

    @Test func `the tree takes changes as one that SQLite filled itself`() throws {
        let folder = try GeoPackageFolder()
        try folder.write(Self.scene(3000, seed: 3), to: "a.gpkg", batchSize: 1000)
        try folder.database("a.gpkg") { database throws in
            try database.execute(
                sql: """
                    DELETE FROM rtree_scene_geom WHERE id % 3 = 0;
                    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)
                    INSERT INTO rtree_scene_geom SELECT 10000 + i, i / 10.0, i / 10.0, 1, 2 FROM n;
                    """)
            #expect(
                try String.fetchOne(database, sql: "SELECT rtreecheck('rtree_scene_geom')")
                    == "ok")
        }
    }

    @Test func `columns have the types of their values`() throws {
        let folder = try GeoPackageFolder()
        let notes = try folder.write(
            Layer(
                name: "types",
                features: [
                    feature([
                        "truth": .boolean(true), "small": .integer(-5), "large": .integer(1 << 40),
                        "real": .real(0.5), "mixed": .integer(3), "text": .text("a"),
                        "day": .text("2003-10-12"), "time": .text("2003-10-12T08:00:00Z"),
                        "list": Value(["a", "b"]), "object": .object(["a": .integer(1)]),
                        "any": .text("a"), "none": .null,
                    ]),
                    feature(["mixed": .real(0.25), "any": .integer(7), "real": .integer(2)]),
                    feature(["any": .boolean(false), "text": .text("")]),
                ]), to: "a.gpkg")
        try folder.database("a.gpkg") { database throws in
            let types = try Row.fetchAll(database, sql: "SELECT * FROM pragma_table_info('types')")
            #expect(
                types.map { "\($0["name"] as String) \($0["type"] as String)" } == [
                    "fid INTEGER", "geom GEOMETRY", "truth BOOLEAN", "small MEDIUMINT",
                    "large INTEGER", "real DOUBLE", "mixed DOUBLE", "text TEXT", "day DATE",
                    "time DATETIME", "list TEXT", "object TEXT", "any TEXT", "none TEXT",
                ])
            let row = try #require(try Row.fetchOne(database, sql: "SELECT * FROM types"))
            #expect(row["list"] as String == #"["a","b"]"#)
            #expect(row["object"] as String == #"{"a":1}"#)
            #expect(row["time"] as String == "2003-10-12T08:00:00.000Z")
            #expect(
                try String.fetchAll(
                    database,
                    sql: "SELECT group_concat(typeof(any)) || group_concat(typeof(real)) "
                        + "|| group_concat(quote(text)) FROM types")
                    == ["text,text,textreal,real,null'a',NULL,''"])
            #expect(
                try String.fetchAll(
                    database, sql: "SELECT column_name || mime_type FROM gpkg_data_columns")
                    == ["listapplication/json", "objectapplication/json"])
        }
        #expect(
            notes == ["wrote 2 values that are no texts as texts, for their columns hold texts too"]
        )
    }

    @Test(arguments: [
        ("2003-10-12T08:00:00Z", "2003-10-12T08:00:00.000Z", 0),
        ("2003-10-12 08:00:00.5", "2003-10-12T08:00:00.500Z", 2),
        ("2003-10-12T22:30:00-04:00", "2003-10-13T02:30:00.000Z", 1),
        ("2004-03-01T00:15:00+00:30", "2004-02-29T23:45:00.000Z", 1),
        ("2003-12-31T23:59:60.123456-00:01", "2004-01-01T00:00:60.123Z", 5),
        ("2003-10-12T08:00:00.120000+00:00", "2003-10-12T08:00:00.120Z", 0),
    ])
    func `times are in UTC to the millisecond`(
        text: String, written: String, changes: Int
    ) throws {
        let folder = try GeoPackageFolder()
        let layer = Layer(name: "t", features: [feature(["at": .text(text)])])
        let notes = try folder.write(layer, to: "a.gpkg")
        let found = try folder.database("a.gpkg") {
            try String.fetchOne($0, sql: "SELECT at FROM t")
        }
        #expect(found == written)
        let kinds = [
            "turned a time of another zone to UTC", "took a time that says no zone for UTC",
            "cut a time to the millisecond",
        ]
        #expect(notes == kinds.indices.filter { changes & 1 << $0 != 0 }.map { kinds[$0] })
    }

    @Test func `a time that UTC puts out of the calendar is left out with a note`() throws {
        let folder = try GeoPackageFolder()
        let features = ["9999-12-31T23:00:00-04:00", "0001-01-01T01:00:00+04:00"].map {
            feature(["at": .text($0)])
        }
        let notes = try folder.write(Layer(name: "t", features: features), to: "a.gpkg")
        #expect(notes.last == "left out 2 values that do not fit their columns")
        #expect(
            try folder.read("a.gpkg").layer.features.allSatisfy { $0.properties["at"].isNull })
    }

    @Test func `names that SQLite cannot have twice are changed with a note`() throws {
        let folder = try GeoPackageFolder()
        let names = [
            "FID", "geom", "name", "Name", "name_2", "a\"b", "a'b; DROP TABLE x", "", "select",
            "ñandú", "ÑANDÚ", "nul\u{0}l",
        ]
        let properties = Properties(
            names.enumerated().map { Properties.Property(name: $1, value: .integer($0)) })
        let notes = try folder.write(
            Layer(name: "names \"'; --", features: [feature(properties, .point(at(1, 2)))]),
            to: "a.gpkg")
        #expect(
            notes == [
                "renamed 5 columns, for a GeoPackage has columns fid and geom of its own and does "
                    + "not tell capitals from small letters (first 'FID' to 'FID_2')"
            ])
        let read = try folder.read("a.gpkg").layer
        #expect(read.name == "names \"'; --")
        #expect(
            read.features[0].properties.all.map(\.name) == [
                "FID_2", "geom_2", "name", "Name_3", "name_2", "a\"b", "a'b; DROP TABLE x",
                "column", "select", "ñandú", "ÑANDÚ", "nul\u{FFFD}l",
            ])
        #expect(read.features[0].properties.all.map(\.value) == names.indices.map { .integer($0) })
        #expect(
            try folder.read("a.gpkg", window: Envelope(at(1, 2))).layer.features.count == 1)
    }

    @Test(arguments: [
        ("", "layer"), ("gpkg_contents", "layer_gpkg_contents"),
        ("SQLite_master", "layer_SQLite_master"), ("rtree_x", "layer_rtree_x"),
        ("layer_styles", "layer_layer_styles"), ("ordinary", "ordinary"), ("名前", "名前"),
    ])
    func `a layer's table has its name as far as SQLite allows`(
        name: String, table: String
    ) throws {
        let folder = try GeoPackageFolder()
        try folder.write(
            Layer(name: name, features: [feature(["a": .integer(1)])]), to: "a.gpkg")
        #expect(try folder.read("a.gpkg").layer.name == table)
        let title = try folder.database("a.gpkg") {
            try String.fetchOne($0, sql: "SELECT identifier FROM gpkg_contents")
        }
        #expect(title == name)
        #expect(try folder.read("a.gpkg", layer: name).layer.features.count == 1)
    }

    @Test func `more columns than a table can have are an error`() throws {
        let folder = try GeoPackageFolder()
        let properties = Properties(
            (0..<1999).map { Properties.Property(name: "c\($0)", value: .integer($0)) })
        let error = try #require(throws: WritingError.self) {
            try folder.write(Layer(name: "wide", features: [feature(properties)]), to: "a.gpkg")
        }
        #expect(
            error.reason
                == "a table of a GeoPackage has 2000 columns at most, with the shape and the number "
                + "of the row; this one would have 2001")
        let most = Properties(properties.all.dropLast())
        try folder.write(Layer(name: "wide", features: [feature(most)]), to: "b.gpkg")
        #expect(try folder.read("b.gpkg").layer.features[0].properties == most)
    }

    @Test(arguments: [
        ([Geometry.point(at(1, 2))], "POINT"),
        ([.lineString([at(1, 2), at(3, 4)])], "LINESTRING"),
        ([.lineString([at(1, 2)])], "LINESTRING"),
        ([.multiLineString([[at(1, 2)], [at(1, 2), at(3, 4)]])], "MULTILINESTRING"),
        ([.polygon(Polygon(exterior: square(1, 2, 3, 4)))], "POLYGON"),
        ([.polygon(Polygon(exterior: square(170, 2, -170, 4)))], "GEOMETRY"),
        ([.point(at(1, 2)), .multiPoint([at(1, 2)])], "GEOMETRY"),
        ([], "GEOMETRY"),
    ])
    func `the file says a kind of shapes only where all are of it`(
        geometries: [Geometry], type: String
    ) throws {
        let folder = try GeoPackageFolder()
        let features = geometries.map { feature(["a": .integer(1)], $0) }
        try folder.write(Layer(name: "t", features: features), to: "a.gpkg")
        try folder.database("a.gpkg") { database throws in
            #expect(
                try String.fetchOne(
                    database, sql: "SELECT geometry_type_name FROM gpkg_geometry_columns") == type)
        }
        if type != "GEOMETRY" {
            let kinds = try folder.read("a.gpkg").layer.features.map {
                $0.geometry?.kindName.uppercased()
            }
            #expect(kinds.allSatisfy { $0 == type })
        }
    }

    @Test func `positions are rounded when asked, and exact when not`() throws {
        let folder = try GeoPackageFolder()
        let position = at(-68.123456789, 16.987654321)
        let layer = Layer(
            name: "t",
            features: [
                feature(["a": .integer(1)], .point(position)),
                feature(["a": .integer(2)], .lineString([position, at(1, 1)])),
            ])
        try folder.write(layer, to: "a.gpkg")
        #expect(try folder.read("a.gpkg").layer.features == layer.features)
        try folder.write(layer, to: "b.gpkg", options: .init(precision: 2))
        #expect(
            try folder.read("b.gpkg").layer.features.map(\.geometry) == [
                .point(at(-68.12, 16.99)), .lineString([at(-68.12, 16.99), at(1, 1)]),
            ])
    }

    @Test func `the time of the last change is the one that is given`() throws {
        let folder = try GeoPackageFolder()
        for (seconds, time) in [
            (0, "1970-01-01T00:00:00.000Z"), (1_066_003_199, "2003-10-12T23:59:59.000Z"),
            (-1, "1969-12-31T23:59:59.000Z"),
        ] {
            let name = "\(seconds).gpkg"
            try folder.write(
                Samples.small, to: name, options: .init(lastChangeSeconds: seconds))
            try folder.database(name) { database throws in
                #expect(
                    try String.fetchSet(database, sql: "SELECT last_change FROM gpkg_contents")
                        == [time])
                #expect(
                    try String.fetchSet(database, sql: "SELECT update_time FROM layer_styles")
                        == [time])
            }
        }
    }

    @Test func `a folder that is not there is an error with the path`() throws {
        let folder = try GeoPackageFolder()
        let error = try #require(throws: WritingError.self) {
            try folder.write(Samples.small, to: "none/a.gpkg")
        }
        #expect(error.path == folder.path("none/a.gpkg"))
        #expect(error.reason == "cannot be written: unable to open database file")
    }
}
