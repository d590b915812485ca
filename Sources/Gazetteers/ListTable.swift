/// A table that lists something other than places, by the names of its columns.
///
/// For the small tables beside the gazetteer, such as the classes of municipalities; tables of
/// places are read by ``Gazetteer/init(tables:lexicon:)``, without a copy of every field.
public struct ListTable: Sendable {
    /// One line.
    public struct Row: Sendable {
        /// Where the line stands, from 1, the header being 1.
        public let line: Int
        private let fields: [String: String]

        fileprivate init(line: Int, fields: [String: String]) {
            self.line = line
            self.fields = fields
        }

        /// The text of a column; empty where the field is, and for a column that is not asked for.
        public subscript(column: String) -> String { fields[column] ?? "" }

        /// The items of a list in a column, which `|` separates; none for an empty field.
        public func items(of column: String) -> [String] {
            self[column].split(separator: "|").map(String.init)
        }
    }

    /// The name that errors give.
    public let file: String
    /// The lines, in order.
    public let rows: [Row]

    /// Reads a table.
    ///
    /// - Parameters:
    ///   - table: Tab-separated rows under a header line.
    ///   - columns: The columns that are kept, all of which must be there.
    /// - Throws: ``GazetteerError`` with file and line when a column is missing or a row has
    ///   another number of fields.
    /// - Complexity: O(*n*), *n* the bytes of the table.
    public init(_ table: Gazetteer.Table, columns: [String]) throws(GazetteerError) {
        let reader = try TableReader(table.bytes, file: table.file, needing: columns)
        let places = columns.map { (name: $0, place: reader.place(of: $0)) }
        var rows: [Row] = []
        try reader.forEachRow { row throws(GazetteerError) in
            var fields: [String: String] = [:]
            for column in places { fields[column.name] = row.text(column.place) }
            rows.append(Row(line: row.line, fields: fields))
        }
        file = table.file
        self.rows = rows
    }
}
