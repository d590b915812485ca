import Reports
import Testing

/// What a reader of the language takes times for, one line each: the sentence, and its days with
/// their precision, how they are bounded and the part of the day.
@Suite struct DateTableTests {
    static func check(
        _ table: String, written: String? = "2003-10-14", story: String = "", _ language: Language
    ) throws {
        for line in DatedSentence.table(table, written: written, language: language) {
            var sentence = try line.get()
            if !story.isEmpty { sentence.story = story + " " }
            let found = try sentence.wholeDates()
            #expect(found == sentence.means, "\(sentence.testDescription)")
        }
    }

    @Test func `whole dates mean the days that they name`() throws {
        try Self.check(
            """
            Miners marched on Oct. 12, 2002. = 2002-10-12
            Miners marched on 12 Oct 2002. = 2002-10-12
            Miners marched on 12-X-2002. = 2002-10-12
            Miners marched on 12/X/02. = 2002-10-12
            Miners marched on 12-Oct-2002. = 2002-10-12
            Miners marched on 2002-10-12. = 2002-10-12
            Miners marched on 12.10.2002. = 2002-10-12
            Miners marched on 12/10/2002. = 2002-12-10
            Miners marched on 12-10-2002. = 2002-12-10
            Miners marched on 25-10-2002. = 2002-10-25
            Miners marched on the twelfth of October 2002. = 2002-10-12
            Miners marched on the twenty-first of June, 2002. = 2002-06-21
            Miners marched on the first of May. = 2003-05-01
            Miners marched on May 31st, 2002. = 2002-05-31
            Miners marched on Saturday, October 12, 2002. = 2002-10-12
            Miners marched on Saturday October 12th, 2002. = 2002-10-12
            Miners marched on the night of October 12, 2002. = 2002-10-12 night
            They met in version 12.10.2002 of the text. =
            """, .english)
    }

    @Test func `spans reach from their first day to their last`() throws {
        try Self.check(
            """
            They marched from May 5 to 9. = 2003-05-05/2003-05-09 day
            They marched between May 5 and 9. = 2003-05-05/2003-05-09 day
            They marched from the 5th to the 9th of May. = 2003-05-05/2003-05-09 day
            They marched from 28 October to 2 November 2002. = 2002-10-28/2002-11-02 day
            They marched from October 28, 2002 to November 2, 2002. = 2002-10-28/2002-11-02 day
            They marched between December 30 and January 2. = 2002-12-30/2003-01-02 day
            They marched on the night of 12-13 October. = 2003-10-12/2003-10-13 day night
            They marched on October 11, 12 and 13. = 2003-10-11/2003-10-13 day
            They marched on October 9, 11 and 13. = 2003-10-09; 2003-10-11; 2003-10-13
            They marched on October 9 and 12. = 2003-10-09; 2003-10-12
            They marched on October 9 and on October 12. = 2003-10-09; 2003-10-12
            They marched between March and May 2002. = 2002-03-01/2002-05-31 month
            They marched from March to May 2002. = 2002-03-01/2002-05-31 month
            They marched between November and February. = 2002-11-01/2003-02-28 month
            They marched from 1999 to 2002. = 1999-01-01/2002-12-31 year
            They marched between 1999 and 2002. = 1999-01-01/2002-12-31 year
            They marched in the years of 1999-2002. = 1999-01-01/2002-12-31 year
            They marched on Saturday and Sunday. = 2003-10-11/2003-10-12 day
            They marched on Thursday and Sunday. = 2003-10-09; 2003-10-12
            They marched from Thursday to Sunday. = 2003-10-09/2003-10-12 day
            They marched between Friday and Monday. = 2003-10-10/2003-10-13 day
            They marched from Tuesday to Thursday. = 2003-10-07/2003-10-09 day
            They marched on Saturday 11 and Sunday 12. = 2003-10-11/2003-10-12 day
            They marched from Friday until Monday. = 2003-10-10/2003-10-13 day
            They marched from yesterday to today. = 2003-10-13/2003-10-14 day
            """, .english)
    }

