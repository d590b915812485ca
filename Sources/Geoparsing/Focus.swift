import Gazetteers
import Orthography
import Reports

/// The countries that a report, or a collection of them, is about.
public struct Focus: Sendable {
    /// Votes by ISO 3166-1 alpha-2 code; the shares of ``share(of:)`` are taken of their sum.
    public let votes: [String: Double]
    /// Whether the user set it; a set focus is not inferred from.
    public let isGiven: Bool

    /// No focus.
    public init() {
        votes = [:]
        isGiven = false
    }

    /// A focus that the user sets.
    ///
    /// - Parameter country: ISO 3166-1 alpha-2, in either case.
    public init(country: String) {
        votes = [country.uppercased(): 1]
        isGiven = true
    }

    init(votes: [String: Double]) {
        self.votes = votes
        isGiven = false
    }

    /// The share of a country in the votes, 0...1.
    public func share(of country: String) -> Double {
        let sum = votes.values.reduce(0, +)
        guard sum > 0, let vote = votes[country] else { return 0 }
        return vote / sum
    }

    /// Whether a country has a third of the votes or more.
    public func holds(_ country: String) -> Bool { !country.isEmpty && share(of: country) >= 0.33 }

    /// The country with most votes, if it holds a third of them.
    public var country: String? {
        guard
            let first = votes.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key,
            holds(first)
        else { return nil }
        return first
    }

    /// The votes of several focuses together.
    static func pooled(_ focuses: [Focus]) -> Focus {
        var votes: [String: Double] = [:]
        for focus in focuses {
            let sum = focus.votes.values.reduce(0, +)
            guard sum > 0 else { continue }
            // A long report outvotes a short one, but not by its whole length.
            let weight = sum.squareRoot() / sum
            for (country, vote) in focus.votes { votes[country, default: 0] += vote * weight }
        }
        return Focus(votes: votes)
    }

    /// Infers the focus of a report from the names in it.
    ///
    /// Each distinct name votes for the countries of its bearers, shared among them; a country's
    /// own name and its demonyms vote for it with each mention, ever less.
    ///
    /// - Complexity: O(*n*).
    init(of report: Report, gazetteer: Gazetteer) {
        var votes: [String: Double] = [:]
        var counts: [String: Int] = [:]
        var demonyms: [String: Int] = [:]
        let text = report.text
        let end = text.tokens.count
        var seen: [String: [NameMatch.Bearer]] = [:]
        var at = 0
        while at < end {
            if let match = gazetteer.longestName(in: text, at: at, before: end) {
                let key = match.tokens.map { text.word($0) }.joined(separator: " ")
                counts[key, default: 0] += 1
                seen[key] = match.bearers
                at = match.tokens.upperBound
                continue
            }
            if text.tokens[at].kind == .word,
                let place = gazetteer.lexicon.demonyms[text.word(at)]
            {
                demonyms[place, default: 0] += 1
            }
            at += 1
        }
        for (key, bearers) in seen {
            let isCommon = gazetteer.lexicon.commonWords.contains(key)
            let countries = bearers.filter { gazetteer.places[$0.place].kind.level == .country }
            if let country = countries.first.map({ gazetteer.places[$0.place] }) {
                votes[country.country, default: 0] += 2 * Focus.weight(of: counts[key] ?? 0)
                continue
            }
            if isCommon { continue }
            var shares: [String: Double] = [:]
            for bearer in bearers {
                let place = gazetteer.places[bearer.place]
                guard !place.country.isEmpty else { continue }
                let size = Double(max(place.population ?? 0, place.kind.isArea ? 100_000 : 1_000))
                // Between the root and the number itself: a name is mostly that of its largest
                // bearer, and a hundred hamlets of that name must not outvote it.
                let weight = size.squareRoot() * size.squareRoot().squareRoot()
                shares[place.country] = max(shares[place.country] ?? 0, weight)
            }
            let sum = shares.values.reduce(0, +)
            guard sum > 0 else { continue }
            for (country, share) in shares {
                votes[country, default: 0] += share / sum * Focus.weight(of: counts[key] ?? 0)
            }
        }
        for (id, count) in demonyms {
            guard let place = gazetteer.place(withID: id), !place.country.isEmpty else { continue }
            votes[place.country, default: 0] += Focus.weight(of: count)
        }
        // Where it was filed is not always what it is about, but it is told for certain.
        if let placeLine = report.placeLine,
            let place = gazetteer.hits(for: PlaceQuery(placeLine)).first?.place,
            !place.country.isEmpty
        {
            votes[place.country, default: 0] += Focus.placeLineVotes
        }
        self.init(votes: votes)
    }

    /// What the place of a report's front matter counts, in distinct names.
    private static let placeLineVotes = 2.0

    private static func weight(of count: Int) -> Double { Double(count).squareRoot() }
}
