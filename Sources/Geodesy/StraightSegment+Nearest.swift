import CGeographicLib
public import SimpleFeatures

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

extension StraightSegment {
    /// The position of the side that is nearest to a position.
    ///
    /// Up to 17,970 km the distance to it exceeds the true minimum by at most a micrometre; farther
    /// away, around the antipodes, by at most ten metres. Of several equally near one is returned.
    ///
    /// - Parameter position: Anywhere.
    /// - Returns: The nearest position and the geodesic to it.
    /// - Complexity: One geodesic for a position within a few hundred kilometres, a handful farther
    ///   away; hundreds for one close to the centre of the circle that the side bends around, which
    ///   away from the poles lies thousands of kilometres off.
    public func nearest(to position: Coordinate) -> NearestPosition {
        let probe = Probe(position)
        let found = nearest(
            to: probe, startCentred: EarthCentredPosition(start),
            endCentred: EarthCentredPosition(end))
        return NearestPosition(from: position, to: self.position(at: found.share))
    }

    /// The same for a side whose ends are known in space.
    func nearest(
        to probe: Probe, startCentred: EarthCentredPosition, endCentred: EarthCentredPosition
    ) -> (share: Double, metres: Double) {
        if eastDegrees == 0, northDegrees == 0 {
            return (0, Geodesic.distanceMetres(from: probe.position, to: start))
        }
        if northDegrees == 0 {
            let share = shareAlongParallel(nearestTo: probe.position)
            return (
                share, Geodesic.distanceMetres(from: probe.position, to: self.position(at: share))
            )
        }
        var search = SegmentSearch(self, from: probe.position)
        search.run(
            from: startCentred.shareOfChord(to: endCentred, nearestTo: probe.centred))
        return (search.bestShare, search.bestMetres)
    }

    /// On a parallel the point that is closest in longitude is nearest: the meridian plane half-way
    /// between two points mirrors the ellipsoid onto itself and one point onto the other, and a
    /// geodesic to the farther one crosses it; mirrored from there on, it ends in the closer one.
    private func shareAlongParallel(nearestTo position: Coordinate) -> Double {
        let west = eastDegrees < 0 ? end : start
        let width = eastDegrees.magnitude
        var offset = (position.longitude - west.longitude).truncatingRemainder(dividingBy: 360)
        if offset < 0 { offset += 360 }
        // Beyond the eastern end, or, all around the earth, before the western one.
        let isInside = offset <= width
        let eastwards = isInside ? offset : offset - width <= 360 - offset ? width : 0
        let share = eastwards / width
        return eastDegrees < 0 ? 1 - share : share
    }
}

/// Where one measures from.
package struct Probe: Sendable {
    package let position: Coordinate
    package let centred: EarthCentredPosition

    package init(_ position: Coordinate) {
        self.init(position, EarthCentredPosition(position))
    }

    /// A position that is known in space already.
    package init(_ position: Coordinate, _ centred: EarthCentredPosition) {
        self.position = position
        self.centred = centred
    }
}

extension EarthCentredPosition {
    /// How far along the straight line to another position a third one has its foot, in 0...1.
    @inline(__always)
    func shareOfChord(
        to end: EarthCentredPosition, nearestTo other: EarthCentredPosition
    ) -> Double {
        let (x, y, z) = (
            end.xMetres - xMetres, end.yMetres - yMetres, end.zMetres - zMetres
        )
        let along =
            (other.xMetres - xMetres) * x + (other.yMetres - yMetres) * y
            + (other.zMetres - zMetres) * z
        let length = x * x + y * y + z * z
        return along <= 0 || length == 0 ? 0 : along >= length ? 1 : along / length
    }

    /// The square of the distance from another position to the straight line between two.
    @inline(__always)
    func squaredDistance(
        toChordTo end: EarthCentredPosition, from other: EarthCentredPosition
    ) -> Double {
        let share = shareOfChord(to: end, nearestTo: other)
        let x = xMetres + share * (end.xMetres - xMetres) - other.xMetres
        let y = yMetres + share * (end.yMetres - yMetres) - other.yMetres
        let z = zMetres + share * (end.zMetres - zMetres) - other.zMetres
        return x * x + y * y + z * z
    }
}

/// The search for the point of a side nearest to a position.
///
/// Let f be half the square of the distance d, as a function of the share of the way. Its
/// derivative is d times the speed times the cosine of the angle between the side and the arriving
/// geodesic (first variation of length). Its second derivative is Hess f(ċ, ċ) + ⟨∇f, a⟩, a the
/// bending of the side (``Bend/acceleration``). The curvature of the ellipsoid is at most 1/b², so
/// as long as d < πb, Hess f is at least x cot x with x = d/b, which is at most 1 (Hessian
/// comparison), and |∇f| = d. So over a part of the side
///
///     f″ ≥ c = speed² · x cot x - d · acceleration
///
/// with the greatest d of the part, which is at most that of one of its points and the way to it.
/// From one point m then follows f(t) ≥ f(m) + f′(m)(t-m) + c(t-m)²/2 for all others, and a part
/// is done with when this is not below the best found, less a micrometre. Where c is positive f is
/// convex, and the sign of f′ tells on which side to go on; else the part is halved. At 0.9πb and
/// beyond, d ≥ d(m) - |way| alone is left.
///
/// The proof is about real numbers; that the 15 nanometres of GeographicLib do not spoil it is what
/// tests show.
private struct SegmentSearch {
    private struct Sample {
        let share: Double
        let metres: Double
        /// The derivative of half the squared distance.
        let slope: Double
    }

