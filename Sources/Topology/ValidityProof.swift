import SimpleFeatures

/// Proves of polygons that they are valid, without GEOS.
///
/// Polygons no two sides of which touch, but for neighbours in their common corner, are valid when each
/// hole lies in its own outer ring and in no other hole, and no outer ring in the inside of another
/// polygon. That is so of most that there are, and is quickly shown: sides are compared along a tree
/// of boxes, and signs of areas count only where rounding cannot have turned them. Where anything
/// touches, or is too close to tell, nothing is proved; what is wrong then, if anything, GEOS says.
///
/// - SeeAlso: OGC 06-103r4, "Simple feature access", section 6.1.11; Shewchuk (1997), "Adaptive
///   precision floating-point arithmetic and fast robust geometric predicates", for the bound.
struct ValidityProof {
    private struct Ring {
        let polygon: Int
        let isHole: Bool
        /// The positions, the first repeated as the last.
        let positions: Range<Int>
    }

    /// Some sides that follow each other, by the positions at which they begin.
    private struct Leaf {
        let ring: Int
        let sides: Range<Int>
    }

    private static let sidesInLeaf = 8

    private var positions: [Coordinate] = []
    private var rings: [Ring] = []
    private var leaves: [Leaf] = []
    /// The boxes of the leaves, of pairs of them, and so on up to one.
    private var levels: [[SideBox]] = []
    /// How many steps may still be made. Of what needs more GEOS is not slower to judge.
    private var budget: Int

    /// Looks at polygons all of whose rings are closed and have four positions or more.
    ///
    /// - Complexity: O(*n*) for outlines as they are drawn, *n* the number of positions, and never
    ///   more than a hundred steps a position.
    static func holds(of polygons: [Polygon]) -> Bool {
        var proof = ValidityProof(polygons)
        guard let top = proof.levels.indices.last else { return true }
        guard proof.isApart(within: 0, onLevel: top) else { return false }
        return proof.rings.count == 1 || proof.isNested()
    }

    private init(_ polygons: [Polygon]) {
        let count = polygons.reduce(0) { $0 + $1.positionCount }
        budget = 100 * count
        if polygons.count == 1, polygons[0].interiors.isEmpty {
            positions = polygons[0].exterior
        } else {
            positions.reserveCapacity(count)
            for polygon in polygons {
                positions += polygon.exterior
                for hole in polygon.interiors { positions += hole }
            }
        }
        var start = 0
        var boxes: [SideBox] = []
        func add(_ ring: [Coordinate], of polygon: Int, isHole: Bool) {
            guard !ring.isEmpty else { return }
            let end = start + ring.count
            for first in stride(from: start, to: end - 1, by: Self.sidesInLeaf) {
                let sides = first..<min(first + Self.sidesInLeaf, end - 1)
                leaves.append(Leaf(ring: rings.count, sides: sides))
                var box = SideBox(positions[first], positions[first + 1])
                for place in sides.dropFirst() { box.form(positions[place + 1]) }
                boxes.append(box)
            }
            rings.append(Ring(polygon: polygon, isHole: isHole, positions: start..<end))
            start = end
        }
        for (number, polygon) in polygons.enumerated() {
            add(polygon.exterior, of: number, isHole: false)
            for hole in polygon.interiors { add(hole, of: number, isHole: true) }
        }
        while !boxes.isEmpty {
            levels.append(boxes)
            guard boxes.count > 1 else { break }
            boxes = stride(from: 0, to: boxes.count, by: 2).map { place in
                place + 1 < boxes.count ? boxes[place].union(boxes[place + 1]) : boxes[place]
            }
        }
    }

    private mutating func spend(_ steps: Int) -> Bool {
        budget -= steps
        return budget >= 0
    }

    // MARK: Sides that touch

