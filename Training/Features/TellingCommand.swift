import ArgumentParser
import Events
import Foundation
import Gazetteers
import Geodesy
import Geoparsing
import Reports
import SimpleFeatures

/// Writes what speaks for and against each word that may tell an event: the report and the byte, 1 where
/// a person marked an event of the family in the sentence and date and place are right too, 0 else, and
/// the rules, separated by tabs.
///
/// Reads reports with marks, and JSON lines of annotated reports, beside which the texts stand
/// (`--texts`).
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
        let date_start: String?
        let date_end: String?
        let place_id: String?
        let lat: Double?
        let lon: Double?
        let tolerance_km: Double?
    }

    /// What a person marked.
    private struct Told {
        /// Code points of the report.
        let range: Range<Int>
        let family: EventType.Family?
        /// YYYY, YYYY-MM or YYYY-MM-DD; empty where the report does not say.
        let start: String
        let end: String
        let placeID: String
        let position: Coordinate?
        let toleranceKilometres: Double

        func isRight(_ row: EventExtractor.TellingRow) -> Bool {
            isRight(row.date) && isRight(row.place)
        }

        private func isRight(_ date: Events.DateInterval?) -> Bool {
            guard !start.isEmpty else { return true }
            guard let date else { return false }
            let last = end.isEmpty ? start : end
            return "\(date.end)" >= start && "\(date.start)" <= last + "\u{7F}"
        }

        private func isRight(_ place: Place?) -> Bool {
            guard let position else { return true }
            guard let place else { return false }
            return place.id == placeID
                || Geodesic.distanceMetres(from: position, to: place.position)
                    <= max(25, toleranceKilometres) * 1000
        }
    }

    func run() throws {
        let geoparser = try options.geoparser()
        let extractor = try options.eventExtractor(geoparser.gazetteer)
        for path in options.corpora {
            let told =
                path.hasSuffix(".jsonl")
                ? try annotated(path) : try marked(path, geoparser.gazetteer)
            for (id, report) in told.sorted(by: { $0.key < $1.key }) {
                write(report.text, id: id, told: report.told, geoparser, extractor)
            }
        }
    }

    private func marked(
        _ path: String, _ gazetteer: Gazetteer
    ) throws -> [String: (text: String, told: [Told])] {
        let report = try MarkedReport(try String(contentsOfFile: path, encoding: .utf8), id: path)
        var told: [Told] = []
        for event in report.events where !["called", "planned"].contains(event.realis) {
            let place = gazetteer.place(withID: event.placeID)
            for mark in report.triggers where mark.note == event.number {
                told.append(
                    Told(
                        range: mark.range, family: EventType(rawValue: event.type)?.family,
                        start: event.start, end: event.end, placeID: event.placeID,
                        position: place?.position,
                        toleranceKilometres: place?.extentKilometres ?? 0))
            }
        }
        return [path: (report.text, told)]
    }

    private func annotated(_ path: String) throws -> [String: (text: String, told: [Told])] {
        var reports: [String: (text: String, told: [Told])] = [:]
        for row in try LinesOfFile(path) {
            let line = try JSONDecoder().decode(Line.self, from: Data(row.utf8))
            if reports[line.doc] == nil {
                guard
                    let text = texts.lazy.compactMap({
                        try? String(contentsOfFile: "\($0)/\(line.doc)", encoding: .utf8)
                    }).first
                else { throw ValidationError("no text of \(line.doc) in \(texts)") }
                reports[line.doc] = (text, [])
            }
            guard line.realis == "actual" else { continue }
            var position: Coordinate?
            if let latitude = line.lat, let longitude = line.lon {
                position = try Coordinate(longitude: longitude, latitude: latitude)
            }
            reports[line.doc]?.told.append(
                Told(
                    range: line.start..<line.end, family: EventType(rawValue: line.type)?.family,
                    start: line.date_start ?? "", end: line.date_end ?? "",
                    placeID: line.place_id ?? "", position: position,
                    toleranceKilometres: line.tolerance_km ?? 0))
        }
        return reports
    }

    private func write(
        _ text: String, id: String, told: [Told], _ geoparser: Geoparser,
        _ extractor: EventExtractor
    ) {
        guard let report = try? Report(id: id, bytes: Array(text.utf8)) else { return }
        let offsets = byteOffsets(of: text)
        let marks = told.map { (offsets[$0.range.lowerBound]..<offsets[$0.range.upperBound], $0) }
        for row in extractor.tellingRows(of: geoparser.parse(report)) {
            // Any word of the family in the sentence tells the event, whichever was marked.
            let isRight = marks.contains { bytes, event in
                bytes.overlaps(row.sentence) && event.family == row.family && event.isRight(row)
            }
            print(
                (["\(id)#\(row.range.lowerBound)", isRight ? "1" : "0"] + row.rules)
                    .joined(separator: "\t"))
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
