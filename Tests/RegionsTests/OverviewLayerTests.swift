import SimpleFeatures
import Testing

@testable import Regions

@Suite struct OverviewLayerTests {
    @Test func `regions carry their counts, and what is filed nowhere has no shape`() throws {
        let events = CountingTests.events
        let filing = try Samples.set.file(events, parents: { _ in [] })
        let overview = RegionOverview(of: events, filed: filing, by: Samples.set)
        let layer = overview.layer(named: "counts")
        let areas = layer.features.prefix(Samples.set.regions.count)
        #expect(areas.map(\.id) == Samples.set.regions.map(\.name))
        #expect(areas.map(\.geometry) == Samples.set.regions.map(\.geometry))
        let counted = overview.regions.map { Value.integer($0.summary.events) }
        #expect(areas.map { $0.properties["events"] } == counted)
        for (area, region) in zip(areas, overview.regions) {
            #expect(area.properties["deaths_best"] == Value(region.summary.toll.best))
            #expect(area.properties["first_day"] == Value(region.summary.firstDay))
            let clashes = region.summary.eventsByType.first { $0.name == "clash" }?.count ?? 0
            #expect(area.properties["events_clash"] == .integer(clashes))
        }
        let groups = layer.features.dropFirst(areas.count)
        #expect(groups.map(\.id) == ["no place"])
        #expect(groups.allSatisfy { $0.geometry == nil && $0.properties["events"] == .integer(1) })
    }
}
