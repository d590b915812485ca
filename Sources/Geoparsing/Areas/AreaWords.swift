import Geodesy
import Reports

/// The words of one language that tell an area by a place.
struct AreaWords: Sendable {
    /// Kilometres of one unit.
    let units: [String: Double]
    /// Small numbers that are not told ("a few miles"), each as its words, with their usual size.
    let vagueNumbers: [(words: [String], value: Double)]
    /// "half", in front of a unit or of its article.
    let halves: Set<String>
    /// Words in front of a number that change it little.
    let approximations: Set<String>
    /// Phrases in front of a number that make it the most, or the least.
    let atMost: [[String]]
    let atLeast: [[String]]
    /// Words in front of a number, some words back, that tell that someone went so far.
    let movements: Set<String>
    /// "north", "norte"
    let directions: [String: CompassPoint]
    /// "northern"; "central" is none of them.
    let adjectives: [String: CompassPoint]
    let central: Set<String>
    /// "part", "zone", behind an adjective or in front of a direction.
    let parts: Set<String>
    /// Joins a direction, a part or a radius to its place.
    let of: Set<String>
    /// Joins a distance to the place where it begins.
    let from: [[String]]
    /// Phrases for what is near, up to the place.
    let near: [[String]]
    /// Phrases for what lies around the edge of a place, up to the place.
    let outskirts: [[String]]
    /// "between", "entre", and what joins the two.
    let between: String
    let and: Set<String>
    /// Nouns in front of "between" that make two places parties and no ends of a way.
    let dealings: Set<String>
    let borders: Set<String>
    let roads: Set<String>
    /// Adjectives behind or in front of "road".
    let roadAdjectives: Set<String>
    /// Words between "road" and the place where it begins.
    let roadFrom: [[String]]
    /// Words between the two ends of a road.
    let roadJoints: [[String]]
    /// Words between "road" and the place where it ends.
    let roadTo: [[String]]
    /// Prepositions between a kilometre and its road.
    let onRoad: Set<String>
    let articles: Set<String>
    /// Words that may stand between a preposition and a name.
    let fillers: Set<String>
    /// Names of landscapes, each as its words, that need no place's name beside them.
    let landscapes: [[String]]

    static func of(_ language: Language) -> AreaWords {
        switch language {
        case .english: return english
        case .spanish: return spanish
        }
    }

    /// Every word that a phrase may begin with, but for numbers and names.
    var openers: Set<String> {
        var all = articles.union(halves).union(parts).union(central).union(roads)
        all.formUnion(roadAdjectives)
        all.formUnion(borders)
        all.formUnion(directions.keys)
        all.formUnion(adjectives.keys)
        // "kilómetro y medio"
        all.formUnion(units.keys)
        all.formUnion((near + outskirts + vagueNumbers.map(\.words)).compactMap(\.first))
        all.formUnion(["just", "immediately", "due", "al", "del", "mile", between])
        return all
    }

