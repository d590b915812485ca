import Gazetteers
import SimpleFeatures
import Testing

@testable import Events

/// What people say of events is followed, and what was read stays beside it.
@Suite struct ReviewTests {
    private typealias Scene = ReviewScene

    /// The one event after one row on it.
    private func one(
        _ feature: Feature, _ verdict: String, _ cells: [String: String] = [:]
    ) throws -> Feature {
        let outcome = try Scene.applied([Scene.row(feature, verdict, cells)], to: [feature])
        #expect(outcome.faults == [])
        return try #require(outcome.features.first)
    }

    // MARK: Verdicts

    @Test func `a sheet without verdicts leaves a layer as it is`() throws {
        let features = [try Scene.clash(), try Scene.march()]
        let rows = features.map {
            Scene.row($0, nil, ["note": "to be looked up"])
        }
        let outcome = try Scene.applied(rows, to: features)
        #expect(outcome.features == features)
        #expect(outcome.fates == [.unmarked, .unmarked])
    }

    @Test func `ok is recorded and changes nothing else`() throws {
        let clash = try Scene.clash()
        var confirmed = try one(clash, "OK", ["note": "seen in\nthe archive"])
        #expect(
            Scene.record(confirmed) == [
                "Ana, 2026-11-20: ok", #"Ana, 2026-11-20: note "seen in the archive""#,
            ])
        confirmed.properties = Properties(confirmed.properties.all.filter { $0.name != "review" })
        #expect(confirmed == clash)
    }

    @Test func `a corrected figure wins, and the reading stays beside it`() throws {
        let fixed = try one(Scene.clash(), "fix", ["fix_deaths_best": "20", "fix_injured": "100"])
        #expect(fixed.properties["deaths_best"] == .integer(20))
        #expect(fixed.properties["injured"] == .integer(100))
        #expect(
            Scene.record(fixed) == [
                "Ana, 2026-11-20: deaths_best 20 (read 25)",
                "Ana, 2026-11-20: injured 100 (read unknown)",
            ])
    }

    @Test(arguments: [
        ("12", [12, 12, 25]), ("30", [17, 30, 30]), ("unknown", [17, nil, 25]), ("0", [0, 0, 25]),
    ])
    func `figures that were read give way to a best one that a person gave`(
        best: String, expected: [Int?]
    ) throws {
        let fixed = try one(Scene.clash(), "fix", ["fix_deaths_best": best])
        let columns = ["deaths_low", "deaths_best", "deaths_high"]
        #expect(columns.map { fixed.properties[$0].integer } == expected)
    }

    @Test func `a corrected type brings its words of ACLED and PLOVER and another title`() throws {
        let fixed = try one(Scene.clash(), "fix", ["fix_event_type": "Arrest"])
        #expect(fixed.properties["event_type"] == .text("arrest"))
        #expect(fixed.properties["sub_event_type"] == .text("Arrests"))
        #expect(fixed.properties["plover_type"] == .text("COERCE"))
        #expect(fixed.properties["name"] == .text("Arrest, Oruro, 2003-10-13"))
        #expect(
            Scene.record(fixed) == [#"Ana, 2026-11-20: event_type "arrest" (read "clash")"#])
    }

    @Test(arguments: [
        (["fix_date_start": "2003-10-14"], "2003-10-14", "day"),
        (["fix_date_end": "2003-10-15"], "2003-10-13/2003-10-15", "day"),
        (["fix_date_start": "2003-10-01", "fix_date_end": "2003-10-31"], "2003-10", "month"),
        (["fix_date_start": "2003-01-01", "fix_date_end": "2003-12-31"], "2003", "year"),
        (["fix_date_start": "unknown"], "", "unknown"),
    ])
    func `corrected days bring their precision`(
        cells: [String: String], edtf: String, precision: String
    ) throws {
        let fixed = try one(Scene.clash(), "fix", cells)
        #expect(fixed.properties["edtf"].text ?? "" == edtf)
        #expect(fixed.properties["date_prec"] == .text(precision))
    }

    @Test(arguments: ["bo-mun-020101", "La Paz, Bolivia", "  la paz, bolivia "])
    func `a corrected place brings its units, its point and its title`(written: String) throws {
        let fixed = try one(Scene.clash(), "fix", ["fix_place": written])
        let place = try Samples.place(Scene.laPaz)
        #expect(fixed.geometry == .point(place.position))
        #expect(fixed.properties["gazetteer_id"] == .text(Scene.laPaz))
        #expect(fixed.properties["location"] == .text("La Paz"))
        #expect(fixed.properties["admin1_code"] == .text("BO-L"))
        #expect(fixed.properties["longitude"] == .real(place.position.longitude))
        #expect(fixed.properties["region"].isNull, "whoever files the event fills it in")
        #expect(fixed.properties["name"] == .text("Clash, La Paz, 2003-10-13"))
        #expect(
            Scene.record(fixed).prefix(2) == [
                #"Ana, 2026-11-20: location "La Paz" (read "Oruro")"#,
                #"Ana, 2026-11-20: gazetteer_id "bo-mun-020101" (read "bo-mun-040101")"#,
            ])
    }

    @Test(arguments: ["lon -68.2 lat -16.5", "LAT: -16,5; LON: -68,2", "lon=-68.2, lat=-16.5"])
    func `a place may be a labelled position, with a comma for decimals too`(written: String)
        throws
    {
        let fixed = try one(Scene.clash(), "fix", ["fix_place": written])
        #expect(fixed.geometry == .point(try Coordinate(longitude: -68.2, latitude: -16.5)))
        #expect(fixed.properties["geo_prec"] == .text("exact"))
        for column in ["location", "gazetteer_id", "admin1", "country"] {
            #expect(fixed.properties[column].isNull, "\(column)")
        }
    }

    @Test func `a point that was moved by hand is a corrected place, one that was not is none`()
        throws
    {
        let clash = try Scene.clash()
        let read = try #require(clash.representativePosition)
        let cells = [
            "id": clash.id ?? "", "verdict": "fix", "fix_injured": "3",
            "position": "lon \(read.longitude) lat \(read.latitude)",
        ]
        let moved = try Coordinate(longitude: -67.2, latitude: -17.9)
        for (position, isMoved) in [(read, false), (moved, true)] {
            let row = ReviewRow(place: "sheet.gpkg: row 1", cells: cells, position: position)
            let outcome = try Scene.applied([row], to: [clash])
            #expect(outcome.faults == [])
            #expect(outcome.features.first?.geometry == .point(position))
            #expect(outcome.movedIndices == (isMoved ? [0] : []))
        }
    }

    @Test func `a march whose place is corrected ends there and keeps its way`() throws {
        let march = try Scene.march()
        let fixed = try one(march, "fix", ["fix_place": "bo-mun-020105"])
        guard case .lineString(let before) = march.geometry,
            case .lineString(let after) = fixed.geometry
        else { throw Samples.Missing(what: "lines") }
        #expect(after.dropLast() == before.dropLast())
        #expect(after.last == (try Samples.place("bo-mun-020105").position))
        #expect(fixed.properties["route"].texts == ["Oruro", "Caracollo", "El Alto"])
        let nowhere = try one(march, "fix", ["fix_place": "unknown"])
        #expect(nowhere.geometry == nil)
        #expect(nowhere.properties["route"].isNull)
        #expect(Scene.record(nowhere).contains { $0.contains("Caracollo") })
    }

    @Test func `a dropped event leaves the layer and the totals that it is part of`() throws {
        let clash = try Scene.clash()
        var total = try Scene.massacre()
        total.properties["total_of"] = Value([clash.id ?? "", "other"])
        let rows = [Scene.row(clash, "drop")]
        let outcome = try Scene.applied(rows, to: [clash, total])
        #expect(outcome.features.map(\.id) == [total.id])
        #expect(outcome.features[0].properties["total_of"].texts == ["other"])
        let kept = try Scene.applied(rows, to: [clash, total], keepsDropped: true)
        #expect(kept.features.count == 2)
        #expect(Scene.record(kept.features[0]) == ["Ana, 2026-11-20: drop"])
    }

    @Test func `a merged event keeps its type, day and place and takes over what others tell`()
        throws
    {
        let (clash, massacre) = (try Scene.clash(), try Scene.massacre())
        let (id, other) = (try #require(massacre.id), try #require(clash.id))
        let outcome = try Scene.applied(
            [Scene.row(clash, "merge \(id)")], to: [clash, massacre])
        #expect(outcome.faults == [])
        let merged = try #require(outcome.features.first)
        #expect(outcome.features.count == 1)
        #expect(merged.id == id)
        #expect(merged.properties["event_type"] == .text("massacre"))
        #expect(merged.properties["aliases"].texts == [other])
        #expect(merged.properties["accounts"].texts.count == 2)
        #expect(merged.properties["source"] == .text("Second; First"))
        #expect(merged.properties["sources"] == .integer(2))
        #expect(merged.properties["actors"].texts == ["soldiers", "miners"])
        // As accounts that the program joins: the lowest, of two figures the more cautious, the highest.
        let columns = ["deaths_low", "deaths_best", "deaths_high"]
        #expect(columns.map { merged.properties[$0].integer } == [17, 25, 28])
        #expect(
            Scene.record(merged).first
                == "Ana, 2026-11-20: joined \(other) (read \"Clash, Oruro, 2003-10-13\")")
    }

    @Test func `everybody who merged, split or dropped is recorded, with the notes`() throws {
        let (clash, massacre) = (try Scene.clash(), try Scene.massacre())
        let (id, other) = (try #require(massacre.id), try #require(clash.id))
        let merged = try Scene.applied(
            [
                Scene.row(clash, "merge \(id)", ["note": "same street"]),
                Scene.row(clash, "merge \(id)", line: 3, by: "Luis", on: nil),
            ], to: [clash, massacre])
        #expect(
            Scene.record(merged.features[0]).prefix(3) == [
                "Ana, 2026-11-20: joined \(other) (read \"Clash, Oruro, 2003-10-13\")",
                "Ana, 2026-11-20: note \"same street\"",
                "Luis: joined \(other) (read \"Clash, Oruro, 2003-10-13\")",
            ])
        let dropped = try Scene.applied(
            [Scene.row(clash, "drop", ["note": "a film"])], to: [clash], keepsDropped: true)
        #expect(
            Scene.record(dropped.features[0]) == [
                "Ana, 2026-11-20: drop", "Ana, 2026-11-20: note \"a film\"",
            ])
    }

    @Test func `what was said of an event before it was merged is not taken for the other's`()
        throws
    {
        let (clash, massacre) = (try Scene.clash(), try Scene.massacre())
        let id = try #require(massacre.id)
        let fixed = try one(clash, "fix", ["fix_deaths_best": "20"])
        let merged = try Scene.applied(
            [Scene.row(clash, "merge \(id)", by: "Luis")], to: [fixed, massacre])
        #expect(merged.faults == [])
        let record = Scene.record(merged.features[0])
        #expect(
            record.contains("Ana, 2026-11-20 of \(clash.id ?? "") - deaths_best 20 (read 25)"))
        // 25 was read in the other; here 28 was, and the more cautious figure stands in for it.
        #expect(
            ReviewRecord(of: merged.features[0]).reading(of: "deaths_best") == .integer(28))
    }

    @Test func `a total has the parts of an event that is split`() throws {
        let clash = try Scene.clash()
        var total = try Scene.massacre()
        let id = try #require(clash.id)
        total.properties["total_of"] = Value([id])
        let outcome = try Scene.applied(
            [
                Scene.row(clash, "split"), Scene.row(clash, "part", ["id": "\(id)/1"], line: 3),
                Scene.row(clash, "part", ["id": "\(id)/2"], line: 4),
            ], to: [total, clash])
        #expect(outcome.features[0].properties["total_of"].texts == ["\(id)/1", "\(id)/2"])
        #expect(outcome.movedIndices.isEmpty)
    }

    @Test func `merges in a row end in the event that stays`() throws {
        let events = [try Scene.clash(), try Scene.massacre(), try Scene.march()]
        let ids = events.compactMap(\.id)
        let outcome = try Scene.applied(
            [
                Scene.row(events[0], "merge \(ids[1])"),
                Scene.row(events[1], "merge into \(ids[2])", line: 3),
            ], to: events)
        #expect(outcome.faults == [])
        #expect(outcome.features.map(\.id) == [ids[2]])
        #expect(Set(outcome.features[0].properties["aliases"].texts) == [ids[0], ids[1]])
    }

    @Test func `an event is split into the rows of its parts, which take its place`() throws {
        let (clash, march) = (try Scene.clash(), try Scene.march())
        let id = try #require(clash.id)
        let outcome = try Scene.applied(
            [
                Scene.row(clash, "split"),
                Scene.row(
                    clash, "part", ["id": "\(id)/1", "fix_deaths_best": "17"], line: 3),
                Scene.row(
                    clash, "part",
                    ["id": "\(id)/2", "fix_place": Scene.laPaz, "fix_event_type": "riot"], line: 4),
            ], to: [clash, march])
        #expect(outcome.faults == [])
        #expect(outcome.features.map(\.id) == ["\(id)/1", "\(id)/2", march.id])
        #expect(
            outcome.features.map { $0.properties["id"].text } == ["\(id)/1", "\(id)/2", march.id])
        #expect(outcome.features[0].properties["deaths_high"] == .integer(25))
        #expect(outcome.features[0].properties["deaths_best"] == .integer(17))
        #expect(outcome.features[1].properties["name"] == .text("Riot, La Paz, 2003-10-13"))
        #expect(outcome.features[1].properties["quote"] == clash.properties["quote"])
        #expect(Scene.record(outcome.features[1]).first == "Ana, 2026-11-20: split from \(id)")
    }

    // MARK: Finding the event

    @Test func `a verdict finds an event that the program joined to others by its alias`() throws {
        let day = try Samples.on("2003-10-13")
        let one = try Samples.account(.clash, day, at: Scene.oruro, in: "a.txt")
        let other = try Samples.account(.clash, day, at: Scene.oruro, in: "b.txt")
        let joined = try Scene.feature(one, other)
        let alias = try #require(joined.properties["aliases"].texts.first)
        let outcome = try Scene.applied(
            [Scene.row(joined, "fix", ["id": alias, "fix_injured": "4"])], to: [joined])
        #expect(outcome.faults == [])
        #expect(outcome.features[0].properties["injured"] == .integer(4))
    }

    @Test func `a verdict finds an event whose report was edited by its sentence and type`() throws
    {
        let (clash, march) = (try Scene.clash(), try Scene.march())
        let rows = [
            Scene.row(clash, "fix", ["id": "before", "fix_injured": "4"]),
            Scene.row(march, "drop", ["id": "then", "quote": "no such sentence"], line: 3),
        ]
        let outcome = try Scene.applied(rows, to: [clash, march])
        #expect(outcome.fates == [.applied(.fix), .done(.drop)])
        #expect(outcome.features[0].properties["injured"] == .integer(4))
        #expect(outcome.movedIDs == ["before"])
    }

    @Test func `an event is not found by its sentence where another row names it, or two have it`()
        throws
    {
        let clash = try Scene.clash()
        var twin = clash
        twin.id = "twin"
        twin.properties["id"] = .text("twin")
        let lost = Scene.row(clash, "drop", ["id": "before"])
        let named = try Scene.applied([lost, Scene.row(clash, nil, line: 3)], to: [clash])
        #expect(named.features == [clash])
        let twice = try Scene.applied([lost], to: [clash, twin])
        #expect(twice.features == [clash, twin])
    }

    @Test func `a sentence that is read as another type under another id is told as that`() throws {
        let clash = try Scene.clash()
        let row = Scene.row(clash, "ok", ["id": "before", "event_type": "riot"])
        let outcome = try Scene.applied([row], to: [clash])
        #expect(
            outcome.faults.map(\.description) == [
                "sheet.csv:2: found the verdict ok on a 'riot' that is read as a 'clash' now, "
                    + "expected the verdict on what is read now (look at it again)"
            ])
        let sheet = ReviewSheet(of: [clash], judgedBy: [row], outcome).layer.features
        #expect(sheet.map { $0.properties["status"] } == [.text("changed")])
        #expect(sheet.map { $0.properties["id"].text } == [clash.id])
    }

    @Test func `an id that a spreadsheet would round stands behind an apostrophe`() throws {
        var event = try Scene.clash()
        event.id = "1234567890123456"
        let outcome = try Scene.applied(
            [Scene.row(event, "drop", ["id": "'1234567890123456"])], to: [event])
        #expect(outcome.faults == [])
        #expect(outcome.features.isEmpty)
    }

    @Test func `verdicts on reports that are not here are counted and wait`() throws {
        let (clash, massacre) = (try Scene.clash(), try Scene.massacre())
        let outcome = try Scene.applied([Scene.row(massacre, "ok")], to: [clash])
        #expect(outcome.fates == [.elsewhere])
        #expect(outcome.features == [clash])
    }

    // MARK: Several people

    @Test func `people who agree are all recorded, and their corrections go together`() throws {
        let clash = try Scene.clash()
        let outcome = try Scene.applied(
            [
                Scene.row(clash, "fix", ["fix_deaths_best": "20"]),
                Scene.row(
                    clash, "fix", ["fix_deaths_best": "20", "fix_injured": "5"], line: 3,
                    by: "Luis", on: nil),
            ], to: [clash])
        #expect(outcome.faults == [])
        #expect(
            Scene.record(outcome.features[0]) == [
                "Ana, 2026-11-20: deaths_best 20 (read 25)", "Luis: deaths_best 20 (read 25)",
                "Luis: injured 5 (read unknown)",
            ])
    }

    @Test func `what a reviewer says on a later day counts`() throws {
        let clash = try Scene.clash()
        let outcome = try Scene.applied(
            [
                Scene.row(clash, "fix", ["fix_injured": "5"], on: "2026-11-21"),
                Scene.row(clash, "drop", line: 3),
            ], to: [clash])
        #expect(outcome.fates == [.applied(.fix), .superseded])
        #expect(outcome.features[0].properties["injured"] == .integer(5))
    }

    @Test func `a later correction is recorded beside the earlier one and the reading`() throws {
        let clash = try Scene.clash()
        let first = try one(clash, "fix", ["fix_deaths_best": "20"])
        let outcome = try Scene.applied(
            [Scene.row(clash, "fix", ["fix_deaths_best": "25"], by: "Luis")], to: [first])
        #expect(outcome.features[0].properties["deaths_best"] == .integer(25))
        #expect(
            Scene.record(outcome.features[0]) == [
                "Ana, 2026-11-20: deaths_best 20 (read 25)",
                "Luis, 2026-11-20: deaths_best 25 (read 25)",
            ])
    }
}
