import Geodesy

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// How far a distance reaches, in squared chords between unit normals.
///
/// A distance s and the angle σ between the normals of its ends satisfy lσ ≤ s ≤ gσ, l and g being
/// the least and the greatest radius of curvature (``EarthFigure/curvatureRadiiMetres``), and the
/// squared chord of the normals is 4 sin²(σ/2), which rises with σ. So nothing whose squared chord
/// is greater than ``outer`` is as near as s, and everything whose squared chord is at most ``inner``
/// is.
///
/// Rounding is paid for on both sides: the squared chord of an entry is computed to one part in a
/// million, and 3 nanometres across the antimeridian, for which there are four parts in a million
/// and the square of a millimetre.
struct Reach {
    let outer: Float
    let inner: Float

    private static let loose = 4e-6
    static let touch = 2.5e-20

    /// - Parameter distanceMetres: The distance; none reaches nowhere when it is negative or not a
    ///   number.
    init(_ distanceMetres: Double, on figure: EarthFigure) {
        let radii = figure.curvatureRadiiMetres
        func squaredChord(_ angle: Double) -> Double {
            let half = sin(angle / 2)
            return 4 * half * half
        }
        guard distanceMetres >= 0 else {
            (outer, inner) = (-1, -1)
            return
        }
        let (most, least) = (distanceMetres / radii.least, distanceMetres / radii.greatest)
        outer =
            most >= .pi
            ? .infinity
            : Float(roundingUp: squaredChord(most) * (1 + Reach.loose) + Reach.touch)
        inner =
            least >= .pi
            ? .infinity
            : Float(roundingDown: squaredChord(least) * (1 - Reach.loose) - Reach.touch)
    }

    /// What the greatest of the squared chords of some entries is multiplied with so that no other
    /// entry with a greater one is nearer than all of those.
    ///
    /// With ρ = g/l, an entry at the angle τ is nearer than one at σ only where lτ < gσ, that is
    /// τ < ρσ, and sin(ρx) ≤ ρ sin x for ρ ≥ 1 and 0 ≤ ρx ≤ π, since the sine is concave there;
    /// beyond that sin(σ/2) is at least 1/ρ, so that everything is let through.
    static func slack(on figure: EarthFigure) -> Float {
        let radii = figure.curvatureRadiiMetres
        let ratio = radii.greatest / radii.least
        return Float(roundingUp: ratio * ratio * (1 + loose))
    }
}
