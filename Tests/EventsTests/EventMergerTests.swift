import SimpleFeatures
import TestMaterial
import Testing

@testable import Events

@Suite struct EventMergerTests {
    private let oruro = "bo-mun-040101"
    private let laPaz = "bo-mun-020101"
    private let elAlto = "bo-mun-020105"

    /// The reports of each event, "a+b", in the order of the events.
    private func joined(_ accounts: [Account]) throws -> [String] {
        try events(of: accounts).map { event in
            event.accounts.map(\.source.reportID).sorted().joined(separator: "+")
        }
    }

    private func events(of accounts: [Account]) throws -> [Event] {
        EventMerger(gazetteer: try Samples.gazetteer).events(of: accounts)
    }

    @Test func `two reports of one type, place and day tell one event`() throws {
        let day = try Samples.on("2003-10-13")
        let accounts = [
            try Samples.account(.march, day, at: oruro, in: "a"),
            try Samples.account(.march, day, at: oruro, in: "b"),
        ]
        let found = try joined(accounts)
        #expect(found == ["a+b"])
        let event = try #require(try events(of: accounts).first)
        #expect(event.reasons == ["the same place (2.0), the same day (2.0), the same type (1.0)"])
    }

    @Test func `types of one family are joined when the toll or the people agree`() throws {
        let day = try Samples.on("2003-10-13")
        let accounts = [
            try Samples.account(.massacre, day, at: oruro, in: "a", deaths: Samples.exactly(7)),
            try Samples.account(.clash, day, at: oruro, in: "b", deaths: Samples.exactly(7)),
        ]
        let found = try joined(accounts)
        #expect(found == ["a+b"])
    }

    @Test func `types of other families are other events`() throws {
        let day = try Samples.on("2003-10-13")
        let accounts = [
            try Samples.account(.march, day, at: oruro, in: "a", actors: ["miners"]),
            try Samples.account(.clash, day, at: oruro, in: "b", actors: ["miners"]),
        ]
        let found = try joined(accounts)
        #expect(found == ["a", "b"])
    }

    @Test func `a day apart in another type is another event`() throws {
        let accounts = [
            try Samples.account(.march, Samples.on("2003-10-13"), at: oruro, in: "a"),
            try Samples.account(.strike, Samples.on("2003-10-14"), at: oruro, in: "b"),
        ]
        let found = try joined(accounts)
        #expect(found == ["a", "b"])
    }

    @Test func `two days apart is never one event`() throws {
        let accounts = [
            try Samples.account(
                .clash, Samples.on("2003-10-13"), at: oruro, in: "a", deaths: Samples.exactly(7),
                actors: ["miners"]),
            try Samples.account(
                .clash, Samples.on("2003-10-15"), at: oruro, in: "b", deaths: Samples.exactly(7),
                actors: ["miners"]),
        ]
        let found = try joined(accounts)
        #expect(found == ["a", "b"])
    }

    @Test func `a chain of days is not drawn together`() throws {
        let accounts = try ["2003-10-13", "2003-10-14", "2003-10-15"].enumerated().map {
            try Samples.account(
                .clash, Samples.on($0.element), at: oruro, in: "abc".map(String.init)[$0.offset],
                deaths: Samples.exactly(7), actors: ["miners"])
        }
        for event in try events(of: accounts) {
            let days = event.accounts.compactMap { $0.date?.start.daysSince1970 }
            #expect((days.max() ?? 0) - (days.min() ?? 0) <= 1)
        }
    }

    @Test(arguments: [(7, ["a+b"]), (8, ["a", "b"])])
    func `neighbouring towns tell one event only where their tolls agree too`(
        deaths: Int, reports: [String]
    ) throws {
        let day = try Samples.on("2003-10-13")
        let found = try joined([
            try Samples.account(
                .clash, day, at: laPaz, in: "a", deaths: Samples.exactly(7), actors: ["miners"]),
            try Samples.account(
                .clash, day, at: elAlto, in: "b", deaths: Samples.exactly(deaths),
                actors: ["miners"]),
        ])
        #expect(found == reports)
    }

