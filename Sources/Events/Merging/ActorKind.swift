import Orthography

/// Groups of people that reports name in different words and languages.
///
/// "Mineros" and "mineworkers" are one group; people, crowds and governments take part in most
/// events, so they are none.
enum ActorKind: String, Sendable, CaseIterable {
    case miners, peasants, teachers, students, soldiers, police, workers, growers, residents
    case drivers, traders, women, indigenous, retired, health, landless, prisoners, strikers

    /// The words for the group, English and Spanish, folded.
    private var words: String {
        switch self {
        case .miners: return "miner miners mineworkers minero mineros cooperativists"
        case .peasants:
            return
                "peasant peasants farmer farmers campesino campesinos comunario comunarios villagers"
        case .teachers: return "teacher teachers maestro maestros profesor profesores magisterio"
        case .students:
            return "student students estudiante estudiantes universitario universitarios alumnos"
        case .soldiers:
            return "army soldier soldiers troops military ejercito soldado soldados tropas militar"
                + " militares"
        case .police: return "police policeman policemen officers policia policias gendarmes"
        case .workers:
            return
                "worker workers laborers labourers employees trabajador trabajadores obrero obreros"
                + " empleados fabriles"
        case .growers: return "cocalero cocaleros growers"
        case .residents:
            return "resident residents neighbor neighbors neighbour neighbours neighborhoods vecino"
                + " vecinos poblador pobladores"
        case .drivers:
            return "driver drivers trucker truckers chofer choferes transportista transportistas"
        case .traders:
            return
                "vendor vendors merchant merchants trader traders comerciante comerciantes gremiales"
        case .women: return "woman women mujer mujeres"
        case .indigenous: return "indigenous indigena indigenas"
        case .retired:
            return "retiree retirees pensioner pensioners jubilado jubilados rentistas"
        case .health: return "doctor doctors nurse nurses medicos enfermeras"
        case .landless: return "landless squatters"
        case .prisoners: return "prisoner prisoners inmates preso presos reclusos"
        case .strikers: return "striker strikers huelguista huelguistas"
        }
    }

    private static let kinds = Dictionary(
        allCases.flatMap { kind in kind.words.split(separator: " ").map { (String($0), kind) } },
        uniquingKeysWith: { first, _ in first })

    /// The groups that some actors, as reports word them, belong to.
    static func kinds(of actors: [String]) -> Set<ActorKind> {
        var found: Set<ActorKind> = []
        for actor in actors {
            for word in TokenizedText(actor).words {
                if let kind = kinds[word] { found.insert(kind) }
            }
        }
        return found
    }

    /// Whether the group is sent to any unrest, so that it tells no two events apart.
    var isForce: Bool { self == .soldiers || self == .police }
}
