#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Angles of the maps.
enum Earth {
    static func cosine(ofDegrees degrees: Double) -> Double { cos(degrees * .pi / 180) }
    static func sine(ofDegrees degrees: Double) -> Double { sin(degrees * .pi / 180) }
}
