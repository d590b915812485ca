import SimpleFeatures

/// What the program read of an event, as the cells of a sheet.
struct SheetReading {
    let id: String
    /// Columns with values, in their order.
    let values: [(column: String, value: Value)]
    let position: Coordinate?
    /// Whether a person joined other events to this one, so that its accounts are more than were read.
    let isJoined: Bool

    /// Takes what people changed for what was read.
    init(of feature: Feature) {
        let record = ReviewRecord(of: feature)
        func read(_ column: String) -> Value { feature.reading(of: column, in: record) }
        let listed = { (column: String, separator: String) -> Value in
            let texts = feature.properties[column].texts
            return texts.isEmpty ? .null : .text(texts.joined(separator: separator))
        }
        position = feature.readPosition(in: record)
        id = feature.reviewID ?? ""
        isJoined = !record.joinedIDs.isEmpty
        var values: [(String, Value)] = [("id", .text(id)), ("report", read("report"))]
        values.append(("quote", Value(feature.properties["quote"].text.map(ReviewSheet.cell))))
        values.append(("event_type", read("event_type")))
        let (start, end) = (read("date_start").day, read("date_end").day)
        // An interval even of one day: spreadsheets rewrite what looks like a day.
        let dates = start.flatMap { start in end.map { "\(start)/\($0)" } }
        values.append(("dates", Value(dates)))
        for column in ["date_prec", "location", "gazetteer_id", "admin1", "country"] {
            values.append((column, read(column)))
        }
        values.append(("position", Value(position.map { LabelledPosition($0).description })))
        values.append(("geo_prec", read("geo_prec")))
        for column in Correction.countColumns { values.append((column, read(column))) }
        values.append(("actors", listed("actors", "; ")))
        values.append(("accounts", listed("accounts", "; ")))
        values.append(("aliases", listed("aliases", " ")))
        values.append(("confidence", read("confidence")))
        self.values = values.map { (column: $0.0, value: $0.1) }
    }

    /// What is read otherwise than when a row was judged: "deaths_best 17, now 20".
    func changes(since row: ReviewRow) -> [String] {
        var changes: [String] = []
        let compared = ["dates", "location"] + Correction.countColumns
        for (column, value) in values where compared.contains(column) {
            let now = SheetReading.text(value)
            // A sheet may have been cut down to ids and verdicts.
            guard row.cells[column] != nil, row[column] != now else { continue }
            changes.append("\(column) \(row[column] ?? "nothing"), now \(now ?? "nothing")")
        }
        if !isJoined, let judged = row["accounts"],
            let now = values.first(where: { $0.column == "accounts" })?.value.text,
            QuoteKey(judged) != QuoteKey(now)
        {
            changes.append("other accounts than before")
        }
        return changes
    }

    /// The text that a cell of a value has when it is read.
    static func text(_ value: Value) -> String? {
        switch value {
        case .null: return nil
        case .text(let text):
            let text = ReviewText.trimmed(text)
            return text.isEmpty ? nil : text
        default: return ReviewRecord.words(value)
        }
    }
}

/// What the program has to say of a row, and goes on saying until somebody looks.
enum SheetRemark {
    private static let since = "read since: "
    private static let another = "said of another reading: "
    /// The most characters of a remark that others are added to.
    private static let length = 4000

    /// Whether a row holds in its remark what was said of another reading, which nobody followed up.
    static func isOfAnotherReading(_ row: ReviewRow) -> Bool {
        row["remark"]?.hasPrefix(another) == true
    }

    /// What was said of something else than what is read now.
    static func said(_ words: String, of fault: String) -> String { "\(another)\(words); \(fault)" }

    /// What is read otherwise than when a row was judged; what was told before stands until a person
    /// empties the cell.
    static func readSince(_ changes: [String], in row: ReviewRow) -> String? {
        let told = row["remark"].flatMap { $0.hasPrefix(since) ? $0 : nil }
        guard !changes.isEmpty else { return told }
        let words = changes.joined(separator: "; ")
        guard let told, told.count < length else { return since + words }
        return "\(told); \(words)"
    }
}

