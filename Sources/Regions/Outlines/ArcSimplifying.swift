package import SimpleFeatures
import SpatialIndexing

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Takes corners out of arcs, the least important first, so that no arc comes to cross or touch
/// another.
///
/// A corner's importance is the area of the triangle that it makes with its two neighbours. It stays
/// while any other corner lies in that triangle: lines that do not cross can only be crossed by the new side
/// when a corner of theirs lies in it. It stays too where the new side is there already, so an island
/// keeps three corners and a lake between two arcs keeps its water.
///
/// - SeeAlso: Visvalingam, Whyatt (1993), "Line generalisation by repeated elimination of points",
///   Cartographic Journal 30, 46-51.
package struct ArcSimplifying: ~Copyable {
    private let corners: [Coordinate]
    private let isFixed: [Bool]
    private var before: [Int32]
    private var after: [Int32]
    package private(set) var isGone: [Bool]
    /// The sides both of whose ends are fixed, which no corner's neighbours tell.
    private var fixedSides: Set<SIMD2<Int32>> = []
    private var queue = TriangleQueue()
    /// The corners that are left, and more: those gone since the tree was made.
    private var tree: PackedRTree
    private var treeCorners: [Int32]
    private var goneSinceTree = 0
    private var answers = Answers()
    private var budget: Int
    /// Whether there was more to look at than may be, so that corners stand that could go.
    package var isExhausted: Bool { budget < 0 }

    /// Makes ready.
    ///
    /// - Parameters:
    ///   - corners: The corners.
    ///   - arcs: Arcs as numbers of corners, which share no corner but their ends; of one that closes on
    ///     itself without meeting another the end is a corner like any other.
    ///   - isNode: Whether arcs meet at a corner.
    /// - Complexity: O(*n* log *n*), *n* the number of corners.
    package init(corners: [Coordinate], arcs: [[Int32]], isNode: (Int32) -> Bool) {
        var before = [Int32](repeating: -1, count: corners.count)
        var after = before
        var isFixed = [Bool](repeating: true, count: corners.count)
        var fixedSides: Set<SIMD2<Int32>> = []
        for arc in arcs {
            let last = arc.count - 1
            for place in 0..<last {
                let corner = arc[place]
                if isNode(corner) {
                    if place + 1 == last, isNode(arc[last]) {
                        fixedSides.insert(ArcSimplifying.side(corner, arc[last]))
                    }
                    continue
                }
                guard place > 0 || arc[last] == corner else { continue }
                before[Int(corner)] = place > 0 ? arc[place - 1] : arc[last - 1]
                after[Int(corner)] = arc[place + 1]
                isFixed[Int(corner)] = false
            }
        }
        self.corners = corners
        self.isFixed = isFixed
        self.before = before
        self.after = after
        self.fixedSides = fixedSides
        isGone = [Bool](repeating: false, count: corners.count)
        treeCorners = corners.indices.map { Int32($0) }
        tree = PackedRTree(corners)
        budget = 10_000_000 + 256 * corners.count
    }

    /// Takes out every corner whose triangle is smaller than a square.
    ///
    /// - Parameter toleranceMetres: The side of the square.
    /// - Complexity: O(*n* log *n*) for outlines as they are drawn; at worst what the budget allows,
    ///   some hundred looks a corner.
    package mutating func takeOut(below toleranceMetres: Double) {
        let limit = toleranceMetres * toleranceMetres
        for corner in corners.indices where !isFixed[corner] { enqueue(Int32(corner), atLeast: 0) }
        while let next = queue.popLeast(), next.area < limit, !isExhausted {
            let corner = Int(next.corner)
            guard !isGone[corner], next.before == before[corner], next.after == after[corner],
                mayGo(next.corner)
            else { continue }
            remove(next.corner)
            // A corner is no less important than one that had to go before it.
            for neighbour in [next.before, next.after] where !isFixed[Int(neighbour)] {
                enqueue(neighbour, atLeast: next.area)
            }
        }
    }

    private mutating func enqueue(_ corner: Int32, atLeast least: Double) {
        let (before, after) = (before[Int(corner)], after[Int(corner)])
        let area = max(least, triangleSquareMetres(before, corner, after))
        queue.push(TriangleQueue.Entry(area: area, corner: corner, before: before, after: after))
    }

    private mutating func remove(_ corner: Int32) {
        let (one, other) = (before[Int(corner)], after[Int(corner)])
        isGone[Int(corner)] = true
        if !isFixed[Int(one)] { after[Int(one)] = other }
        if !isFixed[Int(other)] { before[Int(other)] = one }
        if isFixed[Int(one)], isFixed[Int(other)] {
            fixedSides.insert(ArcSimplifying.side(one, other))
        }
        goneSinceTree += 1
        if goneSinceTree > 1000, goneSinceTree * 2 > treeCorners.count {
            treeCorners.removeAll { isGone[Int($0)] }
            tree = PackedRTree(treeCorners.map { corners[Int($0)] })
            goneSinceTree = 0
        }
    }

    /// Whether the side that would stand in for a corner is new, and crosses and touches nothing.
    private mutating func mayGo(_ corner: Int32) -> Bool {
        let (one, other) = (before[Int(corner)], after[Int(corner)])
        let (a, b, c) = (corners[Int(one)], corners[Int(corner)], corners[Int(other)])
        // The plane ends at the antimeridian and the poles: what was cut there stays on the edge.
        if b.longitude.magnitude == 180, a.longitude != b.longitude || c.longitude != b.longitude {
            return false
        }
        if b.latitude.magnitude == 90, a.latitude != b.latitude || c.latitude != b.latitude {
            return false
        }
        if !isFixed[Int(one)], before[Int(one)] == other { return false }
        if !isFixed[Int(other)], after[Int(other)] == one { return false }
        if one == other || fixedSides.contains(ArcSimplifying.side(one, other)) { return false }
        guard let window = Envelope([a, b, c]) else { return false }
        tree.search(window, into: &answers)
        budget -= answers.count
        for place in 0..<answers.count {
            let found = treeCorners[answers[place]]
            guard found != one, found != corner, found != other, !isGone[Int(found)] else {
                continue
            }
            if ArcSimplifying.holds(a, b, c, corners[Int(found)]) { return false }
        }
        return true
    }

    /// Whether a position lies in a triangle or on its sides, in the plane of degrees.
    private static func holds(
        _ a: Coordinate, _ b: Coordinate, _ c: Coordinate, _ position: Coordinate
    ) -> Bool {
        let turns = [
            turn(a, b, position), turn(b, c, position), turn(c, a, position),
        ]
        return turns.allSatisfy { $0 >= 0 } || turns.allSatisfy { $0 <= 0 }
    }

    private static func turn(_ a: Coordinate, _ b: Coordinate, _ c: Coordinate) -> Double {
        (b.longitude - a.longitude) * (c.latitude - a.latitude)
            - (b.latitude - a.latitude) * (c.longitude - a.longitude)
    }

    /// The area of a triangle on a map that is true at its middle corner.
    private func triangleSquareMetres(_ one: Int32, _ middle: Int32, _ other: Int32) -> Double {
        let (a, b, c) = (corners[Int(one)], corners[Int(middle)], corners[Int(other)])
        // A degree of latitude on a sphere of the mean radius.
        let degree = 111_195.08
        return (ArcSimplifying.turn(a, b, c) / 2).magnitude
            * degree * degree * cos(b.latitude * .pi / 180)
    }

    private static func side(_ one: Int32, _ other: Int32) -> SIMD2<Int32> {
        SIMD2(min(one, other), max(one, other))
    }
}

/// Triangles, the smallest first; of equal ones the one whose corner has the lowest number.
private struct TriangleQueue {
    struct Entry {
        let area: Double
        let corner: Int32
        let before: Int32
        let after: Int32

        static func < (one: Entry, other: Entry) -> Bool {
            (one.area, one.corner) < (other.area, other.corner)
        }
    }

    private var heap: [Entry] = []

    mutating func push(_ entry: Entry) {
        heap.append(entry)
        var place = heap.count - 1
        while place > 0, heap[place] < heap[(place - 1) / 2] {
            heap.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    mutating func popLeast() -> Entry? {
        guard let least = heap.first, let last = heap.popLast() else { return nil }
        guard !heap.isEmpty else { return least }
        heap[0] = last
        var place = 0
        while true {
            var child = place * 2 + 1
            guard child < heap.count else { return least }
            if child + 1 < heap.count, heap[child + 1] < heap[child] { child += 1 }
            guard heap[child] < heap[place] else { return least }
            heap.swapAt(child, place)
            place = child
        }
    }
}
