/// A reason to tie a date, a figure or a word for people to an event of its sentence, or not to.
///
/// Each is a feature of a linear model (``Weights``), of which dates, figures and actors have one each.
/// "Behind" and "in front" say on which side of the event's word the other stands; distances and what
/// stands between are those of ``LinkFeature``.
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
}

/// What is tied to an event of its sentence, each by weights of its own.
package enum AttachmentKind: String, Sendable, CaseIterable {
    case date, figure, actor
}
