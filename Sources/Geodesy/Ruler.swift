import CGeographicLib
public import SimpleFeatures

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Measures distances from one position to many, the short ones without solving for a geodesic.
///
/// On the ellipsoid a distance of up to 100 km comes from the chord, within 30 nanometres of the
/// truth, of which GeographicLib's own figure is within 15; a longer one is GeographicLib's. On the
/// sphere it is the great circle's.
public struct Ruler: Sendable {
    /// Where distances are measured from.
    public let position: Coordinate
    /// What the earth is taken for.
    public let figure: EarthFigure
    private let cosine: Double
    private let fromAxisMetres: Double
    private let fromEquatorMetres: Double

    /// What two distances may be off together, with room to spare: when they differ by less, only
    /// ``exactMetres(to:)`` tells which is longer.
    public static let toleranceMetres = 1e-7

    /// A ruler at a position.
    public init(from position: Coordinate, on figure: EarthFigure = .ellipsoid) {
        self.position = position
        self.figure = figure
        let meridian = MeridianPoint(latitude: position.latitude)
        cosine = meridian.cosine
        (fromAxisMetres, fromEquatorMetres) = (meridian.fromAxisMetres, meridian.fromEquatorMetres)
    }

    /// The distance to a position.
    ///
    /// - Returns: Metres.
    /// - Complexity: O(1); some 50 nanoseconds up to 100 km, beyond that a microsecond.
    public func metres(to other: Coordinate) -> Double {
        switch figure {
        case .sphere: return greatCircleMetres(to: other)
        case .ellipsoid:
            return shortMetres(to: other) ?? exactMetres(to: other)
        }
    }

    /// The distance to a position as GeographicLib measures it; on the sphere that of
    /// ``metres(to:)``.
    public func exactMetres(to other: Coordinate) -> Double {
        guard figure == .ellipsoid else { return greatCircleMetres(to: other) }
        return apacheta_geodesic_distance(
            position.longitude, position.latitude, other.longitude, other.latitude)
    }

    /// The distance to the nearest point of a box, zero inside it.
    ///
    /// On the ellipsoid that of `Geodesic.distanceMetres(from:to:)`.
    ///
    /// - Returns: Metres.
    public func metres(to envelope: Envelope) -> Double {
        guard figure == .sphere else {
            return Geodesic.distanceMetres(from: position, to: envelope)
        }
        // The meridian of the box that is closest in longitude holds the nearest point. Along it the
        // cosine of the angle falls with the distance in latitude from one point.
        let meridian = Geodesic.closestMeridian(of: envelope, to: position)
        let aside = cos((meridian - position.longitude) * radian)
        let foot = atan2(sin(position.latitude * radian), cosine * aside) / radian
        let latitude = min(max(foot, envelope.south), envelope.north)
        return greatCircleMetres(
            to: Coordinate(wrappingLongitude: meridian, clampingLatitude: latitude))
    }

    /// The great circle, by the haversine of the nearer of the position and its antipode, which
    /// loses nothing at either end.
    private func greatCircleMetres(to other: Coordinate) -> Double {
        let cosines = cosine * cos(other.latitude * radian)
        func haversine(_ along: Double, _ across: Double) -> Double {
            let (one, two) = (sin(along * (radian / 2)), sin(across * (radian / 2)))
            return one * one + cosines * two * two
        }
        let across = turn(to: other)
        let near = haversine(other.latitude - position.latitude, across)
        if near <= 0.5 { return 2 * EarthFigure.meanRadiusMetres * asin(near.squareRoot()) }
        let far = haversine(other.latitude + position.latitude, 180 - across)
        return 2 * EarthFigure.meanRadiusMetres * (.pi / 2 - asin(min(1, far.squareRoot())))
    }

