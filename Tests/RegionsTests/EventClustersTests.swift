import Geodesy
import SimpleFeatures
import Testing

@testable import Regions

@Suite struct EventClustersTests {
    private static func event(
        _ longitude: Double, _ latitude: Double, _ place: String, _ more: Properties = [:]
    ) -> Feature {
        let columns: Properties = ["location": .text(place), "geo_prec": .text("town")]
        return Samples.event(at: (longitude, latitude), columns.followed(by: more))
    }

    /// Seven events around La Paz, six in Oruro, and three that are in neither.
    private static var events: [Feature] {
        let laPaz = [(-68.13, -16.5), (-68.16, -16.5), (-68.13, -16.53)].map {
            event(
                $0.0, $0.1, "La Paz",
                ["deaths_best": .integer(2), "date_start": .text("2003-10-12")])
        }
        let elAlto = (0..<4).map { _ in event(-68.16, -16.5, "El Alto") }
        let oruro = (0..<6).map {
            event(-67.1, -17.97, "Oruro", ["date_start": .text("2004-0\($0 + 1)-01")])
        }
        let others = [
            event(-63.18, -17.78, "Santa Cruz"), Samples.event(at: nil),
            Samples.event(at: (-68.13, -16.5), ["geo_prec": .text("country")]),
        ]
        return others + oruro + laPaz + elAlto
    }

    private static func found(
        _ events: [Feature], kilometres: Double = 20, least: Int = 5
    ) throws -> EventClusters {
        var placed = PlacedEvents(withinMetres: kilometres * 1000)
        for event in events { placed.add(event) }
        return try EventClusters(of: placed, minimumEvents: least)
    }

    @Test func `clusters are counted, named by their places and numbered as they come`() throws {
        let found = try Self.found(Self.events)
        #expect(found.clusters.map(\.number) == [1, 2])
        #expect(found.clusters.map(\.summary.events) == [6, 7])
        #expect(found.clusters[1].summary.toll.best == 6)
        #expect(
            found.clusters[1].topPlaces == [
                Counted(name: "El Alto", count: 4), Counted(name: "La Paz", count: 3),
            ])
        #expect(found.clusters[0].summary.lastDay?.description == "2004-06-01")
        #expect(
            found.numbers == [nil, nil, nil] + Array(repeating: 1, count: 6)
                + Array(repeating: 2, count: 7))
        #expect(found.roles.prefix(3) == [.noise, .noPlace, .tooVague])
        #expect(
            found.sentence
                == "13 of 16 events in 2 clusters (5 or more within 20 km); in none: 1 noise, "
                + "1 without a place, 1 too vague")
    }

    @Test func `one place is a point, several are their hull, and the radius reaches the farthest`()
        throws
    {
        let found = try Self.found(Self.events)
        #expect(found.clusters[0].shape == .point(Samples.position(-67.1, -17.97)))
        #expect(found.clusters[0].radiusMetres == 0)
        let corners = [(-68.13, -16.5), (-68.16, -16.5), (-68.13, -16.53)].map {
            Samples.position($0.0, $0.1)
        }
        #expect(Set(found.clusters[1].shape.positions) == Set(corners))
        let mean = found.clusters[1].meanPosition
        let farthest = corners.map { Geodesic.distanceMetres(from: mean, to: $0) }.max()
        #expect(found.clusters[1].radiusMetres == farthest)
        #expect((mean.longitude - (-68.16 * 5 - 68.13 * 2) / 7).magnitude < 1e-5)
    }

    @Test func `a cluster across the antimeridian is one, in two parts`() throws {
        let events = [(179.95, -16.8), (-179.95, -16.8), (179.95, -16.9), (-179.95, -16.9)].map {
            Self.event($0.0, $0.1, "Taveuni")
        }
        let found = try Self.found(events, least: 4)
        #expect(found.clusters.count == 1)
        let cluster = try #require(found.clusters.first)
        #expect(cluster.shape.polygons.count == 2)
        let longitudes = Set(cluster.shape.positions.map { ($0.longitude * 1e6).rounded() / 1e6 })
        #expect(longitudes == [179.95, 180, -180, -179.95])
        #expect(cluster.meanPosition.longitude.magnitude > 179.999)
        #expect(cluster.radiusMetres < 8_000)
    }

    @Test func `an area that reaches beyond the distance is too vague`() throws {
        let areas = (0..<5).map { _ in
            Self.event(
                -66, -17, "Cochabamba", ["geo_prec": .text("admin1"), "uncertainty_km": .real(30)])
        }
        #expect(try Self.found(areas).roles == Array(repeating: .tooVague, count: 5))
        #expect(try Self.found(areas, kilometres: 30).roles == Array(repeating: .core, count: 5))
    }

    @Test func `the layers have a row a cluster and a number an event`() throws {
        let found = try Self.found(Self.events)
        let layer = found.layer(named: "clusters")
        #expect(layer.features.map(\.id) == ["1", "2"])
        #expect(layer.features[1].properties["places"] == .text("El Alto 4, La Paz 3"))
        #expect(layer.features[1].properties["deaths_best"] == .integer(6))
        let labelled = Self.events.enumerated().map { found.labelled($0.element, at: $0.offset) }
        #expect(found.labelled(Self.events[0], at: 16) == Self.events[0])
        #expect(labelled[0].properties["cluster"] == .null)
        #expect(labelled[0].properties["cluster_role"] == .text("noise"))
        #expect(labelled[4].properties["cluster"] == .integer(1))
        #expect(found.table().rows.map { $0[0] } == ["2", "1"])
        #expect(found.table(atMost: 1).rows.map { $0[0] } == ["2"])
    }

    @Test func `a layer without events has no cluster`() throws {
        let found = try Self.found([])
        #expect(found.clusters.isEmpty)
        #expect(found.sentence == "0 of 0 events in 0 clusters (5 or more within 20 km)")
    }
}
