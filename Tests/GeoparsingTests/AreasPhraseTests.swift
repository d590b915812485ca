import Gazetteers
import Geodesy
import Geoparsing
import SimpleFeatures
import TestMaterial
import Testing
import Topology

/// Where an area is expected, told by places of the gazetteer as "Oruro@BO".
enum ExpectedArea: Sendable {
    /// The position that stands for it lies so many kilometres from the first anchor, at an azimuth.
    case away(Double, towards: Double)
    /// It lies at distances from the first anchor within these.
    case around(ClosedRange<Double>)
    /// It holds some towns and not others.
    case holding([String], not: [String])
    /// The position that stands for it lies half-way between two towns.
    case midway(String, String)
}

@Suite struct AreasPhraseTests {
    static let distances: [(String, String, ExpectedArea)] = [
        (
            "The camp lay a hundred miles outside La Paz.",
            "ring: a hundred miles outside La Paz = La Paz (town)", .around(120.7...201.2)
        ),
        (
            "Some 20 km from Oruro a mine opened.",
            "ring: Some 20 km from Oruro = Oruro (town)", .around(15...25)
        ),
        (
            "They camped half a mile from Oruro.",
            "ring: half a mile from Oruro = Oruro (town)", .around(0.603...1.006)
        ),
        (
            "It lies 37 km from Oruro.", "ring: 37 km from Oruro = Oruro (town)",
            .around(32.56...41.44)
        ),
        (
            "A few miles from Oruro.", "ring: A few miles from Oruro = Oruro (town)",
            .around(2.414...9.657)
        ),
        (
            "A mile and a half from Oruro.",
            "ring: A mile and a half from Oruro = Oruro (town)", .around(2.012...3.018)
        ),
        (
            "More than 100 miles from Oruro.",
            "ring: More than 100 miles from Oruro = Oruro (town)", .around(160.9...241.5)
        ),
        (
            "It is 1,200 km from Oruro.", "ring: 1,200 km from Oruro = Oruro (town)",
            .around(1056...1344)
        ),
        (
            "A village within 30 miles of Oruro.",
            "disk: within 30 miles of Oruro = Oruro (town)", .away(0, towards: 0)
        ),
        (
            "In a 20 km radius of Oruro.", "disk: 20 km radius of Oruro = Oruro (town)",
            .away(0, towards: 0)
        ),
        (
            "Less than 10 km from Oruro.", "disk: Less than 10 km from Oruro = Oruro (town)",
            .away(0, towards: 0)
        ),
        (
            "El bloqueo está a 20 km de Oruro.", "ring: 20 km de Oruro = Oruro (town)",
            .around(15...25)
        ),
        (
            "A sesenta kilómetros de Oruro acampó la marcha.",
            "ring: sesenta kilómetros de Oruro = Oruro (town)", .around(50...70)
        ),
        (
            "A unos pocos kilómetros de Oruro.",
            "ring: unos pocos kilómetros de Oruro = Oruro (town)", .around(1.5...6)
        ),
        (
            "Acampan a kilómetro y medio de Oruro.",
            "ring: kilómetro y medio de Oruro = Oruro (town)", .around(1.25...1.875)
        ),
        (
            "Está a menos de 10 km de Oruro.", "disk: menos de 10 km de Oruro = Oruro (town)",
            .away(0, towards: 0)
        ),
        (
            "En un radio de 20 km de Oruro.", "disk: radio de 20 km de Oruro = Oruro (town)",
            .away(0, towards: 0)
        ),
        (
            "A 500 metros de la plaza Murillo.",
            "ring: 500 metros de la plaza Murillo = Plaza Murillo (site)", .around(0.375...0.625)
        ),
        (
            "The mine is 20 km south of Oruro.",
            "sector: 20 km south of Oruro = Oruro (town)", .away(20, towards: 180)
        ),
        (
            "Two and a half miles north of Oruro.",
            "sector: Two and a half miles north of Oruro = Oruro (town)",
            .away(4.02336, towards: 0)
        ),
        (
            "It is 30 miles to the east of Oruro.",
            "sector: 30 miles to the east of Oruro = Oruro (town)", .away(48.28032, towards: 90)
        ),
        (
            "About fifty kilometres north-west of Oruro.",
            "sector: About fifty kilometres north-west of Oruro = Oruro (town)",
            .away(50, towards: 315)
        ),
        (
            "La mina queda 20 kilómetros al sur de Oruro.",
            "sector: 20 kilómetros al sur de Oruro = Oruro (town)", .away(20, towards: 180)
        ),
        (
            "La marcha está a unos 35 km al norte de Oruro.",
            "sector: unos 35 km al norte de Oruro = Oruro (town)", .away(35, towards: 0)
        ),
        (
            "Quedó a 2,5 km al noreste de Oruro.",
            "sector: 2,5 km al noreste de Oruro = Oruro (town)", .away(2.5, towards: 45)
        ),
        (
            "A ciento veinte kilómetros al sudoeste de Oruro.",
            "sector: ciento veinte kilómetros al sudoeste de Oruro = Oruro (town)",
            .away(120, towards: 225)
        ),
    ]

