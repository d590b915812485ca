public import SimpleFeatures

/// Reads tables that another project published as events of ours.
///
/// The columns that have a counterpart come first, in the order of ours; all others follow under
/// their own names.
public final class ProfileImport: BatchTransform {
    private let profile: EventProfile
    private var seenColumns = 0
    /// By column of the source: its place in the target, -1 for one that is taken up in others.
    private var kept: [Int] = []
    /// By name in small letters: the column of the source.
    private var places: [String: Int] = [:]
    private var unknownTypes = 0
    private var unknownType = ""
    private var brokenDays = 0
    private var brokenDay = ""

    public init(_ profile: EventProfile) { self.profile = profile }

    /// What the table was taken for, and what could not be taken over.
    public var notes: [String] {
        var notes = ["read as a table of \(profile.title), with its columns as those of an event"]
        if unknownTypes > 0 {
            notes.append(
                "took \(unknownTypes) event\(unknownTypes == 1 ? "" : "s") of types that are not"
                    + " known for 'other' (the first '\(unknownType)')")
        }
        if brokenDays > 0 {
            notes.append(
                "took \(brokenDays) date\(brokenDays == 1 ? "" : "s") that cannot be read for null"
                    + " (the first '\(brokenDay)')")
        }
        return notes
    }

    /// Our columns, in order.
    private var ours: [(name: String, type: Schema.FieldType)] {
        let common: [(String, Schema.FieldType)] = [
            ("id", .text), ("event_type", .text), ("sub_event_type", .text), ("date_start", .day),
            ("date_end", .day), ("date_prec", .text), ("location", .text), ("admin1", .text),
            ("admin2", .text), ("country", .text), ("longitude", .real), ("latitude", .real),
            ("geo_prec", .text), ("deaths_low", .integer), ("deaths_best", .integer),
            ("deaths_high", .integer), ("actors", .list), ("source", .text), ("sources", .integer),
        ]
        let missing: Set<String> =
            profile == .acled ? ["deaths_low", "deaths_high", "sources"] : ["sub_event_type"]
        return common.filter { !missing.contains($0.0) }
    }

    /// The columns that are taken up in ours.
    private var taken: Set<String> {
        var names = Set(profile.sameValues.map(\.theirs) + profile.actorColumns)
        names.formUnion([
            profile.dayPrecisionColumn, profile.placePrecisionColumn, "longitude", "latitude",
        ])
        switch profile {
        case .acled: names.formUnion(["event_id_cnty", "event_type", "event_date"])
        case .ucdp: names.formUnion(["id", "type_of_violence", "date_start", "date_end"])
        }
        return names
    }

    public func columns(of schema: Schema) -> Schema {
        let ours = ours.map { Schema.Field(name: $0.name, type: $0.type) }
        let names = Set(ours.map(\.name))
        let rest = schema.fields.filter {
            !taken.contains($0.name.lowercased()) && !names.contains($0.name)
        }
        return Schema(fields: ours + rest)
    }

    public func transform(
        _ source: borrowing FeatureBatch, into target: inout FeatureBatch
    ) throws(FormatError) {
        let ours = ours.map(\.name)
        let columns = ours.map { target.column(named: $0) ?? 0 }
        let taken = taken
        for name in source.columnNames.dropFirst(seenColumns) {
            let small = name.lowercased()
            if places[small] == nil { places[small] = kept.count }
            let isTaken = taken.contains(small) || ours.contains(name)
            kept.append(isTaken ? -1 : target.column(named: name) ?? -1)
        }
        seenColumns = max(seenColumns, source.columnNames.count)
        let reader = Reader(profile, places)
        let origins = ours.map { reader.origin(of: $0) }
        for row in 0..<source.count {
            for index in columns.indices {
                let cell = value(from: origins[index], reader, row, source, texts: target.texts)
                target.append(cell?.moved(to: columns[index]) ?? .null(columns[index]))
            }
            for place in source.cellRange(of: row) {
                let cell = source.cells[place]
                let column = kept[Int(cell.column)]
                if column >= 0 { target.append(cell.moved(to: column)) }
            }
            let id = reader.cell(reader.identifier, row, source)
            let identifier = id.flatMap { ProfileImport.identifier($0, texts: target.texts) }
            target.endFeature(
                identifier: identifier ?? source.identifier(of: row), shape: source.shape(of: row))
        }
    }

