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

    /// The mentions with their places, in the order given.
    ///
    /// - Complexity: O(*n* · *k*²) for *n* distinct names and *k* settled ones of a report.
    func resolutions(of mentions: [Mention]) -> [Resolution] {
        var senses: [String: Sense] = [:]
        var order: [String] = []
        for (index, mention) in mentions.enumerated() where !mention.bearers.isEmpty {
            let key = Folding.folded(mention.text) + "|" + (mention.kindHint.map { "\($0)" } ?? "")
            if senses[key] == nil {
                order.append(key)
                senses[key] = Sense(mentions: [], candidates: [])
            }
            senses[key]?.mentions.append(index)
        }
        let parents = mentionedParents(mentions)
        for key in order {
            guard var sense = senses[key] else { continue }
            sense.candidates = candidates(of: sense.mentions.map { mentions[$0] }, parents)
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

    private func precedes(_ one: Candidate, _ other: Candidate) -> Bool {
        (other.score, one.place.id) < (one.score, other.place.id)
    }

    // MARK: - Candidates

    private func candidates(of mentions: [Mention], _ parents: Set<String>) -> [Candidate] {
        guard let mention = mentions.first else { return [] }
        return mention.bearers.map { bearer in
            let place = gazetteer.places[bearer.place]
            var evidence: [Candidate.Contribution] = [
                .init(feature: .kind, value: kindValue(of: place)),
                .init(feature: .population, value: populationValue(of: place)),
                .init(feature: .focus, value: 6 * focus.share(of: place.country)),
            ]
            if bearer.isMainName { evidence.append(.init(feature: .mainName, value: 0.7)) }
            if bearer.matchedBy != .name { evidence.append(.init(feature: .spelling, value: -1)) }
            let hasContainer = mentions.contains { isContained(place, $0) }
            if hasContainer { evidence.append(.init(feature: .container, value: 6)) }
            if place.kind.level > .admin1, let admin1 = gazetteer.admin1(of: place),
                parents.contains(admin1.id)
            {
                evidence.append(.init(feature: .parentMentioned, value: 1.5))
            }
            if let hint = mention.kindHint, let value = hintValue(hint, place.kind) {
                evidence.append(.init(feature: .kindHint, value: value))
            }
            return Candidate(place: place, matchedBy: bearer.matchedBy, evidence: evidence)
        }
    }

    private func kindValue(of place: Place) -> Double {
        let value: Double
        switch place.kind.level {
        case .continent, .country: value = 7
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

    /// The admin-1 units that the report names.
    private func mentionedParents(_ mentions: [Mention]) -> Set<String> {
        var found: Set<String> = []
        for mention in mentions {
            for bearer in mention.bearers {
                let place = gazetteer.places[bearer.place]
                if place.kind.level == .admin1 { found.insert(place.id) }
            }
        }
        return found
    }

    /// Whether a name follows after a comma that is borne by something that holds the place.
    private func isContained(_ place: Place, _ mention: Mention) -> Bool {
        let text = report.text
        let comma = mention.tokens.upperBound
        guard comma + 1 < text.tokens.count, [",", "("].contains(text.word(comma)),
            let next = gazetteer.longestName(
                in: text, at: comma + 1, before: min(comma + 6, text.tokens.count))
        else { return false }
        return next.bearers.contains { bearer in
            let holder = gazetteer.places[bearer.place]
            switch holder.kind.level {
            case .country: return holder.country == place.country && place.id != holder.id
            case .admin1:
                return gazetteer.admin1(of: place)?.id == holder.id && place.id != holder.id
            default: return false
            }
        }
    }

    // MARK: - Proximity

    /// The positions of names whose first place leads by enough to be taken as known.
    private func settledPositions(_ senses: [Sense]) -> [(sense: Int, position: Coordinate)] {
        var settled: [(sense: Int, position: Coordinate)] = []
        for (number, sense) in senses.enumerated() {
            let ranked = sense.candidates.sorted(by: precedes)
            guard let first = ranked.first, first.place.kind.level > .country else { continue }
            if ranked.count == 1 || first.score - ranked[1].score >= 2 {
                settled.append((number, first.place.position))
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
    fileprivate func near(_ others: [Coordinate]) -> Candidate {
        guard place.kind.level > .country, !others.isEmpty else { return self }
        let nearest =
            others.map { Geodesic.distanceMetres(from: place.position, to: $0) }.min() ?? 0
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
