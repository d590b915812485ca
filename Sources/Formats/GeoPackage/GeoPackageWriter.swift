#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif
public import FileWriting
import GRDB
import SimpleFeatures

/// Writes a layer as a GeoPackage.
///
/// The file is a database that SQLite writes, so the writer is given its name rather than a
/// destination for bytes. The file is whole after ``finish()``, on the disk, and nothing stands beside
/// it; before, a failure leaves a file of no use. The same features under the same name and options
/// give the same bytes with the same version of SQLite.
public struct GeoPackageWriter: FeatureWriter {
    private let path: String
    private let columns: GeoPackageColumns
    private let options: GeoPackage.Options
    private let identifier: String
    private let style: [UInt8]?
    private let database: GeoPackageDatabase
    /// `nil` when the file is finished: a database closes only when its statements are gone.
    private var rows: GeoPackageRows?

    /// Begins a file.
    ///
    /// - Parameters:
    ///   - path: Where; there must be no file, or an empty one.
    ///   - layerName: What the layer is called; its table is, as far as SQLite allows.
    ///   - survey: What the features hold that will be written.
    ///   - options: How.
    /// - Throws: `WritingError` when there can be no such file, or the layer has more columns than a
    ///   table can have.
    public init(
        path: String, layerName: String, survey: Survey,
        options: GeoPackage.Options = GeoPackage.Options()
    ) throws(WritingError) {
        self.path = path
        self.options = options
        identifier = layerName
        columns = try GeoPackageColumns(layerName: layerName, survey: survey, path: path)
        style = options.isStyled ? QGISStyle.qml(for: survey) : nil
        do throws(SQLiteFailure) {
            let database = unsafe try GeoPackageDatabase(path: path, isReadOnly: false)
            // A failure leaves a file that nobody uses, so that nothing is kept for undoing it, and
            // the disk is waited for once, at the end.
            try database.run(
                """
                PRAGMA page_size = 4096;
                PRAGMA journal_mode = OFF;
                PRAGMA synchronous = OFF;
                PRAGMA locking_mode = EXCLUSIVE;
                PRAGMA cache_size = -16384;
                PRAGMA temp_store = MEMORY;
                PRAGMA application_id = \(GeoPackage.applicationID);
                PRAGMA user_version = \(GeoPackage.userVersion);
                BEGIN;
                """)
            try database.run(GeoPackageTables.head)
            try database.run(columns.createTable)
            let (columns, precision) = (columns, options.precision)
            rows = try database.perform { database in
                try GeoPackageRows(
                    columns, survey: survey, precision: precision, in: database)
            }
            self.database = database
        } catch { throw WritingError(error, path: path) }
    }

    public mutating func write(_ batch: borrowing FeatureBatch) throws(WritingError) {
        precondition(rows != nil, "a file that is finished takes no more features")
        do throws(SQLiteFailure) {
            try database.perform { _ in try rows?.write(batch) }
        } catch { throw WritingError(error, path: path) }
    }

    public mutating func finish() throws(WritingError) -> [String] {
        guard let (summary, index) = rows.map({ ($0.summary, $0.index) }) else { return [] }
        rows = nil
        do throws(SQLiteFailure) {
            try database.perform { database in
                try describe(summary.envelope, in: database)
                try write(index, in: database)
                try writeStyle(in: database)
                // The triggers come last, see there.
                try database.execute(
                    sql: GeoPackageTables.triggers(
                        on: columns.table, GeoPackageColumns.geometry, key: GeoPackageColumns.key))
                try database.execute(sql: "COMMIT")
            }
            try database.close()
        } catch { throw WritingError(error, path: path) }
        try sync()
        return columns.notes + summary.losses.notes
    }

    /// Lists the layer in the tables of the format.
    private func describe(_ envelope: Envelope?, in database: Database) throws {
        try database.execute(
            sql: "INSERT INTO gpkg_contents VALUES (?, 'features', ?, '', ?, ?, ?, ?, ?, ?)",
            arguments: [
                columns.table, identifier, lastChange, envelope?.west, envelope?.south,
                envelope?.east, envelope?.north, GeoPackage.referenceSystem,
            ])
        try database.execute(
            sql: "INSERT INTO gpkg_geometry_columns VALUES (?, ?, ?, ?, 0, 0)",
            arguments: [
                columns.table, GeoPackageColumns.geometry, columns.geometryType,
                GeoPackage.referenceSystem,
            ])
        let lists = columns.columns.filter { $0.type == .list || $0.type == .object }
        guard !lists.isEmpty else { return }
        try database.execute(sql: GeoPackageTables.schema)
        for column in lists {
            try database.execute(
                sql: "INSERT INTO gpkg_data_columns (table_name, column_name, mime_type) "
                    + "VALUES (?, ?, 'application/json')",
                arguments: [columns.table, column.name])
        }
    }

    private func write(_ index: GeoPackageIndex, in database: Database) throws {
        let geometry = GeoPackageColumns.geometry
        try database.execute(sql: GeoPackageTables.index(of: columns.table, geometry))
        try index.write(as: "rtree_\(columns.table)_\(geometry)", in: database)
        try database.execute(
            sql: "INSERT INTO gpkg_extensions VALUES (?, ?, 'gpkg_rtree_index', "
                + "'http://www.geopackage.org/spec130/#extension_rtree', 'write-only')",
            arguments: [columns.table, geometry])
    }

    /// Writes the style where QGIS looks for it.
    private func writeStyle(in database: Database) throws {
        guard let style else { return }
        try database.execute(sql: GeoPackageTables.styles)
        try database.execute(
            sql: "INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change) "
                + "VALUES ('layer_styles', 'attributes', 'layer_styles', ?)",
            arguments: [lastChange])
        try database.execute(
            sql: "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, "
                + "f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, "
                + "owner, ui, update_time) VALUES ('', '', ?, ?, ?, ?, '', 1, '', '', NULL, ?)",
            arguments: [
                columns.table, GeoPackageColumns.geometry, String(columns.table.prefix(30)),
                String(decoding: style, as: UTF8.self), lastChange,
            ])
    }

    private var lastChange: String {
        GeoPackageTables.time(secondsSince1970: options.lastChangeSeconds)
    }

    /// Waits until the disk has the file, which SQLite was told not to do.
    private func sync() throws(WritingError) {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(path: path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .system(path: path) }
    }
}

extension WritingError {
    fileprivate init(_ failure: SQLiteFailure, path: String) {
        self.init(path: path, reason: "cannot be written: \(failure.reason)")
    }
}
