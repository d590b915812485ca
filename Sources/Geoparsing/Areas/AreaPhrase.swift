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
        /// Along the border of two areas, or of one and the country that the report is about.
        case border(Int?, Int)
        /// A landscape of the country that the report is about, or of that of a mention.
        ///
        /// It may be a mention itself, and a word beside it may name the people of the country.
        case landscape(
            name: String, mention: Int?, part: AreaPart?, of: Int?, peopleOf: String?)
    }

    /// Which road words mean.
    enum RoadReference: Sendable {
        /// A road that the gazetteer knows by some words, by its place in the gazetteer.
        ///
        /// It may be a mention itself.
        case named(place: Int, words: Range<Int>, mention: Int?)
        case between(Int, Int)
        case to(Int)
    }
}

/// Which part of an area words mean.
enum AreaPart: Hashable, Sendable {
    case towards(CompassPoint)
    case central
}

extension AreaPhrase.Relation {
    /// What sort of area the words tell, as far as they alone say it.
    var kind: RelativePlace.Kind {
        switch self {
        case .named: return .area
        case .part, .partOfPeople: return .part
        case .near: return .disk
        case .outskirts: return .ring
        case .around(_, let distance): return distance.isMost ? .disk : .ring
        case .towards: return .sector
        case .between, .along, .kilometre, .border: return .corridor
        case .landscape(_, _, let part, _, _): return part == nil ? .area : .part
        }
    }

    /// The mentions that stand in the words, in their order.
    var mentions: [Int] {
        switch self {
        case .named(let mention), .part(_, let mention), .near(let mention),
            .outskirts(let mention), .around(let mention, _), .towards(_, let mention, _, _):
            return [mention]
        case .partOfPeople: return []
        case .between(let one, let other): return [one, other]
        case .border(let one, let other): return [one, other].compactMap(\.self)
        case .along(let road), .kilometre(_, let road): return road.mentions
        case .landscape(_, let mention, _, let owner, _):
            return [mention, owner].compactMap(\.self)
        }
    }

    /// Equal for phrases of a report that mean the same, of mentions that stand for the same places.
    ///
    /// - Parameters:
    ///   - places: The place of a mention.
    ///   - text: The words of some tokens.
    func key(places: (Int) -> Int, text: (Range<Int>) -> String) -> String {
        let anchors = mentions.map { String(places($0)) }.joined(separator: " ")
        switch self {
        case .named: return "named \(anchors)"
        case .part(let part, _): return "part \(part) \(anchors)"
        case .partOfPeople(let part, let id, let name): return "people \(part) \(id) \(name)"
        case .near: return "near \(anchors)"
        case .outskirts: return "outskirts \(anchors)"
        case .around(_, let distance):
            return "around \(distance.bounds) \(distance.isMost) \(anchors)"
        case .towards(let point, _, let distance, let isJust):
            let bounds = distance.map { "\($0.kilometres) \($0.bounds)" } ?? ""
            return "towards \(point) \(bounds) \(isJust) \(anchors)"
        case .between: return "between \(anchors)"
        case .border: return "border \(anchors)"
        case .along(let road): return "along \(road.key(text)) \(anchors)"
        case .kilometre(let kilometre, let road):
            return "kilometre \(kilometre) \(road.key(text)) \(anchors)"
        case .landscape(let name, _, let part, let owner, let people):
            let part = part.map { "\($0)" } ?? ""
            let owner = owner.map { String(places($0)) } ?? people ?? ""
            return "landscape \(name) \(part) \(owner)"
        }
    }
}

extension AreaPhrase.RoadReference {
    fileprivate var mentions: [Int] {
        switch self {
        case .named(_, _, let mention): return [mention].compactMap(\.self)
        case .between(let one, let other): return [one, other]
        case .to(let mention): return [mention]
        }
    }

    fileprivate func key(_ text: (Range<Int>) -> String) -> String {
        switch self {
        case .named(let place, let words, _): return "named \(place) \(text(words))"
        case .between: return "between"
        case .to: return "to"
        }
    }
}
