import CGeographicLib
public import SimpleFeatures

/// Lengths, azimuths and areas on the WGS 84 ellipsoid, as GeographicLib computes them.
///
/// Every function is exact to what GeographicLib promises: about 15 nanometres for a length, 0.1
/// square metres a vertex for an area. Nothing here is a spherical approximation, and the poles,
/// the antimeridian and antipodes need no special care.
///
/// - SeeAlso: Karney (2013), "Algorithms for geodesics", Journal of Geodesy 87, 43-55.
public enum Geodesic {
    /// The length of the shortest geodesic between two positions.
    ///
    /// It is the same both ways, and zero for one position written twice.
    ///
    /// - Parameters:
    ///   - start: One end.
    ///   - end: The other.
    /// - Returns: Metres, at most 20,003,931.5 (a half meridian).
    public static func distanceMetres(from start: Coordinate, to end: Coordinate) -> Double {
        apacheta_geodesic_distance(start.longitude, start.latitude, end.longitude, end.latitude)
    }

    /// The shortest geodesic between two positions, with its azimuths at both ends.
    ///
    /// Between antipodes there may be several of one length; one of them is returned.
    ///
    /// - Parameters:
    ///   - start: Where it begins.
    ///   - end: Where it arrives.
    /// - Returns: The line; see ``GeodesicLine`` for its azimuths where the positions are one.
    public static func inverse(from start: Coordinate, to end: Coordinate) -> GeodesicLine {
        let line = apacheta_geodesic_inverse(
            start.longitude, start.latitude, end.longitude, end.latitude)
        return GeodesicLine(
            distanceMetres: line.metres, initialAzimuthDegrees: fullCircle(line.azimuth1),
            finalAzimuthDegrees: fullCircle(line.azimuth2))
    }

    /// Where one arrives, going straight on from a position.
    ///
    /// - Parameters:
    ///   - start: Where the way begins; at a pole the azimuth counts from the meridian of its
    ///     longitude.
    ///   - azimuthDegrees: The direction at the start, degrees clockwise from north, any finite
    ///     number.
    ///   - distanceMetres: The length of the way, finite; negative goes backwards.
    /// - Returns: The position at the end.
    public static func position(
        from start: Coordinate, azimuthDegrees: Double, distanceMetres: Double
    ) -> Coordinate {
        precondition(
            azimuthDegrees.isFinite && distanceMetres.isFinite,
            "an azimuth and a distance must be finite")
        let end = apacheta_geodesic_direct(
            start.longitude, start.latitude, azimuthDegrees, distanceMetres)
        return Coordinate(
            wrappingLongitude: end.longitude, clampingLatitude: end.latitude)
    }

    /// The length of a line of geodesics through positions, in order.
    ///
    /// - Parameter positions: Any number of them.
    /// - Returns: Metres; zero for none or one.
    /// - Complexity: O(*n*).
    public static func lengthMetres(of positions: [Coordinate]) -> Double {
        zip(positions, positions.dropFirst()).reduce(0) { length, side in
            length + distanceMetres(from: side.0, to: side.1)
        }
    }

    /// Degrees clockwise from north in 0..<360, from degrees in -180...180.
    private static func fullCircle(_ azimuth: Double) -> Double {
        guard azimuth < 0 else { return azimuth + 0 }
        // A tiny negative angle plus 360 rounds to 360, which is north again.
        let turned = azimuth + 360
        return turned < 360 ? turned : 0
    }
}

/// The shortest way between two positions: how long, and in which direction at either end.
///
/// Where the two positions are one, the distance is zero and both azimuths are equal but mean
/// nothing.
public struct GeodesicLine: Hashable, Sendable {
    /// The length in metres.
    public let distanceMetres: Double
    /// The direction at the start, degrees clockwise from north, in 0..<360.
    public let initialAzimuthDegrees: Double
    /// The direction at the end, pointing onwards, degrees clockwise from north, in 0..<360.
    public let finalAzimuthDegrees: Double

    /// The direction at the start as a point of the compass.
    public var initialCompassPoint: CompassPoint {
        CompassPoint(azimuthDegrees: initialAzimuthDegrees)
    }
}
