package import SimpleFeatures

/// What summaries read off one feature; every column may be missing.
package struct EventFacts: Sendable {
    /// The columns that are read of any layer.
    private static let columns = [
        "id", "total_of", "event_type", "date_start", "date_end", "deaths_low", "deaths_best",
        "deaths_high", "location", "actors",
    ]

    /// The columns that are read of a layer; ids matter only among events that others may sum up.
    ///
    /// - Parameter seesTotals: Whether the layer has totals.
    package static func columns(seesTotals: Bool) -> [String] {
        columns.filter { seesTotals || $0 != "id" }
    }

    /// The feature's id, or `nil`.
    let id: String?
    /// `total_of`: the events whose deaths are in this one's toll; empty for most.
    let parts: [String]
    /// `event_type`, or `nil`.
    let type: String?
    /// `date_start`, or `nil`.
    let firstDay: CalendarDay?
    /// `date_end`, or the first day, or `nil`; never before the first day.
    let lastDay: CalendarDay?
    let deathsLow: Int?
    let deathsBest: Int?
    let deathsHigh: Int?
    /// `location`, or `nil`.
    let place: String?
    /// `actors`, each once.
    let actors: [String]

    init(_ feature: Feature) {
        self.init(id: feature.id) { feature.properties[$0] }
    }

    /// Reads the row of a layer.
    ///
    /// - Parameters:
    ///   - featureID: The feature's own id.
    ///   - value: Gives the value of one of ``columns(seesTotals:)``; null for one that is missing.
    package init(id featureID: String?, _ value: @escaping (_ column: String) -> Value) {
        let properties = RowProperties(value: value)
        func word(_ name: String) -> String? {
            properties[name].text.flatMap { $0.isEmpty ? nil : $0 }
        }
        func count(_ name: String) -> Int? {
            properties[name].integer ?? word(name).flatMap { Int($0) }
        }
        id = featureID ?? word("id")
        parts = EventFacts.names(in: properties["total_of"])
        type = word("event_type")
        let start = properties["date_start"].day
        let end = properties["date_end"].day
        firstDay = start ?? end
        lastDay = if let start, let end { max(start, end) } else { end ?? start }
        deathsLow = count("deaths_low")
        deathsBest = count("deaths_best")
        deathsHigh = count("deaths_high")
        place = word("location")
        var seen: Set<String> = []
        actors = EventFacts.names(in: properties["actors"]).filter { seen.insert($0).inserted }
    }

    /// A list of names as it is, or one text with semicolons between them, as CSV holds lists.
    static func names(in value: Value) -> [String] {
        guard let text = value.text else { return value.texts.filter { !$0.isEmpty } }
        return text.split(separator: ";").compactMap { part in
            var name = part
            while name.first?.isWhitespace == true { name.removeFirst() }
            while name.last?.isWhitespace == true { name.removeLast() }
            return name.isEmpty ? nil : String(name)
        }
    }
}

/// The values of a row by the names of their columns.
private struct RowProperties {
    let value: (_ column: String) -> Value

    subscript(column: String) -> Value { value(column) }
}

/// Things counted by name.
struct Tally {
    private var counts: [String: Int] = [:]

    mutating func add(_ name: String) { counts[name, default: 0] += 1 }

    /// Names and counts, the greatest count first, equal counts by name (bytes of UTF-8).
    ///
    /// - Complexity: O(*n* log *n*), *n* the number of names.
    var ranked: [Counted] {
        counts.map { Counted(name: $0.key, count: $0.value) }.sorted {
            $0.count != $1.count
                ? $0.count > $1.count : $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
        }
    }
}

/// A name and how often it came.
public struct Counted: Hashable, Sendable {
    public let name: String
    public let count: Int
}
