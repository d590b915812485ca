import Geodesy
import SimpleFeatures
import SpatialIndexing
import Testing
import Topology

@testable import Regions

/// The nearest outline beside the plain rule: every side of every region is looked at.
@Suite struct RegionOutlinesTests {
    static func plainAnswer(
        _ regions: [Region], _ position: Coordinate, _ toleranceMetres: Double
    ) -> (region: Int, metres: Double)? {
        var best: (region: Int, metres: Double)?
        for (index, region) in regions.enumerated() {
            for ring in region.geometry.polygons.flatMap(\.rings) {
                for (start, end) in zip(ring, ring.dropFirst()) {
                    let metres = BorderSide(from: start, to: end).metres(from: position)
                    if metres > toleranceMetres { continue }
                    if let best, best.metres <= metres + 2e-6 { continue }
                    best = (index, metres)
                }
            }
        }
        return best
    }

    @Test(arguments: UInt64(0)..<16)
    func `the nearest outline is that of all sides`(seed: UInt64) throws {
        var random = SeededNumbers(seed: seed)
        // Some lie across the antimeridian in two parts, some far north.
        let middle = [(-65.0, -17.0), (179.6, -17), (-179.8, 10), (10, 70)][Int(seed % 4)]
        var regions = (0..<8).map { number in
            let centre = (
                middle.0 + .random(in: -1...1, using: &random),
                middle.1 + .random(in: -1...1, using: &random)
            )
            let ring = AreaIndexTests.star(
                around: centre, radius: 0.05...0.4, corners: 40, step: 0, using: &random)
            return Region(name: "\(number)", geometry: .polygon(Polygon(exterior: ring)))
        }
        if seed >= 8 {
            // Its northern side goes around the earth.
            regions.append(
                Region(
                    name: "south",
                    geometry: Samples.area(-180, -90, 180, middle.1 - 0.5)))
        }
        let tolerance = [10_000.0, 3000][Int(seed / 4 % 2)]
        let outlines = RegionOutlines(regions, toleranceMetres: tolerance)
        var found = 0
        var memory = RegionOutlines.Memory()
        for _ in 0..<600 {
            let place = Samples.position(
                middle.0 + .random(in: -2...2, using: &random),
                middle.1 + .random(in: -2...2, using: &random))
            let expected = Self.plainAnswer(regions, place, tolerance)
            let answer = outlines.nearest(to: place, using: &memory)
            #expect(answer?.region == expected?.region, "seed \(seed): \(place)")
            let (metres, known) = (answer?.way.metres ?? 0, expected?.metres ?? 0)
            #expect((metres - known).magnitude < 1e-5, "seed \(seed): \(place)")
            if answer != nil { found += 1 }
        }
        #expect(found > 50, "seed \(seed)")
    }

    @Test func `a tolerance without end finds the nearest region of the earth`() throws {
        let regions = [(10.0, 10.0), (-170, -60)].map { west, south in
            Region(name: "\(west)", geometry: Samples.area(west, south, west + 5, south + 5))
        }
        let outlines = RegionOutlines(regions, toleranceMetres: .infinity)
        var memory = RegionOutlines.Memory()
        for (place, region) in [((30.0, 30.0), 0), ((179, -40), 1), ((-120, -80), 1)] {
            let found = outlines.nearest(
                to: Samples.position(place.0, place.1), using: &memory)
            #expect(found?.region == region)
        }
    }

    /// A degree to the north is shorter than one to the east that was shrunk to the latitude.
    @Test(arguments: [
        // A corner due east of the place and one due north of it, and the metres to the nearer one.
        ((-65.0, -16.5), (-65 + 0.0899 / 0.958820, -16.5), (-65.0, -16.5 + 0.0903), 0.0001, 9993.0),
        // Beyond the pole, seen from near to it.
        ((0.0, 89.97), (0.0, 89.875), (180.0, 89.95), -0.0001, 8935.5),
    ])
    func `the nearest corner is that along a geodesic`(
        place: (Double, Double), one: (Double, Double), other: (Double, Double), away: Double,
        metres: Double
    ) throws {
        let position = Samples.position(place.0, place.1)
        let corners = [one, other].map { Samples.position($0.0, $0.1) }
        let expected = corners.map { Geodesic.distanceMetres(from: position, to: $0) }.min()
        // Each with an edge that leads away from the place.
        func corner(_ corner: Coordinate, _ east: Double, _ north: Double) -> Polygon {
            let (x, y) = (corner.longitude, corner.latitude)
            return Polygon(exterior: [
                corner, Samples.position(x + east, y + north / 2), Samples.position(x, y + north),
                corner,
            ])
        }
        let polygons = [corner(corners[0], 0.001, -0.0001), corner(corners[1], -0.001, away)]
        let region = Region(name: "two", geometry: .multiPolygon(polygons))
        let outlines = RegionOutlines([region], toleranceMetres: 10_000)
        var memory = RegionOutlines.Memory()
        let found = try #require(outlines.nearest(to: position, using: &memory))
        #expect((found.way.metres - (expected ?? 0)).magnitude < 0.5)
        #expect((found.way.metres - metres).magnitude < 5)
    }

    @Test(arguments: UInt64(0)..<12)
    func `what the plane tells of a geodesic holds`(seed: UInt64) throws {
        var random = SeededNumbers(seed: seed)
        for _ in 0..<2000 {
            let reach: Double = [1000, 10_200, 60_000][Int.random(in: 0..<3, using: &random)]
            let place = Samples.position(
                .random(in: -180...180, using: &random), .random(in: -88...88, using: &random))
            let search = OutlineSearch(around: place)
            guard let bounds = PlaneBounds(shrink: search.shrink, reachMetres: reach) else {
                continue
            }
            let azimuth = Double.random(in: 0...360, using: &random)
            let other = Geodesic.position(
                from: place, azimuthDegrees: azimuth,
                distanceMetres: .random(in: 0...1.2 * reach, using: &random))
            let metres = Geodesic.distanceMetres(from: place, to: other)
            let squared = try #require(search.squaredDegrees(to: [other], in: 0..<1))
            #expect(bounds.leastMetres(squaredDegrees: squared) <= metres + 1e-6, "\(place)")
            #expect(bounds.mostMetres(squaredDegrees: squared) >= metres - 1e-6, "\(place)")
            if metres < reach {
                #expect(
                    squared.squareRoot() <= bounds.degrees(withinMetres: metres) + 1e-9,
                    "\(place)")
            }
        }
    }
}
