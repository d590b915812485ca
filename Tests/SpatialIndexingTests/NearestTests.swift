import Geodesy
import SimpleFeatures
import SpatialIndexing
import Testing

@Suite struct NearestTests {
    @Test(arguments: 0..<60 as Range<UInt64>)
    func `the nearest positions are those that measuring all of them finds`(seed: UInt64) {
        var scene = Scene(seed: seed)
        let positions = scene.positions(tellingCounts[Int(seed) % tellingCounts.count])
        let tree = PackedRTree(positions)
        #expect(tree.count == positions.count)
        for _ in 0..<6 {
            let query = scene.position()
            let expected = Oracle.nearest(to: query, among: positions)
            for count in [1, 10, 100, positions.count + 1] {
                #expect(
                    tree.nearest(count, to: query) == Array(expected.prefix(count)),
                    "seed \(seed), \(count) nearest to \(query)")
            }
        }
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `the nearest boxes are those that measuring all of them finds`(seed: UInt64) throws {
        var scene = Scene(seed: seed)
        let envelopes = try scene.envelopes(tellingCounts[Int(seed) % tellingCounts.count])
        let tree = PackedRTree(envelopes)
        for _ in 0..<3 {
            let query = scene.position()
            let expected = Oracle.nearest(to: query, among: envelopes)
            for count in [1, 10, envelopes.count + 1] {
                #expect(
                    tree.nearest(count, to: query) == Array(expected.prefix(count)),
                    "seed \(seed), \(count) nearest to \(query)")
            }
            let radius = scene.number(in: 0...3e6)
            #expect(
                tree.within(radius, of: query) == expected.filter { $0.distanceMetres <= radius },
                "seed \(seed), within \(radius) m of \(query)")
        }
    }

    @Test(arguments: 0..<60 as Range<UInt64>)
    func `within a distance are those that measuring all of them finds`(seed: UInt64) {
        var scene = Scene(seed: seed)
        let positions = scene.positions(tellingCounts[Int(seed) % tellingCounts.count])
        let tree = PackedRTree(positions)
        for exponent in 0..<8 {
            let query = scene.position()
            let expected = Oracle.nearest(to: query, among: positions)
            // From a metre to beyond the farthest, and distances that an entry has exactly.
            var radii = [scene.number(in: 0...1) * [1, 10, 1e3, 1e5, 1e6, 1e7, 2e7, 3e7][exponent]]
            radii += expected.dropFirst(expected.count / 2).prefix(2).map(\.distanceMetres)
            for radius in radii {
                let inside = expected.filter { $0.distanceMetres <= radius }
                #expect(
                    tree.within(radius, of: query) == inside,
                    "seed \(seed), within \(radius) m of \(query)")
                #expect(
                    tree.nearest(20, to: query, withinMetres: radius)
                        == Array(inside.prefix(20)),
                    "seed \(seed), 20 nearest within \(radius) m of \(query)")
            }
        }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `what is not wanted is passed over, and asked about once`(seed: UInt64) {
        var scene = Scene(seed: seed)
        let positions = scene.positions(500)
        let tree = PackedRTree(positions)
        let query = scene.position()
        var asked: [Int] = []
        let found = tree.nearest(15, to: query) { index in
            asked.append(index)
            return index % 7 == 3
        }
        let expected = Oracle.nearest(to: query, among: positions).filter { $0.index % 7 == 3 }
        #expect(found == Array(expected.prefix(15)), "seed \(seed)")
        #expect(Set(asked).count == asked.count, "seed \(seed)")
    }

    @Test func `thousands of entries on one position come in the order of the input`() throws {
        let town = try Coordinate(longitude: -68.15, latitude: -16.5)
        let nearby = try Coordinate(longitude: -68.15, latitude: -16.5001)
        let positions = Array(repeating: town, count: 5000) + [nearby]
        let tree = PackedRTree(positions)
        #expect(tree.nearest(3, to: town).map(\.index) == [0, 1, 2])
        #expect(tree.nearest(3, to: town).allSatisfy { $0.distanceMetres == 0 })
        #expect(tree.nearest(2, to: nearby).map(\.index) == [5000, 0])
        #expect(tree.within(5, of: town).map(\.index) == Array(0..<5000))
    }

    @Test func `across the antimeridian and over the poles is near`() throws {
        let fiji = try Coordinate(longitude: 179.9, latitude: -17)
        let samoa = try Coordinate(longitude: -179.9, latitude: -17)
        let tonga = try Coordinate(longitude: 178, latitude: -17)
        let tree = PackedRTree([tonga, fiji])
        #expect(tree.nearest(1, to: samoa).map(\.index) == [1])
        let near = try Coordinate(longitude: 170, latitude: 89.9)
        let beyond = try Coordinate(longitude: -10, latitude: 89.8)
        let aside = try Coordinate(longitude: 170, latitude: 89.2)
        #expect(PackedRTree([aside, beyond]).nearest(2, to: near).map(\.index) == [1, 0])
    }

    @Test func `no radius that is negative or no number has an answer`() throws {
        let position = try Coordinate(longitude: 1, latitude: 1)
        for tree in [PackedRTree([position]), PackedRTree([Envelope(position)])] {
            for radius in [-1, -Double.infinity, Double.nan] {
                #expect(tree.within(radius, of: position).isEmpty)
                #expect(tree.nearest(1, to: position, withinMetres: radius).isEmpty)
            }
            #expect(tree.within(0, of: position).map(\.index) == [0])
            #expect(tree.within(.infinity, of: position).map(\.index) == [0])
            #expect(tree.nearest(0, to: position).isEmpty)
            #expect(tree.nearest(-1, to: position).isEmpty)
        }
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func `asking for one after the other, or for many at once, gives the same`(seed: UInt64) {
        var scene = Scene(seed: seed)
        let tree = PackedRTree(scene.positions(300))
        let queries = scene.positions(5)
        let single = queries.map { tree.nearest(12, to: $0) }
        #expect(tree.nearest(12, to: queries) == single, "seed \(seed)")
        #expect(queries.map { Array(tree.neighbours(of: $0).prefix(12)) } == single, "seed \(seed)")
        #expect(Array(tree.neighbours(of: queries[0])).count == 300, "seed \(seed)")
    }
}
