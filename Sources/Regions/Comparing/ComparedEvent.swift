import SimpleFeatures

/// What a comparison reads off one feature, beside what every summary does.
struct ComparedEvent {
    /// How closely the days of an event are known.
    enum DatePrecision: Int, Comparable {
        case day, week, month, year, unknown

        static func < (one: DatePrecision, other: DatePrecision) -> Bool {
            one.rawValue < other.rawValue
        }
    }

    let facts: EventFacts
    /// `date_prec`; days without one are taken as they stand.
    let datePrecision: DatePrecision
    /// `geo_prec`, or `nil`.
    let geoPrecision: String?
    /// What tells the place from others: `gazetteer_id`, else its name; `nil` without a name.
    let placeKey: String?
    /// `sources`, where it is 1 or more.
    let sourceCount: Int?
    /// The reports that tell the event, each once: those of `accounts`, else `report`, else `source`.
    let reports: [String]

    init(_ feature: Feature) {
        let properties = feature.properties
        func word(_ name: String) -> String? {
            properties[name].text.flatMap { $0.isEmpty ? nil : $0 }
        }
        facts = EventFacts(feature)
        datePrecision = ComparedEvent.precision(
            properties["date_prec"], isDated: facts.firstDay != nil)
        geoPrecision = word("geo_prec")
        placeKey = facts.place.map { word("gazetteer_id") ?? $0 }
        let sources = properties["sources"].integer ?? word("sources").flatMap { Int($0) }
        sourceCount = sources.flatMap { $0 > 0 ? $0 : nil }
        var reports = EventFacts.names(in: properties["accounts"]).map(ComparedEvent.report)
        if reports.isEmpty { reports = [word("report") ?? word("source")].compactMap { $0 } }
        var seen: Set<String> = []
        self.reports = reports.filter { seen.insert($0).inserted }
    }

    /// The report of a line of `accounts`: what stands before the first colon with a blank.
    private static func report(ofAccount line: String) -> String {
        var end = line.startIndex
        while end < line.endIndex {
            if line[end...].hasPrefix(": ") { return String(line[..<end]) }
            end = line.index(after: end)
        }
        return line
    }

    private static func precision(_ value: Value, isDated: Bool) -> DatePrecision {
        guard isDated else { return .unknown }
        // Words are ours, numbers those of UCDP GED's column of the same name.
        if let code = value.integer {
            return [1: .day, 2: .week, 3: .week, 4: .month, 5: .year][code] ?? .unknown
        }
        switch value.text {
        case "day", "", nil: return .day
        case "week": return .week
        case "month": return .month
        case "year": return .year
        default: return .unknown
        }
    }
}
