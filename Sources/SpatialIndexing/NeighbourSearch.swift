import Geodesy
import SimpleFeatures

/// The search outwards from a position, nearest entry first, measuring as little as it can.
///
/// Blocks, leaves and entries wait in the order of the square of their straight distance, which is
/// known without trigonometry. When an entry's turn comes it is measured as a geodesic and waits
/// again, among the measured. The first of those is an answer as soon as everything that still
/// waits unmeasured has a chord too long for a geodesic as short as its own
/// (``EarthCentredPosition/greatestSquaredChord(withinMetres:)``): then nothing nearer is left, and
/// nothing at the same distance either.
struct NeighbourSearch: Sendable {
    /// A node or an entry, not measured yet.
    private struct Waiting: Comparable, Sendable {
        /// No geodesic to anything inside has a smaller squared chord.
        let squaredDistance: Double
        /// 0 for an entry, 1 for a leaf, 2 and more for a block of `levels[height - 2]`.
        let height: UInt32
        let place: UInt32

        static func < (one: Waiting, other: Waiting) -> Bool {
            one.squaredDistance < other.squaredDistance
        }
    }

    private let radiusMetres: Double
    private let radiusSquared: Double
    private let probe: SpaceProbe
    private var ruler: Ruler
    private var waiting = MinimumHeap<Waiting>()
    private var measured = MinimumHeap<Neighbour>()
    /// The squared chord beyond which nothing can be as near as the first of the measured.
    private var firstSquared = Double.greatestFiniteMagnitude

    /// A search that has not begun.
    ///
    /// - Parameters:
    ///   - tree: What is searched; the same is handed to every ``next(in:where:)``.
    ///   - position: Where the distances are measured from.
    ///   - radiusMetres: What is farther is passed over.
    init(in tree: PackedRTree, from position: Coordinate, withinMetres radiusMetres: Double) {
        self.radiusMetres = radiusMetres
        radiusSquared = EarthCentredPosition.greatestSquaredChord(withinMetres: radiusMetres)
        ruler = Ruler(position)
        probe = SpaceProbe(ruler.centred)
        if !tree.isEmpty, radiusMetres >= 0 {
            waiting.insert(
                Waiting(squaredDistance: 0, height: UInt32(tree.levels.count) + 1, place: 0))
        }
    }

    /// The next nearest entry; `nil` when there is none left.
    ///
    /// - Parameters:
    ///   - tree: The tree given at the start.
    ///   - isWanted: Asked at most once for an entry, by its position in the input.
    mutating func next(
        in tree: PackedRTree, where isWanted: ((Int) -> Bool)?
    ) -> Neighbour? {
        while true {
            if measured.first != nil, (waiting.first?.squaredDistance ?? .infinity) > firstSquared {
                let answer = measured.popFirst()
                noteFirst()
                return answer
            }
            guard let nearest = waiting.popFirst() else {
                return nil
            }
            switch nearest.height {
            case 0: measure(Int(nearest.place), in: tree, where: isWanted)
            case 1: openLeaf(Int(nearest.place), in: tree)
            default: openBlock(Int(nearest.place), height: nearest.height, in: tree)
            }
        }
    }

    private mutating func measure(
        _ slot: Int, in tree: PackedRTree, where isWanted: ((Int) -> Bool)?
    ) {
        let index = Int(tree.origins[slot])
        guard isWanted?(index) ?? true else { return }
        let metres = ruler.distanceMetres(to: slot, of: tree.entries)
        guard metres <= radiusMetres else { return }
        let previous = measured.first
        measured.insert(Neighbour(index: index, distanceMetres: metres))
        if measured.first != previous { noteFirst() }
    }

    private mutating func noteFirst() {
        firstSquared = EarthCentredPosition.greatestSquaredChord(
            withinMetres: measured.first?.distanceMetres ?? .infinity)
    }

    private mutating func openLeaf(_ leaf: Int, in tree: PackedRTree) {
        let first = leaf * PackedRTree.fanOut
        for slot in first..<min(first + PackedRTree.fanOut, tree.count) {
            let squared = tree.entries.squaredDistance(from: ruler.centred, toSlot: slot)
            guard squared <= radiusSquared else { continue }
            waiting.insert(Waiting(squaredDistance: squared, height: 0, place: UInt32(slot)))
        }
    }

    private mutating func openBlock(_ block: Int, height: UInt32, in tree: PackedRTree) {
        let squares = tree.levels[Int(height) - 2].spaces[block]
            .leastSquaredDistances(from: probe)
        for lane in 0..<PackedRTree.fanOut {
            let squared = Double(squares[lane])
            guard squared <= radiusSquared else { continue }
            waiting.insert(
                Waiting(
                    squaredDistance: squared, height: height - 1,
                    place: UInt32(block * PackedRTree.fanOut + lane)))
        }
    }
}

/// Measures from one position to entries.
///
/// Events pile up by hundreds on one town's position and stand together on the curve, so the last
/// answer is kept.
struct Ruler: Sendable {
    let position: Coordinate
    let centred: EarthCentredPosition
    private var lastSlot: Int?
    private var lastMetres = 0.0

    init(_ position: Coordinate) {
        self.position = position
        centred = EarthCentredPosition(position)
    }

    /// The geodesic distance to an entry.
    mutating func distanceMetres(to slot: Int, of entries: Entries) -> Double {
        if let lastSlot, entries.areEqual(lastSlot, slot) { return lastMetres }
        lastMetres = entries.distanceMetres(from: position, toSlot: slot)
        lastSlot = slot
        return lastMetres
    }
}
