/// A reason to tie a date, a figure or a word for people to an event of its sentence, or not to.
///
/// Each is a feature of a linear model (``Weights``), of which dates, figures and actors have one each.
/// "Behind" and "in front" say on which side of the event's word the other stands.
enum AttachmentFeature: Int, Sendable, CaseIterable {
    case bias
    case besideBehind, besideInFront, closeBehind, closeInFront, apartBehind, apartInFront
    case farBehind, farInFront, inside
    case nearest, only, onlyEvent, otherEventNearer, otherClause
    case comma, subordinator, and, stop, pastVerb, quotationMark, otherTrigger
    case leading, main, verb, noun, opensSentence
    // Dates.
    case absolute, ofWords, lookBack, day, week, month, year
    // Figures: what is counted, and what the event is.
    case deadOfViolence, deadOfOther, hurtOfViolence, hurtOfOther, arrestsOfViolence, arrestsOfOther
    case crowdOfViolence, crowdOfOther, total, nobody
    // Words for people.
    case force, forceOfViolence, behindOf, behindOn, behindAgainst, beforeNoun

    /// The reason in words.
    var sentence: String {
        switch self {
        case .bias: return "it stands in the sentence"
        case .besideBehind: return "it stands right behind the event"
        case .besideInFront: return "it stands right in front of the event"
        case .closeBehind: return "it stands 3 to 6 words behind the event"
        case .closeInFront: return "it stands 3 to 6 words in front of the event"
        case .apartBehind: return "it stands 7 to 14 words behind the event"
        case .apartInFront: return "it stands 7 to 14 words in front of the event"
        case .farBehind: return "it stands 15 words or more behind the event"
        case .farInFront: return "it stands 15 words or more in front of the event"
        case .inside: return "the words of the event hold it"
        case .nearest: return "no other of its kind stands nearer to the event"
        case .only: return "the sentence has no other of its kind"
        case .onlyEvent: return "the sentence tells no other event"
        case .otherEventNearer: return "another event stands nearer to it"
        case .otherClause: return "it stands in another clause"
        case .comma: return "a comma stands between it and the event"
        case .subordinator: return "a word that opens a clause stands between it and the event"
        case .and: return "an 'and' stands between it and the event"
        case .stop: return "a colon or semicolon stands between it and the event"
        case .pastVerb: return "another verb stands between it and the event"
        case .quotationMark: return "a quotation mark stands between it and the event"
        case .otherTrigger: return "another event stands between it and the event"
        case .leading: return "no word of the clause tells more than the event's"
        case .main: return "no word of the sentence tells more than the event's"
        case .verb: return "a verb tells the event"
        case .noun: return "a noun tells the event"
        case .opensSentence: return "the sentence begins with it"
        case .absolute: return "it names a time of its own"
        case .ofWords: return "it says when somebody spoke"
        case .lookBack: return "it looks back from the story"
        case .day: return "it is a day"
        case .week: return "it is a week"
        case .month: return "it is a month"
        case .year: return "it is a year"
        case .deadOfViolence: return "it counts dead, and the event is violent"
        case .deadOfOther: return "it counts dead, and the event is not violent"
        case .hurtOfViolence: return "it counts injured people, and the event is violent"
        case .hurtOfOther: return "it counts injured people, and the event is not violent"
        case .arrestsOfViolence: return "it counts arrests, and the event is violent"
        case .arrestsOfOther: return "it counts arrests, and the event is not violent"
        case .crowdOfViolence: return "it counts a crowd, and the event is violent"
        case .crowdOfOther: return "it counts a crowd, and the event is not violent"
        case .total: return "it sums up a longer time"
        case .nobody: return "it says that there was nobody"
        case .force: return "they are soldiers or police"
        case .forceOfViolence: return "they are soldiers or police, and the event is violent"
        case .behindOf: return "'of' stands before them"
        case .behindOn: return "'on' stands before them"
        case .behindAgainst: return "'against' or 'with' stands before them"
        case .beforeNoun: return "they stand right before the noun that tells the event"
        }
    }
}

/// What is tied to an event of its sentence, each by weights of its own.
package enum AttachmentKind: String, Sendable, CaseIterable {
    case date, figure, actor
}
