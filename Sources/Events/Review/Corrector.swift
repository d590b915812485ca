import Gazetteers
import Geoparsing
import SimpleFeatures

/// Puts what people say of one event in the place of what the program read, and records both.
///
/// What follows from a correction follows: a type has its words of ACLED and PLOVER, a place its
/// units and its point, days their precision, an event its title.
struct Corrector {
    private(set) var feature: Feature
    private(set) var record: ReviewRecord
    /// Whether the place is another one than before.
    private(set) var isMoved = false
    private let gazetteer: Gazetteer
    private var isRetitled = false

    init(_ feature: Feature, gazetteer: Gazetteer) {
        self.feature = feature
        self.gazetteer = gazetteer
        record = ReviewRecord(of: feature)
    }

    /// The event with its record and a title that fits.
    var corrected: Feature {
        var feature = feature
        if isRetitled, feature.properties.has("name") {
            feature.properties["name"] = .text(Corrector.title(of: feature))
        }
        if !record.lines.isEmpty || feature.properties.has(ReviewRecord.column) {
            feature.properties[ReviewRecord.column] = Value(record.lines)
        }
        return feature
    }

    /// Adds a line to the record.
    mutating func note(_ line: String) { record.add(line) }

    /// Follows what people said together: the corrections, and a line for each verdict without one and
    /// for each note.
    ///
    /// - Parameter group: Rows that agree.
    /// - Throws: ``ReviewFault`` when a place is not found, or figures or days belie each other; what
    ///   was changed until then is to be thrown away.
    mutating func apply(_ group: [Judgement]) throws(ReviewFault) {
        var days = GivenDays()
        var counts: [GivenCount] = []
        for judgement in group {
            for correction in judgement.corrections {
                switch correction {
                case .type(let type): set(type, by: judgement)
                case .dateStart(let day):
                    days.start = .some(day)
                    days.judgements.append(judgement)
                case .dateEnd(let day):
                    days.end = .some(day)
                    days.judgements.append(judgement)
                case .place(let place): try move(to: place, by: judgement)
                case .count(let column, let count):
                    counts.append(GivenCount(column: column, count: count, judgement: judgement))
                }
            }
        }
        try set(days)
        try set(counts)
        for judgement in group {
            if judgement.corrections.isEmpty {
                record.add("\(judgement.who): \(judgement.verdict)")
            }
            addNote(of: judgement)
        }
    }

    /// Adds what a person wrote beside a verdict.
    mutating func addNote(of judgement: Judgement) {
        guard let note = judgement.row["note"] else { return }
        let line = note.split { $0.isWhitespace }.joined(separator: " ")
        record.add("\(judgement.who): note \(ReviewRecord.words(.text(line)))")
    }

    /// The first and the last day as people gave them; `nil` for one that nobody gave.
    private struct GivenDays {
        var start: CalendarDay??
        var end: CalendarDay??
        var judgements: [Judgement] = []
    }

    /// A number of people that somebody gave.
    private struct GivenCount {
        let column: String
        let count: Int?
        let judgement: Judgement
    }

    /// Gives a column another value, and records what was read.
    ///
    /// - Returns: Whether the value is another one than before.
    @discardableResult
    mutating func set(
        _ column: String, _ value: Value, readingWhereMissing missing: Value = .null, by who: String
    ) -> Bool {
        let current = feature.properties.has(column) ? feature.properties[column] : missing
        let isSame = ReviewRecord.words(current) == ReviewRecord.words(value)
        let earlier = record.reading(of: column)
        if isSame, earlier == nil { return false }
        record.add(ReviewRecord.line(by: who, column, value, read: earlier ?? current))
        guard !isSame else { return false }
        feature.properties[column] = value
        return true
    }

    /// Gives a column another value that needs no record, for nothing that was read is lost.
    mutating func replace(_ column: String, _ value: Value) { feature.properties[column] = value }

    /// Gives a column what follows from another one, where the layer has it.
    private mutating func follow(_ column: String, _ value: Value) {
        if feature.properties.has(column) { feature.properties[column] = value }
    }

