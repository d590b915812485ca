/// What a distance in the plane of an `OutlineSearch` tells about the geodesic of the same two positions.
///
/// A degree along the meridian is π/180 of its radius of curvature there, a degree along the parallel
/// that of the other radius, shrunk by the cosine of the latitude; both radii lie between that of the
/// meridian at the lowest latitude on the way and that at the poles. A geodesic is no longer than the
/// way that is straight in the plane, and as long as its own length in the plane at least; within
/// ``reachMetres`` neither leaves a band of latitudes whose cosines differ from that of the place by
/// ``slack``, relatively. The bounds are wider than that by more than any rounding.
///
/// - SeeAlso: Torge, Müller (2012), "Geodesy", section 4.1, for the radii of curvature.
struct PlaneBounds {
    /// How far from the place the bounds hold, along a geodesic.
    let reachMetres: Double
    private let leastMetresInDegree: Double
    private let mostMetresInDegree: Double
    /// Degrees of latitude that are further than the reach, whatever the latitude.
    private let reachDegrees: Double

    /// The shortest and the longest degree of the meridian, at the equator and at a pole.
    private static let equatorialDegreeMetres = 110_574.2
    private static let polarDegreeMetres = 111_694.3

    /// The bounds around a place.
    ///
    /// - Parameters:
    ///   - shrink: The cosine of the latitude of the place.
    ///   - reachMetres: How far they are to hold.
    /// - Returns: `nil` too near to a pole, or for a reach too long, to tell anything of use.
    init?(shrink: Double, reachMetres: Double) {
        self.reachMetres = reachMetres
        reachDegrees = reachMetres / PlaneBounds.equatorialDegreeMetres * 1.000_001
        let reach = reachDegrees * .pi / 180
        let sine = (1 - shrink * shrink).squareRoot()
        // cos(a + b) / cos(a) differs from 1 by tan(a) sin(b) and by 1 - cos(b).
        let slack = sine / shrink * reach + reach * reach + 1e-9
        guard slack < 0.25 else { return nil }
        // (1 - e² s²)^-1.5 is at least 1 + 1.5 e² s², and 1.5 e² is 0.01004.
        let lowestSine = max(sine - reach, 0)
        leastMetresInDegree =
            PlaneBounds.equatorialDegreeMetres * (1 + 0.01 * lowestSine * lowestSine) * (1 - slack)
        mostMetresInDegree = PlaneBounds.polarDegreeMetres * (1 + slack)
    }

    /// A length that the geodesic is not below.
    func leastMetres(squaredDegrees: Double) -> Double {
        min(squaredDegrees.squareRoot() * leastMetresInDegree, reachMetres)
    }

    /// A length that the geodesic is not above; infinity where nothing is known.
    func mostMetres(squaredDegrees: Double) -> Double {
        let degrees = squaredDegrees.squareRoot()
        return degrees < reachDegrees ? degrees * mostMetresInDegree : .infinity
    }

    /// How many degrees in the plane positions within a length are away at most.
    ///
    /// - Parameter metres: At most the reach.
    func degrees(withinMetres metres: Double) -> Double { metres / leastMetresInDegree }

    /// Whether a position that is further than the reach is further in the plane, too, than any within
    /// a length.
    ///
    /// - Parameter metres: Less than the reach.
    func tells(_ metres: Double) -> Bool {
        reachMetres / mostMetresInDegree > metres / leastMetresInDegree
    }
}
