import CIndexKernels
public import SimpleFeatures

extension PackedRTree {
    /// Indexes positions.
    ///
    /// - Parameter positions: Fewer than 2³² of them, in any order.
    /// - Complexity: O(*n*); 23 bytes a position for the tree, and 8 more while it is built.
    public init(_ positions: [Coordinate]) {
        self.init(positions, builtBy: .best)
    }

    package init(_ positions: [Coordinate], builtBy kernels: Kernels) {
        let layout = TreeLayout(.positions, count: positions.count)
        let order = PackedRTree.curveKeys(of: positions, kernels)
        unsafe self.init(layout: layout, kernels: kernels) { bytes, blocks in
            unsafe PackedRTree.fill(
                bytes, blocks, layout: layout, with: positions, in: order, kernels)
        }
    }

    /// Indexes positions whose numbers nobody has checked yet.
    ///
    /// - Parameters:
    ///   - longitudes: Degrees east, one for each position.
    ///   - latitudes: Degrees north, as many.
    /// - Throws: ``EntryError`` for the first position that is not on the earth, or no number.
    /// - Complexity: O(*n*).
    public init(longitudes: [Double], latitudes: [Double]) throws(EntryError) {
        precondition(
            longitudes.count == latitudes.count, "a position has a longitude and a latitude")
        var positions: [Coordinate] = []
        positions.reserveCapacity(longitudes.count)
        for row in longitudes.indices {
            do throws(CoordinateError) {
                positions.append(
                    try Coordinate(longitude: longitudes[row], latitude: latitudes[row]))
            } catch { throw EntryError(row: row, reason: error.description) }
        }
        self.init(positions)
    }

    /// Indexes boxes, which may cross the antimeridian or hold a pole.
    ///
    /// - Parameter envelopes: Fewer than 2³² of them, in any order.
    /// - Complexity: O(*n*).
    public init(_ envelopes: [Envelope]) {
        self.init(envelopes, builtBy: .best)
    }

    init(_ envelopes: [Envelope], builtBy kernels: Kernels) {
        let layout = TreeLayout(.envelopes, count: envelopes.count)
        let order = PackedRTree.curveKeys(of: envelopes.map(PackedRTree.middle(of:)), kernels)
        unsafe self.init(layout: layout, kernels: kernels) { bytes, blocks in
            unsafe PackedRTree.fill(bytes, blocks, layout: layout, with: envelopes, in: order)
        }
    }

    private init(
        layout: TreeLayout, kernels: Kernels,
        filling fillLowest: (UnsafeMutableRawPointer, TreeBlocks) -> Void
    ) {
        let chunks = (layout.byteCount + 63) / 64
        let bytes = unsafe [TreeChunk](unsafeUninitializedCapacity: chunks) { buffer, count in
            if chunks > 0, let start = UnsafeMutableRawPointer(buffer.baseAddress) {
                // What lies between the arrays and behind the last is the same each time.
                unsafe buffer[layout.originsStart / 64 - 1] = .zero
                unsafe buffer[chunks - 1] = .zero
                let blocks = unsafe TreeBlocks(start, layout: layout, kernels: kernels)
                blocks.clearLevel(0)
                unsafe fillLowest(start, blocks)
                blocks.fillUpperLevels()
            }
            count = chunks
        }
        self.init(layout: layout, storage: .memory(bytes), kernels: kernels)
    }

    /// The middle of a box.
    static func middle(of envelope: Envelope) -> Coordinate {
        let turn: Double = envelope.crossesAntimeridian ? 360 : 0
        return Coordinate(
            wrappingLongitude: (envelope.west + envelope.east + turn) / 2,
            clampingLatitude: (envelope.south + envelope.north) / 2)
    }

    /// Asks for each of several positions in the order of the curve, so that those that follow each
    /// other need the same parts of the tree.
    ///
    /// - Returns: The answers in the order of the positions.
    static func askedAlongCurve<Answer>(
        _ positions: [Coordinate], _ answer: (_ place: Int) -> [Answer]
    ) -> [[Answer]] {
        var answers = [[Answer]](repeating: [], count: positions.count)
        for key in curveKeys(of: positions, .best) {
            let place = Int(UInt32(truncatingIfNeeded: key))
            answers[place] = answer(place)
        }
        return answers
    }

    /// The places of positions on the curve in the upper halves, ascending, and their numbers in the
    /// lower ones; positions of one cell keep the order of the input.
    static func curveKeys(of positions: [Coordinate], _ kernels: Kernels) -> [UInt64] {
        precondition(positions.count <= UInt32.max, "a tree holds fewer than 2^32 entries")
        guard !positions.isEmpty else { return [] }
        var keys = unsafe [UInt64](unsafeUninitializedCapacity: positions.count) { keys, filled in
            unsafe positions.withUnsafeBytes { bytes in
                // Two numbers each, longitude first, with nothing between.
                unsafe kernels.table.pointee.hilbert_keys(
                    bytes.assumingMemoryBound(to: Double.self).baseAddress,
                    UInt64(positions.count), keys.baseAddress)
            }
            filled = positions.count
        }
        var scratch = unsafe [UInt64](unsafeUninitializedCapacity: keys.count) { scratch, filled in
            filled = keys.count
        }
        unsafe apacheta_sort_by_upper_half(&keys, &scratch, UInt64(keys.count))
        return keys
    }

