import SimpleFeatures

/// The packed Hilbert R-tree of a FlatGeobuf file, asked where it stands in the file.
///
/// Nothing is copied and nothing is read before it is needed: an answer touches the nodes on the
/// way to it. The boxes of a level lie behind those of the level above, the root first, the
/// features last; each node has as many children as the header says, the last of a level maybe
/// fewer, so where the children of a node lie follows from its number. What the file says about it
/// is compared.
///
/// Distances are geodesics on the WGS 84 ellipsoid; the antimeridian and the poles are places like
/// any other. A feature without a shape has a box of no numbers, or one turned inside out, and is
/// never found.
///
/// - SeeAlso: FlatGeobuf, `src/cpp/packedrtree.cpp` of its repository, for the order of nodes.
public struct FlatGeobufTree: Sendable {
    /// A feature that the tree holds.
    public struct Entry: Hashable, Sendable {
        /// Where it stands among the features of the file, counted from 0.
        public let number: Int
        /// Where it stands in the file: the byte at which its size is written.
        public let byteOffset: Int
    }

    /// The bytes of one node: four numbers of a box and an offset.
    static let bytesOfNode = 40

    let bytes: FlatGeobufBytes
    /// The first byte of the root.
    let start: Int
    /// How many features there are.
    public let count: Int
    /// How many children a node has.
    public let nodeSize: Int
    /// The numbers of the nodes of each level, the root's first, the features' last.
    let levels: [Range<Int>]

    /// Looks at where the tree of a file must lie; its nodes are looked at by questions.
    ///
    /// - Parameters:
    ///   - bytes: The file.
    ///   - start: The first byte behind the header.
    ///   - count: The number of features, 1 or more.
    ///   - nodeSize: The number of children of a node, 2 or more.
    /// - Throws: ``FlatGeobufError`` when there are no such trees, or the file is too short for one.
    /// - Complexity: O(log *n*).
    public init(
        _ bytes: FlatGeobufBytes, at start: Int, count: Int, nodeSize: Int
    ) throws(FlatGeobufError) {
        func failure(_ found: String, _ expected: String) -> FlatGeobufError {
            FlatGeobufError(
                file: bytes.file, byteOffset: start, found: found, expected: expected)
        }
        guard nodeSize >= 2 else {
            throw failure("an index with \(nodeSize) children a node", "2 or more")
        }
        guard count >= 1, start >= 0, start <= bytes.count else {
            throw failure("an index of \(count) features", "1 or more inside the file")
        }
        // So many fit at most; with that no sum below can overflow.
        let room = (bytes.count - start) / FlatGeobufTree.bytesOfNode
        var sizes = [count]
        var nodes = count
        while nodes <= room, let above = sizes.last, sizes.count == 1 || above > 1 {
            let size = (above - 1) / nodeSize + 1
            sizes.append(size)
            nodes += size
        }
        guard nodes <= room else {
            throw failure(
                "\(bytes.count - start) bytes to the end of the file",
                "the index of \(count) features, \(nodeSize) a node, which is longer")
        }
        var levels: [Range<Int>] = []
        for size in sizes.reversed() {
            let first = levels.last?.upperBound ?? 0
            levels.append(first..<(first + size))
        }
        self.bytes = bytes
        self.start = start
        self.count = count
        self.nodeSize = nodeSize
        self.levels = levels
    }

    /// The first byte behind the tree, where the features begin.
    public var end: Int {
        start + (levels.last?.upperBound ?? 0) * FlatGeobufTree.bytesOfNode
    }
}

extension FlatGeobufTree {
    /// A box in plain longitudes and latitudes, checked to be one.
    struct Box {
        let west: Double
        let south: Double
        let east: Double
        let north: Double

        /// The whole earth, which holds the root.
        static let world = Box(west: -180, south: -90, east: 180, north: 90)

        /// Whether it is one position.
        var isPosition: Bool { west == east && south == north }

        func holds(_ other: Box) -> Bool {
            west <= other.west && other.east <= east && south <= other.south
                && other.north <= north
        }

        /// The same as an envelope.
        var envelope: Envelope {
            do throws(EnvelopeError) {
                return try Envelope(west: west, south: south, east: east, north: north)
            } catch { preconditionFailure("a box outside of the world: \(error)") }
        }

        /// The corner in the south-west; for a position the position.
        var corner: Coordinate {
            Coordinate(wrappingLongitude: west, clampingLatitude: south)
        }
    }

    var leafLevel: Int { levels.count - 1 }

    func byteOffset(of node: Int) -> Int { start + node * FlatGeobufTree.bytesOfNode }

    func failure(at byteOffset: Int, found: String, expected: String) -> FlatGeobufError {
        FlatGeobufError(
            file: bytes.file, byteOffset: byteOffset, found: found, expected: expected)
    }

    /// The box of a node; `nil` when there is nothing in it.
    ///
    /// - Parameters:
    ///   - node: Its number, the root's being 0.
    ///   - parent: The box of the node above, ``Box/world`` for the root.
    /// - Throws: ``FlatGeobufError`` when the parent does not hold it.
    func box(of node: Int, in parent: Box) throws(FlatGeobufError) -> Box? {
        let place = byteOffset(of: node)
        let box = Box(
            west: bytes.double(at: place), south: bytes.double(at: place + 8),
            east: bytes.double(at: place + 16), north: bytes.double(at: place + 24))
        if box.west <= box.east, box.south <= box.north, parent.holds(box) { return box }
        let isInsideOut = box.west == .infinity && box.east == -.infinity
        // Only a feature may be without numbers: above it they would hide others.
        let isNothing =
            node >= levels[leafLevel].lowerBound
            && (box.west.isNaN || box.south.isNaN || box.east.isNaN || box.north.isNaN)
        if isInsideOut || isNothing { return nil }
        throw failure(
            at: place, found: "the box \(box.west), \(box.south), \(box.east), \(box.north)",
            expected: "west, south, east and north inside \(parent.west), \(parent.south), "
                + "\(parent.east), \(parent.north)")
    }

    /// The numbers of the children of a node that is no feature.
    ///
    /// - Throws: ``FlatGeobufError`` when the file names others.
    func children(of node: Int, at level: Int) throws(FlatGeobufError) -> Range<Int> {
        let below = levels[level + 1]
        let first = below.lowerBound + (node - levels[level].lowerBound) * nodeSize
        let place = byteOffset(of: node) + 32
        let written = bytes.integer(at: place, as: UInt64.self) ?? 0
        guard written == UInt64(first) else {
            throw failure(
                at: place, found: "children from node \(written)", expected: "from node \(first)")
        }
        return first..<min(first + nodeSize, below.upperBound)
    }

    /// The feature of a node of the last level.
    ///
    /// - Throws: ``FlatGeobufError`` when it would lie behind the end of the file.
    func entry(of node: Int) throws(FlatGeobufError) -> Entry {
        let place = byteOffset(of: node) + 32
        let written = bytes.integer(at: place, as: UInt64.self) ?? 0
        // A feature is at least the four bytes of its size.
        let room = bytes.count - end - 4
        guard let offset = Int(exactly: written), offset <= room else {
            throw failure(
                at: place, found: "a feature \(written) bytes behind the index",
                expected: "\(max(room, 0)) at most")
        }
        return Entry(number: node - levels[leafLevel].lowerBound, byteOffset: end + offset)
    }
}
