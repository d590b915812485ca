import Testing

@testable import Events

/// Which date, figure and people of a sentence belong to which of its events.
@Suite struct AttachmentTests {
    private func told(_ text: String, _ written: String = "2020-05-20") throws -> [String] {
        try Samples.accounts(of: text, written: written).map { account in
            let cost = account.cost
            var line = "\(account.type.rawValue), \(account.date?.edtf ?? "no date")"
            for (name, toll) in [
                ("dead", cost.deaths), ("hurt", cost.injured), ("arrested", cost.arrested),
                ("took part", cost.participants),
            ] {
                if let toll { line += ", \(toll.best ?? -1) \(name)" }
            }
            return account.actors.isEmpty
                ? line : line + "; " + account.actors.joined(separator: ", ")
        }
    }

    @Test(arguments: [
        (
            "On May 4, 2020, miners marched in Oruro, Bolivia; on May 6, teachers blocked roads in Potosí.",
            ["march, 2020-05-04; miners", "blockade, 2020-05-06; teachers"]
        ),
        (
            "El 4 de mayo de 2020 los mineros marcharon en Oruro, Bolivia; el 6 de mayo los maestros bloquearon rutas en Potosí.",
            ["march, 2020-05-04; mineros", "blockade, 2020-05-06; maestros"]
        ),
    ])
    func `each event has the date and the people of its own clause`(
        text: String, says: [String]
    ) throws {
        #expect(try told(text) == says)
    }

    @Test func `a figure belongs to one event only`() throws {
        let found = try told(
            "On May 4, 2020, police shot at a crowd in Oruro, Bolivia, killing three miners, and peasants blocked the road."
        )
        #expect(found.filter { $0.contains("3 dead") }.count == 1, "\(found)")
        #expect(!found.contains { $0.hasPrefix("blockade") && $0.contains("dead") }, "\(found)")
    }

    @Test func `of two figures the likelier one is the event's`() throws {
        let found = try told(
            "Oruro, Bolivia, lost at least 50 people on May 2 and 3, 2020, and two days later at least three miners died."
        )
        #expect(found.contains { $0.hasPrefix("clash, 2020-05-05, 3 dead") }, "\(found)")
    }

    @Test func `who stands in one list acts together`() throws {
        let found = try told(
            "On May 4, 2020, students, workers and peasants marched in Oruro, Bolivia.")
        #expect(found == ["march, 2020-05-04; students, workers, peasants"])
    }

    @Test(arguments: [
        ("Three flower cutters died when police shot at a crowd in Oruro, Bolivia, on May 4.", 3),
        ("Two miners and a conscript were killed in clashes in Oruro, Bolivia, on May 4.", 3),
        (
            "Two hundred paper plates were sold, and miners clashed in Oruro, Bolivia, on May 4.",
            nil
        ),
    ])
    func `people whom no list has are counted where a verb says what became of them`(
        text: String, dead: Int?
    ) throws {
        let account = try #require(
            try Samples.accounts(of: text, written: "2020-05-20").first { $0.type.canKill })
        #expect(account.cost.deaths?.best == dead)
    }

    @Test(arguments: [
        (
            "On Saturday, May 2, 2020, the army was sent to Oruro, Bolivia. After 48 hours of clashes in which soldiers killed five miners it withdrew.",
            "massacre, 2020-05-02/2020-05-03"
        ),
        (
            "On Saturday, May 2, 2020, the army was sent to Oruro, Bolivia. After three days of heavy fighting in which soldiers killed five miners it withdrew.",
            "massacre, 2020-05-02/2020-05-04"
        ),
        (
            "El sábado 2 de mayo de 2020 el ejército llegó a Oruro, Bolivia. Tras 48 horas de enfrentamientos en que mató a cinco mineros se retiró.",
            "clash, 2020-05-02/2020-05-03"
        ),
        (
            "On Saturday, May 2, 2020, the army was sent to Oruro, Bolivia. After an hour of clashes in which soldiers killed five miners it withdrew.",
            "massacre, 2020-05-02"
        ),
    ])
    func `what is said to have lasted days goes on from the day of the paragraph`(
        text: String, says: String
    ) throws {
        let found = try told(text)
        #expect(
            found.contains { $0 == says || $0.hasPrefix(says + ";") || $0.hasPrefix(says + ",") },
            "\(found)")
    }
}