    /// Whether no two sides under a node touch but neighbours.
    private mutating func isApart(within node: Int, onLevel level: Int) -> Bool {
        guard spend(1) else { return false }
        guard level > 0 else {
            let leaf = leaves[node]
            if goesOneWay(leaf.sides) { return true }
            for side in leaf.sides {
                for other in side + 1..<max(leaf.sides.upperBound, side + 1)
                where !isApart(side, other, in: leaf.ring, leaf.ring) { return false }
            }
            return true
        }
        let (one, other) = (2 * node, 2 * node + 1)
        guard isApart(within: one, onLevel: level - 1) else { return false }
        guard other < levels[level - 1].count else { return true }
        return isApart(within: other, onLevel: level - 1)
            && isApart(one, other, onLevel: level - 1)
    }

    /// Whether sides go on to the east, the west, the north or the south all the way, so that none
    /// comes back to another.
    private func goesOneWay(_ sides: Range<Int>) -> Bool {
        var (east, west, north, south) = (true, true, true, true)
        for side in sides {
            let (a, b) = (positions[side], positions[side + 1])
            east = east && a.longitude < b.longitude
            west = west && a.longitude > b.longitude
            north = north && a.latitude < b.latitude
            south = south && a.latitude > b.latitude
        }
        return east || west || north || south
    }

    /// Whether no side under a node touches one under another but its neighbour.
    private mutating func isApart(_ one: Int, _ other: Int, onLevel level: Int) -> Bool {
        guard levels[level][one].meets(levels[level][other]) else { return true }
        guard level > 0 else { return isApart(leaf: one, other) }
        guard spend(4) else { return false }
        let count = levels[level - 1].count
        for first in 2 * one..<min(2 * one + 2, count) {
            for second in 2 * other..<min(2 * other + 2, count)
            where !isApart(first, second, onLevel: level - 1) { return false }
        }
        return true
    }

    private mutating func isApart(leaf one: Int, _ other: Int) -> Bool {
        guard spend(Self.sidesInLeaf) else { return false }
        let (first, second) = (leaves[one], leaves[other])
        let box = levels[0][other]
        for side in first.sides
        where SideBox(positions[side], positions[side + 1]).meets(box) {
            for next in second.sides where !isApart(side, next, in: first.ring, second.ring) {
                return false
            }
        }
        return true
    }

    /// Whether two sides do not touch, or are neighbours that have one corner in common alone.
    ///
    /// - Parameter other: A side behind the first.
    @inline(__always)
    private func isApart(_ side: Int, _ other: Int, in ring: Int, _ otherRing: Int) -> Bool {
        let (a, b) = (positions[side], positions[side + 1])
        let (c, d) = (positions[other], positions[other + 1])
        guard SideBox(a, b).meets(SideBox(c, d)) else { return true }
        if ring == otherRing {
            if other == side + 1 { return Self.isCorner(a, b, d) }
            let all = rings[ring].positions
            if side == all.lowerBound, other == all.upperBound - 2 { return Self.isCorner(c, a, b) }
        }
        return Self.turn(a, b, c) * Self.turn(a, b, d) > 0
            || Self.turn(c, d, a) * Self.turn(c, d, b) > 0
    }

    /// Whether two sides that meet in a corner have nothing else in common.
    private static func isCorner(_ a: Coordinate, _ corner: Coordinate, _ b: Coordinate) -> Bool {
        if turn(a, corner, b) != 0 { return true }
        return isBetween(corner.longitude, a.longitude, b.longitude)
            || isBetween(corner.latitude, a.latitude, b.latitude)
    }

    private static func isBetween(_ number: Double, _ one: Double, _ other: Double) -> Bool {
        one < number && number < other || other < number && number < one
    }

