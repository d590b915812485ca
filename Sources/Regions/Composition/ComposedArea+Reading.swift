import Geodesy

extension ComposedArea {
    /// The longest distance that is taken: beyond it "within" is no surroundings any more.
    static let mostMetres = 2_000_000.0

    /// Reads an area as it is written: a name, or "within 20 km of" and what it is measured from.
    ///
    /// - Parameter text: One area, without blanks around it; English or Spanish.
    /// - Throws: ``ComposedAreaError`` with what is wrong in it.
    init(parsing text: String) throws(ComposedAreaError) {
        guard let rest = text.afterFirst(of: ["within ", "a menos de "]) ?? text.afterDistance
        else {
            self = .named(text)
            return
        }
        guard let (length, middle) = rest.parted(by: [" of ", " de ", " del "]) else {
            throw ComposedAreaError(
                reason: "'\(text)' does not say of what, expected "
                    + "'within 20 km of PLACE', 'of the road PLACE - PLACE' or 'of the route …'")
        }
        let metres: Double
        do throws(LengthError) {
            metres = try Length(parsing: length).metres
        } catch { throw ComposedAreaError(reason: error.description) }
        guard metres >= 1, metres <= ComposedArea.mostMetres else {
            throw ComposedAreaError(
                reason: "found a distance of \(length), expected 1 m to "
                    + "\(Decimals.text(ComposedArea.mostMetres / 1000, places: 0)) km")
        }
        self = .within(metres: metres, of: Middle(parsing: middle))
    }
}

extension ComposedArea.Middle {
    private static let roads = [
        "the road ", "road ", "the highway ", "highway ", "la carretera ", "carretera ",
        "el camino ", "camino ",
    ]
    private static let routes = ["the route ", "route ", "la ruta ", "ruta ", "el recorrido "]

    fileprivate init(parsing text: String) {
        if let name = text.afterFirst(of: Self.roads) {
            self = .road(name, written: text.withoutArticle)
        } else if let name = text.afterFirst(of: Self.routes) {
            // "Ruta 1" is what roads are called in Spanish, and no way through places.
            self =
                Self.stops(in: name).count > 1
                ? .route(name) : .road(text, written: text.withoutArticle)
        } else {
            self = .named(text)
        }
    }

    /// The places that a way is told by: "Oruro - La Paz", "Oruro-La Paz".
    ///
    /// A dash between blanks parts them; where there is none, any dash does.
    static func stops(in name: String) -> [String] {
        for separator in [" - ", " – ", " — ", "-", "–"] {
            let parts = name.split(separator: separator).map { String($0).trimmed }
            if parts.count > 1 { return parts.filter { !$0.isEmpty } }
        }
        return [name]
    }
}

/// Why a text is no area; the reader of the file adds where it stands.
struct ComposedAreaError: Error {
    let reason: String
}

extension String {
    /// What follows the first of some beginnings that the text has, in either case.
    fileprivate func afterFirst(of beginnings: [String]) -> String? {
        for beginning in beginnings where lowercased().hasPrefix(beginning) {
            return String(dropFirst(beginning.count)).trimmed
        }
        return nil
    }

    /// A road as the gazetteer may call it.
    fileprivate var withoutArticle: String { afterFirst(of: ["the ", "la ", "el "]) ?? self }

    /// What follows the "a" of "a 20 km de Oruro".
    fileprivate var afterDistance: String? {
        guard let rest = afterFirst(of: ["a "]), rest.first?.isNumber == true else { return nil }
        return rest
    }

    /// What stands in front of the first of some words and behind it.
    fileprivate func parted(by words: [String]) -> (String, String)? {
        var best: Range<String.Index>?
        for word in words {
            guard let found = firstRange(of: word) else { continue }
            if best.map({ found.lowerBound < $0.lowerBound }) ?? true { best = found }
        }
        guard let best else { return nil }
        let parts = (String(self[..<best.lowerBound]), String(self[best.upperBound...]).trimmed)
        return parts.1.isEmpty ? nil : parts
    }

    /// The text without white space at its ends.
    var trimmed: String {
        var part = self[...]
        while part.first?.isWhitespace == true { part.removeFirst() }
        while part.last?.isWhitespace == true { part.removeLast() }
        return String(part)
    }
}
