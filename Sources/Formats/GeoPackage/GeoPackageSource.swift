import FileMapping
import GRDB
import SimpleFeatures

/// A file that is open for reading, and what its tables say of its layers.
struct GeoPackageSource {
    /// A layer as the tables describe it.
    struct Entry {
        let summary: GeoPackage.LayerSummary
        /// The column of its shapes; `nil` when the file names none.
        let geometry: String?
        /// The number of its reference system in the file.
        let system: Int
        /// Who gave that system a number, and which; `nil` when the file does not describe it.
        let authority: (name: String, number: Int)?
    }

    /// A column of a layer's table.
    struct Column {
        let name: String
        /// Its type, in capitals, without what stands in brackets.
        let type: String
        let isJSON: Bool

        /// What the column is declared to hold.
        ///
        /// - SeeAlso: OGC 12-128r17, table 1.
        var fieldType: Schema.FieldType {
            switch type {
            case "BOOLEAN": return .boolean
            case "TINYINT", "SMALLINT", "MEDIUMINT", "INT", "INTEGER": return .integer
            case "FLOAT", "DOUBLE", "REAL": return .real
            case "DATE": return .day
            case "DATETIME": return .dateTime
            default: return .text
            }
        }
    }

    /// A layer's table.
    struct Table {
        let name: String
        let geometry: String
        /// The column that numbers the rows; `nil` where there is none.
        let key: String?
        /// Whether the key is a column of the layer too.
        let isKeyColumn: Bool
        let isView: Bool
        let columns: [Column]
        /// The virtual table of the index; `nil` where there is none.
        let index: String?
    }

    /// How many layers are listed at most.
    private static let layerLimit = 10_000

    let file: MappedFile
    let database: GeoPackageDatabase

    init(_ file: MappedFile, limits: ReadingLimits) throws(FormatError) {
        self.file = file
        guard file.count <= limits.bytes else {
            throw FormatError(
                file: file.path, place: .file, found: "\(file.count) bytes",
                expected: "\(limits.bytes) at most")
        }
        try GeoPackageSource.checkHeader(of: file)
        do throws(SQLiteFailure) {
            database = try GeoPackageDatabase(reading: file)
        } catch { throw FormatError(error, in: file) }
    }

