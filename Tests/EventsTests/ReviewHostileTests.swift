import SimpleFeatures
import TestMaterial
import Testing

@testable import Events

/// Sheets and layers that nobody filled in by hand.
@Suite struct ReviewHostileTests {
    private static let pieces = [
        "", " ", "/", "/1", "//", "'", "''", "merge", "merge ", "into", "part", "split", "ok",
        "drop",
        "fix", "unknown", "lon", "lat", "lon 1 lat 1", "lon nan lat inf", "9999999999999999999999",
        "-1", "٣", "2003-10-13", "2003-02-30", "\u{0}", "\n", "\u{1B}[2J", "\u{202E}", "é", "👩‍👩‍👧",
        ": joined ", " (read ", "\"", "\\", ": deaths_best ", " - ", "25", ")", ", 2026-11-20",
    ]

    private struct Source {
        var random: SeededGenerator

        mutating func text() -> String {
            let count = Int.random(in: 0...4, using: &random)
            return (0..<count).map { _ in
                ReviewHostileTests.pieces.randomElement(using: &random) ?? ""
            }.joined()
        }
    }

    @Test(arguments: 0..<200)
    func `whatever cells and records hold, each row has a fate and a line of its own`(seed: UInt64)
        throws
    {
        var source = Source(random: SeededGenerator(seed: seed))
        var features = [try ReviewScene.clash(), try ReviewScene.massacre()]
        for index in features.indices {
            features[index].properties["review"] = Value((0..<4).map { _ in source.text() })
            features[index].properties["aliases"] = Value([source.text(), source.text()])
            if Bool.random(using: &source.random) {
                features[index].properties["deaths_best"] = .text(source.text())
                features[index].properties["longitude"] = .real(1e300)
                features[index].properties["date_start"] = .text(source.text())
            }
        }
        let rows = (0..<12).map { line in
            var cells: [String: String] = [:]
            for name in ReviewSheet.columns.map(\.name) { cells[name] = source.text() }
            if Bool.random(using: &source.random) {
                cells["id"] = features[line % 2].id
                cells["verdict"] = ["fix", "ok", "drop", "part", "split"][line % 5]
                for name in ["quote", "event_type", "reviewed"] { cells[name] = nil }
            }
            return ReviewRow(
                place: "s.csv:\(line)", cells: cells,
                position: line % 3 == 0
                    ? Coordinate(wrappingLongitude: 1, clampingLatitude: 2) : nil)
        }
        let outcome = try ReviewScene.applied(rows, to: features)
        #expect(outcome.fates.count == rows.count)
        for fault in outcome.faults {
            #expect(fault.description.hasPrefix("s.csv:"), "seed \(seed)")
            #expect(
                !fault.description.unicodeScalars.contains { $0.value < 32 }, "seed \(seed)")
        }
        let sheet = ReviewSheet(of: features, judgedBy: rows, outcome)
        #expect(sheet.layer.features.count >= features.count, "seed \(seed)")
        let next = try ReviewScene.applied(rows, to: outcome.features)
        #expect(next.fates.count == rows.count)
    }

    @Test(arguments: [
        Value.null, .integer(-3), .real(0.5), .real(-1e-7), .real(1e21), .text(""), .text("La Paz"),
        .text("a \"b\" \\ (read c) : deaths_best 3"), .text("unknown"), .text("12"),
        .day(CalendarDay(daysSince1970: 12_338)),
    ])
    func `what the program read comes back from its line`(value: Value) throws {
        var feature = try ReviewScene.clash()
        let line = ReviewRecord.line(by: "A: b (c)", "location", .text("x \" (read y"), read: value)
        feature.properties["review"] = Value(["no line", line])
        let found = try #require(ReviewRecord(of: feature).reading(of: "location"))
        #expect(ReviewRecord.words(found) == ReviewRecord.words(value))
        #expect(found == value || value.day != nil)
    }

    @Test func `a long chain of merges ends in one event, which knows all the others`() throws {
        let clash = try ReviewScene.clash()
        let count = 3000
        let features = (0..<count).map { number in
            var feature = clash
            feature.id = "x\(number)"
            return feature
        }
        let rows = (1..<count).map { number in
            ReviewRow(
                place: "s.csv:\(number)",
                cells: ["id": "x\(number)", "verdict": "merge x\(number - 1)"])
        }
        let outcome = try ReviewScene.applied(rows, to: features)
        #expect(outcome.features.map(\.id) == ["x0"])
        #expect(outcome.features.first?.properties["aliases"].texts.count == count - 1)
    }
}
