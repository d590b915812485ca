import CGeographicLib
public import SimpleFeatures

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A position on the ellipsoid as three lengths from the centre of the earth.
///
/// In this frame neither poles nor the antimeridian are special, and the straight line between two
/// positions, the chord, tells without trigonometry what their geodesic is not shorter than.
public struct EarthCentredPosition: Hashable, Sendable {
    /// Metres from the centre towards longitude 0 on the equator.
    public let xMetres: Double
    /// Metres from the centre towards longitude 90 on the equator.
    public let yMetres: Double
    /// Metres from the centre towards the north pole.
    public let zMetres: Double

    /// The half axis a of WGS 84.
    public static let equatorialRadiusMetres = 6_378_137.0
    /// The half axis b of WGS 84, a (1 - 1/298.257223563).
    public static let polarRadiusMetres = 6_356_752.314245179

    /// A position turned into the earth-centred frame, to a few nanometres.
    public init(_ position: Coordinate) {
        let found = apacheta_earth_centred_from(position.longitude, position.latitude)
        xMetres = found.x
        yMetres = found.y
        zMetres = found.z
    }

    /// The square of the length of the straight line to another position.
    public func squaredChord(to other: EarthCentredPosition) -> Double {
        let x = xMetres - other.xMetres
        let y = yMetres - other.yMetres
        let z = zMetres - other.zMetres
        return x * x + y * y + z * z
    }

    /// The square of a chord length that no two positions exceed whose geodesic has at most that
    /// length.
    ///
    /// A search may therefore pass over everything whose squared chord is greater, and over every
    /// box in space whose nearest point is farther. For a geodesic of length s the bound is the
    /// smallest of three:
    /// - s² itself, for a straight line is the shortest way;
    /// - (2a sin(s/2b))² + (a-b)². Proof: the ball of radius b around the centre is convex and lies
    ///   inside the ellipsoid, and drawing towards a convex body lengthens no path, so a geodesic
    ///   of length s becomes a path on the sphere of radius b that is no longer. Hence the angle θ
    ///   at the centre is at most s/b. With r and q the distances of the ends from the centre, the
    ///   chord c satisfies c² = (r-q)² + 4rq sin²(θ/2), and r and q lie in b...a.
    /// - (2R sin(s/2R))², R = 6,399.9 km, up to 9,500 km. Proof: let T, N, B be the direction of the
    ///   geodesic, the normal of the surface and T × N along it, k its normal curvature and τ its
    ///   geodesic torsion: T' = kN, N' = -kT + τB, B' = -τN. Seen from a fixed point u of the way,
    ///   write T(u)·T = ρ cos ψ, T(u)·N = -ρ sin ψ, T(u)·B = z, so that ρ² + z² = 1 and z begins
    ///   at 0. Then |z'| ≤ τ, and ψ' = k - τ z cos(ψ)/ρ up to signs. The curvatures of the surface
    ///   lie between 1/6,399.594 km and 1/6,335.439 km, and τ is at most half their difference,
    ///   7.92e-10 a metre; so within 9,500 km |z| ≤ 0.0076, ρ > 0.9999, and ψ grows by more than
    ///   1/6,399.9 km and less than 1/6,335 km, to 1.5, less than a right angle. Hence
    ///   T(u)·T(v) ≤ cos(|u-v|/R), and c², the integral of T(u)·T(v) over all u and v of the way, is
    ///   at most what it is on a circle of radius R.
    ///
    /// Rounding is paid for: GeographicLib's lengths are good to 15 nanometres and the frame to a
    /// few, against which stand a micrometre more for s, one metre more for a-b, which is 42,770 m²
    /// where the rounding of c² is below 2, and a billionth of the square on the circle.
    ///
    /// - Parameter distanceMetres: The length of a geodesic; infinity is allowed.
    /// - Returns: Square metres; the greatest finite number where the length excludes nothing, and
    ///   a negative one where it is negative or not a number.
    public static func greatestSquaredChord(withinMetres distanceMetres: Double) -> Double {
        guard distanceMetres >= 0 else { return -1 }
        let length = distanceMetres + 1e-6
        let angle = length / (2 * polarRadiusMetres)
        guard angle < .pi / 2 else { return .greatestFiniteMagnitude }
        if length < 9_500_000 {
            let diameter = 2 * 6_399_900.0
            let chord = diameter * sin(length / diameter)
            // A billionth of the square pays for rounding far off, a micrometre close by.
            return min(length * length, chord * chord * (1 + 1e-9))
        }
        let across = 2 * equatorialRadiusMetres * sin(angle)
        let radii = equatorialRadiusMetres - polarRadiusMetres + 1
        return min(length * length, across * across + radii * radii)
    }
}
