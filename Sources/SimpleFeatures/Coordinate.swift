/// A position on the WGS 84 ellipsoid, in decimal degrees.
///
/// Both numbers are always finite and in range, so nothing that receives a coordinate checks it
/// again. Longitude stands first, and 180 and -180 are kept as they were written.
public struct Coordinate: Hashable, Sendable {
    /// Degrees east, in -180...180.
    public let longitude: Double
    /// Degrees north, in -90...90.
    public let latitude: Double

    /// Checks and keeps a position.
    ///
    /// - Parameters:
    ///   - longitude: Degrees east, in -180...180.
    ///   - latitude: Degrees north, in -90...90.
    /// - Throws: ``CoordinateError`` when a number is not finite or out of range.
    public init(longitude: Double, latitude: Double) throws(CoordinateError) {
        guard latitude >= -90, latitude <= 90 else { throw .latitude(latitude) }
        guard longitude >= -180, longitude <= 180 else { throw .longitude(longitude) }
        self.longitude = longitude
        self.latitude = latitude
    }

    /// Keeps a position whose numbers were checked before.
    @inlinable
    package init(uncheckedLongitude longitude: Double, latitude: Double) {
        self.longitude = longitude
        self.latitude = latitude
    }

    /// Keeps a position whose numbers come from a computation, turned into range.
    ///
    /// Longitudes wrap (181 becomes -179), latitudes stop at the poles.
    ///
    /// - Parameters:
    ///   - longitude: Degrees east, any finite number.
    ///   - latitude: Degrees north, any finite number.
    public init(wrappingLongitude longitude: Double, clampingLatitude latitude: Double) {
        precondition(longitude.isFinite && latitude.isFinite, "a position must be finite")
        if longitude >= -180, longitude <= 180 {
            self.longitude = longitude
        } else {
            let turned = (longitude + 180).truncatingRemainder(dividingBy: 360)
            self.longitude = (turned < 0 ? turned + 360 : turned) - 180
        }
        self.latitude = min(max(latitude, -90), 90)
    }
}

/// Why two numbers are no position.
public enum CoordinateError: Error, Equatable, CustomStringConvertible {
    case longitude(Double)
    case latitude(Double)

    public var description: String {
        switch self {
        case .longitude(let found):
            return "longitude \(found) is outside -180...180"
        case .latitude(let found):
            let swapped = found.magnitude <= 180 ? " (are longitude and latitude swapped?)" : ""
            return "latitude \(found) is outside -90...90\(swapped)"
        }
    }
}
