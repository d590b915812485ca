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
            "La marcha está a 20 km de Oruro.", "ring: 20 km de Oruro = Oruro (town)",
            .around(15...25)
        ),
        (
            "The march is 20 km from Oruro.", "ring: 20 km from Oruro = Oruro (town)",
            .around(15...25)
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
            "The mine is 12 miles (19 km) south of Oruro.",
            "sector: 12 miles (19 km) south of Oruro = Oruro (town)", .away(19.312128, towards: 180)
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
            "Storms hit eastern Russia.", "part: eastern Russia = Russia (country)",
            .holding(["Yakutsk@RU", "Chita@RU"], not: ["Moscow@RU", "Omsk@RU"])
        ),
        (
            "Storms hit western Alaska.", "part: western Alaska = Alaska (admin-1)",
            .holding(["Wasilla@US"], not: ["Juneau@US", "Fairbanks@US"])
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