    private static let english = AreaWords(
        units: [
            "km": 1, "kms": 1, "kilometre": 1, "kilometres": 1, "kilometer": 1, "kilometers": 1,
            "mile": 1.609344, "miles": 1.609344, "mi": 1.609344, "metre": 0.001,
            "metres": 0.001, "meter": 0.001, "meters": 0.001,
        ],
        vagueNumbers: [
            (["a", "few"], 3), (["several"], 4), (["a", "couple", "of"], 2), (["a", "couple"], 2),
            (["a", "few", "dozen"], 36), (["a", "dozen"], 12), (["dozens", "of"], 36),
            (["hundreds", "of"], 300), (["a", "few", "hundred"], 300),
        ],
        halves: ["half"],
        approximations: [
            "about", "some", "around", "roughly", "nearly", "almost", "approximately", "just",
            "only", "barely",
        ],
        atMost: [["within"], ["less", "than"], ["fewer", "than"], ["under"]],
        atLeast: [["more", "than"], ["over"], ["at", "least"]],
        movements: [
            "marched", "marching", "walked", "walking", "travelled", "traveled", "drove", "hiked",
            "trekked", "flew", "ran",
        ],
        directions: [
            "north": .north, "northeast": .northeast, "east": .east, "southeast": .southeast,
            "south": .south, "southwest": .southwest, "west": .west, "northwest": .northwest,
        ],
        adjectives: [
            "northern": .north, "northeastern": .northeast, "eastern": .east,
            "southeastern": .southeast, "southern": .south, "southwestern": .southwest,
            "western": .west, "northwestern": .northwest,
        ],
        central: ["central"],
        parts: [
            "part", "parts", "half", "area", "areas", "region", "regions", "zone", "end", "side",
            "reaches", "portion", "section",
        ],
        of: ["of"],
        from: [
            ["from"], ["away", "from"], ["off"], ["short", "of"], ["before"], ["beyond"],
            ["distant", "from"],
        ],
        near: [
            ["near"], ["near", "to"], ["close", "to"], ["in", "the", "vicinity", "of"],
            ["not", "far", "from"], ["in", "the", "surroundings", "of"], ["nearby"],
        ],
        outskirts: [
            ["outside"], ["outside", "of"], ["just", "outside"], ["just", "outside", "of"],
            ["on", "the", "outskirts", "of"], ["the", "outskirts", "of"], ["outskirts", "of"],
            ["the", "suburbs", "of"], ["on", "the", "edge", "of"],
        ],
        between: "between", and: ["and"],
        dealings: [
            "talks", "agreement", "agreements", "match", "war", "relations", "trade", "deal",
            "treaty", "dialogue", "dispute", "disputes", "negotiations", "game", "conflict",
            "tensions", "difference", "differences", "alliance", "cooperation", "rivalry",
            "meeting", "choose", "ties", "pact", "clash", "clashes", "final", "flights",
        ],
        borders: ["border", "frontier"],
        roads: ["road", "highway", "route", "motorway", "freeway", "roads", "highways"],
        roadAdjectives: ["main", "old", "new", "paved", "dirt", "mountain", "national", "trunk"],
        roadFrom: [
            ["from"], ["between"], ["linking"], ["connecting"], ["joining"], ["that", "links"],
            ["that", "connects"], ["which", "links"], ["which", "connects"], ["running", "from"],
            ["leading", "from"],
        ],
        roadJoints: [["to"], ["and"], ["with"], ["towards"], ["toward"], ["-"], ["\u{2013}"]],
        roadTo: [
            ["to"], ["towards"], ["toward"], ["leading", "to"], ["that", "leads", "to"],
            ["heading", "to"],
        ],
        onRoad: ["of", "on", "along", "down", "up"],
        articles: ["the", "a"],
        fillers: [
            "the", "city", "town", "village", "community", "port", "capital", "of", "nearby",
            "cities", "towns", "villages", "communities",
        ],
        landscapes: [
            ["highlands"], ["lowlands"], ["altiplano"], ["valleys"], ["high", "plateau"],
            ["high", "plains"], ["yungas"], ["andes"], ["amazon"], ["medialuna"],
        ])

