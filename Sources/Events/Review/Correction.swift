import SimpleFeatures

/// What a person puts in the place of what the program read.
enum Correction: Hashable, Sendable {
    case type(EventType)
    /// The first day, or the last; `nil` for a day that nobody knows.
    case dateStart(CalendarDay?)
    case dateEnd(CalendarDay?)
    case place(Place)
    /// A number of people in a column; `nil` for one that nobody knows.
    case count(column: String, Int?)

    /// A place as a person writes it.
    enum Place: Hashable, Sendable {
        case unknown
        /// A name or an id of the gazetteer.
        case named(String)
        case position(Coordinate)
    }

    /// The columns of numbers of people, in the order of a layer.
    static let countColumns = [
        "deaths_low", "deaths_best", "deaths_high", "injured", "arrested", "participants",
    ]
    /// The columns of a sheet that corrections are written in, in their order.
    static let cellNames =
        ["fix_event_type", "fix_date_start", "fix_date_end", "fix_place"]
        + countColumns.map { "fix_\($0)" }

    /// What a person writes for something that is not known.
    static let unknownWord = "unknown"
    private static let mostPeople = 1_000_000_000

    /// What two corrections must not say differently.
    var subject: String {
        switch self {
        case .type: return "fix_event_type"
        case .dateStart: return "fix_date_start"
        case .dateEnd: return "fix_date_end"
        case .place: return "fix_place"
        case .count(let column, _): return "fix_\(column)"
        }
    }

    /// The corrections of a row, in the order of the columns.
    ///
    /// - Throws: ``ReviewFault`` for a cell that cannot be read, and for a point that was moved beside
    ///   a place that was written.
    static func corrections(in row: ReviewRow) throws(ReviewFault) -> [Correction] {
        var corrections: [Correction] = []
        for name in cellNames {
            guard let text = row[name] else { continue }
            corrections.append(try correction(text, in: name, of: row))
        }
        if let moved = row.movedPosition {
            if let written = row["fix_place"] {
                throw ReviewFault(
                    place: row.place,
                    found: "a point that was moved and \(ReviewText.quoted(written)) in fix_place",
                    expected: "one of the two")
            }
            corrections.append(.place(.position(moved)))
        }
        return corrections
    }

    private static func correction(
        _ text: String, in name: String, of row: ReviewRow
    ) throws(ReviewFault) -> Correction {
        func fault(_ expected: String) -> ReviewFault {
            ReviewFault(
                place: row.place, found: "\(ReviewText.quoted(text)) in \(name)",
                expected: expected)
        }
        let isUnknown = text.lowercased() == unknownWord
        switch name {
        case "fix_event_type":
            guard let type = EventType(rawValue: text.lowercased()) else {
                let words = EventType.allCases.map(\.rawValue)
                throw fault("one of " + words.joined(separator: ", "))
            }
            return .type(type)
        case "fix_date_start", "fix_date_end":
            var day: CalendarDay?
            if !isUnknown { day = try ReviewedDay(text, in: name, of: row).day }
            return name == "fix_date_start" ? .dateStart(day) : .dateEnd(day)
        case "fix_place":
            if isUnknown { return .place(.unknown) }
            let form = "lon and lat in degrees with their labels, as 'lon -68.2 lat -16.5'"
            if let written = LabelledPosition(text) {
                guard let position = written.position else {
                    throw fault("\(form), within 180 and 90 degrees")
                }
                return .place(.position(position))
            }
            // No place is called by numbers alone: which of them is the longitude is anybody's guess.
            guard text.contains(where: \.isLetter) else {
                throw fault("a name, an id of the gazetteer, \(unknownWord), or \(form)")
            }
            return .place(.named(text))
        default:
            let column = String(name.dropFirst("fix_".count))
            if isUnknown { return .count(column: column, nil) }
            guard text.utf8.allSatisfy({ (48...57).contains($0) }), let count = Int(text),
                count <= mostPeople
            else {
                throw fault(
                    "a whole number without marks for thousands, \(mostPeople) at most, or "
                        + unknownWord)
            }
            return .count(column: column, count)
        }
    }
}

/// A day that a person wrote in a sheet.
struct ReviewedDay {
    let day: CalendarDay

    /// Reads YYYY-MM-DD and nothing else: of 3/4/2005 nobody can tell which is the month.
    ///
    /// - Throws: ``ReviewFault`` that says what a spreadsheet may have done.
    init(_ text: String, in column: String, of row: ReviewRow) throws(ReviewFault) {
        guard let day = CalendarDay(iso: text) else {
            throw ReviewFault(
                place: row.place, found: "the day \(ReviewText.quoted(text)) in \(column)",
                expected: "YYYY-MM-DD (a spreadsheet may have rewritten it: give the column the "
                    + "format of a text before you type)")
        }
        self.day = day
    }
}
