import Geodesy
import SimpleFeatures
import Testing
import Topology

@testable import Regions

@Suite struct EventCentresTests {
    @Test func `centres and distances are those of numpy and GeographicLib`() throws {
        let points = try Reference.rows(of: "clusters").map { row in
            Samples.position(
                try #require(Double(row["longitude"] ?? "")),
                try #require(Double(row["latitude"] ?? "")))
        }
        let heaps: [String: (Coordinate) -> Bool] = [
            "bolivia": { $0.longitude > -71 && $0.longitude < -59 && $0.latitude < -9 },
            "fiji": { $0.longitude.magnitude > 170 && $0.latitude < 0 },
            "pole": { $0.latitude > 80 },
            "all": { _ in true },
        ]
        let expected = try Reference.rows(of: "centres")
        #expect(expected.count == 8)
        for row in expected {
            let heap = try #require(heaps[row["heap"] ?? ""])
            let events = points.indices.filter { heap(points[$0]) }.map {
                Feature(
                    geometry: .point(points[$0]), properties: ["deaths_best": .integer($0 % 7)])
            }
            let found = EventCentres(
                of: events, by: .all, weight: row["weighted"] == "1" ? .deaths : .events)
            let centre = try #require(found.rows.first?.centre)
            let position = Samples.position(
                try #require(Double(row["longitude"] ?? "")),
                try #require(Double(row["latitude"] ?? "")))
            // Nine decimals of a degree and three of a metre stand in the table.
            #expect(Geodesic.distanceMetres(from: centre.position, to: position) < 0.001)
            let metres = try #require(Double(row["standard_distance_metres"] ?? ""))
            #expect((centre.standardDistanceMetres - metres).magnitude < 0.005)
        }
    }

    private static func event(
        _ longitude: Double, _ day: String?, _ more: Properties = [:]
    ) -> Feature {
        let columns: Properties = ["date_start": Value(day)]
        return Samples.event(at: (longitude, -17), columns.followed(by: more))
    }

    @Test func `rows are regions by periods in order, the undated last`() throws {
        let events = [
            Self.event(-64, "2004-05-01"), Self.event(-66, nil), Self.event(-66, "2003-10-12"),
            Self.event(-66, "2003-02-12"), Self.event(-40, "2003-02-12"), Samples.event(at: nil),
        ]
        let filing = try Samples.set.file(events, parents: { _ in [] })
        let found = EventCentres(of: events, filed: (filing, Samples.set), by: .year)
        #expect(found.rows.map(\.name) == ["west", "west", "east"])
        #expect(found.rows.map(\.period) == ["2003", nil, "2004"])
        #expect(found.rows.map(\.events) == [2, 1, 1])
        #expect(found.unfiled == 2)
        let months = EventCentres(of: events, by: .month).rows
        #expect(months.map(\.period) == ["2003-02", "2003-10", "2004-05", nil])
        #expect(months.last?.events == 2)
        #expect(months.last?.counted == 1)
        let table = EventCentres(of: events, by: .month).table
        #expect(table.rows.last?.prefix(4) == ["all events", "undated", "2", "1"])
    }

    @Test func `deaths pull the centre, and what states none or sums up others does not`() throws {
        let events = [
            Self.event(-66, "2003-10-12", ["id": .text("a"), "deaths_best": .integer(3)]),
            Self.event(-64, "2003-10-13", ["id": .text("b"), "deaths_low": .integer(1)]),
            Self.event(-60, "2003-10-14"),
            Self.event(
                -60, "2003-10-15", ["deaths_best": .integer(4), "total_of": Value(["a", "b"])]),
        ]
        let row = try #require(EventCentres(of: events, by: .all, weight: .deaths).rows.first)
        #expect(row.counted == 2)
        #expect(row.weight == 4)
        let centre = try #require(row.centre)
        #expect((centre.position.longitude + 65.5).magnitude < 0.001)
        let one = EventCentres(of: [events[2]], by: .all, weight: .deaths).rows
        #expect(one.map(\.centre) == [nil])
    }

    @Test func `what lies evenly round the earth has no middle`() throws {
        let events = [0.0, 120, -120].map { Samples.event(at: ($0, 0)) }
        let found = EventCentres(of: events, by: .all)
        #expect(found.rows.map(\.centre) == [nil])
        #expect(try found.layer(named: "centres").features.map(\.geometry) == [nil])
    }

    @Test(arguments: [(-66.0, -17.0), (179.9, -17), (20, 89.5), (-30, -89), (0, 0)])
    func `a circle is valid and its rim as far as it says`(longitude: Double, latitude: Double)
        throws
    {
        let middle = Samples.position(longitude, latitude)
        for metres in [10.0, 50_000, 2_000_000] {
            let shape = try #require(
                try GeodesicCircle.shape(around: middle, radiusMetres: metres))
            #expect(try shape.isValid())
            let onRim = shape.positions.filter {
                (Geodesic.distanceMetres(from: middle, to: $0) - metres).magnitude < 0.01
            }
            #expect(onRim.count >= 70)
            #expect(try PreparedAreas([shape]).covers(middle, area: 0))
        }
    }

    @Test func `a circle of half the earth is not drawn, one of no width is a point`() throws {
        #expect(
            try GeodesicCircle.shape(around: Samples.position(0, 0), radiusMetres: 10_100_000)
                == nil)
        let one = EventCentres(of: [Self.event(-66, nil)], by: .all)
        let layer = try one.layer(named: "centres", asCircles: true)
        #expect(layer.features.first?.properties["standard_distance_km"] == .real(0))
        guard case .point = layer.features.first?.geometry else {
            Issue.record("found \(String(describing: layer.features.first?.geometry))")
            return
        }
    }
}
