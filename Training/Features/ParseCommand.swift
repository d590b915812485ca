import ArgumentParser
import Foundation
import Gazetteers
import Geoparsing
import Orthography
import Reports
import SimpleFeatures

struct ParseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "parse", abstract: "Parses.")
    @OptionGroup var options: TrainingOptions
    @Option(help: "Overruling rules to leave out, as bits.") var without: UInt32 = 0
    struct Line: Encodable { let id: String; let toponyms: [T] }
    struct T: Encodable { let start: Int; let end: Int; let text: String; let lat: Double?; let lon: Double?; let score: Double; let p: Double; let name: String? }
    func run() throws {
        var geoparser = try options.geoparser()
        geoparser.overrulings = Overrulings(rawValue: Overrulings.all.rawValue & ~without)
        let encoder = JSONEncoder()
        try options.forEachText { text in
            let report = try text.report()
            let offsets = CodePointOffsets(report.text.bytes)
            let parsed = geoparser.parse(report)
            let line = Line(id: text.id, toponyms: parsed.resolutions.map { r in
                T(start: offsets.codePoints(before: r.mention.range.lowerBound), end: offsets.codePoints(before: r.mention.range.upperBound), text: report.text.text(r.mention.range), lat: r.place?.position.latitude, lon: r.place?.position.longitude, score: r.mention.likelihood ?? -1, p: r.candidates.first?.likelihood ?? -1, name: r.place?.id)
            })
            print(String(decoding: try encoder.encode(line), as: UTF8.self))
        }
    }
}
