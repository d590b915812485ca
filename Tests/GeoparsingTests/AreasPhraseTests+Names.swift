extension AreasPhraseTests {
    static let names: [(String, String, ExpectedArea)] = [
        (
            "They stopped in the Chapare.", "area: Chapare = Chapare (region)",
            .holding(["Villa Tunari@BO"], not: ["Cochabamba@BO"])
        ),
        (
            "Growers of the Yungas met in Bolivia.", "area: Yungas = Yungas (region)",
            .holding(["Coroico@BO"], not: ["La Paz@BO"])
        ),
        (
            "Across the Altiplano of Bolivia it rained.", "area: Altiplano = Altiplano (region)",
            .holding(["Oruro@BO", "El Alto@BO"], not: ["Trinidad@BO"])
        ),
        (
            "Ranchers of the medialuna met in Bolivia.",
            "area: the medialuna = Media Luna (region)",
            .holding(["Trinidad@BO", "Tarija@BO"], not: ["Oruro@BO"])
        ),
        (
            "In western Bolivia there was a strike.",
            "area: western Bolivia = Western highlands (region)",
            .holding(["Oruro@BO"], not: ["Trinidad@BO"])
        ),
        (
            "In the highlands there were blockades.",
            "area: the highlands = Western highlands (region)",
            .holding(["Oruro@BO"], not: ["Trinidad@BO"])
        ),
        (
            "The lowlands saw a strike.", "area: The lowlands = Eastern lowlands (region)",
            .holding(["Trinidad@BO"], not: ["Oruro@BO"])
        ),
        (
            "In the valleys of Cochabamba it rained.",
            "area: the valleys of Cochabamba = Inter-Andean valleys (region), Cochabamba (town)",
            .holding(["Cochabamba@BO"], not: ["Sucre@BO", "Tarija@BO"])
        ),
        (
            "Snow fell on the Bolivian highlands.",
            "area: the Bolivian highlands = Western highlands (region)",
            .holding(["Oruro@BO"], not: ["Trinidad@BO"])
        ),
        (
            "Nevó en el altiplano boliviano.",
            "area: el altiplano boliviano = Altiplano (region)",
            .holding(["Oruro@BO"], not: ["Trinidad@BO"])
        ),
        (
            "En el altiplano hubo bloqueos.", "area: el altiplano = Altiplano (region)",
            .holding(["Oruro@BO"], not: ["Trinidad@BO"])
        ),
        (
            "En los valles hubo bloqueos.", "area: los valles = Inter-Andean valleys (region)",
            .holding(["Sucre@BO"], not: ["Oruro@BO"])
        ),
        (
            "Hubo bloqueos en el norte de Potosí.",
            "area: norte de Potosí = Northern Potosí (region)",
            .holding(["Llallagua@BO"], not: ["Uyuni@BO"])
        ),
        (
            "Las cívicas del oriente boliviano se reunieron.",
            "area: oriente boliviano = Eastern lowlands (region)",
            .holding(["Trinidad@BO"], not: ["Oruro@BO"])
        ),
    ]

    static let surroundings: [(String, String, ExpectedArea)] = [
        (
            "A boat sank near Lake Titicaca.",
            "disk: near Lake Titicaca = Lake Titicaca (site)", .away(0, towards: 0)
        ),
        (
            "They met close to Oruro.", "disk: close to Oruro = Oruro (town)",
            .away(0, towards: 0)
        ),
        (
            "In the vicinity of Oruro.", "disk: In the vicinity of Oruro = Oruro (town)",
            .away(0, towards: 0)
        ),
        (
            "A checkpoint outside Oruro.", "ring: outside Oruro = Oruro (town)", .around(2...8)
        ),
        (
            "Houses on the outskirts of La Paz burnt.",
            "ring: on the outskirts of La Paz = La Paz (town)", .around(3...12)
        ),
        (
            "Hubo un choque cerca de Oruro.", "disk: cerca de Oruro = Oruro (town)",
            .away(0, towards: 0)
        ),
        (
            "Hubo un choque cerca del lago Titicaca.",
            "disk: cerca del lago Titicaca = Lake Titicaca (site)", .away(0, towards: 0)
        ),
        (
            "En inmediaciones de Caracollo.",
            "disk: En inmediaciones de Caracollo = Caracollo (town)", .away(0, towards: 0)
        ),
        (
            "Viven en las afueras de El Alto.",
            "ring: en las afueras de El Alto = El Alto (town)", .around(3...12)
        ),
    ]

    static let roads: [(String, String, ExpectedArea)] = [
        (
            "The column was between Caracollo and Oruro.",
            "corridor: between Caracollo and Oruro = Caracollo (town), Oruro (town)",
            .midway("Caracollo@BO", "Oruro@BO")
        ),
        (
            "It happened between the towns of Caracollo and Oruro.",
            "corridor: between the towns of Caracollo and Oruro = Caracollo (town), Oruro (town)",
            .midway("Caracollo@BO", "Oruro@BO")
        ),
        (
            "La marcha está entre Patacamaya y Sica Sica.",
            "corridor: entre Patacamaya y Sica Sica = Patacamaya (town), Sicasica (town)",
            .midway("Patacamaya@BO", "Sicasica@BO")
        ),
        (
            "On the road from Oruro to La Paz.",
            "corridor: the road from Oruro to La Paz = Oruro (town), La Paz (town)",
            .holding(["Patacamaya@BO", "Caracollo@BO"], not: ["Viacha@BO", "Cochabamba@BO"])
        ),
        (
            "Protesters blocked the La Paz-Oruro highway.",
            "corridor: the La Paz-Oruro highway = Highway La Paz-Oruro (site)",
            .holding(["Patacamaya@BO"], not: ["Cochabamba@BO"])
        ),
        (
            "Bloquean la carretera Oruro-La Paz.",
            "corridor: la carretera Oruro-La Paz = Highway La Paz-Oruro (site)",
            .holding(["Patacamaya@BO"], not: ["Cochabamba@BO"])
        ),
        (
            "Bloquean la carretera que une Oruro y Potosí.",
            "corridor: la carretera que une Oruro y Potosí = Oruro (town), Potosí (town)",
            .holding(["Challapata@BO"], not: ["Llallagua@BO"])
        ),
        (
            "The road linking Sucre with Potosí is open.",
            "corridor: The road linking Sucre with Potosí = Sucre (town), Potosí (town)",
            .holding(["Betanzos@BO"], not: ["Llallagua@BO"])
        ),
        (
            "Bloquean el camino a los Yungas.",
            "corridor: el camino a los Yungas = Yungas (region)",
            .holding([], not: ["Oruro@BO"])
        ),
        (
            "Bloquean la vía a Copacabana.",
            "corridor: la vía a Copacabana = Copacabana (town)",
            .holding(["Huarina@BO"], not: ["Viacha@BO"])
        ),
        (
            "Farmers in Cochabamba blocked the road to Sacaba at dawn.",
            "corridor: the road to Sacaba = Sacaba (town)",
            .holding(["Sacaba@BO"], not: ["Quillacollo@BO"])
        ),
        (
            "Bloqueo en el kilómetro 12 de la carretera a Sacaba.",
            "corridor: kilómetro 12 de la carretera a Sacaba = Sacaba (town)",
            .holding([], not: ["Quillacollo@BO"])
        ),
        (
            "Bloqueo a la altura del kilómetro 10 de la carretera Cochabamba-Oruro.",
            "corridor: kilómetro 10 de la carretera Cochabamba-Oruro = "
                + "Highway Oruro-Cochabamba (site)",
            .holding(["Quillacollo@BO"], not: ["Oruro@BO", "Sacaba@BO"])
        ),
        (
            "A bus fell at km 40 of the Oruro-Potosí road.",
            "corridor: km 40 of the Oruro-Potosí road = Highway Oruro-Potosí (site)",
            .holding([], not: ["Oruro@BO", "Challapata@BO", "Potosí@BO"])
        ),
        (
            "They stood 20 km from Oruro on the road to Potosí.",
            "corridor: 20 km from Oruro on the road to Potosí = Oruro (town), Potosí (town)",
            .holding([], not: ["Caracollo@BO", "Challapata@BO"])
        ),
        (
            "Están a 20 km de Oruro, en la carretera a Potosí.",
            "corridor: 20 km de Oruro, en la carretera a Potosí = Oruro (town), Potosí (town)",
            .holding([], not: ["Caracollo@BO", "Challapata@BO"])
        ),
    ]

    static let borders: [(String, String, ExpectedArea)] = [
        (
            "Trucks wait at the border between Bolivia and Peru.",
            "corridor: the border between Bolivia and Peru = Bolivia (country), Peru (country)",
            .holding(["Desaguadero@BO"], not: ["La Paz@BO", "Puno@PE"])
        ),
        (
            "Hay camiones en la frontera con Chile.",
            "corridor: la frontera con Chile = Bolivia (country), Chile (country)",
            .holding(["Tambo Quemado@BO"], not: ["Oruro@BO", "Arica@CL"])
        ),
        (
            "Troops hold the Bolivia-Brazil border.",
            "corridor: the Bolivia-Brazil border = Bolivia (country), Brazil (country)",
            .holding(["Guayaramerín@BO", "Cobija@BO"], not: ["Trinidad@BO"])
        ),
    ]
}
