import CIndexKernels
public import Geodesy
public import SimpleFeatures

extension PackedRTree {
    /// The entries nearest to a position.
    ///
    /// The distance of a box is that of its nearest point, zero inside it. On the ellipsoid the order
    /// is that of GeographicLib's distances, also where they differ by nanometres, and each distance
    /// is within 50 nanometres of GeographicLib's; that of a box is that of
    /// `Geodesic.distanceMetres(from:to:)`, which beyond 9,985 km is not proved to be the least.
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
        return withBytes { bytes in
            var probe = IndexProbe(position)
            return unsafe withUnsafePointer(to: &probe) { probe in
                var search = unsafe NearestSearch(
                    bytes: bytes, probe: probe, wanted: min(count, self.count),
                    limit: Reach(radiusMetres, on: figure).outer, slack: Reach.slack(on: figure))
                search.open(level: layout.levelCount - 1, block: 0, where: isWanted)
                return Measurer(from: position, on: figure)
                    .neighbours(in: bytes, withinMetres: radiusMetres, atMost: count) {
                        search.forEachSlot($0)
                    }
            }
        }
    }

    /// The entries of a bitmap nearest to a position.
    ///
    /// - Parameters:
    ///   - count: How many at most.
    ///   - position: Where the distances are measured from.
    ///   - wanted: The entries that may be answers, as many bits as the tree has entries.
    ///   - radiusMetres: Nothing farther is an answer.
    ///   - figure: The ellipsoid, or the sphere.
    /// - Returns: As ``nearest(_:to:withinMetres:on:where:)`` with a filter that says the same.
    /// - Complexity: That of the same search with a filter.
    public func nearest(
        _ count: Int, to position: Coordinate, among wanted: EntryBitmap,
        withinMetres radiusMetres: Double = .infinity, on figure: EarthFigure = .ellipsoid
    ) -> [Neighbour] {
        precondition(wanted.count == self.count, "a bitmap has a bit for each entry of the tree")
        return nearest(count, to: position, withinMetres: radiusMetres, on: figure) { wanted[$0] }
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
    /// - Complexity: That of the single searches together; less in time, for they share what is in the
    ///   cache.
    public func nearest(
        _ count: Int, to positions: [Coordinate], withinMetres radiusMetres: Double = .infinity,
        on figure: EarthFigure = .ellipsoid
    ) -> [[Neighbour]] {
        PackedRTree.askedAlongCurve(positions) { place in
            nearest(count, to: positions[place], withinMetres: radiusMetres, on: figure)
        }
    }
}

/// The way down to the positions nearest to one, the nearer boxes first.
///
/// It compares squared chords to one part in a million and keeps everything that may be among the
/// nearest by them; what is kept is measured at the end.
@safe private struct NearestSearch: ~Copyable {
    private let bytes: TreeBytes
    private let probe: UnsafePointer<IndexProbe>
    private var ranking = apacheta_ranking()
    private let slack: Float
    /// The least chords where more are wanted than a ranking holds.
    private var heap: MaximumHeap?
    /// The bits of a squared chord above the slot of its entry.
    private var found: UnsafeMutablePointer<UInt64>
    private var foundCount = 0
    private var capacity = 64

    init(
        bytes: TreeBytes, probe: UnsafePointer<IndexProbe>, wanted: Int, limit: Float, slack: Float
    ) {
        self.bytes = bytes
        unsafe self.probe = unsafe probe
        ranking.limit = limit
        self.slack = slack
        // Where the heap ranks, the ranking of the first sixteen must not set the limit.
        ranking.slack = wanted > TreeLayout.fanOut ? .infinity : slack
        ranking.touch = Float(Reach.touch)
        ranking.wanted = UInt32(min(wanted, TreeLayout.fanOut))
        unsafe withUnsafeMutableBytes(of: &ranking.least) { least in
            let least = unsafe least.assumingMemoryBound(to: Float.self)
            for lane in 0..<TreeLayout.fanOut { unsafe least[lane] = .infinity }
        }
        heap = wanted > TreeLayout.fanOut ? MaximumHeap(capacity: wanted) : nil
        unsafe found = .allocate(capacity: capacity)
    }

    deinit { unsafe found.deallocate() }

