import CIndexKernels
public import Geodesy
public import SimpleFeatures

extension PackedRTree {
    /// All entries, the nearest to a position first, found as they are asked for.
    ///
    /// - Parameters:
    ///   - position: Where the distances are measured from.
    ///   - figure: The ellipsoid, where every distance is GeographicLib's, or the sphere.
    /// - Returns: A sequence in the order of ``nearest(_:to:withinMetres:on:where:)``.
    /// - Complexity: O(log *n*) to the first of entries that overlap little.
    public func neighbours(
        of position: Coordinate, on figure: EarthFigure = .ellipsoid
    ) -> Neighbours {
        Neighbours(
            tree: self,
            search: NeighbourSearch(
                in: self, from: position, on: figure, withinMetres: .infinity))
    }

    /// The entries of a tree in the order of their distance from a position.
    public struct Neighbours: Sequence, IteratorProtocol, Sendable {
        private let tree: PackedRTree
        private var search: NeighbourSearch

        fileprivate init(tree: PackedRTree, search: NeighbourSearch) {
            self.tree = tree
            self.search = search
        }

        /// The next nearest entry; `nil` after the last.
        public mutating func next() -> Neighbour? { search.next(in: tree, where: nil) }
    }
}

/// The search outwards from a position, nearest entry first, measuring as little as it can.
///
/// Blocks, leaves and entries wait in the order of a squared chord that none of what they hold falls
/// below. When an entry's turn comes it is measured and waits again, among the measured. The first of
/// those is an answer as soon as everything that still waits unmeasured lies beyond its ``Reach``:
/// then nothing nearer is left, and nothing at the same distance either.
struct NeighbourSearch: Sendable {
    /// A block, a leaf or an entry that was not measured yet.
    private struct Waiting: Comparable, Sendable {
        let chord: Float
        /// 0 for an entry, 1 for a leaf, 2 and more for a block of the level `height` - 2.
        let height: UInt32
        let place: UInt32

        static func < (one: Waiting, other: Waiting) -> Bool { one.chord < other.chord }
    }

    // What is handed out one after the other cannot be put right later, so it is exact.
    private var measurer: Measurer
    private let probe: IndexProbe
    private let radiusMetres: Double
    private let reach: Float
    private var waiting = MinimumHeap<Waiting>()
    private var measured = MinimumHeap<Neighbour>()
    /// The squared chord beyond which nothing can be as near as the first of the measured.
    private var reachOfFirst = Float.infinity

    /// A search that has not begun.
    ///
    /// - Parameters:
    ///   - tree: What is searched; the same is handed to every ``next(in:where:)``.
    ///   - radiusMetres: What is farther is passed over.
    init(
        in tree: PackedRTree, from position: Coordinate, on figure: EarthFigure,
        withinMetres radiusMetres: Double
    ) {
        measurer = Measurer(from: position, on: figure, isExact: true)
        probe = IndexProbe(position)
        self.radiusMetres = radiusMetres
        reach = Reach(radiusMetres, on: figure).outer
        if !tree.isEmpty, radiusMetres >= 0 {
            waiting.insert(
                Waiting(chord: 0, height: UInt32(tree.layout.levelCount) + 1, place: 0))
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
        tree.withBytes { bytes in
            while true {
                if measured.first != nil,
                    (waiting.first?.chord ?? .infinity) > reachOfFirst
                        || waiting.first == nil
                {
                    let answer = measured.popFirst()
                    noteFirst()
                    return answer
                }
                guard let nearest = waiting.popFirst() else { return nil }
                switch nearest.height {
                case 0: measure(Int(nearest.place), in: bytes, where: isWanted)
                case 1: open(leaf: Int(nearest.place), in: bytes)
                default:
                    open(block: Int(nearest.place), level: Int(nearest.height) - 2, in: bytes)
                }
            }
        }
    }

    private mutating func measure(
        _ slot: Int, in bytes: TreeBytes, where isWanted: ((Int) -> Bool)?
    ) {
        if bytes.layout.kind == .envelopes, bytes.envelope(slot) == nil { return }
        let index = bytes.origin(slot)
        guard isWanted?(index) ?? true else { return }
        let metres = measurer.metres(toSlot: slot, in: bytes)
        guard metres <= radiusMetres else { return }
        let previous = measured.first
        measured.insert(Neighbour(index: index, distanceMetres: metres))
        if measured.first != previous { noteFirst() }
    }

    private mutating func noteFirst() {
        reachOfFirst =
            measured.first.map { Reach($0.distanceMetres, on: measurer.ruler.figure).outer } ?? -1
    }

    private mutating func open(leaf: Int, in bytes: TreeBytes) {
        unsafe forEachLane { chords, probe in
            unsafe bytes.kernels.pointee.near_positions(bytes.leaf(leaf), probe, .infinity, chords)
        } body: { search, chord, lane in
            // One part in a million, and across the antimeridian a millimetre.
            let least = max(0, chord * (1 - 4e-6) - 2.5e-20)
            search.wait(least, height: 0, place: leaf * TreeLayout.fanOut + lane)
        }
    }

    private mutating func open(block: Int, level: Int, in bytes: TreeBytes) {
        let height =
            level > 0 ? UInt32(level) + 1 : bytes.layout.kind == .positions ? 1 : 0
        unsafe forEachLane { chords, probe in
            unsafe bytes.kernels.pointee.near_boxes(
                bytes.space(level: level, block: block), probe, .infinity, chords)
        } body: { search, chord, lane in
            search.wait(chord, height: height, place: block * TreeLayout.fanOut + lane)
        }
    }

    private mutating func wait(_ chord: Float, height: UInt32, place: Int) {
        guard chord <= reach else { return }
        waiting.insert(Waiting(chord: chord, height: height, place: UInt32(place)))
    }

    /// Hands on the lanes that a kernel finds, and their chords.
    private mutating func forEachLane(
        from kernel: (UnsafeMutablePointer<Float>, UnsafePointer<IndexProbe>) -> UInt32,
        body: (inout NeighbourSearch, _ chord: Float, _ lane: Int) -> Void
    ) {
        var probe = probe
        unsafe withUnsafeTemporaryAllocation(of: Float.self, capacity: 16) { chords in
            guard let start = chords.baseAddress else { return }
            var lanes = unsafe kernel(start, &probe)
            while lanes != 0 {
                let lane = lanes.trailingZeroBitCount
                lanes &= lanes - 1
                unsafe body(&self, chords[lane], lane)
            }
        }
    }
}
