public import Gazetteers
public import Reports

/// Words of a report that name a place.
public struct Mention: Sendable {
    /// The tokens of the name.
    public let tokens: Range<Int>
    /// The bytes of the name, from the first byte of the report.
    public let range: Range<Int>
    /// The name as printed, with a line break inside it as a space.
    public let text: String
    /// The places that bear the name, or that it may be a misspelling of.
    public let bearers: [NameMatch.Bearer]
    /// The rules that spoke for and against the words' being a place, with their weights.
    public let evidence: [RecognitionRule]
    /// What stands in front of or behind the name and says which kind of place is meant.
    public let kindHint: KindHint?
    /// The language of the report.
    public let language: Language

    /// The sum of the evidence; a mention has more than ``Recognizer/threshold``.
    public var score: Double { evidence.reduce(0) { $0 + $1.weight } }
}

/// What the words around a name say about its kind.
public enum KindHint: Sendable {
    /// "the department of Oruro", "La Paz province"
    case administrative
    /// "the city of Potosí"
    case town
    /// "Plaza Murillo", "puente Huayculi": a thing inside a town or beside it.
    case site
    /// "Lake Titicaca", "the Andes"
    case physical
}
