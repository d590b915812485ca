import SimpleFeatures
import Testing

@testable import Events

@Suite struct DateIntervalTests {
    @Test func `the ends of an interval are put in order`() throws {
        let interval = try Samples.from("2003-10-14", to: "2003-10-12")
        #expect(interval.start == CalendarDay(year: 2003, month: 10, day: 12))
        #expect(interval.end == CalendarDay(year: 2003, month: 10, day: 14))
        #expect(interval.dayCount == 3)
    }

    @Test func `months and years reach from their first day to their last`() throws {
        let february = try Samples.from("2004-02-01", to: "2004-02-29", .month)
        #expect(DateInterval(year: 2004, month: 2) == february)
        let twoMonths = try Samples.from("2005-05-01", to: "2005-06-30", .month)
        #expect(DateInterval(year: 2005, month: 5, through: 6) == twoMonths)
        let year = try Samples.from("2003-01-01", to: "2003-12-31", .year)
        #expect(DateInterval(year: 2003) == year)
    }

    @Test(arguments: [(0, 1), (10_000, 1), (2003, 0), (2003, 13)])
    func `a month that no calendar has is none`(year: Int, month: Int) {
        #expect(DateInterval(year: year, month: month) == nil)
    }

    @Test(arguments: [
        ("2003-10-13", "2003-10-13", DateInterval.Precision.day, "2003-10-13"),
        ("2003-10-12", "2003-10-13", .day, "2003-10-12/2003-10-13"),
        ("2003-10-06", "2003-10-12", .week, "2003-10-06~/2003-10-12~"),
        ("2003-10-01", "2003-10-31", .month, "2003-10"),
        ("2005-05-01", "2005-06-30", .month, "2005-05/2005-06"),
        ("2003-01-01", "2003-12-31", .year, "2003"),
        ("2002-08-01", "2003-10-14", .year, "2002/2003"),
        ("2003-10-13", "2003-10-13", .unknown, ""),
    ])
    func `a date is written in EDTF no closer than it is known`(
        start: String, end: String, precision: DateInterval.Precision, edtf: String
    ) throws {
        #expect(try Samples.from(start, to: end, precision).edtf == edtf)
    }

    @Test(arguments: [
        ("2003-10-13", "2003-10-13", DateInterval.Precision.day, "2003-10"),
        ("2003-10-06", "2003-10-12", .week, "2003-10"),
        ("2003-10-28", "2003-11-02", .day, "2003-10/2003-11"),
        ("2003-10-01", "2003-10-31", .month, "2003-10"),
        ("2003-01-01", "2003-12-31", .year, "2003"),
    ])
    func `what is told later without a date lies in the month or the year of the story`(
        start: String, end: String, precision: DateInterval.Precision, edtf: String
    ) throws {
        #expect(try Samples.from(start, to: end, precision).widened.edtf == edtf)
    }

    @Test(arguments: [
        ("2003-10-13", "2003-10-14", true), ("2003-10-14", "2003-10-20", true),
        ("2003-10-01", "2003-10-12", true), ("2003-10-01", "2003-10-11", false),
        ("2003-10-15", "2003-10-20", false), ("2003-01-01", "2003-12-31", true),
    ])
    func `intervals overlap when they share a day`(start: String, end: String, shares: Bool) throws
    {
        let middle = try Samples.from("2003-10-12", to: "2003-10-14")
        let other = try Samples.from(start, to: end)
        #expect(middle.overlaps(other) == shares)
        #expect(other.overlaps(middle) == shares)
    }

    @Test func `the closest precision is the least`() {
        #expect(DateInterval.Precision.allCases.sorted() == [.day, .week, .month, .year, .unknown])
    }
}
