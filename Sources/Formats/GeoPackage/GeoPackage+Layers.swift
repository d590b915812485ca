public import FileMapping

extension GeoPackage {
    /// One layer of a file.
    public struct LayerSummary: Hashable, Sendable {
        /// The name of its table, by which it is chosen.
        public let name: String
        /// The title that the file gives it, often the same; `nil` for none.
        public let title: String?
        /// The kinds of its shapes, as the file says it: `POINT`, `GEOMETRY`, …
        public let geometryType: String
    }

    /// The layers of a file.
    ///
    /// - Parameters:
    ///   - file: The file.
    ///   - limits: Size to refuse.
    /// - Returns: The layers of features, by their names.
    /// - Throws: ``FormatError`` when it is no GeoPackage.
    public static func layers(
        of file: MappedFile, limits: ReadingLimits = ReadingLimits()
    ) throws(FormatError) -> [LayerSummary] {
        let source = try GeoPackageSource(file, limits: limits)
        return try source.layers().map(\.summary)
    }
}
