/// A reason why a sentence does, or does not, tell of something that happened.
///
/// Each is a feature of a logistic model (``Weights``); the sum of their weights decides.
public enum EventRule: Int, Sendable, CaseIterable {
    case violent, protesting, blocking, occupying, political, otherKind
    case verb, participle, noun, plural, figure
    case dateInSentence, dateInParagraph, dateFurtherUp, dateOfDispatch, noDate
    case placeInSentence, placeFurtherUp, noPlace
    case dayKnown, weekKnown, monthKnown, yearKnown, future
    case townNamed, unitNamed, countryNamed
    case leading, ofMainClause, definite, indefinite, counted, afterOf, during, beforeActor
    case barredBehind, unclear, verbBehind, occurrenceBeside, quoted, toldBefore, opening, dispatch
    case occurrence, toll, participants, actors, forces
    case modality, call, threat, plan, negation, generality, question, firstPerson, noPastVerb,
        background, longTime, otherCause

    /// The rules by which words in front of a trigger keep it from telling what happened.
    static let bars: [EventRule] = [.modality, .call, .threat, .plan, .negation]

    /// The reason in words.
    public var sentence: String {
        switch self {
        case .violent: return "the word tells violence"
        case .protesting: return "the word tells a protest"
        case .blocking: return "the word tells a blockade"
        case .occupying: return "the word tells an occupation"
        case .political: return "the word tells politics"
        case .otherKind: return "the word tells something of another kind"
        case .verb: return "a verb in the past tells it"
        case .participle: return "a participle tells it"
        case .noun: return "a noun names it"
        case .figure: return "a number of dead tells it"
        case .plural: return "a plural noun names it"
        case .dateInSentence: return "the sentence says when"
        case .dateInParagraph: return "the paragraph says when"
        case .dateFurtherUp: return "the text says further up when"
        case .dateOfDispatch: return "it is told in a dispatch, which tells of the days before it"
        case .noDate: return "nothing says when"
        case .placeInSentence: return "the sentence says where"
        case .placeFurtherUp: return "the text says further up where"
        case .noPlace: return "nothing says where"
        case .dayKnown: return "the day is known"
        case .weekKnown: return "the week is known"
        case .monthKnown: return "only the month is known"
        case .yearKnown: return "only the year is known"
        case .future: return "the date beside it lies after the report"
        case .townNamed: return "a town or less is named"
        case .unitNamed: return "a province or region is named"
        case .countryNamed: return "only a country is named"
        case .leading: return "no word of the clause tells more"
        case .ofMainClause: return "no clause of the sentence tells more"
        case .definite: return "the noun is taken for known"
        case .indefinite: return "the noun is new"
        case .counted: return "a number counts the noun"
        case .afterOf: return "an 'of' hangs the noun on another"
        case .during: return "something else happened during, before or after it"
        case .beforeActor: return "the noun only says who acts"
        case .barredBehind: return "words behind it say that it did not take place, or not yet"
        case .unclear: return "nobody is named who would contend"
        case .verbBehind: return "a verb in the past follows the noun"
        case .occurrenceBeside: return "a verb beside it says that it took place"
        case .quoted: return "it stands in quotation marks"
        case .toldBefore: return "the paragraph has told such an event"
        case .opening: return "the report begins with it"
        case .dispatch: return "the report is short"
        case .occurrence: return "a verb says that something took place"
        case .toll: return "people were killed, hurt or arrested"
        case .participants: return "a number of people took part"
        case .actors: return "people who act are named"
        case .forces: return "soldiers or police are named"
        case .modality: return "it is possible, wished or attempted"
        case .call: return "somebody calls for it"
        case .threat: return "somebody threatens it"
        case .plan: return "somebody announces or plans it"
        case .negation: return "it is denied"
        case .generality: return "the sentence tells a habit"
        case .question: return "the sentence asks"
        case .firstPerson: return "a person speaks of 'we'"
        case .noPastVerb: return "no verb of the sentence is in the past"
        case .otherCause: return "the sentence speaks of disease, accidents, weather or sport"
        case .longTime: return "it sums up months"
        case .background: return "the date lies years before the report"
        }
    }
}
