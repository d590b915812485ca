import Foundation
import Gazetteers
import Geoparsing
import Reports
import SimpleFeatures
import TestMaterial
import Testing

@testable import Events

/// Accounts of one event joined across reports, compared with what a reader linked.
///
/// The reports and the reading are no part of the package: `$APACHETA_EVALUATION` names a folder
/// with `seeds/`, `reports/` and `gold/events.jsonl`.
@Suite struct MergingEvaluationTests {
    private static let folder = ProcessInfo.processInfo.environment["APACHETA_EVALUATION"]

    /// What the scorer says.
    private struct Score: Decodable {
        let P, R: Double
        let right, joined, linked, parts_joined, totals_named, totals: Int
    }

    @Test(.enabled(if: folder != nil, "APACHETA_EVALUATION is not set"))
    func `of accounts that a reader told, most pairs of one event are joined, and few others`()
        throws
    {
        let folder = URL(filePath: try #require(Self.folder))
        let gold = folder.appending(path: "gold/events.jsonl")
        let accounts = try GoldAccount.read(gold)
        let gazetteer = try Samples.gazetteer
        let told = accounts.compactMap { $0.account(gazetteer: gazetteer) }
        let ids = Dictionary(uniqueKeysWithValues: told.map { ($0.account.id, $0.goldID) })
        let events = EventMerger(gazetteer: gazetteer).events(of: told.map(\.account))
        let parts = Totals(events, gazetteer: gazetteer).partIDs
        let clusters = events.map { $0.accounts.compactMap { ids[$0.id] } }
        let totals = zip(events, parts).flatMap { event, parts in
            parts.compactMap { part in
                ids[event.id].flatMap { total in ids[part].map { [total, $0] } }
            }
        }
        let written = try JSONSerialization.data(
            withJSONObject: ["clusters": clusters, "totals": totals])
        let score = try score([gold.path, "--clusters"], [written])
        print("evaluation: \(told.count) of \(accounts.count) accounts merged: \(score)")
        #expect(score.P >= 0.9)
        #expect(score.R >= 0.5)
        #expect(score.parts_joined == 0)
        #expect(score.totals_named == score.totals)
    }

    @Test(.enabled(if: folder != nil, "APACHETA_EVALUATION is not set"))
    func `of accounts that the program reads, those of one event are joined`() throws {
        let folder = URL(filePath: try #require(Self.folder))
        let gazetteer = try Samples.gazetteer
        let accounts = try Samples.accounts(ofReportsIn: folder)
        let merger = EventMerger(gazetteer: gazetteer)
        let events = merger.events(of: accounts)
        let parts = Totals(events, gazetteer: gazetteer).partIDs
        let apart = merger.unmerged(accounts).map { $0.feature(gazetteer: gazetteer) }
        let joined = zip(events, parts).map { $0.feature(gazetteer: gazetteer, partIDs: $1) }
        let score = try score(
            [folder.appending(path: "gold/events.jsonl").path],
            [try geoJSON(of: apart), try geoJSON(of: joined)])
        print("evaluation: \(apart.count) accounts read, \(joined.count) events: \(score)")
        #expect(score.P >= 0.75)
        // How many pairs there are to join, and with which days and places, is the reading's doing.
        #expect(score.right >= 1)
        #expect(score.parts_joined == 0)
    }

    /// The columns that the scorer reads.
    private func geoJSON(of features: [Feature]) throws -> Data {
        let members = features.map { feature -> [String: Any] in
            var properties: [String: Any] = [:]
            for name in ["id", "report", "event_type", "location"] {
                properties[name] = feature.properties[name].text
            }
            for name in ["date_start", "date_end"] {
                properties[name] = feature.properties[name].day?.description
            }
            for name in ["aliases", "total_of"] {
                properties[name] = feature.properties[name].texts
            }
            let position = feature.representativePosition
            let geometry = position.map {
                ["type": "Point", "coordinates": [$0.longitude, $0.latitude]] as [String: Any]
            }
            return [
                "type": "Feature", "geometry": geometry ?? NSNull(), "properties": properties,
            ]
        }
        return try JSONSerialization.data(
            withJSONObject: ["type": "FeatureCollection", "features": members])
    }

    /// Runs the scorer on files that hold what is given.
    private func score(_ arguments: [String], _ files: [Data]) throws -> Score {
        var written: [URL] = []
        defer { for file in written { try? FileManager.default.removeItem(at: file) } }
        for file in files {
            let place = FileManager.default.temporaryDirectory
                .appending(path: "merging-\(UUID().uuidString).json")
            try file.write(to: place)
            written.append(place)
        }
        let scorer = PackageGazetteer.package.appending(path: "Tests/Scorers/score_merging.py")
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments =
            ["python3", "-B", scorer.path] + arguments + written.map(\.path)
            + ["--json"]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let said = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "the scorer failed")
        return try JSONDecoder().decode(Score.self, from: said)
    }
}

/// An account as a reader told it, of the events that happened.
private struct GoldAccount: Decodable {
    let doc, id, type, date_start, date_end, realis, quote: String
    let date_precision: String
    let place_id: String?
    let fatalities_low, fatalities_high: Int?
    let actors: [String]
    let start, end: Int

    /// Those of a file of JSON lines that happened.
    static func read(_ file: URL) throws -> [GoldAccount] {
        try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            .map { try JSONDecoder().decode(GoldAccount.self, from: Data($0.utf8)) }
            .filter { $0.realis == "actual" }
    }

    /// The account, under the id of the reader; `nil` for a type or a date that is none of ours.
    func account(gazetteer: Gazetteer) -> (goldID: String, account: Account)? {
        guard let type = EventType(rawValue: type), let date = interval else { return nil }
        var cost = Cost()
        if fatalities_low != nil || fatalities_high != nil {
            cost.deaths = Toll(
                low: fatalities_low, best: fatalities_low ?? fatalities_high,
                high: fatalities_high)
        }
        let place = place_id.flatMap { gazetteer.place(withID: $0) }
        let account = Account(
            type: type, date: date, place: place.map { EventPlace($0, .sentence) }, route: [],
            cost: cost, actors: actors, quote: start..<end, evidence: [.verb], logOdds: 1,
            source: Account.Source(
                reportID: doc, date: nil, names: [doc], quote: quote, start: start, end: end,
                ordinal: Int(id.suffix(2)) ?? 0))
        return (id, account)
    }

    private var interval: Events.DateInterval? {
        guard let first = CalendarPeriod(iso: date_start), let last = CalendarPeriod(iso: date_end)
        else { return nil }
        return Events.DateInterval(
            start: first.firstDay, end: last.lastDay,
            precision: Events.DateInterval.Precision(rawValue: date_precision) ?? .unknown)
    }
}
