import FileMapping
import Formats
import Foundation
import GRDB
import SimpleFeatures
import Testing

/// What is read of files, those of others too.
@Suite struct GeoPackageReaderTests {
    /// The message of the error that reading a file gives, without the path.
    private func complaint(
        of name: String, in folder: GeoPackageFolder, layer: String? = nil,
        limits: ReadingLimits = ReadingLimits()
    ) throws -> String {
        let error = try #require(throws: FormatError.self) {
            try folder.read(name, layer: layer, limits: limits)
        }
        #expect(error.file == folder.path(name))
        return error.description.replacing(folder.path(name), with: name)
    }

    @Test func `what we write reads back the same`() throws {
        let folder = try GeoPackageFolder()
        try folder.write(Samples.hostile, to: "a.gpkg")
        let reading = try folder.read("a.gpkg")
        #expect(reading.notes == [])
        #expect(reading.layer.name == Samples.hostile.name)
        #expect(reading.layer.features.map(\.id) == Samples.hostile.features.map(\.id))
        let expected = try GeoJSON.read(
            GeoJSON.bytes(of: Samples.hostile), file: "hostile.geojson"
        ).layer
        for (feature, other) in zip(reading.layer.features, expected.features) {
            #expect(feature.geometry == other.geometry)
            for property in other.properties.all {
                var value = property.value
                if case .text(let text) = value {
                    value = .text(text.replacing("\u{0}", with: "\u{FFFD}"))
                }
                // Integers among reals are reals.
                if property.name == "confidence", let number = value.number {
                    value = .real(number)
                }
                #expect(feature.properties[property.name] == value, "\(property.name)")
            }
        }
    }

    @Test func `features without a column of identifiers get one, in front`() throws {
        let folder = try GeoPackageFolder()
        let layer = Layer(
            name: "t",
            features: [
                Feature(id: "x", geometry: nil, properties: ["a": .integer(1)]),
                Feature(id: nil, geometry: nil, properties: ["a": .integer(2)]),
            ])
        try folder.write(layer, to: "a.gpkg")
        let features = try folder.read("a.gpkg").layer.features
        #expect(features.map(\.id) == ["x", nil])
        #expect(features.map { $0.properties.all.map(\.name) } == [["id", "a"], ["id", "a"]])
        #expect(features.map { $0.properties["id"] } == [.text("x"), .null])
    }

    @Test func `values have the types of their columns`() throws {
        let folder = try GeoPackageFolder()
        try folder.build(
            "a.gpkg",
            columns: "b BOOLEAN, i INT, t TINYINT, r REAL, f FLOAT, s TEXT(20), x BLOB, d DATE, "
                + "m DATETIME, g INTEGER GENERATED ALWAYS AS (i + 1) VIRTUAL",
            rows: [])
        try folder.database("a.gpkg") { database throws in
            try database.execute(
                sql: """
                    INSERT INTO t (fid, b, i, t, r, f, s, x, d, m) VALUES
                      (3, 1, 7, -1, 2, 1e999, 'ñ💥', x'00ff', '2003-10-12',
                        '2003-10-12T08:00:00.000Z'),
                      (5, 0, -9223372036854775808, NULL, 0.5, 0.25, '', x'', NULL,
                        '2003-10-12T08:00:00.250Z'),
                      (9, 2, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
                        '2003-10-12T08:00:00.000+02:00');
                    """)
        }
        let reading = try folder.read("a.gpkg")
        #expect(
            reading.layer.features.map(\.properties) == [
                [
                    "b": .boolean(true), "i": .integer(7), "t": .integer(-1), "r": .real(2),
                    "f": .null, "s": .text("ñ💥"), "x": .text("00ff"), "d": .text("2003-10-12"),
                    "m": .text("2003-10-12T08:00:00Z"), "g": .integer(8),
                ],
                [
                    "b": .boolean(false), "i": .integer(.min), "t": .null, "r": .real(0.5),
                    "f": .real(0.25), "s": .text(""), "x": .text(""), "d": .null,
                    "m": .text("2003-10-12T08:00:00.250Z"), "g": .integer(.min + 1),
                ],
                [
                    "b": .integer(2), "i": .null, "t": .null, "r": .null, "f": .null, "s": .null,
                    "x": .null, "d": .null, "m": .text("2003-10-12T08:00:00.000+02:00"),
                    "g": .null,
                ],
            ])
        #expect(
            reading.notes == ["took 1 number that are infinite or none for null (row 3)"])
    }

    // MARK: Shapes

    /// Shapes as others write them, with what they are.
    static let shapes: [(name: String, bytes: [UInt8], geometry: Geometry?, note: String?)] = [
        ("point", WKB.point(1, 2), .point(at(1, 2)), nil),
        (
            "big-endian point",
            WKB.head(1, bigEndian: true) + WKB.doubles([1, 2], bigEndian: true),
            .point(at(1, 2)), nil
        ),
        (
            "ISO point with a height", WKB.head(1001) + WKB.doubles([1, 2, 3]), .point(at(1, 2)),
            "dropped what follows longitude and latitude in 1 position (row 1)"
        ),
        (
            "ISO line with a measure",
            WKB.head(2002) + WKB.number(UInt32(2))
                + WKB.doubles([1, 2, 3, 4, 5, 6]), .lineString([at(1, 2), at(4, 5)]),
            "dropped what follows longitude and latitude in 2 positions (first in row 1)"
        ),
        (
            "ISO point with both", WKB.head(3001) + WKB.doubles([1, 2, 3, 4]), .point(at(1, 2)),
            "dropped what follows longitude and latitude in 1 position (row 1)"
        ),
        (
            "PostGIS' point with a height and a system",
            WKB.head(0xA000_0001) + WKB.number(UInt32(4326)) + WKB.doubles([1, 2, 3]),
            .point(at(1, 2)), "dropped what follows longitude and latitude in 1 position (row 1)"
        ),
        (
            "empty point", WKB.head(1) + WKB.doubles([.nan, .nan]), nil,
            "took 1 point without coordinates for no geometry (row 1)"
        ),
        ("empty line", WKB.head(2) + WKB.number(UInt32(0)), .lineString([]), nil),
        (
            "empty polygon", WKB.head(3) + WKB.number(UInt32(0)),
            .polygon(Polygon(exterior: [])), nil
        ),
        ("empty collection", WKB.head(7) + WKB.number(UInt32(0)), .collection([]), nil),
        (
            "open ring",
            WKB.head(3) + WKB.number(UInt32(1)) + WKB.number(UInt32(3))
                + WKB.doubles([0, 0, 1, 0, 1, 1]),
            .polygon(Polygon(exterior: [at(0, 0), at(1, 0), at(1, 1), at(0, 0)])),
            "closed 1 open ring (row 1)"
        ),
        (
            "points of both byte orders",
            WKB.head(4) + WKB.number(UInt32(2)) + WKB.point(1, 2)
                + WKB.head(1, bigEndian: true) + WKB.doubles([3, 4], bigEndian: true),
            .multiPoint([at(1, 2), at(3, 4)]), nil
        ),
    ]

    @Test(arguments: shapes.indices)
    func `shapes are read in every way of writing them`(index: Int) throws {
        let folder = try GeoPackageFolder()
        let shape = Self.shapes[index]
        try folder.build(
            "a.gpkg", columns: "", rows: [[1, GeoPackageFolder.blob(shape.bytes)], [2, nil]])
        let reading = try folder.read("a.gpkg")
        #expect(reading.layer.features.map(\.geometry) == [shape.geometry, nil], "\(shape.name)")
        #expect(reading.notes == (shape.note.map { [$0] } ?? []), "\(shape.name)")
    }

    @Test(arguments: [
        (UInt8(0b0000_0011), 32), (0b0000_0101, 48), (0b0000_0111, 48), (0b0000_1001, 64),
        (0b0001_0001, 0), (0b0000_0000, 0),
    ])
    func `envelopes of all kinds are passed over`(flags: UInt8, size: Int) throws {
        let folder = try GeoPackageFolder()
        let bytes = [UInt8](repeating: 0xAA, count: size) + WKB.point(1, 2)
        try folder.build(
            "a.gpkg", columns: "", rows: [[1, GeoPackageFolder.blob(bytes, flags: flags)]])
        #expect(try folder.read("a.gpkg").layer.features[0].geometry == .point(at(1, 2)))
    }

    /// Bytes that are no shape, with what is said of them.
    static let faults: [([UInt8], UInt8, String)] = [
        ([], 1, "found 0 bytes to the end at byte 8 of its geometry, expected 1"),
        ([2], 1, "found a byte order of 2 at byte 8 of its geometry, expected 0 or 1"),
        (
            WKB.head(8), 1,
            "found a geometry of the kind CircularString at byte 8 of its geometry, expected one "
                + "of Point, LineString, Polygon, their Multi kinds or GeometryCollection"
        ),
        (
            WKB.head(4001), 1,
            "found a geometry of the unknown kind 4001 at byte 8 of its geometry, expected one "
                + "of Point, LineString, Polygon, their Multi kinds or GeometryCollection"
        ),
        (
            WKB.point(181, 2), 1,
            "found longitude 181.0 at byte 13 of its geometry, expected degrees in -180...180"
        ),
        (
            WKB.point(2, 100), 1,
            "found latitude 100.0 at byte 21 of its geometry, expected degrees in -90...90 (are "
                + "longitude and latitude swapped?)"
        ),
        (
            WKB.point(2, .nan), 1,
            "found latitude nan at byte 21 of its geometry, expected degrees in -90...90"
        ),
        (
            WKB.head(2) + WKB.number(UInt32.max), 1,
            "found 4294967295 parts in 0 bytes at byte 13 of its geometry, expected 0 at most"
        ),
        (
            WKB.head(2) + WKB.number(UInt32(1)) + WKB.doubles([1, 2]), 1,
            "found a line of one position at byte 13 of its geometry, expected two or more"
        ),
        (
            WKB.head(3) + WKB.number(UInt32(1)) + WKB.number(UInt32(2))
                + WKB.doubles([1, 2, 3, 4]),
            1,
            "found a ring of 3 positions at byte 17 of its geometry, expected four or more, the "
                + "first repeated as the last"
        ),
        (
            WKB.head(5) + WKB.number(UInt32(1)) + WKB.point(1, 2), 1,
            "found a Point in one of many at byte 17 of its geometry, expected members of its own "
                + "kind"
        ),
        (
            (0..<65).flatMap { _ in WKB.head(7) + WKB.number(UInt32(1)) } + WKB.point(1, 2), 1,
            "found geometries more than 64 deep at byte 584 of its geometry, expected 64 at most"
        ),
        (WKB.point(1, 2) + [0], 1, "found 1 bytes behind its geometry, expected none"),
        (
            WKB.point(1, 2), 0x21,
            "found a geometry of an extension, expected one of the standard"
        ),
        (
            WKB.point(1, 2), 0x0B,
            "found an envelope of kind 5 in a geometry of 29 bytes, expected a kind in 0...4, and "
                + "room for it"
        ),
        (
            WKB.point(1, 2), 3,
            "found an envelope of kind 1 in a geometry of 29 bytes, expected a kind in 0...4, and "
                + "room for it"
        ),
    ]

    @Test(arguments: faults.indices)
    func `bytes that are no shape are an error with the feature`(index: Int) throws {
        let folder = try GeoPackageFolder()
        let (bytes, flags, message) = Self.faults[index]
        try folder.build(
            "a.gpkg", columns: "",
            rows: [
                [1, GeoPackageFolder.blob(WKB.point(1, 2))],
                [2, GeoPackageFolder.blob(bytes, flags: flags)],
            ])
        #expect(try complaint(of: "a.gpkg", in: folder) == "a.gpkg: feature 2: \(message)")
    }

    @Test func `a row is named where its number is not the feature's`() throws {
        let folder = try GeoPackageFolder()
        try folder.build("a.gpkg", columns: "", rows: [[77, "no bytes"]])
        #expect(
            try complaint(of: "a.gpkg", in: folder)
                == "a.gpkg: feature 1: found a shape that is no bytes (row 77), expected the bytes "
                + "of a geometry, or null")
    }

    // MARK: Layers

    @Test func `of several layers one must be chosen, in any case or by its title`() throws {
        let folder = try GeoPackageFolder()
        try folder.build("a.gpkg", table: "Marches", columns: "a TEXT", rows: [[1, nil, "x"]])
        try folder.database("a.gpkg") { database throws in
            try database.execute(
                sql: """
                    CREATE TABLE b (fid INTEGER PRIMARY KEY, g GEOMETRY);
                    INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id)
                      VALUES ('b', 'features', 'Strikes of 2003', 0);
                    INSERT INTO gpkg_geometry_columns VALUES ('b', 'g', 'POINT', 0, 0, 0);
                    INSERT INTO b VALUES (1, NULL), (2, NULL);
                    """)
        }
        #expect(
            try complaint(of: "a.gpkg", in: folder)
                == "a.gpkg: found 2 layers, expected the choice of one of 'Marches', 'b'")
        #expect(
            try complaint(of: "a.gpkg", in: folder, layer: "c")
                == "a.gpkg: found no layer 'c', expected one of 'Marches', 'b'")
        #expect(try folder.read("a.gpkg", layer: "mARCHES").layer.features.count == 1)
        #expect(try folder.read("a.gpkg", layer: "Strikes of 2003").layer.features.count == 2)
        let layers = try GeoPackage.layers(of: MappedFile(folder.path("a.gpkg")))
        #expect(layers.map(\.name) == ["Marches", "b"])
        #expect(layers.map(\.title) == [nil, "Strikes of 2003"])
        #expect(layers.map(\.geometryType) == ["GEOMETRY", "POINT"])
    }

    @Test func `another reference system is an error that names it`() throws {
        let folder = try GeoPackageFolder()
        try folder.build("a.gpkg", columns: "", system: 32719, rows: [])
        #expect(
            try complaint(of: "a.gpkg", in: folder)
                == "a.gpkg: found the reference system 32719 without a row in gpkg_spatial_ref_sys, "
                + "expected EPSG:4326")
        try folder.database("a.gpkg") { database throws in
            try database.execute(
                sql: "INSERT INTO gpkg_spatial_ref_sys VALUES "
                    + "('UTM', 32719, 'epsg', 32719, 'undefined', '')")
        }
        #expect(
            try complaint(of: "a.gpkg", in: folder)
                == "a.gpkg: found the reference system epsg:32719 in the layer 't', expected "
                + "EPSG:4326, longitude and latitude on WGS 84")
    }

    @Test func `a system of another number is known by its authority`() throws {
        let folder = try GeoPackageFolder()
        try folder.build("a.gpkg", columns: "", system: 9, rows: [[1, nil]])
        try folder.database("a.gpkg") { database throws in
            try database.execute(
                sql: "INSERT INTO gpkg_spatial_ref_sys VALUES "
                    + "('own', 9, 'EPSG', 4326, 'undefined', '')")
        }
        #expect(try folder.read("a.gpkg").layer.features.count == 1)
    }

    @Test func `views and tables without numbers are layers too`() throws {
        let folder = try GeoPackageFolder()
        try folder.build("a.gpkg", columns: "a TEXT", rows: [[4, nil, "x"], [2, nil, "y"]])
        try folder.database("a.gpkg") { database throws in
            try database.execute(
                sql: """
                    CREATE VIEW v AS SELECT fid, geom, a || '!' AS a FROM t WHERE a = 'x';
                    CREATE TABLE w (name TEXT PRIMARY KEY, geom POINT) WITHOUT ROWID;
                    INSERT INTO w VALUES ('q', NULL), ('p', NULL);
                    """)
            for name in ["v", "w"] {
                try database.execute(
                    sql: "INSERT INTO gpkg_contents (table_name, data_type, srs_id) "
                        + "VALUES (?, 'features', 4326)", arguments: [name])
                try database.execute(
                    sql:
                        "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'POINT', 4326, 0, 0)",
                    arguments: [name])
            }
        }
        #expect(
            try folder.read("a.gpkg", layer: "v").layer.features.map(\.properties)
                == [["a": .text("x!")]])
        #expect(
            try folder.read("a.gpkg", layer: "w").layer.features.map(\.properties)
                == [["name": .text("p")], ["name": .text("q")]])
        #expect(
            try folder.read("a.gpkg", layer: "t").layer.features.map(\.properties)
                == [["a": .text("y")], ["a": .text("x")]])
    }

    @Test func `numbers of rows that are called id are identifiers and stay`() throws {
        let folder = try GeoPackageFolder()
        try folder.build("a.gpkg", columns: "", rows: [])
        try folder.database("a.gpkg") { database throws in
            try database.execute(
                sql: """
                    DROP TABLE t;
                    CREATE TABLE t (id INTEGER PRIMARY KEY, geom POINT, a TEXT);
                    INSERT INTO t VALUES (12, NULL, 'x');
                    """)
        }
        let feature = try folder.read("a.gpkg").layer.features[0]
        #expect(feature.id == "12")
        #expect(feature.properties == ["id": .integer(12), "a": .text("x")])
    }

    @Test func `a window that touches 180 degrees finds what lies on the other side of it`() throws
    {
        let folder = try GeoPackageFolder()
        let layer = Layer(
            name: "t",
            features: [180.0, -180, 179, -179, 0].map {
                Feature(geometry: .point(at($0, 1)), properties: ["lon": .real($0)])
            })
        try folder.write(layer, to: "a.gpkg")
        func longitudes(_ west: Double, _ east: Double) throws -> [Double?] {
            let window = try Envelope(west: west, south: 0, east: east, north: 2)
            return try folder.read("a.gpkg", window: window).layer.features.map {
                $0.properties["lon"].number
            }
        }
        #expect(try longitudes(178, 180) == [180, -180, 179])
        #expect(try longitudes(-180, -178) == [180, -180, -179])
        #expect(try longitudes(178, -178) == [180, -180, 179, -179])
    }

    @Test func `limits are kept`() throws {
        let folder = try GeoPackageFolder()
        try folder.write(Samples.hostile, to: "a.gpkg")
        for (limits, message) in [
            (ReadingLimits(bytes: 1000), "1000 at most"), (ReadingLimits(features: 3), "3 at most"),
            (ReadingLimits(positions: 5), "5 at most"), (ReadingLimits(values: 50), "50 at most"),
        ] {
            let complaint = try complaint(of: "a.gpkg", in: folder, limits: limits)
            #expect(complaint.hasSuffix(message))
        }
    }
}
