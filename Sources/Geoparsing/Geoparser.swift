public import Gazetteers
import Orthography
public import Reports

/// Finds the places that reports mention.
public struct Geoparser: Sendable {
    public let gazetteer: Gazetteer
    private let misspellings: [String: MisspellingIndex]

    public init(gazetteer: Gazetteer) {
        self.init(gazetteer: gazetteer, misspellings: [:])
    }

    private init(gazetteer: Gazetteer, misspellings: [String: MisspellingIndex]) {
        self.gazetteer = gazetteer
        self.misspellings = misspellings
    }

    /// The same geoparser, with what it needs to find misspelt names in the countries of focuses
    /// made once; ``parse(_:collection:)`` makes it anew for every report otherwise.
    ///
    /// - Complexity: O(*c* · *n*), *c* the countries and *n* the names of the gazetteer.
    public func prepared(for focuses: [Focus]) -> Geoparser {
        var made = misspellings
        for country in Set(focuses.compactMap(\.country)) where made[country] == nil {
            made[country] = MisspellingIndex(country: country, of: gazetteer)
        }
        return Geoparser(gazetteer: gazetteer, misspellings: made)
    }

    /// A report with the places that it mentions.
    public struct Parsed: Sendable {
        public let report: Report
        /// The mentions in order, none overlapping.
        public let resolutions: [Resolution]
        /// The countries that the report was taken to be about.
        public let focus: Focus
        /// The areas that the report tells by its mentions; none where they were not asked for.
        public internal(set) var relativePlaces: [RelativePlace] = []
    }

    /// What a report alone says about the countries that it is about.
    ///
    /// - Complexity: O(*n*).
    public func focus(of report: Report) -> Focus { Focus(of: report, gazetteer: gazetteer) }

    /// The focus of a collection, from the focuses of its reports.
    public func focus(ofCollection focuses: [Focus]) -> Focus { Focus.pooled(focuses) }

    /// Finds and resolves the mentions of a report.
    ///
    /// - Parameters:
    ///   - report: The report.
    ///   - collection: What other reports of the collection are about; counts as much as what the
    ///     report itself says. A focus that the user gave counts alone.
    /// - Complexity: O(*n*) but for the resolution of distinct names; see ``Resolution``.
    public func parse(_ report: Report, collection: Focus = Focus()) -> Parsed {
        let focus =
            collection.isGiven
            ? collection
            : Focus.pooled([self.focus(of: report), collection].filter { !$0.votes.isEmpty })
        let recognizer = Recognizer(report: report, gazetteer: gazetteer, focus: focus)
        var mentions = recognizer.mentions()
        mentions += recognizer.sites(besides: mentions)
        if let country = focus.country {
            let index = misspellings[country] ?? MisspellingIndex(country: country, of: gazetteer)
            mentions += recognizer.misspellings(index, besides: mentions)
        }
        mentions.sort { $0.range.lowerBound < $1.range.lowerBound }
        let resolver = Resolver(report: report, gazetteer: gazetteer, focus: focus)
        return Parsed(
            report: report, resolutions: resolver.resolutions(of: mentions), focus: focus)
    }
}
