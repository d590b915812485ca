import Gazetteers
import Geoparsing
import Orthography
import Reports

/// Chooses the place of an event: among those that its sentence names by a linear model
/// (``LinkFeature``), else what the text has named in front of it.
struct PlaceLinker {
    let report: Report
    let gazetteer: Gazetteer
    let resolutions: [Resolution]
    let country: Place?
    private let seats: [String: Place]
    private let lexicon: EventLexicon
    private let finder: TriggerFinder
    private let weights: Weights<LinkFeature>

    init(parsed: Geoparser.Parsed, finder: TriggerFinder, extractor: EventExtractor) {
        report = parsed.report
        gazetteer = extractor.gazetteer
        resolutions = parsed.resolutions.filter { $0.place != nil }
        country = parsed.focus.country.flatMap { extractor.gazetteer.country(withCode: $0) }
        seats = extractor.seats
        lexicon = finder.lexicon
        self.finder = finder
        weights = extractor.model.linking
    }

    /// What the text in front of a sentence has named.
    struct Context {
        var paragraph: EventPlace?
        var section: EventPlace?
        var earlier: EventPlace?
    }

    /// The resolved mentions of some tokens, in order.
    func mentions(in tokens: Range<Int>) -> ArraySlice<Resolution> {
        let first = resolutions.partitioningIndex {
            $0.mention.tokens.lowerBound >= tokens.lowerBound
        }
        let last = resolutions.partitioningIndex {
            $0.mention.tokens.lowerBound >= tokens.upperBound
        }
        return resolutions[first..<last]
    }

    // MARK: - Sentences

    /// A sentence with its places, and what it says without naming one.
    struct Sentence {
        let scene: LinkScene
        let resolutions: [Resolution]
        /// Where the government sits that the words mean ("the capital").
        let capital: Place?
        /// Whether the words spread what they tell over the whole country.
        let isNationwide: Bool
        /// Whether a word points back to a place ("there", "allí").
        let pointsBack: Bool
    }

    func sentence(_ tokens: Range<Int>, triggers: [TriggerFinder.Found]) -> Sentence {
        let mentions = mentions(in: tokens).filter {
            ($0.place?.kind.level ?? .continent) > .continent
                && $0.mention.tokens.upperBound <= tokens.upperBound
        }
        let text = report.text
        let scene = LinkScene(
            text, traits: finder.traits, sentence: tokens,
            candidates: mentions.map {
                LinkCandidate(
                    tokens: $0.mention.tokens, kind: $0.place?.kind,
                    isMetonymic: $0.mention.isMetonymic)
            }, triggers: Set(triggers.map(\.tokens.lowerBound))
        ) { finder.isPast($0) }
        return Sentence(
            scene: scene, resolutions: mentions, capital: capital(in: tokens, mentions),
            isNationwide: holds(lexicon.nationwide, tokens),
            pointsBack: tokens.contains {
                finder.traits[$0].contains(.there)
                    && !isBeing($0 + 1, tokens)
            })
    }

    /// "there was" points nowhere.
    private func isBeing(_ index: Int, _ tokens: Range<Int>) -> Bool {
        tokens.contains(index)
            && finder.traits[index].contains(.past)
    }

    /// Where a government sits of whose seat the words speak: that of the country in focus, or of the
    /// country that is named behind the words ("the capital of Peru").
    private func capital(in tokens: Range<Int>, _ mentions: [Resolution]) -> Place? {
        for index in tokens where finder.traits[index].contains(.reachStart) {
            guard
                let phrase = lexicon.capital.first(where: {
                    finder.matches($0, at: index, in: tokens)
                })
            else { continue }
            let next = index + phrase.count
            guard tokens.contains(next),
                finder.traits[next].contains(.of)
            else { return country.flatMap { seats[$0.country] } }
            guard
                let owner = mentions.first(where: { $0.mention.tokens.contains(next + 1) })?.place,
                owner.kind.level == .country
            else { continue }
            return seats[owner.country]
        }
        return nil
    }

    private func holds(_ phrases: [[FoldedWord]], _ tokens: Range<Int>) -> Bool {
        tokens.contains { index in
            finder.traits[index].contains(.reachStart)
                && phrases.contains { finder.matches($0, at: index, in: tokens) }
        }
    }

    // MARK: - Choosing

    /// Of a place with lower odds than these the text's own story is the likelier scene.
    private static let leastLogOdds = -1.0
    /// A whole country must be told this clearly where the paragraph has named a place in it.
    private static let clearLogOdds = 1.0

    /// The place of an event told by a trigger.
    func place(
        of found: TriggerFinder.Found, in sentence: Sentence, clause: Range<Int>,
        _ context: Context
    ) -> EventPlace? {
        let event = sentence.scene.event(
            found.tokens, type: found.trigger.type,
            isNoun: found.trigger.role == .noun || found.trigger.role == .plural, clause: clause)
        let best = sentence.resolutions.indices
            .map { ($0, weights.logOdds(of: sentence.scene.features(of: $0, for: event))) }
            .max { ($0.1, $1.0) < ($1.1, $0.0) }
        if let (number, logOdds) = best, let place = sentence.resolutions[number].place {
            let isCountry = place.kind.level <= .country
            if let capital = sentence.capital, logOdds < 0 || isCountry {
                return EventPlace(capital, .capital)
            }
            if let narrower = context.paragraph, !sentence.isNationwide,
                logOdds < PlaceLinker.clearLogOdds,
                isCountry && narrower.place.country == place.country || sentence.pointsBack
            {
                return widened(narrower, .paragraph)
            }
            let isOnly = context.paragraph == nil && context.section == nil && !isCountry
            if logOdds >= PlaceLinker.leastLogOdds || isOnly {
                return EventPlace(sentence.resolutions[number], .sentence)
            }
        }
        if let capital = sentence.capital { return EventPlace(capital, .capital) }
        if sentence.isNationwide, let country { return EventPlace(country, .nationwide) }
        if let place = context.paragraph { return widened(place, .paragraph) }
        if let place = context.section { return widened(place, .section) }
        if let place = context.earlier { return widened(place, .earlier) }
        return country.map { EventPlace($0, .focus) }
    }

    /// A place that was named before: of a square its town, since the story may have left it.
    private func widened(_ known: EventPlace, _ link: EventPlace.Link) -> EventPlace {
        guard known.place.kind.level > .town,
            let town = gazetteer.ancestors(of: known.place).first(where: { $0.kind.level <= .town })
        else { return known.linked(link) }
        return EventPlace(town, link)
    }
}

extension EventPlace {
    init(_ place: Place, _ link: Link) {
        self.init(
            place: place, precision: PlacePrecision(of: place.kind),
            uncertaintyKilometres: place.extentKilometres, link: link)
    }

    init?(_ resolution: Resolution, _ link: Link) {
        guard let place = resolution.place else { return nil }
        self.init(
            place: place, precision: resolution.precision,
            uncertaintyKilometres: place.extentKilometres, link: link)
        // A candidate of less than one in a hundred is no choice that a reader weighs.
        let choices = resolution.candidates.filter { $0.likelihood >= 0.01 }
        if choices.count > 1 {
            self.choices = choices.map { Choice(place: $0.place, likelihood: $0.likelihood) }
        }
    }

    func linked(_ link: Link) -> EventPlace {
        EventPlace(
            place: place, precision: precision, uncertaintyKilometres: uncertaintyKilometres,
            link: link, choices: choices)
    }
}

extension Array {
    /// The first index of a sorted array whose element satisfies a condition.
    fileprivate func partitioningIndex(where isAfter: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if isAfter(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
