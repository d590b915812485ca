import Gazetteers
import Geoparsing
import Orthography
import Reports

/// Chooses the place of an event among those that its report names.
///
/// A linear model over named features: preposition, side, distance, level of the place.
struct PlaceLinker {
    let report: Report
    let gazetteer: Gazetteer
    let resolutions: [Resolution]
    let country: Place?
    private let seatOfGovernment: Place?
    private let lexicon: EventLexicon
    private let finder: TriggerFinder
    private var words: LinkWords { lexicon.links }

    init(parsed: Geoparser.Parsed, gazetteer: Gazetteer, finder: TriggerFinder) {
        report = parsed.report
        self.gazetteer = gazetteer
        resolutions = parsed.resolutions.filter { $0.place != nil }
        country = parsed.focus.country.flatMap { gazetteer.country(withCode: $0) }
        seatOfGovernment = PlaceLinker.seatOfGovernment(of: country, gazetteer)
        lexicon = finder.lexicon
        self.finder = finder
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

    /// The place of an event told by a trigger.
    func place(
        of trigger: Range<Int>, type: EventType, in sentence: Range<Int>, _ context: Context
    ) -> EventPlace? {
        let mentions = mentions(in: sentence).filter {
            ($0.place?.kind.level ?? .continent) > .continent
        }
        let best = mentions.map { ($0, score($0, trigger, type, sentence)) }
            .max { ($0.1, $1.0.mention.tokens.lowerBound) < ($1.1, $0.0.mention.tokens.lowerBound) }
        let capital = capitalPhrase(in: sentence)
        if let (resolution, score) = best, let place = resolution.place {
            let isWeak = score < 0
            if capital != nil, isWeak || place.kind.level <= .country,
                let seat = capital.flatMap({ _ in seatOfGovernment })
            {
                return EventPlace(seat, .capital)
            }
            if place.kind.level <= .country, let narrower = context.paragraph,
                narrower.place.country == place.country, !isNationwide(sentence), score < 1
            {
                return widened(narrower, .paragraph)
            }
            // "there", "allí": the story stays where it was, whatever else the sentence names.
            if score < 1, let known = context.paragraph, pointsBack(sentence) {
                return known.linked(.paragraph)
            }
            if !isWeak || place.kind.level > .country { return EventPlace(resolution, .sentence) }
        }
        if capital != nil, let seat = seatOfGovernment { return EventPlace(seat, .capital) }
        if isNationwide(sentence), let country { return EventPlace(country, .nationwide) }
        if let place = context.paragraph { return widened(place, .paragraph) }
        if let place = context.section { return widened(place, .section) }
        if let place = context.earlier { return widened(place, .earlier) }
        return country.map { EventPlace($0, .focus) }
    }

    private func pointsBack(_ sentence: Range<Int>) -> Bool {
        sentence.contains { words.there.contains(report.text.word($0)) }
    }

    /// A place that was named before: of a square its town, since the story may have left it.
    private func widened(_ known: EventPlace, _ link: EventPlace.Link) -> EventPlace {
        guard known.place.kind.level > .town,
            let town = gazetteer.ancestors(of: known.place).first(where: { $0.kind.level <= .town })
        else { return known.linked(link) }
        return EventPlace(town, link)
    }

    /// The places of a march, from where it came to where it went; fewer than two are no route.
    ///
    /// "Miners from Huanuni marched from El Alto": where the march set out, said behind its verb,
    /// stands for where the marchers are from.
    func route(of trigger: Range<Int>, in sentence: Range<Int>, goal: Place?) -> [Place] {
        var homes: [Place] = []
        var starts: [Place] = []
        var ways: [Place] = []
        var goals: [Place] = []
        let mentions = Array(mentions(in: sentence))
        for (number, resolution) in mentions.enumerated() {
            guard let place = resolution.place, place.kind.level > .country else { continue }
            let preposition = preposition(before: resolution.mention.tokens, sentence)
            var direction = words.direction[preposition]
            // "de El Alto a La Paz": "de" means "from" where "a" follows.
            if direction == nil, ["de", "del"].contains(preposition), number + 1 < mentions.count {
                let next = mentions[number + 1].mention.tokens
                let isNear = next.lowerBound - resolution.mention.tokens.upperBound <= 3
                if isNear, words.direction[self.preposition(before: next, sentence)] == .to {
                    direction = .from
                }
            }
            switch direction {
            case .from where resolution.mention.tokens.lowerBound < trigger.lowerBound:
                homes.append(place)
            case .from: starts.append(place)
            case .to: goals.append(place)
            case .via: ways.append(place)
            case nil: break
            }
        }
        let origins = starts.isEmpty ? homes : starts
        var route = Array(origins.prefix(1)) + ways
        if let last = goals.last ?? (origins.isEmpty ? nil : goal) { route.append(last) }
        var seen: Set<String> = []
        route = route.filter { seen.insert($0.id).inserted }
        return route.count >= 2 && !origins.isEmpty ? route : []
    }

    // MARK: - Features

    private static let prepositionValues: [String: Double] = [
        "in": 1.2, "at": 1.2, "near": 1, "outside": 1, "around": 0.8, "on": 0.6, "inside": 1,
        "throughout": 1, "across": 0.7, "between": 0.6, "into": 0.8, "of": 0.1, "from": -0.4,
        "to": 0.3, "with": -0.5, "by": -0.5, "over": 0.3, "en": 1.2, "cerca": 1, "desde": -0.3,
        "hacia": 0.3, "hasta": 0.3, "a": 0.3, "de": 0.1, "por": 0.4, "entre": 0.6, "del": 0.1,
        "contra": -0.4,
    ]

    private func score(
        _ resolution: Resolution, _ trigger: Range<Int>, _ type: EventType, _ sentence: Range<Int>
    ) -> Double {
        let tokens = resolution.mention.tokens
        let preposition = preposition(before: tokens, sentence)
        var score = PlaceLinker.prepositionValues[preposition] ?? 0
        let direction = words.direction[preposition]
        if isOrigin(tokens, sentence) { score -= 1.2 }
        if type == .march {
            if direction == .to { score += 1.5 }
            if direction == .from { score -= 1 }
        } else if direction == .from || direction == .to {
            score -= 0.5
        }
        let distance =
            tokens.lowerBound >= trigger.upperBound
            ? tokens.lowerBound - trigger.upperBound : trigger.lowerBound - tokens.upperBound
        score -= 0.05 * Double(max(0, distance))
        if tokens.lowerBound >= trigger.upperBound { score += 0.3 }
        switch resolution.place?.kind.level {
        case .town, .neighbourhood, .site: score += 0.8
        case .admin1, .admin2, .admin3, .region: score += 0.4
        default: score -= 0.6
        }
        return score
    }

    /// "miners of Huanuni", "alumnos de la Universidad": whence people are, not where they act.
    private func isOrigin(_ tokens: Range<Int>, _ sentence: Range<Int>) -> Bool {
        var at = tokens.lowerBound - 1
        while at >= sentence.lowerBound,
            ["the", "la", "el", "los", "las"].contains(report.text.word(at))
        {
            at -= 1
        }
        guard at > sentence.lowerBound, ["of", "de", "del", "from"].contains(report.text.word(at))
        else { return false }
        return lexicon.actors.contains(report.text.word(at - 1))
    }

    /// The word of place in front of a name, across articles and "the city of".
    private func preposition(before tokens: Range<Int>, _ sentence: Range<Int>) -> String {
        var at = tokens.lowerBound - 1
        var steps = 0
        while at >= sentence.lowerBound, steps < 5 {
            let word = report.text.word(at)
            if words.fillers.contains(word)
                || (["of", "de", "del"].contains(word) && isKindBefore(at))
            {
                at -= 1
                steps += 1
                continue
            }
            // "in El Alto and La Paz": a coordinated name shares its preposition.
            if ["and", "y", "e", ","].contains(word),
                let before = mention(endingBefore: at)
            {
                at = before.tokens.lowerBound - 1
                steps += 1
                continue
            }
            return word
        }
        return ""
    }

    private func mention(endingBefore token: Int) -> Mention? {
        let index = resolutions.partitioningIndex { $0.mention.tokens.upperBound >= token }
        guard index < resolutions.count, resolutions[index].mention.tokens.upperBound == token
        else { return nil }
        return resolutions[index].mention
    }

    private func isKindBefore(_ index: Int) -> Bool {
        index > 0 && words.fillers.contains(report.text.word(index - 1))
    }

    private func capitalPhrase(in sentence: Range<Int>) -> Int? {
        let phrases = finder.lexicon.capital
        return sentence.first { index in
            phrases.contains { finder.matches($0, at: index, in: sentence) }
        }
    }

    private func isNationwide(_ sentence: Range<Int>) -> Bool {
        return sentence.contains { index in
            finder.lexicon.nationwide.contains { finder.matches($0, at: index, in: sentence) }
        }
    }

    /// Where the government of a country sits, which need not be the lawful capital.
    private static func seatOfGovernment(of country: Place?, _ gazetteer: Gazetteer) -> Place? {
        guard let country else { return nil }
        var capital: Place?
        for place in gazetteer.places where place.country == country.country {
            if place.kind.code == "PPLG" { return place }
            if place.kind.code == "PPLC" { capital = place }
        }
        return capital
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
    }

    func linked(_ link: Link) -> EventPlace {
        EventPlace(
            place: place, precision: precision, uncertaintyKilometres: uncertaintyKilometres,
            link: link)
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
