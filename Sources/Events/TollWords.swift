import Reports

/// The words of one language around figures.
struct TollWords: Sendable {
    /// Nouns for people who are counted.
    let people: Set<String>
    /// Words between a number and what it counts.
    let fillers: Set<String>
    /// Right behind a number and its people: "17 dead".
    let afterNumber: [String: TollReader.Counted]
    /// Participles behind "were": "were killed".
    let passives: [String: TollReader.Counted]
    /// Words between the people and the participle.
    let auxiliaries: Set<String>
    /// Between those, behind the first of them.
    let ands: Set<String>
    /// Numbers that are articles or pronouns too.
    let ones: Set<String>
    /// In front of the two ends of a figure.
    let between: Set<String>
    /// Right in front of a number: "killed five".
    let verbsBefore: [String: TollReader.Counted]
    /// Those of them that cost other things too: "cost 60 lives", "lost 12 trucks".
    let costs: Set<String>
    /// Words between the verb and its number.
    let qualifierWords: Set<String>
    /// In front of a number that may be too low.
    let atLeast: [String]
    /// In front of a number that may be too high.
    let atMost: [String]
    /// Words that sum up more than the event of the sentence.
    let totals: Set<String>
    /// Units behind numbers that count no people.
    let rejectedAfter: Set<String>
    /// Words in front of numbers that count no people.
    let rejectedBefore: Set<String>

    static func of(_ language: Language) -> TollWords {
        switch language {
        case .english: return english
        case .spanish: return spanish
        }
    }

    private static func words(_ list: String) -> Set<String> {
        Set(list.split(whereSeparator: \.isWhitespace).map(String.init))
    }

    private static let english = TollWords(
        people: TollWords.words(
            """
            people persons person protesters protestors demonstrators peasants campesinos miners
            workers civilians soldiers policemen police officers men women children residents
            students farmers villagers proletarians marchers cocaleros neighbors neighbours
            bystanders activists troops youths citizens conscripts growers teachers them
            protester demonstrator miner worker civilian policeman student farmer lives person
            soldier peasant campesino teacher officer villager activist journalist resident
            man woman child boy girl youth
            """),
        fillers: TollWords.words(
            """
            of the them other more young unarmed indigenous poor armed militant angry striking
            others local another landless coca rural
            """),
        afterNumber: [
            "dead": .deaths, "deaths": .deaths, "fatalities": .deaths, "killed": .deaths,
            "killings": .deaths, "wounded": .injured, "injured": .injured, "injuries": .injured,
            "hurt": .injured, "arrested": .arrested, "arrests": .arrested, "detained": .arrested,
            "casualties": .participants,
        ],
        passives: [
            "killed": .deaths, "dead": .deaths, "died": .deaths, "massacred": .deaths,
            "murdered": .deaths, "slain": .deaths, "wounded": .injured, "injured": .injured,
            "hurt": .injured, "arrested": .arrested, "detained": .arrested, "jailed": .arrested,
        ],
        auxiliaries: TollWords.words(
            "were was been had have being are reportedly also shot that who"),
        ands: ["and"], ones: ["a", "an", "one"],
        between: ["between"],
        verbsBefore: [
            "killed": .deaths, "killing": .deaths, "massacred": .deaths, "claimed": .deaths,
            "murdered": .deaths, "toll": .deaths, "dead": .deaths, "lost": .deaths, "cost": .deaths,
            "wounded": .injured, "wounding": .injured,
            "injured": .injured, "injuring": .injured, "arrested": .arrested,
            "detained": .arrested, "arresting": .arrested,
        ],
        costs: ["lost", "cost", "claimed"],
        qualifierWords: TollWords.words(
            """
            at least more than over about around some nearly almost up to another the of a is was
            as many no fewer less has had now rose risen climbed reached stands stood
            """),
        atLeast: ["at least", "more than", "over", "no fewer than", "no less than", "minimum of"],
        atMost: ["up to", "as many as", "at most", "nearly", "almost", "close to"],
        totals: TollWords.words("toll total overall sheet altogether"),
        rejectedAfter: TollWords.words(
            """
            percent % hours hour days day weeks week months month years year kilometers kilometres
            km miles dollars million meters feet am pm cents pesos bolivianos tons points th st nd
            rd times o'clock minutes seats votes
            """),
        rejectedBefore: TollWords.words(
            "article law decree number no not page chapter age aged route"))

    private static let spanish = TollWords(
        people: TollWords.words(
            """
            personas persona manifestantes campesinos mineros trabajadores civiles soldados
            policias hombres mujeres ninos vecinos estudiantes pobladores comunarios marchistas
            militares uniformados cocaleros efectivos universitarios obreros ciudadanos maestros
            ellos ellas habitantes vidas manifestante campesino campesina minero trabajador civil
            soldado policia hombre mujer nino nina vecino vecina estudiante poblador comunario
            marchista militar cocalero universitario obrero maestro maestra maestras joven jovenes
            dirigente periodista
            """),
        fillers: TollWords.words("de los las otros otras mas jovenes ellos entre la"),
        afterNumber: [
            "muertos": .deaths, "muertes": .deaths, "fallecidos": .deaths, "victimas": .deaths,
            "muerto": .deaths, "heridos": .injured, "herido": .injured, "lesionados": .injured,
            "detenidos": .arrested, "arrestados": .arrested, "aprehendidos": .arrested,
        ],
        passives: [
            "murieron": .deaths, "fallecieron": .deaths, "muertos": .deaths, "muertas": .deaths,
            "asesinados": .deaths, "asesinadas": .deaths, "heridos": .injured, "heridas": .injured,
            "detenidos": .arrested, "detenidas": .arrested, "arrestados": .arrested,
            "perdieron": .deaths, "perdio": .deaths, "murio": .deaths, "fallecio": .deaths,
            "asesinado": .deaths, "herido": .injured, "detenido": .arrested,
            "arrestadas": .arrested,
        ],
        auxiliaries: TollWords.words(
            "fueron fue resultaron resulto quedaron quedo habian han sido que la vida"),
        ands: ["y"], ones: ["un", "una", "uno"],
        between: ["entre"],
        verbsBefore: [
            "murieron": .deaths, "mataron": .deaths, "mato": .deaths, "fallecieron": .deaths,
            "muerte": .deaths, "hirieron": .injured, "detuvieron": .arrested,
            "arrestaron": .arrested, "murio": .deaths, "fallecio": .deaths, "vida": .deaths,
            "detuvo": .arrested, "asesinados": .deaths, "asesinadas": .deaths,
            "heridos": .injured, "heridas": .injured, "detenidos": .arrested,
            "detenidas": .arrested, "arrestados": .arrested, "arrestadas": .arrested,
        ],
        costs: [],
        qualifierWords: TollWords.words(
            "al menos mas de unos unas cerca casi por lo a la los otros dejando dejo dejaron saldo"),
        atLeast: ["al menos", "mas de", "por lo menos", "no menos de"],
        atMost: ["hasta", "casi", "cerca de"],
        totals: TollWords.words("total balance suman sumaron"),
        rejectedAfter: TollWords.words(
            """
            por % horas hora dias dia semanas semana meses mes anos ano kilometros km dolares
            millones metros bolivianos pesos toneladas puntos de_la votos minutos ciudades
            """),
        rejectedBefore: TollWords.words("articulo ley decreto numero pagina km kilometro ruta"))
}
