import Gazetteers
import Orthography

/// A name of the gazetteer with its bearers, read once for all its uses.
final class KnownName: Sendable {
    /// The places that bear the name; of very many those that are most likely meant.
    let bearers: [Bearer]
    /// How widely known the best known bearer is.
    let prominence: RecognitionRule
    /// Whether some place has the name for its first.
    let hasMainName: Bool
    /// Whether the name counts only where it is written in capitals.
    let isCapitalsOnly: Bool
    /// What share of the name's uses is for each country and each admin-1 unit, by its bearers'
    /// sizes.
    let countryShares: [(country: CountryCode, share: Double)]
    let unitShares: [(unit: Int, share: Double)]
    /// The country whose own name it is.
    let ownCountry: CountryCode
    /// What the tagger sees of the name.
    let tag: UInt64
    /// Tells the name from others by the places that bear it: however it is written, and whenever it
    /// was read, it is the same name.
    let identity: Identity

    /// See ``identity``.
    struct Identity: Hashable, Sendable {
        private var hash: UInt64 = 0

        init(_ bearers: [Bearer]) {
            for bearer in bearers {
                hash = (hash ^ UInt64(bearer.place.index)) &* 0x9E37_79B9_7F4A_7C15
                hash = (hash ^ hash >> 29) &+ (bearer.isMainName ? 1 : 0)
            }
        }
    }

    /// A place that bears the name, and how.
    struct Bearer: Sendable {
        let place: PlaceFacts
        let isMainName: Bool
        let matchedBy: MatchMethod
        /// Whether the name counts for the place only where it is written in capitals.
        let isCapitalsOnly: Bool
    }

    /// More bearers than these are not weighed against each other; the smallest are left out.
    static let mostBearers = 200

    /// Reads the bearers of a name.
    ///
    /// - Complexity: O(*n* log *n*), *n* the bearers.
    convenience init(_ found: [NameMatch.Bearer], gazetteer: Gazetteer) {
        self.init(
            found.map {
                Bearer(
                    place: PlaceFacts(gazetteer.places[$0.place]), isMainName: $0.isMainName,
                    matchedBy: $0.matchedBy, isCapitalsOnly: $0.isCapitalsOnly)
            }, isCapitalsOnly: found.contains(where: \.isCapitalsOnly))
    }

    /// The name with some of its bearers only; `nil` for none.
    func keeping(_ isKept: (Bearer) -> Bool) -> KnownName? {
        let kept = bearers.filter(isKept)
        return kept.isEmpty ? nil : KnownName(kept, isCapitalsOnly: isCapitalsOnly)
    }

    private init(_ found: [Bearer], isCapitalsOnly: Bool) {
        var bearers = found
        if bearers.count > KnownName.mostBearers {
            bearers.sort {
                ($0.place.level.rawValue, -$0.place.population, $0.place.index)
                    < ($1.place.level.rawValue, -$1.place.population, $1.place.index)
            }
            bearers.removeLast(bearers.count - KnownName.mostBearers)
        }
        self.bearers = bearers
        identity = Identity(bearers)
        self.isCapitalsOnly = isCapitalsOnly
        hasMainName = bearers.contains(where: \.isMainName)
        var prominence = RecognitionRule.minorPlace
        for bearer in bearers {
            let rule = bearer.place.prominence
            if rule.weight > prominence.weight { prominence = rule }
        }
        self.prominence = prominence
        ownCountry = bearers.first { $0.place.level == .country }?.place.country ?? .none
        (countryShares, unitShares) = KnownName.shares(of: bearers)
        let largest = bearers.max { $0.place.magnitude < $1.place.magnitude }
        let levels = bearers.map(\.place.level.rawValue).min() ?? 9
        tag =
            UInt64(levels) | UInt64(largest?.place.magnitude ?? 0) << 4 | (hasMainName ? 1 : 0) << 8
    }

    private static func shares(
        of bearers: [Bearer]
    ) -> ([(country: CountryCode, share: Double)], [(unit: Int, share: Double)]) {
        var countries: [CountryCode: Double] = [:]
        var units: [Int: Double] = [:]
        for bearer in bearers where bearer.place.country != .none {
            let place = bearer.place
            let size = Double(
                place.population > 0 ? place.population : place.level <= .admin3 ? 100_000 : 1_000)
            // Between the root and the number itself: a name is mostly that of its largest bearer,
            // and a hundred hamlets of that name must not outvote it.
            let weight = size.squareRoot() * size.squareRoot().squareRoot()
            countries[place.country] = max(countries[place.country] ?? 0, weight)
            if place.admin1 >= 0, place.level > .country {
                units[place.admin1] = max(units[place.admin1] ?? 0, weight)
            }
        }
        // In one order, so that sums of them are the same numbers in every run.
        let byCountry = countries.sorted { $0.key.rawValue < $1.key.rawValue }
        let byUnit = units.sorted { $0.key < $1.key }
        let sum = byCountry.reduce(0) { $0 + $1.value }
        let unitSum = byUnit.reduce(0) { $0 + $1.value }
        return (
            byCountry.map { ($0.key, $0.value / sum) }, byUnit.map { ($0.key, $0.value / unitSum) }
        )
    }
}

extension PlaceFacts {
    /// How widely known the place is.
    var prominence: RecognitionRule {
        switch level {
        case .continent, .country, .admin1, .region: return .country
        case .admin2, .admin3, .town:
            return population >= 100_000
                ? .largeTown
                : population >= 15_000 ? .middlingTown : isLocality ? .minorPlace : .smallTown
        case .neighbourhood, .site: return .minorPlace
        }
    }
}

/// The names met so far, each read from the gazetteer once.
///
/// Not to be shared between threads; what is in it depends on no report.
final class NameBook {
    private let gazetteer: Gazetteer
    private var names: [UInt64: KnownName] = [:]
    private var exact: [UInt64: KnownName?] = [:]

    /// Names that are kept; beyond, all are forgotten, which costs time and nothing else.
    private static let mostNames = 50_000

    init(_ gazetteer: Gazetteer) { self.gazetteer = gazetteer }

    /// The name that stands at a span.
    func name(at span: NameSpan, in text: TokenizedText) -> KnownName {
        if let known = names[span.identity] { return known }
        let match = gazetteer.longestName(
            in: text, at: span.tokens.lowerBound, before: span.tokens.upperBound)
        let known = KnownName(match?.bearers ?? [], gazetteer: gazetteer)
        if names.count >= NameBook.mostNames { names = [:] }
        names[span.identity] = known
        return known
    }

    /// The name that some tokens are, all of them; `nil` when they are none.
    func name(of tokens: Range<Int>, in text: TokenizedText) -> KnownName? {
        var key: UInt64 = UInt64(tokens.count)
        for index in tokens {
            key = key &* 0x9E37_79B9_7F4A_7C15 ^ text.tokens[index].hash
            key = key << 3 ^ key >> 61 ^ UInt64(text.tokens[index].casing.rawValue)
            // What stands between its words decides whether they are one name.
            if index + 1 < tokens.upperBound {
                key = key &* 31 &+ UInt64(text.gap(after: index).count { $0 == 10 })
                if text.touchesNext(index) { key = ~key }
            }
        }
        if let known = exact[key] { return known }
        var known: KnownName?
        if let match = gazetteer.longestName(
            in: text, at: tokens.lowerBound, before: tokens.upperBound),
            match.tokens.upperBound == tokens.upperBound
        {
            known = KnownName(match.bearers, gazetteer: gazetteer)
        }
        if exact.count >= NameBook.mostNames { exact = [:] }
        exact[key] = .some(known)
        return known
    }
}
