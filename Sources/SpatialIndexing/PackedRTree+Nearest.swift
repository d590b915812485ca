import CIndexKernels
public import Geodesy
public import SimpleFeatures

extension PackedRTree {
    /// The entries nearest to a position.
    ///
    /// The distance of a box is that of its nearest point, zero inside it. On the ellipsoid the order
    /// is that of GeographicLib's distances, also where they differ by nanometres, and each distance
    /// is within 50 nanometres of GeographicLib's; that of a box as exact as
    /// `Geodesic.distanceMetres(from:to:)`.
    ///
    /// - Parameters:
    ///   - count: How many at most; none when zero or negative.
    ///   - position: Where the distances are measured from.
    ///   - radiusMetres: Nothing farther is an answer; nothing at all is when it is negative or not
    ///     a number.
    ///   - figure: The ellipsoid, or the sphere, which is quicker and up to 0.56 % off.
    ///   - isWanted: Asked at most once for an entry, by its position in the input, in no fixed
    ///     order; what it refuses is passed over.
    /// - Returns: The nearest first, of two at one distance the one that stood first in the input;
    ///   fewer than `count` when there are not so many.
    /// - Complexity: O((log *n* + *k*) log *k*) for entries that overlap little, *k* being `count`
    ///   and the entries that tie with the last answer.
    public func nearest(
        _ count: Int, to position: Coordinate, withinMetres radiusMetres: Double = .infinity,
        on figure: EarthFigure = .ellipsoid, where isWanted: ((_ index: Int) -> Bool)? = nil
    ) -> [Neighbour] {
        guard count > 0, !isEmpty, radiusMetres >= 0 else { return [] }
        guard layout.kind == .positions else {
            var search = NeighbourSearch(
                in: self, from: position, on: figure, withinMetres: radiusMetres)
            var answers: [Neighbour] = []
            while answers.count < count, let answer = search.next(in: self, where: isWanted) {
                answers.append(answer)
            }
            return answers
        }
        return withoutActuallyEscaping(isWanted ?? { _ in true }) { condition in
            withBytes { bytes in
                var probe = Probe(position)
                return unsafe withUnsafePointer(to: &probe) { probe in
                    var search = unsafe NearestSearch(
                        bytes: bytes, probe: probe, wanted: min(count, self.count),
                        limit: Reach(radiusMetres, on: figure).outer,
                        slack: Reach.slack(on: figure),
                        isWanted: isWanted == nil ? nil : condition)
                    search.open(level: layout.levelCount - 1, block: 0)
                    return Measurer(from: position, on: figure, bytes: bytes)
                        .neighbours(at: search.slots, withinMetres: radiusMetres, atMost: count)
                }
            }
        }
    }

    /// The entries nearest to each of several positions, looked for in the order of the curve.
    ///
    /// - Parameters:
    ///   - count: How many at most for each.
    ///   - positions: Where the distances are measured from.
    ///   - radiusMetres: Nothing farther is an answer.
    ///   - figure: The ellipsoid, or the sphere.
    /// - Returns: For each position, in order, what
    ///   ``nearest(_:to:withinMetres:on:where:)`` returns.
    /// - Complexity: That of the single searches together, often two thirds of it in time.
    public func nearest(
        _ count: Int, to positions: [Coordinate], withinMetres radiusMetres: Double = .infinity,
        on figure: EarthFigure = .ellipsoid
    ) -> [[Neighbour]] {
        var found = [[Neighbour]](repeating: [], count: positions.count)
        for place in PackedRTree.curveOrder(of: positions) {
            found[place] = nearest(
                count, to: positions[place], withinMetres: radiusMetres, on: figure)
        }
        return found
    }
}

/// The way down to the positions nearest to one, the nearer boxes first.
///
/// It compares squared chords to one part in a million and keeps everything that may be among the
/// nearest by them; what is kept is measured at the end.
@safe private struct NearestSearch {
    private let bytes: TreeBytes
    private let probe: UnsafePointer<Probe>
    private let wanted: Int
    private let slack: Float
    private let isWanted: ((Int) -> Bool)?
    /// Nothing with a greater squared chord is among the nearest.
    private var limit: Float
    /// The least squared chords, as many as are wanted, the greatest of them first.
    private var least: [Float] = []
    /// The bits of a squared chord above the slot of its entry.
    private var found: [UInt64] = []

    init(
        bytes: TreeBytes, probe: UnsafePointer<Probe>, wanted: Int, limit: Float, slack: Float,
        isWanted: ((Int) -> Bool)?
    ) {
        self.bytes = bytes
        unsafe self.probe = unsafe probe
        self.wanted = wanted
        self.limit = limit
        self.slack = slack
        self.isWanted = isWanted
        least.reserveCapacity(min(wanted, 64))
        found.reserveCapacity(64)
    }

    /// The slots of all entries that may be among the nearest.
    var slots: some Sequence<Int> {
        found.lazy.filter { NearestSearch.chord(of: $0) <= limit }
            .map { Int(UInt32(truncatingIfNeeded: $0)) }
    }

    mutating func open(level: Int, block: Int) {
        var keys = InlineArray<16, UInt64>(repeating: 0)
        let count = unsafe withUnsafeMutableBytes(of: &keys) { keys in
            unsafe bytes.kernels.pointee.near_boxes(
                bytes.space(level: level, block: block), probe, limit,
                keys.assumingMemoryBound(to: UInt64.self).baseAddress)
        }
        for place in 0..<Int(count) {
            guard NearestSearch.chord(of: keys[place]) <= limit else { break }
            let box = block * TreeLayout.fanOut + Int(keys[place] & 15)
            if level > 0 { open(level: level - 1, block: box) } else { open(leaf: box) }
        }
    }

    private mutating func open(leaf: Int) {
        var keys = InlineArray<16, UInt64>(repeating: 0)
        let count = unsafe withUnsafeMutableBytes(of: &keys) { keys in
            unsafe bytes.kernels.pointee.near_positions(
                bytes.leaf(leaf), probe, limit,
                keys.assumingMemoryBound(to: UInt64.self).baseAddress)
        }
        for place in 0..<Int(count) {
            let key = keys[place]
            let slot = leaf * TreeLayout.fanOut + Int(key & 15)
            guard NearestSearch.chord(of: key) <= limit else { continue }
            guard isWanted?(bytes.origin(slot)) ?? true else { continue }
            found.append(key & ~0xFFFF_FFFF | UInt64(slot))
            note(NearestSearch.chord(of: key))
        }
    }

    private mutating func note(_ chord: Float) {
        if least.count < wanted {
            least.append(chord)
            var place = least.count - 1
            while place > 0, least[(place - 1) / 2] < least[place] {
                least.swapAt(place, (place - 1) / 2)
                place = (place - 1) / 2
            }
        } else if chord < least[0] {
            least[0] = chord
            var place = 0
            while true {
                var child = 2 * place + 1
                guard child < least.count else { break }
                if child + 1 < least.count, least[child + 1] > least[child] { child += 1 }
                guard least[child] > least[place] else { break }
                least.swapAt(place, child)
                place = child
            }
        }
        if least.count == wanted {
            limit = min(limit, Reach.widened(least[0], by: slack))
        }
    }

    @inline(__always)
    private static func chord(of key: UInt64) -> Float {
        Float(bitPattern: UInt32(truncatingIfNeeded: key >> 32))
    }
}
