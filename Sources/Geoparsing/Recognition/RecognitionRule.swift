/// A reason why words are, or are not, the name of a place.
///
/// The tagger sees each as a feature among others. The weights, set by hand, give the sum that the
/// tagger sees too, and decide alone where there is no tagger.
public enum RecognitionRule: UInt8, Sendable, CaseIterable {
    case country
    case largeTown
    case middlingTown
    case smallTown
    case minorPlace
    case aliasOnly
    case inFocusCountry
    case afterPreposition
    case beforeContainer
    case severalWords
    case kindWord
    case namedElsewhere
    case commonWord
    case kindNoun
    case lowerCaseElsewhere
    case sentenceStart
    case afterTitle
    case afterFirstName
    case afterCapitalisedWord
    case beforeCapitalisedWord
    case beforeSurname
    case firstNameBeforeName
    case insideOrganisation
    case speakerOnly
    case personElsewhere
    case firstName
    case surname
    case acronym
    case shortCapitals
    case misspelt

    /// How much the rule speaks for a place, negative against one.
    public var weight: Double {
        switch self {
        case .country: return 3.5
        case .largeTown: return 2.5
        case .middlingTown: return 1
        case .smallTown: return 0
        case .minorPlace: return -1
        case .aliasOnly: return -1
        case .inFocusCountry: return 1
        case .afterPreposition: return 1.5
        case .beforeContainer: return 2
        case .severalWords: return 1
        case .kindWord: return 2.5
        case .namedElsewhere: return 1.5
        case .commonWord: return -2.5
        case .kindNoun: return -4
        case .lowerCaseElsewhere: return -2.5
        case .sentenceStart: return -0.5
        case .afterTitle: return -5
        case .afterFirstName: return -5
        case .afterCapitalisedWord: return -3
        case .beforeCapitalisedWord: return -2.5
        case .beforeSurname: return -5
        case .firstNameBeforeName: return -3.5
        case .insideOrganisation: return -8
        case .speakerOnly: return -1.5
        case .personElsewhere: return -4
        case .firstName: return -1.5
        case .surname: return -1
        case .acronym: return -3
        case .shortCapitals: return -1
        case .misspelt: return -0.5
        }
    }

    /// The reason in words.
    public var sentence: String {
        switch self {
        case .country: return "a country, a state or a continent bears the name"
        case .largeTown: return "a town of 100,000 inhabitants or more bears the name"
        case .middlingTown: return "a town of 15,000 inhabitants or more bears the name"
        case .smallTown: return "a small town bears the name"
        case .minorPlace: return "only a locality or a site bears the name"
        case .aliasOnly: return "no place has the name for its first"
        case .inFocusCountry: return "the report is about the country of a place with the name"
        case .afterPreposition: return "a preposition of place stands in front"
        case .beforeContainer: return "a larger place that holds it follows after a comma"
        case .severalWords: return "the name has several words"
        case .kindWord: return "a word such as 'city of' or 'province' stands beside it"
        case .namedElsewhere: return "the report names it surely elsewhere"
        case .commonWord: return "the word is an ordinary word too"
        case .kindNoun: return "the word means a kind of place, as 'pueblo' does"
        case .lowerCaseElsewhere: return "the report writes the word in lower case elsewhere"
        case .sentenceStart: return "it opens a sentence"
        case .afterTitle: return "a title of a person stands in front"
        case .afterFirstName: return "a first name stands in front"
        case .afterCapitalisedWord: return "another capitalised word stands in front"
        case .beforeCapitalisedWord: return "another capitalised word follows"
        case .beforeSurname: return "it is a first name too, and a surname follows"
        case .firstNameBeforeName: return "it is a first name too, and a capitalised word follows"
        case .insideOrganisation: return "it is part of an organisation's name"
        case .speakerOnly: return "it says or does what persons do"
        case .personElsewhere: return "the report uses the word as a person's name"
        case .firstName: return "the word is a first name too"
        case .surname: return "the word is a surname too"
        case .acronym: return "it is written in capitals, as the names of organisations are"
        case .shortCapitals: return "it is an abbreviation or a heading in capitals"
        case .misspelt: return "it is matched as a misspelling"
        }
    }
}

/// Several reasons, each at most once.
struct RecognitionRules: Sendable, Equatable {
    /// One bit a rule, in the order of the cases.
    private(set) var bits: UInt32 = 0

    mutating func insert(_ rule: RecognitionRule) { bits |= 1 << UInt32(rule.rawValue) }

    func contains(_ rule: RecognitionRule) -> Bool { bits >> UInt32(rule.rawValue) & 1 != 0 }

    /// Whether a rule says that the words name a person here.
    var meanPerson: Bool {
        contains(.afterFirstName) || contains(.afterTitle) || contains(.beforeSurname)
    }

    /// The sum of the weights.
    var score: Double {
        var score = 0.0
        var rest = bits
        while rest != 0 {
            score += RecognitionRules.weights[rest.trailingZeroBitCount]
            rest &= rest - 1
        }
        return score
    }

    /// The rules, in the order of the cases.
    var list: [RecognitionRule] { RecognitionRule.allCases.filter(contains) }

    private static let weights = RecognitionRule.allCases.map(\.weight)
}
