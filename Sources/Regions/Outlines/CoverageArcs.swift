package import SimpleFeatures

/// The borders of areas that lie side by side, cut where they meet into arcs, each arc kept once
/// however many areas have it.
///
/// What the areas have in common is told by their corners: a corner that stands in two rings is one
/// corner. Where a corner of one area lies on a side of another, that side gets it too
/// (``CoverageNoding``).
package struct CoverageArcs {
    /// A ring as the arcs that make it up, in order; `isReversed` goes an arc from its end.
    package typealias Ring = [(arc: Int, isReversed: Bool)]

    /// The corners, each once.
    package let corners: [Coordinate]
    /// The arcs as numbers of corners; a closed one ends where it begins.
    package let arcs: [[Int32]]
    /// For each area its polygons, for each of these its rings.
    package let areas: [[[Ring]]]
    private let isNode: [Bool]

    /// Cuts the rings of areas.
    ///
    /// - Parameter areas: The polygons of each area, their rings closed.
    /// - Complexity: O(*n*), *n* the number of corners.
    package init(_ areas: [[Polygon]]) {
        var numbering = CornerNumbers()
        let rings = areas.map { $0.map { $0.rings.map { numbering.open($0) } } }
        let meeting = numbering.meetingPoints(of: rings)
        var cutter = RingCutter(isNode: meeting)
        self.areas = rings.map { $0.map { $0.map { cutter.cut($0) } } }
        arcs = cutter.arcs
        corners = numbering.corners
        isNode = meeting
    }

    /// Whether an arc is a ring that meets no other.
    package func isFree(_ arc: [Int32]) -> Bool { arc.first == arc.last && !isNode[Int(arc[0])] }

    /// The areas again, from arcs that stand in the place of the old ones.
    ///
    /// - Parameter arcs: As many as ``arcs``, with the same ends.
    func polygons(of arcs: [[Int32]]) -> [[Polygon]] {
        func positions(_ ring: Ring) -> [Coordinate] {
            var numbers: [Int32] = []
            for (arc, isReversed) in ring {
                let part = isReversed ? arcs[arc].reversed() : arcs[arc]
                numbers += numbers.isEmpty ? part[...] : part.dropFirst()
            }
            return numbers.map { corners[Int($0)] }
        }
        return areas.map { polygons in
            polygons.map { rings in
                Polygon(
                    exterior: rings.first.map(positions) ?? [],
                    interiors: rings.dropFirst().map(positions))
            }
        }
    }
}

/// Corners by their positions.
private struct CornerNumbers {
    private(set) var corners: [Coordinate] = []
    private var numbers: [Coordinate: Int32] = [:]

    /// The numbers of a ring's corners, the last one, which closes it, left out, and repeated ones too.
    mutating func open(_ ring: [Coordinate]) -> [Int32] {
        var open: [Int32] = []
        for position in ring {
            let number: Int32
            if let known = numbers[position] {
                number = known
            } else {
                number = Int32(corners.count)
                numbers[position] = number
                corners.append(position)
            }
            if open.last != number { open.append(number) }
        }
        if open.count > 1, open.first == open.last { open.removeLast() }
        return open
    }

    /// For each corner whether borders part there: it has other than two neighbours.
    ///
    /// With two, every ring that comes through the corner goes the same way.
    func meetingPoints(of rings: [[[[Int32]]]]) -> [Bool] {
        var neighbours = [(Int32, Int32)](repeating: (-1, -1), count: corners.count)
        var isNode = [Bool](repeating: false, count: corners.count)
        func add(_ other: Int32, to corner: Int32) {
            let place = Int(corner)
            let known = neighbours[place]
            if known.0 == other || known.1 == other { return }
            if known.0 < 0 {
                neighbours[place].0 = other
            } else if known.1 < 0 {
                neighbours[place].1 = other
            } else {
                isNode[place] = true
            }
        }
        for ring in rings.joined().joined() {
            for (place, corner) in ring.enumerated() {
                add(ring[(place + 1) % ring.count], to: corner)
                add(ring[(place + ring.count - 1) % ring.count], to: corner)
            }
        }
        return isNode
    }
}

/// Cuts rings at nodes and knows the arcs that there are.
private struct RingCutter {
    let isNode: [Bool]
    private(set) var arcs: [[Int32]] = []
    /// Arcs by the two corners that they begin with, in the direction in which they are kept.
    private var known: [SIMD2<Int32>: Int] = [:]

    init(isNode: [Bool]) { self.isNode = isNode }

    mutating func cut(_ ring: [Int32]) -> CoverageArcs.Ring {
        guard let smallest = ring.indices.min(by: { ring[$0] < ring[$1] }) else { return [] }
        // A ring that meets no other is one closed arc, begun at one corner by all who have it.
        let start = ring.firstIndex { isNode[Int($0)] } ?? smallest
        var answer: CoverageArcs.Ring = []
        var arc = [ring[start]]
        for step in 1...ring.count {
            let corner = ring[(start + step) % ring.count]
            arc.append(corner)
            guard step == ring.count || isNode[Int(corner)] else { continue }
            answer.append(add(arc))
            arc = [corner]
        }
        return answer
    }

    private mutating func add(_ arc: [Int32]) -> (arc: Int, isReversed: Bool) {
        let ahead = SIMD2(arc[0], arc[1])
        let back = SIMD2(arc[arc.count - 1], arc[arc.count - 2])
        if let number = known[ahead] { return (number, false) }
        if let number = known[back] { return (number, true) }
        known[ahead] = arcs.count
        arcs.append(arc)
        return (arcs.count - 1, false)
    }
}
