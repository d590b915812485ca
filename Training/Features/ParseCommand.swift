import ArgumentParser
import Foundation
import Gazetteers
import Geoparsing
import Orthography
import Reports
import SimpleFeatures

/// Writes the places found in texts, as `apacheta toponyms` does but with the rules that overrule the
/// tagger left out one by one, to find out what each is worth.
struct ParseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parse", abstract: "Writes the places found in texts.")

    @OptionGroup var options: TrainingOptions

    @Option(
        help: """
            Rules to leave out, as the sum of 1 whole names, 2 names side by side, 4 words for \
            peoples, 8 money, 16 organisations, 32 words that the tagger did not take.
            """)
    var without: UInt32 = 0

    private struct Line: Encodable {
        let id: String
        let toponyms: [Toponym]
    }

    private struct Toponym: Encodable {
        let start: Int
        let end: Int
        let text: String
        let lat: Double?
        let lon: Double?
        let gazetteer_id: String?
        let likelihood: Double?
        let confidence: Double?
    }

    func run() throws {
        var geoparser = try options.geoparser()
        geoparser.overrulings = Overrulings(rawValue: Overrulings.all.rawValue & ~without)
        let encoder = JSONEncoder()
        try options.forEachText { text in
            let report = try text.report()
            let offsets = CodePointOffsets(report.text.bytes)
            let toponyms = geoparser.parse(report).resolutions.map { resolution in
                let range = resolution.mention.range
                return Toponym(
                    start: offsets.codePoints(before: range.lowerBound),
                    end: offsets.codePoints(before: range.upperBound),
                    text: report.text.text(range), lat: resolution.place?.position.latitude,
                    lon: resolution.place?.position.longitude,
                    gazetteer_id: resolution.place?.id,
                    likelihood: resolution.mention.likelihood, confidence: resolution.confidence)
            }
            print(
                String(
                    decoding: try encoder.encode(Line(id: text.id, toponyms: toponyms)),
                    as: UTF8.self))
        }
    }
}
