import CIndexKernels
import SimpleFeatures

/// The bytes of a tree, wherever they are kept, read by the addresses of its layout.
///
/// Valid within the call that hands it out, as its pointers are.
@safe struct TreeBytes {
    let layout: TreeLayout
    let kernels: UnsafePointer<KernelTable>
    private let start: UnsafeRawPointer
    /// Checks bytes before they are read for the first time; `nil` where they need no check.
    private let pages: CheckedPages?

    /// - Parameter start: As many bytes as the layout has, up to a whole cache line.
    init(
        _ start: UnsafeRawPointer, layout: TreeLayout, kernels: Kernels, pages: CheckedPages?
    ) {
        self.layout = layout
        unsafe self.kernels = unsafe kernels.table
        unsafe self.start = unsafe start
        self.pages = pages
    }

    /// The boxes of a block on the map; empty ones where it is damaged.
    @inline(__always)
    func map(level: Int, block: Int) -> UnsafeRawPointer {
        unsafe sound(
            layout.mapStart(level: level, block: block), TreeLayout.mapBlockSize)
            ?? Blank.boxes
    }

    /// The boxes of a block in space; empty ones where it is damaged.
    @inline(__always)
    func space(level: Int, block: Int) -> UnsafeRawPointer {
        unsafe sound(
            layout.spaceStart(level: level, block: block), TreeLayout.spaceBlockSize)
            ?? Blank.boxes
    }

    /// The positions of a leaf; none where they or their origins are damaged.
    @inline(__always)
    func leaf(_ leaf: Int) -> UnsafeRawPointer {
        let place = unsafe sound(
            layout.entriesStart + leaf * TreeLayout.leafSize, TreeLayout.leafSize)
        return unsafe holdsOrigins(of: layout.slots(ofBox: leaf, level: 0))
            ? place ?? Blank.positions : Blank.positions
    }

    /// Whether entries and their origins are as they were written.
    func holds(_ slots: Range<Int>) -> Bool {
        guard let pages else { return true }
        let entries: Range<Int>
        switch layout.kind {
        case .positions:
            let leaves = (slots.upperBound + TreeLayout.fanOut - 1) / TreeLayout.fanOut
            entries =
                slots.lowerBound / TreeLayout.fanOut * TreeLayout.leafSize..<leaves
                * TreeLayout.leafSize
        case .envelopes:
            entries =
                slots.lowerBound * TreeLayout.envelopeSize..<slots.upperBound
                * TreeLayout.envelopeSize
        }
        return pages.isSound(layout.entriesStart + entries.lowerBound, count: entries.count)
            && holdsOrigins(of: slots)
    }

    @inline(__always)
    private func holdsOrigins(of slots: Range<Int>) -> Bool {
        guard let pages else { return true }
        return pages.isSound(layout.originsStart + slots.lowerBound * 4, count: slots.count * 4)
    }

    /// A position, of an entry that is one.
    ///
    /// - Parameter slot: Of a sound leaf, or of slots that the tree holds.
    @inline(__always)
    func position(_ slot: Int) -> Coordinate {
        let place =
            unsafe start + layout.entriesStart
            + slot / TreeLayout.fanOut * TreeLayout.leafSize + slot % TreeLayout.fanOut * 8
        return unsafe Coordinate(
            uncheckedLongitude: place.loadUnaligned(as: Double.self),
            latitude: place.loadUnaligned(
                fromByteOffset: TreeLayout.leafSize / 2, as: Double.self))
    }

    /// A box, of an entry that is one; `nil` where it or its origin is damaged.
    @inline(__always)
    func envelope(_ slot: Int) -> Envelope? {
        let size = TreeLayout.envelopeSize
        guard let place = unsafe sound(layout.entriesStart + slot * size, size),
            unsafe sound(layout.originsStart + slot * 4, 4) != nil
        else { return nil }
        func edge(_ number: Int) -> Double {
            unsafe place.loadUnaligned(fromByteOffset: number * 8, as: Double.self)
        }
        return Envelope(uncheckedWest: edge(0), south: edge(1), east: edge(2), north: edge(3))
    }

    /// Where an entry stood in the input.
    ///
    /// - Parameter slot: Of a sound leaf or envelope, or of slots that the tree holds.
    @inline(__always)
    func origin(_ slot: Int) -> Int {
        unsafe Int(
            start.loadUnaligned(fromByteOffset: layout.originsStart + slot * 4, as: UInt32.self))
    }

    /// Where the entries of a run of slots stood in the input; none where that is damaged.
    @inline(__always)
    func origins(_ slots: Range<Int>) -> UnsafeRawBufferPointer {
        guard holdsOrigins(of: slots) else {
            return unsafe UnsafeRawBufferPointer(start: nil, count: 0)
        }
        return unsafe UnsafeRawBufferPointer(
            start: start + layout.originsStart + slots.lowerBound * 4, count: slots.count * 4)
    }

    /// Where the sixteen entries of a leaf, or of a block of boxes, stood in the input; fewer of the
    /// last.
    ///
    /// - Parameter first: The slot of the first of them, which the tree holds.
    @inline(__always)
    func origins(from first: Int) -> UnsafePointer<UInt32> {
        unsafe (start + layout.originsStart + first * 4).assumingMemoryBound(to: UInt32.self)
    }

    /// Begins to bring blocks on the map into the cache.
    @inline(__always)
    func prefetchMaps(level: Int, from block: Int, lanes: UInt32) {
        prefetch(
            layout.mapStart(level: level, block: block), TreeLayout.mapBlockSize, lanes)
    }

    /// Begins to bring blocks in space into the cache.
    @inline(__always)
    func prefetchSpaces(level: Int, from block: Int, lanes: UInt32) {
        prefetch(
            layout.spaceStart(level: level, block: block), TreeLayout.spaceBlockSize, lanes)
    }

    /// Begins to bring leaves and their origins into the cache.
    @inline(__always)
    func prefetchLeaves(from leaf: Int, lanes: UInt32) {
        prefetch(
            layout.entriesStart + leaf * TreeLayout.leafSize, TreeLayout.leafSize, lanes)
        let size = TreeLayout.fanOut * 4
        prefetch(layout.originsStart + leaf * size, size, lanes)
    }

    /// A file's pages would be read for nothing, and its bytes come from far anyway.
    @inline(__always)
    private func prefetch(_ offset: Int, _ size: Int, _ lanes: UInt32) {
        if pages == nil { unsafe kernels.pointee.prefetch(start + offset, UInt32(size), lanes) }
    }

    @inline(__always)
    private func sound(_ offset: Int, _ count: Int) -> UnsafeRawPointer? {
        if let pages, !pages.isSound(offset, count: count) { return nil }
        return unsafe start + offset
    }
}

/// What is read instead of damaged bytes: nothing that any search would find.
@safe enum Blank {
    nonisolated(unsafe) static let boxes: UnsafeRawPointer = unsafe numbers(
        Array(repeating: Float.infinity, count: 64) + Array(repeating: -.infinity, count: 64))
    nonisolated(unsafe) static let positions: UnsafeRawPointer = unsafe numbers(
        Array(repeating: Double.nan, count: 32))

    private static func numbers<Number>(_ numbers: [Number]) -> UnsafeRawPointer {
        let copy = UnsafeMutablePointer<Number>.allocate(capacity: numbers.count)
        for (place, number) in numbers.enumerated() { unsafe (copy + place).initialize(to: number) }
        return UnsafeRawPointer(copy)
    }
}
