import FileMapping
import Geodesy
import SimpleFeatures
import TestMaterial
import Testing

@testable import SpatialIndexing

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

@Suite struct IndexFileTests {
    private func section(of tree: PackedRTree) -> [UInt8] {
        var bytes: [UInt8] = []
        unsafe tree.write { unsafe bytes += $0 }
        return bytes
    }

    private func trees(_ count: Int, seed: UInt64) throws -> [PackedRTree] {
        var scene = Scene(seed: seed)
        return [PackedRTree(scene.positions(count)), PackedRTree(try scene.envelopes(count))]
    }

    @Test(arguments: tellingCounts)
    func `a tree in a file answers as it does in memory`(count: Int) throws {
        var scene = Scene(seed: UInt64(count) + 7)
        for tree in try trees(count, seed: UInt64(count)) {
            let bytes = section(of: tree)
            #expect(bytes.count == tree.sectionByteCount)
            let filed = try PackedRTree(MappedFile(copying: bytes, named: "tree"))
            #expect(filed.count == count)
            for _ in 0..<20 {
                let (window, query) = (try scene.envelope(), scene.position())
                #expect(filed.search(window) == tree.search(window))
                #expect(filed.nearest(12, to: query) == tree.nearest(12, to: query))
                #expect(filed.within(1e6, of: query) == tree.within(1e6, of: query))
                #expect(
                    Array(filed.neighbours(of: query).prefix(20))
                        == Array(tree.neighbours(of: query).prefix(20)))
            }
            #expect(filed.fault == nil)
            try filed.verify()
            #expect(section(of: filed) == bytes, "written again")
        }
    }

    @Test func `a section stands anywhere in a mapped file that is a multiple of 64`() throws {
        let tree = try trees(700, seed: 3)[0]
        let folder = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
        let path = "\(folder)/index-\(getpid())"
        defer { unsafe unlink(path) }
        let bytes = Array(repeating: UInt8(9), count: 192) + section(of: tree)
        let file = unsafe try #require(unsafe fopen(path, "wb"))
        unsafe fwrite(bytes, 1, bytes.count, file)
        unsafe fclose(file)
        let mapped = try MappedFile(path)
        let filed = try PackedRTree(mapped, at: 192)
        #expect(filed.search(.world) == Array(0..<700))
        #expect(throws: IndexError.self) { _ = try PackedRTree(mapped, at: 0) }
        #expect(throws: IndexError.self) { _ = try PackedRTree(mapped, at: 100) }
        #expect(throws: IndexError.self) { _ = try PackedRTree(mapped, at: 1 << 40) }
        #expect(throws: MappingError.self) { _ = try MappedFile(path + "-not") }
    }

    /// Asks everything; nothing that comes back may name an entry that there is not.
    private func ask(_ tree: PackedRTree, _ scene: inout Scene) throws {
        var found = tree.search(.world) + tree.search(try scene.envelope())
        let query = scene.position()
        found += tree.nearest(5, to: query).map(\.index)
        found += tree.within(1e6, of: query).map(\.index)
        found += tree.neighbours(of: query).prefix(30).map(\.index)
        #expect(found.allSatisfy { (0..<tree.count).contains($0) })
    }

    @Test(arguments: 0..<1000 as Range<UInt64>)
    func `a flipped bit is found, before an answer or with it`(seed: UInt64) throws {
        var scene = Scene(seed: seed)
        let tree = try trees(scene.count(in: 1...600), seed: seed)[Int(seed) % 2]
        var bytes = section(of: tree)
        let place = scene.count(in: 0...bytes.count - 1)
        bytes[place] ^= 1 << UInt8(scene.count(in: 0...7))
        let error = #expect(throws: IndexError.self, "seed \(seed): byte \(place)") {
            let filed = try PackedRTree(MappedFile(copying: bytes, named: "flipped"))
            try ask(filed, &scene)
            // A search may pass the damage by; reading all of it does not.
            try filed.verify()
        }
        #expect(error?.description.hasPrefix("flipped: byte ") == true)
    }

    @Test(arguments: 0..<400 as Range<UInt64>)
    func `a file cut off anywhere is refused`(seed: UInt64) throws {
        var scene = Scene(seed: seed)
        let bytes = section(of: try trees(scene.count(in: 0...300), seed: seed)[Int(seed) % 2])
        let cut = Array(bytes.prefix(scene.count(in: 0...bytes.count - 1)))
        let error = #expect(throws: IndexError.self) {
            _ = try PackedRTree(MappedFile(copying: cut, named: "cut"))
        }
        #expect(error?.description.hasPrefix("cut: byte ") == true)
    }

    @Test(arguments: 0..<600 as Range<UInt64>)
    func `a file that lies under right checksums names no entry that there is not`(
        seed: UInt64
    ) throws {
        var scene = Scene(seed: seed)
        let tree = try trees(scene.count(in: 1...600), seed: seed)[Int(seed) % 2]
        let written = section(of: tree)
        var bytes = written
        let body = IndexSection.headerSize..<IndexSection(tree.layout).checksumsStart
        for _ in 0..<scene.count(in: 1...30) {
            let place = scene.count(in: body.lowerBound...body.upperBound - 8)
            for byte in place..<place + scene.count(in: 1...8) {
                bytes[byte] =
                    [0, 0xFF, 0x7F, 0x80, UInt8(scene.count(in: 0...255))][
                        scene.count(in: 0...4)]
            }
        }
        bytes = IndexSection(tree.layout).sealed(Array(bytes[body]))
        let filed = try PackedRTree(MappedFile(copying: bytes, named: "lie"))
        try ask(filed, &scene)
        // What was changed in an entry alone may leave a tree that is right for the new entry, and
        // what was not changed is no lie.
        let entries = IndexSection.headerSize + tree.layout.entriesStart
        let origins = IndexSection.headerSize + tree.layout.originsStart
        guard
            bytes[body][..<entries] != written[body][..<entries]
                || bytes[origins..<body.upperBound] != written[origins..<body.upperBound]
        else { return }
        #expect(throws: IndexError.self, "seed \(seed)") { try filed.verify() }
    }

    @Test(arguments: [1, 3, 17, 40, 257, 300])
    func `a box that stands for nothing may not hold anything`(count: Int) throws {
        var scene = Scene(seed: UInt64(count))
        for tree in try trees(count, seed: UInt64(count)) {
            let layout = tree.layout
            let section = IndexSection(layout)
            for level in 0..<layout.levelCount {
                let block = (layout.boxCounts[level] - 1) / TreeLayout.fanOut
                let held = layout.boxCounts[level] - block * TreeLayout.fanOut
                for lane in held..<TreeLayout.fanOut {
                    for (start, axes) in [
                        (layout.mapStart(level: level, block: block), 2),
                        (layout.spaceStart(level: level, block: block), 3),
                    ] {
                        var body = Array(
                            self.section(of: tree)[IndexSection.headerSize..<section.checksumsStart]
                        )
                        for axis in 0..<2 * axes {
                            let edge: Float = axis < axes ? -180 : 180
                            let place = start + (axis * TreeLayout.fanOut + lane) * 4
                            for byte in 0..<4 {
                                body[place + byte] = UInt8(
                                    truncatingIfNeeded: edge.bitPattern >> (8 * UInt32(byte)))
                            }
                        }
                        let bytes = section.sealed(body)
                        let filed = try PackedRTree(MappedFile(copying: bytes, named: "lie"))
                        try ask(filed, &scene)
                        #expect(throws: IndexError.self) { try filed.verify() }
                    }
                }
            }
        }
    }

    @Test(arguments: 0..<60 as Range<UInt64>)
    func `what damage hides is missing from an answer, and nothing else is in it`(
        seed: UInt64
    ) throws {
        var scene = Scene(seed: seed)
        let tree = try trees(12_000, seed: seed)[Int(seed) % 2]
        var bytes = section(of: tree)
        let entries = IndexSection.headerSize + tree.layout.entriesStart
        bytes[scene.count(in: entries...bytes.count - 100)] ^= 0x10
        let filed = try PackedRTree(MappedFile(copying: bytes, named: "damaged"))
        for _ in 0..<20 {
            let (window, query) = (try scene.envelope(), scene.position())
            #expect(Set(filed.search(window)).isSubset(of: tree.search(window)), "seed \(seed)")
            let right = Dictionary(
                uniqueKeysWithValues: tree.within(2e6, of: query).map {
                    ($0.index, $0.distanceMetres)
                })
            for neighbour in filed.within(2e6, of: query) {
                #expect(right[neighbour.index] == neighbour.distanceMetres, "seed \(seed)")
            }
        }
    }

    @Test func `a header that promises more than there is, is refused`() throws {
        let layout = TreeLayout(.positions, count: 40)
        let body = [UInt8](repeating: 0, count: IndexSection(layout).bodySize)
        for count in [100, 1 << 20, Int(UInt32.max), 1 << 40, Int.max] {
            var bytes = IndexSection(layout).sealed(body)
            for (place, byte) in withBytes(of: UInt64(count)).enumerated() {
                bytes[16 + place] = byte
            }
            bytes = IndexSection.withHeaderSealed(bytes)
            #expect(throws: IndexError.self) {
                _ = try PackedRTree(MappedFile(copying: bytes, named: "promise"))
            }
        }
    }

    private func withBytes(of number: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * UInt64($0))) }
    }
}
