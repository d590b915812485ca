import ArgumentParser
import Foundation
import Gazetteers

/// A report in which a person marked places, `[[name|id]]`, and the words that tell events,
/// `{{marched|e1}}`; behind a line `=== events` each event has a line. `Training/README.md` has the
/// format.
struct MarkedReport {
    /// A run of characters of ``text``, in Unicode code points, with what is said of it.
    struct Mark {
        let range: Range<Int>
        let words: String
        /// The id of a place, `-` for one that the gazetteer lacks; or the number of an event.
        let note: String
    }

    /// One event, as the person read it; an empty text where the report does not say.
    struct Event {
        let number: String
        let type: String
        let realis: String
        let start: String
        let end: String
        let placeID: String
        let place: String
        let deaths: String
        let injured: String
        let arrested: String
        let participants: String
        /// The words for those who acted, with semicolons between them.
        let actors: String
        let route: [String]
    }

    let id: String
    /// The report without marks, front matter included.
    let text: String
    let places: [Mark]
    let triggers: [Mark]
    let events: [Event]

    /// - Throws: `ValidationError` that names the file for a mark that is not closed or says nothing.
    init(_ marked: String, id: String) throws {
        self.id = id
        let halves = marked.components(separatedBy: "\n=== events\n")
        var scanner = Scanner(id: id, rest: halves[0][...])
        try scanner.scan()
        text = scanner.text
        places = scanner.places
        triggers = scanner.triggers
        events = try (halves.count > 1 ? halves[1] : "").split(separator: "\n").map { line in
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count >= 7 else {
                throw ValidationError("\(id): found '\(line)', expected an event of 13 cells")
            }
            func cell(_ number: Int) -> String { cells.count > number ? cells[number] : "" }
            return Event(
                number: cells[0], type: cells[1], realis: cells[2], start: cells[3],
                end: cells[4], placeID: cells[5], place: cells[6],
                deaths: cell(7), injured: cell(8), arrested: cell(9), participants: cell(10),
                actors: cell(11), route: cell(12).split(separator: " ").map(String.init))
        }
    }

    /// Takes the marks out of a text.
    private struct Scanner {
        let id: String
        var rest: Substring
        var text = ""
        var places: [Mark] = []
        var triggers: [Mark] = []

        mutating func scan() throws {
            while let open = nextOpening() {
                text += rest[..<open.range.lowerBound]
                rest = rest[open.range.upperBound...]
                guard let close = rest.range(of: open.closer) else {
                    throw ValidationError("\(id): a mark without '\(open.closer)'")
                }
                let parts = rest[..<close.lowerBound].split(separator: "|", maxSplits: 1)
                rest = rest[close.upperBound...]
                guard parts.count == 2 else {
                    throw ValidationError(
                        "\(id): found '\(parts.first ?? "")' in a mark, expected words|note")
                }
                let start = text.unicodeScalars.count
                text += parts[0]
                let mark = Mark(
                    range: start..<text.unicodeScalars.count, words: String(parts[0]),
                    note: String(parts[1]))
                if open.closer == "]]" { places.append(mark) } else { triggers.append(mark) }
            }
            text += rest
        }

        private func nextOpening() -> (range: Range<String.Index>, closer: String)? {
            let place = rest.range(of: "[[")
            let trigger = rest.range(of: "{{")
            guard let place else { return trigger.map { ($0, "}}") } }
            guard let trigger, trigger.lowerBound < place.lowerBound else { return (place, "]]") }
            return (trigger, "}}")
        }
    }
}
