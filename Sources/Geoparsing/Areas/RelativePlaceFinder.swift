public import Gazetteers
import Orthography
public import Reports

/// Finds the areas that a report tells by its mentions, and makes their shapes.
///
/// - SeeAlso: ``RelativePlace``.
public struct RelativePlaceFinder {
    private let reader: AreaPhraseReader
    private let builder: AreaBuilder

    /// A finder for one report.
    ///
    /// - Parameters:
    ///   - report: The report.
    ///   - resolutions: Its mentions with their places, in order, none overlapping.
    ///   - focus: The countries that it is about; landscapes without a name are those of the first.
    ///   - gazetteer: Where namesakes, countries and landscapes are looked up.
    ///   - shapes: The outlines of areas and the lines of roads.
    public init(
        report: Report, resolutions: [Resolution], focus: Focus, gazetteer: Gazetteer,
        shapes: PlaceShapes
    ) {
        reader = AreaPhraseReader(
            report: report, gazetteer: gazetteer, resolutions: resolutions, focus: focus)
        builder = AreaBuilder(
            gazetteer: gazetteer, shapes: shapes, focus: focus,
            text: report.text, words: AreaWords.of(report.language), resolutions: resolutions)
    }

    /// The areas in the order of the text, none overlapping.
    ///
    /// - Complexity: O(*n*) for *n* tokens, and for each area the overlay of outlines that GEOS does.
    public func places() -> [RelativePlace] {
        reader.phrases().compactMap { phrase in
            builder.found(phrase).map { found in
                let range = reader.text.bytes(ofTokens: phrase.tokens)
                return RelativePlace(
                    tokens: phrase.tokens, range: range,
                    text: reader.text.text(range).collapsed, kind: found.kind,
                    anchors: found.anchors, outcome: found.outcome)
            }
        }
    }
}

extension Geoparser {
    /// Finds the mentions of a report and the areas that it tells by them.
    ///
    /// - Parameters:
    ///   - report: The report.
    ///   - collection: See ``parse(_:collection:)``.
    ///   - shapes: The outlines of areas and the lines of roads.
    public func parse(
        _ report: Report, collection: Focus = Focus(), shapes: PlaceShapes
    ) -> Parsed {
        var parsed = parse(report, collection: collection)
        let finder = RelativePlaceFinder(
            report: report, resolutions: parsed.resolutions, focus: parsed.focus,
            gazetteer: gazetteer, shapes: shapes)
        parsed.relativePlaces = finder.places()
        return parsed
    }
}
