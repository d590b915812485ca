import Foundation
import Geoparsing
import Reports
import SimpleFeatures
import TestMaterial
import Testing

@testable import Events

/// Events read out of other people's reports, compared with what a reader found in them.
///
/// The reports and the readings are no part of the package: `$APACHETA_EVALUATION` names a folder
/// with `seeds/`, `reports/` and `gold/events.jsonl`.
@Suite struct EvaluationTests {
    private static let folder = ProcessInfo.processInfo.environment["APACHETA_EVALUATION"]

    /// What the scorer says.
    private struct Score: Decodable {
        struct Events: Decodable { let F1: Double }
        struct Tolls: Decodable { let right, of, invented: Int }

        let events: Events
        let tolls: Tolls
    }

    @Test(.enabled(if: folder != nil, "APACHETA_EVALUATION is not set"))
    func
        `events reach an F1 of .6, seven tenths of their tolls are right, and none is invented`()
        throws
    {
        let folder = URL(filePath: try #require(Self.folder))
        let layer = FileManager.default.temporaryDirectory
            .appending(path: "events-\(UUID().uuidString).geojson")
        defer { try? FileManager.default.removeItem(at: layer) }
        try geoJSON(of: events(in: folder)).write(to: layer)
        let score = try score(
            gold: folder.appending(path: "gold/events.jsonl"), predicted: layer)
        print("evaluation: events F1 \(score.events.F1), tolls \(score.tolls)")
        #expect(score.events.F1 >= 0.6)
        #expect(score.tolls.of >= 4)
        #expect(Double(score.tolls.right) >= 0.7 * Double(score.tolls.of))
        #expect(score.tolls.invented == 0)
    }

    /// The accounts of all reports as features, not merged, as `extract --no-merge` gives them.
    private func events(in folder: URL) throws -> [Feature] {
        let gazetteer = try Samples.gazetteer
        let accounts = try Samples.accounts(ofReportsIn: folder)
        return EventMerger(gazetteer: gazetteer).unmerged(accounts)
            .map { $0.feature(gazetteer: gazetteer) }
    }

    /// The columns that the scorer reads.
    private func geoJSON(of features: [Feature]) throws -> Data {
        let members = features.map { feature -> [String: Any] in
            var properties: [String: Any] = [:]
            for name in ["report", "event_type", "location", "quote"] {
                properties[name] = feature.properties[name].text
            }
            for name in ["date_start", "date_end"] {
                properties[name] = feature.properties[name].day?.description
            }
            for name in ["deaths_low", "deaths_best", "deaths_high"] {
                properties[name] = feature.properties[name].integer
            }
            var geometry: [String: Any]?
            if let position = feature.representativePosition {
                geometry = [
                    "type": "Point", "coordinates": [position.longitude, position.latitude],
                ]
            }
            return [
                "type": "Feature", "geometry": geometry ?? NSNull(), "properties": properties,
            ]
        }
        return try JSONSerialization.data(
            withJSONObject: ["type": "FeatureCollection", "features": members])
    }

    private func score(gold: URL, predicted: URL) throws -> Score {
        let scorer = PackageGazetteer.package.appending(path: "Tests/Scorers/score_events.py")
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", scorer.path, gold.path, predicted.path, "--json"]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let said = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "the scorer failed")
        return try JSONDecoder().decode(Score.self, from: said)
    }
}
