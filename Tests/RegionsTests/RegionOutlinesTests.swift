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
            guard let foot = region.geometry.outlinePosition(nearestTo: position) else { continue }
            let metres = Geodesic.distanceMetres(from: position, to: foot)
            if metres > toleranceMetres { continue }
            if let best, (best.metres, best.region) <= (metres, index) { continue }
            best = (index, metres)
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
            #expect(answer?.way.metres == expected?.metres, "seed \(seed): \(place)")
            if answer != nil { found += 1 }
        }
        #expect(found > 50, "seed \(seed)")
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