    /// What a column of ours is made of.
    private enum Origin {
        case identifier, type, start, end, dayPrecision, placePrecision, actors
        case sources(Int)
        /// The same value in a column of the source.
        case same(Int)
    }

    /// Where the source has the columns of the profile.
    private struct Reader {
        let identifier: Int
        let type: Int
        let subType: Int
        let start: Int
        let end: Int
        let dayPrecision: Int
        let placePrecision: Int
        let actors: [Int]
        /// For the columns of ours that hold the same values.
        private let same: [String: Int]

        init(_ profile: EventProfile, _ places: [String: Int]) {
            func place(_ name: String) -> Int { places[name] ?? -1 }
            let isACLED = profile == .acled
            identifier = place(isACLED ? "event_id_cnty" : "id")
            type = place(isACLED ? "event_type" : "type_of_violence")
            subType = place("sub_event_type")
            start = place(isACLED ? "event_date" : "date_start")
            end = place(isACLED ? "event_date" : "date_end")
            dayPrecision = place(profile.dayPrecisionColumn)
            placePrecision = place(profile.placePrecisionColumn)
            actors = profile.actorColumns.map(place)
            var same = ["longitude": place("longitude"), "latitude": place("latitude")]
            for (ours, theirs) in profile.sameValues { same[ours] = place(theirs) }
            self.same = same
        }

        func origin(of name: String) -> Origin {
            switch name {
            case "id": return .identifier
            case "event_type": return .type
            case "date_start": return .start
            case "date_end": return .end
            case "date_prec": return .dayPrecision
            case "geo_prec": return .placePrecision
            case "actors": return .actors
            case "sources": return .sources(same[name] ?? -1)
            default: return .same(same[name] ?? -1)
            }
        }

        func cell(_ column: Int, _ row: Int, _ source: borrowing FeatureBatch) -> Cell? {
            guard column >= 0,
                let cell = source.cell(of: row, inColumn: column, expecting: column),
                cell.kind != .null
            else { return nil }
            return cell
        }

        /// A code, as a number or as the digits of one.
        func code(_ column: Int, _ row: Int, _ source: borrowing FeatureBatch) -> Int? {
            guard let cell = cell(column, row, source) else { return nil }
            switch cell.kind {
            case .integer: return cell.integer
            case .text:
                guard case .integer(let code) = unsafe WrittenNumber(cell.text.bytes) else {
                    return nil
                }
                return code
            default: return nil
            }
        }
    }

    private func value(
        from origin: Origin, _ reader: Reader, _ row: Int, _ source: borrowing FeatureBatch,
        texts: TextArena
    ) -> Cell? {
        func word(_ word: String?) -> Cell? { word.map { .text(texts.copy($0), in: 0) } }
        switch origin {
        case .identifier:
            return reader.cell(reader.identifier, row, source)
                .flatMap { ProfileImport.identifier($0, texts: texts) }.map { .text($0, in: 0) }
        case .type: return word(eventType(reader, row, source))
        case .start: return day(reader.cell(reader.start, row, source), texts: texts)
        case .end:
            // A date that is both the first and the last is counted once.
            let isCounted = reader.end != reader.start
            return day(reader.cell(reader.end, row, source), isCounted: isCounted, texts: texts)
        case .dayPrecision:
            let code = reader.code(reader.dayPrecision, row, source)
            return word(
                code.flatMap { EventProfileWords.dayPrecision(of: $0, in: profile) } ?? "unknown")
        case .placePrecision:
            let code = reader.code(reader.placePrecision, row, source)
            return word(
                code.flatMap { EventProfileWords.placePrecision(of: $0, in: profile) } ?? "unknown")
        case .actors:
            let names = reader.actors.compactMap { reader.cell($0, row, source)?.value.text }
            guard !names.isEmpty else { return nil }
            var json: [UInt8] = []
            JSON.append(Value(names), to: &json)
            return unsafe json.withUnsafeBytes { .json(unsafe texts.copy($0), in: 0) }
        case .sources(let column):
            // UCDP writes -1 where nobody counted.
            let count = reader.code(column, row, source)
            return count.flatMap { $0 >= 0 ? .integer($0, in: 0) : nil }
        case .same(let column): return reader.cell(column, row, source)
        }
    }

