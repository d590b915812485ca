import FileMapping
import FileWriting
import Formats
import Foundation
import GRDB
import SimpleFeatures

/// A folder of GeoPackages, gone with the test.
final class GeoPackageFolder {
    let url = FileManager.default.temporaryDirectory
        .appending(path: "geopackage-\(UUID().uuidString)")

    init() throws {
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appending(path: name).path }

    /// Writes a layer in batches of a few features.
    ///
    /// - Returns: What the writer said.
    @discardableResult
    func write(
        _ layer: Layer, to name: String, options: GeoPackage.Options = GeoPackage.Options(),
        batchSize: Int = 3
    ) throws -> [String] {
        var survey = Survey()
        var batch = FeatureBatch()
        func eachBatch(_ body: (borrowing FeatureBatch) throws -> Void) throws {
            for start in stride(from: 0, to: layer.features.count, by: batchSize) {
                batch.removeAll()
                let end = min(start + batchSize, layer.features.count)
                for feature in layer.features[start..<end] { try batch.append(feature) }
                try body(batch)
            }
        }
        try eachBatch { survey.observe($0) }
        var writer = try GeoPackageWriter(
            path: path(name), layerName: layer.name, survey: survey, options: options)
        try eachBatch { batch in try writer.write(batch) }
        return try writer.finish()
    }

    /// Reads a layer whole.
    func read(
        _ name: String, layer: String? = nil, window: Envelope? = nil,
        limits: ReadingLimits = ReadingLimits()
    ) throws -> Reading {
        try Self.read(try MappedFile(path(name)), layer: layer, window: window, limits: limits)
    }

    static func read(
        _ file: MappedFile, layer: String? = nil, window: Envelope? = nil,
        limits: ReadingLimits = ReadingLimits()
    ) throws -> Reading {
        var reader = try GeoPackageReader(file, layer: layer, window: window, limits: limits)
        var batch = FeatureBatch()
        var features: [Feature] = []
        while try reader.read(into: &batch) {
            for row in 0..<batch.count { features.append(batch.feature(at: row)) }
            batch.removeAll()
        }
        return Reading(
            layer: Layer(name: reader.layerName, features: features), notes: reader.notes)
    }

    func bytes(of name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: url.appending(path: name)))
    }

    /// Works on a file with plain SQLite.
    func database<Answer>(_ name: String, _ work: (Database) throws -> Answer) throws -> Answer {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: path(name), configuration: configuration)
        defer { try? queue.close() }
        return try queue.inDatabase { database in
            // Nobody keeps these files.
            try database.execute(sql: "PRAGMA synchronous = OFF")
            return try work(database)
        }
    }

    /// A GeoPackage of one table that was made by SQL.
    ///
    /// - Parameters:
    ///   - columns: Those behind `fid` and `geom`, with commas between.
    ///   - rows: Values of all columns, `fid` first.
    func build(
        _ name: String, table: String = "t", columns: String, system: Int = 4326,
        rows: [[(any DatabaseValueConvertible)?]]
    ) throws {
        try write(Layer(name: "other", features: []), to: name)
        try database(name) { database in
            let quoted = "\"" + table.replacing("\"", with: "\"\"") + "\""
            try database.execute(
                sql: "DELETE FROM gpkg_contents; DELETE FROM gpkg_geometry_columns")
            try database.execute(
                sql: "CREATE TABLE \(quoted) (fid INTEGER PRIMARY KEY, geom GEOMETRY"
                    + (columns.isEmpty ? "" : ", " + columns) + ")")
            try database.execute(
                sql: "INSERT INTO gpkg_contents (table_name, data_type, srs_id) "
                    + "VALUES (?, 'features', ?)", arguments: [table, system])
            try database.execute(
                sql: "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'GEOMETRY', ?, 0, 0)",
                arguments: [table, system])
            for row in rows {
                let places = repeatElement("?", count: row.count).joined(separator: ",")
                try database.execute(
                    sql: "INSERT INTO \(quoted) VALUES (\(places))", arguments: .init(row))
            }
        }
    }

    /// A shape of a GeoPackage: a header without an envelope and these bytes.
    static func blob(_ wkb: [UInt8], flags: UInt8 = 1) -> Data {
        Data([0x47, 0x50, 0, flags, 0xE6, 0x10, 0, 0] + wkb)
    }
}

/// Well-known binary, put together by hand.
enum WKB {
    static func head(_ code: UInt32, bigEndian: Bool = false) -> [UInt8] {
        [bigEndian ? 0 : 1] + number(code, bigEndian: bigEndian)
    }

    static func number<Number: FixedWidthInteger>(
        _ number: Number, bigEndian: Bool = false
    ) -> [UInt8] {
        unsafe withUnsafeBytes(of: bigEndian ? number.bigEndian : number.littleEndian) {
            unsafe Array($0)
        }
    }

    static func doubles(_ numbers: [Double], bigEndian: Bool = false) -> [UInt8] {
        numbers.flatMap { number($0.bitPattern, bigEndian: bigEndian) }
    }

    static func point(_ longitude: Double, _ latitude: Double) -> [UInt8] {
        head(1) + doubles([longitude, latitude])
    }
}
