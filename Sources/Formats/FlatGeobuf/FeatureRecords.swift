import FileWriting
import SpatialIndexing

/// Features as messages, each with its box and its place on the Hilbert curve, to be given back in
/// the order of the curve; those of one place in the order in which they came.
///
/// They are kept in memory up to a limit. Above it they are put in order and go to a file without a
/// name, as a run; at the end the runs are merged. The order is the same either way.
///
/// A record in memory is the box (four numbers of eight bytes: west, south, east, north) and the
/// message, its size in front. In a run its key stands before that.
@safe struct FeatureRecords: ~Copyable {
    /// A record that is being written.
    @safe struct Room {
        fileprivate let start: UnsafeMutableRawPointer

        /// Where the message begins.
        var message: UnsafeMutableRawPointer { unsafe start + FeatureRecords.bytesOfBox }

        @inline(__always)
        func setBox(west: Double, south: Double, east: Double, north: Double) {
            let box = unsafe start.assumingMemoryBound(to: Double.self)
            unsafe box[0] = west
            unsafe box[1] = south
            unsafe box[2] = east
            unsafe box[3] = north
        }

        /// The box of a feature without a shape is turned inside out: no window meets it, where one
        /// of no numbers would meet each as programs compare.
        func setBoxOfNothing() {
            setBox(west: .infinity, south: .infinity, east: -.infinity, north: -.infinity)
        }
    }

    static let bytesOfBox = 32
    /// What a feature takes beside its record: its key, where it stands, twice as much to put them
    /// in order, its node in the index and its part of the nodes above.
    static let bytesBeside = 8 + 8 + 16 + 40 + 3

    private let limit: Int
    private let scratchFolder: String?
    private var blocks: [UnsafeMutableRawBufferPointer] = unsafe []
    private var cursor: UnsafeMutableRawPointer?
    private var roomLeft = 0
    private var bytesOfRecords = 0
    private var keys: [UInt64] = []
    /// Where each record stands.
    private var places: [UInt] = []
    private var scratch: ScratchFile?
    private var runs: [Range<Int>] = []

    /// - Parameters:
    ///   - limit: How many bytes of memory may be taken before a run goes to a file.
    ///   - scratchFolder: Where that file is made.
    ///   - count: How many features are to be expected.
    init(limit: Int, scratchFolder: String?, expecting count: Int) {
        self.limit = limit
        self.scratchFolder = scratchFolder
        let room = min(count, limit / (FeatureRecords.bytesOfBox + FeatureRecords.bytesBeside))
        keys.reserveCapacity(room)
        places.reserveCapacity(room)
    }

    deinit { unsafe blocks.forEach { unsafe $0.deallocate() } }

    /// How many features there are.
    private(set) var count = 0

    /// How many bytes of memory the features take.
    var bytesInMemory: Int { bytesOfRecords + keys.count * FeatureRecords.bytesBeside }

    /// How many bytes were put on a disk.
    var bytesOnDisk: Int { runs.last?.upperBound ?? 0 }

    // MARK: Filling

    /// Room for a record.
    ///
    /// - Parameter count: The bytes of the message at most.
    @inline(__always)
    mutating func room(_ count: Int) -> Room {
        let needed = count + FeatureRecords.bytesOfBox
        if roomLeft < needed { addBlock(of: needed) }
        guard let cursor = unsafe cursor else { preconditionFailure("a block has a start") }
        return unsafe Room(start: cursor)
    }

    @inline(never)
    private mutating func addBlock(of needed: Int) {
        // A small limit, as tests have it, is not to be passed by one block; nor does a small layer
        // need a large one.
        let usual = min(unsafe blocks.isEmpty ? 256 << 10 : 8 << 20, max(limit / 8, 4 << 10))
        let block = unsafe LargeBlock.allocate(byteCount: max(needed, usual))
        unsafe blocks.append(block)
        unsafe cursor = block.baseAddress
        roomLeft = block.count
    }

