package import SimpleFeatures

/// Lines and points made ready to be measured many times: their positions in space too.
///
/// Lines stand one behind the other; a side runs from the vertex of its number to the next. No side
/// is longer than five degrees: a longer one is cut evenly, at positions that lie on it, so that
/// none strays far from the straight line between its ends.
package struct Course: Sendable {
    /// The vertices, lines one behind the other.
    package private(set) var positions: [Coordinate] = []
    /// The vertices in space.
    package private(set) var centred: [EarthCentredPosition] = []
    /// How far each side leaves its chord, rounded up; after the last vertex of a line stands 0.
    private var bulges: [Float] = []

    private static let longestDegrees = 5.0

    /// A course without a vertex.
    package init() {}

    /// Adds a line.
    ///
    /// - Parameter line: Its positions; one alone is a point.
    /// - Returns: The vertices added.
    package mutating func append(_ line: some Collection<Coordinate>) -> Range<Int> {
        let first = positions.count
        for position in line {
            if positions.count > first {
                addSide(StraightSegment(from: positions[positions.count - 1], to: position))
            }
            add(position)
        }
        return first..<positions.count
    }

    private mutating func addSide(_ side: StraightSegment) {
        let degrees = max(side.eastDegrees.magnitude, side.northDegrees.magnitude)
        let parts = max(1, Int((degrees / Self.longestDegrees).rounded(.up)))
        for part in 1..<max(parts, 1) { add(side.position(at: Double(part) / Double(parts))) }
        // Parts of one side bend alike enough for one bound, that of the whole over their number
        // squared, for a bound on the second derivative holds for every part.
        let bulge = Float(side.bulgeMetres / Double(parts * parts)).nextUp
        for vertex in positions.count - parts..<positions.count { bulges[vertex] = bulge }
    }

    private mutating func add(_ position: Coordinate) {
        positions.append(position)
        centred.append(EarthCentredPosition(position))
        bulges.append(0)
    }

    /// The side from a vertex to the next.
    package func side(_ number: Int) -> StraightSegment {
        StraightSegment(from: positions[number], to: positions[number + 1])
    }

    /// How far a side leaves the straight line between its ends, in metres, at most.
    package func bulgeMetres(ofSide number: Int) -> Double { Double(bulges[number]) }

    /// Looks for something nearer than what has been found.
    ///
    /// - Parameters:
    ///   - foot: The best so far; replaced by what is nearer.
    ///   - probe: Where the distances are measured from.
    ///   - vertices: Of one line; a single one is a point.
    /// - Complexity: O(*n*), and geodesics for the few sides that may be nearer.
    package func improve(_ foot: inout Foot, from probe: Probe, over vertices: Range<Int>) {
        guard vertices.count > 1 else {
            guard let vertex = vertices.first,
                centred[vertex].squaredChord(to: probe.centred) <= foot.squaredReach
            else { return }
            let metres = Geodesic.distanceMetres(from: probe.position, to: positions[vertex])
            foot.take(side: vertex, share: 0, metres: metres)
            return
        }
        // The side that seems nearest first: after it, as a rule, no other can be nearer.
        var first = (side: vertices.lowerBound, metres: Double.infinity)
        var second = Double.infinity
        for side in vertices.dropLast() {
            let metres = leastDistance(from: probe, toSide: side)
            if metres < first.metres {
                second = first.metres
                first = (side, metres)
            } else if metres < second {
                second = metres
            }
        }
        guard first.metres <= foot.reachMetres else { return }
        measure(first.side, from: probe, into: &foot)
        guard second <= foot.reachMetres else { return }
        for side in vertices.dropLast()
        where side != first.side && leastDistance(from: probe, toSide: side) <= foot.reachMetres {
            measure(side, from: probe, into: &foot)
        }
    }

    /// No position of a side is nearer in a straight line, negative where it may be at the probe.
    @inline(__always)
    private func leastDistance(from probe: Probe, toSide side: Int) -> Double {
        centred[side].squaredDistance(toChordTo: centred[side + 1], from: probe.centred)
            .squareRoot() - Double(bulges[side])
    }

    private func measure(_ number: Int, from probe: Probe, into foot: inout Foot) {
        let found = side(number).nearest(
            to: probe, startCentred: centred[number], endCentred: centred[number + 1])
        foot.take(side: number, share: found.share, metres: found.metres)
    }

    /// The position that a foot stands on.
    package func position(of foot: Foot) -> Coordinate {
        foot.share == 0 ? positions[foot.side] : side(foot.side).position(at: foot.share)
    }
}

/// The nearest point of a course found so far.
package struct Foot: Sendable {
    /// The number of the side, or of a vertex that is a point.
    package private(set) var side = -1
    /// How far along the side, 0 for its start.
    package private(set) var share = 0.0
    /// How far away.
    package private(set) var metres: Double
    /// The square of ``reachMetres``.
    package private(set) var squaredReach: Double
    /// What is farther in a straight line is no nearer.
    package private(set) var reachMetres: Double

    /// Nothing found yet.
    ///
    /// - Parameter metres: Nothing at this distance or beyond is of use.
    package init(within metres: Double = .infinity) {
        self.metres = metres
        squaredReach = EarthCentredPosition.greatestSquaredChord(withinMetres: metres)
        reachMetres = squaredReach < 0 ? -1 : squaredReach.squareRoot()
    }

    /// Whether anything was found.
    package var isFound: Bool { side >= 0 }

    mutating func take(side: Int, share: Double, metres: Double) {
        guard metres < self.metres else { return }
        self = Foot(within: metres)
        (self.side, self.share) = (side, share)
    }
}
