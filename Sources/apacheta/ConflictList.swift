import Events
import Formats
import Gazetteers
import SimpleFeatures

/// What the accounts of events contradict each other in, for people or, as `.json`, for machines.
struct ConflictList {
    /// An event with what its accounts contradict each other in.
    private struct Entry {
        let event: Event
        let contradictions: [Contradiction]
    }

    private let entries: [Entry]

    /// - Parameters:
    ///   - events: The events.
    ///   - partIDs: For each the ids of the events that its toll sums up.
    ///   - isWanted: Which events are listed, by their ids.
    /// - Complexity: O(*n*), the accounts of all events.
    init(
        of events: [Event], partIDs: [[String]], gazetteer: Gazetteer,
        where isWanted: (String) -> Bool
    ) {
        let ids = events.map(\.id)
        let byID = Dictionary(zip(ids, events), uniquingKeysWith: { first, _ in first })
        entries = events.indices.compactMap { index in
            guard isWanted(ids[index]) else { return nil }
            let found = Contradiction.all(
                in: events[index], parts: partIDs[index].compactMap { byID[$0] },
                gazetteer: gazetteer)
            return found.isEmpty ? nil : Entry(event: events[index], contradictions: found)
        }
    }

    /// Writes the list whole or not at all: as one JSON value where the name ends in `.json`.
    ///
    /// - Throws: `WritingError` when the file cannot be written.
    func write(to path: String, quiet: Bool) throws {
        if path.hasSuffix(".json") {
            var bytes: [UInt8] = []
            JSON.append(.list(entries.map(value)), to: &bytes)
            try Files.write(bytes + [UInt8(ascii: "\n")], to: path)
        } else {
            let text = entries.map(lines).map { $0.joined(separator: "\n") + "\n" }
            try Files.write(Array(text.joined(separator: "\n").utf8), to: path)
        }
        guard path != "-" else { return }
        let count = entries.reduce(0) { $0 + $1.contradictions.count }
        Console.say(
            "\(path): \(Console.counted(count, "contradiction")) in "
                + Console.counted(entries.count, "event"), quiet: quiet)
    }

    // MARK: - For people

    private func lines(of entry: Entry) -> [String] {
        let event = entry.event
        var lines = [
            Console.plain(event.title)
                + " (\(event.id); \(Console.counted(event.accounts.count, "account")), "
                + "\(Console.counted(event.sourceCount, "source")))"
        ]
        for contradiction in entry.contradictions {
            lines.append("  \(contradiction.subject.rawValue)")
            for claim in contradiction.claims {
                let source = claim.account.source
                lines.append(Console.plain("    \(claim.says): \(source.reportID)"))
                if !source.names.isEmpty {
                    lines.append(
                        Console.plain("      source: " + source.names.joined(separator: "; ")))
                }
                for quote in [source.quote] + claim.otherQuotes where !quote.isEmpty {
                    let words = quote.split(whereSeparator: \.isWhitespace)
                    lines.append(Console.plain("      \"\(words.joined(separator: " "))\""))
                }
            }
        }
        return lines
    }

    // MARK: - For machines

    private func value(of entry: Entry) -> Value {
        .object([
            "id": .text(entry.event.id), "name": .text(entry.event.title),
            "accounts": .integer(entry.event.accounts.count),
            "sources": .integer(entry.event.sourceCount),
            "contradictions": .list(entry.contradictions.map(value)),
        ])
    }

    private func value(of contradiction: Contradiction) -> Value {
        .object([
            "subject": .text(contradiction.subject.rawValue),
            "claims": .list(contradiction.claims.map(value)),
        ])
    }

    private func value(of claim: Contradiction.Claim) -> Value {
        let source = claim.account.source
        return .object([
            "says": .text(claim.says), "account": .text(claim.account.id),
            "report": .text(source.reportID), "sources": Value(source.names),
            "source_date": Value(source.date), "quote": .text(source.quote),
            "quote_start": .integer(source.start), "quote_end": .integer(source.end),
            "other_quotes": Value(claim.otherQuotes),
        ])
    }
}

/// The option `--conflicts` beside the layer that a command writes.
enum ConflictOption {
    /// - Throws: ``Failure`` 64 when list and layer go to one place.
    static func check(_ path: String?, _ output: OutputOptions, layerToStandardOutput: Bool = false)
        throws
    {
        guard let path else { return }
        if output.output.contains(path) || path == "-" && layerToStandardOutput {
            throw Failure(
                .usage, "--conflicts \(path): the layer goes there, expected another file")
        }
    }
}
