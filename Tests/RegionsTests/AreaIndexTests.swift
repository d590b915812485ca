import SimpleFeatures
import SpatialIndexing
import Testing
import Topology

/// The index of areas beside GEOS, position by position.
@Suite struct AreaIndexTests {
    /// Compares what both say of some positions, none of them on the antimeridian or at a pole.
    static func compare(
        _ areas: [Geometry], at positions: [Coordinate], _ remark: Comment
    ) throws {
        let index = AreaIndex(areas)
        let prepared = try PreparedAreas(areas)
        var hits = AreaHits()
        index.search(positions, into: &hits)
        #expect(hits.positionCount == positions.count)
        for (place, position) in positions.enumerated() {
            var found = [PreparedAreas.Placement](repeating: .outside, count: areas.count)
            hits.forEach(at: place) { area, isOnBorder in
                found[area] = isOnBorder ? .border : .inside
            }
            for area in areas.indices {
                let expected = try prepared.placement(of: position, inArea: area)
                #expect(found[area] == expected, "\(remark): area \(area), \(position)")
            }
        }
    }

    /// A ring of corners at growing angles around a centre; crosses itself nowhere.
    static func star(
        around centre: (Double, Double), radius: ClosedRange<Double>, corners: Int,
        step: Double, using random: inout SeededNumbers
    ) -> [Coordinate] {
        // A square walked along its edges needs no trigonometry.
        var ring = (0..<corners).map { corner in
            let way = Double(corner) / Double(corners) * 4
            let part = way - way.rounded(.down)
            let (x, y): (Double, Double) =
                switch Int(way) {
                case 0: (1, part * 2 - 1)
                case 1: (1 - part * 2, 1)
                case 2: (-1, 1 - part * 2)
                default: (part * 2 - 1, -1)
                }
            let length = Double.random(in: radius, using: &random)
            func settled(_ number: Double) -> Double {
                step == 0 ? number : (number / step).rounded() * step
            }
            return Samples.position(
                settled(centre.0 + x * length), settled(centre.1 + y * length))
        }
        if let first = ring.first { ring.append(first) }
        return ring
    }

    /// Corners, middles of sides, positions level with corners, on lines of cells, and anywhere.
    static func nastyPositions(
        of areas: [Geometry], count: Int, using random: inout SeededNumbers
    ) throws -> [Coordinate] {
        let corners = areas.flatMap(\.positions)
        let box = try #require(Envelope(corners))
        return (0..<count).compactMap { number in
            guard let one = corners.randomElement(using: &random) else { return nil }
            let next = Int.random(in: 0..<corners.count - 1, using: &random)
            let (from, to) = (corners[next], corners[next + 1])
            switch number % 7 {
            case 0: return one
            case 1:
                return Samples.position(
                    (from.longitude + to.longitude) / 2, (from.latitude + to.latitude) / 2)
            case 2: return Samples.position(from.longitude, one.latitude)
            case 3:
                return Samples.position(
                    .random(in: box.west...box.east, using: &random), one.latitude)
            case 4:
                return Samples.position(
                    (one.longitude * 8).rounded() / 8, (one.latitude * 8).rounded() / 8)
            // Next to 0 stand numbers whose products are none, where GEOS errs.
            case 5 where from.longitude != 0:
                return Samples.position(
                    from.longitude.nextUp,
                    Bool.random(using: &random)
                        ? from.latitude : from.latitude.nextDown)
            default:
                return Samples.position(
                    .random(in: box.west - 1...box.east + 1, using: &random),
                    .random(in: box.south - 1...box.north + 1, using: &random))
            }
        }
    }

    @Test(arguments: UInt64(0)..<24)
    func `areas that overlap, with holes and islands, hold what GEOS says`(seed: UInt64) throws {
        var random = SeededNumbers(seed: seed)
        // Corners on a coarse lattice fall on each other, on sides and on the lines of cells.
        let step = [0, 0.25, 0.1, 1][Int(seed % 4)]
        let areas = (0..<6).map { _ -> Geometry in
            let polygons = (0..<Int.random(in: 1...3, using: &random)).map { _ in
                let centre = (
                    Double.random(in: -70...(-60), using: &random),
                    Double.random(in: -5...5, using: &random)
                )
                return Polygon(
                    exterior: Self.star(
                        around: centre, radius: 2...4,
                        corners: Int.random(in: 4...60, using: &random),
                        step: step, using: &random),
                    interiors: [
                        Self.star(
                            around: centre, radius: 0.5...1, corners: 9, step: step, using: &random)
                    ])
            }
            return .multiPolygon(polygons)
        }
        let positions = try Self.nastyPositions(of: areas, count: 400, using: &random)
        try Self.compare(areas, at: positions, "seed \(seed)")
    }

