import Gazetteers
import SimpleFeatures
import Testing

@testable import Regions

/// What the review says of areas, and of places that should lie in them.
@Suite struct GazetteerAreaTests {
    static let table = """
        id\tname\tkind\tlongitude\tlatitude\tcountry\tadmin1\tarea
        gh\tGhana\tA/PCLI\t0\t5\tGH\t\tcountries#gh
        gh-w\tWest\tA/ADM1\t-1\t5\tGH\tgh-w\tadmin1#gh-w
        gh-e\tEast\tA/ADM1\t1\t5\tGH\tgh-e\tadmin1#gh-e
        gh-n\tNorth\tA/ADM1\t0\t6.5\tGH\tgh-n\t
        in\tIn\tP/PPL\t-1.5\t5\tGH\tgh-w\t
        out\tOut\tP/PPL\t1\t4.5\tGH\tgh-w\t
        north\tUp\tP/PPL\t0\t8\tGH\tgh-n\t
        bare\tBare\tP/PPL\t4\t5\tGH\t\t
        lost\tLost\tP/PPL\t0\t5\tTG\t\t
        """

    static func area(
        _ name: String, _ west: Double, _ south: Double, _ east: Double, _ north: Double
    ) -> GazetteerReview.Area {
        let parts = name.split(separator: "#")
        return GazetteerReview.Area(
            layer: String(parts[0]), id: String(parts[1]),
            geometry: Samples.area(west, south, east, north))
    }

    static var areas: [GazetteerReview.Area] {
        [
            area("countries#gh", -2, 4, 2, 7), area("admin1#gh-w", -2, 4, 0, 7),
            area("admin1#gh-e", 0, 4, 2, 7),
        ]
    }

    @Test func `a place is looked for in the area of its unit, else of its country`() throws {
        let gazetteer = try Stacked.gazetteer([Self.table])
        // 4.5° N 1° E to 0° E is 110.98 km, 5° N 4° E to 2° E 221.80 km, 8° N to 7° N 110.59 km
        // (geographiclib for Python, Geodesic.WGS84.Inverse).
        #expect(
            try GazetteerReview(of: gazetteer, areas: Self.areas).lines == [
                "outside: bare 'Bare' lies 221.8 km outside Ghana (countries#gh), "
                    + "which its row names",
                "outside: out 'Out' lies 111.0 km outside West (admin1#gh-w), which its row names",
                "outside: north 'Up' lies 110.6 km outside Ghana (countries#gh), "
                    + "which its row names",
            ])
    }

    @Test(
        arguments: [(112_000, ["bare"]), (110_800, ["bare", "out"]), (300_000, [])]
            as [(Double, [String])])
    func `how far outside a place may lie can be said`(metres: Double, ids: [String]) throws {
        var limits = GazetteerReview.Limits()
        limits.outsideMetres = metres
        let review = try GazetteerReview(
            of: try Stacked.gazetteer([Self.table]), areas: Self.areas, limits: limits)
        #expect(review.groups.flatMap(\.remarks).flatMap(\.placeIDs) == ids)
    }

    @Test func `a region stands in for the areas of its members, at its own tolerance`() throws {
        let units = RegionSet(
            name: "units",
            regions: [
                Region(
                    name: "west", title: "The West", geometry: Samples.area(-2, 4, 0.9, 7),
                    memberIDs: ["gh-w", "unknown"])
            ])
        let review = try GazetteerReview(
            of: try Stacked.gazetteer([Self.table]), areas: Self.areas, units: units)
        #expect(
            review.lines.contains(
                "outside: out 'Out' lies 11.1 km outside The West, which its row names"))
    }

    @Test func `areas that rows name and areas that there are must be the same`() throws {
        let areas =
            Self.areas.dropFirst() + [Self.area("admin1#gh-e", 0, 4, 2, 7)]
            + [Self.area("admin1#gh-x", 10, 4, 12, 7)]
        let gazetteer = try Stacked.gazetteer([Self.table])
        let all = try GazetteerReview(
            of: gazetteer, areas: Array(areas), expectsAllAreas: true)
        #expect(
            all.lines.filter { !$0.hasPrefix("outside") } == [
                "invalid-area: admin1#gh-e stands twice",
                "missing-area: gh 'Ghana' names the area 'countries#gh', which is not there",
                "unused-area: admin1#gh-x is named by no row",
            ])
        let some = try GazetteerReview(of: gazetteer, areas: Array(areas))
        #expect(!some.groups.contains { $0.kind == .unusedArea })
    }

    @Test func `an invalid area is a fault, and no place is measured against it`() throws {
        // The outer ring crosses itself at 1° W 5.5° N.
        let bow = GazetteerReview.Area(
            layer: "admin1", id: "gh-w",
            geometry: .polygon(
                Polygon(
                    exterior: [(-2, 4), (0, 7), (0, 4), (-2, 7), (-2, 4)]
                        .map { Samples.position($0.0, $0.1) })))
        let areas = [Self.areas[0], bow, Self.areas[2]]
        let review = try GazetteerReview(of: try Stacked.gazetteer([Self.table]), areas: areas)
        #expect(review.faultCount == 1)
        #expect(
            review.lines.first
                == "invalid-area: admin1#gh-w, the area of gh-w: self-intersection at longitude "
                + "-1.0, latitude 5.5 (polygon 1, outer ring)")
        #expect(!review.lines.contains { $0.contains("'Out'") })
    }

    @Test func `areas of one layer and level that share more than a hundredth are told`() throws {
        func lines(_ east: Double, level: String = "ADM1") throws -> [String] {
            let table = Self.table.replacing("East\tA/ADM1", with: "East\tA/\(level)")
            let areas = Self.areas.dropLast() + [Self.area("admin1#gh-e", east, 4, 2 + east, 7)]
            return try GazetteerReview(
                of: try Stacked.gazetteer([table]), areas: Array(areas)
            ).lines.filter { $0.hasPrefix("overlap") }
        }
        // The box of 0.1° by 3° has 3,675.77 km², those of 2° by 3° have 73,522.59 km² each
        // (geographiclib for Python, Geodesic.WGS84.Polygon).
        #expect(
            try lines(-0.1) == [
                "overlap: admin1#gh-w and admin1#gh-e have 3,675.8 km² in common, "
                    + "5.0 % of the smaller one"
            ])
        #expect(try lines(-0.01) == [])
        #expect(try lines(0) == [])
        #expect(try lines(-0.1, level: "ADM2") == [])
    }
}
