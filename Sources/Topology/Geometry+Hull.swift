import CGEOS
public import SimpleFeatures

extension Geometry {
    /// The smallest convex shape that holds all of some positions.
    ///
    /// Convex is meant in the plane of degrees, turned so that the positions lie in the middle of it:
    /// its sides are straight in longitude and latitude, as every reader of the shape draws them, so the
    /// shape holds its positions on every map. The antimeridian is no edge; a shape that it runs through
    /// comes in two parts (RFC 7946, section 3.1.9). Around a pole the shape is the strip of
    /// latitudes that holds the positions.
    ///
    /// - Parameters:
    ///   - positions: Any positions, at least one.
    ///   - middle: A position in their middle, such as their mean.
    /// - Returns: A polygon; a line where the positions are in one line, a point where they are one;
    ///   an empty collection for none.
    /// - Throws: ``TopologyError`` when GEOS fails.
    /// - Complexity: O(*n* log *n*), *n* the number of positions.
    public static func convexHull(
        of positions: [Coordinate], around middle: Coordinate
    ) throws(TopologyError) -> Geometry {
        guard let box = Envelope(positions) else { return .collection([]) }
        // Degrees are kept to the last bit where nothing has to be turned.
        let turn = box.east - box.west < 180 ? 0 : middle.longitude
        let turned = positions.map {
            Coordinate(
                wrappingLongitude: $0.longitude - turn, clampingLatitude: $0.latitude)
        }
        let context = try GEOSContext()
        let points = try GEOSGeometry(.multiPoint(turned), in: context)
        let function = "GEOSConvexHull_r"
        let hull = unsafe try GEOSGeometry(
            owning: GEOSConvexHull_r(context.handle, points.pointer), from: function, in: context)
        return try hull.value(from: function).turnedEast(byDegrees: turn)
    }

    /// The shape moved along the parallels, cut where it comes to lie across the antimeridian.
    ///
    /// - Parameter degrees: How far to the east, in -180...180.
    /// - Returns: A shape of the same kind, or of several parts.
    /// - Throws: ``TopologyError`` when GEOS fails.
    /// - Complexity: O(*n* log *n*), *n* the number of positions.
    public func turnedEast(byDegrees degrees: Double) throws(TopologyError) -> Geometry {
        precondition(
            degrees.magnitude <= 180, "a turn by \(degrees) degrees, expected -180 to 180")
        guard degrees != 0, let box = envelope else { return self }
        let cut = degrees > 0 ? 180 - degrees : -180 - degrees
        let (eastward, westward) = degrees > 0 ? (degrees, degrees - 360) : (degrees + 360, degrees)
        if box.east <= cut { return moved(byDegrees: eastward) }
        if box.west >= cut { return moved(byDegrees: westward) }
        let west = try intersection(with: .strip(from: -180, to: cut))
        let east = try intersection(with: .strip(from: cut, to: 180))
        let parts = [east.moved(byDegrees: westward), west.moved(byDegrees: eastward)]
        // What went all round had its ends at one meridian, where it is whole now.
        let goesRound = box.west == -180 && box.east == 180
        let polygons =
            goesRound ? try Geometry.union(of: parts).polygons : parts.flatMap(\.polygons)
        if !polygons.isEmpty { return .multiPolygon(polygons) }
        let lines = parts.flatMap { part -> [[Coordinate]] in
            switch part {
            case .lineString(let line): return line.isEmpty ? [] : [line]
            case .multiLineString(let lines): return lines
            default: return []
            }
        }
        return lines.isEmpty ? .multiPoint(parts.flatMap(\.positions)) : .multiLineString(lines)
    }

    /// All latitudes between two longitudes.
    private static func strip(from west: Double, to east: Double) -> Geometry {
        func corner(_ longitude: Double, _ latitude: Double) -> Coordinate {
            Coordinate(wrappingLongitude: longitude, clampingLatitude: latitude)
        }
        return .polygon(
            Polygon(exterior: [
                corner(west, -90), corner(east, -90), corner(east, 90), corner(west, 90),
                corner(west, -90),
            ]))
    }

    /// The shape with every longitude changed, what rounding puts beyond the antimeridian held there.
    private func moved(byDegrees degrees: Double) -> Geometry {
        func moved(_ position: Coordinate) -> Coordinate {
            Coordinate(
                wrappingLongitude: min(max(position.longitude + degrees, -180), 180),
                clampingLatitude: position.latitude)
        }
        func moved(_ polygon: Polygon) -> Polygon {
            Polygon(
                exterior: polygon.exterior.map(moved),
                interiors: polygon.interiors.map { $0.map(moved) })
        }
        switch self {
        case .point(let position): return .point(moved(position))
        case .lineString(let line): return .lineString(line.map(moved))
        case .polygon(let polygon): return .polygon(moved(polygon))
        case .multiPoint(let positions): return .multiPoint(positions.map(moved))
        case .multiLineString(let lines): return .multiLineString(lines.map { $0.map(moved) })
        case .multiPolygon(let polygons): return .multiPolygon(polygons.map(moved))
        case .collection(let members):
            return .collection(members.map { $0.moved(byDegrees: degrees) })
        }
    }
}