    /// The distance where the chord tells it; `nil` beyond 100 km.
    ///
    /// Let κ be the curvature of the ellipsoid at the middle of the geodesic, along it. A circle of
    /// that curvature makes of a chord c an arc (2/κ) asin(κc/2). The geodesic is no circle: with
    /// its curvature as a series around the middle, κ + κ's + κ''s²/2, and τ its torsion,
    /// c² = (circle's) + s⁶ (2κ²τ² - κ'² - 3κκ'')/720 + O(s⁸), so the arc lacks
    /// s⁵ (κ'² + 3κκ'' - 2κ²τ²)/1440. On the ellipsoid, with e'² = (a²-b²)/b², T the rise of the
    /// line's direction towards the pole and ζ the height z/a, κ = (1 + e'²T²)/(a √(1 + e'²(1 + e'²)ζ²)),
    /// so κ'' = 3e'²κ³(ζ²-T²) + O(e'⁴) while κ' and τ are O(e'²): what is added is
    /// e'²κ⁴c⁵ (ζ²-T²)/160. What is left out is below e'⁴c⁵/(30a⁴) + e'²c⁷/(500a⁶), 10 nanometres
    /// at 100 km; rounding in p, z and the chord adds 6.
    ///
    /// - SeeAlso: do Carmo (1976), "Differential geometry of curves and surfaces", for the series of
    ///   a curve by its curvature and torsion.
    private func shortMetres(to other: Coordinate) -> Double? {
        let across = turn(to: other)
        // Cheap, and enough to spare the distant ones the rest.
        guard (other.latitude - position.latitude).magnitude < 1 else { return nil }
        let there = MeridianPoint(latitude: other.latitude)
        let half = sin(across * (radian / 2))
        let outwards = there.fromAxisMetres - fromAxisMetres
        let northwards = there.fromEquatorMetres - fromEquatorMetres
        let square =
            outwards * outwards + northwards * northwards
            + 4 * there.fromAxisMetres * fromAxisMetres * (half * half)
        guard square < 1e10 else { return nil }
        guard square > 0 else { return 0 }
        let a = EarthCentredPosition.equatorialRadiusMetres
        let flatness = Ruler.secondEccentricitySquared
        let rise = northwards * northwards / square
        // The chord's middle lies inside the ellipsoid; on the surface above it z is greater by
        // 1/√(1 - c²q/4), q = (1 + e'²T²)/a².
        let stretch = (1 + flatness * rise) / (a * a)
        let height = (fromEquatorMetres + there.fromEquatorMetres) / (2 * a)
        let heightSquared = height * height / (1 - square * stretch / 4)
        let curvatureSquared =
            stretch * (1 + flatness * rise) / (1 + flatness * (1 + flatness) * heightSquared)
        let bend = curvatureSquared * square
        // asin x = x + x³/6 + 3x⁵/40 + 15x⁷/336 + …, and x is below 0.008.
        let arc = 1 + bend * (1.0 / 24 + bend * (3.0 / 640 + bend * (5.0 / 7168)))
        return square.squareRoot()
            * (arc + flatness * bend * bend * (heightSquared - rise) / 160)
    }

    /// How far apart two longitudes are, in degrees, at most 180.
    private func turn(to other: Coordinate) -> Double {
        let turn = (other.longitude - position.longitude).magnitude
        return min(turn, 360 - turn)
    }

    /// e'² = (a² - b²)/b² of WGS 84.
    private static let secondEccentricitySquared = 0.006_739_496_742_276_435
}

private let radian = Double.pi / 180

/// Where a parallel meets the plane through the axis.
private struct MeridianPoint {
    let cosine: Double
    let fromAxisMetres: Double
    let fromEquatorMetres: Double

    init(latitude: Double) {
        let eccentricitySquared = 0.006_694_379_990_141_317
        // At a pole the cosine is zero, not what rounding leaves of it.
        cosine = latitude.magnitude == 90 ? 0 : cos(latitude * radian)
        let sine = sin(latitude * radian)
        let normal =
            EarthCentredPosition.equatorialRadiusMetres
            / (1 - eccentricitySquared * sine * sine).squareRoot()
        fromAxisMetres = normal * cosine
        fromEquatorMetres = normal * (1 - eccentricitySquared) * sine
    }
}
