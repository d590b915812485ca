import Geodesy
import SimpleFeatures
import TestMaterial
import Testing
import Topology

@testable import Regions

/// Cells against distances measured one by one.
@Suite struct NearestCellsTests {
    @Test(arguments: [(-64.5, -16.0), (10, 0), (180, -17), (25, 62)])
    func `a cell's place is the nearest, or hardly farther than it`(
        middle: (longitude: Double, latitude: Double)
    ) throws {
        // A box of 12° by 13°, as large as Bolivia.
        func position(_ east: Double, _ north: Double) -> Coordinate {
            Samples.position(middle.longitude + east, middle.latitude + north)
        }
        let ring = [(-6.0, -6.5), (6, -6.5), (6, 6.5), (-6, 6.5), (-6, -6.5)].map {
            position($0.0, $0.1)
        }
        let area = Geometry.polygon(Polygon(exterior: ring)).cutAtAntimeridian
        var generator = SeededGenerator(seed: 8)
        func random() -> Coordinate {
            position(
                Double.random(in: -6...6, using: &generator),
                Double.random(in: -6.5...6.5, using: &generator))
        }
        let sites = (0..<30).map { _ in random() }
        let cells = try PreparedAreas(NearestCells.cells(around: sites, over: area))
        var worst = 0.0
        for _ in 0..<1_000 {
            let place = random()
            let owners = try cells.indices(covering: place)
            let distances = sites.map { Geodesic.distanceMetres(from: place, to: $0) }
            let nearest = try #require(distances.min())
            #expect(!owners.isEmpty)
            for owner in owners { worst = max(worst, distances[owner] - nearest) }
        }
        print("measured: \(middle): at most \(worst / 1000) km farther than the nearest")
        // The flat map has one scale eastwards; the farther from the equator, the more it bends.
        #expect(worst < (middle.latitude.magnitude < 30 ? 10_000 : 60_000))
    }
}
