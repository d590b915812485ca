import SimpleFeatures
import Testing
import Topology

@Suite struct VoronoiTests {
    static func box(
        west: Double, south: Double, east: Double, north: Double
    ) throws -> Envelope {
        try Envelope(west: west, south: south, east: east, north: north)
    }

    @Test(arguments: UInt64(0)..<30)
    func `every position lies in the cell of the site nearest to it`(seed: UInt64) throws {
        var random = SeededNumbers(seed: seed)
        let south = Double.random(in: -85...80, using: &random)
        let west = Double.random(in: -180...170, using: &random)
        let box = try Self.box(west: west, south: south, east: west + 10, north: south + 5)
        func anywhere() -> Coordinate {
            Shapes.position(
                .random(in: box.west...box.east, using: &random),
                .random(in: box.south...box.north, using: &random))
        }
        let sites = (0..<40).map { _ in anywhere() }
        let cells = try Geometry.voronoiCells(around: sites, within: box)
        #expect(cells.count == sites.count)
        let areas = try PreparedAreas(cells)
        let shrink = cosine(box.south / 2 + box.north / 2)
        for _ in 0..<200 {
            let place = anywhere()
            func squared(_ site: Coordinate) -> Double {
                let x = (site.longitude - place.longitude) * shrink
                let y = site.latitude - place.latitude
                return x * x + y * y
            }
            let distances = sites.map(squared)
            let owners = try areas.indices(covering: place)
            let nearest = try #require(distances.min())
            #expect(!owners.isEmpty, "seed \(seed): nobody has \(place)")
            for owner in owners {
                #expect(distances[owner] <= nearest + 1e-9, "seed \(seed): \(place)")
            }
        }
        let sum = cells.reduce(0) { $0 + Shapes.area(of: $1) }
        #expect((sum - 50).magnitude < 1e-9, "seed \(seed)")
    }

    @Test func `cells stand in the order of their sites, and equal sites have equal cells`() throws
    {
        let box = try Self.box(west: 0, south: -1, east: 4, north: 1)
        let sites = [3.0, 1, 3, 1].map { Shapes.position($0, 0) }
        let cells = try Geometry.voronoiCells(around: sites, within: box)
        #expect(cells[0] == cells[2])
        #expect(cells[1] == cells[3])
        #expect(cells[0].envelope?.west == 2)
        #expect(cells[1].envelope?.east == 2)
        for cell in cells { #expect((Shapes.area(of: cell) - 4).magnitude < 1e-12) }
    }

    @Test func `one site has the whole box, and no site has no cell`() throws {
        let box = try Self.box(west: -70, south: -23, east: -57, north: -9)
        let alone = try Geometry.voronoiCells(
            around: [Shapes.position(-68.1, -16.5)], within: box)
        #expect(alone.map(\.envelope) == [box])
        #expect(try Geometry.voronoiCells(around: [], within: box).isEmpty)
    }

    @Test func `sites on one line and sites outside the box are served`() throws {
        let box = try Self.box(west: 0, south: 0, east: 10, north: 10)
        let line = (0..<10).map { Shapes.position(Double($0) + 0.5, 5) }
        let cells = try Geometry.voronoiCells(around: line, within: box)
        for cell in cells { #expect((Shapes.area(of: cell) - 10).magnitude < 1e-9) }
        let outside = try Geometry.voronoiCells(
            around: [Shapes.position(5, 5), Shapes.position(40, 5)], within: box)
        #expect(outside.map { Shapes.area(of: $0) } == [100, 0])
        #expect(outside[1].positions.isEmpty)
    }

    @Test func `the whole earth is a box as well, a box over the antimeridian is refused`() throws {
        let sites = [Shapes.position(-179, 89), Shapes.position(179, -89)]
        let cells = try Geometry.voronoiCells(around: sites, within: .world)
        #expect((cells.reduce(0) { $0 + Shapes.area(of: $1) } - 64800).magnitude < 1e-6)
        let fiji = try Self.box(west: 177, south: -20, east: -178, north: -15)
        #expect(throws: TopologyError.antimeridian(west: 177, east: -178)) {
            try Geometry.voronoiCells(around: sites, within: fiji)
        }
    }

    /// The cosine of an angle in degrees, by its series: good to 1e-12 within a right angle.
    private func cosine(_ degrees: Double) -> Double {
        let angle = degrees * .pi / 180
        var (term, sum) = (1.0, 1.0)
        for step in 1...12 {
            term *= -angle * angle / Double((2 * step - 1) * (2 * step))
            sum += term
        }
        return sum
    }
}
