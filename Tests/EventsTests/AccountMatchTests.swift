import Testing

@testable import Events

/// What speaks for and against two accounts of one event.
@Suite struct AccountMatchTests {
    private let laPaz = "bo-mun-020101"
    private let elAlto = "bo-mun-020105"
    private let cochabamba = "bo-mun-030101"
    private let quillacollo = "bo-mun-030901"

    private func match(_ one: Account, _ other: Account) throws -> AccountMatch? {
        let gazetteer = try Samples.gazetteer
        return AccountMatch(
            PlacedAccount(one, gazetteer: gazetteer), PlacedAccount(other, gazetteer: gazetteer))
    }

    private func features(_ one: Account, _ other: Account) throws -> [MergeFeature] {
        try match(one, other)?.findings.map(\.feature) ?? []
    }

    private func march(
        at place: String? = "bo-mun-020101", _ actors: [String] = [], on day: String = "2003-10-13"
    ) throws -> Account {
        try Samples.account(.march, Samples.on(day), at: place, in: "a", actors: actors)
    }

    @Test func `each feature has a sentence of its own`() {
        let sentences = MergeFeature.allCases.map(\.sentence)
        #expect(Set(sentences).count == sentences.count)
        #expect(sentences.allSatisfy { !$0.isEmpty && !$0.hasSuffix(".") })
    }

    @Test func `a match is the same whichever account comes first`() throws {
        let day = try Samples.on("2003-10-13")
        let accounts = [
            try march(["miners"]), try march(at: elAlto, ["teachers"]),
            try march(at: "bo-dep-la-paz"), try march(on: "2003-10-14"),
            try Samples.account(.protest, day, at: laPaz, in: "b", actors: ["mineros"]),
            try Samples.account(
                .march, Samples.from("2003-10-11", to: "2003-10-14"), at: laPaz, in: "c"),
        ]
        for one in accounts {
            for other in accounts {
                #expect(try match(one, other)?.score == match(other, one)?.score)
            }
        }
    }

    // MARK: - Places

    @Test func `towns of one admin-2 unit may tell one event, neighbours of two units not`() throws
    {
        #expect(try features(march(at: laPaz), march(at: elAlto)).contains(.sameUnit))
        // 13 km apart, in the provinces Cercado and Quillacollo.
        #expect(try match(march(at: cochabamba), march(at: quillacollo)) == nil)
    }

    @Test(arguments: [
        ("bo-mun-020101", MergeFeature.samePlace), ("bo-dep-la-paz", .sameArea),
        ("bo", .sameCountry),
    ])
    func `the wider a shared place, the less it says`(place: String, feature: MergeFeature) throws {
        #expect(try features(march(at: place), march(at: place)).first == feature)
        #expect(MergeFeature.samePlace.weight > MergeFeature.sameArea.weight)
        #expect(MergeFeature.sameArea.weight > MergeFeature.sameCountry.weight)
    }

    @Test func `a town lies in its department, and all lie in their country, which says nothing`()
        throws
    {
        #expect(try features(march(at: laPaz), march(at: "bo-dep-la-paz")).first == .placeInArea)
        #expect(try match(march(at: laPaz), march(at: "bo")) == nil)
    }

    // MARK: - Days and tolls

    @Test(arguments: [
        ("2003-10-13", "2003-10-13", MergeFeature.sameDay),
        ("2003-10-12", "2003-10-13", .daysInCommon),
        ("2003-10-11", "2003-10-12", .dayApart), ("2003-10-14", "2003-10-16", .dayApart),
    ])
    func `days are the same, in common or one apart`(
        start: String, end: String, feature: MergeFeature
    ) throws {
        let one = try march()
        let other = try Samples.account(
            .march, Samples.from(start, to: end), at: laPaz, in: "b")
        #expect(try features(one, other).contains(feature))
        #expect(try features(other, one).contains(feature))
    }

    @Test(arguments: [("2003-10-10", "2003-10-11"), ("2003-10-15", "2003-10-20")])
    func `two days apart cannot be one event`(start: String, end: String) throws {
        let other = try Samples.account(
            .march, Samples.from(start, to: end), at: laPaz, in: "b")
        #expect(try match(march(), other) == nil)
    }

