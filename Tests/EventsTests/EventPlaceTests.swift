import Gazetteers
import Geoparsing
import Testing

@testable import Events

/// Where the events of a report took place, and how that is known.
@Suite struct EventPlaceTests {
    /// "La Paz, sentence" for each account.
    private func places(_ text: String, written: String = "2003-10-15") throws -> [String] {
        try Samples.accounts(of: text, written: written).map { account in
            guard let place = account.place else { return "nowhere" }
            return "\(place.place.name), \(place.link)"
        }
    }

    @Test func `the sentence that tells an event names its place`() throws {
        let found = try places("On Monday miners of Huanuni, Bolivia, marched in Oruro.")
        #expect(found == ["Oruro, sentence"])
    }

    @Test func `a paragraph carries its place to sentences without one`() throws {
        let text = """
            Oruro, Bolivia, was quiet at first. On Monday miners marched.

            """
        let found = try places(text)
        #expect(found == ["Oruro, paragraph"])
    }

    @Test func `the place of an event stays the place of its paragraph`() throws {
        let text = """
            On Monday miners marched in Oruro, Bolivia, with people from Potosí. \
            Teachers blocked the road.
            """
        #expect(try places(text) == ["Oruro, sentence", "Oruro, paragraph"])
    }

    @Test func `a heading names the place of what stands below it`() throws {
        let text = """
            # Unrest in Bolivia

            ## Potosí

            On Monday miners blocked every road with stones.
            """
        let found = try places(text)
        #expect(found == ["Potosí, section"])
    }

    @Test func `a place further up serves where nothing nearer is named`() throws {
        let text = """
            In Oruro, Bolivia, the market closed early, as the traders had feared all week long.

            On Monday miners blocked every road with stones all day long.
            """
        let found = try places(text)
        #expect(found == ["Oruro, earlier"])
    }

    @Test(arguments: [
        ("On Monday peasants marched on the capital of Bolivia.", "La Paz, capital"),
        ("On Monday, 3 May 2021, farmers in Kenya marched on the capital.", "Nairobi, capital"),
    ])
    func `the capital is where the government of the country sits`(text: String, place: String)
        throws
    {
        let found = try places(text, written: "2021-05-05")
        #expect(found == [place])
    }

    @Test(arguments: [
        ("On Monday teachers in Bolivia went on strike throughout the country.", "Bolivia"),
        ("El lunes los maestros de Bolivia entraron en huelga en todo el país.", "Bolivia"),
    ])
    func `what happens in the whole country is filed under the country`(
        text: String, place: String
    ) throws {
        let accounts = try Samples.accounts(of: text, written: "2003-10-15")
        #expect(accounts.map { $0.place?.place.name } == [place])
        #expect(accounts.map { $0.place?.precision } == [.country])
    }

    @Test func `an area has the precision of an area, a town that of a town`() throws {
        let accounts = try Samples.accounts(
            of: """
                On Monday coca growers blocked the road in the Chapare, Bolivia.

                On Monday miners blocked the road in Oruro, Bolivia, too.
                """, written: "2003-10-15")
        #expect(accounts.map { $0.place?.precision } == [.area, .town])
        let radii = accounts.compactMap { $0.place?.uncertaintyKilometres }
        #expect(radii.count == 2 && radii[0] > radii[1])
    }

    @Test(arguments: [
        (
            "On Monday miners marched from Oruro through Caracollo to La Paz, Bolivia.",
            ["Oruro", "Caracollo", "La Paz"]
        ),
        (
            "On Monday, through Caracollo, miners marched to La Paz from Oruro, Bolivia.",
            ["Oruro", "Caracollo", "La Paz"]
        ),
        (
            "El lunes los mineros marcharon desde Oruro hacia La Paz, Bolivia.",
            ["Oruro", "La Paz"]
        ),
        ("On Monday miners marched in Oruro, Bolivia.", []),
        ("On Monday miners blocked the road from Oruro to La Paz, Bolivia.", []),
    ])
    func `a march has a route from where it came to where it went`(
        text: String, route: [String]
    ) throws {
        let accounts = try Samples.accounts(of: text, written: "2003-10-15")
        #expect(accounts.map { $0.route.map(\.name) } == [route])
    }

    @Test func `a march is filed where it went`() throws {
        let found = try places("On Monday miners marched from Oruro to La Paz, Bolivia.")
        #expect(found == ["La Paz, sentence"])
    }
}