    private static let spanish = AreaWords(
        units: [
            "km": 1, "kms": 1, "kilometro": 1, "kilometros": 1, "milla": 1.609344,
            "millas": 1.609344, "metro": 0.001, "metros": 0.001,
        ],
        vagueNumbers: [
            (["pocos"], 3), (["pocas"], 3), (["unos", "pocos"], 3), (["unas", "pocas"], 3),
            (["unos", "cuantos"], 3), (["varios"], 4), (["varias"], 4), (["un", "par", "de"], 2),
            (["algunos"], 3), (["decenas", "de"], 30), (["cientos", "de"], 300),
            (["una", "docena", "de"], 12),
        ],
        halves: ["medio", "media"],
        approximations: [
            "unos", "unas", "casi", "aproximadamente", "alrededor", "apenas", "solo", "de", "los",
            "tan", "cerca",
        ],
        atMost: [["menos", "de"], ["radio", "de"], ["hasta"]],
        atLeast: [["mas", "de"], ["al", "menos"]],
        movements: [
            "marcharon", "caminaron", "recorrieron", "recorrio", "viajaron", "viajo", "caminar",
            "recorrer",
        ],
        directions: [
            "norte": .north, "noreste": .northeast, "nordeste": .northeast, "este": .east,
            "sureste": .southeast, "sudeste": .southeast, "sur": .south, "suroeste": .southwest,
            "sudoeste": .southwest, "oeste": .west, "noroeste": .northwest, "oriente": .east,
            "occidente": .west, "nororiente": .northeast, "suroriente": .southeast,
            "noroccidente": .northwest, "suroccidente": .southwest,
        ],
        adjectives: [:],
        central: ["centro"],
        parts: ["parte", "zona", "region", "area", "sector", "mitad", "lado", "extremo"],
        of: ["de", "del"],
        from: [
            ["de"], ["del"], ["desde"], ["antes", "de"], ["antes", "de", "llegar", "a"],
            ["fuera", "de"], ["distante", "de"], ["distantes", "de"], ["pasando"],
        ],
        near: [
            ["cerca", "de"], ["cerca", "del"], ["cerca", "a"], ["cercano", "a"], ["cercana", "a"],
            ["cercanos", "a"], ["cercanas", "a"], ["proximo", "a"], ["proxima", "a"],
            ["proximos", "a"], ["proximas", "a"], ["en", "cercanias", "de"],
            ["en", "las", "cercanias", "de"], ["en", "inmediaciones", "de"],
            ["en", "las", "inmediaciones", "de"], ["en", "proximidades", "de"],
            ["en", "las", "proximidades", "de"], ["en", "los", "alrededores", "de"],
            ["en", "alrededores", "de"], ["aledano", "a"], ["aledana", "a"], ["aledanos", "a"],
            ["aledanas", "a"], ["no", "lejos", "de"],
        ],
        outskirts: [
            ["en", "las", "afueras", "de"], ["a", "las", "afueras", "de"], ["en", "afueras", "de"],
            ["las", "afueras", "de"], ["afueras", "de"], ["en", "los", "suburbios", "de"],
        ],
        between: "entre", and: ["y", "e"],
        dealings: [
            "acuerdo", "acuerdos", "partido", "guerra", "relaciones", "dialogo", "tratado",
            "reunion", "disputa", "conflicto", "diferencias", "diferencia", "encuentro",
            "negociaciones", "tensiones", "alianza", "cooperacion", "elegir", "pacto", "rivalidad",
            "convenio", "comercio", "final", "vuelos", "vuelo",
        ],
        borders: ["frontera"],
        roads: [
            "carretera", "ruta", "camino", "via", "autopista", "autovia", "carreteras", "caminos",
            "rutas", "vias", "tramo", "tramos",
        ],
        roadAdjectives: [
            "principal", "nacional", "antigua", "antiguo", "nueva", "nuevo", "interdepartamental",
            "troncal", "internacional", "carretero", "asfaltada", "caminera", "carretera", "doble",
            "interprovincial", "vecinal", "vieja", "viejo",
        ],
        roadFrom: [
            ["de"], ["desde"], ["entre"], ["que", "une"], ["que", "conecta"], ["que", "vincula"],
            ["que", "comunica"], ["que", "va", "de"], ["que", "va", "desde"], ["que", "enlaza"], [],
        ],
        roadJoints: [
            ["a"], ["al"], ["y"], ["e"], ["con"], ["hasta"], ["hacia"], ["-"], ["\u{2013}"],
        ],
        roadTo: [
            ["a"], ["al"], ["hacia"], ["rumbo", "a"], ["que", "va", "a"], ["que", "lleva", "a"],
            ["que", "conduce", "a"],
        ],
        onRoad: ["de", "en", "por", "sobre", "del"],
        articles: ["el", "la", "los", "las"],
        fillers: [
            "el", "la", "los", "las", "ciudad", "pueblo", "localidad", "municipio", "comunidad",
            "poblacion", "villa", "puerto", "de", "ciudades", "pueblos", "localidades",
            "municipios", "comunidades", "poblaciones",
        ],
        landscapes: [
            ["altiplano"], ["valles"], ["tierras", "altas"], ["tierras", "bajas"], ["oriente"],
            ["occidente"], ["llanos"], ["yungas"], ["valles", "interandinos"], ["andes"],
            ["amazonia"], ["chaco"], ["medialuna"], ["tropico"],
        ])
}