    // MARK: Type and days

    private mutating func set(_ type: EventType, by judgement: Judgement) {
        guard set("event_type", .text(type.rawValue), by: judgement.who) else { return }
        isRetitled = true
        follow("sub_event_type", Value(type.subEventType))
        follow("plover_type", Value(type.ploverType))
    }

    private mutating func set(_ days: GivenDays) throws(ReviewFault) {
        guard let last = days.judgements.last else { return }
        let current = (
            start: feature.properties["date_start"].day, end: feature.properties["date_end"].day
        )
        // Of an event of one day, or none, the other end goes with the one that is given.
        let isOneDay = current.start == current.end || current.end == nil
        var start = days.start ?? current.start
        var end = days.end ?? current.end
        if days.end == nil, isOneDay || start == nil { end = start }
        if days.start == nil, current.start == nil || end == nil { start = end }
        let found =
            "the days \(start.map(String.init(describing:)) ?? Correction.unknownWord) to "
            + "\(end.map(String.init(describing:)) ?? Correction.unknownWord)"
        guard (start == nil) == (end == nil) else {
            throw ReviewFault(last, found, "both days or neither")
        }
        if let start, let end, end < start {
            throw ReviewFault(
                last, found,
                "a last day that is not before the first (fix_date_start, fix_date_end)")
        }
        var isChanged = false
        for judgement in days.judgements {
            let startChanged = set("date_start", Value(start), by: judgement.who)
            let endChanged = set("date_end", Value(end), by: judgement.who)
            isChanged = isChanged || startChanged || endChanged
        }
        guard isChanged else { return }
        isRetitled = true
        let interval = start.flatMap { start in end.map { Corrector.interval(start, $0) } }
        follow("date_prec", .text((interval?.precision ?? .unknown).rawValue))
        follow("edtf", Value(interval?.edtf))
    }

    /// Days that a person gave: known to the month or the year where they are whole ones, else to the
    /// day.
    private static func interval(_ start: CalendarDay, _ end: CalendarDay) -> DateInterval {
        var precision = DateInterval.Precision.day
        let lastDay = CalendarDay.length(ofMonth: end.month, year: end.year)
        if start.day == 1, end.day == lastDay {
            precision = start.month == 1 && end.month == 12 ? .year : .month
        }
        return DateInterval(start: start, end: end, precision: precision)
    }

    // MARK: Numbers of people

    private mutating func set(_ counts: [GivenCount]) throws(ReviewFault) {
        for given in counts { set(given.column, Value(given.count), by: given.judgement.who) }
        let names = ["deaths_low", "deaths_best", "deaths_high"]
        let given = Set(counts.map(\.column))
        guard let judgement = counts.last(where: { names.contains($0.column) })?.judgement else {
            return
        }
        // A figure that was only read gives way to one that a person gave.
        for (index, name) in names.enumerated() where !given.contains(name) {
            guard let figure = feature.properties[name].integer else { continue }
            let floor = names[..<index].filter(given.contains)
                .compactMap { feature.properties[$0].integer }.max()
            let ceiling = names[(index + 1)...].filter(given.contains)
                .compactMap { feature.properties[$0].integer }.min()
            let fitting = min(max(figure, floor ?? figure), ceiling ?? Int.max)
            if fitting != figure { set(name, .integer(fitting), by: judgement.who) }
        }
        let figures = names.compactMap { feature.properties[$0].integer }
        guard zip(figures, figures.dropFirst()).allSatisfy({ $0 <= $1 }) else {
            let found = names.map { "\($0) \(ReviewRecord.words(feature.properties[$0]))" }
            throw ReviewFault(
                judgement, found.joined(separator: ", "),
                "figures that do not fall from low to best to high")
        }
    }

    // MARK: Place

