import SimpleFeatures
import TestMaterial
import Testing

@testable import Regions

/// Comparisons of a handful of events that can be counted by hand.
@Suite struct ComparisonTests {
    /// Events of two neighbours, of a place that nobody knows closely, and of a third region.
    static var events: [Feature] {
        [
            Samples.event(
                at: (-68, -16),
                [
                    "id": .text("a"), "event_type": .text("clash"),
                    "date_start": .text("2003-10-12"), "date_end": .text("2003-10-13"),
                    "date_prec": .text("day"), "deaths_low": .integer(20),
                    "deaths_best": .integer(25), "deaths_high": .integer(30),
                    "location": .text("El Alto"), "geo_prec": .text("town"),
                    "actors": .list([.text("army"), .text("neighbours"), .text("army")]),
                    "sources": .integer(2),
                    "accounts": .list([.text("r1.txt: clash, 2003-10-12"), .text("r2.txt: riot")]),
                ]),
            Samples.event(
                at: (-67, -18),
                [
                    "id": .text("b"), "event_type": .text("march"),
                    "date_start": .text("2003-09-30"), "date_prec": .text("day"),
                    "location": .text("Oruro"), "geo_prec": .text("exact"),
                    "actors": .text("miners; neighbours"), "sources": .integer(1),
                    "report": .text("r1.txt"),
                ]),
            Samples.event(
                at: (-68, -16),
                [
                    "id": .text("c"), "event_type": .text("clash"),
                    "date_start": .text("2003-10-01"), "date_end": .text("2003-10-31"),
                    "date_prec": .text("month"), "deaths_best": .integer(2),
                    "location": .text("El Alto"), "actors": .text("army"),
                ]),
            Samples.event(
                at: (-68, -16),
                [
                    "id": .text("d"), "event_type": .text("massacre"),
                    "date_start": .text("2003-01-01"), "date_end": .text("2003-12-31"),
                    "date_prec": .text("year"), "deaths_best": .integer(80),
                    "total_of": .list([.text("a"), .text("c")]),
                ]),
            Samples.event(
                at: (-64, -18),
                [
                    "id": .text("e"), "event_type": .text("strike"),
                    "date_start": .text("2003-12-15"), "deaths_low": .integer(2),
                ]),
            Samples.event(at: (-62, -15), ["id": .text("f"), "event_type": .text("strike")]),
            Samples.event(at: nil, ["id": .text("g"), "event_type": .text("decree")]),
            Samples.event(at: (-64, -18), ["id": .text("h"), "geo_prec": .text("country")]),
            Samples.event(at: (20, 40), ["id": .text("i")]),
        ]
    }

    static func comparison(
        _ names: [String], to reference: String? = nil, of events: [Feature] = events
    ) throws(RegionError) -> Comparison {
        let filing = try Samples.set.file(events, parents: { _ in [] })
        return try Comparison(
            of: names, to: reference, in: Samples.set, features: events, filed: filing)
    }

    @Test func `events and deaths are counted by type, month and actor`() throws {
        let west = try Self.comparison(["west", "east"]).sides[0]
        #expect(west.figures.events == 4)
        #expect(west.types.map(\.name) == ["clash", "march", "massacre"])
        #expect(west.types.map(\.figures.toll.best) == [27, nil, nil])
        #expect(west.eventsByMonth.map(\.month.description) == ["2003-09", "2003-10"])
        #expect(west.eventsByMonth.map(\.figures.toll.high) == [nil, 32])
        #expect(west.actors.map(\.name) == ["army", "neighbours", "miners"])
        #expect(west.actors.map(\.figures.events) == [2, 2, 1])
        #expect(west.actors.map(\.figures.toll.low) == [22, 20, nil])
    }

