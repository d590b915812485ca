public import Gazetteers
import Geodesy
public import SimpleFeatures

/// The outlines of places and the lines of roads, as the caller can provide them.
///
/// Without outlines areas are circles of the radius that the gazetteer tells, and roads are straight.
public struct PlaceShapes: Sendable {
    /// The polygons of an area or the line of a road; `nil` for a place without.
    ///
    /// It is asked several times for one place, so a caller that reads files keeps what it read.
    public let outline: @Sendable (Place) -> Geometry?
    let roads: [Road]

    /// A road with its line.
    struct Road: Sendable {
        let place: Place
        let line: [Coordinate]
        let envelope: Envelope
    }

    /// No shapes.
    public init() {
        outline = { _ in nil }
        roads = []
    }

    /// Shapes of the places of a gazetteer; the lines of its roads are asked for at once.
    ///
    /// - Parameters:
    ///   - gazetteer: Whose roads count.
    ///   - outline: The polygons of an area or the line of a road.
    /// - Complexity: O(*n*), *n* the places of the gazetteer, looked at by their kinds; meant to be
    ///   done once for all reports.
    public init(gazetteer: Gazetteer, outline: @escaping @Sendable (Place) -> Geometry?) {
        self.outline = outline
        var roads: [Road] = []
        for place in gazetteer.places(ofKind: Place.isRoad) where place.area != nil {
            guard case .lineString(let line)? = outline(place),
                let envelope = Envelope(line), line.count > 1
            else { continue }
            roads.append(Road(place: place, line: line, envelope: envelope))
        }
        self.roads = roads
    }

    /// The polygons of a place, without lines and points; `nil` where it has none.
    func area(of place: Place) -> Geometry? {
        guard let shape = outline(place) else { return nil }
        let polygons = shape.polygons
        return polygons.isEmpty ? nil : .multiPolygon(polygons)
    }

    /// The line of a road of the gazetteer.
    func line(of place: Place) -> [Coordinate]? {
        guard place.isRoad, case .lineString(let line)? = outline(place), line.count > 1 else {
            return nil
        }
        return line
    }

    /// The shortest way along one road between two places that both lie by it.
    ///
    /// - Parameters:
    ///   - start: Where the way begins.
    ///   - end: Where it ends.
    /// - Returns: The positions from the start to the end; `nil` where no road passes both, or only
    ///   by a way of more than twice the distance.
    /// - Complexity: O(*n*), *n* the positions of the roads.
    public func way(from start: Place, to end: Place) -> [Coordinate]? {
        let distance = Geodesic.distanceMetres(from: start.position, to: end.position)
        var best: (length: Double, way: [Coordinate])?
        for road in roads {
            guard road.passes(start), road.passes(end), let one = road.vertex(by: start),
                let other = road.vertex(by: end), one != other
            else { continue }
            let way = Array(road.line[min(one, other)...max(one, other)])
            let length = Geodesic.lengthMetres(of: way)
            guard length <= 2 * distance, length < best?.length ?? .infinity else { continue }
            best = (length, one < other ? way : way.reversed())
        }
        return best?.way
    }
}

extension PlaceShapes.Road {
    /// How far a town may lie from the line of a road that is said to lead there, beside its own
    /// radius: roads end at the edge of a town.
    private static let reachMetres = 8000.0

    /// Whether a place lies in the box around the line, roughly; a box test before a search.
    func passes(_ place: Place) -> Bool {
        let margin = (Self.reachMetres / 1000 + place.extentKilometres) / 50
        let position = place.position
        return position.latitude >= envelope.south - margin
            && position.latitude <= envelope.north + margin
            && position.longitude >= envelope.west - margin
            && position.longitude <= envelope.east + margin
    }

    /// The vertex of the line nearest to a place; `nil` where it passes too far off.
    func vertex(by place: Place) -> Int? {
        let ruler = Ruler(from: place.position)
        var best: (vertex: Int, metres: Double)?
        for vertex in line.indices {
            let metres = ruler.metres(to: line[vertex])
            if metres < best?.metres ?? .infinity { best = (vertex, metres) }
        }
        guard let best, best.metres <= Self.reachMetres + place.extentKilometres * 1000 else {
            return nil
        }
        return best.vertex
    }
}

extension Place {
    /// Whether the place is a road, of which a line may be known.
    var isRoad: Bool { Place.isRoad(kind) }

    fileprivate static func isRoad(_ kind: PlaceKind) -> Bool {
        kind.description.hasPrefix("R/") && kind.code != "ST"
    }
}
