import Reports
import SimpleFeatures
import Testing

@Suite struct ReportDateTests {
    private func found(_ text: String) throws -> String? {
        try Report(text).date.map { "\($0.day) \($0.evidence.rawValue)" }
    }

    private static let story = """

        The marchers came down from El Alto in the morning, and by noon they had filled the
        square in front of the church. On September 20, 2003 it had been empty all day long.

        """

    private static let spanishStory = """

        Los vecinos bajaron de El Alto por la mañana, y al mediodía ya llenaban la plaza. El 20 de
        septiembre de 2003 la plaza estuvo vacía todo el día, según dijeron los que viven en ella.

        """

    @Test(arguments: [
        ("Gas and anger\nDate Published: October 14, 2003\n", "2003-10-14 label"),
        ("Gas and anger\nPublished on 14 October 2003 by A. Writer\n", "2003-10-14 label"),
        ("Gas and anger\nPosted: 2003-10-14\n", "2003-10-14 label"),
        ("Gas and anger\nDate:\nOctober 14, 2003\n", "2003-10-14 label"),
        ("Gas and anger\nOctober 14, 2003\n", "2003-10-14 head"),
        ("Gas and anger\nTuesday, October 14, 2003.\n", "2003-10-14 head"),
        ("Gas and anger\nBy A. Writer, October 14, 2003\n", "2003-10-14 head"),
        (
            "Bolivia: unrest report 10/13/03 in five parts of a longer account\n",
            "2003-10-13 headline"
        ),
        ("A headline\n\nLA PAZ, October 14, 2003 - The city is quiet.\n", "2003-10-14 dateline"),
        ("A headline\n\nEL ALTO, Bolivia, Oct. 14, 2003 — Nobody works.\n", "2003-10-14 dateline"),
        ("Gas and anger\nOctober 12, 2003\nUpdated: October 14, 2003\n", "2003-10-14 label"),
    ])
    func `a head tells the day of a report`(head: String, day: String) throws {
        #expect(try found(head + Self.story) == day)
    }

    @Test(arguments: [
        ("Gas y furia\nFecha: 14 de octubre de 2003\n", "2003-10-14 label"),
        ("Gas y furia\nPublicado el 14 de octubre de 2003\n", "2003-10-14 label"),
        (
            "Un titular\n\nLa Paz, 14 de octubre de 2003.- La ciudad de los cerros calla.\n",
            "2003-10-14 dateline"
        ),
        ("Gas y furia\nMartes, 14 de octubre de 2003\n", "2003-10-14 head"),
        ("Gas y furia\nEl Alto, 14/10/03\n", "2003-10-14 head"),
    ])
    func `a Spanish head tells the day of a report`(head: String, day: String) throws {
        #expect(try found(head + Self.spanishStory) == day)
    }

    @Test(arguments: [
        ("October 14, 2003.", "2003-10-14 foot"), ("(14 October 2003)", "2003-10-14 foot"),
        ("Posted: October 14, 2003", "2003-10-14 foot"), ("La Paz, 14/10/2003", "2003-10-14 foot"),
    ])
    func `a foot tells the day of a report`(foot: String, day: String) throws {
        let text = "Gas and anger\n" + String(repeating: Self.story, count: 15) + "\n" + foot + "\n"
        #expect(try found(text) == day)
    }

    @Test(arguments: [
        "On October 13, 2003 soldiers opened fire in El Alto, and nobody could count the dead.",
        "The law of April 9, 2001 was never used in the mines of the south, said a miner.",
        "Soldiers opened fire on October 13, 2003. It was a Monday.",
        "It rained in October 2003, and on Monday 13 all roads were shut.",
        "Since 1952 no army had done so in the streets of the city where they lived.",
        "El 13 de octubre de 2003 los soldados dispararon en El Alto y nadie contó los muertos.",
        "It ended on October 13, 2003.", "Shots fell October 13, 2003.", "Murió el 13/10/2003.",
        "No date stands here, only words.",
    ])
    func `a date in a sentence of the story is not the report's`(sentence: String) throws {
        #expect(try found("Gas and anger\n\n\(sentence)\n") == nil)
        #expect(try found(sentence + "\n") == nil)
    }

    @Test func `a report without a day takes the one that is given`() throws {
        let day = try #require(CalendarDay(year: 2005, month: 6, day: 9))
        let without = try Report(id: "r", bytes: Array("Gas and anger\n".utf8), fallbackDate: day)
        #expect(without.date == ReportDate(day: day, evidence: .given))
        let with = try Report(
            id: "r", bytes: Array("Gas\nOctober 14, 2003\n".utf8), fallbackDate: day)
        #expect(with.date?.day.description == "2003-10-14")
        #expect(with.date?.evidence == .head)
    }

    @Test(arguments: ["February 30, 2003", "2003-02-30", "31/31/2003", "October 0, 2003"])
    func `a day that does not exist is no date`(line: String) throws {
        #expect(try found("Gas and anger\n\(line)\n") == nil)
    }
}
