public import SimpleFeatures

/// Looks for the position of an outline that lies nearest to one place.
///
/// Longitudes are counted from the place and shrunk by the cosine of its latitude, so that near
/// the place a unit is the same length in every direction: within 10 km and away from the poles
/// the order of distances is the geodesic one to a fraction of a percent. The antimeridian is no
/// edge. How far the position found is, `Geodesy` measures.
struct OutlineSearch {
    private let place: Coordinate
    private let shrink: Double

    init(around place: Coordinate) {
        self.place = place
        shrink = max(cosine(ofDegrees: place.latitude), 1e-6)
    }

    /// The nearest position on the edges between consecutive positions.
    ///
    /// - Returns: The position and its squared distance in degrees of latitude; `nil` for no edge.
    /// - Complexity: O(*n*).
    func nearest(on positions: [Coordinate]) -> (position: Coordinate, squaredDistance: Double)? {
        guard let only = positions.first else { return nil }
        var best = nearest(from: only, to: only)
        for index in positions.indices.dropFirst() {
            let found = nearest(from: positions[index - 1], to: positions[index])
            if found.squaredDistance < best.squaredDistance { best = found }
        }
        return best
    }

    private func nearest(
        from start: Coordinate, to end: Coordinate
    ) -> (position: Coordinate, squaredDistance: Double) {
        let east = end.longitude - start.longitude
        let north = end.latitude - start.latitude
        var first = start.longitude - place.longitude
        if first > 180 { first -= 360 } else if first < -180 { first += 360 }
        var best = foot(first, start, east, north)
        // An edge that runs on beyond the far side of the earth is met from the other side too.
        if first + east > 180 || first + east < -180 {
            let turned = foot(first - (east > 0 ? 360 : -360), start, east, north)
            if turned.squaredDistance < best.squaredDistance { best = turned }
        }
        return best
    }

    private func foot(
        _ first: Double, _ start: Coordinate, _ east: Double, _ north: Double
    ) -> (position: Coordinate, squaredDistance: Double) {
        let (x, y) = (first * shrink, start.latitude - place.latitude)
        let (dx, dy) = (east * shrink, north)
        let length = dx * dx + dy * dy
        let share = length == 0 ? 0 : min(max(-(x * dx + y * dy) / length, 0), 1)
        let (atX, atY) = (x + share * dx, y + share * dy)
        let position = Coordinate(
            wrappingLongitude: start.longitude + share * east,
            clampingLatitude: start.latitude + share * north)
        return (position, atX * atX + atY * atY)
    }
}

extension Geometry {
    /// The position of the shape's outline that lies nearest to a place.
    ///
    /// Edges are straight in the plane of longitude and latitude, as RFC 7946 draws them; near is
    /// meant as a person at the place measures it (see the distances of `Geodesy` for the exact
    /// figure). Of several equally near the first is the answer. A point has itself as outline.
    ///
    /// - Parameter place: Anywhere, inside the shape too; the antimeridian is no edge.
    /// - Returns: A position on the outline, holes included; `nil` for an empty shape.
    /// - Complexity: O(*n*), *n* the number of positions.
    /// - SeeAlso: RFC 7946, section 3.1.1.
    public func outlinePosition(nearestTo place: Coordinate) -> Coordinate? {
        outlineFoot(nearestTo: place)?.position
    }

    /// The same with how far it is, in degrees of latitude and squared, in the plane of the search:
    /// what orders positions within some kilometres, and away from the poles tells their distance to a
    /// fraction of a percent.
    package func outlineFoot(
        nearestTo place: Coordinate
    ) -> (position: Coordinate, squaredDegrees: Double)? {
        let search = OutlineSearch(around: place)
        var best: (position: Coordinate, squaredDistance: Double)?
        func look(at positions: [Coordinate]) {
            guard let found = search.nearest(on: positions) else { return }
            if let old = best, old.squaredDistance <= found.squaredDistance { return }
            best = found
        }
        func look(at shape: Geometry) {
            switch shape {
            case .point(let position): look(at: [position])
            case .lineString(let line): look(at: line)
            case .multiPoint(let positions): positions.forEach { look(at: [$0]) }
            case .multiLineString(let lines): lines.forEach { look(at: $0) }
            case .polygon(let polygon): polygon.rings.forEach { look(at: $0) }
            case .multiPolygon(let polygons):
                for polygon in polygons { polygon.rings.forEach { look(at: $0) } }
            case .collection(let members): members.forEach { look(at: $0) }
            }
        }
        look(at: self)
        return best.map { ($0.position, $0.squaredDistance) }
    }
}
