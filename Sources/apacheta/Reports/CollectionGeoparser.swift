import Geoparsing
import Reports

/// Parses the reports of a command: those of files with what all are about in mind, those of lines
/// each for itself.
struct CollectionGeoparser: Sendable {
    private let geoparser: Geoparser
    /// What the reports of files are about.
    private let collection: Focus
    /// What a report that stands alone is taken to be about besides what it says itself.
    private let alone: Focus
    /// With what areas that words tell are made; `nil` not to look for them.
    private let shapes: PlaceShapes?

    /// - Parameters:
    ///   - geoparser: What parses.
    ///   - collection: What the reports of files are about; counts for all when the user gave it.
    ///   - shapes: With what areas that words tell are made; `nil` not to look for them.
    init(_ geoparser: Geoparser, collection: Focus, shapes: PlaceShapes? = nil) {
        self.shapes = shapes
        self.geoparser = geoparser
        self.collection = collection
        alone = collection.isGiven ? collection : Focus()
    }

    /// Finds and resolves the mentions of a report.
    ///
    /// - Parameter isOfCollection: Whether it is one of the files, which help to read each other.
    func parse(_ report: Report, isOfCollection: Bool) -> Geoparser.Parsed {
        let focus = isOfCollection ? collection : alone
        guard let shapes else { return geoparser.parse(report, collection: focus) }
        return geoparser.parse(report, collection: focus, shapes: shapes)
    }
}
