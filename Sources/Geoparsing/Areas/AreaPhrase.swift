import Geodesy

/// Words of a report that tell an area, as they were read: before any shape is made.
struct AreaPhrase: Sendable {
    let tokens: Range<Int>
    let relation: Relation

    /// How the words tell the area; mentions are numbered as the report's resolutions are.
    enum Relation: Sendable {
        /// A named area.
        case named(Int)
        /// A part of the area of a mention.
        case part(AreaPart, of: Int)
        /// A part of the area of the place whose people a word names ("el norte boliviano"); the words
        /// may be the name of an area themselves.
        case partOfPeople(AreaPart, placeID: String, name: String)
        case near(Int)
        case outskirts(Int)
        /// A distance in every direction.
        case around(Int, WrittenDistance)
        /// A direction, with a distance or without one; "just south of" reaches less far.
        case towards(CompassPoint, from: Int, WrittenDistance?, isJust: Bool)
        /// The straight way between two places.
        case between(Int, Int)
        case along(RoadReference)
        /// A kilometre of a road.
        case kilometre(Double, of: RoadReference)
        /// A landscape of the country that the report is about, or of that of a mention.
        case landscape(name: String, part: AreaPart?, of: Int?)
    }

    /// Which road words mean.
    enum RoadReference: Sendable {
        /// A road that the gazetteer knows by some words, by its place in the gazetteer.
        case named(place: Int, words: Range<Int>)
        case between(Int, Int)
        case to(Int)
    }
}

/// Which part of an area words mean.
enum AreaPart: Hashable, Sendable {
    case towards(CompassPoint)
    case central
}
