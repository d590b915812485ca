import SimpleFeatures
import Testing

@testable import Events

/// A row that cannot be followed is told with its place, and nothing of it is followed.
@Suite struct ReviewFaultTests {
    private typealias Scene = ReviewScene

    private func faults(_ rows: [ReviewRow], _ features: [Feature]) throws -> [String] {
        let outcome = try Scene.applied(rows, to: features)
        #expect(outcome.features == features, "half of something was followed")
        return outcome.faults.map(\.description)
    }

    @Test(
        arguments: [
            (
                "okay", [:],
                "sheet.csv:2: found the verdict 'okay', expected ok, drop, fix, merge ID, split or part"
            ),
            (
                "fix", [:],
                "sheet.csv:2: found the verdict fix without a correction, expected one in a column that "
                    + "begins with fix_, or the verdict ok"
            ),
            (
                "ok", ["fix_injured": "3"],
                "sheet.csv:2: found the verdict ok with corrections (fix_injured), expected the verdict "
                    + "fix, or no correction"
            ),
            (
                nil, ["fix_injured": "3", "fix_place": "La Paz"],
                "sheet.csv:2: found corrections (fix_place, fix_injured) without a verdict, expected the "
                    + "verdict fix"
            ),
            (
                "fix", ["fix_date_start": "13/10/2003"],
                "sheet.csv:2: found the day '13/10/2003' in fix_date_start, expected YYYY-MM-DD (a "
                    + "spreadsheet may have rewritten it: give the column the format of a text before "
                    + "you type)"
            ),
            (
                "ok", ["reviewed": "Nov-26"],
                "sheet.csv:2: found the day 'Nov-26' in reviewed, expected YYYY-MM-DD (a spreadsheet may "
                    + "have rewritten it: give the column the format of a text before you type)"
            ),
            (
                "fix", ["fix_date_start": "2003-10-14", "fix_date_end": "2003-10-13"],
                "sheet.csv:2: found the days 2003-10-14 to 2003-10-13, expected a last day that is not "
                    + "before the first (fix_date_start, fix_date_end)"
            ),
            (
                "fix", ["fix_participants": "1,000"],
                "sheet.csv:2: found '1,000' in fix_participants, expected a whole number without marks "
                    + "for thousands, 1000000000 at most, or unknown"
            ),
            (
                "fix", ["fix_injured": "-3"],
                "sheet.csv:2: found '-3' in fix_injured, expected a whole number without marks for "
                    + "thousands, 1000000000 at most, or unknown"
            ),
            (
                "fix", ["fix_deaths_low": "9", "fix_deaths_best": "8"],
                "sheet.csv:2: found deaths_low 9, deaths_best 8, deaths_high 25, expected figures that do "
                    + "not fall from low to best to high"
            ),
            (
                "fix", ["fix_place": "-68.2 -16.5"],
                "sheet.csv:2: found '-68.2 -16.5' in fix_place, expected a name, an id of the gazetteer, "
                    + "unknown, or lon and lat in degrees with their labels, as 'lon -68.2 lat -16.5'"
            ),
            (
                "fix", ["fix_place": "lon -16.5 lat -168.2"],
                "sheet.csv:2: found 'lon -16.5 lat -168.2' in fix_place, expected lon and lat in degrees "
                    + "with their labels, as 'lon -68.2 lat -16.5', within 180 and 90 degrees"
            ),
            (
                "fix", ["fix_place": "Xqzwvkj"],
                "sheet.csv:2: found 'Xqzwvkj' in fix_place, expected a name or an id of the gazetteer, "
                    + "or lon and lat with their labels"
            ),
            (
                "ok", ["id": "0000", "report": "a.txt", "quote": "gone"],
                "sheet.csv:2: found the verdict ok on the id 0000, expected the id of an event of the "
                    + "layer"
            ),
            (
                "ok", ["id": ""],
                "sheet.csv:2: found the verdict ok without an id, expected the id of an event"
            ),
            (
                "part", ["id": ""],
                "sheet.csv:2: found a part without an id, expected the id of the event that is split, "
                    + "with /1, /2 and so on behind it"
            ),
            (
                "ok", ["event_type": "riot"],
                "sheet.csv:2: found the verdict ok on a 'riot' that is read as a 'clash' now, expected "
                    + "the verdict on what is read now (look at it again)"
            ),
            (
                "drop", ["quote": "another"],
                "sheet.csv:2: found the verdict drop on the sentence 'another', which is 'quote' now, "
                    + "expected the verdict on what is read now (look at it again)"
            ),
        ] as [(String?, [String: String], String)])
    func `a row that cannot be followed says why`(
        verdict: String?, cells: [String: String], sentence: String
    ) throws {
        let clash = try Scene.clash()
        #expect(try faults([row(clash, verdict, cells)], [clash]) == [sentence])
    }

    private func row(
        _ feature: Feature, _ verdict: String?, _ cells: [String: String], line: Int = 2
    ) -> ReviewRow {
        Scene.row(feature, verdict, cells, line: line, on: cells["reviewed"])
    }

