package import SimpleFeatures

/// Where two shapes come nearest to each other, of what has been looked at.
package struct Approach: Sendable {
    /// The position on the one shape.
    package private(set) var origin: Coordinate?
    /// The position on the other.
    package private(set) var position: Coordinate?
    /// How far they lie apart.
    package private(set) var metres: Double
    /// What is farther in a straight line is no nearer; negative when nothing can be nearer.
    package private(set) var reachMetres: Double
    /// The square of it, or a negative number.
    package private(set) var squaredReach: Double

    /// Nothing found yet.
    ///
    /// - Parameter metres: Nothing at this distance or beyond is of use.
    package init(within metres: Double) {
        self.metres = metres
        let square =
            metres > 0 ? EarthCentredPosition.greatestSquaredChord(withinMetres: metres) : -1
        squaredReach = square
        reachMetres = square < 0 ? -1 : square.squareRoot()
    }

    /// Keeps two positions, if they are nearer than what was found.
    package mutating func take(_ metres: Double, from origin: Coordinate, to position: Coordinate) {
        guard metres < self.metres else { return }
        self = Approach(within: metres)
        (self.origin, self.position) = (origin, position)
    }
}

extension Course {
    /// Looks for where a part of the course and a part of another come nearer than so far.
    ///
    /// Of a point and a line, or two points, the distance is as exact as
    /// ``StraightSegment/nearest(to:)``. Of two lines that cross it is zero; of others within a
    /// millimetre of the true minimum.
    ///
    /// - Parameters:
    ///   - approach: The best so far, from this course to the other; replaced by what is nearer.
    ///   - vertices: Of one line of this course; a single one is a point.
    ///   - other: The course that the distance is measured to, which may be this one.
    ///   - others: Of one line of the other course.
    /// - Complexity: O(*n* *m*), and geodesics for the few sides that may be nearer.
    package func improve(
        _ approach: inout Approach, over vertices: Range<Int>, to other: Course,
        over others: Range<Int>
    ) {
        if vertices.count == 1 {
            let probe = Probe(positions[vertices.lowerBound], centred[vertices.lowerBound])
            var foot = Foot(within: approach.metres)
            other.improve(&foot, from: probe, over: others)
            if foot.isFound {
                approach.take(foot.metres, from: probe.position, to: other.position(of: foot))
            }
            return
        }
        if others.count == 1 {
            let probe = Probe(other.positions[others.lowerBound], other.centred[others.lowerBound])
            var foot = Foot(within: approach.metres)
            improve(&foot, from: probe, over: vertices)
            if foot.isFound {
                approach.take(foot.metres, from: position(of: foot), to: probe.position)
            }
            return
        }
        for side in vertices.dropLast() {
            for otherSide in others.dropLast() {
                var search = SidePairSearch(approach)
                search.run(self.side(side), other.side(otherSide))
                approach = search.best
            }
        }
    }
}

/// The search for where two sides come nearest to each other.
///
/// Sides that cross in the plane of longitude and latitude meet. Of others the nearest points are,
/// as a rule, an end of the one and its foot on the other. They can both be inner points only where
/// the sides bend towards each other: at such a minimum a common perpendicular shifted along itself
/// by x grows by at most half the sum of the two curvatures times x² (second variation of length;
/// the positive curvature of the ellipsoid only shortens it), and an end is at most half a side
/// away. That is the sum of the two bends over eight, here counted twice to pay for higher orders;
/// where it matters, the sides are halved, which divides it by four.
private struct SidePairSearch {
    private static let toleranceMetres = 1e-3

    private(set) var best: Approach

    init(_ best: Approach) { self.best = best }

