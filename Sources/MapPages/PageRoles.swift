import Formats
import SimpleFeatures

/// The columns of a layer that a page looks at, known by their names.
struct PageRoles {
    /// A column of an exported event.
    enum Role: Int, CaseIterable {
        case id, name, region, admin1, country, location, longitude, latitude, report, eventType
        case placePrecision, uncertainty, dayPrecision, firstDay, lastDay
        case deathsLow, deathsBest, deathsHigh, accountRecords, totalOf

        /// What the column is called.
        var columnName: String {
            switch self {
            case .eventType: return "event_type"
            case .placePrecision: return "geo_prec"
            case .uncertainty: return "uncertainty_km"
            case .dayPrecision: return "date_prec"
            case .firstDay: return "date_start"
            case .lastDay: return "date_end"
            case .deathsLow: return "deaths_low"
            case .deathsBest: return "deaths_best"
            case .deathsHigh: return "deaths_high"
            case .accountRecords: return "account_records"
            case .totalOf: return "total_of"
            default: return "\(self)"
            }
        }
    }

    private static let roles = Dictionary(
        uniqueKeysWithValues: Role.allCases.map { ($0.columnName, $0) })

    /// By column of the batch; -1 for one that is not looked at.
    private var places: [Int] = []
    private var cells = [Cell?](repeating: nil, count: Role.allCases.count)
    /// Whether a column says what an event is.
    private(set) var areEvents = false

    /// Learns the columns of a batch; those of a later one begin with those of an earlier one.
    mutating func learn(_ names: [String]) {
        for name in names.dropFirst(places.count) {
            let role = PageRoles.roles[name]
            places.append(role?.rawValue ?? -1)
            if role == .eventType { areEvents = true }
        }
    }

    /// Whether a column is that of a role.
    func isColumn(_ column: UInt16, of role: Role) -> Bool { places[Int(column)] == role.rawValue }

    /// Takes the values of a feature.
    ///
    /// - Parameter values: To be valid as long as they are asked for.
    mutating func look(at values: ArraySlice<Cell>) {
        for place in cells.indices { cells[place] = nil }
        for cell in values {
            let place = places[Int(cell.column)]
            if place >= 0, cell.kind != .null { cells[place] = cell }
        }
    }

    // MARK: Values

    /// The value of a role; `nil` where the feature has none.
    subscript(role: Role) -> Cell? { cells[role.rawValue] }

    /// A text.
    func text(_ role: Role) -> String? {
        guard let cell = self[role], cell.kind == .text else { return nil }
        return cell.text.string
    }

    /// The title of the region; of those that overlap, whose titles stand behind each other, the first.
    var regionTitle: String? {
        text(.region).map { text in
            text.utf8.firstIndex(of: UInt8(ascii: ";")).map { String(text[..<$0]) } ?? text
        }
    }

    /// A finite number.
    func number(_ role: Role) -> Double? {
        guard let cell = self[role] else { return nil }
        switch cell.kind {
        case .integer: return Double(cell.integer)
        case .real: return cell.real.isFinite ? cell.real : nil
        default: return nil
        }
    }

    /// How many, -1 where it is not known; what is beyond 32 bits is the most that they hold.
    func count(_ role: Role) -> Int32 {
        guard let cell = self[role] else { return -1 }
        let count: Int?
        switch cell.kind {
        case .integer: count = cell.integer
        case .real: count = Int(exactly: cell.real)
        case .text: count = Int(cell.text.string)
        default: count = nil
        }
        guard let count, count >= 0 else { return -1 }
        return Int32(clamping: count)
    }

    /// A day as the number of days since 1970; `nil` where there is none.
    func day(_ role: Role) -> Int32? {
        guard let text = text(role) else { return nil }
        // A table may hold midnight of a day in its place.
        let day = text.utf8.count > 10 ? String(text.prefix(10)) : text
        return CalendarDay(iso: day).map { Int32($0.daysSince1970) }
    }

    /// The position that the columns for it give; `nil` where they give none on the earth.
    var position: Coordinate? {
        guard let longitude = number(.longitude), let latitude = number(.latitude) else {
            return nil
        }
        return try? Coordinate(longitude: longitude, latitude: latitude)
    }

    /// Whether the deaths are those of other events, summed up.
    var isTotal: Bool {
        guard let cell = self[.totalOf], cell.kind == .json else { return false }
        return unsafe PageRoles.memberCount(cell.text.bytes) > 0
    }

    /// The reports of the feature, its own first, then those of its other accounts, each once.
    var reports: [String] {
        var names = text(.report).map { $0.isEmpty ? [] : [$0] } ?? []
        // Few events have accounts from several reports, and only those name them.
        guard let cell = self[.accountRecords], cell.kind == .json || cell.kind == .text,
            unsafe PageRoles.namesReport(cell.text.bytes)
        else { return names }
        let bytes = unsafe Array(cell.text.bytes)
        // A text that is no JSON is a column of somebody else's, and names no reports.
        guard let records = try? JSON.value(of: bytes, file: ""), case .list(let members) = records
        else { return names }
        var known = Set(names)
        for case .object(let record) in members {
            guard let name = record["report"].text, !name.isEmpty, known.insert(name).inserted
            else { continue }
            names.append(name)
        }
        return names
    }

    /// How many members a list has.
    ///
    /// - Parameter json: A valid list or object.
    static func memberCount(_ json: UnsafeRawBufferPointer) -> Int {
        var depth = 0
        var commas = 0
        var isInText = false
        var isEscaped = false
        for place in 0..<json.count {
            let byte = unsafe json[place]
            if isInText {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInText = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isInText = true
            case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
            case UInt8(ascii: ","): commas += depth == 1 ? 1 : 0
            default: break
            }
        }
        // Two brackets alone are an empty list.
        return json.count <= 2 ? 0 : commas + 1
    }

    /// Whether JSON has a member `report` anywhere, or text that looks like one.
    private static func namesReport(_ json: UnsafeRawBufferPointer) -> Bool {
        let word = Array("\"report\":".utf8)
        guard json.count >= word.count else { return false }
        for start in 0...(json.count - word.count) where unsafe json[start] == word[0] {
            if unsafe json[start..<(start + word.count)].elementsEqual(word) { return true }
        }
        return false
    }
}
