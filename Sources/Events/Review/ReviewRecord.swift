import SimpleFeatures

/// The column `review` of an event: who said what, a line each, and what the program had read.
///
/// "Ana Quispe, 2026-11-20: deaths_best 25 (read 17)". Values stand as in the layer, texts in
/// quotation marks, what is not known as `unknown`. The lines are read back: what the program read
/// of a column is what the first line of that column says.
struct ReviewRecord {
    static let column = "review"

    private(set) var lines: [String]
    private var known: Set<String>

    init(of feature: Feature) {
        lines = feature.properties[ReviewRecord.column].texts
        known = Set(lines)
    }

    /// Adds a line, unless it stands there.
    mutating func add(_ line: String) {
        if known.insert(line).inserted { lines.append(line) }
    }

    /// The line of a column that a person gave another value.
    static func line(by who: String, _ column: String, _ value: Value, read: Value) -> String {
        "\(who): \(column) \(words(value)) (read \(words(read)))"
    }

    /// The line of an event that was joined to this one.
    ///
    /// - Parameters:
    ///   - ids: Its id and its aliases.
    ///   - title: What it was called.
    static func joiningLine(by who: String, _ ids: [String], title: Value) -> String {
        "\(who): joined \(ids.joined(separator: " ")) (read \(words(title)))"
    }

    /// A line of an event that was joined to this one, worded so that it is not taken for this one's.
    static func line(_ line: String, saidOf id: String) -> String {
        guard let place = line.firstRange(of: ": ") else { return line }
        return line[..<place.lowerBound] + " of \(id) - " + line[place.upperBound...]
    }

    /// Ids of the events that people joined to this one.
    var joinedIDs: Set<Substring> {
        var ids: Set<Substring> = []
        for line in lines {
            for mark in [": joined ", " - joined "] {
                guard let start = line.firstRange(of: mark),
                    let end = line[start.upperBound...].firstRange(of: " (read ")
                else { continue }
                ids.formUnion(line[start.upperBound..<end.lowerBound].split(separator: " "))
            }
        }
        return ids
    }

    /// What the program read of a column, where a person changed it; `nil` where nobody did.
    func reading(of column: String) -> Value? {
        let mark = ": \(column) "
        for line in lines {
            guard let place = line.firstRange(of: mark) else { continue }
            var rest = line[place.upperBound...]
            guard ReviewRecord.value(&rest) != nil, rest.hasPrefix(" (read ") else { continue }
            rest = rest.dropFirst(" (read ".count)
            if let value = ReviewRecord.value(&rest), rest == ")" { return value }
        }
        return nil
    }

    // MARK: Values

    /// A value as a line has it.
    static func words(_ value: Value) -> String {
        if let day = value.day { return day.description }
        switch value {
        case .null: return Correction.unknownWord
        case .boolean(let truth): return "\(truth)"
        case .integer(let number): return String(number)
        case .real(let number): return "\(number)"
        case .text(let text):
            let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            return "\"\(ReviewText.plain(escaped))\""
        case .day(let day): return day.description
        case .list(let members): return "[\(members.map(words).joined(separator: ", "))]"
        case .object: return "{}"
        }
    }

    /// Takes a value from the front of a text; `nil` where none stands there.
    private static func value(_ text: inout Substring) -> Value? {
        if text.first == "\"" {
            text.removeFirst()
            var content = ""
            while let character = text.popFirst() {
                if character == "\"" { return .text(content) }
                if character == "\\" {
                    guard let next = text.popFirst() else { return nil }
                    content.append(next)
                } else {
                    content.append(character)
                }
            }
            return nil
        }
        let word = text.prefix { $0 != " " && $0 != ")" }
        text = text[word.endIndex...]
        if word == Correction.unknownWord { return .null }
        if let day = CalendarDay(iso: word) { return .day(day) }
        if let number = Int(word) { return .integer(number) }
        if let number = Double(word), number.isFinite { return .real(number) }
        return nil
    }
}

extension Feature {
    /// What the program itself read of a column, whatever people said since.
    func reading(of column: String, in record: ReviewRecord) -> Value {
        record.reading(of: column) ?? properties[column]
    }

    /// Where the program itself put it, whatever people said since.
    func readPosition(in record: ReviewRecord) -> Coordinate? {
        let shown = representativePosition
        func degrees(_ column: String, _ shown: Double?) -> Double? {
            let value = reading(of: column, in: record)
            return value.number ?? (record.reading(of: column) == nil ? shown : nil)
        }
        guard let longitude = degrees("longitude", shown?.longitude),
            let latitude = degrees("latitude", shown?.latitude)
        else { return nil }
        // A stranger's columns may hold anything; where they are no position there is none.
        return try? Coordinate(longitude: longitude, latitude: latitude)
    }
}
