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
    fileprivate let meridian: MeridianPoint

    /// What two distances may be off together, with room to spare: when they differ by less, only
    /// ``exactMetres(to:)`` tells which is longer.
    public static let toleranceMetres = 1e-7

    /// A ruler at a position.
    public init(from position: Coordinate, on figure: EarthFigure = .ellipsoid) {
        self.position = position
        self.figure = figure
        meridian = MeridianPoint(latitude: position.latitude)
    }

    /// The distance to a position.
    ///
    /// - Returns: Metres.
    /// - Complexity: O(1); up to 100 km without a call of the mathematics library.
    public func metres(to other: Coordinate) -> Double {
        switch figure {
        case .sphere: return greatCircleMetres(to: other)
        case .ellipsoid: return shortMetres(to: other) ?? exactMetres(to: other)
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
        // The meridian of the box that is closest in longitude holds the nearest point. Around the
        // circle that it lies on, distances rise from the foot on both sides, so where the foot is not
        // in the box the nearer end is nearest.
        let longitude = Geodesic.closestMeridian(of: envelope, to: position)
        let aside = cos((longitude - position.longitude) * radian)
        let foot = atan2(meridian.sine, meridian.cosine * aside) / radian
        func metres(toLatitude latitude: Double) -> Double {
            greatCircleMetres(
                to: Coordinate(wrappingLongitude: longitude, clampingLatitude: latitude))
        }
        if envelope.south <= foot, foot <= envelope.north { return metres(toLatitude: foot) }
        return min(
            metres(toLatitude: envelope.south), metres(toLatitude: envelope.north))
    }

    /// The great circle, by the haversine of the nearer of the position and its antipode, which
    /// loses nothing at either end.
    private func greatCircleMetres(to other: Coordinate) -> Double {
        if let aside = Aside(from: self, to: other) {
            let haversine =
                aside.half * aside.half
                + meridian.cosine * aside.meridian.cosine * aside.halfTurn * aside.halfTurn
            // Both halves are below a fiftieth, so this is below 0.0008.
            return 2 * EarthFigure.meanRadiusMetres
                * Ruler.arcSine(haversine.squareRoot(), squared: haversine)
        }
        let cosines = meridian.cosine * cos(other.latitude * radian)
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

    /// The arc sine of a number of at most a thirtieth, to its last bit but one.
    private static func arcSine(_ sine: Double, squared: Double) -> Double {
        // x + x³/6 + 3x⁵/40 + 15x⁷/336 + 105x⁹/3456 + 945x¹¹/42240 + …
        sine
            * (1 + squared
                * (1.0 / 6 + squared
                    * (3.0 / 40 + squared
                        * (15.0 / 336 + squared * (105.0 / 3456 + squared * (945.0 / 42_240))))))
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
        guard let aside = Aside(from: self, to: other) else { return nil }
        let there = aside.meridian
        let outwards = there.fromAxisMetres - meridian.fromAxisMetres
        let northwards = there.fromEquatorMetres - meridian.fromEquatorMetres
        let square =
            outwards * outwards + northwards * northwards
            + 4 * there.fromAxisMetres * meridian.fromAxisMetres
            * (aside.halfTurn * aside.halfTurn)
        guard square < 1e10 else { return nil }
        guard square > 0 else { return 0 }
        let a = EarthCentredPosition.equatorialRadiusMetres
        let flatness = Ruler.secondEccentricitySquared
        let rise = northwards * northwards / square
        // The chord's middle lies inside the ellipsoid; on the surface above it z is greater by
        // 1/√(1 - c²q/4), q = (1 + e'²T²)/a².
        let stretch = (1 + flatness * rise) / (a * a)
        let height = (meridian.fromEquatorMetres + there.fromEquatorMetres) / (2 * a)
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
    fileprivate func turn(to other: Coordinate) -> Double {
        let turn = (other.longitude - position.longitude).magnitude
        return min(turn, 360 - turn)
    }

    /// e'² = (a² - b²)/b² of WGS 84.
    private static let secondEccentricitySquared = 0.006_739_496_742_276_435
}

private let radian = Double.pi / 180

/// A position close to that of a ruler, by the little that it lies aside: its sines and cosines come
/// from the ruler's and a few terms of a series.
private struct Aside {
    /// The sine of half the difference in latitude, and of half that in longitude.
    let half: Double
    let halfTurn: Double
    let meridian: MeridianPoint

    /// `nil` for a position that is more than two degrees of either away.
    @inline(__always)
    init?(from ruler: Ruler, to other: Coordinate) {
        let along = other.latitude - ruler.position.latitude
        let across = ruler.turn(to: other)
        guard along.magnitude < 2, across < 2 else { return nil }
        half = Aside.sine(along * (radian / 2))
        halfTurn = Aside.sine(across * (radian / 2))
        meridian = ruler.meridian.moved(bySineOfHalf: half)
    }

    /// The sine of an angle of at most a fiftieth, to its last bit: x - x³/6 + x⁵/120 - x⁷/5040.
    @inline(__always)
    private static func sine(_ angle: Double) -> Double {
        let square = angle * angle
        return angle - angle * square * (1.0 / 6 - square * (1.0 / 120 - square * (1.0 / 5040)))
    }
}

/// Where a parallel meets the plane through the axis.
private struct MeridianPoint {
    let sine: Double
    let cosine: Double
    let fromAxisMetres: Double
    let fromEquatorMetres: Double

    init(latitude: Double) {
        // At a pole the cosine is zero, not what rounding leaves of it.
        self.init(
            sine: sin(latitude * radian),
            cosine: latitude.magnitude == 90 ? 0 : cos(latitude * radian))
    }

    @inline(__always)
    private init(sine: Double, cosine: Double) {
        let eccentricitySquared = 0.006_694_379_990_141_317
        let normal =
            EarthCentredPosition.equatorialRadiusMetres
            / (1 - eccentricitySquared * sine * sine).squareRoot()
        self.sine = sine
        self.cosine = cosine
        fromAxisMetres = normal * cosine
        fromEquatorMetres = normal * (1 - eccentricitySquared) * sine
    }

    /// The point as much farther north as twice an angle whose sine is given, by the sums of sines and
    /// cosines: off by some 10⁻¹⁶, a nanometre.
    @inline(__always)
    func moved(bySineOfHalf half: Double) -> MeridianPoint {
        let turn = (sine: 2 * half * (1 - half * half).squareRoot(), cosine: 1 - 2 * half * half)
        return MeridianPoint(
            sine: sine * turn.cosine + cosine * turn.sine,
            cosine: cosine * turn.cosine - sine * turn.sine)
    }
}
