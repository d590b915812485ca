import Gazetteers
import Geodesy
import Orthography
import Reports
import SimpleFeatures

/// Chooses a place for each mention of a report.
///
/// A linear ranker: each candidate's score is the sum of named features. One name means one place
/// throughout a report, but where the words beside it say otherwise ("the department of La Paz").
struct Resolver {
    let report: Report
    let gazetteer: Gazetteer
    let focus: Focus

    /// A name as the report uses it: all mentions that must mean the same.
    private struct Sense {
        var mentions: [Int]
        var candidates: [Candidate]
    }

    /// What stands behind a comma beside a mention: "Warnes, Santa Cruz".
    private struct Neighbours {
        /// The bearers of the name that follows.
        var holders: [Place] = []
        /// The bearers of the name in front which lie in a bearer of the mention.
        var held: [Place] = []
    }

    /// The mentions with their places, in the order given.
    ///
    /// - Complexity: O(*n* · *k*²) for *n* distinct names and *k* settled ones of a report.
    func resolutions(of mentions: [Mention]) -> [Resolution] {
        var senses: [String: Sense] = [:]
        var order: [String] = []
        let neighbours = neighbours(of: mentions)
        for (index, key) in keys(of: mentions, neighbours) {
            if senses[key] == nil {
                order.append(key)
                senses[key] = Sense(mentions: [], candidates: [])
            }
            senses[key]?.mentions.append(index)
        }
        let parents = mentionedParents(mentions)
        for key in order {
            guard var sense = senses[key] else { continue }
            sense.candidates = candidates(
                of: mentions[sense.mentions[0]], sense.mentions.map { neighbours[$0] }, parents)
            senses[key] = sense
        }
        let settled = settledPositions(order.compactMap { senses[$0] })
        var chosen = [Int: [Candidate]]()
        for (number, key) in order.enumerated() {
            guard let sense = senses[key] else { continue }
            let others = settled.filter { $0.sense != number }.map(\.position)
            let ranked = sense.candidates.map { $0.near(others) }.sorted(by: precedes)
            for index in sense.mentions { chosen[index] = ranked }
        }
        return resolved(mentions, chosen)
    }

    /// What tells the senses of mentions apart: the name, the kind that the words beside it give,
    /// and what it lies in ("Springfield, Illinois"). A name that stands alone means what it means
    /// where something follows it.
    private func keys(
        of mentions: [Mention], _ neighbours: [Neighbours]
    ) -> [(mention: Int, key: String)] {
        var contained: [String: String] = [:]
        let parts = mentions.enumerated().compactMap {
            index, mention -> (index: Int, name: String, container: String)? in
            guard !mention.bearers.isEmpty else { return nil }
            let name =
                Folding.folded(mention.text) + "|" + (mention.kindHint.map { "\($0)" } ?? "")
            let places = mention.bearers.map { gazetteer.places[$0.place] }
            var container = places.filter { isPlace($0, inOneOf: neighbours[index].holders) }
                .map { String($0.index) }.joined(separator: " ")
            if !container.isEmpty, contained[name] == nil { contained[name] = container }
            // "Warnes, Santa Cruz" is no reason to read a department where the town may be meant.
            if !neighbours[index].held.isEmpty, places.contains(where: \.kind.isPopulated) {
                container += "|holds"
            }
            return (index, name, container)
        }
        return parts.map { part in
            let container = part.container.isEmpty ? contained[part.name] ?? "" : part.container
            return (part.index, part.name + "|" + container)
        }
    }

    private func neighbours(of mentions: [Mention]) -> [Neighbours] {
        var neighbours = mentions.map { Neighbours(holders: holders(behind: $0)) }
        for index in mentions.indices.dropFirst() {
            let mention = mentions[index]
            let front = mentions[index - 1]
            guard front.tokens.upperBound + 1 == mention.tokens.lowerBound,
                !isListed(front, mention)
            else { continue }
            let places = mention.bearers.map { gazetteer.places[$0.place] }
            neighbours[index].held = front.bearers.map { gazetteer.places[$0.place] }
                .filter { isPlace($0, inOneOf: places) && !neighbours[index - 1].holders.isEmpty }
        }
        return neighbours
    }