    @Test func `distant towns never tell one event`() throws {
        let day = try Samples.on("2003-10-13")
        let found = try joined([
            try Samples.account(
                .clash, day, at: laPaz, in: "a", deaths: Samples.exactly(7), actors: ["miners"]),
            try Samples.account(
                .clash, day, at: oruro, in: "b", deaths: Samples.exactly(7), actors: ["miners"]),
        ])
        #expect(found == ["a", "b"])
    }

    @Test func `without a place or a date nothing is joined`() throws {
        let day = try Samples.on("2003-10-13")
        let accounts = [
            try Samples.account(.march, day, at: nil, in: "a", actors: ["miners"]),
            try Samples.account(.march, day, at: nil, in: "b", actors: ["miners"]),
            try Samples.account(.march, nil, at: oruro, in: "c", actors: ["miners"]),
            try Samples.account(.march, nil, at: oruro, in: "d", actors: ["miners"]),
        ]
        let found = try joined(accounts)
        #expect(found == ["a", "b", "c", "d"])
    }

    @Test func `two accounts of one report are never joined by their likeness`() throws {
        let day = try Samples.on("2003-10-13")
        let accounts = [
            try Samples.account(.march, day, at: oruro, in: "a", start: 0, actors: ["miners"]),
            try Samples.account(.march, day, at: oruro, in: "a", start: 90, actors: ["miners"]),
        ]
        let found = try joined(accounts)
        #expect(found == ["a", "a"])
    }

    @Test(arguments: [DateInterval.Precision.day, .week, .month])
    func `a total over several days is not joined with a part of it`(
        precision: DateInterval.Precision
    ) throws {
        let accounts = [
            try Samples.account(
                .massacre, Samples.from("2003-10-11", to: "2003-10-14", precision), at: elAlto,
                in: "total", deaths: Samples.exactly(59), actors: ["army"]),
            try Samples.account(
                .massacre, Samples.on("2003-10-12"), at: elAlto, in: "part",
                deaths: Samples.exactly(25), actors: ["army"]),
        ]
        let found = try joined(accounts).sorted()
        #expect(found == ["part", "total"])
    }

    // MARK: - What a joined event keeps

    @Test func `a joined event spans the tolls of its accounts`() throws {
        let day = try Samples.on("2003-10-13")
        let accounts = [
            try Samples.account(.clash, day, at: laPaz, in: "a", deaths: Samples.exactly(17)),
            try Samples.account(
                .clash, day, at: laPaz, in: "b", deaths: Toll(low: 25, best: 25, high: nil)),
        ]
        let event = try #require(try events(of: accounts).first)
        #expect(event.accounts.count == 2)
        #expect(event.deaths == Toll(low: 17, best: 17, high: 25))
        #expect(event.injured == nil)
    }

    @Test(
        arguments: [
            ([], nil),
            ([Toll(low: 5, best: 5, high: 5)], Toll(low: 5, best: 5, high: 5)),
            ([Toll(low: 5, best: 5, high: nil)], Toll(low: 5, best: 5, high: nil)),
            ([Toll(low: 24, best: nil, high: nil)], Toll(low: 24, best: nil, high: nil)),
            (
                [Toll(low: 5, best: 5, high: nil), Toll(low: 8, best: 8, high: nil)],
                Toll(low: 5, best: 5, high: nil)
            ),
            (
                [Toll(low: 5, best: 5, high: nil), Toll(low: 3, best: 3, high: 3)],
                Toll(low: 3, best: 3, high: 5)
            ),
            (
                [Toll(low: nil, best: 80, high: 80), Toll(low: 60, best: 60, high: 60)],
                Toll(low: 60, best: 60, high: 80)
            ),
            ([Toll(low: nil, best: 80, high: 80)], Toll(low: nil, best: 80, high: 80)),
            ([Toll(low: nil, best: nil, high: nil)], Toll(low: nil, best: nil, high: nil)),
        ] as [([Toll], Toll?)])
    func `tolls are spanned from the lowest to the highest, an open end kept when all are open`(
        tolls: [Toll], span: Toll?
    ) {
        #expect(Toll.spanning(tolls) == span)
        #expect(Toll.spanning(tolls.reversed()) == span)
    }

