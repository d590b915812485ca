public import Gazetteers
import Orthography
import Reports

/// What a report, or a collection of them, is about: countries, and states in them.
public struct Focus: Sendable {
    /// Votes by country; the shares of ``share(of:)`` are taken of their sum.
    private let votes: [CountryCode: Double]
    /// Votes by admin-1 unit, by where it stands in ``Gazetteer/places``.
    private let units: [Int: Double]
    private let countrySum: Double
    private let unitSum: Double
    /// Whether the user set it; a set focus is not inferred from.
    public let isGiven: Bool

    /// No focus.
    public init() { self.init(countries: [:], units: [:], isGiven: false) }

    /// A focus that the user sets.
    ///
    /// - Parameter country: ISO 3166-1 alpha-2, in either case.
    public init(country: String) {
        self.init(countries: [CountryCode(country.uppercased()): 1], units: [:], isGiven: true)
    }

    /// A focus that the user sets: the country of a place, and within it the admin-1 unit of the
    /// place where that is no country.
    public init(place: Place, of gazetteer: Gazetteer) {
        let unit = gazetteer.admin1(of: place)
        self.init(
            countries: [CountryCode(place.country): 1],
            units: unit.map { [$0.index: 1] } ?? [:], isGiven: true)
    }

    private init(countries: [CountryCode: Double], units: [Int: Double], isGiven: Bool) {
        votes = countries
        self.units = units
        self.isGiven = isGiven
        // Sums in one order, so that they are the same numbers in every run.
        countrySum = countries.sorted { $0.key.rawValue < $1.key.rawValue }
            .reduce(0) { $0 + $1.value }
        unitSum = units.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value }
    }

    /// Whether nothing voted.
    var isEmpty: Bool { votes.isEmpty }

    /// The countries that anything voted for, ISO 3166-1 alpha-2, in order.
    public var countries: [String] { votes.keys.map(\.text).sorted() }

    /// The share of a country in the votes, 0...1.
    public func share(of country: String) -> Double { share(of: CountryCode(country)) }

    func share(of country: CountryCode) -> Double {
        guard countrySum > 0, let vote = votes[country] else { return 0 }
        return vote / countrySum
    }

    /// The share of an admin-1 unit in the votes, 0...1.
    func share(ofUnit unit: Int) -> Double {
        guard unitSum > 0, let vote = units[unit] else { return 0 }
        return vote / unitSum
    }

    /// Whether a country has a third of the votes or more.
    public func holds(_ country: String) -> Bool { holds(CountryCode(country)) }

    func holds(_ country: CountryCode) -> Bool {
        country != .none && share(of: country) >= Focus.leastShare
    }

    /// The share from which on a report is about a country.
    private static let leastShare = 0.33

    /// The country with most votes, if it holds a third of them.
    public var country: String? {
        guard
            let first = votes.max(by: {
                ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue)
            })?.key,
            holds(first)
        else { return nil }
        return first.text
    }

    /// The votes of several focuses together.
    static func pooled(_ focuses: [Focus]) -> Focus {
        var countries: [CountryCode: Double] = [:]
        var units: [Int: Double] = [:]
        for focus in focuses {
            if focus.countrySum > 0 {
                // A long report outvotes a short one, but not by its whole length.
                let weight = focus.countrySum.squareRoot() / focus.countrySum
                for (country, vote) in focus.votes {
                    countries[country, default: 0] += vote * weight
                }
            }
            guard focus.unitSum > 0 else { continue }
            let weight = focus.unitSum.squareRoot() / focus.unitSum
            for (unit, vote) in focus.units { units[unit, default: 0] += vote * weight }
        }
        return Focus(countries: countries, units: units, isGiven: false)
    }

    /// Infers the focus of a report from the names in it.
    ///
    /// Each distinct name votes for the countries and units of its bearers, shared among them; a
    /// country's own name and its demonyms vote for it with each mention, ever less.
    ///
    /// - Complexity: O(*n*).
    init(of words: ReportWords, spans: [NameSpan], names: NameBook, gazetteer: Gazetteer) {
        var counts: [(name: KnownName, span: NameSpan, count: Int)] = []
        var places: [KnownName.Identity: Int] = [:]
        var isCovered = [Bool](repeating: false, count: words.text.tokens.count)
        for span in spans {
            for token in span.tokens { isCovered[token] = true }
            let name = names.name(at: span, in: words.text)
            if let place = places[name.identity] {
                counts[place].count += 1
            } else {
                places[name.identity] = counts.count
                counts.append((name, span, 1))
            }
        }
        var countries: [CountryCode: Double] = [:]
        var units: [Int: Double] = [:]
        for (name, span, count) in counts {
            let weight = Focus.weight(of: count)
            if name.ownCountry != .none {
                countries[name.ownCountry, default: 0] += 2 * weight
                continue
            }
            if span.tokens.count == 1,
                words.traits(at: span.tokens.lowerBound).contains(.common)
            {
                continue
            }
            for (country, share) in name.countryShares {
                countries[country, default: 0] += share * weight
            }
            for (unit, share) in name.unitShares { units[unit, default: 0] += share * weight }
        }
        for (id, count) in Focus.demonyms(words, isCovered, gazetteer) {
            guard let place = gazetteer.place(withID: id), !place.country.isEmpty else { continue }
            countries[CountryCode(place.country), default: 0] += Focus.weight(of: count)
        }
        // Where it was filed is not always what it is about, but it is told for certain.
        if let placeLine = words.report.placeLine,
            let place = gazetteer.hits(for: PlaceQuery(placeLine)).first?.place,
            !place.country.isEmpty
        {
            countries[CountryCode(place.country), default: 0] += Focus.placeLineVotes
        }
        self.init(countries: countries, units: units, isGiven: false)
    }

    /// The places whose people a report names, each with how often, in order of their ids.
    private static func demonyms(
        _ words: ReportWords, _ isCovered: [Bool], _ gazetteer: Gazetteer
    ) -> [(id: String, count: Int)] {
        var counts: [Int32: Int] = [:]
        for (index, token) in words.text.tokens.enumerated()
        where token.kind == .word && !isCovered[index]
            && words.traits[Int(token.wordID)].contains(.demonym)
        {
            counts[token.wordID, default: 0] += 1
        }
        var places: [String: Int] = [:]
        for (wordID, count) in counts {
            guard let id = gazetteer.lexicon.demonyms[words.text.words[Int(wordID)]]
            else { continue }
            places[id, default: 0] += count
        }
        return places.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// What the place of a report's front matter counts, in distinct names.
    private static let placeLineVotes = 2.0

    private static func weight(of count: Int) -> Double { Double(count).squareRoot() }
}