    private mutating func move(
        to place: Correction.Place, by judgement: Judgement
    ) throws(ReviewFault) {
        switch place {
        case .unknown: move(to: nil, at: nil, by: judgement.who)
        case .position(let position): move(to: nil, at: position, by: judgement.who)
        case .named(let name):
            let found = try self.place(named: name, for: judgement)
            move(to: found, at: found.position, by: judgement.who)
        }
    }

    private mutating func move(to place: Place?, at position: Coordinate?, by who: String) {
        let former = feature.representativePosition
        var changes = [set("location", Value(place?.name), by: who)]
        changes.append(set("gazetteer_id", Value(place?.id), by: who))
        changes.append(
            set(
                "longitude", Value(position?.longitude),
                readingWhereMissing: Value(former?.longitude), by: who))
        changes.append(
            set(
                "latitude", Value(position?.latitude),
                readingWhereMissing: Value(former?.latitude), by: who))
        guard changes.contains(true) else { return }
        isMoved = true
        isRetitled = true
        let admin1 = place.flatMap { gazetteer.admin1(of: $0) }
        let admin2 = place.flatMap { gazetteer.admin2(of: $0) }
        follow("admin1", Value(admin1?.name))
        follow("admin1_code", Value(admin1.flatMap { gazetteer.code(of: $0) }))
        follow("admin2", Value(admin2?.name))
        follow("admin2_code", Value(admin2.flatMap { gazetteer.code(of: $0) }))
        follow("country", Value(place.flatMap { gazetteer.country(of: $0)?.name }))
        // Whoever files the event fills it in again.
        follow("region", .null)
        let pointPrecision: PlacePrecision = position == nil ? .unknown : .exact
        follow(
            "geo_prec",
            .text((place.map { PlacePrecision(of: $0.kind) } ?? pointPrecision).rawValue))
        follow("uncertainty_km", Value(place?.extentKilometres))
        guard let position else {
            feature.geometry = nil
            if !feature.properties["route"].texts.isEmpty { set("route", .null, by: who) }
            return
        }
        if case .lineString(var line) = feature.geometry, line.count >= 2 {
            // A march is where it went; the way there stays.
            line[line.count - 1] = position
            feature.geometry = .lineString(line)
            var route = feature.properties["route"].texts
            if let name = place?.name, !route.isEmpty {
                route[route.count - 1] = name
                feature.properties["route"] = Value(route)
            }
        } else {
            feature.geometry = .point(position)
        }
    }

    /// The place of a name or an id: of several of one name one in the country that was read, and
    /// near what was read there.
    private func place(
        named name: String, for judgement: Judgement
    ) throws(ReviewFault) -> Place {
        if let place = gazetteer.place(withID: name) { return place }
        var query = PlaceQuery(name)
        if let id = feature.reading(of: "gazetteer_id", in: record).text,
            let read = gazetteer.place(withID: id)
        {
            query.preferredCountries = [read.country]
        }
        query.nearPosition = feature.readPosition(in: record)
        if let hit = gazetteer.hits(for: query).first { return hit.place }
        let near = gazetteer.suggestions(for: query).map {
            "\(gazetteer.fullName(of: $0.place)) (\($0.place.id))"
        }
        throw ReviewFault(
            place: judgement.row.place, found: "\(ReviewText.quoted(name)) in fix_place",
            expected: near.isEmpty
                ? "a name or an id of the gazetteer, or lon and lat with their labels"
                : "a name or an id of the gazetteer, as " + near.joined(separator: "; "))
    }

    // MARK: Title

    /// "March, El Alto to La Paz, 2003-10-13", as an event has it that was read.
    private static func title(of feature: Feature) -> String {
        let type = feature.properties["event_type"].text ?? EventType.other.rawValue
        var words = [type.prefix(1).uppercased() + type.dropFirst()]
        let route = feature.properties["route"].texts
        if let first = route.first, let last = route.last, route.count > 1 {
            words.append("\(first) to \(last)")
        } else if let place = feature.properties["location"].text {
            words.append(place)
        }
        if let edtf = feature.properties["edtf"].text, !edtf.isEmpty { words.append(edtf) }
        return words.joined(separator: ", ")
    }
}
