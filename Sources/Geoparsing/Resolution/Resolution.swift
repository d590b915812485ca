public import Gazetteers

/// A place proposed for a mention, with what speaks for it.
public struct Candidate: Sendable {
    /// The place.
    public let place: Place
    /// How the mention's words were matched to one of the place's names.
    public let matchedBy: MatchMethod
    /// What spoke for and against the place.
    public let evidence: [Contribution]

    /// The sum of the evidence.
    public let score: Double
    /// How likely the mention means this place and no other candidate, 0...1.
    public let likelihood: Double

    /// One feature of the ranking with its value.
    public struct Contribution: Sendable {
        public let feature: ResolutionFeature
        public let value: Double
    }
}

/// A mention with the place chosen for it, or the reason why none was.
public struct Resolution: Sendable {
    public let mention: Mention
    /// The place chosen.
    public let outcome: Outcome
    /// At most three places proposed, best first.
    public let candidates: [Candidate]

    /// What became of a mention.
    public enum Outcome: Sendable {
        /// The best candidate stands for the mention.
        case place(Place)
        /// The thing itself is not in the gazetteer; it lies in or at this place.
        case inside(Place)
        case unresolved(UnresolvedReason)
    }

    /// The place that stands for the mention, be it the thing itself or what holds it.
    public var place: Place? {
        switch outcome {
        case .place(let place), .inside(let place): return place
        case .unresolved: return nil
        }
    }

    /// How likely the place is the one meant, given that a place is; 0...1, `nil` for none.
    public var confidence: Double? {
        if case .place = outcome { candidates.first?.likelihood } else { nil }
    }

    /// How closely the place is known.
    public var precision: PlacePrecision {
        switch outcome {
        case .place(let place): return PlacePrecision(of: place.kind)
        case .inside(let place): return max(.town, PlacePrecision(of: place.kind))
        case .unresolved: return .unknown
        }
    }
}

/// Why a mention stays without a place.
public enum UnresolvedReason: String, Sendable {
    case notInGazetteer = "no place of the gazetteer bears the name"
}

/// How closely a place is known, the closest first.
public enum PlacePrecision: String, Sendable, Comparable, CaseIterable {
    case exact, town, admin2, admin1, area, country, unknown

    /// The precision that a place of a kind gives.
    public init(of kind: PlaceKind) {
        switch kind.level {
        case .continent: self = .unknown
        case .country: self = .country
        case .region: self = .area
        case .admin1: self = .admin1
        case .admin2, .admin3: self = .admin2
        case .town: self = .town
        case .neighbourhood, .site: self = .exact
        }
    }

    private var rank: Int { PlacePrecision.allCases.firstIndex(of: self) ?? 0 }

    public static func < (one: PlacePrecision, other: PlacePrecision) -> Bool {
        one.rank < other.rank
    }
}
