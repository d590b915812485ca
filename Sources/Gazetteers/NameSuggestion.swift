import Orthography

/// A place whose name comes near to one that nobody bears.
public struct NameSuggestion: Sendable {
    /// The place.
    public let place: Place
    /// How many letters must be changed, added, dropped or swapped.
    public let edits: Int
}

extension Gazetteer {
    /// Places whose names come near to a misspelt one.
    ///
    /// One edit in names of up to five letters, two up to nine, three beyond. Of places of one name
    /// the likeliest is suggested. A place that two of its names suggest counts with the nearer.
    ///
    /// - Parameters:
    ///   - query: What was typed, and where the place must lie; its larger places are left aside.
    ///   - limit: How many suggestions at most.
    /// - Returns: The fewest edits first, one taken off in a preferred country; of equal ones those
    ///   with the same first letter, then in the order of ``hits(for:)``.
    /// - Complexity: O(*n* · *m*²) at worst, *n* the names of the gazetteer and *m* their length;
    ///   most names are passed over by their length.
    public func suggestions(for query: PlaceQuery, atMost limit: Int = 3) -> [NameSuggestion] {
        let wanted = NameKey(query.name).bytes
        guard wanted.count > 2 else { return [] }
        let most = wanted.count > 9 ? 3 : wanted.count > 5 ? 2 : 1
        var nearest: [Int: (edits: Int, penalty: Int)] = [:]
        forEachName { key, bearers in
            guard abs(key.count - wanted.count) <= most,
                let edits = EditDistance.between(Array(key), wanted, atMost: most)
            else { return }
            // Slips seldom fall on the first letter.
            let penalty = 2 * edits + (key.first == wanted.first ? 0 : 1)
            for bearer in bearers {
                let country = places[bearer.place].country
                let own = penalty - (query.preferredCountries.contains(country) ? 2 : 0)
                guard own < nearest[bearer.place]?.penalty ?? .max else { continue }
                nearest[bearer.place] = (edits, own)
            }
        }
        var taken: Set<String> = []
        return nearest.map { (place: places[$0.key], near: $0.value) }
            .filter { found in
                query.country.map { $0 == found.place.country } ?? true
                    && query.levels?.contains(found.place.kind.level) ?? true
            }
            .map { found in (found, rank: rank(of: found.place, for: query)) }
            .sorted { one, other in
                if one.0.near.penalty != other.0.near.penalty {
                    return one.0.near.penalty < other.0.near.penalty
                }
                if one.rank != other.rank { return one.rank > other.rank }
                return one.0.place.id < other.0.place.id
            }
            .filter { taken.insert(Folding.folded($0.0.place.name)).inserted }
            .prefix(max(0, limit))
            .map { NameSuggestion(place: $0.0.place, edits: $0.0.near.edits) }
    }

    private func rank(of place: Place, for query: PlaceQuery) -> Double {
        evidence(for: place, .name, query).reduce(0) { $0 + $1.value }
    }
}
