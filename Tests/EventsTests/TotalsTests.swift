import TestMaterial
import Testing

@testable import Events

/// Events whose toll sums up others.
@Suite struct TotalsTests {
    private let laPaz = "bo-mun-020101"
    private let elAlto = "bo-mun-020105"
    private let oruro = "bo-mun-040101"

    /// A toll of 59 over four days in El Alto, and another event beside it.
    private func parts(besides other: Account) throws -> [[String]] {
        let total = try Samples.account(
            .massacre, Samples.from("2003-10-11", to: "2003-10-14"), at: elAlto, in: "total",
            deaths: Samples.exactly(59))
        return Totals([Event(total), Event(other)], gazetteer: try Samples.gazetteer).partIDs
    }

    @Test(arguments: ["2003-10-11", "2003-10-12", "2003-10-14"])
    func `a total names the events of its days`(day: String) throws {
        let part = try Samples.account(
            .clash, Samples.on(day), at: elAlto, in: "part", deaths: Samples.exactly(25))
        let found = try parts(besides: part)
        #expect(found == [[part.id], []])
    }

    @Test func `a neighbouring town's dead are part of a total, a distant town's are not`() throws {
        let day = try Samples.on("2003-10-12")
        let near = try Samples.account(
            .clash, day, at: laPaz, in: "near", deaths: Samples.exactly(25))
        let far = try Samples.account(.clash, day, at: oruro, in: "far", deaths: Samples.exactly(2))
        #expect(try parts(besides: near) == [[near.id], []])
        #expect(try parts(besides: far) == [[], []])
    }

    @Test func `other days, other families, more dead and no dead are no part of a total`() throws {
        let day = try Samples.on("2003-10-12")
        let others = [
            try Samples.account(
                .clash, Samples.on("2003-10-10"), at: elAlto, in: "a", deaths: Samples.exactly(2)),
            try Samples.account(
                .clash, Samples.on("2003-10-15"), at: elAlto, in: "b", deaths: Samples.exactly(2)),
            try Samples.account(.march, day, at: elAlto, in: "c", deaths: Samples.exactly(2)),
            try Samples.account(.clash, day, at: elAlto, in: "d", deaths: Samples.exactly(60)),
            try Samples.account(.clash, day, at: elAlto, in: "e"),
            try Samples.account(.clash, nil, at: elAlto, in: "f", deaths: Samples.exactly(2)),
            try Samples.account(.clash, day, at: nil, in: "g", deaths: Samples.exactly(2)),
        ]
        for other in others {
            let found = try parts(besides: other)
            #expect(found == [[], []], "report \(other.source.reportID)")
        }
    }

    @Test func `the parts are the same in any order of the events`() throws {
        let gazetteer = try Samples.gazetteer
        let events = try (11...14).map { day in
            Event(
                try Samples.account(
                    .clash, Samples.from("2003-10-11", to: "2003-10-\(day)"), at: elAlto,
                    in: "report-\(day)", deaths: Samples.exactly(day)))
        }
        func named(_ events: [Event]) -> [String: [String]] {
            let parts = Totals(events, gazetteer: gazetteer).partIDs
            return Dictionary(uniqueKeysWithValues: zip(events.map(\.id), parts))
        }
        let expected = named(events)
        #expect(expected.values.map(\.count).sorted() == [0, 1, 2, 3])
        for seed in 0..<10 {
            var generator = SeededGenerator(seed: UInt64(seed))
            #expect(named(events.shuffled(using: &generator)) == expected, "seed \(seed)")
        }
    }
}
