import FileMapping
import Formats
import Foundation
import GRDB
import SimpleFeatures
import TestMaterial
import Testing

/// Damaged and hostile files: each is refused, or gives features, and nothing ever crashes.
@Suite struct GeoPackageMutationTests {
    /// Files of all the parts that there are.
    private static let whole: [[UInt8]] = {
        do {
            let folder = try GeoPackageFolder()
            try folder.write(Samples.hostile, to: "a.gpkg")
            var random = SeededGenerator(seed: 1)
            let points = (0..<200).map { number in
                Feature(
                    geometry: .point(at(.random(in: -180...180, using: &random), 1)),
                    properties: ["number": .integer(number)])
            }
            try folder.write(Layer(name: "points", features: points), to: "b.gpkg")
            return [try folder.bytes(of: "a.gpkg"), try folder.bytes(of: "b.gpkg")]
        } catch { return [] }
    }()

    /// Reads a file, which gives features or an error with its name.
    ///
    /// - Returns: Whether it was refused.
    @discardableResult
    private func check(_ bytes: [UInt8], as name: String) -> Bool {
        let file = MappedFile(copying: bytes, named: name)
        let window = Envelope.world
        do {
            _ = try GeoPackageFolder.read(file)
            _ = try GeoPackageFolder.read(file, window: window)
            return false
        } catch let error as FormatError {
            #expect(error.file == name)
            #expect(!error.found.isEmpty && !error.expected.isEmpty, "\(name): \(error)")
            return true
        } catch {
            Issue.record("\(name): \(error)")
            return true
        }
    }