    mutating func run(_ side: StraightSegment, _ other: StraightSegment) {
        var waiting = [(MeasuredSide(side), MeasuredSide(other))]
        var isFirst = true
        while let (one, two) = waiting.popLast() {
            guard one.leastDistanceMetres(to: two) <= best.reachMetres else { continue }
            if isFirst {
                isFirst = false
                if let meeting = side.crossing(with: other) {
                    best.take(0, from: meeting, to: meeting)
                    return
                }
            }
            let least = measureEnds(one, two)
            let slack = 2 * (one.bendMetres + two.bendMetres)
            guard least - slack < best.metres - Self.toleranceMetres else { continue }
            if one.bendMetres >= two.bendMetres {
                waiting += one.halves.map { ($0, two) }
            } else {
                waiting += two.halves.map { (one, $0) }
            }
        }
    }

    /// The least distance of an end of either to the other.
    private mutating func measureEnds(_ one: MeasuredSide, _ two: MeasuredSide) -> Double {
        var least = Double.infinity
        for probe in one.ends {
            let found = two.side.nearest(
                to: probe, startCentred: two.ends[0].centred, endCentred: two.ends[1].centred)
            least = min(least, found.metres)
            best.take(
                found.metres, from: probe.position, to: two.side.position(at: found.share))
        }
        for probe in two.ends {
            let found = one.side.nearest(
                to: probe, startCentred: one.ends[0].centred, endCentred: one.ends[1].centred)
            least = min(least, found.metres)
            best.take(
                found.metres, from: one.side.position(at: found.share), to: probe.position)
        }
        return least
    }
}

/// A side with what is known of it in space.
private struct MeasuredSide {
    let side: StraightSegment
    let ends: [Probe]
    private let bulgeMetres: Double
    /// How far the side leaves the geodesic between its ends, at most.
    let bendMetres: Double

    init(_ side: StraightSegment) {
        self.side = side
        ends = [Probe(side.start), Probe(side.end)]
        bulgeMetres = side.bulgeMetres
        bendMetres = side.bend(over: 0...1).acceleration / 8
    }

    var halves: [MeasuredSide] {
        let middle = side.position(at: 0.5)
        return [
            MeasuredSide(StraightSegment(from: side.start, to: middle)),
            MeasuredSide(StraightSegment(from: middle, to: side.end)),
        ]
    }

    private var chordMetres: Double {
        ends[0].centred.squaredChord(to: ends[1].centred).squareRoot()
    }

    /// No two positions of the sides are nearer in a straight line: the middle of the shorter chord
    /// is half of it from all of its points.
    func leastDistanceMetres(to other: MeasuredSide) -> Double {
        let (short, long) = chordMetres < other.chordMetres ? (self, other) : (other, self)
        let middle = short.ends[0].centred.middle(to: short.ends[1].centred)
        let square = long.ends[0].centred.squaredDistance(
            toChordTo: long.ends[1].centred, from: middle)
        return square.squareRoot() - short.chordMetres / 2 - bulgeMetres - other.bulgeMetres
    }
}

extension EarthCentredPosition {
    fileprivate func middle(to other: EarthCentredPosition) -> EarthCentredPosition {
        EarthCentredPosition(
            xMetres: (xMetres + other.xMetres) / 2, yMetres: (yMetres + other.yMetres) / 2,
            zMetres: (zMetres + other.zMetres) / 2)
    }

    private init(xMetres: Double, yMetres: Double, zMetres: Double) {
        self.xMetres = xMetres
        self.yMetres = yMetres
        self.zMetres = zMetres
    }
}

extension StraightSegment {
    /// A position that two sides share, where they cross in the plane of longitude and latitude.
    ///
    /// - Returns: `nil` also for sides on one line, of which an end lies on the other.
    package func crossing(with other: StraightSegment) -> Coordinate? {
        let turn = eastDegrees * other.northDegrees - northDegrees * other.eastDegrees
        guard turn != 0 else { return nil }
        let north = other.start.latitude - start.latitude
        // One line may lie on the map's other edge, or both may run over it.
        for turns in [0.0, 360, -360] {
            let east = other.start.longitude + turns - start.longitude
            let share = (east * other.northDegrees - north * other.eastDegrees) / turn
            let otherShare = (east * northDegrees - north * eastDegrees) / turn
            if share >= 0, share <= 1, otherShare >= 0, otherShare <= 1 {
                return position(at: share)
            }
        }
        return nil
    }
}
