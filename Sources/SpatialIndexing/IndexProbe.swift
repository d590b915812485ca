import CIndexKernels
import Geodesy
import SimpleFeatures

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

typealias IndexProbe = apacheta_probe

extension apacheta_probe {
    /// A position in the form that the inner loops measure from.
    init(_ position: Coordinate) {
        let normal = UnitNormal(position)
        // The sine of the distance from the pole is exact where the cosine of the latitude is not.
        let fromPole = (90 - position.latitude.magnitude) * .pi / 180
        self.init(
            longitude: position.longitude, latitude: position.latitude,
            cosine: Float(sin(fromPole)),
            lower_x: Float(roundingDown: normal.x - 1e-15),
            lower_y: Float(roundingDown: normal.y - 1e-15),
            lower_z: Float(roundingDown: normal.z - 1e-15),
            upper_x: Float(roundingUp: normal.x + 1e-15),
            upper_y: Float(roundingUp: normal.y + 1e-15),
            upper_z: Float(roundingUp: normal.z + 1e-15))
    }
}
