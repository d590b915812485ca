import ArgumentParser
import Foundation
import Gazetteers
import SimpleFeatures

/// Turns texts with marks, `[[Name|id]]`, into JSON lines as the scorers read them, with the
/// coordinates that the gazetteer gives for the ids.
struct TextsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "texts", abstract: "Turns marked texts into JSON lines.")

    @Option(help: "The compiled gazetteer.")
    var gazetteer = "gazetteer/apacheta.gaz"

    @Argument(help: "Marked texts.")
    var files: [String]

    private struct Line: Encodable {
        let id: String
        let text: String
        let toponyms: [Toponym]
    }

    private struct Toponym: Encodable {
        let start: Int
        let end: Int
        let text: String
        let lat: Double?
        let lon: Double?
        let tolerance_km: Double?
        let gazetteer_id: String?
    }

    func run() throws {
        let gazetteer = Gazetteer(stacking: [try CompiledGazetteer(mapping: gazetteer)])
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        for file in files {
            let marked = try String(contentsOfFile: file, encoding: .utf8)
            let name = URL(fileURLWithPath: file).lastPathComponent
            let line = try read(marked, id: name, gazetteer)
            print(String(decoding: try encoder.encode(line), as: UTF8.self))
        }
    }

    private func read(_ marked: String, id: String, _ gazetteer: Gazetteer) throws -> Line {
        let report = try MarkedReport(marked, id: id)
        let toponyms = try report.places.map { mark in
            let place = mark.note == "-" ? nil : gazetteer.place(withID: mark.note)
            if place == nil, mark.note != "-" {
                throw ValidationError("\(id): no place has the id '\(mark.note)'")
            }
            return Toponym(
                start: mark.range.lowerBound, end: mark.range.upperBound, text: mark.words,
                lat: place?.position.latitude, lon: place?.position.longitude,
                tolerance_km: place?.extentKilometres, gazetteer_id: place?.id)
        }
        return Line(id: id, text: report.text, toponyms: toponyms)
    }
}
