/// What the earth is taken for when a distance is measured.
public enum EarthFigure: Sendable, CaseIterable {
    /// The WGS 84 ellipsoid.
    case ellipsoid
    /// A sphere of the earth's mean radius: up to 0.56 % off, and a little quicker.
    case sphere

    /// The mean radius of WGS 84, (2a + b) / 3 to a decimetre.
    public static let meanRadiusMetres = 6_371_008.8

    /// The least and the greatest radius of curvature of the surface in any place and direction:
    /// b²/a along the meridian at the equator, and a²/b at the poles; on the sphere its radius.
    ///
    /// They bound a distance by the angle σ between the normals of its two ends, which is what
    /// spherical formulas make of geographic latitudes and longitudes: a distance lies between
    /// σ times the least and σ times the greatest. Proof: the Gauss map takes a position to its
    /// normal, and a piece of a path to one that is shorter by the curvature radius of the surface
    /// there, between the two. So the shortest path on the surface becomes one on the unit sphere of
    /// at most its length over the least radius, which the angle does not exceed; and the great
    /// circle comes from a path on the surface of at most its length times the greatest radius,
    /// which the distance does not exceed.
    public var curvatureRadiiMetres: (least: Double, greatest: Double) {
        switch self {
        case .ellipsoid: return (6_335_439.327, 6_399_593.626)
        case .sphere: return (EarthFigure.meanRadiusMetres, EarthFigure.meanRadiusMetres)
        }
    }
}
