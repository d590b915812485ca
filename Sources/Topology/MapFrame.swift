package import SimpleFeatures

/// A plane of degrees in which a shape around some position lies whole.
///
/// GEOS knows the plane only, where the antimeridian is an edge. A shape that reaches over it is
/// made, cut and joined in a plane that is turned about the axis until its anchor stands in the
/// middle, then turned back and cut at the antimeridian. A ring around a pole becomes the cap
/// between it and the pole's edge of the plane.
package struct MapFrame {
    /// The longitude that stands in the middle.
    private let middle: Double

    /// The plane in which a ring lies whole; the usual one wherever that will do.
    ///
    /// - Parameters:
    ///   - ring: Positions in order, the sides short.
    ///   - anchor: A position near its middle.
    package init(around ring: [Coordinate], anchor: Coordinate) {
        let jumps = zip(ring, ring.dropFirst()).contains {
            ($0.longitude - $1.longitude).magnitude > 180
        }
        middle = jumps ? anchor.longitude : 0
    }

    /// The plane with a longitude in the middle.
    package init(middle: Double) { self.middle = middle }

    /// A ring as a polygon of this plane.
    ///
    /// - Parameters:
    ///   - ring: Positions in order, closed or not; sides take the short way around the earth.
    ///   - pole: The latitude of the pole that the ring encloses, if it encloses one.
    /// - Returns: `nil` for a ring that does not lie in the plane whole, and for one that winds
    ///   about a pole back and forth.
    /// - Complexity: O(*n*).
    package func polygon(_ ring: [Coordinate], pole: Double) -> Geometry? {
        guard let first = ring.first else { return nil }
        let closed = ring.last == first ? ring : ring + [first]
        var longitudes = [turned(first.longitude)]
        for position in closed.dropFirst() {
            let last = longitudes[longitudes.count - 1]
            let step = (position.longitude - middle - last).remainder(dividingBy: 360)
            longitudes.append(last + step)
        }
        let turn = longitudes[longitudes.count - 1] - longitudes[0]
        if turn.magnitude > 180 {
            return cap(longitudes, closed.map(\.latitude), pole: pole)
        }
        guard longitudes.allSatisfy({ $0.magnitude <= 180 }) else { return nil }
        var positions = zip(longitudes, closed).map {
            Coordinate(wrappingLongitude: $0, clampingLatitude: $1.latitude)
        }
        // The last position came around by sums, and must be the first one to the last bit.
        positions[positions.count - 1] = positions[0]
        return .polygon(Polygon(exterior: positions))
    }

    /// The area between a ring around the earth and a pole.
    private func cap(_ longitudes: [Double], _ latitudes: [Double], pole: Double) -> Geometry? {
        var crossing: (index: Int, latitude: Double)?
        for index in longitudes.indices.dropFirst() {
            let (one, other) = (longitudes[index - 1], longitudes[index])
            let (low, high) = (min(one, other), max(one, other))
            // The odd multiple of 180 in (low, high], if there is one.
            let edge = ((high - 180) / 360).rounded(.down) * 360 + 180
            guard edge > low else { continue }
            guard crossing == nil else { return nil }
            let share = (edge - one) / (other - one)
            let rise = latitudes[index] - latitudes[index - 1]
            crossing = (index, latitudes[index - 1] + share * rise)
        }
        guard let crossing else { return nil }
        let side = longitudes[longitudes.count - 1] > longitudes[0] ? -180.0 : 180
        let inner = Array(crossing.index..<longitudes.count) + Array(1..<crossing.index)
        let ends = [side, -side].map {
            Coordinate(wrappingLongitude: $0, clampingLatitude: crossing.latitude)
        }
        let corners = [-side, side].map {
            Coordinate(wrappingLongitude: $0, clampingLatitude: pole)
        }
        let around = inner.compactMap { index -> Coordinate? in
            let longitude = longitudes[index].remainder(dividingBy: 360)
            // A position on the edge itself stands there as one of the ends.
            guard longitude.magnitude < 180 else { return nil }
            return Coordinate(
                wrappingLongitude: longitude, clampingLatitude: latitudes[index])
        }
        return .polygon(
            Polygon(exterior: [ends[0]] + around + [ends[1]] + corners + [ends[0]]))
    }

    /// The areas of a shape of the usual plane in this one.
    ///
    /// Of a turned plane, areas that reach over its far edge are left out; they lie on the other side
    /// of the earth.
    ///
    /// - Throws: `TopologyError` when a polygon is not valid enough for GEOS.
    package func drawn(_ shape: Geometry) throws(TopologyError) -> Geometry {
        guard middle != 0 else { return shape }
        let polygons = shape.polygons.compactMap { polygon -> Geometry? in
            var rings: [[Coordinate]] = []
            for ring in polygon.rings {
                let positions = ring.map {
                    Coordinate(
                        wrappingLongitude: turned($0.longitude), clampingLatitude: $0.latitude)
                }
                let jumps = zip(positions, positions.dropFirst()).contains {
                    ($0.longitude - $1.longitude).magnitude > 180
                }
                if jumps { return nil }
                rings.append(positions)
            }
            return rings.first.map {
                .polygon(Polygon(exterior: $0, interiors: Array(rings.dropFirst())))
            }
        }
        // What the antimeridian had cut in two is one again.
        return try Geometry.union(of: polygons)
    }

    /// A shape of this plane in the usual one, cut at the antimeridian.
    ///
    /// - Throws: `TopologyError` when GEOS fails.
    package func read(_ shape: Geometry) throws(TopologyError) -> Geometry {
        guard middle != 0 else { return shape }
        let seam = middle > 0 ? 180 - middle : -180 - middle
        var parts: [Geometry] = []
        for (west, east) in [(-180, seam), (seam, 180)] where west < east {
            // All of a half is shifted alike, and its edge comes to lie on 180 or -180.
            let shift = (west + east) / 2 + middle
            let turns = shift > 180 ? -360.0 : shift < -180 ? 360 : 0
            let half = try shape.intersection(with: .polygon(Polygon(west: west, east: east)))
            for polygon in half.polygons {
                parts.append(.polygon(polygon.moved { min(max($0 + middle + turns, -180), 180) }))
            }
        }
        return try Geometry.union(of: parts)
    }

    /// A position of this plane in the usual one.
    package func read(_ position: Coordinate) -> Coordinate {
        guard middle != 0 else { return position }
        return Coordinate(
            wrappingLongitude: position.longitude + middle, clampingLatitude: position.latitude)
    }

    /// A position of the usual plane in this one.
    package func drawn(_ position: Coordinate) -> Coordinate {
        Coordinate(
            wrappingLongitude: turned(position.longitude), clampingLatitude: position.latitude)
    }

    private func turned(_ longitude: Double) -> Double {
        middle == 0 ? longitude : (longitude - middle).remainder(dividingBy: 360)
    }
}

extension Polygon {
    /// The box from pole to pole between two meridians.
    fileprivate init(west: Double, east: Double) {
        self.init(west: west, south: -90, east: east, north: 90)
    }

    /// A box.
    package init(west: Double, south: Double, east: Double, north: Double) {
        self.init(
            exterior: [
                (west, south), (east, south), (east, north), (west, north), (west, south),
            ].map { Coordinate(wrappingLongitude: $0.0, clampingLatitude: $0.1) })
    }

    fileprivate func moved(_ longitude: (Double) -> Double) -> Polygon {
        func moved(_ ring: [Coordinate]) -> [Coordinate] {
            ring.map {
                Coordinate(
                    wrappingLongitude: longitude($0.longitude), clampingLatitude: $0.latitude)
            }
        }
        return Polygon(exterior: moved(exterior), interiors: interiors.map(moved))
    }
}
