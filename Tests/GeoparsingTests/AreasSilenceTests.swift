import Geoparsing
import Reports
import Testing

@Suite struct AreasSilenceTests {
    @Test(arguments: [
        "Strikes between Monday and Friday in Oruro.", "Talks between Bolivia and Peru failed.",
        "The war between Chile and Bolivia.", "Between Bolivia and Peru flows trade.",
        "A match between Oruro and Potosí.", "Between 20 and 30 people came to Oruro.",
        "It is two hours from Oruro.", "Three days from La Paz they camped.",
        "They marched 20 km from Oruro to Caracollo.", "They walked 40 miles from Oruro.",
        "A billion miles from Oruro.", "It is 1e400 km from Oruro.", "0 km from Oruro.",
        "It lies -20 km from Oruro.", "It lies 2,001 km from Oruro.", "Zero miles from Oruro.",
        "99999999999999999999 km from Oruro.", "The 20 km race in Oruro.",
        "20 km south of the border.", "South of the border there was rain.",
        "Outside Bolivia nobody knew.", "The embassy outside Bolivia's reach.",
        "Near Bolivia lies Peru.", "On the road to peace.", "The road to recovery is long.",
        "The road to Bolivia is long.", "They sat outside the room in Oruro.",
        "Northern people came to Oruro.", "Oruro and La Paz are far apart.",
        "The mayor of Oruro spoke near the market.", "A 20-km march in Oruro.",
        "20 km. Oruro is cold.", "20 km\n\nfrom Oruro", "a 10/20 km from Oruro",
        "Close to 200 people in Oruro.", "km 12 of the plan for Oruro.",
        "The western state of Maharashtra in India.", "The eastern Anhui province of China.",
        "The border of the garden in Oruro.", "The border collie of Oruro.",
        "No road into Oruro is open.", "A march of 20 km from Oruro.",
        "Relations between La Paz and Santiago are cold.",
    ])
    func `other words of English tell none`(text: String) throws {
        #expect(try AreasText.places(in: text, language: .english).map(AreasText.line) == [])
    }

    @Test(arguments: [
        "Entre lunes y viernes hubo paro en Oruro.", "El diálogo entre Bolivia y Chile fracasó.",
        "El partido entre Oruro y Potosí terminó.", "Entre Bolivia y Perú hay comercio.",
        "Caminaron 20 km de Oruro a Caracollo.", "Está a dos horas de Oruro.",
        "A tres días de Oruro.", "Cerca de 200 personas llegaron a Oruro.",
        "Este domingo llegan a Oruro.", "A 0 km de Oruro.", "A mil millones de millas de Oruro.",
        "La carretera es larga en Oruro.", "El camino a la paz es largo.",
        "El sur también existe, dijo en Oruro.", "Una vía de escape en Oruro.",
        "Los 20 km de Oruro son una carrera.", "El kilómetro 12 fue duro para Oruro.",
        "Salió de Oruro y llegó a Potosí.",
    ])
    func `other words of Spanish tell none`(text: String) throws {
        #expect(try AreasText.places(in: text, language: .spanish).map(AreasText.line) == [])
    }

    @Test func `a landscape without a country stays open and says why`() throws {
        let place = try #require(
            AreasText.places(in: "The high plains were calm.", focus: nil, language: .english).first
        )
        #expect(place.extent == nil)
        #expect(place.precision == .unknown)
        guard case .unresolved(let reason) = place.outcome else { return }
        #expect(reason == .noFocus)
    }

    @Test func `countries without a border in common have none`() throws {
        let place = try #require(
            AreasText.places(in: "The border between Bolivia and Ecuador.", language: .english)
                .first)
        guard case .unresolved(let reason) = place.outcome else {
            Issue.record("\(place.outcome)")
            return
        }
        #expect(reason == .noBorder)
    }

    @Test func `a landscape that the country has not stays open and says why`() throws {
        let place = try #require(
            AreasText.places(in: "The lowlands were calm.", focus: "CH", language: .english).first)
        guard case .unresolved(let reason) = place.outcome else {
            Issue.record("\(place.outcome)")
            return
        }
        #expect(reason == .notInGazetteer)
    }
}
