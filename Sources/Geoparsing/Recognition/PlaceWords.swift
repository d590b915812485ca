import Reports

/// The words of one language that tell what stands beside a name of a place.
struct PlaceWords: Sendable {
    /// Prepositions that places follow.
    let prepositions: Set<String>
    /// Words that may stand between a preposition and the name.
    let fillers: Set<String>
    /// Titles in front of persons.
    let titles: Set<String>
    /// Verbs whose subject is a person.
    let speech: Set<String>
    /// Words that make the capitalised words around them an organisation.
    let organisations: Set<String>
    /// Words that link the words of an organisation's name.
    let links: Set<String>
    /// "department", behind or in front of a name, mean an administrative unit.
    let administrative: Set<String>
    /// "city", "village", in front of a name with "of" or nothing.
    let towns: Set<String>
    /// "plaza", "bridge": a site, in front of its name.
    let sitesBefore: Set<String>
    /// "Square", "Street": a site, behind its name.
    let sitesAfter: Set<String>
    /// "Lake", "Mount", in front of a name.
    let physicalBefore: Set<String>
    /// "River", "Valley", behind a name.
    let physicalAfter: Set<String>
    /// Directions, which may stand in front of a name without being part of it.
    let directions: Set<String>

    /// The words for organisations of every language: their names are seldom translated.
    static let organisations = english.organisations.union(spanish.organisations)

