import SimpleFeatures

extension Geometry {
    /// The shape as GeoJSON and KML want it: cut at the antimeridian, rings closed and turned,
    /// lines of one position written as points.
    var asWritten: Geometry {
        switch self {
        case .point, .multiPoint: return self
        case .lineString(let positions):
            if positions.count == 1, let only = positions.first { return .point(only) }
        case .multiLineString(let lines):
            if lines.contains(where: { $0.count == 1 }) {
                return .collection(lines.map { Geometry.lineString($0).asWritten })
            }
        case .polygon, .multiPolygon: break
        case .collection(let members): return .collection(members.map(\.asWritten))
        }
        return cutAtAntimeridian.wound
    }

    /// The shape with closed rings, outer ones counter-clockwise and holes clockwise.
    private var wound: Geometry {
        switch self {
        case .polygon(let polygon): return .polygon(polygon.wound)
        case .multiPolygon(let polygons): return .multiPolygon(polygons.map(\.wound))
        default: return self
        }
    }
}

extension Polygon {
    /// The polygon with closed rings, the outer one counter-clockwise and holes clockwise
    /// (RFC 7946, section 3.1.6).
    ///
    /// A ring with fewer than four positions repeats its last one, so that readers take it.
    fileprivate var wound: Polygon {
        Polygon(
            exterior: Ring.turned(exterior, counterClockwise: true),
            interiors: interiors.filter { !$0.isEmpty }.map {
                Ring.turned($0, counterClockwise: false)
            })
    }
}

/// What writers need to know of a ring.
extension Ring {
    /// A ring closed and turned; one without an area keeps its direction.
    static func turned(_ ring: [Coordinate], counterClockwise: Bool) -> [Coordinate] {
        guard let start = ring.first, let end = ring.last else { return ring }
        var closed = ring
        if start != end { closed.append(start) }
        while closed.count < 4 { closed.append(start) }
        let area = doubledArea(closed.map { ($0.longitude, $0.latitude) })
        return area == 0 || (area > 0) == counterClockwise ? closed : closed.reversed()
    }
}