    @Test func `months, years and their parts are as long as a reader takes them for`() throws {
        try Self.check(
            """
            They marched in the second week of June. = 2003-06-08/2003-06-14 week
            They marched in the first week of June 2002. = 2002-06-01/2002-06-07 week
            They marched in the last week of February 2000. = 2000-02-23/2000-02-29 week
            They marched in the first two weeks of June. = 2003-06-01/2003-06-14 week
            They marched in the last weeks of September. = 2003-09-17/2003-09-30 week
            They marched in the first half of June. = 2003-06-01/2003-06-15 week
            They marched in the second half of February. = 2003-02-16/2003-02-28 week
            They marched in the first three days of March. = 2003-03-01/2003-03-03 day
            They marched on the last day of March. = 2003-03-31
            They marched in the first days of March. = 2003-03-01/2003-03-10 week
            They marched in late March. = 2003-03-18/2003-03-31 week
            They marched at the end of February 2000. = 2000-02-16/2000-02-29 week
            They marched in mid-2003. = 2003-05-01/2003-08-31 month about
            They marched in early 2003. = 2003-01-01/2003-04-30 month about
            They marched at the end of 2002. = 2002-09-01/2002-12-31 month about
            They marched in late 2002. = 2002-09-01/2002-12-31 month about
            They marched in the first half of 2003. = 2003-01-01/2003-06-30 month
            They marched in the third quarter of 2002. = 2002-07-01/2002-09-30 month
            They marched in the first three months of 2003. = 2003-01-01/2003-03-31 month
            They marched in the 1990s. = 1990-01-01/1999-12-31 year decade
            They marched in the nineties. = 1990-01-01/1999-12-31 year decade
            They marched in the '80s. = 1980-01-01/1989-12-31 year decade
            They marched in the early 1990s. = 1990-01-01/1993-12-31 year about
            They marched in the late 1980s. = 1987-01-01/1989-12-31 year about
            They marched on the first Monday of May. = 2003-05-05
            They marched on the last Friday in March. = 2003-03-28
            They marched on the third Thursday of November 2002. = 2002-11-21
            They marched in the week of October 6. = 2003-10-06/2003-10-12 week
            They marched on the weekend of October 4. = 2003-10-04/2003-10-05 day
            They marched around October 2. = 2003-10-02 about
            They marched about 1990. = 1990-01-01/1990-12-31 year about
            """, .english)
    }

    @Test func `weekdays and words beside them are counted from the day of the report`() throws {
        try Self.check(
            """
            They marched last Friday. = 2003-10-10
            They marched last Tuesday. = 2003-10-07
            They marched this Tuesday. = 2003-10-14
            They marched on Tuesday. = 2003-10-14
            They marched this past Sunday. = 2003-10-12
            They will march next Friday. = 2003-10-17
            They will march this Friday. = 2003-10-17
            They marched two Sundays ago. = 2003-10-05
            They marched two Tuesdays ago. = 2003-09-30
            They marched on Friday of last week. = 2003-10-10
            They marched the Monday before last. = 2003-10-06
            They marched on Monday night. = 2003-10-13 night
            They marched on Monday in the afternoon. = 2003-10-13 afternoon
            They marched before dawn on Sunday. = 2003-10-12 dawn
            They marched in the early hours of Sunday. = 2003-10-12 dawn
            They marched at noon on Sunday. = 2003-10-12 noon
            Sunday's march was long. = 2003-10-12
            They march every Monday. =
            They march on Mondays. =
            They marched yesterday evening. = 2003-10-13 evening
            They marched last night. = 2003-10-13 night
            They marched this morning. = 2003-10-14 morning
            They marched over the weekend. = 2003-10-11/2003-10-12 day
            They marched last weekend. = 2003-10-11/2003-10-12 day
            They marched on the 13th. = 2003-10-13
            They marched on the 30th, they say. = 2003-09-30
            They met on the 13th floor. =
            They marched on the evening of the 12th, it is said. = 2003-10-12 evening
            They marched on the 2nd of this month. = 2003-10-02
            They marched on the 15th of last month. = 2003-09-15
            They marched last October. = 2002-10-01/2002-10-31 month
            They marched last March. = 2003-03-01/2003-03-31 month
            They will march next March. = 2004-03-01/2004-03-31 month
            They marched in April of last year. = 2002-04-01/2002-04-30 month
            They marched on April 9 of last year. = 2002-04-09
            They marched in April this year. = 2003-04-01/2003-04-30 month
            """, .english)
    }

    @Test func `counts go back from the report`() throws {
        try Self.check(
            """
            They marched three weeks ago. = 2003-09-20/2003-09-26 week
            They marched a fortnight ago. = 2003-09-27/2003-10-03 week
            They marched a couple of days ago. = 2003-10-12
            They marched a few days ago. = 2003-10-07/2003-10-12 week
            They marched ten days ago. = 2003-10-04
            They marched two weekends ago. = 2003-10-04/2003-10-05 day
            They marched six months ago. = 2003-04-01/2003-04-30 month
            They marched half a year ago. = 2003-04-01/2003-04-30 month about
            They marched a year and a half ago. = 2002-04-01/2002-04-30 month about
            They marched two and a half years ago. = 2001-04-01/2001-04-30 month about
            They marched more than two years ago. = 2001-01-01/2001-12-31 year about
            They marched almost a month ago. = 2003-09-01/2003-09-30 month about
            They marched ten months ago. = 2002-12-01/2002-12-31 month
            They marched late last month. = 2003-09-17/2003-09-30 week
            They marched early this month. = 2003-10-01/2003-10-10 week
            They marched earlier this year. = 2003-01-01/2003-10-14 year
            They marched earlier this week. = 2003-10-13/2003-10-14 week
            They marched late last year. = 2002-09-01/2002-12-31 month about
            They marched the week before last. = 2003-09-29/2003-10-05 week
            """, .english)
    }

