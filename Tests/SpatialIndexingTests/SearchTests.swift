import SimpleFeatures
import SpatialIndexing
import Testing

@Suite struct SearchTests {
    @Test(arguments: 0..<100 as Range<UInt64>)
    func `a window holds the positions that looking at all of them finds`(seed: UInt64) throws {
        var scene = Scene(seed: seed)
        let positions = scene.positions(tellingCounts[Int(seed) % tellingCounts.count])
        let tree = PackedRTree(positions)
        var windows = try scene.envelopes(100)
        windows += [.world] + positions.prefix(3).map { Envelope($0) }
        for window in windows {
            #expect(
                tree.search(window) == Oracle.search(window, among: positions),
                "seed \(seed), window \(window)")
        }
        #expect(tree.search(windows) == windows.map { tree.search($0) }, "seed \(seed)")
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func `a window meets the boxes that looking at all of them finds`(seed: UInt64) throws {
        var scene = Scene(seed: seed)
        let envelopes = try scene.envelopes(tellingCounts[Int(seed) % tellingCounts.count])
        let tree = PackedRTree(envelopes)
        for window in try scene.envelopes(100) + [.world] + envelopes.prefix(3) {
            #expect(
                tree.search(window) == Oracle.search(window, among: envelopes),
                "seed \(seed), window \(window)")
        }
    }

    @Test func `many answers are ascending too`() {
        var scene = Scene(seed: 1)
        let tree = PackedRTree(scene.positions(20_000))
        #expect(tree.search(.world) == Array(0..<20_000))
    }

    @Test func `a window up to one name of the antimeridian holds its other name`() throws {
        let west = try Coordinate(longitude: -180, latitude: 10)
        let east = try Coordinate(longitude: 180, latitude: 10)
        let tree = PackedRTree([west, east])
        let fromWest = try Envelope(west: -180, south: 0, east: -170, north: 20)
        let fromEast = try Envelope(west: 170, south: 0, east: 180, north: 20)
        let across = try Envelope(west: 170, south: 0, east: -170, north: 20)
        for window in [fromWest, fromEast, across] { #expect(tree.search(window) == [0, 1]) }
    }

    @Test func `a tree without entries answers every question with nothing`() throws {
        let position = try Coordinate(longitude: 0, latitude: 0)
        for tree in [PackedRTree([Coordinate]()), PackedRTree([Envelope]())] {
            #expect(tree.isEmpty)
            #expect(tree.search(.world).isEmpty)
            #expect(tree.nearest(5, to: position).isEmpty)
            #expect(tree.within(.infinity, of: position).isEmpty)
            #expect(Array(tree.neighbours(of: position)).isEmpty)
        }
    }

    @Test func `the same input gives the same tree`() {
        var scene = Scene(seed: 3)
        let positions = scene.positions(1000)
        let (one, other) = (PackedRTree(positions), PackedRTree(positions))
        for query in scene.positions(20) {
            #expect(one.nearest(50, to: query) == other.nearest(50, to: query))
        }
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity, 180.1, -90.5])
    func `a number that is no coordinate is an error that names its row`(number: Double) {
        let error = #expect(throws: EntryError.self) {
            _ = try PackedRTree(longitudes: [1, 2, 3], latitudes: [4, number, 95])
        }
        #expect(error?.row == 1)
        #expect(error?.description.hasPrefix("row 1: latitude ") == true)
        if number.magnitude != 90.5 {
            let error = #expect(throws: EntryError.self) {
                _ = try PackedRTree(longitudes: [number], latitudes: [0])
            }
            #expect(error?.description.hasPrefix("row 0: longitude ") == true)
        }
    }

    @Test func `numbers make the tree that positions make`() throws {
        let tree = try PackedRTree(longitudes: [-68.15, 10], latitudes: [-16.5, 20])
        #expect(tree.nearest(1, to: try Coordinate(longitude: 9, latitude: 9)).map(\.index) == [1])
        #expect(try PackedRTree(longitudes: [], latitudes: []).isEmpty)
    }
}