    /// Months and days of the week, in every language: names of no place, though some are written
    /// with a capital.
    static let calendar: Set<String> = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september",
        "october", "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday",
        "saturday", "sunday", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "oct",
        "nov", "dec", "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto",
        "septiembre", "octubre", "noviembre", "diciembre", "lunes", "martes", "miercoles",
        "jueves", "viernes", "sabado", "domingo",
    ]

    /// Things that are named after the town that they stand in.
    static let townThings: Set<String> = [
        "airport", "cathedral", "university", "zoo", "museum", "stadium", "prison",
        "jail", "station", "port", "harbor", "harbour", "racecourse", "hall", "theatre", "theater",
        "library", "mosque", "centre", "center", "polytechnic", "arena", "market", "observatory",
        "courthouse", "cemetery", "dockyard", "castle", "gardens", "aeropuerto", "estadio",
        "catedral", "hospital", "terminal",
    ]

    /// Words for the people of continents, and of what is no country.
    static let peoples: Set<String> = [
        "african", "africans", "asian", "asians", "european", "europeans", "american", "americans",
        "latin", "arab", "arabs", "arabic", "western", "westerner", "westerners", "eastern",
        "kurd", "kurds", "kurdish", "tibetan", "tibetans", "scandinavian",
        "africano", "africana", "africanos", "africanas", "asiatico", "asiatica", "europeo",
        "europea", "europeos", "europeas", "americano", "americana", "latinoamericano",
        "latinoamericana", "arabe", "arabes", "kurdo", "kurda", "kurdos", "caribeno", "caribena",
    ]

    static func of(_ language: Language) -> PlaceWords {
        switch language {
        case .english: return english
        case .spanish: return spanish
        }
    }

    private static let english = PlaceWords(
        prepositions: [
            "in", "near", "at", "from", "to", "outside", "around", "towards", "toward", "across",
            "into", "throughout", "of", "between", "for", "through", "on", "inside", "reached",
            "entered", "left", "via", "over", "upon", "beyond", "leaving", "entering",
        ],
        fillers: [
            "the", "nearby", "distant", "central", "downtown", "northern", "southern", "eastern",
            "western", "all", "both", "whole", "capital", "neighboring", "neighbouring", "greater",
            "rural", "poor", "impoverished", "upper", "lower", "city", "town", "village",
        ],
        titles: [
            "mr", "mrs", "ms", "dr", "prof", "president", "minister", "senator", "governor",
            "general", "colonel", "captain", "judge", "officer", "lieutenant", "sergeant",
            "sheriff", "mayor", "king", "queen", "prince", "princess", "pope", "sir", "lord",
            "lady", "professor", "detective", "deputy", "chief", "coach", "director", "secretary",
            "comrade", "companero", "leader", "spokesman", "spokeswoman", "don", "dona", "senor",
            "senora",
        ],
        speech: ["said", "says", "told", "added", "replied", "explained", "asked", "tweeted"],
        organisations: [
            "federation", "union", "unions", "central", "confederation", "university", "party",
            "bank", "ministry", "association", "committee", "coordinator", "movement", "front",
            "company", "corporation", "institute", "foundation", "council", "agency", "club",
            "regiment", "battalion", "company", "times", "post", "news", "press", "radio",
            "college", "school", "hospital", "office", "embassy", "congress", "senate", "court",
            "group", "network", "organization", "organisation", "assembly", "chamber", "board",
            "department", "workers", "league", "army", "forces",
        ],
        links: ["of", "for", "the", "and", "de", "del", "la", "los", "y"],
        administrative: [
            "department", "province", "state", "region", "county", "district", "municipality",
            "provinces", "departments",
        ],
        towns: ["city", "town", "village", "community", "port", "hamlet", "capital"],
        sitesBefore: ["plaza", "puente", "avenida", "calle", "barrio", "cerro", "camp", "fort"],
        sitesAfter: [
            "square", "street", "avenue", "road", "bridge", "airport", "highway", "boulevard",
            "lane",
            "drive", "cathedral", "palace", "hospital", "stadium", "station", "plaza", "park",
            "market", "stadium", "prison", "barracks", "mine", "neighborhood",
            "neighbourhood",
        ],
        physicalBefore: [
            "lake", "mount", "mt", "cape", "gulf", "bay", "isle", "river", "rio", "strait", "sea",
            "port", "sierra",
        ],
        physicalAfter: [
            "river", "lake", "valley", "mountains", "mountain", "island", "islands", "bay",
            "peninsula", "desert", "coast", "ocean", "sea", "gulf", "strait", "hills", "hill",
            "creek", "beach", "basin", "plateau", "falls", "delta", "glacier", "reef", "canyon",
            "forest", "rivers", "lakes", "archipelago", "channel",
        ],
        directions: [
            "north", "south", "east", "west", "northern", "southern", "eastern", "western",
            "central", "northeast", "northwest", "southeast", "southwest", "upper", "lower",
        ])

    private static let spanish = PlaceWords(
        prepositions: [
            "en", "de", "desde", "hasta", "a", "hacia", "por", "entre", "cerca", "sobre", "para",
            "contra", "al", "del", "rumbo", "via",
        ],
        fillers: [
            "el", "la", "los", "las", "ciudad", "localidad", "todo", "toda", "de", "del", "norte",
            "sur", "centro", "vecina", "vecino", "pueblo", "municipio", "comunidad",
        ],
        titles: [
            "sr", "sra", "dr", "dra", "presidente", "presidenta", "ministro", "ministra",
            "senador", "senadora", "gobernador", "gobernadora", "general", "coronel", "capitan",
            "alcalde", "alcaldesa", "diputado", "diputada", "dirigente", "ejecutivo", "don",
            "dona", "senor", "senora", "secretario", "secretaria", "prefecto", "padre", "monsenor",
            "viceministro", "teniente", "sargento", "defensor", "vocero", "fiscal",
        ],
        speech: ["dijo", "afirmo", "senalo", "aseguro", "informo", "explico", "anadio", "indico"],
        organisations: [
            "federacion", "central", "confederacion", "universidad", "partido", "banco",
            "ministerio", "asociacion", "comite", "coordinadora", "movimiento", "frente",
            "empresa", "instituto", "fundacion", "consejo", "agencia", "club", "regimiento",
            "batallon", "sindicato", "radio", "colegio", "hospital", "embajada", "congreso",
            "senado", "corte", "camara", "caja", "junta", "juntas", "gobernacion", "alcaldia",
            "prefectura", "policia", "obrera", "obrero", "fejuve", "cor", "cob", "defensoria",
        ],
        links: ["de", "del", "la", "las", "los", "el", "y", "para"],
        administrative: [
            "departamento", "provincia", "estado", "region", "distrito", "municipio",
            "departamentos", "provincias", "canton",
        ],
        towns: ["ciudad", "pueblo", "localidad", "comunidad", "villa", "puerto", "capital"],
        sitesBefore: [
            "plaza", "puente", "avenida", "calle", "barrio", "zona", "cerro", "aeropuerto",
            "mercado", "carcel", "cuartel", "mina", "estadio", "cruce", "tranca", "carretera",
            "parque", "hospital", "obelisco", "villa", "paseo", "malecon", "autopista", "ruta",
            "canal", "catedral", "palacio", "teatro", "museo", "terminal", "penal", "refineria",
        ],
        sitesAfter: [],
        physicalBefore: [
            "lago", "rio", "monte", "valle", "cordillera", "golfo", "isla", "islas", "bahia", "mar",
            "oceano", "cabo", "peninsula", "ria", "salar", "canon", "desierto", "sierra", "volcan",
            "laguna", "estrecho", "delta", "nevado", "arroyo", "quebrada", "archipielago", "selva",
            "cataratas", "punta",
        ],
        physicalAfter: [],
        directions: ["norte", "sur", "este", "oeste", "oriente", "occidente", "alto", "bajo"])
}
