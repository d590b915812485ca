/// A reason to choose a place for a mention.
///
/// Each is a feature of a linear ranker: what it measures times its weight is what it contributes.
public enum ResolutionFeature: Int, Sendable, CaseIterable {
    case continent
    case country
    case region
    case admin1
    case admin2
    case admin3
    case town
    case locality
    case neighbourhood
    case site
    case capital
    case population
    case unitPopulation
    case smaller
    case mainName
    case spelling
    case capitals
    case countryNamesake
    case unitNamesake
    case focusCountry
    case focusUnit
    case countryMentioned
    case parentMentioned
    case container
    case otherContainer
    case holder
    case proximity
    case nearestThree
    case nearInText
    case kindHint
    case otherKind

    /// The weight where no model gives one, set by hand.
    var weight: Double {
        switch self {
        case .continent, .country: return 10
        case .region: return 5
        case .admin1: return 4.5
        case .admin2, .neighbourhood: return 1.5
        case .admin3: return 1
        case .town, .site: return 2
        case .locality: return 0
        case .capital: return 0.5
        case .population: return 1.1
        case .otherContainer: return -2
        case .unitPopulation, .smaller, .focusUnit, .countryMentioned: return 0
        case .nearestThree, .nearInText, .otherKind: return 0
        case .mainName: return 1.5
        case .spelling: return -1
        case .capitals: return 4
        case .countryNamesake: return -5
        case .unitNamesake: return -4
        case .container: return 8
        case .focusCountry, .holder: return 6
        case .parentMentioned: return 1.5
        case .proximity: return 3
        case .kindHint: return 4.5
        }
    }

    /// The reason in words.
    public var sentence: String {
        switch self {
        case .continent: return "it is a continent"
        case .country: return "it is a country, which reports mean by such a name more than towns"
        case .region: return "it is a region"
        case .admin1: return "it is a state, department or other admin-1 unit"
        case .admin2: return "it is a province, county or other admin-2 unit"
        case .admin3: return "it is a municipality or other admin-3 unit"
        case .town: return "it is a town"
        case .locality: return "it is a locality of which no more is known"
        case .neighbourhood: return "it is a neighbourhood"
        case .site: return "it is a site"
        case .capital: return "its country is governed from there"
        case .population: return "how many people live there"
        case .unitPopulation: return "how many people live in the unit"
        case .smaller: return "how much smaller it is than the largest place of the name"
        case .mainName: return "the name is its own, not an alias"
        case .spelling: return "the name is spelt otherwise"
        case .capitals: return "it is written in capitals, as its abbreviation is"
        case .countryNamesake: return "its country has the name for its own"
        case .unitNamesake: return "it is small, and a state or country has the name"
        case .focusCountry: return "how much the reports are about its country"
        case .focusUnit: return "how much the reports are about its admin-1 unit"
        case .countryMentioned: return "the report mentions its country"
        case .parentMentioned: return "the report mentions its admin-1 unit"
        case .container: return "the text names what it lies in behind it"
        case .otherContainer: return "the text names behind it what it does not lie in"
        case .holder: return "the text names a place in it in front of it"
        case .proximity: return "how near the nearest other place of the report lies"
        case .nearestThree: return "how near the three nearest places of the report lie"
        case .nearInText: return "how near the places lie that are named beside it"
        case .kindHint: return "the words beside the name say what kind of place it is"
        case .otherKind: return "the words beside the name say that it is another kind of place"
        }
    }

    /// What a model calls the feature.
    var name: String { "\(self)" }
}

/// The weights of a linear ranker, one a feature.
struct RankerModel: Sendable {
    /// In the order of the features' cases.
    let weights: [Double]

    /// The weights that were set by hand.
    static let byHand = RankerModel(weights: ResolutionFeature.allCases.map(\.weight))
}