    private static let toleranceMetres = 1e-6
    private static let farToleranceMetres = 10.0
    private static let boundedMetres = 0.9 * Ellipsoid.injectivityMetres
    /// Every third step halves the bracket, so that fewer always suffice.
    private static let mostSteps = 150

    private let side: StraightSegment
    private let position: Coordinate
    private(set) var bestShare = 0.0
    private(set) var bestMetres = Double.infinity

    init(_ side: StraightSegment, from position: Coordinate) {
        self.side = side
        self.position = position
    }

    mutating func run(from guess: Double) {
        var waiting = [(lower: 0.0, upper: 1.0)]
        var isFirst = true
        while let part = waiting.popLast(), bestMetres > 0 {
            let start = isFirst ? guess : (part.lower + part.upper) / 2
            if descend(within: part, from: start) { continue }
            if isFirst {
                // An end as nearest position is the end itself, not a point close to it.
                _ = sample(0)
                _ = sample(1)
                isFirst = false
            }
            let middle = (part.lower + part.upper) / 2
            waiting.append((part.lower, middle))
            waiting.append((middle, part.upper))
        }
    }

    /// Looks for the minimum of a part.
    ///
    /// - Returns: Whether nothing better is left in it; false where it has to be halved.
    private mutating func descend(within part: (lower: Double, upper: Double), from start: Double)
        -> Bool
    {
        let bend = side.bend(over: part.lower...part.upper)
        var (lower, upper) = part
        var now = sample(start)
        var before: Sample?
        for step in 0..<Self.mostSteps {
            let way = max(now.share - lower, upper - now.share) * bend.greatestSpeed
            let farthest = now.metres + way
            let nearest = now.metres - way
            let isBounded = farthest < Self.boundedMetres
            let tolerance = isBounded ? Self.toleranceMetres : Self.farToleranceMetres
            if nearest >= bestMetres - tolerance { return true }
            guard isBounded else { return false }
            let convexity = Self.convexity(bend, farthest: farthest)
            let least = Self.least(around: now, lower: lower, upper: upper, convexity: convexity)
            if least >= bestMetres * (bestMetres / 2 - tolerance) { return true }
            guard convexity > 0 else { return false }
            if now.slope == 0 { return true }
            if now.slope > 0 { upper = now.share } else { lower = now.share }
            if upper <= lower { return true }
            let next =
                step % 3 == 2
                ? (lower + upper) / 2 : guess(after: now, before: before, speed: bend.greatestSpeed)
            let share = next > lower && next < upper ? next : (lower + upper) / 2
            if share == now.share || share == lower || share == upper {
                // What looks convex is best at the end of the bracket that was not looked at.
                _ = sample(now.slope > 0 ? lower : upper)
                return true
            }
            // A step beyond an end of the side means that end.
            if next <= lower, lower == 0 {
                (before, now) = (now, sample(0))
            } else if next >= upper, upper == 1 {
                (before, now) = (now, sample(1))
            } else {
                (before, now) = (now, sample(share))
            }
        }
        return true
    }

    /// Where the slope is zero if it changes as between the last two samples, or as in the plane.
    private func guess(after now: Sample, before: Sample?, speed: Double) -> Double {
        if let before, before.slope != now.slope {
            return now.share - now.slope * (now.share - before.share) / (now.slope - before.slope)
        }
        return now.share - now.slope / (speed * speed)
    }

    private static func convexity(_ bend: Bend, farthest: Double) -> Double {
        let angle = farthest / EarthCentredPosition.polarRadiusMetres
        let comparison = angle < 1e-4 ? 1 - angle * angle / 2 : angle * cos(angle) / sin(angle)
        let speed = comparison > 0 ? bend.leastSpeed : bend.greatestSpeed
        return speed * speed * comparison - farthest * bend.acceleration
    }

    /// What half the squared distance is at least, between two shares around a sample.
    private static func least(
        around sample: Sample, lower: Double, upper: Double, convexity: Double
    ) -> Double {
        func value(_ way: Double) -> Double {
            sample.metres * sample.metres / 2 + (sample.slope + convexity * way / 2) * way
        }
        let (back, forth) = (lower - sample.share, upper - sample.share)
        guard convexity > 0 else { return min(value(back), value(forth)) }
        return value(min(max(-sample.slope / convexity, back), forth))
    }

    private mutating func sample(_ share: Double) -> Sample {
        let point = side.position(at: share)
        let line = apacheta_geodesic_inverse(
            position.longitude, position.latitude, point.longitude, point.latitude)
        let radii = Ellipsoid.radii(atLatitude: point.latitude)
        let azimuth = line.azimuth2 * (.pi / 180)
        let radians = Double.pi / 180
        let speed =
            sin(azimuth) * radii.axial * side.eastDegrees * radians
            + cos(azimuth) * radii.meridional * side.northDegrees * radians
        if line.metres < bestMetres { (bestShare, bestMetres) = (share, line.metres) }
        return Sample(share: share, metres: line.metres, slope: line.metres * speed)
    }
}

/// The position of a shape that is nearest to where one asked, and the way to it.
public struct NearestPosition: Hashable, Sendable {
    /// Where the shape is nearest.
    public let position: Coordinate
    /// The geodesic from where one asked to that position.
    public let line: GeodesicLine

    init(from origin: Coordinate, to position: Coordinate) {
        self.position = position
        line = Geodesic.inverse(from: origin, to: position)
    }
}
