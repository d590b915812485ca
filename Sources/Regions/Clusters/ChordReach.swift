import Geodesy
import SimpleFeatures

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Whether two positions lie within a distance, mostly told by the chord of their unit normals.
///
/// A distance s and the angle σ between the normals of its ends satisfy lσ ≤ s ≤ gσ, l and g being
/// the least and the greatest radius of curvature (`EarthFigure.curvatureRadiiMetres`). So what lies
/// beyond the outer chord is too far, what lies within the inner one near enough, and only what is
/// between them, one part in a hundred, is measured.
struct ChordReach {
    /// The distance, itself included.
    let metres: Double
    /// The side of a cube in which any two normals lie within the distance.
    let cubeSide: Double
    /// Nothing with a greater squared chord is within the distance.
    let outer: Double
    /// Everything with no greater squared chord is within the distance.
    let inner: Double

    /// - Parameter metres: The distance, 1 or more; below it the rounding of chords, some
    ///   nanometres, would no longer be paid for.
    init(metres: Double) {
        precondition(metres >= 1 && metres.isFinite, "a reach of \(metres) m, expected 1 or more")
        let radii = EarthFigure.ellipsoid.curvatureRadiiMetres
        func chord(_ angle: Double) -> Double { 2 * sin(min(angle, .pi) / 2) }
        // Normals are exact to a few 1e-16, which is 1e-8 of the chord of a metre.
        let shortest = chord(metres / radii.greatest) * (1 - 1e-7)
        let longest = chord(metres / radii.least) * (1 + 1e-7)
        self.metres = metres
        cubeSide = shortest / 3.0.squareRoot() * (1 - 1e-7)
        inner = shortest * shortest
        outer = metres / radii.least >= .pi ? .infinity : longest * longest
    }

    /// Whether the geodesic between two positions is no longer than the distance.
    func holds(_ one: Spot, _ other: Spot) -> Bool {
        let chord = one.normal.squaredChord(to: other.normal)
        if chord <= inner { return true }
        if chord > outer { return false }
        return Geodesic.distanceMetres(from: one.position, to: other.position) <= metres
    }
}

/// A position, how often it stands in the input, and where first.
struct Spot {
    let position: Coordinate
    let normal: UnitNormal
    let first: Int
    var weight = 1

    init(_ position: Coordinate, first: Int) {
        self.position = position
        self.first = first
        normal = UnitNormal(position)
    }
}