    @Test func `what goes on, ends or stands beside a day is told from the day`() throws {
        try Self.check(
            """
            They have marched since Monday. = 2003-10-13/2003-10-14 day open
            They have marched since September 20, 2003. = 2003-09-20/2003-10-14 day open
            They have marched since September. = 2003-09-01/2003-10-14 month open
            They have marched since early October. = 2003-10-01/2003-10-14 week open
            It was the deadliest day since March. =
            They had marched before October 2. =
            The roads stayed shut after October 2. =
            They mourned after Sunday's march. = 2003-10-12
            They marched the day after Easter. = 2003-04-21
            They marched two days before Christmas. = 2002-12-23
            They marched a week after October 2. = 2003-10-06/2003-10-12 week
            They marched on Christmas Eve. = 2002-12-24
            They marched on Good Friday. = 2003-04-18
            They marched on Good Friday 2000. = 2000-04-21
            They marched in Holy Week. = 2003-04-13/2003-04-20 week
            They marched on Easter Sunday of last year. = 2002-03-31
            They marched on New Year's Day. = 2003-01-01
            They marched on May Day. = 2003-05-01
            They marched at Orthodox Easter. =
            They will march by Friday. =
            """, .english)
    }

    @Test func `a story goes on from its own last date`() throws {
        try Self.check(
            """
            They marched the following Monday. = 2003-10-13
            They had marched the previous Monday. = 2003-10-06
            They marched the following week. = 2003-10-13/2003-10-19 week
            They marched that weekend. = 2003-10-11/2003-10-12 day
            They marched that evening. = 2003-10-09 evening
            They had marched the night before. = 2003-10-08 night
            They marched three weeks later. = 2003-10-27/2003-11-02 week
            They marched the following month. = 2003-11-01/2003-11-30 month
            They marched the following year. = 2004-01-01/2004-12-31 year
            They marched two years later. = 2005-01-01/2005-12-31 year
            They marched on the 12th. = 2003-10-12
            They marched at the end of the month. = 2003-10-18/2003-10-31 week
            They marched in December of that year. = 2003-12-01/2003-12-31 month
            They marched that Friday. = 2003-10-10
            They marched two Mondays later. = 2003-10-20
            """, written: "2005-06-01", story: "The strike began on October 9, 2003.", .english)
    }

    @Test func `months end, years turn and leap days are as the calendar has them`() throws {
        try Self.check(
            """
            They marched yesterday. = 2004-02-29
            They marched two days ago. = 2004-02-28
            They marched last month. = 2004-02-01/2004-02-29 month
            They marched in late February. = 2004-02-16/2004-02-29 week
            They marched on Sunday. = 2004-02-29
            They marched on February 29. = 2004-02-29
            They marched on the 29th. = 2004-02-29
            They marched on the 30th. = 2004-01-30
            They marched on New Year's Eve. = 2003-12-31
            They marched at Christmas. = 2003-12-25
            They marched three months ago. = 2003-12-01/2003-12-31 month
            They marched in December and January. = 2003-12-01/2003-12-31 month; 2004-01-01/2004-01-31 month
            They marched between December and January. = 2003-12-01/2004-01-31 month
            They marched last December. = 2003-12-01/2003-12-31 month
            They marched last week. = 2004-02-23/2004-02-29 week
            """, written: "2004-03-01", .english)
    }

    @Test func `dates of laws, writings, streets and sources date no event`() throws {
        try Self.check(
            """
            They marched against Law 1008 of July 19, 1988. =
            They marched against Supreme Decree 21060 of August 29, 1985. =
            They marched against the 1967 Constitution. =
            They marched against the Constitution of 1967. =
            They marched with the treaty of October 20, 1904. =
            They left Plaza 14 September. =
            They met at the market Monday. = 2003-10-13
            They met at the university October 12. = 2003-10-12
            The 26 July Movement marched. =
            They marched (La Prensa, 12 October 2003). =
            They marched (interview, 5 June 2003). =
            They marched, so a text accessed 12 March 2003. =
            They marched (12 October 2003). = 2003-10-12
            They marched on October 12 against the Constitution of 1967. = 2003-10-12
            They marched on October 2 and rested until Friday and Saturday. = 2003-10-02
            They marched on October 2, before Monday to Friday was free. = 2003-10-02
            They marched against the law of early October 2003. =
            """, .english)
    }
}
