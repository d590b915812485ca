/// A shape on the earth, as in OGC Simple Features, in two dimensions.
///
/// Every kind may be empty except a point. Rings are closed (first position repeated last); their
/// direction is not fixed here, writers turn them as their format asks.
public indirect enum Geometry: Hashable, Sendable {
    case point(Coordinate)
    case lineString([Coordinate])
    case polygon(Polygon)
    case multiPoint([Coordinate])
    case multiLineString([[Coordinate]])
    case multiPolygon([Polygon])
    case collection([Geometry])

    /// Every position of the shape, in the order written, ring closings included.
    ///
    /// - Complexity: O(*n*).
    public var positions: [Coordinate] {
        switch self {
        case .point(let position): return [position]
        case .lineString(let positions), .multiPoint(let positions): return positions
        case .polygon(let polygon): return polygon.rings.flatMap { $0 }
        case .multiLineString(let lines): return lines.flatMap { $0 }
        case .multiPolygon(let polygons): return polygons.flatMap { $0.rings.flatMap { $0 } }
        case .collection(let members): return members.flatMap(\.positions)
        }
    }

    /// How many ``positions`` there are.
    public var positionCount: Int {
        switch self {
        case .point: return 1
        case .lineString(let positions), .multiPoint(let positions): return positions.count
        case .polygon(let polygon): return polygon.positionCount
        case .multiLineString(let lines): return lines.reduce(0) { $0 + $1.count }
        case .multiPolygon(let polygons): return polygons.reduce(0) { $0 + $1.positionCount }
        case .collection(let members): return members.reduce(0) { $0 + $1.positionCount }
        }
    }

    /// The box around the shape in plain longitudes; `nil` when the shape is empty.
    public var envelope: Envelope? { Envelope(positions) }

    /// The polygons of the shape, those inside collections included.
    public var polygons: [Polygon] {
        switch self {
        case .polygon(let polygon): return [polygon]
        case .multiPolygon(let polygons): return polygons
        case .collection(let members): return members.flatMap(\.polygons)
        case .point, .lineString, .multiPoint, .multiLineString: return []
        }
    }

    /// The name that GeoJSON gives the kind (RFC 7946, section 1.4).
    public var kindName: String {
        switch self {
        case .point: return "Point"
        case .lineString: return "LineString"
        case .polygon: return "Polygon"
        case .multiPoint: return "MultiPoint"
        case .multiLineString: return "MultiLineString"
        case .multiPolygon: return "MultiPolygon"
        case .collection: return "GeometryCollection"
        }
    }
}

/// An area bounded by one outer ring, less its holes.
public struct Polygon: Hashable, Sendable {
    /// The outer ring, closed; empty for an empty polygon.
    public let exterior: [Coordinate]
    /// The holes, each a closed ring.
    public let interiors: [[Coordinate]]

    /// Keeps rings as they are; validity is GEOS' business (`Topology`).
    public init(exterior: [Coordinate], interiors: [[Coordinate]] = []) {
        self.exterior = exterior
        self.interiors = interiors
    }

    /// The outer ring, then the holes.
    public var rings: [[Coordinate]] { [exterior] + interiors }

    /// How many positions the rings have.
    public var positionCount: Int { interiors.reduce(exterior.count) { $0 + $1.count } }
}
