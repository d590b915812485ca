import Geoparsing
import Testing

@Suite struct FocusTests {
    @Test(arguments: [
        ("Miners of Oruro met in La Paz. Bolivia waits.", "BO"),
        ("Nurses in Nairobi and Mombasa: Kenya waits.", "KE"),
        ("The Kenyan army left Kisumu.", "KE"),
        ("Trains left Kharkiv for Lviv.", "UA"),
    ])
    func `what a report is about is inferred from its names`(text: String, country: String) throws {
        let focus = try ReadText.parsed(text).focus
        #expect(focus.country == country)
        #expect(!focus.isGiven)
        #expect(focus.holds(country))
    }

    @Test func `a text without names has no focus`() throws {
        let focus = try ReadText.parsed("nothing happened here at all").focus
        #expect(focus.country == nil)
        #expect(focus.share(of: "BO") == 0)
    }

    @Test func `a focus that is given decides between places of one name`() throws {
        let text = "The road to La Paz is shut."
        let towns = [
            ("BO", "La Paz = La Paz, La Paz, Bolivia (town)"),
            ("MX", "La Paz = La Paz, Baja California Sur, Mexico (town)"),
        ]
        for (country, town) in towns {
            #expect(try ReadText.mentions(in: text, focus: country) == [town])
            let focus = try ReadText.parsed(text, focus: country.lowercased()).focus
            #expect(focus.isGiven)
            #expect(focus.country == country)
        }
    }

    @Test func `shares add up to one`() throws {
        let focus = try ReadText.parsed("From Nairobi to Kyiv, from Oruro to Davao.").focus
        let sum = focus.countries.reduce(0) { $0 + focus.share(of: $1) }
        #expect(abs(sum - 1) < 1e-9)
        #expect(focus.countries.count >= 4)
    }

    @Test func `names are misspelt only inside the focus`() throws {
        #expect(try ReadText.mentions(in: "They met in Huanani.", focus: "KE") == ["Huanani = ?"])
        #expect(
            try ReadText.mentions(in: "They met in Huanani.", focus: "BO")
                == ["Huanani = Huanuni, Oruro, Bolivia (town)"])
    }
}
