/// A reason to take a place that a sentence names for the place of an event told in it, or not to.
///
/// Each is a feature of a linear model (``Weights``); "behind" and "in front" say on which side of the
/// event's word the place stands.
enum LinkFeature: Int, Sendable, CaseIterable {
    case bias
    case insideBehind, insideInFront, nearBehind, nearInFront, onBehind, onInFront
    case ofBehind, ofInFront, fromBehind, fromInFront, toBehind, toInFront, viaBehind, viaInFront
    case betweenBehind, betweenInFront, againstBehind, againstInFront, bareBehind, bareInFront
    case besideBehind, besideInFront, closeBehind, closeInFront, apartBehind, apartInFront
    case farBehind, farInFront
    case nearest, secondNearest, firstBehind, lastInFront, only, oneOfMany, placeBetween
    case comma, subordinator, and, stop, pastVerb, quotationMark, otherTrigger, otherClause
    case container, contained, coordinated
    case continent, country, region, admin1, admin2, town, site
    case possessive, insideName, ofActor, beforeActor, ofForce, speech, metonymic
    case opensSentence, dateline, inBrackets, repeated
    case marchTo, marchFrom, marchVia, marchIn
    case ofNoun, insideNoun, violenceOn

    /// The reason in words.
    var sentence: String {
        switch self {
        case .bias: return "any place"
        case .insideBehind: return "'in' stands before it, behind the event"
        case .insideInFront: return "'in' stands before it, in front of the event"
        case .nearBehind: return "'near' stands before it, behind the event"
        case .nearInFront: return "'near' stands before it, in front of the event"
        case .onBehind: return "'on' stands before it, behind the event"
        case .onInFront: return "'on' stands before it, in front of the event"
        case .ofBehind: return "'of' stands before it, behind the event"
        case .ofInFront: return "'of' stands before it, in front of the event"
        case .fromBehind: return "'from' stands before it, behind the event"
        case .fromInFront: return "'from' stands before it, in front of the event"
        case .toBehind: return "'to' stands before it, behind the event"
        case .toInFront: return "'to' stands before it, in front of the event"
        case .viaBehind: return "'through' stands before it, behind the event"
        case .viaInFront: return "'through' stands before it, in front of the event"
        case .betweenBehind: return "'between' stands before it, behind the event"
        case .betweenInFront: return "'between' stands before it, in front of the event"
        case .againstBehind: return "'against' or 'with' stands before it, behind the event"
        case .againstInFront: return "'against' or 'with' stands before it, in front of the event"
        case .bareBehind: return "no preposition stands before it, behind the event"
        case .bareInFront: return "no preposition stands before it, in front of the event"
        case .besideBehind: return "it stands right behind the event"
        case .besideInFront: return "it stands right in front of the event"
        case .closeBehind: return "it stands 3 to 6 words behind the event"
        case .closeInFront: return "it stands 3 to 6 words in front of the event"
        case .apartBehind: return "it stands 7 to 14 words behind the event"
        case .apartInFront: return "it stands 7 to 14 words in front of the event"
        case .farBehind: return "it stands 15 words or more behind the event"
        case .farInFront: return "it stands 15 words or more in front of the event"
        case .nearest: return "no place of the sentence stands nearer to the event"
        case .secondNearest: return "one place of the sentence stands nearer to the event"
        case .firstBehind: return "it is the first place behind the event"
        case .lastInFront: return "it is the last place in front of the event"
        case .only: return "the sentence names no other place"
        case .oneOfMany: return "the sentence names four places or more"
        case .placeBetween: return "another place stands between it and the event"
        case .comma: return "a comma stands between it and the event"
        case .subordinator: return "a word that opens a clause stands between it and the event"
        case .and: return "an 'and' stands between it and the event"
        case .stop: return "a colon or semicolon stands between it and the event"
        case .pastVerb: return "another verb stands between it and the event"
        case .quotationMark: return "a quotation mark stands between it and the event"
        case .otherTrigger: return "another event stands between it and the event"
        case .otherClause: return "it stands in another clause"
        case .container: return "it says in what the place in front of it lies"
        case .contained: return "the place behind it says in what it lies"
        case .coordinated: return "an 'and' ties it to another place"
        case .continent: return "it is a continent"
        case .country: return "it is a country"
        case .region: return "it is a region"
        case .admin1: return "it is a state or department"
        case .admin2: return "it is a province, county or municipality"
        case .town: return "it is a town"
        case .site: return "it is a site or a neighbourhood"
        case .possessive: return "it possesses something"
        case .insideName: return "it is a part of a longer name"
        case .ofActor: return "people are of it"
        case .beforeActor: return "it says of what place people are"
        case .ofForce: return "soldiers or police are of it"
        case .speech: return "a verb of speech stands beside it"
        case .metonymic: return "a government or a team is meant"
        case .opensSentence: return "the sentence begins with it"
        case .dateline: return "it is the dateline"
        case .inBrackets: return "it stands in brackets"
        case .repeated: return "the sentence names it twice"
        case .marchTo: return "a march went to it"
        case .marchFrom: return "a march came from it"
        case .marchVia: return "a march went through it"
        case .marchIn: return "a march took place in it"
        case .ofNoun: return "'of' ties it to the noun that tells the event"
        case .insideNoun: return "'in' ties it to the noun that tells the event"
        case .violenceOn: return "violence was directed at it"
        }
    }
}
