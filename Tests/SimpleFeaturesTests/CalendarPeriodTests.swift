import SimpleFeatures
import Testing

@Suite struct CalendarPeriodTests {
    @Test(arguments: [
        ("2003", "2003-01-01", "2003-12-31"), ("2003-10", "2003-10-01", "2003-10-31"),
        ("2004-02", "2004-02-01", "2004-02-29"), ("2003-10-12", "2003-10-12", "2003-10-12"),
    ])
    func `a year, a month or a day runs from its first day to its last`(
        text: String, first: String, last: String
    ) throws {
        let period = try #require(CalendarPeriod(iso: text))
        #expect(period.firstDay.description == first)
        #expect(period.lastDay.description == last)
    }

    @Test(arguments: ["", "03", "2003-13", "2003-1", "2003-02-30", "October", "20o3", "2003-10-1"])
    func `what is no period is none`(text: String) {
        #expect(CalendarPeriod(iso: text) == nil)
    }
}