    @Test func `the deaths of a total are left out where its parts are counted`() throws {
        let west = try Self.comparison(["west", "east"]).sides[0]
        #expect(west.totalsLeftOut == 1)
        #expect(west.figures.toll.best == 27)
        // Its parts are missing here, so the total says all that is known.
        let alone = try Self.comparison(["west", "east"], of: [Self.events[3]]).sides[0]
        #expect(alone.totalsLeftOut == 0)
        #expect(alone.figures.toll.best == 80)
        // A total that comes first, and nobody told which ids to look for.
        var accumulator = try Comparison.Accumulator(of: ["west", "east"], in: Samples.set)
        for index in [3, 0] {
            accumulator.add(Self.events[index], filed: .filed([0], by: .polygon))
        }
        #expect(accumulator.comparison.sides[0].figures.toll.best == 25)
    }

    @Test func `days are used as closely as they are known`() throws {
        let west = try Self.comparison(["west", "east"]).sides[0]
        #expect(west.earliest?.description == "2003")
        #expect(west.latest?.description == "2003")
        #expect(west.busiestWeek?.week.description == "2003-W40")
        #expect(west.longestQuiet?.days == 11)
        #expect(west.longestQuiet?.firstDay.description == "2003-10-01")
        #expect(west.eventsWithoutExactDay == 2)
        #expect(west.eventsWithoutMonth == 1)
        #expect(west.undatedEvents == 0)
    }

    @Test func `places, sources and reports say what the figures rest on`() throws {
        let west = try Self.comparison(["west", "east"]).sides[0]
        #expect(west.places.map(\.name) == ["El Alto", "Oruro"])
        #expect(west.eventsWithPlace == 3)
        #expect(west.placesOfHalf == 1)
        #expect(west.eventsStatingSources == 2)
        #expect(west.eventsOfOneSource == 1)
        #expect(west.reports.map(\.name) == ["r1.txt", "r2.txt"])
        #expect(west.reports.map(\.figures.events) == [2, 1])
        #expect(west.geoPrecisions.map(\.name) == ["not stated", "exact", "town"])
    }

    @Test func `every event of the layer is accounted for`() throws {
        let coverage = try Self.comparison(["west", "north-east"]).coverage
        #expect(coverage.events == 9)
        #expect(coverage.compared == 5)
        #expect(coverage.elsewhere == 1)
        #expect(coverage.unfiled == [.noPlace: 1, .tooVague: 1, .outside: 1])
        #expect(coverage.undecided == 2)
        #expect(coverage.shared == 0)
        let overlapping = try Self.comparison(["east", "north-east"])
        #expect(overlapping.coverage.shared == 1)
        #expect(overlapping.sides.map(\.figures.events) == [2, 1])
        #expect(overlapping.remarks().contains { $0.contains("more than one of the regions") })
    }

    @Test func `what could belong to either side bounds the ratio`() throws {
        let comparison = try Self.comparison(["west", "east"])
        #expect(comparison.ratioBounds(of: 0) == nil)
        let bounds = try #require(comparison.ratioBounds(of: 1))
        let areas = try comparison.sides.map { try #require($0.areaSquareKilometres) }
        let factor = areas[0] / areas[1]
        #expect(bounds.low == 2 / 6.0 * factor)
        #expect(bounds.high == 4 / 4.0 * factor)
    }

    @Test func `rates and ratios need their denominators`() throws {
        let comparison = try Self.comparison(["west", "east"])
        let (west, east) = (comparison.sides[0], comparison.sides[1])
        #expect(west.eventsPerHundredThousandInhabitants?.value == 0.2)
        #expect(west.deathsPerHundredThousandInhabitants == 1.35)
        #expect(east.eventsPerHundredThousandInhabitants == nil)
        #expect(comparison.ratio(of: 1, by: \.inhabitants) == nil)
        let ratio = try #require(comparison.ratio(of: 1, by: \.areaSquareKilometres))
        #expect(ratio.isOfSmallCounts)
        // The stated 40,000 km² are shown; what is divided by are the polygons.
        let area = try #require(east.areaSquareKilometres)
        #expect(area > 300_000)
        #expect(east.eventsPerTenThousandSquareKilometres?.value == 2 * (10_000 / area))
    }

    @Test func `the first region is the reference, or the one that is asked for`() throws {
        #expect(try Self.comparison(["west", "east"]).reference.region.name == "west")
        #expect(try Self.comparison(["west", "east"], to: "east").referenceIndex == 1)
        let further = try Self.comparison(["west"], to: "north-east")
        #expect(further.sides.map(\.region.name) == ["north-east", "west"])
        #expect(further.referenceIndex == 0)
    }

    @Test func `a comparison needs two regions that are different and known`() {
        #expect(throws: RegionError.tooFewRegions(names: ["west", "occidente"])) {
            try Self.comparison(["west", "occidente"])
        }
        #expect(throws: RegionError.self) { try Self.comparison(["west", "Chaco"]) }
        #expect(throws: RegionError.self) { try Self.comparison(["west", "east"], to: "Chaco") }
        #expect(throws: RegionError.tooFewRegions(names: [])) { try Self.comparison([]) }
    }

