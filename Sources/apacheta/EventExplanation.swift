import Events
import Gazetteers

/// Why an event was found, why its accounts were joined, and what it was kept apart from.
struct EventExplanation {
    let event: Event

    /// Accounts that lack more than this are no near miss, but of other events.
    private static let nearScore = EventMerger.threshold / 2

    /// One line for the event, then one for each other account and for the near miss.
    var lines: [String] {
        let lead = event.leading
        var parts = lead.evidence.map(\.sentence)
        if parts.isEmpty { parts = ["read from a layer (\(lead.source.reportID))"] }
        if let place = lead.place {
            parts.append("place: \(place.place.name), \(place.link.rawValue)")
        }
        var lines = ["\(event.id) \(lead.type.rawValue): " + parts.joined(separator: "; ")]
        lines += event.accounts.flatMap { told(in: $0) }
        for (account, reason) in zip(event.accounts.dropFirst(), event.reasons) {
            lines.append("  joined: \(account.source.reportID): \(reason)")
        }
        if let miss = event.nearMiss, miss.score >= EventExplanation.nearScore {
            lines.append(
                "  kept apart: \(miss.reportID) (\(miss.accountID)): \(miss.reason): "
                    + "\(miss.score) of \(EventMerger.threshold)")
        }
        return lines.map(Console.plain)
    }

    /// The other sentences of a report, with no more of each than finds it again.
    private func told(in account: Account) -> [String] {
        account.others.map { sentence in
            let words = sentence.quote.split(whereSeparator: \.isWhitespace)
            let shown = words.prefix(12).joined(separator: " ") + (words.count > 12 ? " …" : "")
            return
                "  told again: \(account.source.reportID): \"\(shown)\": \(sentence.rule.sentence)"
        }
    }
}
