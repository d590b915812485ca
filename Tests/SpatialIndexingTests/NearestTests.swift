import Geodesy
import SimpleFeatures
import SpatialIndexing
import Testing

/// Properties, each in 10,000 seeded cases: a hundred trees, a hundred questions to each.
@Suite struct NearestTests {
    static let seeds = 0..<100 as Range<UInt64>

    @Test(arguments: seeds)
    func `the nearest positions are those that measuring all of them finds`(seed: UInt64) {
        var scene = Scene(seed: seed)
        let positions = scene.positions(tellingCounts[Int(seed) % tellingCounts.count])
        let tree = PackedRTree(positions)
        #expect(tree.count == positions.count)
        for _ in 0..<100 {
            let query = scene.position()
            let figure: EarthFigure = scene.count(in: 0...3) == 0 ? .sphere : .ellipsoid
            let expected = Oracle.nearest(to: query, among: positions, on: figure)
            let count = [1, 10, 16, 17, 100, positions.count + 1][scene.count(in: 0...5)]
            #expect(
                isSame(tree.nearest(count, to: query, on: figure), expected.prefix(count)),
                "seed \(seed), \(count) nearest to \(query) on the \(figure)")
        }
    }

    @Test(arguments: seeds)
    func `the nearest boxes are those that measuring all of them finds`(seed: UInt64) throws {
        var scene = Scene(seed: seed)
        let envelopes = try scene.envelopes([0, 1, 16, 17, 90][Int(seed) % 5])
        let tree = PackedRTree(envelopes)
        for _ in 0..<100 {
            let query = scene.position()
            let figure: EarthFigure = scene.count(in: 0...1) == 0 ? .sphere : .ellipsoid
            let expected = Oracle.nearest(to: query, among: envelopes, on: figure)
            let count = [1, 10, envelopes.count + 1][scene.count(in: 0...2)]
            #expect(
                isSame(tree.nearest(count, to: query, on: figure), expected.prefix(count)),
                "seed \(seed), \(count) nearest to \(query) on the \(figure)")
            #expect(
                isSame(
                    tree.nearest(count, to: query, on: figure) { $0 % 3 == 1 },
                    expected.filter { $0.index % 3 == 1 }.prefix(count)), "seed \(seed)")
            #expect(
                Array(tree.neighbours(of: query, on: figure).prefix(5))
                    == Array(expected.prefix(5)), "seed \(seed)")
            // Any radius, one that a box has exactly, or one just too short for it.
            let last = expected.last?.distanceMetres ?? 0
            let radius = [scene.number(in: 0...3e6), last, max(0, last - 3e-8)][
                scene.count(in: 0...2)]
            let inside = expected.filter { $0.distanceMetres <= radius }
            #expect(
                isSame(tree.within(radius, of: query, on: figure), inside[...]),
                "seed \(seed), within \(radius) m of \(query) on the \(figure)")
            var answers = Answers()
            tree.search(within: radius, of: query, on: figure, into: &answers)
            #expect(answers.sorted == inside.map(\.index).sorted(), "seed \(seed)")
        }
    }

    @Test(arguments: seeds)
    func `within a distance are those that measuring all of them finds`(seed: UInt64) {
        var scene = Scene(seed: seed)
        let positions = scene.positions(tellingCounts[Int(seed) % tellingCounts.count])
        let tree = PackedRTree(positions)
        var answers = Answers()
        for _ in 0..<50 {
            let query = scene.position()
            let figure: EarthFigure = scene.count(in: 0...3) == 0 ? .sphere : .ellipsoid
            let expected = Oracle.nearest(to: query, among: positions, on: figure)
            // From a metre to beyond the farthest, and a distance that an entry has exactly.
            let most = [1, 10, 1e3, 1e5, 1e6, 1e7, 2e7, 3e7][scene.count(in: 0...7)]
            let exact =
                expected.isEmpty
                ? 0 : expected[scene.count(in: 0...expected.count - 1)].distanceMetres
            for radius in [scene.number(in: 0...1) * most, exact] {
                let inside = expected.filter { $0.distanceMetres <= radius }
                let text: Comment = "seed \(seed), within \(radius) m of \(query) on the \(figure)"
                #expect(isSame(tree.within(radius, of: query, on: figure), inside[...]), text)
                tree.search(within: radius, of: query, on: figure, into: &answers)
                #expect(answers.sorted == inside.map(\.index).sorted(), text)
                #expect(
                    isSame(
                        tree.nearest(20, to: query, withinMetres: radius, on: figure),
                        inside.prefix(20)), text)
            }
        }
    }

    @Test(arguments: seeds)
    func `one after the other, all come in the order of their distance`(seed: UInt64) {
        var scene = Scene(seed: seed)
        let positions = scene.positions([0, 1, 16, 17, 60][Int(seed) % 5])
        let tree = PackedRTree(positions)
        for _ in 0..<100 {
            let query = scene.position()
            // Each distance is GeographicLib's to the last bit.
            #expect(
                Array(tree.neighbours(of: query)) == Oracle.nearest(to: query, among: positions),
                "seed \(seed), from \(query)")
        }
    }

    @Test(arguments: seeds)
    func `a filter is asked once for an entry and what it refuses is no answer`(seed: UInt64) {
        var scene = Scene(seed: seed)
        let positions = scene.positions(600)
        let tree = PackedRTree(positions)
        var sevenths = EntryBitmap(count: 600)
        for index in stride(from: 3, to: 600, by: 7) { sevenths[index] = true }
        for _ in 0..<100 {
            let query = scene.position()
            var asked: [Int] = []
            let wanted = scene.count(in: 1...20)
            let found = tree.nearest(wanted, to: query) { index in
                asked.append(index)
                return index % 7 == 3
            }
            let expected = Oracle.nearest(to: query, among: positions)
                .filter { $0.index % 7 == 3 }
            #expect(isSame(found, expected.prefix(wanted)), "seed \(seed)")
            #expect(Set(asked).count == asked.count, "seed \(seed)")
            #expect(tree.nearest(wanted, to: query, among: sevenths) == found, "seed \(seed)")
        }
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
    func `asking for many at once gives what asking for each gives`(seed: UInt64) throws {
        var scene = Scene(seed: seed)
        let tree = PackedRTree(scene.positions(300))
        let queries = scene.positions(50)
        #expect(
            tree.nearest(12, to: queries) == queries.map { tree.nearest(12, to: $0) },
            "seed \(seed)")
        #expect(
            tree.within(30_000, of: queries) == queries.map { tree.within(30_000, of: $0) },
            "seed \(seed)")
        let windows = try scene.envelopes(50)
        #expect(tree.search(windows) == windows.map { tree.search($0) }, "seed \(seed)")
    }
}
