import Foundation
import Gazetteers
import SimpleFeatures
import TestMaterial
import Testing

@testable import Events

/// Accounts read out of layers again.
@Suite struct AccountReaderTests {
    private let laPaz = "bo-mun-020101"
    private let elAlto = "bo-mun-020105"
    private let oruro = "bo-mun-040101"

    private func features(_ events: [Event]) throws -> [Feature] {
        let gazetteer = try Samples.gazetteer
        return zip(events, Totals(events, gazetteer: gazetteer).partIDs)
            .map { $0.feature(gazetteer: gazetteer, partIDs: $1) }
    }

    /// Layers joined as the command joins them.
    private func merged(_ layers: [[Feature]]) throws -> [Feature] {
        var reader = AccountReader(gazetteer: try Samples.gazetteer)
        var accounts: [Account] = []
        for (number, layer) in layers.enumerated() {
            for (row, feature) in layer.enumerated() {
                accounts +=
                    reader.accounts(of: feature, layer: "layer-\(number)", row: row) ?? []
            }
        }
        return try features(EventMerger(gazetteer: try Samples.gazetteer).events(of: accounts))
    }

    /// Accounts of few places, days and figures, so that many are joined.
    private static func accounts(using generator: inout SeededGenerator) throws -> [Account] {
        let places = ["bo-mun-020101", "bo-mun-020105", "bo-mun-040101", "bo-dep-la-paz", nil]
        let quotes = [
            "Miners and soldiers met on the road near the mill.",
            "Rosa Apaza said that five had died.",
        ]
        return try (0..<40).map { number in
            let first = 10 + Int.random(in: 0..<4, using: &generator)
            let length = [0, 0, 0, 2].randomElement(using: &generator) ?? 0
            let type = [EventType.clash, .massacre, .march].randomElement(using: &generator)
            let best = Int.random(in: 1...4, using: &generator)
            let tolls = [
                nil, Samples.exactly(best), Toll(low: best, best: best, high: nil),
                Toll(low: nil, best: best, high: best),
            ]
            var account = try Samples.account(
                type ?? .clash,
                Int.random(in: 0..<9, using: &generator) == 0
                    ? nil
                    : Samples.from("2003-10-\(first)", to: "2003-10-\(first + length)")
                        .bounded([.said, .about, .open].randomElement(using: &generator) ?? .said),
                at: places.randomElement(using: &generator) ?? nil, in: "report-\(number / 2)",
                start: number * 10, deaths: tolls.randomElement(using: &generator) ?? nil,
                actors: [["miners"], ["teachers"], []].randomElement(using: &generator) ?? [],
                evidence: Bool.random(using: &generator) ? [.verb] : [.noun, .placeInSentence],
                route: type == .march && Bool.random(using: &generator)
                    ? ["bo-mun-040101", "bo-mun-020101"] : [],
                sources: [["First"], ["Second; of May", "Third"], []]
                    .randomElement(using: &generator))
            if let quote = quotes.randomElement(using: &generator) {
                account = account.quoting(
                    quote,
                    on: Bool.random(using: &generator) ? try Samples.day("2003-10-2\(best)") : nil)
            }
            return account
        }
    }

