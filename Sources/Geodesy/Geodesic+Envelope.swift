import CGeographicLib
public import SimpleFeatures

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

extension Geodesic {
    /// The length of the shortest geodesic from a position to any point of a box.
    ///
    /// The box is the set of positions between its meridians and parallels, edges included. The
    /// answer is zero inside it. Up to 9,985 km it is within a micrometre of the true minimum;
    /// farther away it is the distance to a point of the box, never less than the true minimum, but
    /// not proved to be the nearest.
    ///
    /// - Parameters:
    ///   - position: Where the distance is measured from.
    ///   - envelope: The box; it may cross the antimeridian, hold a pole, or be one position.
    /// - Returns: Metres.
    public static func distanceMetres(
        from position: Coordinate, to envelope: Envelope
    ) -> Double {
        // 1. Longitude. Of two points on one parallel the one whose longitude is closer is at
        // least as near. Proof: the meridian plane half-way between them mirrors the ellipsoid
        // onto itself and one point onto the other, and has the position on the side of the closer
        // one. A geodesic to the farther point crosses that plane; mirrored from there on it ends
        // in the closer point and is as long. So the nearest point of the box lies on the meridian
        // of the box that is closest in longitude.
        let meridian = closestMeridian(of: envelope, to: position)
        // 2. Latitude. On one's own meridian, the nearest point is the nearest latitude: a
        // meridian up to a pole is a shortest geodesic.
        if meridian == position.longitude || envelope.south == envelope.north {
            let latitude = min(max(position.latitude, envelope.south), envelope.north)
            return apacheta_geodesic_distance(
                position.longitude, position.latitude, meridian, latitude)
        }
        return MeridianSearch(from: position, meridian: meridian)
            .leastDistanceMetres(south: envelope.south, north: envelope.north)
    }

    /// The longitude inside a box that differs least from a position's.
    static func closestMeridian(
        of envelope: Envelope, to position: Coordinate
    ) -> Double {
        let longitude = position.longitude
        let isBetween =
            envelope.crossesAntimeridian
            ? longitude >= envelope.west || longitude <= envelope.east
            : longitude >= envelope.west && longitude <= envelope.east
        if isBetween { return longitude }
        func gap(eastwardsFrom start: Double, to end: Double) -> Double {
            end >= start ? end - start : end - start + 360
        }
        let eastwards = gap(eastwardsFrom: longitude, to: envelope.west)
        let westwards = gap(eastwardsFrom: envelope.east, to: longitude)
        // 180° and -180° are one meridian, and a box that ends at one of them holds both.
        if eastwards == 0 || westwards == 0 { return longitude }
        return eastwards <= westwards ? envelope.west : envelope.east
    }
}

/// The search for the point of a meridian nearest to a position off it.
///
/// Let f(φ) be the distance from the position to latitude φ of the meridian. Its derivative by the
/// length along the meridian is the cosine of the azimuth with which the geodesic arrives (first
/// variation of length). The curvature of the ellipsoid is at most 1/b², b the polar radius (its
/// value on the equator), so within πb/2 = 9,985 km of a position balls are convex and the distance
/// is a convex function along every geodesic in them (Hessian comparison; the injectivity radius is
/// at least πb). As long as f is below that limit, then, f is convex on one interval of latitudes,
/// and
/// - the sign of f' tells on which side the minimum lies,
/// - a value at or above the limit lies outside the interval, thus beyond the minimum,
/// - f(φ) exceeds the minimum by at most |f'(φ)| times the length of the bracket: a proof of
///   accuracy that the search can read off.
private struct MeridianSearch {
    private struct Probe {
        let latitude: Double
        let metres: Double
        let slope: Double
    }

    /// πb/2 for WGS 84, rounded down.
    private static let convexityLimitMetres = 9_985_163.0
    /// The largest meridional radius of curvature, a²/b, times one degree, rounded up.
    private static let longestDegreeMetres = 111_695.0
    private static let toleranceMetres = 1e-6
    /// Every third step halves the bracket, and fifty halvings of a meridian leave nothing to halve.
    private static let mostSteps = 150

    private let position: Coordinate
    private let meridian: Double

    init(from position: Coordinate, meridian: Double) {
        self.position = position
        self.meridian = meridian
    }

    func leastDistanceMetres(south: Double, north: Double) -> Double {
        let ends = [probe(south), probe(north)]
        guard let start = ends.min(by: { $0.metres < $1.metres }) else { return .infinity }
        let middle = probe(min(max(latitudeOnSphere, south), north))
        let best = middle.metres < start.metres ? middle : start
        guard best.metres < Self.convexityLimitMetres else { return best.metres }
        return descend(from: best, towards: best.slope < 0 ? north : south)
    }

    /// Where the minimum is on a sphere: a good place to begin.
    private var latitudeOnSphere: Double {
        let north = position.latitude * .pi / 180
        let aside = (meridian - position.longitude) * .pi / 180
        return atan2(sin(north), cos(north) * cos(aside)) * 180 / .pi
    }

    private func probe(_ latitude: Double) -> Probe {
        let line = Geodesic.inverse(
            from: position,
            to: Coordinate(wrappingLongitude: meridian, clampingLatitude: latitude))
        return Probe(
            latitude: latitude, metres: line.distanceMetres,
            slope: cos(line.finalAzimuthDegrees * .pi / 180))
    }

    /// Goes downhill from a probe below the limit to the minimum, or to the end of the box.
    private func descend(from start: Probe, towards end: Double) -> Double {
        var near = start  // always below the limit, always sloping towards `far`
        var far = end  // the minimum is not beyond it
        var farSlope: Double?  // known when `far` has been probed below the limit
        var least = start.metres
        for step in 0..<Self.mostSteps {
            let bracketMetres = (far - near.latitude).magnitude * Self.longestDegreeMetres
            if near.slope.magnitude * bracketMetres <= Self.toleranceMetres { break }
            let share = step % 3 == 2 ? 0.5 : shareToZero(from: near.slope, to: farSlope)
            let next = probe(near.latitude + (far - near.latitude) * share)
            if next.latitude == near.latitude || next.latitude == far { break }
            least = min(least, next.metres)
            if next.metres >= Self.convexityLimitMetres {
                (far, farSlope) = (next.latitude, nil)
            } else if next.slope.sign == near.slope.sign {
                near = next
            } else {
                if next.slope.magnitude * bracketMetres <= Self.toleranceMetres { break }
                (far, farSlope) = (next.latitude, next.slope)
            }
        }
        return least
    }

    /// How far into the bracket the slope is zero if it changes evenly, kept off both ends.
    private func shareToZero(from near: Double, to far: Double?) -> Double {
        guard let far, near != far else { return 0.5 }
        return min(max(near / (near - far), 0.05), 0.95)
    }
}
