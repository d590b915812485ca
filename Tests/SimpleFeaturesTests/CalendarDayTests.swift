import SimpleFeatures
import Testing

@Suite struct CalendarDayTests {
    @Test(arguments: [
        ("2003-10-13", 1), ("2000-02-29", 2), ("1970-01-01", 4), ("1899-12-31", 7),
    ])
    func `the weekday is the calendar's`(text: String, weekday: Int) throws {
        let day = try #require(CalendarDay(iso: text))
        #expect(day.weekday == weekday)
        #expect(day.description == text)
    }

    @Test(arguments: ["2003-02-29", "2003-13-01", "2003-1-01", "03-10-13", "2003-10-13T00", ""])
    func `what is no day is refused`(text: String) {
        #expect(CalendarDay(iso: text) == nil)
    }

    @Test func `counting days there and back changes nothing`() throws {
        for days in stride(from: -719_162, through: 2_932_896, by: 997) {
            #expect(CalendarDay(daysSince1970: days).daysSince1970 == days)
        }
    }
}
