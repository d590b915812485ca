import SimpleFeatures
import TestMaterial
import Testing

@testable import Regions

/// Months, weeks, quiet days and the columns of charts.
@Suite struct TimeTests {
    static func day(_ text: String) throws -> CalendarDay {
        try #require(CalendarDay(iso: text))
    }

    /// Weeks as GNU date tells them: `date -d DAY +%G-W%V`.
    @Test(
        arguments: [
            ("2003-10-13", "2003-W42"), ("2003-10-12", "2003-W41"), ("2004-12-31", "2004-W53"),
            ("2005-01-02", "2004-W53"), ("2005-01-03", "2005-W01"), ("2008-12-29", "2009-W01"),
            ("2010-01-03", "2009-W53"), ("1781-03-14", "1781-W11"),
        ])
    func `weeks are those of ISO 8601`(day: String, week: String) throws {
        #expect(Week(of: try Self.day(day)).description == week)
        #expect(Week(of: try Self.day(day)).firstDay.weekday == 1)
    }

    @Test func `months are in order and written as ISO 8601 does`() throws {
        let december = Month(of: try Self.day("0999-12-31"))
        let january = Month(of: try Self.day("1000-01-01"))
        #expect(december < january)
        #expect(january.index - december.index == 1)
        #expect([december, january].map(\.description) == ["0999-12", "1000-01"])
    }

    @Test func `the longest quiet is the first of equally long ones`() throws {
        var coverage = DayCoverage()
        #expect(coverage.longestQuiet == nil)
        coverage.add(from: try Self.day("2003-10-01"), to: try Self.day("2003-10-01"))
        #expect(coverage.longestQuiet == nil)
        coverage.add(from: try Self.day("2003-10-05"), to: try Self.day("2003-10-09"))
        coverage.add(from: try Self.day("2003-10-07"), to: try Self.day("2003-10-07"))
        coverage.add(from: try Self.day("2003-10-13"), to: try Self.day("2003-10-13"))
        coverage.add(from: try Self.day("2003-10-14"), to: try Self.day("2003-10-14"))
        let quiet = try #require(coverage.longestQuiet)
        #expect(quiet.firstDay.description == "2003-10-02")
        #expect(quiet.lastDay.description == "2003-10-04")
        #expect(quiet.days == 3)
    }

    /// Against a list of days, gone through one by one.
    @Test(arguments: 0..<200)
    func `the longest quiet is found as by looking at every day`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var coverage = DayCoverage()
        var busy = [Bool](repeating: false, count: 80)
        for _ in 0..<Int.random(in: 1...8, using: &random) {
            let first = Int.random(in: 0..<80, using: &random)
            let last = min(79, first + Int.random(in: 0...5, using: &random))
            for day in first...last { busy[day] = true }
            coverage.add(
                from: CalendarDay(daysSince1970: first), to: CalendarDay(daysSince1970: last))
        }
        var best: (first: Int, days: Int)?
        var last: Int?
        for day in busy.indices where busy[day] {
            if let last, day - last - 1 > best?.days ?? 0 { best = (last + 1, day - last - 1) }
            last = day
        }
        let found = coverage.longestQuiet
        #expect(found?.days == best?.days, "seed \(seed)")
        #expect(found?.firstDay.daysSince1970 == best?.first, "seed \(seed)")
    }

    @Test(
        arguments: [
            ("2003-01", "2003-12", Timeline.Step.month, 12, "2003-01"),
            ("2003-01", "2004-01", .quarter, 5, "2003-Q1"),
            ("2000-06", "2009-05", .year, 10, "2000"), ("1895-01", "2001-01", .decade, 12, "1890s"),
            ("0001-01", "9999-12", .century, 100, "00xx"),
        ])
    func `a timeline takes the shortest columns that fit`(
        first: String, last: String, step: Timeline.Step, count: Int, name: String
    ) throws {
        let months =
            Month(of: try Self.day(first + "-01"))...Month(of: try Self.day(last + "-01"))
        let timeline = Timeline(months, atMost: 12)
        #expect(timeline.step == step)
        #expect(timeline.count == count)
        #expect(timeline.name(of: 0) == name)
    }

    // MARK: Drawings

    @Test(
        arguments: [
            (0, "", ""), (1, "▎", "#"), (50, "██████████", "##########"),
            (57, "███████████▍", "###########"),
            (100, "████████████████████", "####################"),
        ])
    func `a bar is as long as its number`(count: Int, blocks: String, letters: String) {
        #expect(Marks.unicode.bar(count, of: 100) == blocks)
        #expect(Marks.ascii.bar(count, of: 100) == letters)
    }

    @Test func `a sparkline shows the least number and tells it from none`() {
        #expect(Marks.unicode.sparkline([0, 1, 50, 100], of: 100) == "·▁▄█")
        #expect(Marks.ascii.sparkline([0, 1, 50, 100], of: 100) == ".:+@")
        #expect(Marks.unicode.sparkline([0], of: 0) == "·")
    }
}
