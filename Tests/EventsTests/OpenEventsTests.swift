import Gazetteers
import TestMaterial
import Testing

@testable import Events

@Suite struct OpenEventsTests {
    /// The events of accounts, each compared with every account of every event.
    private func events(comparingAll accounts: [PlacedAccount]) -> [[String]] {
        var events: [[PlacedAccount]] = []
        for account in accounts {
            var best: (event: Int, score: Double)?
            for (index, event) in events.enumerated()
            where event[0].account.type.family == account.account.type.family
                && !event.contains(where: {
                    $0.account.source.reportID == account.account.source.reportID
                })
            {
                let scores = event.map { AccountMatch(account, $0)?.score ?? -.infinity }
                let worst = scores.min() ?? -.infinity
                if worst >= AccountMatch.threshold, worst > best?.score ?? -.infinity {
                    best = (index, worst)
                }
            }
            if let best { events[best.event].append(account) } else { events.append([account]) }
        }
        return events.map { $0.map(\.account.id) }
    }

    private static let places = [
        "bo-mun-020101", "bo-mun-020105", "bo-mun-040101", "bo-mun-040701", "bo-warisata", "bo",
    ]

    /// A few days, places and figures, so that many accounts meet.
    private func accounts(seed: UInt64, count: Int) throws -> [Account] {
        var generator = SeededGenerator(seed: seed)
        let days = ["2003-10-11", "2003-10-12", "2003-10-13", "2003-10-16"]
        return try (0..<count).map { index in
            let day = days.randomElement(using: &generator) ?? days[0]
            let isLong = Int.random(in: 0..<5, using: &generator) == 0
            return try Samples.account(
                [.clash, .massacre, .march].randomElement(using: &generator) ?? .clash,
                isLong ? Samples.from(day, to: "2003-10-17") : Samples.on(day),
                at: OpenEventsTests.places.randomElement(using: &generator),
                in: "r\(Int.random(in: 0..<count / 2, using: &generator))", start: index,
                deaths: Bool.random(using: &generator)
                    ? Samples.exactly(Int.random(in: 1...3, using: &generator)) : nil,
                actors: Bool.random(using: &generator) ? ["miners"] : [])
        }
    }

    @Test(arguments: UInt64(0)..<40)
    func `events found by place are those that comparing all finds`(seed: UInt64) throws {
        let gazetteer = try Samples.gazetteer
        let accounts = try accounts(seed: seed, count: 60)
        let found = EventMerger(gazetteer: gazetteer).events(of: accounts)
        let ordered = EventMerger(gazetteer: gazetteer).unmerged(accounts).flatMap(\.accounts)
        let expected = events(
            comparingAll: ordered.map { PlacedAccount($0, gazetteer: gazetteer) })
        #expect(found.map { $0.accounts.map(\.id) } == expected, "seed \(seed)")
        #expect(found.contains { $0.accounts.count > 1 }, "seed \(seed)")
    }

    @Test(arguments: [false, true])
    func `thousands of accounts of one day are merged in a moment`(areQuotesUnlike: Bool) throws {
        let day = try Samples.on("2003-10-13")
        let accounts = try (0..<2000).map { number in
            let account = try Samples.account(
                .clash, day, at: "bo-mun-040101", in: "r\(number)",
                deaths: Samples.exactly(number % 40 + 1))
            guard areQuotesUnlike else { return account }
            return account.quoting("Soldiers met miners, said Ana Roca of the team \(number).")
        }
        let start = ContinuousClock.now
        let events = EventMerger(gazetteer: try Samples.gazetteer).events(of: accounts)
        // Comparing each with all took minutes in a debug build.
        #expect(ContinuousClock.now - start < .seconds(20))
        #expect(events.reduce(0) { $0 + $1.accounts.count } == 2000)
    }
}
