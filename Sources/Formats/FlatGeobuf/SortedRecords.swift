import FileWriting

/// The records of features in the order of the curve; they can be gone through as often as needed.
enum SortedRecords {
    /// Where they stand in memory, in order.
    case inMemory([UInt64])
    /// Runs in a file, each in order, those of earlier features first.
    case merged(ScratchFile, [Range<Int>], bufferSize: Int)

    /// Goes through all records.
    ///
    /// - Parameter body: Gets each record, which is valid only during the call.
    /// - Throws: `WritingError` from the body, or when a run could not be read back.
    /// - Complexity: O(*n*) in memory, else O(*n* log *k*), *k* the number of runs.
    @inline(__always)
    func forEach(
        _ body: (FeatureRecord) throws(WritingError) -> Void
    ) throws(WritingError) {
        switch self {
        case .inMemory(let places):
            for place in places { try body(FeatureRecord(at: UInt(place))) }
        case .merged(let file, let runs, let bufferSize):
            var merge = try RunMerge(of: runs, in: file, bufferSize: bufferSize)
            while let record = try merge.next() { try body(record) }
        }
    }
}

/// Several runs as one, in the order of their keys; of equal keys that of an earlier run first.
private struct RunMerge: ~Copyable {
    private let file: ScratchFile
    private var runs: [Run] = []
    /// The runs that have more, as a heap: none stands before the one at half its place.
    private var heap: [(key: UInt64, run: Int)] = []
    private var hasTaken = false

    init(of ranges: [Range<Int>], in file: ScratchFile, bufferSize: Int) throws(WritingError) {
        self.file = file
        runs.reserveCapacity(ranges.count)
        for range in ranges {
            runs.append(Run(range, bufferSize: bufferSize))
            if let key = try runs[runs.count - 1].advance(in: file) {
                heap.append((key, runs.count - 1))
            }
        }
        for place in heap.indices.reversed() { sink(place) }
    }

    deinit { runs.forEach { $0.free() } }

    /// The next record, valid until the one after it is asked for; `nil` behind the last.
    mutating func next() throws(WritingError) -> FeatureRecord? {
        if hasTaken, let (_, run) = heap.first {
            if let key = try runs[run].advance(in: file) {
                heap[0].key = key
            } else {
                let last = heap.removeLast()
                if heap.isEmpty { return nil }
                heap[0] = last
            }
            sink(0)
        }
        hasTaken = true
        return heap.first.map { runs[$0.run].record }
    }

    private mutating func sink(_ place: Int) {
        var place = place
        while true {
            var least = place
            for child in [2 * place + 1, 2 * place + 2] where child < heap.count {
                if heap[child] < heap[least] { least = child }
            }
            guard least != place else { return }
            heap.swapAt(place, least)
            place = least
        }
    }
}

/// One run, of which a part stands in memory.
@safe private struct Run {
    private static let bytesOfKey = 8

    private var rest: Range<Int>
    private var buffer: UnsafeMutableRawBufferPointer
    /// The record in the buffer, its key in front.
    private var current = 0..<0
    private var filled = 0

    init(_ range: Range<Int>, bufferSize: Int) {
        rest = range
        unsafe buffer = .allocate(byteCount: bufferSize, alignment: 64)
    }

    func free() { unsafe buffer.deallocate() }

    /// The record.
    var record: FeatureRecord {
        guard let start = unsafe buffer.baseAddress else {
            preconditionFailure("a buffer has a start")
        }
        return unsafe FeatureRecord(UnsafeRawPointer(start) + current.lowerBound + Run.bytesOfKey)
    }

    /// Goes to the next record.
    ///
    /// - Returns: Its key; `nil` when there are no more.
    mutating func advance(in file: ScratchFile) throws(WritingError) -> UInt64? {
        current = current.upperBound..<current.upperBound
        if current.lowerBound == filled, rest.isEmpty { return nil }
        try fill(Run.bytesOfKey + FeatureRecords.bytesOfBox + 4, from: file)
        let count = unsafe Run.bytesOfKey + record.bytes.count
        try fill(count, from: file)
        current = current.lowerBound..<(current.lowerBound + count)
        return unsafe buffer.load(fromByteOffset: current.lowerBound, as: UInt64.self)
    }

    /// Sees to it that so many bytes stand in the buffer from the current place on.
    private mutating func fill(_ count: Int, from file: ScratchFile) throws(WritingError) {
        let held = filled - current.lowerBound
        guard held < count else { return }
        let target =
            unsafe buffer.count < count
            ? UnsafeMutableRawBufferPointer.allocate(byteCount: count * 2, alignment: 64) : buffer
        unsafe target.copyMemory(
            from: UnsafeRawBufferPointer(rebasing: buffer[current.lowerBound..<filled]))
        if unsafe target.baseAddress != buffer.baseAddress {
            unsafe buffer.deallocate()
            unsafe buffer = unsafe target
        }
        let wanted = unsafe min(rest.count, buffer.count - held)
        unsafe try file.read(
            at: rest.lowerBound,
            into: UnsafeMutableRawBufferPointer(rebasing: buffer[held..<(held + wanted)]))
        rest = (rest.lowerBound + wanted)..<rest.upperBound
        current = 0..<0
        filled = held + wanted
    }
}