    @Test(arguments: 0..<16)
    func `layers made apart give the events that all accounts give together`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let accounts = try Self.accounts(using: &generator)
        let merger = EventMerger(gazetteer: try Samples.gazetteer)
        let together = try features(merger.events(of: accounts))
        // Of each report all accounts stand in one layer, as where reports are extracted apart.
        let cut = Int.random(in: 0...20, using: &generator) * 2
        let (head, tail) = (Array(accounts[..<cut]), Array(accounts[cut...]))
        let layers = [
            try features(merger.unmerged(head)), try features(merger.events(of: tail)),
        ]
        #expect(try merged(layers) == together, "seed \(seed)")
        #expect(try merged(layers.reversed()) == together, "seed \(seed)")
        #expect(try merged([together]) == together, "seed \(seed)")
        #expect(try merged([together, layers[0]]) == together, "seed \(seed)")
    }

    // MARK: - Rows of others

    private func row(_ columns: Properties, at place: String? = nil) throws -> Feature {
        let position = try place.map { try Samples.place($0).position }
        return Feature(id: nil, geometry: position.map(Geometry.point), properties: columns)
    }

    private func read(_ rows: Feature...) throws -> [Account] {
        var reader = AccountReader(gazetteer: try Samples.gazetteer)
        return rows.enumerated().flatMap {
            reader.accounts(of: $1, layer: "table.csv", row: $0) ?? []
        }
    }

    @Test func `a row that is no event of ours is none`() throws {
        var reader = AccountReader(gazetteer: try Samples.gazetteer)
        for columns: Properties in [[:], ["event_type": .text("Protests")], ["event_type": .null]] {
            #expect(reader.accounts(of: try row(columns), layer: "table.csv", row: 0) == nil)
        }
    }

    @Test func `a row without an id, a report and a second day gets what stands for them`() throws {
        let account = try #require(
            read(row(["event_type": .text("march"), "date_start": .text("2003-10-13")])).first)
        #expect(account.source.reportID == "table.csv")
        #expect(try account.date == Samples.on("2003-10-13"))
        #expect(account.place == nil)
        // FNV-1a of "table.csv|0|march", computed with Python.
        #expect(account.id == "984ec071c6a94ebe")
    }

    @Test func `a row of another project is joined with ours by its name and position`() throws {
        let gazetteer = try Samples.gazetteer
        let theirs: Properties = [
            "id": .text("BOL77"), "event_type": .text("clash"), "date_start": .text("2003-10-13"),
            "date_end": .text("2003-10-13"), "date_prec": .text("day"), "geo_prec": .text("town"),
            "location": .text("La Paz"), "deaths_best": .integer(3), "interaction": .integer(13),
            "source": .text("A Paper; A Radio"),
        ]
        let ours = Event(
            try Samples.account(
                .clash, Samples.on("2003-10-13"), at: laPaz, in: "a.txt",
                deaths: Samples.exactly(5)))
        let events = try merged([[ours.feature(gazetteer: gazetteer)], [row(theirs, at: laPaz)]])
        let event = try #require(events.first)
        #expect(events.count == 1)
        #expect(Set(event.properties["aliases"].texts + [event.id]) == [ours.id, "BOL77"])
        #expect(event.properties["deaths_low"] == .integer(3))
        #expect(event.properties["deaths_high"] == .integer(5))
        #expect(event.properties["sources"] == .integer(3))
        guard case .list(let records) = event.properties["account_records"] else {
            Issue.record("no records")
            return
        }
        #expect(records.count == 2)
        #expect("\(records)".contains("interaction"), "columns of theirs are kept beside")
    }

    @Test func `a row that nothing is joined with is written as it was read`() throws {
        let feature = try row(
            [
                "id": .integer(7), "event_type": .text("riot"), "date_start": .text("2003-10-13"),
                "location": .text("Nowhere in particular"), "score": .real(0.5),
            ], at: oruro)
        let found = try merged([[feature]])
        #expect(found.map(\.properties) == [feature.properties])
        #expect(found.map(\.geometry) == [feature.geometry])
    }

    @Test func `two rows under one id are two accounts, one of them renamed`() throws {
        var reader = AccountReader(gazetteer: try Samples.gazetteer)
        var ids: [String] = []
        for (number, day) in ["2003-10-13", "2004-10-13", "2003-10-13"].enumerated() {
            let feature = try row([
                "id": .text("1"), "event_type": .text("riot"), "date_start": .text(day),
            ])
            ids += (reader.accounts(of: feature, layer: "\(number).csv", row: 0) ?? []).map(\.id)
        }
        #expect(ids.count == 2 && ids[0] == "1" && ids[1] != "1")
        #expect(reader.census.renamed == 1)
        #expect(reader.census.repeated == 1)
    }

    // MARK: - Events that were changed

    private func joined() throws -> Feature {
        let day = try Samples.on("2003-10-13")
        let accounts = try ["a", "b"].map { try Samples.account(.clash, day, at: laPaz, in: $0) }
        return Event(accounts: accounts, reasons: ["told"])
            .feature(gazetteer: try Samples.gazetteer)
    }

    @Test func `an event that a person moved is kept whole, with its aliases`() throws {
        var feature = try joined()
        feature.properties["gazetteer_id"] = .text(oruro)
        let accounts = try read(feature)
        #expect(accounts.count == 1)
        #expect(accounts.first?.place?.place.id == oruro)
        let event = try #require(merged([[feature]]).first)
        #expect(event.properties == feature.properties)
    }

    @Test func `an event that a person said something of is kept whole`() throws {
        var feature = try joined()
        feature.properties["deaths_best"] = .integer(4)
        feature.properties["review"] = .list([.text("Ana Quispe, 2026-11-20: deaths_best 4")])
        let event = try #require(merged([[feature]]).first)
        #expect(event.properties == feature.properties)
    }

    @Test func `a column that was added to a joined event stays with it`() throws {
        var feature = try joined()
        feature.properties["checked"] = .boolean(true)
        #expect(try read(feature).count == 2)
        #expect(try merged([[feature]]).first?.properties["checked"] == .boolean(true))
    }

    @Test(arguments: 0..<30)
    func `no row, however broken, stops the reading`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var feature = try joined()
        let values: [Value] = [
            .null, .integer(-7), .integer(Int.max), .integer(Int.min), .real(1e300), .text(""),
            .text("["),
            .text("9999-99-99"), .list([.null, .object(["id": .null])]), .boolean(false),
            .object([:]), .text(";;; ;"), .list([.list([])]),
        ]
        for property in feature.properties.all where Int.random(in: 0..<3, using: &generator) == 0 {
            feature.properties[property.name] = values.randomElement(using: &generator) ?? .null
        }
        feature.properties["event_type"] = .text("clash")
        let found = try merged([[feature, feature]])
        #expect(!found.isEmpty, "seed \(seed)")
    }
}
