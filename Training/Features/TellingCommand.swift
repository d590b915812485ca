import ArgumentParser
import Events
import Foundation
import Geoparsing
import Reports
import SimpleFeatures

/// Writes what speaks for and against each word that may tell an event: the report and the byte, 1 where a person
/// marked an event there and 0 else, and the rules, separated by tabs.
///
/// Reads reports with marks, and JSON lines of annotated reports, `{"doc", "start", "end", "realis"}`,
/// beside which the texts stand (``--texts``).
struct TellingCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "telling", abstract: "Writes what decides whether words tell an event.")

    @OptionGroup var options: TrainingOptions

    @Option(help: "A folder that holds the texts of annotated JSON lines; may be given again.")
    var texts: [String] = []

    private struct Line: Decodable {
        let doc: String
        let start: Int
        let end: Int
        let realis: String
        let type: String
    }

    /// What a person marked.
    private struct Told {
        /// Code points of the report.
        let range: Range<Int>
        let family: EventType.Family?
    }

    func run() throws {
        let geoparser = try options.geoparser()
        let extractor = try options.eventExtractor(geoparser.gazetteer)
        for path in options.corpora {
            if path.hasSuffix(".jsonl") {
                try writeAnnotated(path, geoparser, extractor)
            } else {
                let report = try MarkedReport(
                    try String(contentsOfFile: path, encoding: .utf8), id: path)
                let families = Dictionary(
                    report.events.filter { !["called", "planned"].contains($0.realis) }
                        .map { ($0.number, EventType(rawValue: $0.type)?.family) }
                ) { first, _ in first }
                write(
                    report.text, id: path,
                    told: report.triggers.compactMap { mark in
                        families[mark.note].map { Told(range: mark.range, family: $0) }
                    },
                    geoparser, extractor)
            }
        }
    }

    private func writeAnnotated(
        _ path: String, _ geoparser: Geoparser, _ extractor: EventExtractor
    ) throws {
        var told: [String: [Told]] = [:]
        for row in try LinesOfFile(path) {
            let line = try JSONDecoder().decode(Line.self, from: Data(row.utf8))
            if line.realis == "actual" {
                told[line.doc, default: []].append(
                    Told(
                        range: line.start..<line.end,
                        family: EventType(rawValue: line.type)?.family))
            }
        }
        for (doc, ranges) in told.sorted(by: { $0.key < $1.key }) {
            guard
                let text = texts.lazy.compactMap({
                    try? String(contentsOfFile: "\($0)/\(doc)", encoding: .utf8)
                }).first
            else { throw ValidationError("no text of \(doc) in \(texts)") }
            write(text, id: doc, told: ranges, geoparser, extractor)
        }
    }

    private func write(
        _ text: String, id: String, told: [Told], _ geoparser: Geoparser,
        _ extractor: EventExtractor
    ) {
        guard let report = try? Report(id: id, bytes: Array(text.utf8)) else { return }
        let offsets = byteOffsets(of: text)
        let marks = told.map {
            (offsets[$0.range.lowerBound]..<offsets[$0.range.upperBound], $0.family)
        }
        for trigger in extractor.tellingRows(of: geoparser.parse(report)) {
            // Any word of the family in the sentence tells the event, whichever was marked.
            let isTold = marks.contains { bytes, family in
                bytes.overlaps(trigger.range)
                    || bytes.overlaps(trigger.sentence) && family == trigger.family
            }
            print(
                (["\(id)#\(trigger.range.lowerBound)", isTold ? "1" : "0"] + trigger.rules).joined(
                    separator: "\t"))
        }
    }
}

/// Where each code point of a text begins, in bytes, and the end of the last.
func byteOffsets(of text: String) -> [Int] {
    var offsets: [Int] = []
    for (offset, byte) in text.utf8.enumerated() where byte & 0xC0 != 0x80 {
        offsets.append(offset)
    }
    return offsets + [text.utf8.count]
}
