import Geodesy
import SimpleFeatures
import Testing

@testable import Regions

/// Overlaps and gaps of sets.
@Suite struct RegionSetReviewTests {
    static func set(_ areas: [(String, Geometry)]) -> RegionSet {
        RegionSet(
            name: "s", regions: areas.map { Region(name: $0.0, geometry: $0.1) })
    }

    @Test func `neighbours with a common border neither overlap nor leave a gap`() throws {
        let review = try RegionSetReview(
            of: Self.set([
                ("a", Samples.area(0, 0, 1, 1)), ("b", Samples.area(1, 0, 2, 1)),
                ("c", Samples.area(0, 1, 2, 2)),
            ]))
        #expect(review.overlaps.isEmpty)
        #expect(review.gaps.isEmpty)
        #expect(review.lines(limit: 0).isEmpty)
    }

    @Test func `what two regions share is told with its size and place`() throws {
        let review = try RegionSetReview(of: Samples.set)
        #expect(review.overlaps.map(\.regions) == [[1, 2]])
        let square = Geodesic.areaSquareMetres(of: Samples.area(-63, -16, -60, -14)) / 1e6
        let overlap = try #require(review.overlaps.first)
        #expect((overlap.areaSquareKilometres - square).magnitude < 1e-6)
        // GEOS takes the middle of the parallel half-way up.
        #expect(
            review.lines(limit: 0) == [
                "overlap: 'east' and 'north-east' share \(Decimals.text(square, places: 1)) km² "
                    + "(100.00 % of 'north-east'), at longitude -61.5, latitude -15.0"
            ])
    }

    @Test func `a hole that nobody has is a gap, a hole that somebody has is none`() throws {
        let hole = Array(Samples.box(0.5, 0.5, 1.5, 1.5).exterior.reversed())
        let ring = Geometry.polygon(
            Polygon(exterior: Samples.box(0, 0, 2, 2).exterior, interiors: [hole]))
        let filled = try RegionSetReview(
            of: Self.set([("ring", ring), ("lake", Samples.area(0.5, 0.5, 1.5, 1.5))]))
        #expect(filled.gaps.isEmpty)
        #expect(filled.overlaps.isEmpty)
        let island = try RegionSetReview(
            of: Self.set([
                ("ring", ring), ("island", Samples.area(0.8, 0.8, 1.2, 1.2)),
                ("corner", Samples.area(0.5, 0.5, 0.6, 0.6)),
            ]))
        let square =
            [(0.5, 1.5, 1.0), (0.8, 1.2, -1), (0.5, 0.6, -1)].reduce(0.0) {
                $0 + $1.2 * Geodesic.areaSquareMetres(of: Samples.area($1.0, $1.0, $1.1, $1.1))
                    / 1e6
            }
        let gap = try #require(island.gaps.first)
        #expect(island.gaps.count == 1)
        // More corners on a parallel make its geodesics bulge less: 0.04 of 10,400 km².
        #expect((gap.areaSquareKilometres - square).magnitude < 0.1)
        #expect(gap.neighbours == [0, 1, 2])
        #expect(island.lines(limit: 0)[0].hasPrefix("gap: "))
    }

    @Test func `slivers of a hand's breadth are listed, rounding is not`() throws {
        // 1e-5 degrees along one degree of the equator: 1.1 m × 110.6 km are 0.12 km²; 1e-9: 12 m².
        for (width, count) in [(1e-5, 1), (1e-9, 0)] {
            let review = try RegionSetReview(
                of: Self.set([
                    ("a", Samples.area(0, 0, 1 + width, 1)), ("b", Samples.area(1, 0, 2, 1)),
                ]))
            #expect(review.overlaps.count == count)
        }
    }

    @Test func `sets that were put together may overlap, each is looked at for itself`() throws {
        let joined = RegionSet.joined([
            Self.set([("a", Samples.area(0, 0, 2, 2)), ("b", Samples.area(1, 0, 3, 2))]),
            RegionSet(
                name: "t", regions: [Region(name: "c", geometry: Samples.area(0, 0, 3, 2))]),
        ])
        #expect(try RegionSetReview(of: joined).overlaps.map(\.regions) == [[0, 1]])
    }

    @Test func `of boxes that all meet only so many pairs are looked at, which is told`() throws {
        // 40 regions without overlap, all of whose boxes meet: slanted strips, 780 pairs.
        let strips = (0..<40).map { index in
            let shift = Double(index) / 1000
            let corners = [
                (shift, 0.0), (shift + 0.0005, 0), (shift + 10.0005, 10), (shift + 10, 10),
                (shift, 0),
            ]
            return (
                "r\(index)",
                Geometry.polygon(
                    Polygon(exterior: corners.map { Samples.position($0.0, $0.1) }))
            )
        }
        let some = try RegionSetReview(of: Self.set(strips), mostPairs: 779)
        #expect(some.hasPairsLeft)
        #expect(some.lines(limit: 0).last?.hasPrefix("overlap: more than 779 pairs") == true)
        let all = try RegionSetReview(of: Self.set(strips), mostPairs: 780)
        #expect(!all.hasPairsLeft)
        #expect(all.lines(limit: 0).isEmpty)
    }

    @Test func `of many the largest are listed, the others counted`() throws {
        let areas = (0..<5).map { index in
            ("r\(index)", Samples.area(Double(index), 0, Double(index) + 1.1, 1))
        }
        let lines = try RegionSetReview(of: Self.set(areas)).lines(limit: 2)
        #expect(lines.count == 3)
        #expect(lines.last == "overlap: 2 more (--limit 0 lists all)")
    }
}
