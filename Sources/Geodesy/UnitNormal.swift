package import SimpleFeatures

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The unit normal (n-vector) of the ellipsoid at a position, the direction that is up there: towards
/// longitude 0 on the equator, towards longitude 90, towards the north pole.
///
/// In this frame neither the poles nor the antimeridian are special, and the chord between two
/// normals bounds the geodesic between their positions from both sides.
///
/// - SeeAlso: Gade (2010), "A non-singular horizontal position representation", Journal of
///   Navigation 63, 395-417.
package struct UnitNormal: Hashable, Sendable {
    package let x: Double
    package let y: Double
    package let z: Double

    package init(_ position: Coordinate) {
        let longitude = position.longitude * .pi / 180
        let latitude = position.latitude * .pi / 180
        let equatorial = cos(latitude)
        x = equatorial * cos(longitude)
        y = equatorial * sin(longitude)
        z = sin(latitude)
    }

    /// The square of the length of the straight line to another normal.
    package func squaredChord(to other: UnitNormal) -> Double {
        let (dx, dy, dz) = (x - other.x, y - other.y, z - other.z)
        return dx * dx + dy * dy + dz * dz
    }
}