    @Test func `the most closely dated and placed account speaks for the event`() throws {
        let week = try Samples.from("2003-10-09", to: "2003-10-15", .week)
        let vague = try Samples.account(.march, week, at: oruro, in: "a")
        let close = try Samples.account(.march, Samples.on("2003-10-13"), at: oruro, in: "b")
        let event = Event(accounts: [vague, close], reasons: ["told"])
        #expect(event.leading.source.reportID == "b")
        #expect(event.id == min(vague.id, close.id))
    }

    @Test func `unmerged accounts stay events of their own, in order of their days`() throws {
        let accounts = [
            try Samples.account(.march, nil, at: oruro, in: "c"),
            try Samples.account(.march, Samples.on("2003-10-14"), at: oruro, in: "b"),
            try Samples.account(.march, Samples.on("2003-10-13"), at: oruro, in: "a"),
        ]
        let events = EventMerger(gazetteer: try Samples.gazetteer).unmerged(accounts)
        #expect(events.map { $0.leading.source.reportID } == ["a", "b", "c"])
        #expect(events.allSatisfy { $0.accounts.count == 1 && $0.reasons.isEmpty })
    }

    @Test func `an id comes from the report, where the quote begins, and the type`() throws {
        let day = try Samples.on("2003-10-13")
        let account = try Samples.account(.march, day, at: oruro, in: "a", start: 7)
        let elsewhere = try Samples.account(.march, nil, at: laPaz, in: "a", start: 7)
        #expect(account.id == elsewhere.id)
        // FNV-1a of "a|7|march", computed with Python.
        #expect(account.id == "43373bdc21383f1a")
        let others = [
            try Samples.account(.march, day, at: oruro, in: "b", start: 7),
            try Samples.account(.march, day, at: oruro, in: "a", start: 8),
            try Samples.account(.strike, day, at: oruro, in: "a", start: 7),
        ]
        #expect(Set(others.map(\.id) + [account.id]).count == 4)
    }

    // MARK: - Order

    @Test(arguments: 0..<40)
    func `any order of the accounts gives the same events`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let accounts = try Self.accounts(using: &generator)
        let expected = try events(of: accounts).map(Self.line)
        for _ in 0..<4 {
            let shuffled = accounts.shuffled(using: &generator)
            #expect(try events(of: shuffled).map(Self.line) == expected, "seed \(seed)")
        }
    }

    @Test(arguments: 0..<10)
    func `every account stands in exactly one event`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let accounts = try Self.accounts(using: &generator)
        let kept = try events(of: accounts).flatMap(\.accounts)
        #expect(kept.map(Self.line).sorted() == accounts.map(Self.line).sorted(), "seed \(seed)")
    }

    /// Accounts of few places, days and types, so that many can be joined; some stand in one
    /// sentence of their report.
    private static func accounts(using generator: inout SeededGenerator) throws -> [Account] {
        let places = [
            "bo-mun-040101", "bo-mun-020101", "bo-mun-020105", "bo-dep-la-paz", nil,
        ]
        let types: [EventType] = [.march, .strike, .clash, .massacre, .blockade]
        return try (0..<30).map { ordinal in
            let first = 10 + Int.random(in: 0..<5, using: &generator)
            let length = [0, 0, 0, 1, 3].randomElement(using: &generator) ?? 0
            let date = try Samples.from("2003-10-\(first)", to: "2003-10-\(first + length)")
            let toll = [nil, nil, 5, 7].randomElement(using: &generator) ?? nil
            let actor = ["miners", "army"].randomElement(using: &generator)
            return try Samples.account(
                types.randomElement(using: &generator) ?? .march,
                Int.random(in: 0..<8, using: &generator) == 0 ? nil : date,
                at: places.randomElement(using: &generator) ?? nil,
                in: "report-\(Int.random(in: 0..<6, using: &generator))",
                start: Int.random(in: 0..<3, using: &generator) * 100,
                deaths: toll.map(Samples.exactly), actors: actor.map { [$0] } ?? [],
                ordinal: ordinal)
        }
    }

    private static func line(_ event: Event) -> String {
        "\(event.id): " + event.accounts.map(line).joined(separator: "; ")
            + " | \(event.reasons.joined(separator: "; "))"
    }

    private static func line(_ account: Account) -> String {
        "\(account.id) \(Samples.line(account)) \(account.actors)"
    }
}