    @Test func `two people who say different things are both named`() throws {
        let clash = try Scene.clash()
        let rows = [
            Scene.row(clash, "drop"), Scene.row(clash, "ok", line: 7, by: "Luis", on: nil),
        ]
        #expect(
            try faults(rows, [clash]) == [
                "sheet.csv:2: found the verdict drop of Ana, 2026-11-20, but ok of Luis at "
                    + "sheet.csv:7, expected one verdict on an event (whoever is right, strike the "
                    + "other out)",
                "sheet.csv:7: found the verdict ok of Luis, but drop of Ana, 2026-11-20 at "
                    + "sheet.csv:2, expected one verdict on an event (whoever is right, strike the "
                    + "other out)",
            ])
    }

    @Test func `a row is not followed beside one on the same event that cannot be`() throws {
        let clash = try Scene.clash()
        let rows = [
            Scene.row(clash, "fix", ["fix_injured": "3"]),
            Scene.row(clash, "fix", ["fix_place": "Xqzwvkj"], line: 3, by: "Luis"),
        ]
        #expect(
            try faults(rows, [clash]).first
                == "sheet.csv:2: found the verdict fix beside a fault, expected sheet.csv:3 to be put "
                + "right first")
    }

    @Test func `merges in a circle are told, each of them`() throws {
        let events = [try Scene.clash(), try Scene.massacre(), try Scene.march()]
        let ids = events.compactMap(\.id)
        let rows = [
            Scene.row(events[0], "merge \(ids[1])"),
            Scene.row(events[1], "merge \(ids[2])", line: 3),
            Scene.row(events[2], "merge \(ids[0])", line: 4),
        ]
        #expect(
            try faults(rows, events)
                == zip([2, 3, 4], ids).map {
                    "sheet.csv:\($0): found a merge that comes back to \($1), expected merges that end "
                        + "in an event that stays"
                })
    }

    @Test func `what leads into a circle of merges is followed, for there it ends`() throws {
        let events = [try Scene.clash(), try Scene.massacre(), try Scene.march()]
        let ids = events.compactMap(\.id)
        let outcome = try Scene.applied(
            [
                Scene.row(events[0], "merge \(ids[1])"),
                Scene.row(events[1], "merge \(ids[2])", line: 3),
                Scene.row(events[2], "merge \(ids[1])", line: 4),
            ], to: events)
        #expect(outcome.faults.count == 2)
        #expect(outcome.features.map(\.id) == [ids[1], ids[2]])
    }

    @Test func `an event is not merged with itself, with nothing, or with one that is dropped`()
        throws
    {
        let (clash, massacre) = (try Scene.clash(), try Scene.massacre())
        let id = try #require(clash.id)
        let other = try #require(massacre.id)
        #expect(
            try faults([Scene.row(clash, "merge \(id)")], [clash]) == [
                "sheet.csv:2: found a merge of \(id) with itself, expected the id of another event"
            ])
        #expect(
            try faults([Scene.row(clash, "merge nothing")], [clash]) == [
                "sheet.csv:2: found a merge with nothing, expected the id of an event of the layer"
            ])
        let outcome = try Scene.applied(
            [Scene.row(clash, "merge \(other)"), Scene.row(massacre, "drop", line: 3)],
            to: [clash, massacre])
        #expect(outcome.features == [clash])
        #expect(
            outcome.faults.map(\.description) == [
                "sheet.csv:2: found a merge with \(other), which is dropped, expected one that stays"
            ])
    }

    @Test(arguments: [
        (
            ["split", "part"], ["", "/1"],
            "sheet.csv:2: found a split into 1 part, expected two rows or more with the verdict part "
                + "and the ids ID/1, ID/2 and so on"
        ),
        (
            ["ok", "part"], ["", "/1"],
            "sheet.csv:3: found a part of ID, expected the verdict split on ID itself"
        ),
        (
            ["split", "part", "part"], ["", "/1", "/2?"],
            "sheet.csv:2: found the verdict split beside a fault, expected sheet.csv:4 to be put right "
                + "first"
        ),
        (
            ["part"], ["/a"],
            "sheet.csv:2: found the id ID/a of a part, expected the id of the event that is split, "
                + "with /1, /2 and so on behind it"
        ),
    ])
    func `an event is split whole or not at all`(
        verdicts: [String], ids: [String], sentence: String
    ) throws {
        let clash = try Scene.clash()
        let id = try #require(clash.id)
        let rows = zip(verdicts, ids).enumerated().map { index, row in
            let isBroken = row.1.hasSuffix("?")
            return Scene.row(
                clash, row.0,
                [
                    "id": id + (isBroken ? String(row.1.dropLast()) : row.1),
                    "fix_date_start": isBroken ? "Oct-03" : "",
                ], line: index + 2)
        }
        let outcome = try Scene.applied(rows, to: [clash])
        #expect(outcome.features.map(\.id) == [id])
        #expect(
            outcome.faults.map(\.description).contains(sentence.replacing("ID", with: id)),
            "\(outcome.faults)")
    }

    @Test func `more rows on one event than anybody writes are refused at once`() throws {
        let clash = try Scene.clash()
        let rows = (0..<20_000).map { Scene.row(clash, "ok", line: $0, by: "R\($0)") }
        let outcome = try Scene.applied(rows, to: [clash])
        #expect(outcome.faults.count == rows.count)
        #expect(outcome.features == [clash])
        #expect(
            outcome.faults.first?.description
                == "sheet.csv:0: found 20000 verdicts on one event, expected 100 at most")
    }

    @Test func `a fault keeps to one line whatever a cell holds`() throws {
        let clash = try Scene.clash()
        let sentences = try faults([Scene.row(clash, "o\u{1B}[2J\nk")], [clash])
        #expect(sentences.count == 1)
        #expect(!(sentences.first ?? "\n").unicodeScalars.contains { $0.value < 32 })
    }
}
