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
        var text = ""
        var toponyms: [Toponym] = []
        var rest = marked[...]
        while let open = rest.range(of: "[[") {
            text += rest[..<open.lowerBound]
            rest = rest[open.upperBound...]
            guard let close = rest.range(of: "]]") else {
                throw ValidationError("\(id): '[[' without ']]'")
            }
            let parts = rest[..<close.lowerBound].split(separator: "|", maxSplits: 1)
            rest = rest[close.upperBound...]
            guard parts.count == 2 else {
                throw ValidationError(
                    "\(id): found '[[\(parts.first ?? "")]]', expected [[name|id]]")
            }
            let start = text.unicodeScalars.count
            text += parts[0]
            let place = parts[1] == "-" ? nil : gazetteer.place(withID: String(parts[1]))
            if place == nil, parts[1] != "-" {
                throw ValidationError("\(id): no place has the id '\(parts[1])'")
            }
            toponyms.append(
                Toponym(
                    start: start, end: text.unicodeScalars.count, text: String(parts[0]),
                    lat: place?.position.latitude, lon: place?.position.longitude,
                    tolerance_km: place?.extentKilometres, gazetteer_id: place?.id))
        }
        return Line(id: id, text: text + rest, toponyms: toponyms)
    }
}