    @Test(arguments: 0..<30 as Range<UInt64>)
    func `twenty damaged files are refused or give features`(seed: UInt64) throws {
        #expect(Self.whole.count == 2)
        var random = SeededGenerator(seed: seed)
        for round in 0..<20 {
            var bytes = Self.whole[round % Self.whole.count]
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let place = Int.random(in: bytes.indices, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                case 1: bytes[place] = .random(in: 0...255, using: &random)
                case 2: bytes[place] = 255
                default:
                    // Numbers that say how long something is stand at the beginning of pages.
                    let page = place / 4096 * 4096
                    bytes[page + Int.random(in: 0..<12, using: &random)] = .random(
                        in: 0...255, using: &random)
                }
            }
            check(bytes, as: "seed \(seed), round \(round)")
        }
    }

    @Test func `a damaged shape is never read as another number of positions than it has`() throws {
        let folder = try GeoPackageFolder()
        let line =
            WKB.head(5) + WKB.number(UInt32(2))
            + (WKB.head(2) + WKB.number(UInt32(2)) + WKB.doubles([1, 2, 3, 4]))
            + (WKB.head(2) + WKB.number(UInt32(2)) + WKB.doubles([5, 6, 7, 8]))
        var random = SeededGenerator(seed: 4)
        try folder.build("a.gpkg", columns: "", rows: [[1, nil]])
        for round in 0..<300 {
            var bytes = line
            bytes[Int.random(in: bytes.indices, using: &random)] = .random(
                in: 0...255, using: &random)
            try folder.database("a.gpkg") { database throws in
                try database.execute(
                    sql: "UPDATE t SET geom = ?", arguments: [GeoPackageFolder.blob(bytes)])
            }
            do {
                let features = try folder.read("a.gpkg").layer.features
                let count = features[0].geometry?.positions.count ?? 0
                #expect(count <= 4, "round \(round)")
            } catch { #expect(error is FormatError, "round \(round): \(error)") }
        }
    }

    @Test func `a file cut short is refused with how much is missing`() throws {
        for (index, whole) in Self.whole.enumerated() {
            for length in stride(from: 0, to: whole.count, by: 1021) {
                #expect(
                    check(Array(whole[..<length]), as: "file \(index), \(length) bytes"),
                    "file \(index), \(length) bytes")
            }
        }
        let cut = MappedFile(copying: Array(Self.whole[0].dropLast(1)), named: "cut.gpkg")
        let error = try #require(throws: FormatError.self) { try GeoPackageFolder.read(cut) }
        let pages = Self.whole[0].count / 4096
        #expect(
            error.description
                == "cut.gpkg: byte \(pages * 4096 - 1): found the end of the file, expected "
                + "\(pages) pages of 4096 bytes")
    }

    @Test(arguments: [
        ("", "byte 0: found an empty file, expected a GeoPackage"),
        (
            "id,name\n1,a\n",
            "byte 0: found no header of an SQLite database, expected a GeoPackage, which is one"
        ),
    ])
    func `what is no database is refused`(text: String, message: String) throws {
        let file = MappedFile(copying: Array(text.utf8), named: "a.gpkg")
        let error = try #require(throws: FormatError.self) { try GeoPackageFolder.read(file) }
        #expect(error.description == "a.gpkg: " + message)
    }

    @Test func `a header alone is no database`() throws {
        let bytes = Array("SQLite format 3\u{0}".utf8) + [UInt8](repeating: 0, count: 200)
        let file = MappedFile(copying: bytes, named: "a.gpkg")
        let error = try #require(throws: FormatError.self) { try GeoPackageFolder.read(file) }
        #expect(
            error.description == "a.gpkg: found file is not a database, expected a sound GeoPackage"
        )
    }

    @Test func `a database that is no GeoPackage is refused`() throws {
        let folder = try GeoPackageFolder()
        try folder.database("a.gpkg") { try $0.execute(sql: "CREATE TABLE t (a)") }
        let error = try #require(throws: FormatError.self) { try folder.read("a.gpkg") }
        #expect(error.found == "a database without the table gpkg_contents")
        #expect(throws: FormatError.self) {
            try GeoPackage.layers(of: MappedFile(folder.path("a.gpkg")))
        }
    }

    // MARK: Schemas made to do harm

    /// A file whose one layer is a view.
    private func withView(
        _ select: String, setup: String = "", _ body: (GeoPackageFolder) throws -> Void
    ) throws {
        let folder = try GeoPackageFolder()
        try folder.build("a.gpkg", columns: "a TEXT", rows: [[1, nil, "x"]])
        try folder.database("a.gpkg") { database throws in
            try database.execute(sql: setup)
            try database.execute(sql: "CREATE VIEW v AS \(select)")
            try database.execute(
                sql: "UPDATE gpkg_contents SET table_name = 'v'; "
                    + "UPDATE gpkg_geometry_columns SET table_name = 'v'")
        }
        try body(folder)
    }

    @Test func `a view that never gives a row is given up`() throws {
        let endless = """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
            SELECT i AS fid, NULL AS geom FROM n WHERE i < 0
            """
        try withView(endless) { folder in
            let error = try #require(throws: FormatError.self) { try folder.read("a.gpkg") }
            #expect(error.found == "a view or table that works on and on without a row")
        }
    }

    @Test func `a view that gives rows without end ends at the limit`() throws {
        let endless = """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
            SELECT i AS fid, NULL AS geom FROM n
            """
        try withView(endless) { folder in
            let error = try #require(throws: FormatError.self) {
                try folder.read("a.gpkg", limits: ReadingLimits(features: 5000))
            }
            #expect(error.found == "more than 5000 features")
        }
    }

    @Test(arguments: [
        "SELECT 1 AS fid, NULL AS geom, load_extension('evil') AS a",
        "SELECT 1 AS fid, NULL AS geom, fts3_tokenizer('simple') AS a",
        "SELECT 1 AS fid, NULL AS geom, data AS a FROM sqlite_dbpage",
    ])
    func `a view cannot call what does more than give values`(select: String) throws {
        // SQLite does not even let such a view into some files; then there is nothing to read.
        do {
            try withView(select) { folder in
                #expect(throws: FormatError.self) { try folder.read("a.gpkg") }
            }
        } catch is DatabaseError {}
    }

    @Test func `triggers of a file do not run, and the file stays as it is`() throws {
        let folder = try GeoPackageFolder()
        try folder.build("a.gpkg", columns: "a TEXT", rows: [[1, nil, "x"]])
        try folder.database("a.gpkg") { database throws in
            try database.execute(
                sql: "CREATE TRIGGER e AFTER INSERT ON t BEGIN DELETE FROM t; END")
        }
        let before = try folder.bytes(of: "a.gpkg")
        #expect(try folder.read("a.gpkg").layer.features.count == 1)
        #expect(try folder.bytes(of: "a.gpkg") == before)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["a.gpkg"])
    }

    @Test func `SQL in names is a name`() throws {
        let folder = try GeoPackageFolder()
        let table = "t\"; DROP TABLE gpkg_contents; --"
        try folder.build(
            "a.gpkg", table: table, columns: "\"a\"\", (SELECT 1) AS \"\"b\" TEXT, \"'\" TEXT",
            rows: [[1, nil, "x", "y"]])
        let layer = try folder.read("a.gpkg").layer
        #expect(layer.name == table)
        #expect(
            layer.features.map(\.properties)
                == [["a\", (SELECT 1) AS \"b": .text("x"), "'": .text("y")]])
    }

    @Test func `changes that were written ahead are read`() throws {
        let folder = try GeoPackageFolder()
        try folder.build("a.gpkg", columns: "a TEXT", rows: [[1, nil, "filed"]])
        let queue = try DatabaseQueue(path: folder.path("a.gpkg"))
        try queue.inDatabase { database throws in
            try database.execute(
                sql: "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; "
                    + "INSERT INTO t VALUES (2, NULL, 'beside')")
        }
        #expect(
            try folder.read("a.gpkg").layer.features.map { $0.properties["a"] }
                == [.text("filed"), .text("beside")])
        try queue.close()
    }
}
