/// The weights by which dates, figures and words for people are tied to events, and from which odds on.
struct AttachmentWeights: Sendable {
    let date: Weights<AttachmentFeature>
    let figure: Weights<AttachmentFeature>
    let actor: Weights<AttachmentFeature>

    /// The least logarithm of odds for a tie of each kind.
    ///
    /// A date that stands in the sentence is mostly nearer to the truth than one from further up; a
    /// figure that is none is worse than one that is missed, and a word for people too many is not.
    static func least(_ kind: AttachmentKind) -> Double {
        switch kind {
        case .date: return -1.5
        case .figure: return 0
        case .actor: return -0.9
        }
    }
}
