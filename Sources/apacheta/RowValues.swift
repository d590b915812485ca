import Formats
import SimpleFeatures

/// Some columns of a window, those that it has.
struct RowValues {
    private let columns: [(name: String, place: Int)]

    init(of names: [String], in batch: borrowing FeatureBatch) {
        var columns: [(name: String, place: Int)] = []
        for name in names {
            if let place = batch.place(ofColumn: name) { columns.append((name, place)) }
        }
        self.columns = columns
    }

    var isEmpty: Bool { columns.isEmpty }

    /// The values of a row.
    func read(_ row: Int, of batch: borrowing FeatureBatch) -> Row {
        var values: [Value] = []
        values.reserveCapacity(columns.count)
        for column in columns { values.append(batch.value(of: row, inColumn: column.place)) }
        return Row(columns: columns, values: values)
    }

    /// The values of one row by the names of their columns, which are too few to be hashed.
    struct Row {
        fileprivate let columns: [(name: String, place: Int)]
        fileprivate let values: [Value]

        /// Null for a column that is missing.
        subscript(name: String) -> Value {
            for (number, column) in columns.enumerated() where column.name == name {
                return values[number]
            }
            return .null
        }
    }
}
