import Gazetteers
import SimpleFeatures

/// Finds the place that a person named, or says what could have been meant.
struct PlaceLookup {
    /// Where places are looked for.
    let gazetteer: Gazetteer

    /// The places that a query may mean, at least one, the likeliest first.
    ///
    /// - Throws: ``Failure`` 65 with what comes near when there is none.
    func hits(for query: PlaceQuery) throws -> [PlaceHit] {
        let hits = gazetteer.hits(for: query)
        guard hits.isEmpty else { return hits }
        throw Failure(.badData, unknown(query))
    }

    /// Names as a person meant them who typed no quotation marks: what is a name together is one.
    func together(_ names: [String]) -> [String] {
        let whole = names.joined(separator: " ")
        return gazetteer.hits(for: PlaceQuery(whole)).isEmpty ? names : [whole]
    }

    /// A country's code, checked.
    ///
    /// - Throws: ``Failure`` 65 when no country has it.
    func country(_ code: String) throws -> String {
        guard let place = gazetteer.country(withCode: code) else {
            throw Failure(
                .badData, "--country: no country has the code '\(code)' (ISO 3166, as BO)")
        }
        return place.country
    }

    /// The code of the country that most features name in their column `country`, by name or code,
    /// of equally common ones the first by name; `nil` when none names one.
    func commonestCountry(of features: [Feature]) -> String? {
        let counts = Dictionary(
            grouping: features.compactMap { $0.properties["country"].text }, by: { $0 }
        ).mapValues(\.count)
        let commonest = counts.min { ($1.value, $0.key) < ($0.value, $1.key) }
        return commonest.flatMap { name, _ in
            gazetteer.hits(for: PlaceQuery(name, levels: [.country])).first?.place.country
        }
    }

    /// What comes near to a name that is none.
    func suggestions(for query: PlaceQuery) -> [NameSuggestion] {
        gazetteer.suggestions(for: query)
    }

    private func unknown(_ query: PlaceQuery) -> String {
        let elsewhere = gazetteer.hits(for: PlaceQuery(query.name))
        if let first = elsewhere.first, query.name != query.text || query.hasLimits {
            return "no place '\(query.shown)' where it was looked for, "
                + "did you mean \(gazetteer.fullName(of: first.place))?"
        }
        let near = suggestions(for: query).map {
            "\(gazetteer.fullName(of: $0.place)) (\(Console.counted($0.edits, "edit")))"
        }
        guard let last = near.last else { return "no place '\(query.shown)' in the gazetteer" }
        let listed =
            near.count > 1 ? near.dropLast().joined(separator: "; ") + " or " + last : last
        return "no place '\(query.shown)' in the gazetteer, did you mean \(listed)?"
    }
}

extension PlaceQuery {
    fileprivate var hasLimits: Bool { country != nil || levels != nil }

    /// What was typed as a sentence may quote it: on one line, and not without end.
    var shown: String {
        let most = 80
        let plain = Console.plain(text)
        return plain.count > most ? plain.prefix(most) + "…" : plain
    }
}
