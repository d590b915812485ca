public import SimpleFeatures

extension Geodesic {
    /// The position of a shape that is nearest to a position.
    ///
    /// Sides are those of ``StraightSegment``, straight in longitude and latitude. A position inside
    /// a polygon is nearest to itself, at distance zero; one in a hole is outside. The answer is as
    /// exact as ``StraightSegment/nearest(to:)``. Of several equally near one is returned.
    ///
    /// - Parameters:
    ///   - geometry: Any shape; it may cross the antimeridian or enclose a pole.
    ///   - position: Where the distance is measured from.
    /// - Returns: The nearest position; `nil` for an empty shape.
    /// - Complexity: O(*n*), and geodesics for the few sides that may be nearest.
    public static func nearest(
        on geometry: Geometry, to position: Coordinate
    ) -> NearestPosition? {
        for polygon in geometry.polygons where Enclosure(polygon)?.contains(position) ?? false {
            return NearestPosition(from: position, to: position)
        }
        var course = Course()
        let parts = geometry.parts.map { course.append($0) }
        let probe = Probe(position)
        var foot = Foot()
        for part in parts { course.improve(&foot, from: probe, over: part) }
        return foot.isFound ? NearestPosition(from: position, to: course.position(of: foot)) : nil
    }

    /// The length of the shortest geodesic from a position to any point of a shape.
    ///
    /// - Parameters:
    ///   - position: Where the distance is measured from.
    ///   - geometry: Any shape.
    /// - Returns: Metres, zero inside a polygon; infinity for an empty shape.
    /// - Complexity: That of ``nearest(on:to:)``.
    public static func distanceMetres(
        from position: Coordinate, to geometry: Geometry
    ) -> Double {
        nearest(on: geometry, to: position)?.line.distanceMetres ?? .infinity
    }
}

extension Geometry {
    /// The points, lines and rings of the shape, each as its positions, rings closed.
    package var parts: [[Coordinate]] {
        switch self {
        case .point(let position): return [[position]]
        case .lineString(let line): return line.isEmpty ? [] : [line]
        case .multiPoint(let positions): return positions.map { [$0] }
        case .multiLineString(let lines): return lines.filter { !$0.isEmpty }
        case .polygon(let polygon): return polygon.closedRings
        case .multiPolygon(let polygons): return polygons.flatMap(\.closedRings)
        case .collection(let members): return members.flatMap(\.parts)
        }
    }
}

extension Polygon {
    fileprivate var closedRings: [[Coordinate]] {
        rings.compactMap { ring in
            guard let first = ring.first else { return nil }
            return ring.last == first ? ring : ring + [first]
        }
    }
}
