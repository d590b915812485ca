import SimpleFeatures
import Testing

@testable import Regions

/// Summaries, overviews and comparisons of a handful of events.
@Suite struct CountingTests {
    static var events: [Feature] {
        [
            Samples.event(
                at: (-68, -16),
                [
                    "event_type": .text("clash"), "date_start": .text("2003-10-12"),
                    "date_end": .text("2003-10-13"),
                    "deaths_low": .integer(20), "deaths_best": .integer(25),
                    "deaths_high": .integer(30), "location": .text("El Alto"),
                    "actors": .list([.text("army"), .text("neighbours"), .text("army")]),
                ]),
            Samples.event(
                at: (-67, -18),
                [
                    "event_type": .text("march"), "date_start": .text("2003-09-30"),
                    "deaths_low": .null,
                    "deaths_best": .null, "deaths_high": .null, "location": .text("Oruro"),
                    "actors": .text("miners; neighbours"),
                ]),
            Samples.event(
                at: (-68, -16),
                [
                    "event_type": .text("clash"), "deaths_best": .integer(0),
                    "location": .text("El Alto"), "actors": .text("army"),
                ]),
            Samples.event(
                at: (-64, -18),
                [
                    "event_type": .text("strike"), "date_start": .text("2006-12-15"),
                    "deaths_low": .integer(2),
                ]),
            Samples.event(at: nil, ["event_type": .text("decree")]),
        ]
    }

    static func comparison(_ names: [String]) throws(RegionError) -> Comparison {
        let filing = try Samples.set.file(events, parents: { _ in [] })
        return try Comparison(of: names, in: Samples.set, features: events, filed: filing)
    }

