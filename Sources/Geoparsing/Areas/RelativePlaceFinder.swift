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

    /// So many different areas are made for one report; what it tells beyond them stays open. No
    /// report of a person has as many, and the outline of a large country costs milliseconds.
    static let mostAreas = 2000

    /// The areas in the order of the text, none overlapping.
    ///
    /// Words that mean the same give the same area throughout a report.
    ///
    /// - Complexity: O(*n*) for *n* tokens, and for each different area the overlay of outlines that
    ///   GEOS does.
    public func places() -> [RelativePlace] { places(atMost: Self.mostAreas) }

    /// The areas, of which so many different ones are made.
    func places(atMost limit: Int) -> [RelativePlace] {
        var known: [String: AreaBuilder.Found] = [:]
        return reader.phrases().compactMap { phrase -> RelativePlace? in
            let key = phrase.relation.key(
                places: { reader.place(of: $0)?.index ?? -1 },
                text: { reader.text.text(reader.text.bytes(ofTokens: $0)) })
            let found: AreaBuilder.Found
            if let same = known[key] {
                found = same.told(by: phrase.relation.mentions)
            } else if known.count >= limit {
                found = AreaBuilder.Found(
                    kind: phrase.relation.kind, outcome: .unresolved(.tooMany))
            } else {
                guard let made = builder.found(phrase) else { return nil }
                known[key] = made
                found = made
            }
            let range = reader.text.bytes(ofTokens: phrase.tokens)
            return RelativePlace(
                tokens: phrase.tokens, range: range, text: reader.text.text(range).collapsed,
                kind: found.kind, anchors: found.anchors, outcome: found.outcome)
        }
    }
}

extension AreaBuilder.Found {
    /// What was found for other words that mean the same, with the mentions of these words.
    fileprivate func told(by mentions: [Int]) -> AreaBuilder.Found {
        var rest = mentions[...]
        let anchors = anchors.map { anchor in
            RelativePlace.Anchor(
                mention: anchor.mention == nil ? nil : rest.popFirst(), place: anchor.place)
        }
        return AreaBuilder.Found(kind: kind, anchors: anchors, outcome: outcome)
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
