import SimpleFeatures

/// The table that a layer becomes in PostgreSQL.
struct PostgreSQLLayout {
    /// One column with its values.
    struct Column {
        /// Quoted.
        let name: String
        let type: String
        /// The column's place in the batches; -1 for those that are no property.
        let source: Int
    }

    /// Quoted.
    let table: String
    /// What the index is called, quoted.
    let index: String
    let identifier: Column
    let properties: [Column]
    let shape: Column
    /// Where features have a column `id`; -1 where they have none.
    let identifierSource: Int
    /// How many columns got another name.
    let renamedColumns: Int

    /// What PostgreSQL keeps of a name, in bytes.
    private static let nameLimit = 63
    /// Columns that every table has.
    private static let systemColumns = ["tableoid", "xmin", "cmin", "xmax", "cmax", "ctid"]

    init(_ survey: Survey, table: String, usesPostGIS: Bool) {
        self.table = PostgreSQLLayout.quoted(PostgreSQLLayout.shortened(table, by: 0))
        index = PostgreSQLLayout.quoted(PostgreSQLLayout.shortened(table, by: 13) + "_geometry_idx")
        identifierSource = survey.columns.firstIndex { $0.name == "id" } ?? -1
        let sources = survey.columns.indices.filter { survey.columns[$0].name != "id" }
        let taken = PostgreSQLLayout.systemColumns + ["id", usesPostGIS ? "geometry" : "wkt"]
        let wanted = sources.map { survey.columns[$0].name }
        let names = PostgreSQLLayout.distinct(wanted, from: taken)
        renamedColumns = zip(names, wanted).count { $0 != $1 }
        identifier = Column(name: PostgreSQLLayout.quoted("id"), type: "text", source: -1)
        properties = zip(names, sources).map { name, source in
            Column(
                name: PostgreSQLLayout.quoted(name),
                type: PostgreSQLLayout.type(of: survey.columns[source]), source: source)
        }
        shape = Column(
            name: PostgreSQLLayout.quoted(usesPostGIS ? "geometry" : "wkt"),
            type: usesPostGIS ? "geometry(Geometry,4326)" : "text", source: -1)
    }

    var columns: [Column] { [identifier] + properties + [shape] }

    private static func type(of column: Survey.Column) -> String {
        switch column.type {
        case .boolean: return "boolean"
        case .integer:
            let short = Int(Int32.min)...Int(Int32.max)
            guard let range = column.integers, short.contains(range.lowerBound),
                short.contains(range.upperBound)
            else { return "bigint" }
            return "integer"
        case .real: return "double precision"
        case .day: return "date"
        case .dateTime: return "timestamp with time zone"
        case .list, .object: return "jsonb"
        case .text: return "text"
        }
    }

    /// Names that differ from each other and from others, as far as PostgreSQL keeps them.
    private static func distinct(_ names: [String], from taken: [String]) -> [String] {
        var used = Set(taken)
        // Of thousands of columns of one name none counts from the beginning again.
        var numbers: [String: Int] = [:]
        return names.enumerated().map { index, name in
            let base = name.isEmpty ? "column_\(index + 1)" : name
            var candidate = shortened(base, by: 0)
            guard !used.insert(candidate).inserted else { return candidate }
            let short = shortened(base, by: 8)
            var number = numbers[short] ?? 2
            repeat {
                candidate = "\(short)_\(number)"
                number += 1
            } while !used.insert(candidate).inserted
            numbers[short] = number
            return candidate
        }
    }

    /// A name cut between characters to what PostgreSQL keeps, less some bytes.
    private static func shortened(_ name: String, by room: Int) -> String {
        var short = ""
        var count = 0
        for scalar in (name.isEmpty ? "layer" : name).unicodeScalars {
            // PostgreSQL has no zero in texts.
            let kept = scalar == "\0" ? "\u{FFFD}" : scalar
            count += UTF8.width(kept)
            guard count <= nameLimit - room else { break }
            short.unicodeScalars.append(kept)
        }
        return short
    }

    private static func quoted(_ name: String) -> String {
        "\"" + name.replacing("\"", with: "\"\"") + "\""
    }
}