    @Test(arguments: [
        // A Sunday, and the night from Saturday to Sunday.
        ("2003-10-12", "2003-10-12", 28, true),
        // A part of some size is a part.
        ("2003-10-12", "2003-10-12", 20, false),
        // A day in the middle of three.
        ("2003-10-11", "2003-10-13", 28, false),
    ])
    func `a total is joined only where alike tolls show that the same days are meant`(
        start: String, end: String, deaths: Int, isJoined: Bool
    ) throws {
        let one = try Samples.account(
            .massacre,
            start == end ? Samples.from("2003-10-11", to: "2003-10-12") : Samples.on("2003-10-12"),
            at: elAlto, in: "a", deaths: Toll(low: 26, best: 26, high: nil))
        let other = try Samples.account(
            .massacre, Samples.from(start, to: end), at: elAlto, in: "b",
            deaths: Samples.exactly(deaths))
        #expect(try (match(one, other) != nil) == isJoined)
    }

    @Test(arguments: [
        (Samples.exactly(7), Samples.exactly(7), MergeFeature.sameToll),
        (Samples.exactly(7), Toll(low: 5, best: 5, high: nil), .tollsMeet),
        (Samples.exactly(7), Toll(low: 8, best: 8, high: nil), .tollsApart),
        (Toll(low: 3, best: 3, high: 9), Samples.exactly(7), .tollsMeet),
        (Toll(low: nil, best: 6, high: 6), Samples.exactly(7), .tollsApart),
    ])
    func `tolls agree, can both be right, or contradict each other`(
        one: Toll, other: Toll, feature: MergeFeature
    ) throws {
        let day = try Samples.on("2003-10-13")
        let found = try features(
            Samples.account(.clash, day, at: laPaz, in: "a", deaths: one),
            Samples.account(.clash, day, at: laPaz, in: "b", deaths: other))
        #expect(found.contains(feature))
        #expect(one.contradicts(other) == (feature == .tollsApart))
        #expect(other.contradicts(one) == one.contradicts(other))
    }

    // MARK: - People, names and words

    @Test func `a group of people is the same in two languages, and another group speaks against`()
        throws
    {
        #expect(try features(march(["miners"]), march(["mineros"])).contains(.sameActors))
        #expect(try features(march(["teachers"]), march(["mineros"])).contains(.otherActors))
        let score = try #require(try match(march(["teachers"]), march(["miners"]))?.score)
        #expect(score < AccountMatch.threshold)
    }

    @Test func `police and crowds are at all events, and say nothing`() throws {
        let found = try features(march(["police", "people"]), march(["policía", "people"]))
        #expect(!found.contains(.sameActors) && !found.contains(.otherActors))
    }

    @Test func `names in both quotes count, but not that of the place, nor of days`() throws {
        let one = try march().quoting("On Monday Rosa Apaza led a march through La Paz.")
        let other = try march().quoting("In La Paz on Monday the march of Rosa Apaza grew.")
        let names = try #require(
            try match(one, other)?.findings.first { $0.feature == .sameNames })
        #expect(names.detail == "apaza, rosa")
        #expect(names.times == 2)
        let empty = try match(
            march().quoting("On Monday La Paz marched."),
            march().quoting("People of La Paz marched on Monday."))
        #expect(empty?.findings.contains { $0.feature == .sameNames } == false)
    }

    @Test func `a copy is known by its words, though some were edited`() throws {
        let text =
            "About four hundred teachers walked from the station to the square and asked for "
            + "the wages that they had been promised in spring."
        let edited = text.replacing("About four hundred", with: "Some four hundred")
        let retold =
            "Teachers who had been promised higher wages gathered in the square, some four hundred."
        let copied = try features(march().quoting(text), march().quoting(edited))
        #expect(copied.contains(.sameWords))
        let others = try features(march().quoting(text), march().quoting(retold))
        #expect(!others.contains(.sameWords))
        #expect(!QuoteWords("Teachers marched.").isCopy(of: QuoteWords("Teachers marched.")))
    }

    @Test func `a near miss says what was found and how much was lacking`() throws {
        let accounts = [
            try Samples.account(.march, Samples.on("2003-10-13"), at: laPaz, in: "a"),
            try Samples.account(.march, Samples.on("2003-10-14"), at: laPaz, in: "b"),
        ]
        let events = EventMerger(gazetteer: try Samples.gazetteer).events(of: accounts)
        #expect(events.count == 2)
        #expect(events[0].nearMiss == nil)
        let miss = try #require(events[1].nearMiss)
        #expect(miss.accountID == accounts[0].id)
        #expect(miss.score == 3.5)
        #expect(miss.reason == "the same place (2.0), a day apart (0.5), the same type (1.0)")
    }
}
