public import Gazetteers
public import SimpleFeatures

/// An area that words of a report tell by places: "20 km south of Oruro", "northern La Paz".
///
/// Named areas are among them ("Chapare", "the highlands"), for they too are no points.
public struct RelativePlace: Sendable {
    /// The tokens that it was read from.
    public let tokens: Range<Int>
    /// The bytes that it was read from, from the first byte of the report.
    public let range: Range<Int>
    /// The words as printed, with a line break inside them as a space.
    public let text: String
    /// What sort of area the words tell.
    public let kind: Kind
    /// The places that the area is told by, in the order of the words.
    public let anchors: [Anchor]
    /// The area, or the reason why there is none.
    public let outcome: Outcome

    /// What sort of area words tell.
    public enum Kind: String, Sendable, CaseIterable {
        /// A named area: "Chapare", "the lowlands".
        case area
        /// A part of an area by its direction: "southern Peru", "el norte de Potosí".
        case part
        /// All that is near: "near Lake Titicaca", "within 20 km of Oruro".
        case disk
        /// All at a distance: "a hundred miles outside La Paz", "on the outskirts of Oruro".
        case ring
        /// What lies in a direction: "20 km south of Oruro", "al sur de Oruro".
        case sector
        /// What lies along a line: "between Caracollo and Oruro", "the road to Copacabana".
        case corridor
    }

    /// A place that an area is told by.
    public struct Anchor: Sendable {
        /// Where its mention stands among the resolutions of the report; `nil` for a place that is
        /// told without one, such as "the highlands" or a road by the names of its ends.
        public let mention: Int?
        /// The place measured from: the one that the mention resolved to, or the town or the
        /// admin-1 unit of the same name where the words ask for one.
        public let place: Place
    }

    /// What became of the words.
    public enum Outcome: Sendable {
        case extent(Extent)
        case unresolved(Reason)
    }

    /// An area with the position that stands for it.
    public struct Extent: Sendable {
        /// A valid polygon or several, cut at the antimeridian.
        public let geometry: Geometry
        /// A position in the area.
        public let representative: Coordinate
        /// How far the area reaches from that position at most.
        public let uncertaintyKilometres: Double
    }

    /// Why words that tell an area have none.
    public enum Reason: String, Sendable {
        case noFocus = "the report is about no one country whose area could be meant"
        case notInGazetteer = "the gazetteer has no area of the name in the country"
        case noOutline = "the place has no outline and is too large for a circle"
        case noStart = "no town is known from which the road is told"
        case offRoad = "the kilometre lies beyond the end of the road"
        case noBorder = "the two have no border in common"
        case tooFar = "the places lie too far apart or on one another"
        case tooMany = "the report tells more areas than are made for one"
        case noShape = "no valid shape could be made"
    }

    /// The area; `nil` where there is none.
    public var extent: Extent? {
        if case .extent(let extent) = outcome { return extent }
        return nil
    }

    /// How closely the place is known: an area that is no administrative unit, or not at all.
    public var precision: PlacePrecision { extent == nil ? .unknown : .area }
}