    private static func identifier(_ cell: Cell, texts: TextArena) -> BatchText? {
        switch cell.kind {
        case .text: return cell.text
        case .integer: return texts.copy(String(cell.integer))
        default: return nil
        }
    }

    private func eventType(
        _ reader: Reader, _ row: Int, _ source: borrowing FeatureBatch
    ) -> String {
        if profile == .ucdp {
            let code = reader.code(reader.type, row, source)
            if let type = code.flatMap({ EventProfileWords.type(ofViolence: $0) }) { return type }
            if let cell = reader.cell(reader.type, row, source) { noteType(cell) }
            return "other"
        }
        if let cell = reader.cell(reader.subType, row, source), cell.kind == .text {
            let text = cell.text
            for word in EventProfileWords.subEventTypes where text.isEqual(to: word.name) {
                return word.type
            }
        }
        guard let cell = reader.cell(reader.type, row, source) else { return "other" }
        if cell.kind == .text {
            let text = cell.text
            for (word, type) in EventProfileWords.eventTypes where text.isEqual(to: word) {
                return type
            }
        }
        noteType(cell)
        return "other"
    }

    private func noteType(_ cell: Cell) {
        if unknownTypes == 0 { unknownType = ProfileImport.words(cell) }
        unknownTypes += 1
    }

    private static func words(_ cell: Cell) -> String {
        switch cell.value {
        case .text(let text): return String(text.prefix(40))
        case .integer(let number): return String(number)
        default: return "?"
        }
    }

    // MARK: Days

    /// A day as ISO 8601 writes it: `2003-10-13`, `13 October 2003` or `2003-10-13 00:00:00.000`.
    private func day(_ cell: Cell?, isCounted: Bool = true, texts: TextArena) -> Cell? {
        guard let cell else { return nil }
        guard cell.kind == .text else { return isCounted ? noteDay(cell) : nil }
        let bytes = unsafe cell.text.bytes
        if unsafe WrittenTime.isDay(bytes) { return cell }
        if bytes.count > 10 {
            let day = unsafe UnsafeRawBufferPointer(rebasing: bytes[..<10])
            let clock = unsafe bytes[10...]
            let isMidnight = unsafe clock.allSatisfy { " T0:.".utf8.contains($0) }
            if unsafe isMidnight && WrittenTime.isDay(day) {
                return unsafe .text(BatchText(day), in: 0)
            }
        }
        if let day = ProfileImport.day(named: cell.text.string) {
            return .text(texts.copy(day.description), in: 0)
        }
        return isCounted ? noteDay(cell) : nil
    }

    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september",
        "october", "november", "december",
    ]

    private static func day(named text: String) -> CalendarDay? {
        let words = text.lowercased().split { " -/".contains($0) }
        guard words.count == 3, let day = Int(words[0]), let year = Int(words[2]),
            let month = months.firstIndex(where: { $0 == words[1] })
        else { return nil }
        return CalendarDay(year: year, month: month + 1, day: day)
    }

    private func noteDay(_ cell: Cell) -> Cell? {
        if brokenDays == 0 { brokenDay = ProfileImport.words(cell) }
        brokenDays += 1
        return nil
    }
}