    @Test(arguments: UInt64(0)..<12)
    func `small areas in crowds, among large ones, hold what GEOS says`(seed: UInt64) throws {
        var random = SeededNumbers(seed: seed)
        let step = [0, 0.125, 0.01][Int(seed % 3)]
        // All in one cell of the root, some of them slivers through all of it, and one far away.
        let size = [0.05, 0.4, 3][Int(seed / 3 % 3)]
        var areas = (0..<60).map { number -> Geometry in
            let centre = (
                -65 + .random(in: -0.4...0.4, using: &random) * size,
                10 + .random(in: -0.4...0.4, using: &random) * size
            )
            if number % 5 == 0 {
                let shift = Double.random(in: 0.001...0.02, using: &random)
                return .polygon(
                    Polygon(
                        exterior: [
                            (-65 - size, 10 - size + shift), (-65 + size, 10 + size),
                            (-65 + size, 10 + size + shift), (-65 - size, 10 - size + shift),
                        ].map { Samples.position($0.0, $0.1) }))
            }
            return .polygon(
                Polygon(
                    exterior: Self.star(
                        around: centre, radius: 0.1 * size...0.5 * size,
                        corners: Int.random(in: 4...30, using: &random), step: step * size,
                        using: &random)))
        }
        areas.append(
            .polygon(
                Polygon(
                    exterior: Self.star(
                        around: (-65, 10), radius: size...2 * size, corners: 200, step: 0,
                        using: &random))))
        areas.append(Samples.area(100, -60, 101, -59))
        let positions = try Self.nastyPositions(
            of: Array(areas.dropLast()), count: 500, using: &random)
        try Self.compare(areas, at: positions, "seed \(seed)")
    }

