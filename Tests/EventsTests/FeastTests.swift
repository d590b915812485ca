import SimpleFeatures
import Testing

@testable import Events

@Suite struct FeastTests {
    /// Meeus (1991), *Astronomical Algorithms*, chapter 8, gives these six.
    @Test(arguments: [
        (1991, 3, 31), (1992, 4, 19), (1993, 4, 11), (1954, 4, 18), (2000, 4, 23), (1818, 3, 22),
    ])
    func `Easter falls where the astronomer's examples have it`(year: Int, month: Int, day: Int) {
        #expect(Feast.easterSunday(of: year) == CalendarDay(year: year, month: month, day: day))
    }

    @Test func `Easter is a Sunday from March 22 to April 25`() throws {
        for year in 1583...4099 {
            let easter = try #require(Feast.easterSunday(of: year), "year \(year)")
            #expect(easter.weekday == 7, "year \(year)")
            let first = try #require(CalendarDay(year: year, month: 3, day: 22))
            let last = try #require(CalendarDay(year: year, month: 4, day: 25))
            #expect((first...last).contains(easter), "year \(year)")
        }
    }

    @Test func `feasts that lean on Easter move with it, others stay`() throws {
        let friday = try #require(Feast.easter(first: -2, last: -2).days(in: 2000))
        #expect(friday.edtf == "2000-04-21")
        let week = try #require(Feast.easter(first: -7, last: 0).days(in: 2000))
        #expect(week.edtf == "2000-04-16~/2000-04-23~")
        #expect(Feast.fixed(month: 12, day: 25).days(in: 2000)?.edtf == "2000-12-25")
        #expect(Feast.fixed(month: 2, day: 29).days(in: 2001) == nil)
        #expect(Feast.fixed(month: 1, day: 1).days(in: 10_000) == nil)
    }
}
