import Geoparsing
import Testing

/// Names that are several things in Bolivia, or in the world.
@Suite struct BolivianTextTests {
    @Test(arguments: [
        (
            "The strike began in La Paz and reached the city of Oruro.",
            ["La Paz = La Paz, La Paz, Bolivia (town)", "Oruro = Oruro, Oruro, Bolivia (town)"]
        ),
        (
            "Peasants of the department of La Paz blocked every road in Bolivia.",
            ["La Paz = La Paz, Bolivia (admin-1)", "Bolivia = Bolivia (country)"]
        ),
        (
            "Roads in Potosi department and in the Cochabamba department are shut, Bolivia says.",
            [
                "Potosi department = Potosí, Bolivia (admin-1)",
                "Cochabamba department = Cochabamba, Bolivia (admin-1)",
                "Bolivia = Bolivia (country)",
            ]
        ),
        (
            "Neighbours from El Alto walked down to La Paz.",
            [
                "El Alto = El Alto, La Paz, Bolivia (town)",
                "La Paz = La Paz, La Paz, Bolivia (town)",
            ]
        ),
        (
            "Miners from Huanani came to Oruro, Bolivia.",
            [
                "Huanani = Huanuni, Oruro, Bolivia (town)", "Oruro = Oruro, Oruro, Bolivia (town)",
                "Bolivia = Bolivia (country)",
            ]
        ),
        (
            "In Bolivia, peasants met in Achachi near Lake Titicaca.",
            [
                "Bolivia = Bolivia (country)", "Achachi = Achacachi, La Paz, Bolivia (town)",
                "Lake Titicaca = Lake Titicaca, La Paz, Bolivia (site)",
            ]
        ),
        (
            "They were shot in Warnes, Santa Cruz, on the road to Montero in Bolivia.",
            [
                "Warnes = Warnes, Santa Cruz, Bolivia (town)",
                "Santa Cruz = Santa Cruz, Bolivia (admin-1)",
                "Montero = Montero, Santa Cruz, Bolivia (town)", "Bolivia = Bolivia (country)",
            ]
        ),
        (
            "Coca growers of the Chapare and of the Yungas met in Villa Tunari, Bolivia.",
            [
                "Chapare = Chapare, Cochabamba, Bolivia (region)",
                "Yungas = Yungas, La Paz, Bolivia (region)",
                "Villa Tunari = Villa Tunari, Cochabamba, Bolivia (town)",
                "Bolivia = Bolivia (country)",
            ]
        ),
        (
            "Bolivia's four lowland departments, the medialuna, voted in May.",
            ["Bolivia = Bolivia (country)", "medialuna = Media Luna, Bolivia (region)"]
        ),
        (
            "They came from El Alto, La Paz and Oruro to Bolivia's mines.",
            [
                "El Alto = El Alto, La Paz, Bolivia (town)",
                "La Paz = La Paz, La Paz, Bolivia (town)",
                "Oruro = Oruro, Oruro, Bolivia (town)", "Bolivia = Bolivia (country)",
            ]
        ),
        (
            "The road from Santa\nCruz to Cochabamba in Bolivia is open, they said.",
            [
                "Santa Cruz = Santa Cruz de la Sierra, Santa Cruz, Bolivia (town)",
                "Cochabamba = Cochabamba, Cochabamba, Bolivia (town)",
                "Bolivia = Bolivia (country)",
            ]
        ),
    ])
    func `a name means what the words beside it say`(text: String, mentions: [String]) throws {
        let found = try ReadText.mentions(in: text)
        #expect(found == mentions)
    }

    @Test(arguments: [
        (
            "President Carlos Mesa spoke to Congress in Bolivia. Mesa left at noon.",
            ["Bolivia = Bolivia (country)"]
        ),
        (
            "In Bolivia, Manfred Reyes Villa kept silent. Reyes Villa had been mayor.",
            ["Bolivia = Bolivia (country)"]
        ),
        ("Bolivia heard Evo Morales and Felipe Quispe.", ["Bolivia = Bolivia (country)"]),
        (
            "General Camargo commanded in Bolivia. Camargo was absent.",
            ["Bolivia = Bolivia (country)"]
        ),
        ("Señora Santa Cruz asked Bolivia for help.", ["Bolivia = Bolivia (country)"]),
        (
            "The El Alto Federation of Neighbourhood Councils called Bolivia to a strike.",
            ["Bolivia = Bolivia (country)"]
        ),
        ("Students of the Universidad Privada de El Alto marched.", []),
        ("The Bolivian Workers Central of Oruro met in Bolivia.", ["Bolivia = Bolivia (country)"]),
        (
            "Radio San Gabriel and the Bank of La Paz in Bolivia were shut.",
            ["Bolivia = Bolivia (country)"]
        ),
        (
            "In Bolivia the union said that victory and progress would come.",
            ["Bolivia = Bolivia (country)"]
        ),
    ])
    func `persons and organisations are no places`(text: String, mentions: [String]) throws {
        let found = try ReadText.mentions(in: text)
        #expect(found == mentions)
    }

