import ArgumentParser
import Events
import Foundation
import Geoparsing
import Orthography
import Reports

/// Writes the dates, figures or words for people that stand beside words that may tell an event: the
/// report and the bytes of sentence and word, 1 where a person gave that date, figure or actor to the
/// event, 0 else, and the features, separated by tabs.
///
/// Reads reports with marks. Of words that no person marked nothing is known.
struct AttachmentsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attachments",
        abstract: "Writes what ties dates, figures and actors to events.")

    @OptionGroup var options: TrainingOptions

    @Option(help: "What is tied: date, figure or actor.")
    var kind: String

    func run() throws {
        guard let kind = AttachmentKind(rawValue: kind) else {
            let known = AttachmentKind.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("found the kind '\(kind)', expected one of \(known)")
        }
        let geoparser = try options.geoparser()
        let extractor = try options.eventExtractor(geoparser.gazetteer)
        for path in options.corpora {
            let marked = try MarkedReport(
                try String(contentsOfFile: path, encoding: .utf8), id: path)
            let report = try Report(id: path, bytes: Array(marked.text.utf8))
            let offsets = byteOffsets(of: marked.text)
            let marks = marked.triggers.map { mark in
                (offsets[mark.range.lowerBound]..<offsets[mark.range.upperBound], mark.note)
            }
            for row in extractor.attachmentRows(of: geoparser.parse(report)) where row.kind == kind
            {
                // Any word of the family in the sentence tells the event, whichever was marked.
                let events = marked.events.filter { event in
                    EventType(rawValue: event.type)?.family == row.family
                        && marks.contains { $0.1 == event.number && $0.0.overlaps(row.sentence) }
                }
                guard !events.isEmpty else { continue }
                let isRight = events.contains { belongs(row.item, to: $0) }
                print(
                    ([
                        "\(path)#\(row.sentence.lowerBound)#\(row.trigger.lowerBound)",
                        isRight ? "1" : "0",
                    ] + row.features).joined(separator: "\t"))
            }
        }
    }

    private func belongs(
        _ item: EventExtractor.AttachmentRow.Item, to event: MarkedReport.Event
    ) -> Bool {
        switch item {
        case .date(let interval):
            let last = event.end.isEmpty ? event.start : event.end
            // The year of a day that is told elsewhere is not when it was.
            if interval.precision == .year, event.start.count > 4 { return false }
            return !event.start.isEmpty && "\(interval.end)" >= event.start
                && "\(interval.start)" <= last + "\u{7F}"
        case .figure(let counts, let low, let high):
            let told: String
            switch counts {
            case "deaths": told = event.deaths
            case "injured": told = event.injured
            case "arrested": told = event.arrested
            default: told = event.participants
            }
            return overlaps(low ?? 0, high ?? Int.max, told: told)
        case .actor(let word):
            let folded = TokenizedText(word)
            let actors = TokenizedText(event.actors)
            return folded.tokens.first.map { token in
                actors.tokens.contains { $0.hash == token.hash }
            } ?? false
        }
    }

    /// Whether the figures of two accounts overlap; "3-5", "3-" and "3" are figures.
    private func overlaps(_ low: Int, _ high: Int, told: String) -> Bool {
        let parts = told.split(separator: "-", omittingEmptySubsequences: false)
        guard let first = parts.first.flatMap({ Int($0) }) else { return false }
        let last = parts.count > 1 ? Int(parts[1]) ?? Int.max : first
        return low <= last && first <= high
    }
}
