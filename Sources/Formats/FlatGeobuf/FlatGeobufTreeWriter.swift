import FileWriting

/// The packed tree over boxes that come in the order of the curve.
///
/// The nodes of the features go to memory or to a scratch file as they come; of the levels above,
/// which have a fifteenth as many, the boxes are kept.
///
/// - SeeAlso: docs/formats.md, "FlatGeobuf", for the order of nodes.
struct FlatGeobufTreeWriter: ~Copyable {
    /// How many children a node has.
    static let nodeSize = 16
    private static let bytesOfNode = 40

    /// The edges: west, south, east, north.
    typealias Box = SIMD4<Double>

    /// A box of nothing, which widens no other.
    private static let nothing = Box(.infinity, .infinity, -.infinity, -.infinity)

    private let count: Int
    private let memory: NodeMemory?
    private let file: ScratchFile?
    private var leaves: OutputBuffer
    private var added = 0
    /// The boxes of the nodes above the features.
    private var parents: [Box] = []
    /// The box around the features of the node that is being filled.
    private var open = FlatGeobufTreeWriter.nothing

    /// - Parameters:
    ///   - count: How many features there will be, 1 or more.
    ///   - file: Where their nodes go; `nil` for memory.
    init(of count: Int, in file: ScratchFile?) {
        self.count = count
        self.file = file
        parents.reserveCapacity((count - 1) / FlatGeobufTreeWriter.nodeSize + 1)
        if let file {
            memory = nil
            leaves = OutputBuffer(to: file)
        } else {
            let memory = NodeMemory(capacity: count * FlatGeobufTreeWriter.bytesOfNode)
            self.memory = memory
            leaves = OutputBuffer(to: memory)
        }
    }

    /// Adds the next feature.
    ///
    /// - Parameters:
    ///   - box: Its edges; those of a feature without a shape are turned inside out.
    ///   - byteOffset: Where it stands, counted from the first feature.
    @inline(__always)
    mutating func add(_ box: Box, at byteOffset: Int) {
        FlatGeobufTreeWriter.append(box, byteOffset, to: &leaves)
        open = FlatGeobufTreeWriter.joined(open, box)
        added += 1
        if added % FlatGeobufTreeWriter.nodeSize == 0 { close() }
    }

    private mutating func close() {
        parents.append(open)
        open = FlatGeobufTreeWriter.nothing
    }

    @inline(__always)
    private static func joined(_ one: Box, _ other: Box) -> Box {
        let least = one.lowHalf.replacing(
            with: other.lowHalf, where: other.lowHalf .< one.lowHalf)
        let most = one.highHalf.replacing(
            with: other.highHalf, where: other.highHalf .> one.highHalf)
        return Box(lowHalf: least, highHalf: most)
    }

    @inline(__always)
    private static func append(_ box: Box, _ offset: Int, to output: inout OutputBuffer) {
        unsafe output.write(atMost: bytesOfNode) { cursor in
            let node = UnsafeMutableRawPointer(cursor)
            for edge in 0..<4 {
                unsafe node.storeBytes(
                    of: box[edge].bitPattern.littleEndian, toByteOffset: edge * 8, as: UInt64.self)
            }
            unsafe node.storeBytes(
                of: UInt64(offset).littleEndian, toByteOffset: 32, as: UInt64.self)
            return unsafe cursor + bytesOfNode
        }
    }

    /// Writes the tree, when all features were added: the root first, each level behind the one
    /// above it.
    ///
    /// - Throws: `WritingError` when a destination does not take it, or the scratch file does not
    ///   give back what went there.
    mutating func write(to destination: any ByteDestination) throws(WritingError) {
        if added % FlatGeobufTreeWriter.nodeSize != 0 { close() }
        try leaves.flush()
        var levels = [parents]
        while let below = levels.last, below.count > 1 {
            levels.append(
                stride(from: 0, to: below.count, by: FlatGeobufTreeWriter.nodeSize).map { start in
                    below[start..<min(start + FlatGeobufTreeWriter.nodeSize, below.count)].reduce(
                        FlatGeobufTreeWriter.nothing, FlatGeobufTreeWriter.joined)
                })
        }
        var output = OutputBuffer(to: destination)
        // The children of a level begin where it ends.
        var end = 0
        for level in levels.reversed() {
            end += level.count
            for (index, box) in level.enumerated() {
                FlatGeobufTreeWriter.append(
                    box, end + index * FlatGeobufTreeWriter.nodeSize, to: &output)
            }
        }
        try output.flush()
        if let memory { try memory.write(to: destination) }
        if let file {
            try file.copy(
                0..<(count * FlatGeobufTreeWriter.bytesOfNode), to: destination)
        }
    }
}

/// The nodes of the features in memory.
@safe private final class NodeMemory: ByteDestination {
    private let bytes: UnsafeMutableRawBufferPointer
    private var filled = 0

    init(capacity: Int) { unsafe bytes = LargeBlock.allocate(byteCount: capacity) }

    deinit { unsafe bytes.deallocate() }

    func write(_ part: UnsafeRawBufferPointer) {
        unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[filled...]).copyMemory(from: part)
        filled += part.count
    }

    func write(to destination: any ByteDestination) throws(WritingError) {
        unsafe try destination.write(UnsafeRawBufferPointer(rebasing: bytes[..<filled]))
    }
}

extension ScratchFile {
    /// Writes a part of the file to a destination.
    fileprivate func copy(
        _ range: Range<Int>, to destination: any ByteDestination
    ) throws(WritingError) {
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 64)
        defer { unsafe piece.deallocate() }
        var place = range.lowerBound
        while place < range.upperBound {
            let part = unsafe UnsafeMutableRawBufferPointer(
                rebasing: piece[..<min(piece.count, range.upperBound - place)])
            unsafe try read(at: place, into: part)
            unsafe try destination.write(UnsafeRawBufferPointer(part))
            place += part.count
        }
    }
}
