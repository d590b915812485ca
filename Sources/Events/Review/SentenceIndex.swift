import SimpleFeatures

/// Finds the events of rows whose ids no event has any more: a report that is edited moves its
/// sentences, and with them the ids of its events.
struct SentenceIndex {
    private struct Key: Hashable {
        let report: String
        let quote: QuoteKey
    }

    private let features: [Feature]
    private var events: [Key: [Int]] = [:]

    /// - Parameters:
    ///   - features: The events.
    ///   - rows: All rows; an event that one of them names is not looked for under other ids.
    /// - Complexity: O(*n* + *m*), *n* the events and *m* the rows.
    init(_ features: [Feature], namedBy rows: [ReviewRow]) {
        self.features = features
        let named = Set(rows.map(\.id))
        for (index, feature) in features.enumerated() {
            guard let id = feature.reviewID, !named.contains(id),
                !feature.properties["aliases"].texts.contains(where: named.contains),
                Judgement.parent(ofPart: id) == nil,
                let report = feature.properties["report"].text,
                let quote = feature.properties["quote"].text
            else { continue }
            events[Key(report: report, quote: QuoteKey(quote)), default: []].append(index)
        }
    }

    /// The one event that a row can mean by its report, its sentence and its type; where a sentence is
    /// read as one event of another type now, that one, for a row that says what it was.
    ///
    /// - Returns: `nil` where there is none, or more than one.
    func event(of row: ReviewRow) -> Int? {
        guard !row.id.isEmpty, Judgement.parent(ofPart: row.id) == nil, let report = row["report"],
            let quote = row["quote"], let type = row["event_type"]?.lowercased(),
            let found = events[Key(report: report, quote: QuoteKey(quote))]
        else { return nil }
        let alike = found.filter { index in
            let feature = features[index]
            let read = feature.reading(of: "event_type", in: ReviewRecord(of: feature)).text
            return read?.lowercased() == type
        }
        if alike.count == 1 { return alike[0] }
        // Of events that went away by what was said of them nothing is to be looked for.
        let verdict = row["verdict"].flatMap(Verdict.init)
        let stays = verdict == .ok || verdict == .fix
        return alike.isEmpty && found.count == 1 && stays ? found[0] : nil
    }
}
