import ArgumentParser
import Events
import Foundation
import Geoparsing
import Reports
import SimpleFeatures

/// Writes what speaks for and against each word that may tell an event: the report, 1 where a person
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
                let told = Set(
                    report.events.filter { !["called", "planned"].contains($0.realis) }
                        .map(\.number))
                write(
                    report.text, id: path,
                    told: report.triggers.filter { told.contains($0.note) }.map(\.range),
                    geoparser, extractor)
            }
        }
    }

    private func writeAnnotated(
        _ path: String, _ geoparser: Geoparser, _ extractor: EventExtractor
    ) throws {
        var told: [String: [Range<Int>]] = [:]
        for row in try LinesOfFile(path) {
            let line = try JSONDecoder().decode(Line.self, from: Data(row.utf8))
            if line.realis == "actual" { told[line.doc, default: []].append(line.start..<line.end) }
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
        _ text: String, id: String, told: [Range<Int>], _ geoparser: Geoparser,
        _ extractor: EventExtractor
    ) {
        guard let report = try? Report(id: id, bytes: Array(text.utf8)) else { return }
        let offsets = byteOffsets(of: text)
        let bytes = told.map { offsets[$0.lowerBound]..<offsets[$0.upperBound] }
        for trigger in extractor.tellingRows(of: geoparser.parse(report)) {
            let isTold = bytes.contains { $0.overlaps(trigger.range) }
            print(([id, isTold ? "1" : "0"] + trigger.rules).joined(separator: "\t"))
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
