import SimpleFeatures
import Testing

@testable import Regions

@Suite struct EventFilterTests {
    static let events: [Feature] = [
        event("both", at: (-68, -16), "clash", "2003-10-12", "2003-10-14", deaths: 20),
        event("early", at: (-67, -18), "march", "2003-09-30", nil, deaths: nil),
        event("zero", at: (-64, -17), "clash", "2006-01-01", "2006-01-02", deaths: 0),
        event("undated", at: (-64, -17), "strike", nil, nil, deaths: 5),
        event("nowhere", at: nil, "decree", "2003-10-13", "2003-10-13", deaths: nil),
    ]

    static func event(
        _ id: String, at place: (Double, Double)?, _ type: String, _ start: String?,
        _ end: String?, deaths: Int?
    ) -> Feature {
        var event = Samples.event(
            at: place,
            [
                "event_type": .text(type), "date_start": Value(start), "date_end": Value(end),
                "deaths_best": Value(deaths),
            ])
        event.id = id
        return event
    }

    static func taken(_ change: (inout EventFilter) -> Void) throws -> [String?] {
        var filter = EventFilter()
        change(&filter)
        return try filter.apply(to: events).features.map(\.id)
    }

    @Test func `a filter of nothing takes everything and says nothing`() throws {
        let result = try EventFilter().apply(to: Self.events)
        #expect(result.features.count == 5)
        #expect(result.note == nil)
    }

    static let spans: [(String?, String?, [String])] = [
        ("2003-10-14", nil, ["both", "zero"]), ("2003-10-15", nil, ["zero"]),
        (nil, "2003-10-12", ["both", "early"]), (nil, "2003-10-11", ["early"]),
        ("2003-10-13", "2003-10-13", ["both", "nowhere"]),
    ]

    @Test(arguments: spans)
    func `an event is taken when a day of it lies in the span`(
        since: String?, until: String?, ids: [String]
    ) throws {
        let found = try Self.taken { filter in
            filter.since = since.flatMap { CalendarDay(iso: $0) }
            filter.until = until.flatMap { CalendarDay(iso: $0) }
        }
        #expect(found == ids)
    }

    @Test func `what is not known does not pass, not even for none at all`() throws {
        #expect(try Self.taken { $0.minimumDeaths = 0 } == ["both", "zero", "undated"])
        #expect(try Self.taken { $0.minimumDeaths = 1 } == ["both", "undated"])
        #expect(try Self.taken { $0.types = ["clash", "decree"] } == ["both", "zero", "nowhere"])
        let box = try Envelope(west: -69, south: -19, east: -66, north: -15)
        #expect(try Self.taken { $0.envelope = box } == ["both", "early"])
    }

    @Test func `the note counts each event once, by the first reason`() throws {
        var filter = EventFilter()
        filter.since = CalendarDay(iso: "2003-10-01")
        filter.minimumDeaths = 1
        let note = try filter.apply(to: Self.events).note
        #expect(
            note
                == "1 of 5 events taken; left out: 1 on other days, 1 without a day, "
                + "1 with fewer deaths, 1 without a toll")
    }

    @Test func `a region takes what is filed in it, and an unknown one is an error`() throws {
        var filter = EventFilter()
        let region = Samples.set.regions[0]
        filter.regions = (Samples.set, [region.title])
        let filing = try Samples.set.file(Self.events, parents: { _ in [] })
        let expected = filing.features(inRegion: 0).map { Self.events[$0].id }
        #expect(!expected.isEmpty)
        #expect(try filter.apply(to: Self.events).features.map(\.id) == expected)
        filter.regions = (Samples.set, ["atlantis"])
        #expect(throws: RegionError.self) { try filter.apply(to: Self.events) }
    }
}
