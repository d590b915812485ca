import Geoparsing
import TestMaterial
import Testing

@testable import Events

/// Reports of one day that tell of the same things, from their words to the joined events.
@Suite struct MergedReportsTests {
    private static let reports = [
        "a.txt": "On Monday miners clashed with soldiers in Oruro, Bolivia. 17 people were killed.",
        "b.txt":
            "Soldiers and miners fought in Oruro, Bolivia, on October 13. At least 25 people were killed.",
        "c.txt": "El lunes los maestros marcharon en Potosí, Bolivia. Las tiendas cerraron.",
        "d.txt": "On Monday teachers marched in Potosí, Bolivia. They asked for higher pay.",
    ]

    private func events(of order: [String]) throws -> [Event] {
        let accounts = try order.flatMap { id in
            try Samples.accounts(of: Self.reports[id] ?? "", written: "2003-10-14", id: id)
        }
        return EventMerger(gazetteer: try Samples.gazetteer).events(of: accounts)
    }

    @Test func `reports of one event are joined across languages, and both tolls kept`() throws {
        let events = try events(of: Self.reports.keys.sorted())
        let told = events.map { event in
            "\(event.leading.type.rawValue) "
                + event.accounts.map(\.source.reportID).joined(separator: "+")
        }
        #expect(told.sorted() == ["clash a.txt+b.txt", "march c.txt+d.txt"])
        let tolls = events.compactMap(\.deaths)
        #expect(tolls == [Toll(low: 17, best: 17, high: 25)])
    }

    @Test(arguments: 0..<24)
    func `any order of the reports gives the same events`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let names = Self.reports.keys.sorted()
        let gazetteer = try Samples.gazetteer
        let expected = try events(of: names).map { $0.feature(gazetteer: gazetteer) }
        let shuffled = try events(of: names.shuffled(using: &generator)).map {
            $0.feature(gazetteer: gazetteer)
        }
        #expect(shuffled == expected, "seed \(seed)")
    }
}