    /// Refuses what is no database, and one that was cut off.
    private static func checkHeader(of file: MappedFile) throws(FormatError) {
        func failure(_ found: String, _ expected: String, at place: Int) -> FormatError {
            FormatError(file: file.path, place: .byte(place), found: found, expected: expected)
        }
        let bytes = unsafe file.bytes
        guard bytes.count > 0 else {
            throw failure("an empty file", "a GeoPackage", at: 0)
        }
        guard bytes.count >= 100, unsafe bytes.starts(with: "SQLite format 3\u{0}".utf8) else {
            throw failure(
                "no header of an SQLite database", "a GeoPackage, which is one", at: 0)
        }
        func number(_ place: Int) -> Int {
            Int(
                UInt32(
                    bigEndian: unsafe bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self)))
        }
        let short = unsafe Int(bytes[16]) << 8 | Int(bytes[17])
        let pageSize = short == 1 ? 65_536 : short
        let pages = number(28)
        // The number of pages counts only where the last who wrote knew of it.
        if number(24) == number(92), pages > 0, pages * pageSize > file.count,
            !GeoPackageDatabase.hasJournal(file)
        {
            throw failure(
                "the end of the file", "\(pages) pages of \(pageSize) bytes", at: file.count)
        }
    }

    /// A failure of SQLite in this file.
    func failure(_ error: SQLiteFailure) -> FormatError { FormatError(error, in: file) }

    /// Reads a few rows.
    private func rows<Answer>(
        _ sql: String, _ arguments: [String] = [],
        _ answer: (BoundStatement) -> Answer?
    ) throws(FormatError) -> [Answer] {
        do throws(SQLiteFailure) {
            return try database.perform { database in
                let statement = try BoundStatement(sql, in: database)
                for (place, argument) in arguments.enumerated() {
                    statement.bind(copyOf: argument, at: Int32(place + 1))
                }
                var answers: [Answer] = []
                while try statement.step() {
                    if let answer = answer(statement) { answers.append(answer) }
                    guard answers.count <= GeoPackageSource.layerLimit else {
                        throw SQLiteFailure(
                            code: 0, reason: "more than \(GeoPackageSource.layerLimit) rows")
                    }
                }
                return answers
            }
        } catch { throw failure(error) }
    }

    // MARK: Layers

    /// The layers of features, by their names.
    func layers() throws(FormatError) -> [Entry] {
        let tables = try rows(
            "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name IN "
                + "('gpkg_contents', 'gpkg_geometry_columns', 'gpkg_spatial_ref_sys')"
        ) { $0.text(at: 0) }
        for name in ["gpkg_contents", "gpkg_geometry_columns", "gpkg_spatial_ref_sys"]
        where !tables.contains(name) {
            throw FormatError(
                file: file.path, place: .file, found: "a database without the table \(name)",
                expected: "a GeoPackage with layers of features")
        }
        return try rows(
            """
            SELECT c.table_name, c.identifier, g.column_name, g.geometry_type_name, g.srs_id,
              s.organization, s.organization_coordsys_id
            FROM gpkg_contents c
              LEFT JOIN gpkg_geometry_columns g
                ON g.table_name = c.table_name COLLATE NOCASE
              LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id
            WHERE c.data_type = 'features' ORDER BY c.table_name
            """
        ) { row in
            guard let name = row.text(at: 0) else { return nil }
            return Entry(
                summary: GeoPackage.LayerSummary(
                    name: name, title: row.text(at: 1),
                    geometryType: row.text(at: 3) ?? "GEOMETRY"),
                geometry: row.text(at: 2), system: row.integer(at: 4),
                authority: row.text(at: 5).map { ($0, row.integer(at: 6)) })
        }
    }

    /// The layer that is meant.
    ///
    /// - Parameter name: Its name, or its title; `nil` for the only one.
    func layer(named name: String?) throws(FormatError) -> Entry {
        let layers = try layers()
        func failure(_ found: String, _ expected: String) -> FormatError {
            FormatError(file: file.path, place: .file, found: found, expected: expected)
        }
        let names = layers.prefix(20).map { "'\($0.summary.name)'" }.joined(separator: ", ")
        let list = layers.count > 20 ? names + ", …" : names
        guard !layers.isEmpty else { throw failure("no layer of features", "one or more") }
        guard let name else {
            guard let only = layers.first, layers.count == 1 else {
                throw failure("\(layers.count) layers", "the choice of one of \(list)")
            }
            return only
        }
        let folded = GeoPackageColumns.folded(name)
        let found =
            layers.first { $0.summary.name == name }
            ?? layers.first { GeoPackageColumns.folded($0.summary.name) == folded }
            ?? layers.first { $0.summary.title == name }
        guard let found else { throw failure("no layer '\(name)'", "one of \(list)") }
        return found
    }

    // MARK: Tables

    /// The table of a layer.
    ///
    /// - Throws: ``FormatError`` when it has none, or is not in longitude and latitude on WGS 84.
    func table(of entry: Entry) throws(FormatError) -> Table {
        func failure(_ found: String, _ expected: String) -> FormatError {
            FormatError(file: file.path, place: .file, found: found, expected: expected)
        }
        let name = entry.summary.name
        guard let geometry = entry.geometry else {
            throw failure(
                "a layer '\(name)' without a row in gpkg_geometry_columns", "its column of shapes")
        }
        try checkSystem(of: entry)
        let kinds = try rows(
            "SELECT type FROM sqlite_master WHERE name = ? COLLATE NOCASE "
                + "AND type IN ('table', 'view')", [name]
        ) { $0.text(at: 0) }
        guard let kind = kinds.first else {
            throw failure("no table '\(name)'", "that of the layer of this name")
        }
        let json = try jsonColumns(of: name)
        let columns = try rows(
            "SELECT name, type, pk FROM pragma_table_xinfo(?) WHERE hidden != 1", [name]
        ) { row -> (column: Column, key: Int)? in
            guard let name = row.text(at: 0) else { return nil }
            let type = (row.text(at: 1) ?? "").prefix { $0 != "(" }
            let folded = GeoPackageColumns.folded(name)
            return (
                Column(
                    name: name,
                    type: GeoPackageColumns.folded(String(type)).filter { $0 != " " },
                    isJSON: json.contains(folded)),
                row.integer(at: 2)
            )
        }
        let geometryName = GeoPackageColumns.folded(geometry)
        guard
            let shape = columns.first(where: {
                GeoPackageColumns.folded($0.column.name) == geometryName
            })
        else { throw failure("no column '\(geometry)' in the layer '\(name)'", "its shapes") }
        let keys = columns.filter { $0.key > 0 }
        let isView = kind == "view"
        var key = keys.count == 1 && keys[0].column.type == "integer" ? keys[0].column.name : nil
        if isView, let first = columns.first?.column.name,
            ["fid", "ogc_fid"].contains(GeoPackageColumns.folded(first))
        {
            key = first
        }
        let isKeyColumn = key == "id"
        let values = columns.map(\.column).filter {
            $0.name != shape.column.name && ($0.name != key || isKeyColumn)
        }
        return Table(
            name: name, geometry: shape.column.name, key: key, isKeyColumn: isKeyColumn,
            isView: isView, columns: values,
            index: isView ? nil : try index(of: name, shape.column.name))
    }

    /// Refuses what is not longitude and latitude on WGS 84.
    private func checkSystem(of entry: Entry) throws(FormatError) {
        // -1 and 0 are a plane and an ellipsoid that nobody named.
        if [-1, 0].contains(entry.system) { return }
        guard let authority = entry.authority else {
            throw FormatError(
                file: file.path, place: .file,
                found: "the reference system \(entry.system) without a row in gpkg_spatial_ref_sys",
                expected: "EPSG:4326")
        }
        let name = authority.name.uppercased()
        // 4979 is the same with heights.
        guard name == "EPSG", [4326, 4979].contains(authority.number) else {
            throw FormatError(
                file: file.path, place: .file,
                found: "the reference system \(authority.name):\(authority.number) in the layer "
                    + "'\(entry.summary.name)'",
                expected: "EPSG:4326, longitude and latitude on WGS 84")
        }
    }

    /// The columns of a table that hold JSON, in small letters.
    private func jsonColumns(of table: String) throws(FormatError) -> Set<String> {
        let has = try rows("SELECT 1 FROM sqlite_master WHERE name = 'gpkg_data_columns'") { _ in
            true
        }
        guard !has.isEmpty else { return [] }
        return Set(
            try rows(
                "SELECT column_name FROM gpkg_data_columns WHERE table_name = ? COLLATE NOCASE "
                    + "AND mime_type = 'application/json'", [table]
            ) { row in row.text(at: 0).map { GeoPackageColumns.folded($0) } })
    }

    /// The virtual table of the index over a column of shapes; `nil` when there is none.
    private func index(of table: String, _ geometry: String) throws(FormatError) -> String? {
        try rows(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name = ? COLLATE NOCASE "
                + "AND sql LIKE 'CREATE VIRTUAL TABLE%'", ["rtree_\(table)_\(geometry)"]
        ) { $0.text(at: 0) }.first
    }
}

extension FormatError {
    /// What SQLite said of a file.
    init(_ failure: SQLiteFailure, in file: MappedFile, feature: Int? = nil) {
        self.init(
            file: file.path, place: .file, feature: feature,
            found: failure.reason,
            expected: "a sound GeoPackage")
    }
}