    @Test func `regions without events are compared too`() throws {
        let comparison = try Self.comparison(["west", "east"], of: [])
        #expect(comparison.months == nil)
        #expect(comparison.sides.allSatisfy { $0.figures.events == 0 })
        let ratio = try #require(comparison.ratio(of: 1, by: \.areaSquareKilometres))
        #expect(ratio.value == nil)
        let text = comparison.sheet().rendered()
        #expect(text.contains("undefined †"))
        #expect(text.contains("0.00 to ∞"))
        #expect(comparison.sheet(marks: .ascii).rendered().contains("0.00 to infinite"))
    }

    @Test func `months that come in waves have a high variance`() throws {
        let months = Month(index: 24_000)...Month(index: 24_003)
        func side(_ counts: [Int]) throws -> Comparison.Side {
            let events = counts.enumerated().flatMap { month, count in
                (0..<count).map { _ in
                    Samples.event(at: (-68, -16), ["date_start": .text("2000-0\(month + 1)-05")])
                }
            }
            return try Self.comparison(["west", "east"], of: events).sides[0]
        }
        // Mean 2, squares 4 + 4 + 4 + 36: 48 / 3 / 2.
        #expect(try side([0, 0, 0, 8]).dispersion(over: months) == 8)
        #expect(try side([2, 2, 2, 2]).dispersion(over: months) == 0)
        #expect(try side([]).dispersion(over: months) == nil)
        let remarks = try Self.comparison(
            ["west", "east"],
            of: (0..<40).map { _ in
                Samples.event(at: (-68, -16), ["date_start": .text("2000-05-05")])
            } + [Samples.event(at: (-64, -18), ["date_start": .text("2001-05-05")])]
        ).remarks()
        #expect(remarks.contains { $0.contains("come in waves") })
    }

    @Test(
        arguments: [
            (Value.text("week"), "2003-10-12~"), (.text("month"), "2003-10"), (.integer(5), "2003"),
            (.integer(1), "2003-10-12"), (.null, "2003-10-12"), (.text("about"), "2003-10-12?"),
        ])
    func `the precision of a day is read from words and from UCDP's codes`(
        precision: Value, written: String
    ) throws {
        let event = Samples.event(
            at: (-68, -16), ["date_start": .text("2003-10-12"), "date_prec": precision])
        let side = try Self.comparison(["west", "east"], of: [event]).sides[0]
        #expect(side.earliest?.description == written)
    }

