import SimpleFeatures

/// What a client shows of an event when it is clicked: a few lines of HTML.
///
/// Every text is escaped, and nothing in it are a link, a picture or a script: reports are written
/// by strangers.
struct EventDescription {
    /// Texts made of numbers and lists, for one feature.
    private let made = TextArena()
    private var isOpen = false

    /// Writes the description of a feature as an element of KML; nothing where it has none.
    mutating func write(_ event: EventRoles, to xml: inout XMLOutput) {
        isOpen = false
        writeRow("<b>Type:</b> ", [.eventType, .subEventType], of: event, to: &xml)
        writeDate(of: event, to: &xml)
        writeRow("<b>Place:</b> ", [.location, .admin2, .admin1, .country], of: event, to: &xml)
        writeDeaths(of: event, to: &xml)
        writeRow("<b>Injured:</b> ", [.injured], of: event, to: &xml)
        writeRow("<b>Arrested:</b> ", [.arrested], of: event, to: &xml)
        writeRow("<b>Participants:</b> ", [.participants], of: event, to: &xml)
        writeRow("<b>Actors:</b> ", [.actors], of: event, to: &xml)
        if let quote = text(.quote, of: event) {
            open(&xml)
            xml.write("<blockquote>")
            xml.write(quote, as: .html)
            xml.write("</blockquote>\n")
        }
        if writeTexts("<b>Source:</b> ", [.source, .sourceDate, .report], of: event, to: &xml) {
            xml.write("\n")
        }
        writeAccounts(of: event, to: &xml)
        if isOpen { xml.write("]]></description>") }
        if made.byteCount > 0 { made.removeAll() }
    }

    private mutating func open(_ xml: inout XMLOutput) {
        if !isOpen { xml.write("<description><![CDATA[") }
        isOpen = true
    }

    private mutating func writeRow(
        _ label: StaticString, _ roles: [EventRoles.Role], of event: EventRoles,
        to xml: inout XMLOutput
    ) {
        if writeTexts(label, roles, of: event, to: &xml) { xml.write("<br/>\n") }
    }

    /// Writes the texts of several roles, without those that are null or repeat the one before.
    ///
    /// - Returns: Whether there was one.
    private mutating func writeTexts(
        _ label: StaticString, _ roles: [EventRoles.Role], of event: EventRoles,
        to xml: inout XMLOutput
    ) -> Bool {
        var last: BatchText?
        for role in roles {
            guard let text = text(role, of: event) else { continue }
            if let last {
                if text.isEqual(to: last) { continue }
                xml.write(", ")
            } else {
                open(&xml)
                xml.write(label)
            }
            xml.write(text, as: .html)
            last = text
        }
        return last != nil
    }

    private mutating func writeDate(of event: EventRoles, to xml: inout XMLOutput) {
        let end = text(.dateEnd, of: event)
        guard let start = text(.dateStart, of: event) ?? end else { return }
        open(&xml)
        xml.write("<b>Date:</b> ")
        xml.write(start, as: .html)
        if let end, !end.isEqual(to: start) {
            xml.write(" to ")
            xml.write(end, as: .html)
        }
        if let precision = text(.datePrecision, of: event), !precision.isEqual(to: "day") {
            if precision.isEqual(to: "unknown") {
                xml.write(" (uncertain)")
            } else {
                xml.write(" (known to the ")
                xml.write(precision, as: .html)
                xml.write(")")
            }
        }
        xml.write("<br/>\n")
    }

    private mutating func writeDeaths(of event: EventRoles, to xml: inout XMLOutput) {
        let low = text(.deathsLow, of: event)
        let best = text(.deathsBest, of: event)
        let high = text(.deathsHigh, of: event)
        guard let first = best ?? low ?? high else { return }
        open(&xml)
        xml.write("<b>Deaths:</b> ")
        xml.write(first, as: .html)
        if let best {
            if let low, let high, !low.isEqual(to: best) || !high.isEqual(to: best) {
                xml.write(" (")
                xml.write(low, as: .html)
                xml.write(" to ")
                xml.write(high, as: .html)
                xml.write(")")
            }
        } else if low != nil, let high {
            xml.write(" to ")
            xml.write(high, as: .html)
        } else {
            xml.write(low == nil ? " at most" : " or more")
        }
        xml.write("<br/>\n")
    }

    private mutating func writeAccounts(of event: EventRoles, to xml: inout XMLOutput) {
        guard let cell = event[.accounts], cell.kind == .json else { return }
        let accounts = cell.value.texts
        guard accounts.count > 1 else { return }
        open(&xml)
        xml.write("<br/><b>Accounts:</b> <ul>")
        for account in accounts {
            xml.write("<li>")
            xml.write(account, as: .html)
            xml.write("</li>")
        }
        xml.write("</ul>\n")
    }

    /// The text of a role; `nil` when it is empty.
    private func text(_ role: EventRoles.Role, of event: EventRoles) -> BatchText? {
        guard let cell = event[role] else { return nil }
        switch cell.kind {
        case .null: return nil
        case .text: return cell.text.count == 0 ? nil : cell.text
        case .integer, .real, .boolean, .json:
            let text = EventDescription.text(of: cell.value)
            return text.isEmpty ? nil : made.copy(text)
        }
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
}
