import Geoparsing
import SimpleFeatures
import TestMaterial
import Testing

@Suite struct AreasPhraseTests {
    @Test func `explore`() throws {
        for text in [
            "The La Paz-Oruro highway was blocked.",
            "Protesters blocked the La Paz-Oruro highway.",
            "La carretera Oruro-La Paz está bloqueada.",
            "Bloquean la carretera Oruro-La Paz.",
            "Bloquean la carretera Sucre-Potosí.",
            "Trucks line the Oruro-Potosí road.",
            "Bloqueo en el kilómetro 12 de la carretera a Sacaba.",
            "At km 12 on the road to Sacaba.",
            "Farmers in Cochabamba blocked the road to Sacaba at dawn.",
            "Bloqueo a la altura del kilómetro 10 de la carretera Cochabamba-Oruro.",
            "Un bus cayó en el km 30 de la carretera a Copacabana.",
            "Some 20 km from Oruro a mine opened.",
            "They camped half a mile from Oruro.",
            "A sesenta kilómetros de Oruro acampó la marcha.",
            "La marcha está a unos 35 km al norte de Oruro.",
            "Está a menos de 10 km de Oruro.",
            "A village within 30 miles of Oruro.",
            "More than 100 miles from Oruro.",
            "A unos pocos kilómetros de Oruro.",
            "A few miles from Oruro.",
            "A kilómetro y medio de Oruro.",
            "A mile and a half from Oruro.",
            "Two and a half miles north of Oruro.",
            "2.5 km north of Oruro.",
            "A 2,5 km al norte de Oruro.",
            "It is 1,200 km from Oruro.",
            "Just south of Oruro stands a wall.",
            "North-east of Oruro.",
            "Southwest of Oruro.",
            "To the north of Oruro.",
            "Al noreste de Oruro.",
            "Hubo choques en el norte de Santa Cruz.",
            "Hubo choques al norte de Santa Cruz.",
            "Hubo choques al sur de Bolivia.",
            "In the north of Chile there was a strike.",
            "In the southern part of Oruro.",
            "Farmers of northern Chile.",
            "Central Bolivia was calm.",
            "El centro de Bolivia.",
            "En el norte boliviano.",
            "En el norte paceño.",
            "Hubo sequía en el sur peruano.",
            "In the valleys of Cochabamba.",
            "En los valles de Cochabamba.",
            "En las tierras bajas hubo paro.",
            "The lowlands saw a strike.",
            "The lowlands of Peru.",
            "En los llanos.",
            "Close to Oruro.",
            "In the vicinity of Oruro.",
            "En cercanías de Oruro.",
            "En inmediaciones de Caracollo.",
            "Cerca del lago Titicaca.",
            "Just outside Oruro.",
            "En las afueras de Oruro.",
            "En las afueras de El Alto.",
            "Between Potosí and Sucre.",
            "Entre Patacamaya y Sica Sica.",
            "The highway between Oruro and Potosí.",
            "La carretera que une Oruro y Potosí.",
            "La carretera entre Oruro y Potosí.",
            "The road linking Sucre with Potosí.",
            "On the way along the road to the Yungas.",
            "La ruta de Sucre a Potosí.",
            "En la autopista La Paz-El Alto.",
            "20 km down the road to Potosí from Oruro.",
            "20 km from Oruro on the road to Potosí.",
            "A 20 km de Oruro, en la carretera a Potosí.",
            "Hundreds of miles from Oruro.",
            "In a 20 km radius of Oruro.",
            "En un radio de 20 km de Oruro.",
            "200 metros de Oruro.",
            "A 500 metros de la plaza Murillo.",
            "Northern Bolivian towns.",
            "Across the northern highlands.",
            "El norte de La Paz.",
            "Southern El Alto.",
            "The western half of Oruro.",
        ] {
            for place in try AreasText.places(in: text) {
                let e = place.extent
                print(
                    "> \(text)\n    \(AreasText.line(place)) \(e.map { "\($0.representative.longitude) \($0.representative.latitude) ±\(Int($0.uncertaintyKilometres)) \($0.geometry.positions.count)" } ?? "\(place.outcome)")"
                )
            }
            if try AreasText.places(in: text).isEmpty {
                print("> \(text)\n    NONE \(try ReadText.mentions(in: text, focus: "BO"))")
            }
        }
    }
}
