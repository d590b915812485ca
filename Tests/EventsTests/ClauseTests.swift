import Gazetteers
import Testing

@testable import Events

/// What one clause of a sentence says belongs to its event, and not to its neighbour's.
@Suite struct ClauseTests {
    @Test func `an arrest of ten is no arrest of the marchers elsewhere`() throws {
        let accounts = try Samples.accounts(
            of:
                "On Monday miners marched from El Alto to La Paz, and police arrested ten people in "
                + "Oruro, Bolivia.", written: "2003-10-14")
        let march = try #require(accounts.first { $0.type == .march })
        let arrest = try #require(accounts.first { $0.type == .arrest })
        #expect(march.cost.arrested == nil)
        #expect(arrest.cost.arrested == Toll(low: 10, best: 10, high: 10))
        #expect(march.place?.place.name == "La Paz")
        #expect(arrest.place?.place.name == "Oruro")
    }

    @Test func `the marchers of one city do not strike in another`() throws {
        let accounts = try Samples.accounts(
            of: "In Lyon, France, 30,000 people marched on Friday, and workers went on strike in "
                + "Le Havre.", written: "2024-06-26")
        let strike = try #require(accounts.first { $0.type == .strike })
        let march = try #require(accounts.first { $0.type == .march })
        #expect(strike.cost.participants == nil)
        #expect(march.cost.participants?.best == 30_000)
    }

    @Test(arguments: [
        ("Miners marched from El Alto to La Paz on Monday.", ["El Alto", "La Paz"]),
        ("Miners from Huanuni marched from El Alto to La Paz on Monday.", ["El Alto", "La Paz"]),
        ("Los mineros marcharon de El Alto a La Paz el lunes.", ["El Alto", "La Paz"]),
        ("Los mineros marcharon desde Oruro hasta La Paz el lunes.", ["Oruro", "La Paz"]),
    ])
    func `a march runs from where its verb says`(text: String, route: [String]) throws {
        let accounts = try Samples.accounts(of: text, written: "2003-10-14")
        #expect(accounts.map { $0.route.map(\.name) } == [route])
    }

    @Test func `a dateline dates the report and not the march`() throws {
        let accounts = try Samples.accounts(
            of:
                "LA PAZ, October 14, 2003 - Miners from Huanuni marched from El Alto into La Paz on "
                + "Monday.", written: nil)
        let expected = try Samples.on("2003-10-13")
        #expect(accounts.map(\.date) == [expected])
        #expect(accounts.map { $0.route.map(\.name) } == [["El Alto", "La Paz"]])
    }
}
