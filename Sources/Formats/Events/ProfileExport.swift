public import SimpleFeatures

/// Lays events out as another project publishes its own.
///
/// What has no counterpart among the columns of an event stays empty, or as it was read where the
/// table had the profile's column. Shapes become the point that stands for them.
public final class ProfileExport: BatchTransform {
    private let profile: EventProfile
    /// The columns of the target.
    private let names: [String]
    /// What of ours has no place, as far as it was seen.
    private var lostColumns: [String] = []
    private var seenColumns = 0
    private var lostActors = 0
    private var changedShapes = 0
    private var lostDays = 0
    private var untyped = 0

    public init(_ profile: EventProfile) {
        self.profile = profile
        names = profile.columnNames
    }

    /// What of the events the profile does not hold: one sentence a kind.
    public var notes: [String] {
        var notes: [String] = []
        let title = profile.title
        func add(_ count: Int, _ one: String, _ many: String) {
            if count > 0 { notes.append(count == 1 ? "1 \(one)" : "\(count) \(many)") }
        }
        if !lostColumns.isEmpty {
            notes.append("\(title) has no columns for \(lostColumns.joined(separator: ", "))")
        }
        add(
            untyped, "event has a type that \(title) does not have",
            "events have types that \(title) does not have")
        add(
            lostActors, "event has more actors than the two of \(title)",
            "events have more actors than the two of \(title)")
        add(
            lostDays, "event goes on after its first day, which \(title) does not hold",
            "events go on after their first day, which \(title) does not hold")
        add(
            changedShapes, "shape became the point that stands for it",
            "shapes became the points that stand for them")
        return notes
    }

    public func columns(of schema: Schema) -> Schema {
        let whole: Set = [
            "year", "time_precision", "geo_precision", "fatalities", "where_prec", "date_prec",
            "type_of_violence", "number_of_sources", "low", "best", "high",
        ]
        return Schema(
            fields: names.map { name in
                let type: Schema.FieldType
                switch name {
                case "latitude", "longitude": type = .real
                case "event_date", "date_start", "date_end", "source_date": type = .day
                default: type = whole.contains(name) ? .integer : .text
                }
                return Schema.Field(name: name, type: type)
            })
    }

    public func transform(
        _ source: borrowing FeatureBatch, into target: inout FeatureBatch
    ) throws(FormatError) {
        noteLostColumns(of: source)
        var row = Row(profile, source)
        for name in names { row.targets.append(target.column(named: name) ?? 0) }
        for index in 0..<source.count {
            row.begin(index)
            fill(&row, from: source, texts: target.texts)
            for (place, cell) in row.cells.enumerated() {
                target.append(cell.moved(to: row.targets[place]))
            }
            // ACLED's column for it has a name of its own; with an identifier besides, formats that
            // have none would add a column `id`.
            let identifier = profile == .acled ? nil : source.identifier(of: index)
            target.endFeature(identifier: identifier, shape: row.shape)
        }
    }

    /// A feature on its way from one layout to the other.
    private struct Row {
        /// Where the source has each column of ours that is asked for, -1 where it has not.
        private let places: [String: Int]
        /// Where the target has each column of the profile.
        var targets: [Int] = []
        /// Where the profile has a column.
        let slots: [String: Int]
        var index = 0
        var cells: [Cell]
        var shape = FeatureBatch.Shape.none
        private let empty: [Cell]

        init(_ profile: EventProfile, _ source: borrowing FeatureBatch) {
            var places: [String: Int] = [:]
            for (place, name) in source.columnNames.enumerated() { places[name] = place }
            self.places = places
            var slots: [String: Int] = [:]
            for (slot, name) in profile.columnNames.enumerated() { slots[name] = slot }
            self.slots = slots
            empty = Array(repeating: .null(0), count: slots.count)
            cells = empty
        }

        mutating func begin(_ index: Int) {
            self.index = index
            cells = empty
        }

        /// What the source has in a column; `nil` where it has nothing.
        func value(_ name: String, in source: borrowing FeatureBatch) -> Cell? {
            guard let place = places[name],
                let cell = source.cell(of: index, inColumn: place, expecting: place),
                cell.kind != .null
            else { return nil }
            return cell
        }

        func text(_ name: String, in source: borrowing FeatureBatch) -> BatchText? {
            guard let cell = value(name, in: source), cell.kind == .text else { return nil }
            return cell.text
        }

        mutating func set(_ name: String, _ cell: Cell?) {
            if let slot = slots[name], let cell { cells[slot] = cell }
        }

        mutating func set(_ name: String, _ number: Int?) {
            set(name, number.map { .integer($0, in: 0) })
        }

        mutating func set(_ name: String, _ text: String, texts: TextArena) {
            set(name, .text(texts.copy(text), in: 0))
        }
    }

