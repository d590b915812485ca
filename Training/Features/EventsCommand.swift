import ArgumentParser
import Foundation
import Gazetteers
import SimpleFeatures

/// Turns reports with marked events into plain texts and the JSON lines that the scorer of events reads.
struct EventsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "events",
        abstract: "Turns reports with marked events into plain texts and JSON lines.")

    @Option(help: "The compiled gazetteer.")
    var gazetteer = "gazetteer/apacheta.gaz"

    @Option(help: "A folder for the texts without marks.")
    var texts: String

    @Argument(help: "Reports with marks.")
    var files: [String]

    private struct Line: Encodable {
        let doc: String
        let id: String
        let type: String
        let place: String
        let lat: Double
        let lon: Double
        let tolerance_km: Double
        let date_start: String?
        let date_end: String?
        let fatalities_low: Int?
        let fatalities_high: Int?
        let realis: String
        let quote: String
        let start: Int
        let end: Int
    }

    func run() throws {
        let gazetteer = Gazetteer(stacking: [try CompiledGazetteer(mapping: gazetteer)])
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try FileManager.default.createDirectory(
            atPath: texts, withIntermediateDirectories: true)
        for file in files {
            let url = URL(fileURLWithPath: file)
            let language = url.deletingLastPathComponent().lastPathComponent
            let report = try MarkedReport(
                try String(contentsOf: url, encoding: .utf8),
                id: "\(language)-\(url.lastPathComponent)")
            try report.text.write(
                toFile: "\(texts)/\(report.id)", atomically: true, encoding: .utf8)
            for event in report.events {
                let line = try line(event, of: report, gazetteer)
                print(String(decoding: try encoder.encode(line), as: UTF8.self))
            }
        }
    }

    private func line(
        _ event: MarkedReport.Event, of report: MarkedReport, _ gazetteer: Gazetteer
    ) throws -> Line {
        let place = gazetteer.place(withID: event.placeID)
        if place == nil, !event.placeID.isEmpty, event.placeID != "-" {
            throw ValidationError("\(report.id): no place has the id '\(event.placeID)'")
        }
        let tolls = event.deaths.split(separator: "-", omittingEmptySubsequences: false)
        let mark = report.triggers.first { $0.note == event.number }
        let isScored =
            place != nil && !event.start.isEmpty && event.realis != "called"
            && event.realis != "planned"
        return Line(
            doc: report.id, id: "\(report.id) \(event.number)", type: event.type,
            place: event.place, lat: place?.position.latitude ?? 0,
            lon: place?.position.longitude ?? 0,
            // What has no position or no date may match anything, and is not scored.
            tolerance_km: isScored ? place?.extentKilometres ?? 0 : 21_000,
            date_start: event.start.isEmpty ? "0001" : event.start,
            date_end: event.end.isEmpty ? (event.start.isEmpty ? "9999" : event.start) : event.end,
            fatalities_low: tolls.first.flatMap { Int($0) },
            fatalities_high: tolls.last.flatMap { Int($0) },
            realis: isScored ? "actual" : "not scored", quote: mark?.words ?? "",
            start: mark?.range.lowerBound ?? 0, end: mark?.range.upperBound ?? 0)
    }
}
