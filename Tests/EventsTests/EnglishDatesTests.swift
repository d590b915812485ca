import Reports
import Testing

/// Dates of English sentences, the story before them and the day of the report given.
@Suite struct EnglishDatesTests {
    /// 14 October 2003 was a Tuesday.
    @Test(arguments: [
        DatedSentence("Miners marched on October 13, 2003.", "2003-10-13"),
        DatedSentence("Miners marched on 13 October 2003.", "2003-10-13"),
        DatedSentence("Miners marched on the 13th of October 2003.", "2003-10-13"),
        DatedSentence("Miners marched on October 13th, 2003.", "2003-10-13"),
        DatedSentence("Miners marched on Oct. 13, 2003.", "2003-10-13"),
        DatedSentence("Miners marched on Monday, October 13, 2003.", "2003-10-13"),
        DatedSentence("Miners marched on 2003-10-13.", "2003-10-13"),
        DatedSentence("Miners marched on 10/13/03.", "2003-10-13"),
        DatedSentence("Miners marched on 13/10/2003.", "2003-10-13"),
        DatedSentence("Miners marched on October 12 and 13.", "2003-10-12/2003-10-13 day"),
        DatedSentence("Miners marched on October 12-13, 2003.", "2003-10-12/2003-10-13 day"),
        DatedSentence("They marched from September 15 through 19.", "2003-09-15/2003-09-19 day"),
        DatedSentence(
            "They marched from October 28 to November 2, 2002.", "2002-10-28/2002-11-02 day"),
        DatedSentence("In October 2002 the miners marched.", "2002-10-01/2002-10-31 month"),
        DatedSentence("In May and June 2002 they marched.", "2002-05-01/2002-06-30 month"),
        DatedSentence("They marched in February 2004.", "2004-02-01/2004-02-29 month"),
        DatedSentence("In 1952 they marched.", "1952-01-01/1952-12-31 year"),
        DatedSentence(
            "They met on October 2, 2003 and on October 9, 2003.", "2003-10-02; 2003-10-09"),
    ])
    func `a whole date means the days that it names`(_ sentence: DatedSentence) throws {
        let found = try sentence.dates()
        #expect(found == sentence.means)
    }

    @Test(arguments: [
        DatedSentence("Miners marched on October 13.", "2003-10-13"),
        DatedSentence("On October 10 miners marched.", "2003-10-10"),
        DatedSentence("Miners marched on December 3.", "2002-12-03"),
        DatedSentence("They marched in September.", "2003-09-01/2003-09-30 month"),
        DatedSentence("They marched in December.", "2002-12-01/2002-12-31 month"),
        DatedSentence("They marched last September.", "2003-09-01/2003-09-30 month"),
        DatedSentence("They marched in early October.", "2003-10-01/2003-10-10 week"),
        DatedSentence("They marched at the beginning of October.", "2003-10-01/2003-10-10 week"),
        DatedSentence("They marched in mid-September.", "2003-09-10/2003-09-20 week"),
        DatedSentence("They marched in the middle of September.", "2003-09-10/2003-09-20 week"),
        DatedSentence("They marched in late September.", "2003-09-17/2003-09-30 week"),
        DatedSentence("They marched in the last weeks of September.", "2003-09-17/2003-09-30 week"),
        DatedSentence("They marched at the end of September.", "2003-09-17/2003-09-30 week"),
        DatedSentence("They marched on Monday.", "2003-10-13"),
        DatedSentence("They marched on Tuesday.", "2003-10-14"),
        DatedSentence("They marched on Wednesday.", "2003-10-08"),
        DatedSentence("They marched on Monday 13.", "2003-10-13"),
        DatedSentence("They marched on Monday the 13th.", "2003-10-13"),
        DatedSentence("They marched on Friday 26.", "2003-09-26"),
        DatedSentence("They have marched since last Thursday.", "2003-10-09/2003-10-14 day"),
        DatedSentence("They have marched since October 2.", "2003-10-02/2003-10-14 day"),
    ])
    func `a part of a date is the latest such time before the report`(
        _ sentence: DatedSentence
    ) throws {
        let found = try sentence.dates()
        #expect(found == sentence.means)
    }

