import FileWriting
import SimpleFeatures

/// The tables and columns of a layer, named so that SQLite and GeoPackage take them.
struct GeoPackageColumns {
    /// One column behind the number of the row and the shape.
    struct Column {
        /// Its name in the file.
        let name: String
        /// What it holds.
        let type: Schema.FieldType
        /// Its type in the file.
        let declaration: String
    }

    /// The column of the numbers of rows.
    static let key = "fid"
    /// The column of the shapes.
    static let geometry = "geom"
    /// How many columns a table of SQLite has at most, unless it was built for more.
    private static let limit = 2000

    /// The name of the table.
    let table: String
    /// The columns of the layer, behind that of the identifiers where the layer has no such column.
    let columns: [Column]
    /// Whether the first column is that of the identifiers, which the layer has not.
    let hasIdentifierColumn: Bool
    /// The one kind of shape in the table, or `GEOMETRY`.
    let geometryType: String
    /// What was renamed: old names with the new ones.
    private(set) var renamings: [(old: String, new: String)] = []

    /// - Throws: `WritingError` when there are more columns than a table can have.
    init(layerName: String, survey: Survey, path: String) throws(WritingError) {
        var renamings: [(String, String)] = []
        table = GeoPackageColumns.tableName(for: layerName)
        hasIdentifierColumn = survey.needsIdentifierColumn
        let count = survey.columns.count + (hasIdentifierColumn ? 3 : 2)
        guard count <= GeoPackageColumns.limit else {
            throw WritingError(
                path: path,
                reason: "a table of a GeoPackage has \(GeoPackageColumns.limit) columns at most, "
                    + "with the shape and the number of the row; this one would have \(count)")
        }
        // SQLite takes names for the same that differ in the case of ASCII letters only.
        var used: Set<String> = [GeoPackageColumns.key, GeoPackageColumns.geometry]
        var columns: [Column] = []
        if hasIdentifierColumn {
            used.insert("id")
            columns.append(Column(name: "id", type: .text, declaration: "TEXT"))
        }
        // A name that needs no change is not taken from its column by one that does.
        let plain = Set(survey.columns.map { GeoPackageColumns.folded($0.name) })
        for column in survey.columns {
            let name = GeoPackageColumns.name(column.name, used: &used, wanted: plain)
            if name != column.name { renamings.append((column.name, name)) }
            columns.append(
                Column(
                    name: name, type: column.type,
                    declaration: GeoPackageColumns.declaration(of: column)))
        }
        self.columns = columns
        self.renamings = renamings
        geometryType = GeoPackageColumns.geometryType(of: survey)
    }

    /// What a person should know of the names; empty where all are as they were.
    var notes: [String] {
        guard let first = renamings.first else { return [] }
        let columns = renamings.count == 1 ? "a column" : "\(renamings.count) columns"
        let example = renamings.count == 1 ? "" : "first "
        return [
            "renamed \(columns), for a GeoPackage has columns fid and geom of its own and does not "
                + "tell capitals from small letters "
                + "(\(example)'\(first.old)' to '\(first.new)')"
        ]
    }

    /// The table as SQL makes it.
    var createTable: String {
        var lines = [
            "\(GeoPackageColumns.key) INTEGER PRIMARY KEY NOT NULL",
            "\(GeoPackageColumns.geometry) \(geometryType)",
        ]
        lines += columns.map { "\(GeoPackageDatabase.quoted($0.name)) \($0.declaration)" }
        return "CREATE TABLE \(GeoPackageDatabase.quoted(table)) (\n  "
            + lines.joined(separator: ",\n  ") + "\n);"
    }

    /// The statement that adds a row: its shape, then the columns.
    var insertRow: String {
        let names = [GeoPackageColumns.geometry] + columns.map(\.name)
        let list = names.map { GeoPackageDatabase.quoted($0) }.joined(separator: ",")
        let values = repeatElement("?", count: names.count).joined(separator: ",")
        return "INSERT INTO \(GeoPackageDatabase.quoted(table)) (\(list)) VALUES (\(values))"
    }

    // MARK: Names

    private static func tableName(for layer: String) -> String {
        let name = layer.replacingNull
        let folded = folded(name)
        guard !folded.isEmpty else { return "layer" }
        let isTaken =
            ["gpkg_", "sqlite_", "rtree_"].contains { folded.hasPrefix($0) }
            || folded == "layer_styles"
        return isTaken ? "layer_\(name)" : name
    }

    private static func name(
        _ wanted: String, used: inout Set<String>, wanted others: Set<String>
    ) -> String {
        let plain = wanted.isEmpty ? "column" : wanted.replacingNull
        if used.insert(folded(plain)).inserted { return plain }
        var number = 2
        while true {
            let name = "\(plain)_\(number)"
            let folded = folded(name)
            if !others.contains(folded), used.insert(folded).inserted { return name }
            number += 1
        }
    }

    /// A name as SQLite compares it.
    static func folded(_ name: String) -> String {
        String(decoding: name.utf8.map { $0 &- 65 < 26 ? $0 | 32 : $0 }, as: UTF8.self)
    }

    // MARK: Types

    private static func declaration(of column: Survey.Column) -> String {
        switch column.type {
        case .boolean: return "BOOLEAN"
        case .integer:
            guard let integers = column.integers, Int32(exactly: integers.lowerBound) != nil,
                Int32(exactly: integers.upperBound) != nil
            else { return "INTEGER" }
            return "MEDIUMINT"
        case .real: return "DOUBLE"
        case .day: return "DATE"
        case .dateTime: return "DATETIME"
        case .text, .list, .object: return "TEXT"
        }
    }

    /// A kind by its name where shapes are of that kind only and stay it when they are written.
    private static func geometryType(of survey: Survey) -> String {
        guard survey.geometryKinds.count == 1, let kind = survey.geometryKinds.first else {
            return "GEOMETRY"
        }
        switch kind {
        case "Point", "MultiPoint": return kind.uppercased()
        case "Polygon", "MultiPolygon", "LineString", "MultiLineString":
            // What is wider may be cut at the antimeridian, which makes many of one.
            guard let envelope = survey.envelope, envelope.east - envelope.west <= 180 else {
                return "GEOMETRY"
            }
            return kind.uppercased()
        default: return "GEOMETRY"
        }
    }
}

extension String {
    /// The name up to no end but its own: SQL ends at U+0000.
    fileprivate var replacingNull: String { replacing("\u{0}", with: "\u{FFFD}") }
}