    @Test func `a few events far off do not make the others one column`() throws {
        func comparison(_ months: [(String, Int)]) throws -> Comparison {
            try Self.comparison(
                ["west", "east"],
                of: months.flatMap { month, count in
                    (0..<count).map { _ in
                        Samples.event(at: (-68, -16), ["date_start": .text(month + "-10")])
                    }
                })
        }
        let far = try comparison([("1781-02", 1), ("2003-02", 1), ("2003-08", 28), ("2003-10", 10)])
        #expect(far.months?.lowerBound.description == "1781-02")
        #expect(far.coreMonths?.lowerBound.description == "2003-02")
        #expect(far.coreMonths?.upperBound.description == "2003-10")
        #expect(
            far.remarks().contains {
                $0.contains("2003-02 to 2003-10")
                    && $0.contains("1 event before or after is neither")
            })
        #expect(far.sheet().rendered().contains("  1781-02 "))
        #expect(far.chart.contains("2003-10: 10 events"))
        #expect(!far.chart.contains("1781"))
        // A year before is near, more is not.
        let cut = try comparison([("1781-02", 1), ("2002-07", 1), ("2003-08", 30), ("2003-10", 40)])
        #expect(cut.coreMonths?.lowerBound.description == "2003-08")
        // Two of 39 are more than 5 %, and a tail that is short is drawn.
        for months in [
            [("1781-02", 2), ("2003-02", 8), ("2003-10", 29)],
            [("2001-01", 1), ("2002-05", 9), ("2003-10", 30)],
        ] {
            let near = try comparison(months)
            #expect(near.coreMonths == near.months)
            #expect(near.undrawnRemark == nil)
        }
        // Many months are told in longer stretches, with those before and after.
        let many = try comparison(
            [("1781-02", 1), ("2099-01", 1)]
                + (0..<30).map { (Month(index: 24_000 + $0).description, 4) })
        let lines = many.sheet().rendered().split(separator: "\n")
        for start in ["  before 2000-Q1  ", "  2000-Q1  ", "  2002-Q2  ", "  after 2002-Q2  "] {
            #expect(lines.contains { $0.hasPrefix(start) }, "\(start)")
        }
    }

    @Test(arguments: 0..<30)
    func `the order of the events changes nothing`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var events = (0..<60).map { number in
            let day = Int.random(in: 12_000..<12_200, using: &random)
            let precisions = ["day", "week", "month", "year"]
            return Samples.event(
                at: (Double.random(in: -70 ... -59, using: &random), -15),
                [
                    "id": .text("\(number)"),
                    "date_start": .text(CalendarDay(daysSince1970: day).description),
                    "date_prec": .text(precisions.randomElement(using: &random) ?? "day"),
                    "event_type": .text("t\(Int.random(in: 0..<4, using: &random))"),
                    "location": .text("p\(Int.random(in: 0..<9, using: &random))"),
                    "deaths_best": .integer(Int.random(in: 0..<9, using: &random)),
                    "total_of": .list(
                        Bool.random(using: &random)
                            ? [] : [.text("\(Int.random(in: 0..<60, using: &random))")]),
                ])
        }
        let first = try Self.comparison(["west", "east", "north-east"], of: events)
        events.shuffle(using: &random)
        let second = try Self.comparison(["west", "east", "north-east"], of: events)
        #expect(first.value == second.value, "seed \(seed)")
        // Every event that counts is in one type, and in one month or none.
        for side in first.sides {
            #expect(side.types.map(\.figures.events).reduce(0, +) == side.figures.events)
            #expect(
                side.eventsByMonth.map(\.figures.events).reduce(0, +) + side.eventsWithoutMonth
                    == side.figures.events)
        }
    }

    @Test func `a layer of a thousand types is not counted apart without end`() throws {
        let events = (0..<1200).map {
            Samples.event(
                at: (-68, -16), ["event_type": .text("t\($0)"), "date_start": .text("2003-10-12")])
        }
        let comparison = try Self.comparison(["west", "east"], of: events)
        #expect(comparison.sides[0].types.count == SideCounts.typeLimit + 1)
        #expect(comparison.sides[0].types[0].name == SideCounts.furtherTypes)
        #expect(comparison.sides[0].types[0].figures.events == 200)
        #expect(comparison.remarks().contains { $0.contains("types of events") })
        // 30 are listed, the first with 200 events, the others with 1 each.
        let text = comparison.sheet().rendered()
        let line = text.split(separator: "\n").first { $0.hasPrefix("  971 further types ") }
        #expect(line?.split(separator: " ").dropFirst(3) == ["971", "0"])
    }
}
