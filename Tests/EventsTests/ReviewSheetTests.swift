import SimpleFeatures
import Testing

@testable import Events

/// The sheet that people fill in, and what it says of the sheets before it.
@Suite struct ReviewSheetTests {
    private typealias Scene = ReviewScene

    private func sheet(_ features: [Feature], _ rows: [ReviewRow] = []) throws -> [Feature] {
        let outcome = try Scene.applied(rows, to: features)
        return ReviewSheet(of: features, judgedBy: rows, outcome).layer.features
    }

    private func texts(_ rows: [Feature], _ column: String) -> [String?] {
        rows.map { SheetReading.text($0.properties[column]) }
    }

    @Test func `a first sheet has a new row for each event, in reading order`() throws {
        let events = [try Scene.massacre(), try Scene.march(), try Scene.clash()]
        let rows = try sheet(events)
        #expect(texts(rows, "id") == [events[2].id, events[1].id, events[0].id])
        #expect(texts(rows, "status") == ["new", "new", "new"])
        #expect(texts(rows, "dates")[0] == "2003-10-13/2003-10-13")
        #expect(rows.allSatisfy { $0.properties.all.count == ReviewSheet.columns.count })
        for column in ReviewSheet.personColumns {
            #expect(texts(rows, column) == [nil, nil, nil], "\(column)")
        }
    }

    @Test func `nothing that is read back looks to a spreadsheet like a day or a formula`() throws {
        let rows = try sheet([Scene.massacre(), Scene.march(), Scene.clash()])
        for column in ["id", "quote", "event_type", "dates", "location", "position"] {
            for text in texts(rows, column).compactMap({ $0 }) {
                #expect(CalendarDay(iso: text) == nil, "\(column)")
                #expect(!"=+-@".contains(text.prefix(1)), "\(column)")
            }
        }
    }

    @Test func `what was said stands beside what is read, and what nobody judged stays open`()
        throws
    {
        let events = [try Scene.clash(), try Scene.march(), try Scene.massacre()]
        let rows = [
            Scene.row(events[0], "fix", ["fix_deaths_best": "20", "own": "blue"]),
            Scene.row(events[1], nil),
        ]
        let next = try sheet(events, rows)
        #expect(texts(next, "status") == ["judged", "open", "new"])
        #expect(texts(next, "deaths_best")[0] == "25", "the reading")
        #expect(texts(next, "fix_deaths_best")[0] == "20")
        #expect(texts(next, "own") == ["blue", nil, nil])
    }

    @Test func `a reading that changed is told, and the verdict goes on counting`() throws {
        let clash = try Scene.clash()
        let row = Scene.row(
            clash, "ok",
            [
                "location": "Oruro", "dates": "2003-10-13/2003-10-13", "deaths_low": "5",
                "deaths_best": "",
            ])
        let next = try sheet([clash], [row])
        #expect(texts(next, "status") == ["changed"])
        #expect(texts(next, "verdict") == ["ok"])
        #expect(
            texts(next, "remark") == [
                "read since: deaths_low 5, now 17; deaths_best nothing, now 25"
            ])
    }

    @Test func `a verdict on another sentence becomes a remark and must be given again`() throws {
        let clash = try Scene.clash()
        let row = Scene.row(clash, "fix", ["quote": "another", "fix_injured": "3", "note": "n"])
        let next = try sheet([clash], [row])
        #expect(texts(next, "status") == ["changed"])
        #expect(texts(next, "verdict") == [nil])
        #expect(texts(next, "fix_injured") == [nil])
        let remark = try #require(texts(next, "remark")[0])
        #expect(
            remark.hasPrefix(
                "said of another reading: fix, fix_injured 3, note n, reviewer Ana, "
                    + "reviewed 2026-11-20; found"))
    }

    @Test func `what a person is to look at stands in every sheet until somebody did`() throws {
        let (clash, march) = (try Scene.clash(), try Scene.march())
        let rows = [
            Scene.row(clash, "fix", ["quote": "another", "fix_injured": "3"]),
            Scene.row(march, "ok", ["location": "Oruro"], line: 3),
        ]
        var sheet = try sheet([clash, march], rows)
        let remarks = texts(sheet, "remark")
        #expect(texts(sheet, "status") == ["changed", "changed"])
        sheet = try self.sheet([clash, march], read(sheet))
        #expect(texts(sheet, "status") == ["changed", "changed"])
        #expect(texts(sheet, "remark") == remarks)
        sheet[0].properties["verdict"] = .text("ok")
        sheet[1].properties["remark"] = .null
        let seen = try self.sheet([clash, march], read(sheet))
        #expect(texts(seen, "status") == ["judged", "judged"])
        #expect(texts(seen, "remark") == [nil, nil])
    }

    /// The rows of a sheet, as they are read from a file.
    private func read(_ sheet: [Feature]) -> [ReviewRow] {
        sheet.enumerated().map { index, feature in
            ReviewRow(
                place: "sheet.csv:\(index + 2)",
                cells: Dictionary(
                    feature.properties.all.map { ($0.name, SheetReading.text($0.value) ?? "") },
                    uniquingKeysWith: { one, _ in one }))
        }
    }

    @Test func `rows that cannot be followed and rows of events that are gone are kept`() throws {
        let (clash, massacre) = (try Scene.clash(), try Scene.massacre())
        let next = try sheet(
            [clash],
            [Scene.row(clash, "what"), Scene.row(massacre, "fix", ["fix_injured": "4"], line: 3)])
        #expect(texts(next, "status") == ["fault", "gone"])
        #expect(texts(next, "verdict") == ["what", "fix"])
        #expect(texts(next, "id") == [clash.id, massacre.id])
        #expect(texts(next, "fix_injured") == [nil, "4"])
    }

    @Test func `a sheet of a layer that was corrected shows what the program read`() throws {
        let clash = try Scene.clash()
        let cells = [
            "fix_deaths_best": "20", "fix_place": Scene.laPaz, "fix_event_type": "riot",
            "fix_date_start": "2003-10-15",
        ]
        let outcome = try Scene.applied([Scene.row(clash, "fix", cells)], to: [clash])
        let columns = [
            "event_type", "dates", "location", "gazetteer_id", "position", "deaths_low",
            "deaths_best", "deaths_high",
        ]
        let (before, after) = (try sheet([clash]), try sheet(outcome.features))
        for column in columns {
            #expect(texts(after, column) == texts(before, column), "\(column)")
        }
        #expect(after[0].geometry == before[0].geometry)
    }

    @Test func `a point that was moved by hand is written in the next sheet`() throws {
        let clash = try Scene.clash()
        let position = try Coordinate(longitude: -67.2, latitude: -17.9)
        let row = ReviewRow(
            place: "s.gpkg: row 1",
            cells: ["id": clash.id ?? "", "verdict": "fix", "position": "lon -67.1 lat -17.9"],
            position: position)
        let next = try sheet([clash], [row])
        #expect(texts(next, "fix_place") == ["lon -67.2 lat -17.9"])
        #expect(next[0].geometry == clash.geometry, "the point shows what was read")
    }
}
