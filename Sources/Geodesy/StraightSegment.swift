public import SimpleFeatures

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The side between two positions that follow each other in a line or a ring.
///
/// It is straight in the plane of longitude and latitude, as RFC 7946 draws it and as GEOS tests
/// what a polygon holds; on the ground it is not the shortest way. A side along a parallel stays on
/// the parallel, one along a meridian on the meridian.
///
/// Longitudes that differ by more than 180° are neighbours across the antimeridian, as where layers
/// are written. Those that differ by 360° are not: such a side goes all the way around the earth.
///
/// - SeeAlso: RFC 7946, sections 3.1.1 and 3.1.9.
public struct StraightSegment: Hashable, Sendable {
    /// Where the side begins.
    public let start: Coordinate
    /// Where it ends.
    public let end: Coordinate
    /// How far it runs east, negative for west, in -360...360 degrees.
    public let eastDegrees: Double
    /// How far it runs north, negative for south, in degrees.
    public let northDegrees: Double

    /// The side from one position to the next; they may be one.
    public init(from start: Coordinate, to end: Coordinate) {
        self.start = start
        self.end = end
        let step = end.longitude - start.longitude
        if step.magnitude > 180, step.magnitude < 360 {
            eastDegrees = step > 0 ? step - 360 : step + 360
        } else {
            eastDegrees = step
        }
        northDegrees = end.latitude - start.latitude
    }

    /// The position at a share of the way.
    ///
    /// - Parameter share: 0 for the start, 1 for the end, which are returned as they were given.
    public func position(at share: Double) -> Coordinate {
        if share <= 0 { return start }
        if share >= 1 { return end }
        return Coordinate(
            wrappingLongitude: start.longitude + share * eastDegrees,
            clampingLatitude: start.latitude + share * northDegrees)
    }

    /// The part between two shares of the way, as bounds on how it bends.
    ///
    /// - Parameter shares: Within 0...1.
    func bend(over shares: ClosedRange<Double>) -> Bend {
        Bend(of: self, over: shares)
    }

    /// How far the side may leave the straight line through the earth between its ends, in metres.
    ///
    /// A curve whose second derivative by the share of the way is at most w leaves the chord between
    /// its ends by at most w/8. In space that derivative has two parts at right angles: what bends
    /// the side on the surface, ``Bend/acceleration``, and what bends the surface, the square of the
    /// speed over a radius of curvature, of which b²/a is the least.
    package var bulgeMetres: Double {
        let bend = Bend(of: self, over: 0...1)
        let downwards = bend.greatestSpeed * bend.greatestSpeed / Ellipsoid.leastRadiusMetres
        return (bend.acceleration + downwards) / 8
    }
}

/// Radii of curvature of WGS 84.
enum Ellipsoid {
    static let squaredEccentricity = 0.006_694_379_990_141_316
    /// b²/a, the radius along the meridian on the equator, rounded down.
    static let leastRadiusMetres = 6_335_439.0
    /// a²/b, every radius at a pole, rounded up.
    static let greatestRadiusMetres = 6_399_594.0
    /// πb for WGS 84, rounded down: below it every geodesic from a position is the only shortest
    /// one, for the curvature is at most 1/b² (Klingenberg).
    static let injectivityMetres = 19_970_326.0

    /// The radius along the meridian, and the distance from the axis, both in metres.
    static func radii(atLatitude degrees: Double) -> (meridional: Double, axial: Double) {
        let angle = degrees * (.pi / 180)
        let (sine, cosine) = (sin(angle), cos(angle))
        let rest = 1 - squaredEccentricity * sine * sine
        let transverse = EarthCentredPosition.equatorialRadiusMetres / rest.squareRoot()
        return (transverse * (1 - squaredEccentricity) / rest, transverse * max(cosine, 0))
    }
}

/// Bounds on the speed and the bending of a part of a side, by the share of the whole way.
struct Bend {
    /// No point of the part moves faster, metres a share.
    let greatestSpeed: Double
    /// No point of the part moves slower, metres a share.
    let leastSpeed: Double
    /// How strongly the part is bent on the surface, at most: metres a squared share.
    ///
    /// With M the radius along the meridian and p the distance from the axis, the surface has the
    /// metric M²dφ² + p²dλ², where dp/dφ = -M sin φ. Of a side that runs evenly in λ and φ the
    /// covariant second derivative is therefore, northwards, M′φ̇² + p sin φ λ̇² and, eastwards,
    /// -2 M sin φ φ̇λ̇; and M′ = 3Me² sin φ cos φ / (1 - e² sin² φ), at most 0.0102 a²/b.
    let acceleration: Double

    init(of side: StraightSegment, over shares: ClosedRange<Double>) {
        let radians = Double.pi / 180
        let south = side.start.latitude + side.northDegrees * shares.lowerBound
        let north = side.start.latitude + side.northDegrees * shares.upperBound
        let low = min(south.magnitude, north.magnitude) * radians
        let high = min(max(south.magnitude, north.magnitude) * radians, .pi / 2)
        // The margin pays for rounding in the latitudes and the functions.
        let margin = 1e-12
        let greatestCosine = (south < 0) == (north < 0) ? min(cos(low) + margin, 1) : 1
        let leastCosine = max(cos(high) - margin, 0)
        let sine = min(sin(high) + margin, 1)

        let (east, up) = (side.eastDegrees * radians, side.northDegrees * radians)
        let most = Ellipsoid.greatestRadiusMetres
        let (mostUp, mostEast) = (most * up, most * greatestCosine * east)
        greatestSpeed = (mostUp * mostUp + mostEast * mostEast).squareRoot()
        let leastUp = Ellipsoid.leastRadiusMetres * up
        let leastEast = EarthCentredPosition.equatorialRadiusMetres * leastCosine * east
        leastSpeed = (leastUp * leastUp + leastEast * leastEast).squareRoot()
        acceleration =
            0.0102 * most * up * up
            + sine * (most * greatestCosine * east * east + 2 * most * (up * east).magnitude)
    }
}