    /// Whether two names stand in a list ("Oruro, Potosí and Sucre"), where none holds another.
    private func isListed(_ front: Mention, _ mention: Mention) -> Bool {
        let text = report.text
        let before = front.tokens.lowerBound - 1
        let after = mention.tokens.upperBound
        if before >= 0, text.word(before) == "," { return true }
        guard after < text.tokens.count else { return false }
        if ["and", "or", "y", "e", "o", "u", "&"].contains(text.word(after)) { return true }
        // A comma behind closes the container, but in a list it goes on with another name.
        return text.word(after) == "," && after + 1 < text.tokens.count
            && text.tokens[after + 1].isCapitalised
    }

    private func precedes(_ one: Candidate, _ other: Candidate) -> Bool {
        let (score, otherScore) = (one.score, other.score)
        return score != otherScore ? score > otherScore : one.place.id < other.place.id
    }

    // MARK: - Candidates

    private func candidates(
        of mention: Mention, _ neighbours: [Neighbours], _ parents: [Int: Set<String>]
    ) -> [Candidate] {
        let holders = neighbours.flatMap(\.holders)
        let held = neighbours.flatMap(\.held)
        let name = Folding.folded(mention.text)
        let countries = Set(
            mention.bearers.filter(\.isMainName).map { gazetteer.places[$0.place] }
                .filter { $0.kind.level == .country }.map(\.country))
        let units = Set(
            mention.bearers.filter(\.isMainName).map { gazetteer.places[$0.place] }
                .filter { $0.kind.level == .country || $0.kind.level == .admin1 }
                .map { Optional($0.index) })
        return mention.bearers.map { bearer in
            let place = gazetteer.places[bearer.place]
            var evidence: [Candidate.Contribution] = [
                .init(feature: .kind, value: kindValue(of: place)),
                .init(feature: .population, value: populationValue(of: place)),
                .init(feature: .focus, value: 6 * focus.share(of: place.country)),
            ]
            if bearer.isMainName { evidence.append(.init(feature: .mainName, value: 1.5)) }
            if bearer.matchedBy != .name { evidence.append(.init(feature: .spelling, value: -1)) }
            if place.kind.level > .country, !bearer.isMainName, countries.contains(place.country) {
                evidence.append(.init(feature: .countryNamesake, value: -5))
            }
            if isSmallTown(place), !units.isEmpty,
                !units.contains(gazetteer.admin1(of: place)?.index)
            {
                evidence.append(.init(feature: .unitNamesake, value: -4))
            }
            if isPlace(place, inOneOf: holders) {
                evidence.append(.init(feature: .container, value: 6))
            }
            if held.contains(where: { isPlace($0, inOneOf: [place]) }) {
                evidence.append(.init(feature: .holder, value: 6))
            }
            if place.kind.level > .admin1, let admin1 = gazetteer.admin1(of: place),
                parents[admin1.index]?.contains(where: { $0 != name }) == true
            {
                evidence.append(.init(feature: .parentMentioned, value: 1.5))
            }
            if let hint = mention.kindHint, let value = hintValue(hint, place.kind) {
                evidence.append(.init(feature: .kindHint, value: value))
            }
            return Candidate(place: place, matchedBy: bearer.matchedBy, evidence: evidence)
        }
    }

    /// A town that the world knows less than a state of its name.
    private func isSmallTown(_ place: Place) -> Bool {
        place.kind.level >= .town && place.kind.isPopulated
            && (place.population ?? 0) < Resolver.townKnownBesideState
    }

    /// The inhabitants from which on a town is meant as readily as a state of its name.
    private static let townKnownBesideState = 100_000

    private func kindValue(of place: Place) -> Double {
        let value: Double
        switch place.kind.level {
        case .continent, .country: value = 10
        case .region: value = 5
        case .admin1: value = 4.5
        case .admin2: value = 1.5
        case .admin3: value = 1
        case .town: value = place.status == "locality" ? 0 : 2
        case .neighbourhood: value = 1.5
        case .site: value = 2
        }
        return place.kind.code == "PPLC" || place.kind.code == "PPLG" ? value + 0.5 : value
    }

    private func populationValue(of place: Place) -> Double {
        guard place.kind.isPopulated, let population = place.population, population > 0
        else { return 0 }
        var value = 0.0
        var rest = Double(population)
        // The decimal logarithm, as far as it matters, without a mathematics library.
        while rest >= 10 {
            value += 1
            rest /= 10
        }
        return 1.1 * (value + (rest - 1) / 9)
    }

