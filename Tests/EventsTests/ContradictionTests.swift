import Testing

@testable import Events

/// What accounts of one event tell differently.
@Suite struct ContradictionTests {
    private let laPaz = "bo-mun-020101"
    private let elAlto = "bo-mun-020105"

    /// "deaths: 17 a, at least 25 b" for each contradiction.
    private func found(_ accounts: [Account], parts: [Event] = []) throws -> [String] {
        let event = Event(accounts: accounts, reasons: accounts.dropFirst().map { _ in "told" })
        return Contradiction.all(in: event, parts: parts, gazetteer: try Samples.gazetteer)
            .map { contradiction in
                "\(contradiction.subject.rawValue): "
                    + contradiction.claims
                    .map { "\($0.says) \($0.account.source.reportID)" }.joined(separator: ", ")
            }
    }

    private func clash(
        _ report: String, _ day: String = "2003-10-13", at place: String? = "bo-mun-020101",
        dead deaths: Toll? = nil, _ type: EventType = .clash
    ) throws -> Account {
        try Samples.account(type, Samples.on(day), at: place, in: report, deaths: deaths)
    }

    @Test func `accounts that agree, or say nothing, contradict nothing`() throws {
        #expect(try found([clash("a"), clash("b", at: nil, dead: Samples.exactly(3))]) == [])
    }

    @Test func `each says how many, and whoever says nothing is not named`() throws {
        let accounts = [
            try clash("a", dead: Samples.exactly(17)), try clash("b"),
            try clash("c", dead: Toll(low: 25, best: 25, high: nil)),
        ]
        #expect(try found(accounts) == ["deaths: 17 a, at least 25 c"])
    }

    @Test func `a figure of another sentence is shown with that sentence`() throws {
        var account = try clash("a", dead: Samples.exactly(17))
        account.others = [
            Account.Sentence(quote: "17 died.", cost: account.cost, rule: .samePlace),
            Account.Sentence(quote: "It rained.", cost: Cost(), rule: .samePlace),
        ]
        let event = Event(
            accounts: [account, try clash("b", dead: Samples.exactly(25))], reasons: ["told"])
        let found = Contradiction.all(in: event, gazetteer: try Samples.gazetteer)
        #expect(found.first?.claims.map(\.otherQuotes) == [["17 died."], []])
    }

    @Test func `a bound that holds a figure does not contradict it`() throws {
        let accounts = [
            try clash("a", dead: Samples.exactly(28)),
            try clash("b", dead: Toll(low: 26, best: 26, high: nil)),
            try clash("c", dead: Toll(low: 20, best: 24, high: 30)),
        ]
        #expect(try found(accounts) == [])
    }

    @Test func `three spans contradict where no figure fits all`() throws {
        let accounts = [
            try clash("a", dead: Toll(low: 1, best: 3, high: 5)),
            try clash("b", dead: Toll(low: 4, best: 6, high: 8)),
            try clash("c", dead: Toll(low: 7, best: 8, high: 9)),
        ]
        #expect(try found(accounts) == ["deaths: 1 to 5 a, 4 to 8 b, 7 to 9 c"])
    }

    @Test func `types, days and places contradict, a closer one does not`() throws {
        let accounts = [
            try clash("a"), try clash("b", "2003-10-14", at: elAlto, .massacre),
        ]
        #expect(
            try found(accounts) == [
                "type: clash a, massacre b", "date: 2003-10-13 a, 2003-10-14 b",
                "place: La Paz a, El Alto b",
            ])
        let month = try Samples.account(
            .clash, Samples.from("2003-10-01", to: "2003-10-31", .month), at: "bo-dep-la-paz",
            in: "c")
        #expect(try found([clash("a"), month]) == [])
    }

    // MARK: - Totals

    private func total(_ deaths: Toll) throws -> Account {
        try Samples.account(
            .massacre, Samples.from("2003-10-11", to: "2003-10-13"), at: elAlto, in: "total",
            deaths: deaths)
    }

    @Test func `parts that sum to more than the total contradict it`() throws {
        let parts = [
            Event(try clash("a", "2003-10-12", at: elAlto, dead: Samples.exactly(28))),
            Event(try clash("b", "2003-10-13", at: laPaz, dead: Samples.exactly(17))),
        ]
        #expect(
            try found([total(Samples.exactly(30))], parts: parts) == [
                "total: 30 in all total, 28 a, 17 b"
            ])
        #expect(try found([total(Samples.exactly(45))], parts: parts) == [])
        #expect(try found([total(Toll(low: 30, best: 30, high: nil))], parts: parts) == [])
    }

    @Test func `two parts of one place and day may be one, and are not added`() throws {
        let parts = [
            Event(try clash("a", "2003-10-12", at: elAlto, dead: Samples.exactly(20))),
            Event(try clash("b", "2003-10-12", at: elAlto, dead: Samples.exactly(18))),
        ]
        #expect(try found([total(Samples.exactly(30))], parts: parts) == [])
    }
}