    /// 1 where a position lies left of a line for sure, -1 right of it, and 0 where it cannot be told.
    @inline(__always)
    private static func turn(_ a: Coordinate, _ b: Coordinate, _ c: Coordinate) -> Int {
        let one = (a.longitude - c.longitude) * (b.latitude - c.latitude)
        let other = (a.latitude - c.latitude) * (b.longitude - c.longitude)
        let difference = one - other
        // Shewchuk's first filter, (3 + 16 u) u with u = 2^-53; his second term is for products too
        // small to be written.
        let bound = 3.3306690738754716e-16 * (one.magnitude + other.magnitude) + 1e-300
        return difference > bound ? 1 : difference < -bound ? -1 : 0
    }

    // MARK: Rings in rings

    /// Whether every ring lies where it may, given that none touches another.
    private mutating func isNested() -> Bool {
        let rings = rings
        for number in rings.indices {
            guard let holders = holders(of: number) else { return false }
            let ring = rings[number]
            if ring.isHole {
                let own = holders.filter { rings[$0].polygon == ring.polygon }
                guard own.count == 1, !rings[own[0]].isHole else { return false }
                continue
            }
            let holes = Set(holders.filter { rings[$0].isHole }.map { rings[$0].polygon })
            for holder in holders where !rings[holder].isHole {
                guard holes.contains(rings[holder].polygon) else { return false }
            }
        }
        return true
    }

    /// The other rings inside which a ring lies; `nil` where it cannot be told.
    private mutating func holders(of number: Int) -> [Int]? {
        var crossings: [Int: Bool] = [:]
        guard let top = levels.indices.last,
            count(&crossings, of: number, under: 0, onLevel: top)
        else { return nil }
        return crossings.filter(\.value).map(\.key)
    }

    /// Counts which rings the way from a ring's first position to the east crosses, odd or even.
    ///
    /// - Returns: `false` where it cannot be told.
    private mutating func count(
        _ crossings: inout [Int: Bool], of number: Int, under node: Int, onLevel level: Int
    ) -> Bool {
        let position = positions[rings[number].positions.lowerBound]
        guard levels[level][node].isReached(eastFrom: position) else { return true }
        guard spend(1) else { return false }
        guard level == 0 else {
            for child in 2 * node..<min(2 * node + 2, levels[level - 1].count)
            where !count(&crossings, of: number, under: child, onLevel: level - 1) { return false }
            return true
        }
        let leaf = leaves[node]
        guard leaf.ring != number else { return true }
        var isOdd = false
        for side in leaf.sides {
            let (a, b) = (positions[side], positions[side + 1])
            guard (a.latitude > position.latitude) != (b.latitude > position.latitude),
                max(a.longitude, b.longitude) >= position.longitude
            else { continue }
            let turn = Self.turn(a, b, position)
            guard turn != 0 else { return false }
            if (turn > 0) == (b.latitude > a.latitude) { isOdd.toggle() }
        }
        if isOdd { crossings[leaf.ring, default: false].toggle() }
        return true
    }
}

/// The box around some sides.
private struct SideBox {
    /// West, south, and the opposites of east and north.
    private var least: SIMD4<Double>

    private init(_ least: SIMD4<Double>) { self.least = least }

    @inline(__always)
    init(_ a: Coordinate, _ b: Coordinate) {
        least = SIMD4(
            min(a.longitude, b.longitude), min(a.latitude, b.latitude),
            -max(a.longitude, b.longitude), -max(a.latitude, b.latitude))
    }

    mutating func form(_ position: Coordinate) {
        self = union(SideBox(position, position))
    }

    func union(_ other: SideBox) -> SideBox { SideBox(pointwiseMin(least, other.least)) }

    /// Whether two boxes share a position.
    @inline(__always)
    func meets(_ other: SideBox) -> Bool {
        least[0] <= -other.least[2] && other.least[0] <= -least[2]
            && least[1] <= -other.least[3] && other.least[1] <= -least[3]
    }

    /// Whether the way from a position to the east meets the box.
    func isReached(eastFrom position: Coordinate) -> Bool {
        least[1] <= position.latitude && position.latitude <= -least[3]
            && position.longitude <= -least[2]
    }
}
