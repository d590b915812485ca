public import Reports

/// Words of a report that name a place.
public struct Mention: Sendable {
    /// The tokens of the name.
    public let tokens: Range<Int>
    /// The bytes of the name, from the first byte of the report.
    public let range: Range<Int>
    /// The name as printed, with a line break inside it as a space.
    public let text: String
    /// The rules that spoke for and against the words' being a place.
    public let evidence: [RecognitionRule]
    /// How likely the words name a place, 0...1, by the tagger; `nil` where a rule alone found them.
    public let likelihood: Double?
    /// What stands in front of or behind the name and says which kind of place is meant.
    public let kindHint: KindHint?
    /// Whether a government, a team or the people of the place are meant: "Washington said".
    public let isMetonymic: Bool
    /// The language of the report.
    public let language: Language
    /// The name with the places that bear it, or that it may be a misspelling of; `nil` for none.
    let name: KnownName?
    /// The name of a town in the name of a thing that no gazetteer has: "Manila Cathedral".
    let nameWithin: KnownName?
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