    /// Hands out the slots of all entries that may be among the nearest.
    func forEachSlot(_ take: (Int) -> Void) {
        for place in 0..<foundCount {
            let key = unsafe found[place]
            if Float(bitPattern: UInt32(truncatingIfNeeded: key >> 32)) <= ranking.limit {
                take(Int(UInt32(truncatingIfNeeded: key)))
            }
        }
    }

    mutating func open(level: Int, block: Int, where isWanted: ((Int) -> Bool)?) {
        unsafe withUnsafeTemporaryAllocation(of: Float.self, capacity: 16) { chords in
            let kernels = unsafe bytes.kernels
            let chords = chords.baseAddress
            var lanes = unsafe kernels.pointee.near_boxes(
                bytes.space(level: level, block: block), probe, ranking.limit, chords)
            // No squared chord is above 4: as long as that little is known, all are within the limit,
            // and few of them will be opened.
            if ranking.limit < 4 {
                if level == 0 {
                    bytes.prefetchLeaves(from: block * TreeLayout.fanOut, lanes: lanes)
                } else {
                    bytes.prefetchSpaces(
                        level: level - 1, from: block * TreeLayout.fanOut, lanes: lanes)
                }
            }
            while true {
                let lane = unsafe kernels.pointee.nearest_lane(chords, lanes, ranking.limit)
                guard lane < 16 else { break }
                lanes &= ~(1 << lane)
                let box = block * TreeLayout.fanOut + Int(lane)
                if level > 0 {
                    open(level: level - 1, block: box, where: isWanted)
                } else {
                    open(leaf: box, where: isWanted)
                }
            }
        }
    }

    private mutating func open(leaf: Int, where isWanted: ((Int) -> Bool)?) {
        unsafe withUnsafeTemporaryAllocation(of: Float.self, capacity: 16) { chords in
            let chords = chords.baseAddress
            let first = leaf * TreeLayout.fanOut
            var lanes = unsafe bytes.kernels.pointee.near_positions(
                bytes.leaf(leaf), probe, ranking.limit, chords)
            guard lanes != 0 else { return }
            if let isWanted {
                for lane in 0..<TreeLayout.fanOut where lanes >> UInt32(lane) & 1 == 1 {
                    if !isWanted(bytes.origin(first + lane)) { lanes &= ~(1 << UInt32(lane)) }
                }
            }
            if foundCount + TreeLayout.fanOut > capacity { grow() }
            let added = unsafe bytes.kernels.pointee.rank_positions(
                chords, lanes, &ranking, UInt32(first), found + foundCount)
            for place in foundCount..<foundCount + Int(added) {
                unsafe heap?.add(Float(bitPattern: UInt32(truncatingIfNeeded: found[place] >> 32)))
            }
            foundCount += Int(added)
            if let farthest = heap?.greatest {
                ranking.limit = min(ranking.limit, farthest * slack + ranking.touch)
            }
        }
    }

    private mutating func grow() {
        let larger = UnsafeMutablePointer<UInt64>.allocate(capacity: 2 * capacity)
        unsafe larger.moveInitialize(from: found, count: foundCount)
        unsafe found.deallocate()
        unsafe found = unsafe larger
        capacity *= 2
    }
}

/// The least of many numbers, so many and no more.
private struct MaximumHeap {
    private let capacity: Int
    private var numbers: [Float] = []

    init(capacity: Int) { self.capacity = capacity }

    /// The greatest of them; `nil` as long as there are fewer.
    var greatest: Float? { numbers.count < capacity ? nil : numbers.first }

    mutating func add(_ number: Float) {
        var place = numbers.count
        if place < capacity {
            numbers.append(number)
            while place > 0, numbers[(place - 1) / 2] < number {
                numbers[place] = numbers[(place - 1) / 2]
                place = (place - 1) / 2
            }
        } else {
            guard number < numbers[0] else { return }
            place = 0
            while 2 * place + 1 < capacity {
                var child = 2 * place + 1
                if child + 1 < capacity, numbers[child + 1] > numbers[child] { child += 1 }
                guard numbers[child] > number else { break }
                numbers[place] = numbers[child]
                place = child
            }
        }
        numbers[place] = number
    }
}
