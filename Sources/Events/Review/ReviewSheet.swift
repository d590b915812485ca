public import SimpleFeatures

/// A sheet in which people say what they think of each event: a row an event, in the order in which
/// the reports are read.
///
/// What was said before stands in it, beside what is read now. Nothing that a person wrote is left
/// out: rows on events that are not there any more come last.
///
/// - SeeAlso: `docs/review.md`; `docs/formats.md`, "Review sheets".
public struct ReviewSheet: Sendable {
    /// What a row is for, as its column `status` says.
    public enum Status: String, Sendable, CaseIterable {
        /// The event stood in no sheet before.
        case new
        /// It did, and nobody said anything of it.
        case open
        /// Somebody did, of what is read now.
        case judged
        /// Somebody did, of something else than what is read now.
        case changed
        /// What was said cannot be followed.
        case fault
        /// The event of the row is not there.
        case gone
    }

    /// The columns in their order, those of people behind those of the program.
    public static let columns: [Schema.Field] =
        texts("status id report quote event_type dates date_prec location gazetteer_id")
        + texts("admin1 country position geo_prec")
        + Correction.countColumns.map { Schema.Field(name: $0, type: .integer) }
        + texts("actors accounts aliases") + [Schema.Field(name: "confidence", type: .real)]
        + texts("remark") + personColumns.map { Schema.Field(name: $0, type: .text) }

    /// The columns that people fill in.
    public static let personColumns =
        ["verdict"] + Correction.cellNames + ["note", "reviewer", "reviewed"]

    /// The names of all columns.
    static let columnNames = Set(columns.map(\.name))

    private static func texts(_ names: String) -> [Schema.Field] {
        names.split(separator: " ").map { Schema.Field(name: String($0), type: .text) }
    }

    /// The most characters of a quote that are written: spreadsheets cut cells at 32,767.
    private static let quoteLength = 10_000

    /// The sheet as a layer of points, named `review`.
    public let layer: Layer
    /// How many rows there are of each status.
    public let counts: [Status: Int]

    /// Writes a sheet.
    ///
    /// - Parameters:
    ///   - features: The events as they were before the rows were followed.
    ///   - rows: What was said before.
    ///   - outcome: What became of these rows.
    /// - Complexity: O(*n* log *n* + *m*), *n* the events and *m* the rows.
    public init(of features: [Feature], judgedBy rows: [ReviewRow], _ outcome: Review.Outcome) {
        var byEvent: [Int: [Int]] = [:]
        var others: [Int] = []
        let events = SheetEvents(features, rows, outcome)
        for index in rows.indices where events.isKept(index) {
            if let event = events.event(of: index) {
                byEvent[event, default: []].append(index)
            } else {
                others.append(index)
            }
        }
        // Columns of people's own, where a sheet had them.
        let own = Set(rows.flatMap { $0.cells.keys }).subtracting(ReviewSheet.columnNames).sorted()
        var made: [Feature] = []
        var counts: [Status: Int] = [:]
        func add(_ row: SheetRow) {
            counts[row.status, default: 0] += 1
            made.append(row.feature(ownColumns: own))
        }
        for event in ReviewSheet.readingOrder(of: features) {
            let reading = SheetReading(of: features[event])
            let judged = byEvent[event] ?? []
            if !judged.contains(where: { events.shows(reading, of: event, $0) }) {
                add(SheetRow(reading: reading, wasListed: events.wereListed.contains(event)))
            }
            for index in judged {
                let isSame = events.shows(reading, of: event, index)
                add(
                    SheetRow(
                        rows[index], outcome.fates[index], beside: isSame ? reading : nil,
                        isThere: true))
            }
        }
        for index in others {
            add(SheetRow(rows[index], outcome.fates[index], beside: nil, isThere: false))
        }
        self.counts = counts
        layer = Layer(
            name: "review",
            schema: Schema(
                fields: ReviewSheet.columns + own.map { Schema.Field(name: $0, type: .text) }),
            features: made)
    }

    /// Report after report, in each from the front to the back.
    private static func readingOrder(of features: [Feature]) -> [Int] {
        let keys = features.indices.map { index in
            let properties = features[index].properties
            return (
                properties["report"].text ?? "", properties["quote_start"].integer ?? 0, index
            )
        }
        return keys.sorted { $0 < $1 }.map(\.2)
    }

    /// A sentence on one line, shortened where no cell holds it.
    static func cell(_ quote: String) -> String {
        let line = quote.split { $0.isWhitespace }.joined(separator: " ")
        return line.count > quoteLength ? line.prefix(quoteLength) + "…" : line
    }
}

/// Which rows of earlier sheets go with which events.
private struct SheetEvents {
    private let features: [Feature]
    private let rows: [ReviewRow]
    private let outcome: Review.Outcome
    private var places: [String: Int] = [:]
    /// Events that had a row before.
    let wereListed: Set<Int>

    init(_ features: [Feature], _ rows: [ReviewRow], _ outcome: Review.Outcome) {
        self.features = features
        self.rows = rows
        self.outcome = outcome
        wereListed = Set(outcome.eventIndices.compactMap { $0 })
        for (index, feature) in features.enumerated() {
            if let id = feature.reviewID, places[id] == nil { places[id] = index }
            for alias in feature.properties["aliases"].texts where places[alias] == nil {
                places[alias] = index
            }
        }
    }

    /// Whether a person wrote anything in a row; what is superseded has done its work.
    func isKept(_ index: Int) -> Bool {
        if case .superseded = outcome.fates[index] { return false }
        let own = rows[index].cells.contains { name, text in
            // A name or a day that was filled down over all rows says nothing of one.
            guard !text.isEmpty, name != "reviewer", name != "reviewed" else { return false }
            return ReviewSheet.personColumns.contains(name)
                || !ReviewSheet.columnNames.contains(name)
        }
        return own || rows[index].isMarked || SheetRemark.isOfAnotherReading(rows[index])
    }

    /// The event that a row is shown with: its own, or the one that it is a part of.
    func event(of index: Int) -> Int? {
        if let event = outcome.eventIndices[index] { return event }
        return Judgement.parent(ofPart: rows[index].id).flatMap { places[$0] }
    }

    /// Whether a row shows what is read of its event, beside what a person said of it: not so a part
    /// that is no event yet, nor an event that was joined to this one; nor a faulty row under another
    /// name of the event, which under this one could come to mean something.
    func shows(_ reading: SheetReading, of event: Int, _ index: Int) -> Bool {
        guard outcome.eventIndices[index] == event else { return false }
        switch outcome.fates[index] {
        case .done: return rows[index].id == reading.id
        case .fault: return rows[index].id == reading.id || reading.isAnother(than: rows[index])
        case .unmarked, .applied, .superseded, .elsewhere: return true
        }
    }
}
