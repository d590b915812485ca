import ArgumentParser
import Events
import Foundation
import Gazetteers
import Geoparsing
import Reports

/// Writes what `Training/fit.py` fits weights on.
@main
struct Training: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "training",
        abstract: "Writes the features of annotated texts, for Training/fit.py.",
        subcommands: [
            TaggerCommand.self, RankerCommand.self, TextsCommand.self, ParseCommand.self,
            LinksCommand.self, EventsCommand.self, TellingCommand.self, AttachmentsCommand.self,
        ])
}

/// What every subcommand reads.
struct TrainingOptions: ParsableArguments {
    @Option(help: "The compiled gazetteer.")
    var gazetteer = "gazetteer/apacheta.gaz"

    @Option(help: "The weights that find the names; rules do without.")
    var model: String?

    @Argument(help: "Annotated texts, one JSON object a line: id, text, toponyms.")
    var corpora: [String]

    func geoparser() throws -> Geoparser {
        let gazetteer = Gazetteer(stacking: [try CompiledGazetteer(mapping: gazetteer)])
        guard let model else { return Geoparser(gazetteer: gazetteer) }
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: model)))
        return Geoparser(gazetteer: gazetteer, model: try GeoparsingModel(bytes, file: model))
    }

    /// What reads events, with the words and weights of the gazetteer's folder.
    func eventExtractor(_ gazetteer: Gazetteer) throws -> EventExtractor {
        let folder = URL(fileURLWithPath: self.gazetteer).deletingLastPathComponent()
        let files = Dictionary(
            uniqueKeysWithValues: try EventModel.paths.map {
                ($0, Array(try Data(contentsOf: folder.appending(path: $0))))
            })
        return EventExtractor(gazetteer: gazetteer, model: try EventModel(files))
    }

    func forEachText(_ body: (AnnotatedText) throws -> Void) throws {
        for path in corpora {
            for line in try LinesOfFile(path) { try body(try AnnotatedText(line)) }
        }
    }
}

/// The lines of a file that are not empty.
struct LinesOfFile: Sequence {
    let lines: [Substring]

    init(_ path: String) throws {
        lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    }

    func makeIterator() -> IndexingIterator<[Substring]> { lines.makeIterator() }
}

/// A text with the places that a person found in it.
struct AnnotatedText {
    let id: String
    let bytes: [UInt8]
    let toponyms: [Toponym]

    struct Toponym {
        /// Bytes of the text.
        let range: Range<Int>
        let latitude: Double?
        let longitude: Double?
        /// Beyond the usual distance still right, for areas.
        let toleranceKilometres: Double
    }

    private struct Line: Decodable {
        let id: String
        let text: String
        let toponyms: [Mark]
    }

    private struct Mark: Decodable {
        let start: Int
        let end: Int
        let lat: Double?
        let lon: Double?
        let type: String?
        let tolerance_km: Double?
    }

    init(_ line: some StringProtocol) throws {
        let line = try JSONDecoder().decode(Line.self, from: Data(line.utf8))
        id = line.id
        bytes = Array(line.text.utf8)
        var offsets: [Int] = []
        for (offset, byte) in bytes.enumerated() where byte & 0xC0 != 0x80 {
            offsets.append(offset)
        }
        offsets.append(bytes.count)
        toponyms = line.toponyms.compactMap { mark in
            // Words for people and languages are no names of places, nor are places within the
            // names of organisations.
            if ["Demonym", "Language", "Homonym", "Embedded_Non_Lit"].contains(mark.type) {
                return nil
            }
            return Toponym(
                range: offsets[mark.start]..<offsets[mark.end], latitude: mark.lat,
                longitude: mark.lon, toleranceKilometres: mark.tolerance_km ?? 0)
        }
    }

    func report() throws -> Report { try Report(id: id, bytes: bytes) }
}
