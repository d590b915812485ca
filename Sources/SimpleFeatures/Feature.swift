/// One thing on the map: an identifier, a shape and properties.
public struct Feature: Hashable, Sendable {
    /// The stable identifier; `nil` when its source gives none.
    public var id: String?
    /// The shape; `nil` for a thing whose place is not known.
    public var geometry: Geometry?
    /// What is known of the thing.
    public var properties: Properties

    public init(id: String? = nil, geometry: Geometry?, properties: Properties = [:]) {
        self.id = id
        self.geometry = geometry
        self.properties = properties
    }
}

extension Feature {
    /// The one position that stands for the feature in lists and distances.
    ///
    /// A point's position, the last of a line (a march is filed where it went), the first of a
    /// set of points, the centre of the envelope of an area; `nil` without a shape or with an
    /// empty one.
    public var representativePosition: Coordinate? {
        switch geometry {
        case nil: return nil
        case .point(let position): return position
        case .lineString(let positions): return positions.last
        case .multiLineString(let lines): return lines.last?.last
        case .multiPoint(let positions): return positions.first
        case .polygon, .multiPolygon, .collection:
            guard let box = geometry?.envelope else { return nil }
            return Coordinate(
                wrappingLongitude: (box.west + box.east) / 2,
                clampingLatitude: (box.south + box.north) / 2)
        }
    }
}
