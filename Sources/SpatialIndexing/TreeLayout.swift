/// Where everything stands in the bytes of a tree.
///
/// The bytes are, in this order: the boxes of all nodes on the map, those in space, the entries, and
/// where each entry stood in the input. Nodes stand in blocks of sixteen, the topmost block first,
/// then those of each level below. Nothing points anywhere: all of it follows from the kind and the
/// number of the entries.
struct TreeLayout: Sendable {
    /// What a tree indexes.
    enum Kind: UInt8, Sendable {
        case positions = 0
        case envelopes = 1
    }

    /// How many boxes stand in a block, and positions in a leaf.
    static let fanOut = 16
    /// 4 numbers of 4 bytes for each of sixteen boxes.
    static let mapBlockSize = 256
    /// 6 numbers of 4 bytes for each of sixteen boxes.
    static let spaceBlockSize = 384
    /// 2 numbers of 8 bytes for each of sixteen positions.
    static let leafSize = 256
    /// 4 numbers of 8 bytes.
    static let envelopeSize = 32

    let kind: Kind
    /// How many entries there are.
    let count: Int
    /// How many levels of blocks stand above the entries; 0 is the lowest, the last is one block.
    let levelCount: Int
    /// The number of the first block of each level; eight levels are enough for 2³² entries.
    let firstBlocks: InlineArray<8, Int>
    /// How many boxes the blocks of each level hold.
    let boxCounts: InlineArray<8, Int>
    let spacesStart: Int
    let entriesStart: Int
    let originsStart: Int
    let byteCount: Int

    init(_ kind: Kind, count: Int) {
        self.kind = kind
        self.count = count
        var boxes = InlineArray<8, Int>(repeating: 0)
        var levels = 0
        // A box on the lowest level is that of a leaf, or of an entry that is itself a box.
        var held = kind == .positions ? TreeLayout.blocks(of: count) : count
        while held > 0 {
            boxes[levels] = held
            levels += 1
            if held <= TreeLayout.fanOut { break }
            held = TreeLayout.blocks(of: held)
        }
        var first = InlineArray<8, Int>(repeating: 0)
        var blocks = 0
        for level in (0..<levels).reversed() {
            first[level] = blocks
            blocks += TreeLayout.blocks(of: boxes[level])
        }
        levelCount = levels
        boxCounts = boxes
        firstBlocks = first
        spacesStart = blocks * TreeLayout.mapBlockSize
        entriesStart = spacesStart + blocks * TreeLayout.spaceBlockSize
        let entriesSize =
            kind == .positions
            ? TreeLayout.blocks(of: count) * TreeLayout.leafSize : count * TreeLayout.envelopeSize
        // Sixteen origins are read at once, which must not lead beyond the last cache line.
        originsStart = entriesStart + (entriesSize + 63) / 64 * 64
        byteCount = originsStart + count * 4
    }

    /// Where a block of boxes on the map begins.
    @inline(__always)
    func mapStart(level: Int, block: Int) -> Int {
        (firstBlocks[level] + block) * TreeLayout.mapBlockSize
    }

    /// Where a block of boxes in space begins.
    @inline(__always)
    func spaceStart(level: Int, block: Int) -> Int {
        spacesStart + (firstBlocks[level] + block) * TreeLayout.spaceBlockSize
    }

    /// The entries below a box of a level.
    @inline(__always)
    func slots(ofBox box: Int, level: Int) -> Range<Int> {
        let shift = 4 * level + (kind == .positions ? 4 : 0)
        return box << shift..<min((box + 1) << shift, count)
    }

    private static func blocks(of count: Int) -> Int { (count + fanOut - 1) / fanOut }
}
