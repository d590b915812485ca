/// A reason why a sentence does, or does not, tell of something that happened.
///
/// Each is a feature of a logistic model (``Weights``); the sum of their weights decides.
public enum EventRule: String, Sendable, CaseIterable {
    case bias
    case verb, participle, noun, plural
    case dateInSentence, dateInParagraph, dateFurtherUp, dateOfDispatch, noDate
    case placeInSentence, placeFurtherUp, noPlace
    case occurrence, toll, participants, actors, forces
    case modality, call, threat, plan, negation, generality, question, firstPerson, noPastVerb,
        background, longTime, otherCause

    /// The rules by which words in front of a trigger keep it from telling what happened.
    static let bars: [EventRule] = [.modality, .call, .threat, .plan, .negation]

    /// The reason in words.
    public var sentence: String {
        switch self {
        case .bias: return "a word may tell an event"
        case .verb: return "a verb in the past tells it"
        case .participle: return "a participle tells it"
        case .noun: return "a noun names it"
        case .plural: return "a plural noun names it"
        case .dateInSentence: return "the sentence says when"
        case .dateInParagraph: return "the paragraph says when"
        case .dateFurtherUp: return "the text says further up when"
        case .dateOfDispatch: return "it is told in a dispatch, which tells of the days before it"
        case .noDate: return "nothing says when"
        case .placeInSentence: return "the sentence says where"
        case .placeFurtherUp: return "the text says further up where"
        case .noPlace: return "nothing says where"
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
