#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The cosine of an angle in degrees: how much a degree of longitude shrinks at a latitude.
func cosine(ofDegrees angle: Double) -> Double { cos(angle * .pi / 180) }