    private static func fill(
        _ bytes: UnsafeMutableRawPointer, _ blocks: TreeBlocks, layout: TreeLayout,
        with positions: [Coordinate], in order: [UInt64], _ kernels: Kernels
    ) {
        unsafe positions.withUnsafeBytes { positions in
            // Two numbers each, longitude first, with nothing between.
            unsafe kernels.table.pointee.fill_leaves(
                positions.assumingMemoryBound(to: Double.self).baseAddress, order,
                UInt64(layout.count),
                (bytes + layout.entriesStart).assumingMemoryBound(to: Double.self),
                (bytes + layout.originsStart).assumingMemoryBound(to: UInt32.self),
                blocks.map(0, 0).assumingMemoryBound(to: Float.self),
                blocks.space(0, 0).assumingMemoryBound(to: Float.self))
        }
    }

    private static func fill(
        _ bytes: UnsafeMutableRawPointer, _ blocks: TreeBlocks, layout: TreeLayout,
        with envelopes: [Envelope], in order: [UInt64]
    ) {
        let entries = unsafe (bytes + layout.entriesStart).assumingMemoryBound(to: Envelope.self)
        let origins = unsafe (bytes + layout.originsStart).assumingMemoryBound(to: UInt32.self)
        for (slot, key) in order.enumerated() {
            let origin = UInt32(truncatingIfNeeded: key)
            let envelope = envelopes[Int(origin)]
            unsafe entries[slot] = envelope
            unsafe origins[slot] = origin
            blocks.set(envelope, block: slot / TreeLayout.fanOut, lane: slot % TreeLayout.fanOut)
        }
    }
}

/// Why something cannot be an entry of an index.
public struct EntryError: Error, Equatable, CustomStringConvertible {
    /// Which one, from 0.
    public let row: Int
    /// What was found, and what was expected.
    public let reason: String

    public var description: String { "row \(row): \(reason)" }
}

/// The blocks of boxes of a tree that is being built.
@safe private struct TreeBlocks {
    private let bytes: UnsafeMutableRawPointer
    private let layout: TreeLayout
    private let kernels: Kernels

    init(_ bytes: UnsafeMutableRawPointer, layout: TreeLayout, kernels: Kernels) {
        unsafe self.bytes = unsafe bytes
        self.layout = layout
        self.kernels = kernels
    }

    func map(_ level: Int, _ block: Int) -> UnsafeMutableRawPointer {
        unsafe bytes + layout.mapStart(level: level, block: block)
    }

    func space(_ level: Int, _ block: Int) -> UnsafeMutableRawPointer {
        unsafe bytes + layout.spaceStart(level: level, block: block)
    }

    /// Fills the last block of a level with empty boxes, those that are there are set later.
    func clearLevel(_ level: Int) {
        let block = (layout.boxCounts[level] - 1) / TreeLayout.fanOut
        func clear(_ place: UnsafeMutableRawPointer, axes: Int) {
            let numbers = unsafe place.assumingMemoryBound(to: Float.self)
            for lane in 0..<axes * TreeLayout.fanOut {
                unsafe numbers[lane] = .infinity
                unsafe numbers[lane + axes * TreeLayout.fanOut] = -.infinity
            }
        }
        unsafe clear(map(level, block), axes: 2)
        unsafe clear(space(level, block), axes: 3)
    }

    /// Sets the box of an entry that is one.
    func set(_ envelope: Envelope, block: Int, lane: Int) {
        let map = unsafe map(0, block).assumingMemoryBound(to: Float.self) + lane
        // An entry over the antimeridian gets a box all around the earth: no plain interval of
        // longitudes is smaller, and few entries do that.
        let (west, east) =
            envelope.crossesAntimeridian ? (-180, 180) : (envelope.west, envelope.east)
        unsafe map[0] = Float(roundingDown: west)
        unsafe map[16] = Float(roundingDown: envelope.south)
        unsafe map[32] = Float(roundingUp: east)
        unsafe map[48] = Float(roundingUp: envelope.north)
        let space = unsafe space(0, block).assumingMemoryBound(to: Float.self) + lane
        let box = NormalBox(envelope)
        for axis in 0..<3 {
            unsafe space[axis * 16] = Float(roundingDown: box.least[axis])
            unsafe space[(axis + 3) * 16] = Float(roundingUp: box.greatest[axis])
        }
    }

    /// Sets the boxes of all levels but the lowest.
    func fillUpperLevels() {
        for level in 1..<max(1, layout.levelCount) {
            clearLevel(level)
            for box in 0..<layout.boxCounts[level] {
                let (block, lane) = (box / TreeLayout.fanOut, UInt32(box % TreeLayout.fanOut))
                unsafe kernels.table.pointee.set_box_of_block(
                    map(level - 1, box), map(level, block), 2, lane)
                unsafe kernels.table.pointee.set_box_of_block(
                    space(level - 1, box), space(level, block), 3, lane)
            }
        }
    }
}

extension Float {
    /// The greatest single-precision number that is not above a number.
    package init(roundingDown number: Double) {
        let nearest = Float(number)
        self = Double(nearest) > number ? nearest.nextDown : nearest
    }

    /// The least single-precision number that is not below a number.
    package init(roundingUp number: Double) {
        let nearest = Float(number)
        self = Double(nearest) < number ? nearest.nextUp : nearest
    }
}