    @Test(arguments: UInt64(0)..<8)
    func `neighbours share their borders, and nothing falls between them`(seed: UInt64) throws {
        var random = SeededNumbers(seed: seed)
        let side = 12
        // Neighbours have the very same corners, somewhere around a lattice.
        let corners = (0...side).map { row in
            (0...side).map { column in
                Samples.position(
                    Double(column) * 0.3 - 1.8 + .random(in: -0.12...0.12, using: &random),
                    Double(row) * 0.3 - 1.8 + .random(in: -0.12...0.12, using: &random))
            }
        }
        let areas = (0..<side * side).map { number -> Geometry in
            let (row, column) = (number / side, number % side)
            return .polygon(
                Polygon(exterior: [
                    corners[row][column], corners[row][column + 1], corners[row + 1][column + 1],
                    corners[row + 1][column], corners[row][column],
                ]))
        }
        let positions = try Self.nastyPositions(of: areas, count: 200, using: &random)
        try Self.compare(areas, at: positions, "seed \(seed)")
        let index = AreaIndex(areas)
        for _ in 0..<2000 {
            let place = Samples.position(
                .random(in: -1.5...1.5, using: &random), .random(in: -1.5...1.5, using: &random))
            let found = index.areas(holding: place)
            #expect(
                found.inside.count == 1 && found.border.isEmpty
                    || found.inside.isEmpty && found.border.count >= 2,
                "seed \(seed): \(place) in \(found)")
        }
    }

    @Test(arguments: UInt64(0)..<20)
    func `a last place off a long side is not on it`(seed: UInt64) throws {
        var random = SeededNumbers(seed: seed)
        // Whole multiples of 2^-44 degrees: twice the area of a triangle is then a whole number.
        let unit = 0x1p-44
        func whole(_ range: ClosedRange<Double>) -> Int64 {
            Int64(Double.random(in: range, using: &random) / unit)
        }
        let (ax, ay) = (whole(-170 ... -100), whole(-80 ... -40))
        let (bx, by) = (whole(100...170), whole(40...80))
        let area = Geometry.polygon(
            Polygon(
                exterior: [
                    (ax, ay), (bx, by), (ax, by), (ax, ay),
                ].map { Samples.position(Double($0.0) * unit, Double($0.1) * unit) }))
        let index = AreaIndex([area])
        for _ in 0..<500 {
            let share = Double.random(in: 0.01...0.99, using: &random)
            let x = ax + Int64(Double(bx - ax) * share) + .random(in: -2...2, using: &random)
            let y = ay + Int64(Double(by - ay) * share) + .random(in: -2...2, using: &random)
            let turn =
                Int128(bx - ax) * Int128(y - ay) - Int128(by - ay) * Int128(x - ax)
            let found = index.areas(
                holding: Samples.position(Double(x) * unit, Double(y) * unit))
            #expect(found.inside == (turn > 0 ? [0] : []), "seed \(seed): \(x) \(y)")
            #expect(found.border == (turn == 0 ? [0] : []), "seed \(seed): \(x) \(y)")
        }
    }

    @Test func `slivers, flat rings and doubled corners hold what GEOS says`() throws {
        func ring(_ numbers: [(Double, Double)]) -> Geometry {
            .polygon(Polygon(exterior: numbers.map { Samples.position($0.0, $0.1) }))
        }
        let areas = [
            ring([(0, 0), (10, 1e-12), (10, 2e-12), (0, 0)]),
            ring([(0, 0), (10, 10), (10, 10.000_000_1), (0, 0)]),
            ring([(-1, 0), (0, 0), (0, 0), (1, 0), (1, 1), (1, 1), (-1, 1), (-1, 0)]),
            ring([(0, 0), (4, 0), (4, 2), (2, 2), (2, 1), (0, 1), (0, 0)]),
            ring([(1, 1), (2, 1), (3, 1), (3, 3), (2, 1), (1, 3), (1, 1)]),
        ]
        var random = SeededNumbers(seed: 1)
        let positions = try Self.nastyPositions(of: areas, count: 1000, using: &random)
        try Self.compare(areas, at: positions, "slivers")
    }

    @Test func `thousands of sides in one corner neither fill the memory nor go wrong`() throws {
        var random = SeededNumbers(seed: 2)
        let spikes = 1500
        var ring: [Coordinate] = []
        for spike in 0..<spikes {
            let way = Double(spike) / Double(spikes)
            ring.append(Samples.position(0.1, 0.1))
            ring.append(Samples.position(8, way * 16 - 8))
            ring.append(Samples.position(8, (way + 0.4 / Double(spikes)) * 16 - 8))
        }
        ring.append(Samples.position(0.1, 0.1))
        let areas = [Geometry.polygon(Polygon(exterior: ring))]
        #expect(AreaIndex(areas).byteCount < ring.count * 1000)
        let positions = try Self.nastyPositions(of: areas, count: 500, using: &random)
        try Self.compare(areas, at: positions, "spikes")
    }

    @Test func `areas in areas are all found, in memory that goes with their number`() {
        let areas = (1...2000).map { number in
            let half = Double(number) / 50
            return Samples.area(-half, -half, half, half)
        }
        let index = AreaIndex(areas)
        #expect(index.byteCount < 2000 * 5 * 2000)
        #expect(index.areas(holding: Samples.position(0.001, 0)).inside == Array(0..<2000))
        let edge = index.areas(holding: Samples.position(20, 3))
        #expect(edge.border == [999])
        #expect(edge.inside == Array(1000..<2000))
    }

    @Test func `the antimeridian belongs to both sides, a pole to all that reach it`() {
        let index = AreaIndex([
            Samples.area(178, -18, 180, -16), Samples.area(-180, -18, -178, -16),
            Samples.area(-180, -90, 180, -60), Samples.area(0, 80, 10, 90),
            Samples.area(170, 10, 180, 20),
        ])
        for longitude in [180.0, -180] {
            #expect(
                index.areas(holding: Samples.position(longitude, -17)) == ([], [0, 1]))
            #expect(index.areas(holding: Samples.position(longitude, -70)) == ([], [2]))
            #expect(index.areas(holding: Samples.position(longitude, 15)) == ([], [4]))
        }
        for longitude in [-180.0, -70, 0, 5, 180] {
            #expect(index.areas(holding: Samples.position(longitude, 90)) == ([], [3]))
            #expect(index.areas(holding: Samples.position(longitude, -90)) == ([], [2]))
        }
        #expect(index.areas(holding: Samples.position(5, 89)) == ([3], []))
    }

    @Test func `nothing holds nothing`() {
        let none: [[Geometry]] = [
            [], [.polygon(Polygon(exterior: []))], [.point(Samples.position(1, 1))],
        ]
        for areas in none {
            let index = AreaIndex(areas)
            #expect(index.count == areas.count)
            #expect(index.envelope == nil)
            #expect(index.areas(holding: Samples.position(0, 90)) == ([], []))
        }
    }
}
