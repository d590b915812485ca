/// A reason to take a place that a sentence names for the place of an event told in it, or not to.
///
/// Each is a feature of a linear model (``Weights``). "Behind" and "in front" say on which side of the
/// event's word the place stands; `inside` to `bare` which preposition stands before it; `beside` that up
/// to two words stand between them, `close` up to six, `apart` up to fourteen, `far` more; `comma` to
/// `otherTrigger` what stands between.
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
}