    static let directions: [(String, String, ExpectedArea)] = [
        (
            "The town lies south of Oruro.", "sector: south of Oruro = Oruro (town)",
            .away(21, towards: 180)
        ),
        (
            "To the north of Oruro.", "sector: the north of Oruro = Oruro (town)",
            .away(21, towards: 0)
        ),
        (
            "Just south of Oruro stands a wall.",
            "sector: Just south of Oruro = Oruro (town)", .away(11, towards: 180)
        ),
        (
            "Snow fell southwest of Oruro.", "sector: southwest of Oruro = Oruro (town)",
            .away(21, towards: 225)
        ),
        (
            "Hubo bloqueos al noreste de Oruro.",
            "sector: al noreste de Oruro = Oruro (town)", .away(21, towards: 45)
        ),
        (
            "Protests spread to northern La Paz, Bolivia.",
            "part: northern La Paz = La Paz (admin-1)",
            .holding(["Apolo@BO"], not: ["La Paz@BO", "Coroico@BO"])
        ),
        (
            "In the southern part of Oruro.",
            "part: the southern part of Oruro = Oruro (admin-1)",
            .holding(["Salinas de Garci Mendoza@BO"], not: ["Oruro@BO", "Caracollo@BO"])
        ),
        (
            "Floods hit southern Peru.", "part: southern Peru = Peru (country)",
            .holding(["Arequipa@PE", "Cusco@PE"], not: ["Piura@PE", "Chiclayo@PE"])
        ),
        (
            "In the north of Chile there was a strike.",
            "part: the north of Chile = Chile (country)",
            .holding(["Antofagasta@CL"], not: ["Punta Arenas@CL", "Temuco@CL"])
        ),
        (
            "Farmers of northwestern Argentina met.",
            "part: northwestern Argentina = Argentina (country)",
            .holding(["Salta@AR"], not: ["Posadas@AR", "Buenos Aires@AR"])
        ),
        (
            "Hubo choques en el norte de Santa Cruz.",
            "part: el norte de Santa Cruz = Santa Cruz (admin-1)",
            .holding(["Ascensión de Guarayos@BO"], not: ["Camiri@BO"])
        ),
        (
            "Hubo choques al sur de Bolivia.", "part: al sur de Bolivia = Bolivia (country)",
            .holding(["Tarija@BO", "Uyuni@BO"], not: ["Trinidad@BO", "Cobija@BO"])
        ),
        (
            "Hubo sequía en el sur peruano.", "part: el sur peruano = Peru (country)",
            .holding(["Arequipa@PE"], not: ["Piura@PE"])
        ),
        (
            "Hubo paro en el centro de Bolivia.",
            "part: el centro de Bolivia = Bolivia (country)",
            .holding(["Santa Cruz de la Sierra@BO"], not: ["Cobija@BO", "Tarija@BO"])
        ),
        (
            "Across the northern highlands.",
            "part: the northern highlands = Western highlands (region)",
            .holding(["Achacachi@BO"], not: ["Uyuni@BO"])
        ),
    ]

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

    @Test(arguments: distances + directions + names + surroundings + roads + borders)
    func `words tell an area by places`(
        text: String, line: String, expected: ExpectedArea
    ) throws {
        let places = try AreasText.places(in: text)
        #expect(places.map(AreasText.line) == [line])
        guard let place = places.first, let extent = place.extent else {
            Issue.record("\(text): \(places.map(\.outcome))")
            return
        }
        #expect(place.precision == .area)
        #expect(try extent.geometry.isValid())
        let areas = try PreparedAreas([extent.geometry])
        #expect(try areas.covers(extent.representative, area: 0))
        let farthest = extent.geometry.positions.map {
            Geodesic.distanceMetres(from: extent.representative, to: $0)
        }.max()
        #expect(abs((farthest ?? 0) / 1000 - extent.uncertaintyKilometres) < 0.001)
        switch expected {
        case .away(let kilometres, let azimuth):
            let anchor = try #require(place.anchors.first).place.position
            let line = Geodesic.inverse(from: anchor, to: extent.representative)
            #expect(abs(line.distanceMetres / 1000 - kilometres) < 0.001)
            let turn = (line.initialAzimuthDegrees - azimuth).remainder(dividingBy: 360)
            #expect(kilometres == 0 || abs(turn) < 0.001)
        case .around(let bounds):
            let anchor = try #require(place.anchors.first).place.position
            let distances = extent.geometry.positions.map {
                Geodesic.distanceMetres(from: anchor, to: $0) / 1000
            }
            #expect((distances.min() ?? 0) > bounds.lowerBound * 0.998)
            #expect((distances.max() ?? .infinity) < bounds.upperBound * 1.002)
        case .holding(let towns, let others):
            for town in towns {
                #expect(try areas.covers(try position(town), area: 0), "\(town)")
            }
            for town in others {
                #expect(try !areas.covers(try position(town), area: 0), "\(town)")
            }
        case .midway(let one, let other):
            let line = Geodesic.inverse(from: try position(one), to: try position(other))
            for end in [one, other] {
                let half = Geodesic.distanceMetres(
                    from: try position(end), to: extent.representative)
                #expect(abs(half - line.distanceMetres / 2) < 1)
            }
        }
    }

    /// The most populous town of a name in a country: "Oruro@BO".
    private func position(_ town: String) throws -> Coordinate {
        let gazetteer = try PackageGazetteer.read()
        let parts = town.split(separator: "@")
        let places = gazetteer.bearers(of: String(parts[0])).map { gazetteer.places[$0.place] }
            .filter { $0.country == parts[1] && $0.kind.isPopulated }
        return try #require(
            places.max { ($0.population ?? 0) < ($1.population ?? 0) }, "\(town)"
        ).position
    }
}
