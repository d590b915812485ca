import Geodesy
import SimpleFeatures

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A sum of unit normals with weights, and the position that lies in its direction.
struct NormalSum {
    private var x = 0.0
    private var y = 0.0
    private var z = 0.0
    /// The sum of the weights.
    private(set) var weight = 0.0

    mutating func add(_ position: Coordinate, weight added: Double = 1) {
        let normal = UnitNormal(position)
        x += normal.x * added
        y += normal.y * added
        z += normal.z * added
        weight += added
    }

    /// The position whose normal has the direction of the sum.
    ///
    /// `nil` where nothing was added, or what was added cancels out: positions spread evenly over
    /// the earth have no middle, and what rounding leaves of their sum would point anywhere.
    var position: Coordinate? {
        let across = (x * x + y * y).squareRoot()
        let length = (across * across + z * z).squareRoot()
        guard weight > 0, length > weight * 1e-9 else { return nil }
        return Coordinate(
            wrappingLongitude: atan2(y, x) * 180 / .pi,
            clampingLatitude: atan2(z, across) * 180 / .pi)
    }
}
