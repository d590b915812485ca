import SimpleFeatures

/// What a client shows of an event when it is clicked: a few lines of HTML.
///
/// Every text is escaped, and nothing in it is a link, a picture or a script: reports are written
/// by strangers.
struct EventDescription {
    private let properties: Properties

    init(of properties: Properties) { self.properties = properties }

    /// The lines that the properties give; `nil` when they give none.
    var html: String? {
        let rows: [(String, String?)] = [
            ("Type", joined(["event_type", "sub_event_type"], by: ", ")),
            ("Date", date),
            ("Place", joined(["location", "admin2", "admin1", "country"], by: ", ")),
            ("Deaths", deaths),
            ("Injured", text("injured")),
            ("Arrested", text("arrested")),
            ("Participants", text("participants")),
            ("Actors", text("actors")),
        ]
        var html = ""
        for (label, content) in rows {
            guard let content else { continue }
            html += "<b>\(label):</b> \(EventDescription.escaped(content))<br/>\n"
        }
        if let quote = text("quote") {
            html += "<blockquote>\(EventDescription.escaped(quote))</blockquote>\n"
        }
        if let source = joined(["source", "source_date", "report"], by: ", ") {
            html += "<b>Source:</b> \(EventDescription.escaped(source))\n"
        }
        let accounts = properties["accounts"].texts
        if accounts.count > 1 {
            let lines = accounts.map { "<li>\(EventDescription.escaped($0))</li>" }
            html += "<br/><b>Accounts:</b> <ul>\(lines.joined())</ul>\n"
        }
        return html.isEmpty ? nil : html
    }

    private var date: String? {
        guard let start = text("date_start") ?? text("date_end") else { return nil }
        var date = start
        if let end = text("date_end"), end != start { date += " to \(end)" }
        switch text("date_prec") {
        case nil, "day": return date
        case "unknown": return "\(date) (uncertain)"
        case let precision?: return "\(date) (known to the \(precision))"
        }
    }

    private var deaths: String? {
        let low = text("deaths_low")
        let high = text("deaths_high")
        guard let best = text("deaths_best") else {
            switch (low, high) {
            case (let low?, let high?): return "\(low) to \(high)"
            case (let low?, nil): return "\(low) or more"
            case (nil, let high?): return "\(high) at most"
            case (nil, nil): return nil
            }
        }
        if let low, let high, low != best || high != best { return "\(best) (\(low) to \(high))" }
        return best
    }

    /// The texts of several properties, without those that are null or repeat the one before.
    private func joined(_ names: [String], by separator: String) -> String? {
        var texts: [String] = []
        for name in names {
            if let text = text(name), text != texts.last { texts.append(text) }
        }
        return texts.isEmpty ? nil : texts.joined(separator: separator)
    }

    private func text(_ name: String) -> String? {
        let text = EventDescription.text(of: properties[name])
        return text.isEmpty ? nil : text
    }

    private static func text(of value: Value) -> String {
        switch value {
        case .null: return ""
        case .text(let text): return text
        case .list(let members): return members.map { text(of: $0) }.joined(separator: "; ")
        case .object(let properties):
            return properties.all.filter { !$0.value.isNull }
                .map { "\($0.name) \(text(of: $0.value))" }.joined(separator: ", ")
        case .boolean(let truth): return truth ? "yes" : "no"
        case .integer(let number): return String(number)
        case .real(let number): return number.description
        case .day(let day): return day.description
        }
    }

    private static func escaped(_ text: String) -> String {
        guard
            text.utf8.contains(where: {
                $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">")
                    || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'")
            })
        else { return text }
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
