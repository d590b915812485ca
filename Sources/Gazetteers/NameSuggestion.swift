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
    /// One edit in names of up to five letters, two up to nine, three beyond; a word moved from the
    /// end of the name to its front, or back, is one edit ("Alto El"), a blank too many or too few is
    /// one ("Lapaz"). Of places of one name the likeliest is suggested. A place that two of its names
    /// suggest counts with the nearer.
    ///
    /// - Parameters:
    ///   - query: What was typed, and where the place must lie; its larger places are left aside.
    ///     Names of more than 64 letters have no suggestions.
    ///   - limit: How many suggestions at most.
    /// - Returns: The fewest edits first, one taken off in a preferred country; of equal ones those
    ///   with the same first letter, then in the order of ``hits(for:)``.
    /// - Complexity: O(*n* · *m*) at worst, *n* the names of the gazetteer and *m* their length;
    ///   most names are passed over by their length and letters.
    public func suggestions(for query: PlaceQuery, atMost limit: Int = 3) -> [NameSuggestion] {
        let wanted = NameLetters.of(NameKey(query.name).bytes[...])
        guard wanted.count > 2, let nearness = Nearness(to: wanted) else { return [] }
        var nearest: [Int: (edits: Int, penalty: Int)] = [:]
        forEachKey(
            ofLengths: nearness.lengths, letters: nearness.letters, within: nearness.most,
            country: query.country
        ) { key, bearers in
            guard let edits = nearness.edits(to: key[...]) else { return }
            // Slips seldom fall on the first letter.
            let penalty = 2 * edits + (key.first == wanted.first ? 0 : 1)
            for bearer in bearers() {
                let own =
                    penalty - (query.preferredCountries.contains(bearer.country) ? 2 : 0)
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

/// What was typed, with its words in each order that a suggestion allows.
private struct Nearness {
    let most: Int
    let letters: UInt32
    private let length: Int
    private let orders: [(distance: EditDistance, moves: Int)]

    /// `nil` when the letters are too many to be compared.
    init?(to wanted: [UInt8]) {
        guard let distance = EditDistance(wanted) else { return nil }
        most = wanted.count > 9 ? 3 : wanted.count > 5 ? 2 : 1
        length = wanted.count
        letters = NameShape.letters(of: wanted)
        var orders = [(distance, 0)]
        let words = wanted.split(separator: NameLetters.space)
        if words.count > 1 {
            let back = Array(words.dropFirst() + words.prefix(1))
            let front = Array(words.suffix(1) + words.dropLast())
            for order in words.count == 2 ? [back] : [back, front] {
                let joined = Array(order.joined(separator: CollectionOfOne(NameLetters.space)))
                if let distance = EditDistance(joined) { orders.append((distance, 1)) }
            }
        }
        self.orders = orders
    }

    /// How many letters a name may have.
    var lengths: ClosedRange<Int> { max(0, length - most)...length + most }

    /// How many edits make the name of what was typed; `nil` when they are too many.
    func edits(to key: ArraySlice<UInt8>) -> Int? {
        let name = NameLetters.of(key)[...]
        var fewest: Int?
        for (distance, moves) in orders {
            guard let edits = distance.to(name, atMost: most - moves) else { continue }
            fewest = min(fewest ?? .max, edits + moves)
        }
        return fewest
    }
}
