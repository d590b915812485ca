import CIndexKernels
import SimpleFeatures

/// The bytes of a tree, wherever they are kept, read by the addresses of its layout.
///
/// Valid within the call that hands it out, as its pointers are.
@safe struct TreeBytes {
    let layout: TreeLayout
    let kernels: UnsafePointer<KernelTable>
    private let maps: UnsafeRawPointer
    private let spaces: UnsafeRawPointer
    private let entries: UnsafeRawPointer
    private let origins: UnsafeRawPointer
    /// Checks bytes before they are read for the first time; `nil` where they need no check.
    private let pages: CheckedPages?

    /// - Parameter start: As many bytes as the layout has.
    init(
        _ start: UnsafeRawPointer, layout: TreeLayout, kernels: Kernels, pages: CheckedPages?
    ) {
        self.layout = layout
        unsafe self.kernels = unsafe kernels.table
        self.pages = pages
        unsafe maps = unsafe start
        unsafe spaces = unsafe start + layout.spacesStart
        unsafe entries = unsafe start + layout.entriesStart
        unsafe origins = unsafe start + layout.originsStart
    }

    /// The boxes of a block on the map.
    @inline(__always)
    func map(level: Int, block: Int) -> UnsafeRawPointer {
        let size = TreeLayout.mapBlockSize
        return unsafe sound(
            maps + (layout.firstBlocks[level] + block) * size, size, or: Blank.boxes)
    }

    /// The boxes of a block in space.
    @inline(__always)
    func space(level: Int, block: Int) -> UnsafeRawPointer {
        let size = TreeLayout.spaceBlockSize
        return unsafe sound(
            spaces + (layout.firstBlocks[level] + block) * size, size, or: Blank.boxes)
    }

    /// The positions of a leaf.
    @inline(__always)
    func leaf(_ leaf: Int) -> UnsafeRawPointer {
        let size = TreeLayout.leafSize
        return unsafe sound(entries + leaf * size, size, or: Blank.positions)
    }

    /// A position, of an entry that is one.
    @inline(__always)
    func position(_ slot: Int) -> Coordinate {
        let lane = slot % TreeLayout.fanOut * 8
        let leaf = unsafe self.leaf(slot / TreeLayout.fanOut)
        return unsafe Coordinate(
            uncheckedLongitude: leaf.loadUnaligned(fromByteOffset: lane, as: Double.self),
            latitude: leaf.loadUnaligned(
                fromByteOffset: TreeLayout.leafSize / 2 + lane, as: Double.self))
    }

    /// A box, of an entry that is one.
    @inline(__always)
    func envelope(_ slot: Int) -> Envelope {
        let size = TreeLayout.envelopeSize
        let place = unsafe sound(entries + slot * size, size, or: Blank.envelope)
        func edge(_ number: Int) -> Double {
            unsafe place.loadUnaligned(fromByteOffset: number * 8, as: Double.self)
        }
        return Envelope(uncheckedWest: edge(0), south: edge(1), east: edge(2), north: edge(3))
    }

    /// Where an entry stood in the input.
    @inline(__always)
    func origin(_ slot: Int) -> Int {
        let place = unsafe sound(origins + slot * 4, 4, or: Blank.zeros)
        return unsafe Int(place.loadUnaligned(as: UInt32.self))
    }

    /// Where the entries of a run of slots stood in the input; none where that is damaged.
    @inline(__always)
    func origins(_ slots: Range<Int>) -> UnsafeRawBufferPointer {
        let place = unsafe origins + slots.lowerBound * 4
        if let pages, unsafe !pages.isSound(place, count: slots.count * 4) {
            return unsafe UnsafeRawBufferPointer(start: nil, count: 0)
        }
        return unsafe UnsafeRawBufferPointer(start: place, count: slots.count * 4)
    }

    /// Where the sixteen entries of a leaf stood in the input, fewer of the last.
    @inline(__always)
    func origins(ofLeaf leaf: Int) -> UnsafePointer<UInt32> {
        let first = leaf * TreeLayout.fanOut
        let held = min(TreeLayout.fanOut, layout.count - first)
        return unsafe sound(origins + first * 4, held * 4, or: Blank.zeros)
            .assumingMemoryBound(to: UInt32.self)
    }

    /// Begins to bring blocks on the map into the cache.
    @inline(__always)
    func prefetchMaps(level: Int, from block: Int, lanes: UInt32) {
        let size = TreeLayout.mapBlockSize
        unsafe prefetch(maps + (layout.firstBlocks[level] + block) * size, size, lanes)
    }

    /// Begins to bring blocks in space into the cache.
    @inline(__always)
    func prefetchSpaces(level: Int, from block: Int, lanes: UInt32) {
        let size = TreeLayout.spaceBlockSize
        unsafe prefetch(spaces + (layout.firstBlocks[level] + block) * size, size, lanes)
    }

    /// Begins to bring leaves and their origins into the cache.
    @inline(__always)
    func prefetchLeaves(from leaf: Int, lanes: UInt32) {
        unsafe prefetch(entries + leaf * TreeLayout.leafSize, TreeLayout.leafSize, lanes)
        unsafe prefetch(origins + leaf * TreeLayout.fanOut * 4, TreeLayout.fanOut * 4, lanes)
    }

    /// A file's pages would be read for nothing, and its bytes come from far anyway.
    @inline(__always)
    private func prefetch(_ place: UnsafeRawPointer, _ size: Int, _ lanes: UInt32) {
        if pages == nil { unsafe kernels.pointee.prefetch(place, UInt32(size), lanes) }
    }

    @inline(__always)
    private func sound(
        _ place: UnsafeRawPointer, _ count: Int, or blank: @autoclosure () -> UnsafeRawPointer
    ) -> UnsafeRawPointer {
        if let pages, unsafe !pages.isSound(place, count: count) { return unsafe blank() }
        return unsafe place
    }
}

/// What is read instead of damaged bytes: nothing that any search would find.
@safe enum Blank {
    nonisolated(unsafe) static let boxes: UnsafeRawPointer = unsafe numbers(
        Array(repeating: Float.infinity, count: 64) + Array(repeating: -.infinity, count: 64))
    nonisolated(unsafe) static let positions: UnsafeRawPointer = unsafe numbers(
        Array(repeating: Double.nan, count: 32))
    nonisolated(unsafe) static let envelope: UnsafeRawPointer = unsafe numbers([0.0, 90, 0, 90])
    nonisolated(unsafe) static let zeros: UnsafeRawPointer = unsafe numbers(
        Array(repeating: UInt32(0), count: 16))

    private static func numbers<Number>(_ numbers: [Number]) -> UnsafeRawPointer {
        let copy = UnsafeMutablePointer<Number>.allocate(capacity: numbers.count)
        for (place, number) in numbers.enumerated() { unsafe (copy + place).initialize(to: number) }
        return UnsafeRawPointer(copy)
    }
}
