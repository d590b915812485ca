import Geodesy
import SimpleFeatures
import Topology

/// What lies within a distance of a position, as a polygon.
enum GeodesicCircle {
    /// The circle, its rim at each fifth degree of azimuth.
    ///
    /// It is cut at the antimeridian; around a pole it reaches up to the pole's edge of the plane.
    ///
    /// - Parameters:
    ///   - middle: The position.
    ///   - metres: The distance, greater than 0.
    /// - Returns: `nil` for a circle that holds both poles, which no plane of degrees shows as one.
    /// - Throws: ``TopologyError`` when GEOS fails.
    static func shape(
        around middle: Coordinate, radiusMetres metres: Double
    ) throws(TopologyError) -> Geometry? {
        func isWithin(_ latitude: Double) -> Bool {
            let pole = Coordinate(
                wrappingLongitude: middle.longitude, clampingLatitude: latitude)
            return Geodesic.distanceMetres(from: middle, to: pole) <= metres
        }
        // Longitudes are counted from the middle, so that the rim is whole.
        var rim = stride(from: 0.0, to: 360, by: 5).map { azimuth in
            let position = Geodesic.position(
                from: middle, azimuthDegrees: azimuth, distanceMetres: metres)
            return Coordinate(
                wrappingLongitude: position.longitude - middle.longitude,
                clampingLatitude: position.latitude)
        }
        switch (isWithin(90), isWithin(-90)) {
        case (true, true): return nil
        case (false, false): rim.append(rim[0])
        case (let isNorth, _):
            rim.sort { $0.longitude < $1.longitude }
            let seam = (rim[0].latitude + rim[rim.count - 1].latitude) / 2
            let pole = isNorth ? 90.0 : -90.0
            func edge(_ longitude: Double, _ latitude: Double) -> Coordinate {
                Coordinate(wrappingLongitude: longitude, clampingLatitude: latitude)
            }
            rim.removeAll { $0.longitude.magnitude == 180 }
            rim = [edge(-180, seam)] + rim
            rim += [edge(180, seam), edge(180, pole), edge(-180, pole), edge(-180, seam)]
        }
        return try Geometry.polygon(Polygon(exterior: rim))
            .turnedEast(byDegrees: middle.longitude)
    }
}