    private func fill(_ row: inout Row, from source: borrowing FeatureBatch, texts: TextArena) {
        // First what an imported table kept of the profile's own.
        for name in names where !ProfileExport.derived.contains(name) {
            row.set(name, row.value(name, in: source))
        }
        for (ours, theirs) in profile.sameValues {
            if let cell = row.value(ours, in: source) { row.set(theirs, cell) }
        }
        let identifier = source.identifier(of: row.index)
        let id = identifier.map { Cell.text($0, in: 0) } ?? row.value("id", in: source)
        row.set(profile == .acled ? "event_id_cnty" : "id", id)
        fillPlace(&row, from: source, texts: texts)
        fillActors(&row, from: source, texts: texts)
        let precision = row.text("date_prec", in: source)
        row.set(
            profile.dayPrecisionColumn,
            precision.flatMap { EventProfileWords.code(ofDayPrecision: $0, in: profile) })
        let start = row.value("date_start", in: source)
        let end = row.value("date_end", in: source)
        if let start, start.kind == .text { row.set("year", ProfileExport.year(of: start.text)) }
        switch profile {
        case .acled:
            row.set("event_date", start)
            if let start, let end, start.kind == .text, end.kind == .text,
                !start.text.isEqual(to: end.text)
            {
                lostDays += 1
            }
            fillType(&row, from: source, texts: texts)
            if row.value("deaths_best", in: source) == nil {
                row.set("fatalities", row.value("deaths_low", in: source))
            }
            row.set("notes", row.value("quote", in: source))
        case .ucdp:
            row.set("date_start", start)
            row.set("date_end", end)
            row.set("source_date", row.value("source_date", in: source))
            if let type = row.text("event_type", in: source), type.isEqual(to: "massacre") {
                row.set("type_of_violence", 3)
            }
        }
    }

    /// Columns of the profiles whose names ours have too, with other values.
    private static let derived: Set<String> = [
        "id", "event_type", "date_prec", "date_start", "date_end", "source", "region", "latitude",
        "longitude", "event_id_cnty", "event_date",
    ]

    private static func year(of day: BatchText) -> Int? {
        guard unsafe WrittenTime.isDay(day.bytes) else { return nil }
        return unsafe Int(String(decoding: day.bytes.prefix(4), as: UTF8.self))
    }

    private func fillType(
        _ row: inout Row, from source: borrowing FeatureBatch, texts: TextArena
    ) {
        let written = row.text("sub_event_type", in: source)
        let known = written.flatMap { word in
            EventProfileWords.subEventTypes.first { word.isEqual(to: $0.name) }
        }
        let type = row.text("event_type", in: source)
        guard let known = known ?? type.flatMap({ EventProfileWords.subEventType(of: $0) }) else {
            if type != nil { untyped += 1 }
            return
        }
        row.set("sub_event_type", known.name, texts: texts)
        row.set("event_type", known.eventType, texts: texts)
        if let disorder = known.disorderType { row.set("disorder_type", disorder, texts: texts) }
    }

    private func fillPlace(
        _ row: inout Row, from source: borrowing FeatureBatch, texts: TextArena
    ) {
        let radius = row.value("uncertainty_km", in: source).flatMap { cell in
            cell.kind == .real ? cell.real : cell.kind == .integer ? Double(cell.integer) : nil
        }
        let precision = row.text("geo_prec", in: source)
        row.set(
            profile.placePrecisionColumn,
            precision.flatMap {
                EventProfileWords.code(ofPlacePrecision: $0, within: radius, in: profile)
            })
        var position: Coordinate?
        switch source.shape(of: row.index) {
        case .none: break
        case .point(let point): position = point
        case .other(let geometry):
            changedShapes += 1
            position = Feature(geometry: geometry).representativePosition
        }
        row.shape = position.map { .point($0) } ?? .none
        guard let position else { return }
        row.set("longitude", .real(position.longitude, in: 0))
        row.set("latitude", .real(position.latitude, in: 0))
        if profile == .ucdp {
            var point = ByteSink()
            point.write("POINT (")
            point.write(degrees: position.longitude, decimals: 7)
            point.write(" ")
            point.write(degrees: position.latitude, decimals: 7)
            point.write(")")
            row.set(
                "geom_wkt", unsafe point.withUnsafeBytes { .text(unsafe texts.copy($0), in: 0) })
        }
    }

    private func fillActors(
        _ row: inout Row, from source: borrowing FeatureBatch, texts: TextArena
    ) {
        guard let cell = row.value("actors", in: source) else { return }
        let names = cell.kind == .text ? [cell.text.string] : cell.value.texts
        if names.count > 2 { lostActors += 1 }
        for (column, name) in zip(profile.actorColumns, names) {
            row.set(column, name, texts: texts)
        }
    }

    private func noteLostColumns(of source: borrowing FeatureBatch) {
        var kept: Set<String> = [
            "id", "event_type", "date_start", "date_end", "date_prec", "longitude", "latitude",
            "geo_prec", "uncertainty_km", "actors", "deaths_low", "deaths_best", "deaths_high",
        ]
        kept.formUnion(names)
        kept.formUnion(profile.sameValues.map(\.ours))
        if profile == .acled {
            kept.insert("quote")
            kept.subtract(["deaths_high", "region"])
        } else {
            kept.subtract(["event_type", "region", "uncertainty_km"])
        }
        for name in source.columnNames.dropFirst(seenColumns) where !kept.contains(name) {
            lostColumns.append(name)
        }
        seenColumns = max(seenColumns, source.columnNames.count)
    }
}
