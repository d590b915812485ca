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
}
