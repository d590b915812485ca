import Geoparsing
import Testing

/// Short invented sentences about real places anywhere.
@Suite struct WorldTextTests {
    @Test(arguments: [
        (
            "Police in Springfield, Illinois, and in Springfield, Massachusetts, kept calm.",
            [
                "Springfield = Springfield, Illinois, United States (town)",
                "Illinois = Illinois, United States (admin-1)",
                "Springfield = Springfield, Massachusetts, United States (town)",
                "Massachusetts = Massachusetts, United States (admin-1)",
            ]
        ),
        (
            "Talks in Paris, Texas, ended; talks in Paris, France, went on.",
            [
                "Paris = Paris, Texas, United States (town)",
                "Texas = Texas, United States (admin-1)",
                "Paris = Paris, Île-de-France, France (town)", "France = France (country)",
            ]
        ),
        (
            "Nurses walked out in Nairobi and in Kisumu, Kenya, and marched to the coast at Mombasa.",
            [
                "Nairobi = Nairobi, Nairobi, Kenya (town)", "Kisumu = Kisumu, Kisumu, Kenya (town)",
                "Kenya = Kenya (country)", "Mombasa = Mombasa, Mombasa, Kenya (town)",
            ]
        ),
        (
            "In Ukraine shells fell on Kharkiv and Mariupol; trains left Lviv.",
            [
                "Ukraine = Ukraine (country)", "Kharkiv = Kharkiv, Kharkiv, Ukraine (town)",
                "Mariupol = Mariupol, Donets'k, Ukraine (town)",
                "Lviv = Lviv, L'viv, Ukraine (town)",
            ]
        ),
        (
            "Teachers in Oaxaca and Tuxtla Gutiérrez stopped work, Mexico's radio said.",
            [
                "Oaxaca = Oaxaca, Oaxaca, Mexico (town)",
                "Tuxtla Gutiérrez = Tuxtla, Chiapas, Mexico (town)", "Mexico = Mexico (country)",
            ]
        ),
        (
            "In the Philippines dock workers shut the ports of Davao City and Cebu City.",
            [
                "Philippines = Philippines (country)",
                "Davao City = Davao, Davao, Philippines (town)",
                "Cebu City = Cebu City, Central Visayas, Philippines (town)",
            ]
        ),
        (
            "Trains between Tbilisi and Batumi in Georgia stood still.",
            [
                "Tbilisi = Tbilisi, Tbilisi, Georgia (town)",
                "Batumi = Batumi, Ajaria, Georgia (town)", "Georgia = Georgia (country)",
            ]
        ),
        (
            "Drivers in Atlanta and Savannah, Georgia, and in Alabama went on strike in the United States.",
            [
                "Atlanta = Atlanta, Georgia, United States (town)",
                "Savannah = Savannah, Georgia, United States (town)",
                "Georgia = Georgia, United States (admin-1)",
                "Alabama = Alabama, United States (admin-1)",
                "United States = United States (country)",
            ]
        ),
        (
            "In Bolivia nobody waited for Washington to answer.",
            ["Bolivia = Bolivia (country)", "Washington = Washington, D.C., United States (town)"]
        ),
        (
            "Farmers blocked the road from Santa Cruz de Tenerife in Spain.",
            [
                "Santa Cruz de Tenerife = Santa Cruz de Tenerife, Canarias, Spain (town)",
                "Spain = Spain (country)",
            ]
        ),
        (
            "Huelga en Valparaíso y Concepción, Chile, anunció la radio de Santiago.",
            [
                "Valparaíso = Valparaíso, Valparaíso, Chile (town)",
                "Concepción = Concepción, Bío-Bío, Chile (town)", "Chile = Chile (country)",
                "Santiago = Santiago, Chile (town)",
            ]
        ),
    ])
    func `places of other countries are found where they are`(text: String, mentions: [String])
        throws
    {
        let found = try ReadText.mentions(in: text)
        #expect(found == mentions)
    }

    @Test(arguments: [
        "Jordan Smith said that Chelsea Brown would reign, and Georgia Jones agreed.",
        "March and May were cold. Nice work, Reading is fun. Of course, Mobile phones rang.",
        "Ms. Paris London told Israel Torres of her plans.",
        "tell us about the general and the president",
        "",
        "12345 67890 -- !!",
    ])
    func `words that only look like names are no mentions`(text: String) throws {
        let found = try ReadText.mentions(in: text)
        #expect(found.isEmpty)
    }
}
