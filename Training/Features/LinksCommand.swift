import ArgumentParser
import Events
import Foundation
import Geoparsing
import Orthography
import Reports

/// Writes the places that compete for each annotated event: a line an event, the number of its text and
/// how many tokens its places have, then a line a place, how many tokens it has, how many of them are
/// right, and its features, separated by tabs; an empty line behind each event.
struct LinksCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "links", abstract: "Writes what the linking of events to places sees.")

    @OptionGroup var options: TrainingOptions

    @Flag(help: "Take the names of right places for found.")
    var given = false

    private struct Line: Decodable {
        struct Span: Decodable {
            let start: Int
            let end: Int
        }

        let text: String
        let verb: Span
        let locations: [Span]
    }

    func run() throws {
        let geoparser = try options.geoparser()
        let extractor = try options.eventExtractor(geoparser.gazetteer)
        var texts: [String: Int] = [:]
        var parsed: (text: String, parsed: Geoparser.Parsed)?
        for file in options.corpora {
            for row in try LinesOfFile(file) {
                let line = try JSONDecoder().decode(Line.self, from: Data(row.utf8))
                let number = texts[line.text] ?? texts.count
                texts[line.text] = number
                if parsed?.text != line.text {
                    let report = try Report(id: "\(number)", bytes: Array(line.text.utf8))
                    parsed = (line.text, geoparser.parse(report))
                }
                guard let parsed = parsed?.parsed else { continue }
                let scalars = line.text.unicodeScalars
                func bytes(_ span: Line.Span) -> Range<Int> {
                    let start = scalars.index(scalars.startIndex, offsetBy: span.start)
                    let end = scalars.index(scalars.startIndex, offsetBy: span.end)
                    let utf8 = line.text.utf8
                    return utf8.distance(
                        from: utf8.startIndex, to: start)..<utf8.distance(
                            from: utf8.startIndex, to: end)
                }
                let locations = line.locations.map(bytes)
                let tokens = parsed.report.text.tokens.count { token in
                    locations.contains { $0.overlaps(token.range) }
                }
                print("\(number)\t\(tokens)")
                for row in extractor.linkRows(
                    of: parsed, trigger: bytes(line.verb), locations: locations, areGiven: given)
                {
                    print(
                        ([String(row.tokenCount), String(row.rightCount)] + row.features).joined(
                            separator: "\t"))
                }
                print()
            }
        }
    }
}