    private func hintValue(_ hint: KindHint, _ kind: PlaceKind) -> Double? {
        switch hint {
        case .administrative: return [.admin1, .admin2, .admin3].contains(kind.level) ? 5 : nil
        case .town: return kind.isPopulated ? 3 : nil
        case .site: return kind.level == .site || kind.level == .neighbourhood ? 3 : nil
        case .physical: return ["T", "H", "L"].contains(kind.description.prefix(1)) ? 4 : nil
        }
    }

    /// The admin-1 units that the report names, each with the names that it bears there.
    private func mentionedParents(_ mentions: [Mention]) -> [Int: Set<String>] {
        var found: [Int: Set<String>] = [:]
        for mention in mentions {
            for bearer in mention.bearers {
                let place = gazetteer.places[bearer.place]
                guard place.kind.level == .admin1 else { continue }
                found[place.index, default: []].insert(Folding.folded(mention.text))
            }
        }
        return found
    }

    /// The places that bear the name which follows after a comma.
    private func holders(behind mention: Mention) -> [Place] {
        let text = report.text
        let comma = mention.tokens.upperBound
        guard comma + 1 < text.tokens.count, [",", "("].contains(text.word(comma)),
            let next = gazetteer.longestName(
                in: text, at: comma + 1, before: min(comma + 6, text.tokens.count))
        else { return [] }
        return next.bearers.map { gazetteer.places[$0.place] }
    }

    private func isPlace(_ place: Place, inOneOf holders: [Place]) -> Bool {
        holders.contains { holder in
            switch holder.kind.level {
            case .country: return holder.country == place.country && place.index != holder.index
            case .admin1:
                return gazetteer.admin1(of: place)?.index == holder.index
                    && place.index != holder.index
            default: return false
            }
        }
    }

    // MARK: - Proximity

    /// The positions of names whose first place leads by enough to be taken as known.
    private func settledPositions(
        _ senses: [Sense]
    ) -> [(sense: Int, position: EarthCentredPosition)] {
        var settled: [(sense: Int, position: EarthCentredPosition)] = []
        for (number, sense) in senses.enumerated() {
            let ranked = sense.candidates.sorted(by: precedes)
            guard let first = ranked.first, first.place.kind.level > .country else { continue }
            if ranked.count == 1 || first.score - ranked[1].score >= 2 {
                settled.append((number, EarthCentredPosition(first.place.position)))
            }
            if settled.count >= 200 { break }
        }
        return settled
    }

    // MARK: - Things that lie in a place

    /// Gives each mention its candidates; what no place bears the name of is put into the town
    /// that the report spoke of last.
    private func resolved(_ mentions: [Mention], _ chosen: [Int: [Candidate]]) -> [Resolution] {
        var lastTown: Place?
        return mentions.enumerated().map { index, mention in
            guard let candidates = chosen[index], let best = candidates.first else {
                let outcome: Resolution.Outcome =
                    lastTown.map { .inside($0) } ?? .unresolved(.notInGazetteer)
                return Resolution(mention: mention, outcome: outcome, candidates: [])
            }
            if best.place.kind.level == .town { lastTown = best.place }
            return Resolution(
                mention: mention, outcome: .place(best.place),
                candidates: Array(candidates.prefix(3)))
        }
    }
}

extension Candidate {
    /// The candidate with its nearness to places that are already known.
    fileprivate func near(_ others: [EarthCentredPosition]) -> Candidate {
        guard place.kind.level > .country, !others.isEmpty else { return self }
        // Straight lines: up to 1,000 km they are shorter than geodesics by a thousandth at most,
        // and cost a hundredth, which counts where names have dozens of bearers.
        let own = EarthCentredPosition(place.position)
        let nearest = (others.map { own.squaredChord(to: $0) }.min() ?? 0).squareRoot()
        let beyondExtent = max(0, nearest / 1000 - place.extentKilometres)
        let value: Double
        switch beyondExtent {
        case ..<100: value = 1
        case ..<300: value = 0.5
        case ..<1000: value = -0.5
        default: value = -2
        }
        return Candidate(
            place: place, matchedBy: matchedBy,
            evidence: evidence + [.init(feature: .proximity, value: value)])
    }
}
