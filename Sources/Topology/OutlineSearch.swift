public import SimpleFeatures

/// Looks for the position of an outline that lies nearest to one place.
///
/// Longitudes are counted from the place and shrunk by the cosine of its latitude, so that near
/// the place a unit is the same length in every direction: within 10 km and away from the poles
/// the order of distances is the geodesic one to a fraction of a percent. The antimeridian is no
/// edge. How far the position found is, `Geodesy` measures.
package struct OutlineSearch {
    /// A position on an outline.
    package struct Foot {
        package let position: Coordinate
        /// How far it is from the place, in degrees of latitude and squared.
        package let squaredDegrees: Double
    }

    private let place: Coordinate
    /// How much a degree of longitude is shorter at the place than one of latitude.
    package let shrink: Double

    package init(around place: Coordinate) {
        self.place = place
        shrink = max(cosine(ofDegrees: place.latitude), 1e-6)
    }

    /// The nearest position on the edges between consecutive positions.
    ///
    /// - Returns: The first of equally near ones; `nil` for no edge.
    /// - Complexity: O(*n*).
    package func nearest(on positions: [Coordinate]) -> Foot? {
        nearest(on: positions, in: positions.indices)
    }

    /// The same on some of the positions.
    package func nearest(on positions: [Coordinate], in range: Range<Int>) -> Foot? {
        guard let (edge, nearest) = search(positions, range) else { return nil }
        let (start, end) = (positions[edge.start], positions[edge.end])
        let position = Coordinate(
            wrappingLongitude: start.longitude + nearest.share * (end.longitude - start.longitude),
            clampingLatitude: start.latitude + nearest.share * (end.latitude - start.latitude))
        return Foot(position: position, squaredDegrees: nearest.squared)
    }

    /// How far the nearest position is, in degrees of latitude and squared: the same figure as that of
    /// ``nearest(on:in:)``; `nil` for no edge.
    ///
    /// - Complexity: O(*n*).
    package func squaredDegrees(to positions: [Coordinate], in range: Range<Int>) -> Double? {
        search(positions, range)?.nearest.squared
    }

    /// Goes through the edges between consecutive positions that come as near as some distance.
    ///
    /// - Parameters:
    ///   - positions: The outline.
    ///   - range: Which of them; of a single one the edge is that position.
    ///   - most: The distance in degrees of latitude, squared.
    ///   - body: Gets the index of the edge's first position.
    /// - Complexity: O(*n*).
    package func forEachEdge(
        of positions: [Coordinate], in range: Range<Int>, withinSquaredDegrees most: Double,
        _ body: (_ start: Int) -> Void
    ) {
        for start in range.lowerBound..<max(range.upperBound - 1, range.lowerBound + 1) {
            let end = min(start + 1, range.upperBound - 1)
            if nearest(from: positions[start], to: positions[end]).squared <= most { body(start) }
        }
    }

    /// Where on an edge, as a share of its length, and how far that is.
    private struct Share {
        let share: Double
        let squared: Double
    }

    @inline(__always)
    private func search(
        _ positions: [Coordinate], _ range: Range<Int>
    ) -> (edge: (start: Int, end: Int), nearest: Share)? {
        guard !range.isEmpty else { return nil }
        var edge = (start: range.lowerBound, end: range.lowerBound)
        var best = nearest(from: positions[edge.start], to: positions[edge.end])
        for index in range.dropFirst() {
            let found = nearest(from: positions[index - 1], to: positions[index])
            if found.squared < best.squared { (edge, best) = ((index - 1, index), found) }
        }
        return (edge, best)
    }

    @inline(__always)
    private func nearest(from start: Coordinate, to end: Coordinate) -> Share {
        let east = end.longitude - start.longitude
        let north = end.latitude - start.latitude
        var first = start.longitude - place.longitude
        if first > 180 { first -= 360 } else if first < -180 { first += 360 }
        let best = foot(first, start, east, north)
        // An edge that runs on beyond the far side of the earth is met from the other side too.
        guard first + east > 180 || first + east < -180 else { return best }
        let turned = foot(first - (east > 0 ? 360 : -360), start, east, north)
        return turned.squared < best.squared ? turned : best
    }

    @inline(__always)
    private func foot(
        _ first: Double, _ start: Coordinate, _ east: Double, _ north: Double
    ) -> Share {
        let (x, y) = (first * shrink, start.latitude - place.latitude)
        let (dx, dy) = (east * shrink, north)
        let length = dx * dx + dy * dy
        let share = length == 0 ? 0 : min(max(-(x * dx + y * dy) / length, 0), 1)
        let (atX, atY) = (x + share * dx, y + share * dy)
        return Share(share: share, squared: atX * atX + atY * atY)
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
        let search = OutlineSearch(around: place)
        var best: OutlineSearch.Foot?
        func look(at positions: [Coordinate]) {
            guard let found = search.nearest(on: positions) else { return }
            if let old = best, old.squaredDegrees <= found.squaredDegrees { return }
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
        return best?.position
    }
}