    @Test(arguments: [
        ("In La Paz, Bolivia, they filled Plaza Murillo at noon.", "Plaza Murillo"),
        ("In La Paz, Bolivia, shots were heard near the Puente Abaroa.", "Puente Abaroa"),
        (
            "In La Paz, Bolivia, they sat down on Buenos Aires Avenue at noon.",
            "Buenos Aires Avenue"
        ),
        (
            "En La Paz, Bolivia, marcharon por la avenida Mariscal Santa Cruz.",
            "avenida Mariscal Santa Cruz"
        ),
    ])
    func `a square, a bridge or a street lies in the town named before it`(
        text: String, site: String
    ) throws {
        let mentions = try ReadText.mentions(in: text)
        #expect(mentions.count == 3)
        #expect(mentions.first == "La Paz = La Paz, La Paz, Bolivia (town)")
        // The gazetteer may know the thing itself; else it is put into the town.
        let last = try #require(mentions.last)
        #expect(last.hasPrefix(site + " = "))
        #expect(
            last.contains("La Paz, La Paz, Bolivia (town)")
                || last.hasSuffix(", La Paz, Bolivia (site)"), "\(last)")
    }

    @Test func `a site without a town is unresolved, with its reason`() throws {
        let parsed = try ReadText.parsed("They met at the Puente Zzyzx and went home.")
        let only = try #require(parsed.resolutions.first)
        #expect(parsed.resolutions.count == 1)
        #expect(only.mention.text == "Puente Zzyzx")
        #expect(only.precision == .unknown)
        #expect(only.place == nil)
        guard case .unresolved(let reason) = only.outcome else {
            Issue.record("resolved: \(only.outcome)")
            return
        }
        #expect(reason == .notInGazetteer)
    }

    @Test(arguments: [
        (
            "Los mineros de Huanuni llegaron a Oruro, Bolivia.",
            [
                "Huanuni = Huanuni, Oruro, Bolivia (town)", "Oruro = Oruro, Oruro, Bolivia (town)",
                "Bolivia = Bolivia (country)",
            ]
        ),
        (
            "En el departamento de Potosí y en la ciudad de Potosí hubo marchas.",
            [
                "Potosí = Potosí, Bolivia (admin-1)",
                "Potosí = Potosí, Potosí, Bolivia (town)",
            ]
        ),
        (
            "El presidente Carlos Mesa viajó a Sucre, Bolivia. Mesa no habló.",
            ["Sucre = Sucre, Chuquisaca, Bolivia (town)", "Bolivia = Bolivia (country)"]
        ),
        (
            "Vecinos de El Alto y de Viacha bloquearon la carretera a Oruro.",
            [
                "El Alto = El Alto, La Paz, Bolivia (town)",
                "Viacha = Viacha, La Paz, Bolivia (town)",
                "Oruro = Oruro, Oruro, Bolivia (town)",
            ]
        ),
        (
            "La Federación de Juntas Vecinales de El Alto llamó al paro en Bolivia.",
            ["Bolivia = Bolivia (country)"]
        ),
        (
            "El Defensor del Pueblo de Bolivia estuvo en Sacaba, Cochabamba.",
            [
                "Bolivia = Bolivia (country)", "Sacaba = Sacaba, Cochabamba, Bolivia (town)",
                "Cochabamba = Cochabamba, Bolivia (admin-1)",
            ]
        ),
        (
            "Desde Achacachi, provincia Omasuyos, bajaron a La Paz.",
            [
                "Achacachi = Achacachi, La Paz, Bolivia (town)",
                "Omasuyos = Omasuyos, La Paz, Bolivia (admin-2)",
                "La Paz = La Paz, La Paz, Bolivia (town)",
            ]
        ),
    ])
    func `Spanish texts are read as English ones are`(text: String, mentions: [String]) throws {
        let found = try ReadText.mentions(in: text)
        #expect(found == mentions)
    }

    @Test(arguments: [
        (
            "ROADS SHUT IN COCHABAMBA\n\nThe roads of Cochabamba, Bolivia, were shut on Monday.\n",
            "COCHABAMBA = Cochabamba, Cochabamba, Bolivia (town)"
        ),
        (
            "LA PAZ, October 14 - The army left El Alto in Bolivia on Monday, a priest said.\n",
            "LA PAZ = La Paz, La Paz, Bolivia (town)"
        ),
        (
            "BOLIVIA: A STRIKE ENDS\n\nThe miners of Bolivia returned to work on Monday.\n",
            "BOLIVIA = Bolivia (country)"
        ),
    ])
    func `names in capitals are found in headings`(text: String, first: String) throws {
        #expect(try ReadText.mentions(in: text).first == first)
    }
}
