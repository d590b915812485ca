/// A place that may be what a person typed, with what speaks for it.
public struct PlaceHit: Sendable {
    /// How what was typed leads to the place.
    public enum Match: String, Sendable {
        /// It is the name that the gazetteer shows.
        case name
        /// It is another name of the place.
        case alias
        /// It is an official code of the place, or its id.
        case code
    }

    /// The place.
    public let place: Place
    /// How it was found.
    public let match: Match
    /// The terms of the score, those that are zero left out.
    public let evidence: [(term: PlaceRankingTerm, value: Double)]

    /// What places are ordered by, greatest first; it means nothing but the order.
    public var score: Double { evidence.reduce(0) { $0 + $1.value } }
}

/// What the order of places of one name is made of.
public enum PlaceRankingTerm: String, CaseIterable, Sendable {
    case code
    case ownName = "own_name"
    case level, inhabitants, seat
    case preferredCountry = "preferred_country"
    case proximity

    /// What the term looks at, in a sentence.
    public var sentence: String {
        switch self {
        case .code: return "it has this code or id"
        case .ownName: return "the name is the one shown, not another name of it"
        case .level: return "countries and regions first, then towns, then units of administration"
        case .inhabitants: return "its inhabitants, as a power of ten"
        case .seat: return "it is a capital or the seat of a unit"
        case .proximity:
            return "how near it lies to where it is thought to be: 10 there, 5 at 100 km"
        case .preferredCountry: return "it lies in a country that was preferred"
        }
    }
}