    @Test func `events that state no toll are counted apart from those without deaths`() {
        let summary = RegionSummary(Self.events.prefix(3))
        #expect(summary.events == 3)
        #expect(summary.toll.statingEvents == 2)
        #expect(summary.toll.low == 20)
        #expect(summary.toll.best == 25)
        #expect(summary.toll.high == 30)
        #expect(
            summary.eventsByType == [
                Counted(name: "clash", count: 2), Counted(name: "march", count: 1),
            ])
        #expect(summary.firstDay?.description == "2003-09-30")
        #expect(summary.lastDay?.description == "2003-10-13")
        #expect(summary.undatedEvents == 1)
    }

    @Test func `a toll that nobody states is null, not zero`() {
        let summary = RegionSummary([Self.events[1]])
        #expect(summary.toll.best == nil)
        #expect(
            summary.toll.value
                == .object([
                    "low": .null, "best": .null, "high": .null, "events_stating": .integer(0),
                ]))
    }

    @Test(
        arguments: [
            (nil, 3, nil, [3, 3, 3]), (2, nil, nil, [2, 2, 2]), (nil, nil, 9, [9, 9, 9]),
            (1, nil, 9, [1, 1, 9]), (nil, 4, 9, [4, 4, 9]), (-1, 4, nil, [4, 4, 4]),
            (0, 0, 0, [0, 0, 0]),
        ] as [(Int?, Int?, Int?, [Int])])
    func `a missing figure is filled from those stated`(
        low: Int?, best: Int?, high: Int?, sums: [Int]
    ) {
        var toll = TollSum()
        toll.add(low: low, best: best, high: high)
        #expect([toll.low, toll.best, toll.high] == sums)
    }

    @Test func `sums of absurd tolls stop at the greatest number`() {
        var toll = TollSum()
        toll.add(low: .max, best: .max, high: .max)
        toll.add(low: 1, best: 1, high: 1)
        #expect(toll.high == .max)
    }

    @Test func `a layer without the columns of events is counted`() {
        let summary = RegionSummary([Samples.event(at: (0, 0)), Samples.event(at: (1, 1))])
        #expect(summary.events == 2)
        #expect(summary.eventsByType.isEmpty)
        #expect(summary.toll == TollSum())
        #expect(summary.firstDay == nil)
        #expect(summary.undatedEvents == 2)
    }

    @Test func `an end before its start is not believed`() {
        let facts = EventFacts(
            Samples.event(
                at: nil, ["date_start": .text("2003-10-12"), "date_end": .text("2003-10-01")]))
        #expect(facts.lastDay?.description == "2003-10-12")
    }

    @Test func `every event stands in a region or in a group`() throws {
        let filing = try Samples.set.file(Self.events, parents: { _ in [] })
        let overview = RegionOverview(of: Self.events, filed: filing, by: Samples.set)
        #expect(overview.regions.map(\.summary.events) == [3, 1, 0])
        #expect(overview.unfiled.map(\.summary.events) == [0, 1, 0])
        #expect(overview.total == 5)
        let table = overview.table
        #expect(table.rows.map { $0[0] } == ["The West", "The East", "north-east", "(no place)"])
        #expect(table.rows[0][1...3] == ["3", "20 / 25 / 30", "2"])
        guard case .object(let value) = overview.value else {
            Issue.record("no object")
            return
        }
        #expect(value["events"] == .integer(5))
        #expect(
            value["rules"]
                == .object([
                    "member": .integer(0), "parent": .integer(0), "polygon": .integer(4),
                    "share": .integer(0), "border": .integer(0), "nearest": .integer(0),
                ]))
    }

    @Test func `rates name what they are divided by`() throws {
        let comparison = try Self.comparison(["west", "east"])
        let west = comparison.sides[0]
        #expect(west.eventsPerHundredThousandInhabitants == 0.15)
        #expect(comparison.sides[1].eventsPerHundredThousandInhabitants == nil)
        #expect(comparison.sides[1].eventsPerTenThousandSquareKilometres == 0.25)
        let lines = comparison.table.rendered().split(separator: "\n").map(String.init)
        #expect(lines.contains { $0.hasPrefix("population") && $0.contains("2,000,000 (2024)") })
        #expect(lines.contains { $0.hasPrefix("area in km² (stated or measured)") })
    }

    @Test func `months, places and actors are ranked, ties by name`() throws {
        let west = try Self.comparison(["west", "east"]).sides[0]
        #expect(west.eventsByMonth.map(\.name) == ["2003-09", "2003-10"])
        #expect(west.summary.undatedEvents == 1)
        #expect(west.topPlaces.map(\.name) == ["El Alto", "Oruro"])
        #expect(
            west.topActors == [
                Counted(name: "army", count: 2), Counted(name: "neighbours", count: 2),
                Counted(name: "miners", count: 1),
            ])
        var tally = Tally()
        for name in ["b", "c", "a", "e", "d", "f", "f"] { tally.add(name) }
        #expect(tally.ranked.map(\.name) == ["f", "a", "b", "c", "d", "e"])
    }

    @Test func `a comparison needs two regions that are different and known`() {
        #expect(throws: RegionError.tooFewRegions(names: ["west", "occidente"])) {
            try Self.comparison(["west", "occidente"])
        }
        #expect(throws: RegionError.self) { try Self.comparison(["west", "Chaco"]) }
        #expect(throws: RegionError.tooFewRegions(names: [])) { try Self.comparison([]) }
    }

    @Test func `the table of a comparison stands side by side`() throws {
        let comparison = try Self.comparison(["east", "west"])
        #expect(
            comparison.table.rows.prefix(6) == [
                ["events", "1", "3"], ["  clash", "0", "2"], ["  march", "0", "1"],
                ["  strike", "1", "0"], ["deaths low / best / high", "2 / 2 / 2", "20 / 25 / 30"],
                ["  stated by events", "1", "2"],
            ])
        #expect(comparison.table.rows.suffix(3).map { $0[0] } == ["top actors", "", ""])
        guard case .object(let value) = comparison.value,
            case .list(let sides) = value["regions"], case .object(let east) = sides[0]
        else {
            Issue.record("no object of regions")
            return
        }
        #expect(east["name"] == .text("east"))
        #expect(east["population"] == .null)
        #expect(east["area_basis"] == .text("stated"))
        #expect(east["events_by_month"] == .object(["2006-12": .integer(1)]))
    }
}