    /// Adds the record that was written to the room given last.
    ///
    /// - Parameters:
    ///   - end: The byte behind the message, a multiple of eight behind its start.
    ///   - key: The place on the curve.
    /// - Throws: `WritingError` when the memory was full and a run could not be written.
    @inline(__always)
    mutating func append(
        endingAt end: UnsafeMutableRawPointer, key: UInt64
    ) throws(WritingError) {
        guard let start = unsafe cursor else { preconditionFailure("room comes before a record") }
        let length = unsafe end - start
        keys.append(key)
        places.append(UInt(bitPattern: start))
        unsafe cursor = end
        roomLeft -= length
        bytesOfRecords += length
        count += 1
        if bytesInMemory > limit || keys.count == Int(UInt32.max) { try spill() }
    }

    // MARK: Runs

    @inline(never)
    private mutating func spill() throws(WritingError) {
        let file: ScratchFile
        if let scratch {
            file = scratch
        } else {
            file = try ScratchFile(in: scratchFolder)
            scratch = file
        }
        var output = OutputBuffer(to: file)
        let start = bytesOnDisk
        for entry in HilbertCurve.order(of: keys) {
            let index = Int(UInt32(truncatingIfNeeded: entry))
            let record = FeatureRecord(at: places[index])
            unsafe withUnsafeBytes(of: keys[index]) { unsafe output.write($0) }
            unsafe output.write(record.bytes)
        }
        try output.flush()
        runs.append(start..<(start + output.count))
        empty()
    }

    private mutating func empty() {
        unsafe blocks.forEach { unsafe $0.deallocate() }
        unsafe blocks = []
        unsafe cursor = nil
        roomLeft = 0
        bytesOfRecords = 0
        keys.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
    }

    // MARK: Emptying

    /// Ends the filling.
    ///
    /// - Returns: The records in the order of the curve, valid as long as these records are.
    /// - Throws: `WritingError` when the last run could not be written.
    mutating func sorted() throws(WritingError) -> SortedRecords {
        if let scratch {
            if !keys.isEmpty { try spill() }
            let memory = max(limit / 2, runs.count << 12)
            return .merged(scratch, runs, bufferSize: max(memory / max(runs.count, 1), 4 << 10))
        }
        var order = HilbertCurve.order(of: keys)
        keys = []
        for index in order.indices {
            order[index] = UInt64(places[Int(UInt32(truncatingIfNeeded: order[index]))])
        }
        places = []
        return .inMemory(order)
    }
}

/// A record where it stands in memory.
@safe struct FeatureRecord {
    let start: UnsafeRawPointer

    @inline(__always)
    init(at place: UInt) {
        guard let start = unsafe UnsafeRawPointer(bitPattern: place) else {
            preconditionFailure("a record stands somewhere")
        }
        unsafe self.start = start
    }

    init(_ start: UnsafeRawPointer) { unsafe self.start = start }

    /// The edges: west, south, east, north.
    var box: SIMD4<Double> {
        @inline(__always)
        get { unsafe start.loadUnaligned(as: SIMD4<Double>.self) }
    }

    /// The bytes of the message, its size included.
    var messageCount: Int {
        @inline(__always)
        get {
            unsafe 4
                + Int(
                    UInt32(
                        littleEndian: start.load(
                            fromByteOffset: FeatureRecords.bytesOfBox, as: UInt32.self)))
        }
    }

    /// The message, its size in front.
    var message: UnsafeRawBufferPointer {
        @inline(__always)
        get {
            unsafe UnsafeRawBufferPointer(
                start: start + FeatureRecords.bytesOfBox, count: messageCount)
        }
    }

    /// Box and message.
    var bytes: UnsafeRawBufferPointer {
        unsafe UnsafeRawBufferPointer(
            start: start, count: FeatureRecords.bytesOfBox + messageCount)
    }
}
