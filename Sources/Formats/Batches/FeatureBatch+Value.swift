package import SimpleFeatures

extension FeatureBatch {
    /// The value that a row has in a column, by the place of the column; null when it has none.
    ///
    /// - Complexity: O(*n*), *n* the number of the row's cells.
    package func value(of row: Int, inColumn column: Int) -> Value {
        cell(of: row, inColumn: column)?.value ?? .null
    }
}
