import Regions

/// What an SVG map says itself, in the language of a page.
struct SVGWords {
    let language: MapPage.Language

    private func choose(_ english: String, _ spanish: String) -> String {
        language == .es ? spanish : english
    }

    /// The name of a type.
    func type(_ style: Int) -> String {
        let word = EventSymbol.all[style].word
        return language == .es ? SVGWords.spanishTypes[word] ?? word : word
    }

    private static let spanishTypes = [
        "massacre": "masacre", "attack": "ataque", "clash": "enfrentamiento",
        "riot": "disturbio", "arrest": "arresto", "protest": "protesta", "march": "marcha",
        "strike": "huelga", "blockade": "bloqueo", "siege": "cerco", "occupation": "ocupación",
        "meeting": "reunión", "decree": "decreto", "election": "elección",
        "resignation": "renuncia", "other": "otro",
    ]

    /// A whole number, its thousands set apart.
    func number(_ number: Int) -> String {
        let grouped = Decimals.grouped(number)
        return language == .es ? grouped.replacing(",", with: "\u{202F}") : grouped
    }

    func events(_ count: Int, areEvents: Bool) -> String {
        let one = count == 1
        guard areEvents else {
            return number(count)
                + choose(one ? " feature" : " features", one ? " objeto" : " objetos")
        }
        return number(count) + choose(one ? " event" : " events", one ? " evento" : " eventos")
    }

    var types: String { choose("Type of event", "Tipo de evento") }
    var deaths: String { choose("Deaths (area of the symbol)", "Muertes (área del símbolo)") }
    var regions: String { choose("Regions", "Regiones") }
    var signs: String { choose("Also", "También") }
    var noToll: String { choose("none stated, or few", "ninguna cifra, o pocas") }
    var ring: String { choose("how uncertain the place is", "incertidumbre del lugar") }
    var hatched: String { choose("only the area is known", "solo se conoce la zona") }
    var cluster: String { choose("events too close to tell apart", "eventos muy juntos") }
    var route: String { choose("route, and where it went", "recorrido y destino") }
    var area: String { choose("area of an event", "zona de un evento") }

    func toll(_ deaths: Int) -> String {
        number(deaths)
            + choose(deaths == 1 ? " death" : " deaths", deaths == 1 ? " muerte" : " muertes")
    }

    func offMap(_ count: Int, areEvents: Bool) -> String {
        events(count, areEvents: areEvents)
            + choose(" without a place: not on the map", " sin lugar: no en el mapa")
    }

    func scale(_ kilometres: String) -> String {
        choose(
            "\(kilometres) km in the middle of the map", "\(kilometres) km en el centro del mapa")
    }

    func layer(_ name: String) -> String { choose("Layer: \(name)", "Capa: \(name)") }

    func outlines(_ source: String) -> String {
        choose("Outlines: \(source)", "Contornos: \(source)")
    }

    func projection(_ projection: MapProjection) -> String {
        switch projection.kind {
        case .mercator: return choose("Web Mercator projection", "Proyección Web Mercator")
        case .equalArea:
            let parallel = latitude(projection.standardParallel, decimals: 1)
            return choose(
                "Equal-area cylindrical projection, true along \(parallel)",
                "Proyección cilíndrica equivalente, fiel a lo largo de \(parallel)")
        }
    }

    func madeBy(_ maker: String) -> String { choose("Made by \(maker)", "Hecho por \(maker)") }

    func latitude(_ degrees: Double, decimals: Int = 1) -> String {
        SVGMarkup.number(degrees.magnitude, decimals: decimals)
            + (degrees == 0 ? "°" : degrees > 0 ? "° N" : "° S")
    }

    func longitude(_ degrees: Double) -> String {
        SVGMarkup.number(degrees.magnitude)
            + (degrees == 0 || degrees.magnitude == 180
                ? "°" : degrees > 0 ? choose("° E", "° E") : choose("° W", "° O"))
    }

    /// What the image shows, for who does not see it.
    func description(
        types: [(name: String, count: Int)], placed: Int, unplaced: Int, areEvents: Bool
    )
        -> String
    {
        let kinds = types.map { "\($0.name) \(number($0.count))" }.joined(separator: ", ")
        let on = events(placed, areEvents: areEvents)
        var text = choose("Map of \(on)", "Mapa de \(on)")
        if !kinds.isEmpty { text += ": \(kinds)" }
        text += "."
        if unplaced > 0 { text += " \(offMap(unplaced, areEvents: areEvents))." }
        return text
    }
}
