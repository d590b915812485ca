import ArgumentParser
import Events
import Foundation
import Geoparsing
import Orthography
import Reports

/// Writes the places that compete for each annotated event: a line an event, the number of its text and
/// how many tokens its places have, then a line a place, how many tokens it has, how many of them are
/// right, and its features, separated by tabs; an empty line behind each event.
///
/// Reads JSON lines, `{"text", "verb": {"start", "end"}, "locations": [{"start", "end"}]}`, offsets in
/// code points, and reports with marks.
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
        for path in options.corpora {
            if path.hasSuffix(".jsonl") {
                try writeLines(path, geoparser, extractor)
            } else {
                try writeMarked(path, geoparser, extractor)
            }
        }
    }

    private func writeLines(
        _ path: String, _ geoparser: Geoparser, _ extractor: EventExtractor
    ) throws {
        var numbers: [String: Int] = [:]
        var parsed: (text: String, parsed: Geoparser.Parsed)?
        for row in try LinesOfFile(path) {
            let line = try JSONDecoder().decode(Line.self, from: Data(row.utf8))
            let number = numbers[line.text] ?? numbers.count
            numbers[line.text] = number
            if parsed?.text != line.text {
                let report = try Report(id: "\(number)", bytes: Array(line.text.utf8))
                parsed = (line.text, geoparser.parse(report))
            }
            guard let parsed = parsed?.parsed else { continue }
            let offsets = byteOffsets(of: line.text)
            func bytes(_ span: Line.Span) -> Range<Int> { offsets[span.start]..<offsets[span.end] }
            write(
                extractor, parsed, "\(number)", bytes(line.verb), line.locations.map(bytes))
        }
    }

    /// The places of an event are those marks of its sentence that have its id, or its name.
    private func writeMarked(
        _ path: String, _ geoparser: Geoparser, _ extractor: EventExtractor
    ) throws {
        let marked = try MarkedReport(try String(contentsOfFile: path, encoding: .utf8), id: path)
        let parsed = geoparser.parse(try Report(id: path, bytes: Array(marked.text.utf8)))
        let offsets = byteOffsets(of: marked.text)
        let sentences = parsed.report.blocks.flatMap(\.sentences)
            .map { parsed.report.text.bytes(ofTokens: $0) }
        for trigger in marked.triggers {
            guard let event = marked.events.first(where: { $0.number == trigger.note }) else {
                continue
            }
            let word = offsets[trigger.range.lowerBound]..<offsets[trigger.range.upperBound]
            guard let sentence = sentences.first(where: { $0.overlaps(word) }) else { continue }
            let places = marked.places.filter {
                ($0.note == event.placeID && !event.placeID.isEmpty) || $0.words == event.place
            }
            write(
                extractor, parsed, path, word,
                places.map { offsets[$0.range.lowerBound]..<offsets[$0.range.upperBound] }
                    .filter { sentence.overlaps($0) })
        }
    }

    private func write(
        _ extractor: EventExtractor, _ parsed: Geoparser.Parsed, _ id: String,
        _ trigger: Range<Int>, _ locations: [Range<Int>]
    ) {
        let tokens = parsed.report.text.tokens.count { token in
            locations.contains { $0.overlaps(token.range) }
        }
        print("\(id)\t\(tokens)")
        let rows = extractor.linkRows(
            of: parsed, trigger: trigger, locations: locations, areGiven: given)
        for row in rows {
            print(
                ([String(row.tokenCount), String(row.rightCount)] + row.features)
                    .joined(separator: "\t"))
        }
        print()
    }
}