    @Test(arguments: [
        DatedSentence("They marched yesterday.", "2003-10-13"),
        DatedSentence("They marched today.", "2003-10-14"),
        DatedSentence("They marched this morning.", "2003-10-14"),
        DatedSentence("They marched last night.", "2003-10-13"),
        DatedSentence("They marched the day before yesterday.", "2003-10-12"),
        DatedSentence("They marched last week.", "2003-10-06/2003-10-12 week"),
        DatedSentence("They marched this week.", "2003-10-13/2003-10-19 week"),
        DatedSentence("They marched last month.", "2003-09-01/2003-09-30 month"),
        DatedSentence("They marched last year.", "2002-01-01/2002-12-31 year"),
        DatedSentence("They marched three days ago.", "2003-10-11"),
        DatedSentence("They marched two weeks ago.", "2003-09-27/2003-10-03 week"),
        DatedSentence("They marched two months ago.", "2003-08-01/2003-08-31 month"),
        DatedSentence("They marched a year ago.", "2002-01-01/2002-12-31 year"),
        DatedSentence("They marched in the past three days.", "2003-10-12/2003-10-14 day"),
        DatedSentence("Ten died in three days of fighting.", "2003-10-12/2003-10-14 day"),
        DatedSentence("They marched over the past week.", "2003-10-08/2003-10-14 week"),
        DatedSentence("They marched in the past few weeks.", "2003-09-24/2003-10-14 month"),
    ])
    func `a relative date counts from the day of the report`(_ sentence: DatedSentence) throws {
        let found = try sentence.dates()
        #expect(found == sentence.means)
    }

    /// 9 October 2003 was a Thursday.
    @Test(arguments: [
        DatedSentence("Two days later they marched.", "2003-10-11"),
        DatedSentence("The next day they marched.", "2003-10-10"),
        DatedSentence("The following day they marched.", "2003-10-10"),
        DatedSentence("That day they marched.", "2003-10-09"),
        DatedSentence("The day before they had marched.", "2003-10-08"),
        DatedSentence("Two days earlier they had marched.", "2003-10-07"),
        DatedSentence("A week later they marched.", "2003-10-13/2003-10-19 week"),
        DatedSentence("A month later they marched.", "2003-11-01/2003-11-30 month"),
        DatedSentence("They marched again that month.", "2003-10-01/2003-10-31 month"),
        DatedSentence("They marched twice that year.", "2003-01-01/2003-12-31 year"),
        DatedSentence("On Sunday they marched.", "2003-10-12"),
        DatedSentence("On October 20 they marched.", "2003-10-20"),
        DatedSentence("They marched again in December.", "2003-12-01/2003-12-31 month"),
    ])
    func `a story of long ago goes on from its own last date`(_ sentence: DatedSentence) throws {
        let told = sentence.after("The blockade began on October 9, 2003.", written: "2005-06-01")
        let found = try told.dates()
        #expect(found == sentence.means)
    }

    @Test(arguments: [
        DatedSentence("They marched on Monday.", "2003-12-29", written: "2004-01-03"),
        DatedSentence("They marched yesterday.", "2003-12-31", written: "2004-01-01"),
        DatedSentence("They marched on December 28.", "2003-12-28", written: "2004-01-03"),
        DatedSentence("They marched on January 2.", "2004-01-02", written: "2004-01-03"),
        DatedSentence(
            "They marched in December.", "2003-12-01/2003-12-31 month", written: "2004-01-03"),
        DatedSentence(
            "They marched last month.", "2003-12-01/2003-12-31 month", written: "2004-01-03"),
        DatedSentence(
            "They marched three months ago.", "2003-10-01/2003-10-31 month", written: "2004-01-03"),
        DatedSentence(
            "They marched last week.", "2003-12-22/2003-12-28 week", written: "2004-01-03"),
        DatedSentence(
            "They marched from December 28 to January 2.", "2003-12-28/2004-01-02 day",
            written: "2004-01-03"),
        DatedSentence(
            "They marched from December 28 to January 2, 2004.", "2003-12-28/2004-01-02 day",
            written: "2005-01-03"),
        DatedSentence("They marched on February 29, 2004.", "2004-02-29", written: "2004-03-05"),
        DatedSentence("They marched on February 29.", "2004-02-29", written: "2004-03-05"),
        DatedSentence("They marched on February 29.", "2004-02-29", written: "2005-03-05"),
        DatedSentence("They marched on February 29, 2003.", "", written: "2004-03-05"),
    ])
    func `the turn of the year and leap days are counted right`(_ sentence: DatedSentence) throws {
        let found = try sentence.dates()
        #expect(found == sentence.means)
    }

    @Test(arguments: [
        "The strike lasts until December.",
        "The strike lasts until Friday.",
        "It was the worst year since 1952.",
        "They will march in two days.",
        "They marched for three days.",
        "Two days later they marched.",
        "They marched with 1952 banners.",
        "Resolution 1952 was read out.",
        "They may march again.",
        "The march went on.",
        "The March for Life left Oruro.",
        "They met at 1900 hours.",
        "They walked 2003 kilometres.",
    ])
    func `words that say no time of an event give no date`(text: String) throws {
        let found = try DatedSentence(text, "").dates()
        #expect(found == "")
    }

    @Test(arguments: [
        "They marched on Monday.", "They marched yesterday.", "They marched on October 13.",
        "They marched three days ago.", "They marched last week.",
    ])
    func `without the day of the report nothing that leans on it has a date`(text: String) throws {
        let found = try DatedSentence(text, "", written: nil).dates()
        #expect(found == "")
    }
}
