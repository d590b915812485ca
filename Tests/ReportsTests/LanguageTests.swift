import Orthography
import Reports
import Testing

@Suite struct LanguageTests {
    @Test(arguments: [
        ("Los mineros bloquearon la carretera de Oruro a La Paz.", Language.spanish),
        ("The miners blocked the road from Oruro to La Paz.", .english),
        ("Vecinos de El Alto exigen que se vaya.", .spanish),
        ("LA PAZ, 14 de octubre", .spanish),
        (
            "Police fired on the marchers of La Paz and El Alto in the Plaza de los Héroes.",
            .english
        ),
        ("", .english), ("12345 !?", .english), ("Oruro", .english),
    ])
    func `the commonest words tell the language`(text: String, language: Language) {
        #expect(Language(of: TokenizedText(text)) == language)
    }

    @Test func `a language that is given is not looked for`() throws {
        #expect(try Report("The miners left the town.", language: .spanish).language == .spanish)
    }

    @Test(arguments: [
        ("El Alto and Los Angeles", Language.english, LanguageEvidence.words),
        ("BLOQUEO EN EL ALTO", .spanish, .words), ("ROADS SHUT IN EL ALTO", .english, .words),
        ("Paro cívico", .spanish, .none), ("¿Oruro?", .spanish, .none), ("Oruro", .english, .none),
        (
            "The road to La Paz was shut by the miners, and the president of Bolivia left for Santa "
                + "Cruz de la Sierra.", .english, .words
        ),
        (
            "Les mineurs ont bloqué la route de La Paz dans la nuit, et les paysans sont venus des "
                + "villages avec eux.", .spanish, .foreign
        ),
        (
            "Os mineiros não foram das minas, mas uma parte foi mais longe pela estrada.",
            .spanish, .foreign
        ),
        ("Die Bergleute und der Präsident, das ist nicht von mir.", .english, .foreign),
        (
            "The miners of the town and the army. Los mineros de la ciudad y el ejército. It was in "
                + "the road. Fue en el camino.", .english, .mixed
        ),
    ])
    func `it is told how surely the language is known`(
        text: String, language: Language, evidence: LanguageEvidence
    ) throws {
        let report = try Report(text)
        #expect(report.language == language)
        #expect(report.languageEvidence == evidence)
    }

    @Test func `a language that is given is so`() throws {
        #expect(try Report("Oruro", language: .spanish).languageEvidence == .given)
    }
}
