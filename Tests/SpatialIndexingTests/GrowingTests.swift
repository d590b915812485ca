import FileMapping
import Geodesy
import SimpleFeatures
import Testing

@testable import SpatialIndexing

@Suite struct GrowingTests {
    @Test(arguments: 0..<60 as Range<UInt64>)
    func `after any batches the answers are those of one tree`(seed: UInt64) throws {
        var scene = Scene(seed: seed)
        var growing = GrowingRTree()
        var positions: [Coordinate] = []
        for _ in 0..<scene.count(in: 0...12) {
            let batch = scene.positions([0, 1, 16, 90, 300][scene.count(in: 0...4)])
            try growing.append(batch)
            positions += batch
            #expect(growing.count == positions.count)
        }
        let tree = PackedRTree(positions)
        for _ in 0..<10 {
            let (window, query) = (try scene.envelope(), scene.position())
            #expect(growing.search(window) == tree.search(window), "seed \(seed)")
            #expect(
                isSame(growing.nearest(15, to: query), tree.nearest(15, to: query)[...]),
                "seed \(seed)")
            #expect(
                isSame(
                    growing.nearest(4, to: query) { $0 % 3 == 1 },
                    tree.nearest(4, to: query) { $0 % 3 == 1 }[...]), "seed \(seed)")
            #expect(
                isSame(growing.within(2e6, of: query), tree.within(2e6, of: query)[...]),
                "seed \(seed)")
        }
        #expect(growing.within(.nan, of: scene.position()).isEmpty)
    }

    @Test func `boxes grow too`() throws {
        var scene = Scene(seed: 8)
        let envelopes = try scene.envelopes(100)
        var growing = GrowingRTree(PackedRTree(Array(envelopes[..<40])))
        try growing.append(Array(envelopes[40..<41]))
        try growing.append(Array(envelopes[41...]))
        let tree = PackedRTree(envelopes)
        for _ in 0..<20 {
            let (window, query) = (try scene.envelope(), scene.position())
            #expect(growing.search(window) == tree.search(window))
            #expect(isSame(growing.nearest(9, to: query), tree.nearest(9, to: query)[...]))
        }
    }

    @Test func `a year of days makes few trees, and few are built anew`() throws {
        var scene = Scene(seed: 4)
        let day = scene.positions(64)
        var growing = GrowingRTree(PackedRTree(scene.positions(20_000)))
        for _ in 0..<365 {
            try growing.append(day)
            // 1 + log2(n / 64), and the first tree.
            #expect(growing.treeCount <= 11)
        }
        #expect(growing.count == 20_000 + 365 * 64)
    }

    @Test func `a damaged file is not built anew as if it were sound`() throws {
        var scene = Scene(seed: 6)
        var bytes: [UInt8] = []
        let tree = PackedRTree(scene.positions(2000))
        unsafe tree.write { unsafe bytes += $0 }
        bytes[IndexSection.headerSize + tree.layout.entriesStart + 7] ^= 0x40
        var growing = GrowingRTree(
            try PackedRTree(MappedFile(copying: bytes, named: "damaged")))
        #expect(growing.fault == nil)
        try growing.append(scene.positions(10))
        #expect(throws: IndexError.self) { try growing.append(scene.positions(1500)) }
        #expect(growing.count == 2010)
        #expect(growing.fault != nil)
    }
}