/// A row of a sheet that is written.
struct SheetRow {
    let status: ReviewSheet.Status
    private var values: [(column: String, value: Value)] = []
    private var remark: String?
    private var position: Coordinate?
    private var row: ReviewRow?
    /// Whether what was said goes on standing.
    private var keepsWords = true

    /// A row that is to be filled in.
    ///
    /// - Parameter wasListed: Whether the event had a row in a sheet before.
    init(reading: SheetReading, wasListed: Bool) {
        status = wasListed ? .open : .new
        values = reading.values
        position = reading.position
    }

    /// A row that somebody filled in.
    ///
    /// - Parameters:
    ///   - row: The row, as it was read.
    ///   - fate: What became of it.
    ///   - reading: What is read of the event now; `nil` where the row keeps what it says itself.
    ///   - isThere: Whether the event is there at all.
    init(
        _ row: ReviewRow, _ fate: Review.Fate, beside reading: SheetReading?, isThere: Bool
    ) {
        self.row = row
        let changes = reading.map { $0.changes(since: row) } ?? []
        switch fate {
        case .unmarked:
            let isOld = SheetRemark.isOfAnotherReading(row)
            status = !isThere ? .gone : isOld ? .changed : .open
            if isOld { remark = row["remark"] }
        case .applied, .done, .superseded:
            remark = SheetRemark.readSince(changes, in: row)
            status = remark == nil ? .judged : .changed
        case .elsewhere: status = .gone
        case .fault(let fault):
            let isOfAnotherReading = reading.map { $0.isAnother(than: row) } ?? false
            status = isOfAnotherReading ? .changed : isThere ? .fault : .gone
            remark = "found \(fault.found), expected \(fault.expected)"
            if isOfAnotherReading {
                // What was said of something else must not count for what is read now.
                remark = SheetRemark.said(SheetRow.words(of: row), of: remark ?? "")
                keepsWords = false
            }
        }
        values = reading?.values ?? []
        position = reading?.position
        if reading == nil, let written = row["position"] {
            position = LabelledPosition(written)?.position
        }
    }

    /// "fix, fix_deaths_best 25, note seen in the archive, reviewer Ana Quispe"
    private static func words(of row: ReviewRow) -> String {
        var words = ReviewSheet.personColumns.compactMap { column in
            row[column].map { column == "verdict" ? $0 : "\(column) \($0)" }
        }
        if let moved = row.movedPosition { words.append("moved to \(LabelledPosition(moved))") }
        return ReviewText.plain(words.joined(separator: ", "))
    }

    /// The row as a feature of the layer.
    func feature(ownColumns: [String]) -> Feature {
        var cells: [String: Value] = [:]
        if let row {
            for (name, text) in row.cells where !text.isEmpty {
                cells[name] = SheetRow.value(text, in: name)
            }
            cells["id"] = .text(row.id)
        }
        for (column, value) in values { cells[column] = value }
        if let row, keepsWords, let moved = row.movedPosition, row["fix_place"] == nil {
            // A table has no points, so what was moved is written.
            cells["fix_place"] = .text(LabelledPosition(moved).description)
        }
        if !keepsWords { for column in ReviewSheet.personColumns { cells[column] = .null } }
        cells["status"] = .text(status.rawValue)
        cells["remark"] = Value(remark)
        let names = ReviewSheet.columns.map(\.name) + ownColumns
        return Feature(
            id: nil, geometry: position.map { .point($0) },
            properties: Properties(
                names.map { Properties.Property(name: $0, value: cells[$0] ?? .null) }))
    }

    /// A cell of an earlier sheet as the column wants it.
    private static func value(_ text: String, in column: String) -> Value {
        switch ReviewSheet.columns.first(where: { $0.name == column })?.type {
        case .integer: return Value(Int(text))
        case .real: return Value(Double(text))
        default: return .text(text)
        }
    }
}

extension SheetReading {
    /// Whether a row was on another type or another sentence.
    func isAnother(than row: ReviewRow) -> Bool {
        func read(_ column: String) -> String? {
            values.first { $0.column == column }?.value.text
        }
        if let judged = row["event_type"], let now = read("event_type"),
            judged.lowercased() != now.lowercased()
        {
            return true
        }
        if let judged = row["quote"], let now = read("quote") {
            return QuoteKey(judged) != QuoteKey(now)
        }
        return false
    }
}
