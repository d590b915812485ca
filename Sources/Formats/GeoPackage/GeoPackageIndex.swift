import GRDB
import SimpleFeatures
import SpatialIndexing

/// The index over a layer: SQLite's R-tree, packed along the Hilbert curve.
///
/// The boxes of all shapes are collected while the rows are written, and the nodes are put into the
/// tables behind the virtual table at once: a million insertions into that take longer than
/// everything else.
///
/// - SeeAlso: SQLite, `ext/rtree/rtree.c`, "Database Format of R-Tree Tables".
struct GeoPackageIndex {
    /// A box as the tree has it: single precision, rounded outwards.
    private struct Box: BitwiseCopyable {
        var west = Float.infinity
        var east = -Float.infinity
        var south = Float.infinity
        var north = -Float.infinity

        mutating func formUnion(_ other: Box) {
            west = min(west, other.west)
            east = max(east, other.east)
            south = min(south, other.south)
            north = max(north, other.north)
        }
    }

    /// The root, always.
    private static let root = 1
    /// Bytes of a cell: a number of 8 bytes and four of 4.
    private static let cellSize = 24
    /// Most cells of a node, as SQLite sets it.
    private static let cellLimit = 51
    /// Bytes of a node: what SQLite chooses for pages of this size or larger.
    private static let nodeSize = 4 + cellSize * cellLimit
    /// The smallest page that holds such a node.
    static let smallestPage = 2048

    /// By the number of the row, counted from 0; rows without a box have an empty one.
    private var boxes: [Box] = []
    private var order = CurveOrder()
    private var positions: [Coordinate] = []
    private var numbers: [UInt32] = []

    init() {
        positions.reserveCapacity(FeatureBatch.rowLimit)
        numbers.reserveCapacity(FeatureBatch.rowLimit)
    }

    /// Adds the box of the next row, which is that of a point.
    @inline(__always)
    mutating func append(_ position: Coordinate) {
        numbers.append(UInt32(truncatingIfNeeded: boxes.count))
        positions.append(position)
        boxes.append(
            Box(
                west: Float(roundingDown: position.longitude),
                east: Float(roundingUp: position.longitude),
                south: Float(roundingDown: position.latitude),
                north: Float(roundingUp: position.latitude)))
    }

    /// Adds the box of the next row; `nil` where it has none.
    mutating func append(_ envelope: Envelope?) {
        guard let envelope else {
            boxes.append(Box())
            return
        }
        numbers.append(UInt32(truncatingIfNeeded: boxes.count))
        positions.append(
            Coordinate(
                uncheckedLongitude: (envelope.west + envelope.east) / 2,
                latitude: (envelope.south + envelope.north) / 2))
        boxes.append(
            Box(
                west: Float(roundingDown: envelope.west), east: Float(roundingUp: envelope.east),
                south: Float(roundingDown: envelope.south),
                north: Float(roundingUp: envelope.north)))
    }

    /// Files what was added since the last call.
    mutating func endBatch() {
        order.append(positions, numbered: numbers)
        positions.removeAll(keepingCapacity: true)
        numbers.removeAll(keepingCapacity: true)
    }

    /// Fills the tables of the index, which was just made and is empty.
    ///
    /// - Parameters:
    ///   - name: The name of the virtual table.
    ///   - database: Where it is.
    /// - Complexity: O(*n*); 32 bytes a row at most, those of the boxes included.
    consuming func write(as name: String, in database: Database) throws {
        let sorted = order.sorted()
        guard !sorted.isEmpty else { return }
        func insert(_ table: String, _ columns: String) throws -> BoundStatement {
            // The first node is there from the beginning.
            try BoundStatement(
                "REPLACE INTO \(GeoPackageDatabase.quoted(name + table)) \(columns) VALUES (?, ?)",
                in: database)
        }
        let nodes = try insert("_node", "(nodeno, data)")
        let parents = try insert("_parent", "(nodeno, parentnode)")

        var leafOfRow = [UInt32](repeating: 0, count: boxes.count)
        var level = try GeoPackageIndex.write(
            entries: sorted.count, depth: 0, firstNode: GeoPackageIndex.root + 1, nodes: nodes,
            entry: { place in
                let row = Int(sorted[place])
                return (row + 1, boxes[row])
            },
            assign: { place, node in
                leafOfRow[Int(sorted[place])] = UInt32(truncatingIfNeeded: node)
            })
        var depth = 0
        while level.boxes.count > 1 {
            depth += 1
            let below = level
            var parentOf = [Int](repeating: 0, count: below.boxes.count)
            level = try GeoPackageIndex.write(
                entries: below.boxes.count, depth: depth,
                firstNode: below.firstNode + below.boxes.count, nodes: nodes,
                entry: { (below.firstNode + $0, below.boxes[$0]) },
                assign: { parentOf[$0] = $1 })
            for (place, parent) in parentOf.enumerated() {
                parents.bind(below.firstNode + place, at: 1)
                parents.bind(parent, at: 2)
                try parents.run()
            }
        }

        let rows = try insert("_rowid", "(rowid, nodeno)")
        for (row, leaf) in leafOfRow.enumerated() where leaf != 0 {
            rows.bind(row + 1, at: 1)
            rows.bind(Int(leaf), at: 2)
            try rows.run()
        }
    }

    /// Writes the nodes of a level, all about as full as each other.
    ///
    /// - Parameters:
    ///   - count: How many entries the level has.
    ///   - depth: How many levels stand below.
    ///   - firstNode: The number of its first node, unless it is the root.
    ///   - nodes: The statement that adds a node.
    ///   - entry: The number and the box of an entry.
    ///   - assign: Is told the node in which an entry stands.
    /// - Returns: The boxes of the nodes.
    private static func write(
        entries count: Int, depth: Int, firstNode: Int, nodes: BoundStatement,
        entry: (_ place: Int) -> (Int, Box), assign: (_ place: Int, _ node: Int) -> Void
    ) throws -> (firstNode: Int, boxes: [Box]) {
        let nodeCount = (count + cellLimit - 1) / cellLimit
        var boxes: [Box] = []
        boxes.reserveCapacity(nodeCount)
        let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: nodeSize, alignment: 8)
        defer {
            nodes.clear()
            unsafe bytes.deallocate()
        }
        for index in 0..<nodeCount {
            let isRoot = nodeCount == 1
            let node = isRoot ? root : firstNode + index
            let places = (index * count / nodeCount)..<((index + 1) * count / nodeCount)
            unsafe bytes.initializeMemory(as: UInt8.self, repeating: 0)
            func store<Number: FixedWidthInteger>(_ number: Number, at place: Int) {
                unsafe bytes.storeBytes(of: number.bigEndian, toByteOffset: place, as: Number.self)
            }
            if isRoot { store(UInt16(depth), at: 0) }
            store(UInt16(places.count), at: 2)
            var box = Box()
            var cell = 4
            for place in places {
                let (number, entryBox) = entry(place)
                store(Int64(number), at: cell)
                store(entryBox.west.bitPattern, at: cell + 8)
                store(entryBox.east.bitPattern, at: cell + 12)
                store(entryBox.south.bitPattern, at: cell + 16)
                store(entryBox.north.bitPattern, at: cell + 20)
                box.formUnion(entryBox)
                assign(place, node)
                cell += cellSize
            }
            nodes.bind(node, at: 1)
            unsafe nodes.bind(blob: UnsafeRawBufferPointer(bytes), at: 2)
            try nodes.run()
            boxes.append(box)
        }
        return (firstNode, boxes)
    }
}
