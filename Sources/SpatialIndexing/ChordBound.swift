import SimpleFeatures

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// How near boxes of longitudes and latitudes can be to a position, in squared chords between unit
/// normals, which ``Reach`` compares with distances.
struct ChordBound: Sendable {
    private let longitude: Double
    private let latitude: Double
    /// Of the latitude.
    private let cosine: Double

    init(from position: Coordinate) {
        longitude = position.longitude
        latitude = position.latitude
        // The sine of the distance from the pole is exact where the cosine of the latitude is not.
        cosine = sin((90 - position.latitude.magnitude) * .pi / 180)
    }

    /// The squared chord that no position of a box falls below; of a box that is one position its own.
    ///
    /// Between normals at latitudes φ and φ' whose longitudes differ by Δλ it is
    /// 4 (sin²((φ - φ')/2) + cos φ cos φ' sin²(Δλ/2)), four times the haversine. No factor is
    /// negative, the first square rises with the difference of latitudes, which is at most 180°, and
    /// the second with that of longitudes, at most 180° the shorter way round; so what the box has of
    /// each difference at the least, and its least cosine, which is that of the latitude farther from
    /// the equator, bound the sum for all of it, poles and antimeridian included.
    ///
    /// Rounding is what ``Reach`` pays for: one part in a million, of which the sines take less than a
    /// fiftieth, and 7 nanometres where the shorter way round crosses the antimeridian.
    @inline(__always)
    func leastSquaredChord(
        west: Double, south: Double, east: Double, north: Double
    ) -> Double {
        let along = ChordBound.sine(max(south - latitude, latitude - north, 0) / 2)
        // Both ways round; outside of a box on the one side a whole turn is missing on the other.
        let (eastwards, westwards) = (west - longitude, longitude - east)
        guard eastwards > 0 || westwards > 0 else { return 4 * along * along }
        let aside = min(
            eastwards < 0 ? eastwards + 360 : eastwards,
            westwards < 0 ? westwards + 360 : westwards)
        let across = ChordBound.sine(aside / 2)
        let leastCosine = ChordBound.sine(90 - max(-south, north))
        return 4 * (along * along + cosine * leastCosine * (across * across))
    }

    /// The sine of an angle of 0 to 90 degrees, to one part in a hundred million of itself: a polynomial
    /// whose greatest relative error over the interval is the least.
    @inline(__always)
    private static func sine(_ degrees: Double) -> Double {
        let square = degrees * degrees
        var factor = square * 3.9101007524075595e-22 - 9.771685820989173e-17
        factor = factor * square + 1.3495517159578683e-11
        factor = factor * square - 8.860956250959303e-07
        factor = factor * square + 0.01745329242728114
        return factor * degrees
    }
}
