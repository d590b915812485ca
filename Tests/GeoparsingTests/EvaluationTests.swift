import Foundation
import Geoparsing
import Reports
import SimpleFeatures
import TestMaterial
import Testing

@Suite struct EvaluationTests {
    private static let folder = ProcessInfo.processInfo.environment["APACHETA_EVALUATION"] ?? ""

    @Test(
        .enabled(
            if: !folder.isEmpty,
            "APACHETA_EVALUATION names no folder with reports and their gold standard"))
    func `nine of ten mentions of the gold standard are found within 25 km`() throws {
        let root = URL(fileURLWithPath: Self.folder)
        var reports: [Report] = []
        for name in ["seeds", "reports"] {
            let files = try FileManager.default.contentsOfDirectory(
                at: root.appendingPathComponent(name), includingPropertiesForKeys: nil)
            for file in files.sorted(by: { $0.path < $1.path }) where file.pathExtension == "txt" {
                reports.append(
                    try Report(
                        id: file.lastPathComponent, bytes: Array(try Data(contentsOf: file))))
            }
        }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let lines = try String(
            contentsOf: root.appendingPathComponent("gold/toponyms.jsonl"), encoding: .utf8)
        let gold = try lines.split(separator: "\n").map {
            try decoder.decode(EndToEndScore.Gold.self, from: Data($0.utf8))
        }

        let geoparser = try PackageGeoparser.read()
        let collection = geoparser.focus(ofCollection: reports.map { geoparser.focus(of: $0) })
        var score = EndToEndScore()
        for one in gold {
            let report = try #require(reports.first { $0.id == one.id }, "\(one.id)")
            try score.add(
                geoparser.parse(report, collection: collection), against: one, withinKilometres: 25)
        }
        print(
            "measured: right \(score.right), predicted \(score.predicted), "
                + "expected \(score.expected), end-to-end F1 \(score.f1)")
        try #require(score.expected > 100)
        #expect(score.f1 >= 0.9)
    }
}
