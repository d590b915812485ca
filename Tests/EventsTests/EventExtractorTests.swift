import Testing

@testable import Events

@Suite struct EventExtractorTests {
    @Test(arguments: [
        ToldReport(
            "On Monday miners marched in Oruro, Bolivia. The shops stayed shut.",
            "2003-10-14", "march, 2003-10-13, Oruro"),
        ToldReport(
            "Soldiers opened fire on a crowd in Warisata, Bolivia, on September 20, 2003, and killed five peasants.",
            "2003-09-23", "massacre, 2003-09-20, Warisata, 5/5/5 dead"),
        ToldReport(
            "Teachers went on strike in Nairobi, Kenya, on 3 May 2021. They wanted higher pay.",
            "2021-05-05", "strike, 2021-05-03, Nairobi"),
        ToldReport(
            "Farmers blocked the road in Kisumu, Kenya, on Tuesday.",
            "2021-05-05", "blockade, 2021-05-04, Kisumu"),
        ToldReport(
            "Students marched in Oaxaca, Mexico, on June 14, 2006. At least three people were killed when police attacked them.",
            "2006-06-16", "march, 2006-06-14, Oaxaca", "clash, 2006-06-14, Oaxaca, 3/3/- dead"),
        ToldReport(
            "Fishermen protested in Manila, Philippines, on 12 March 2019. Police arrested 14 people.",
            "2019-03-13", "protest, 2019-03-12, Manila", "arrest, 2019-03-12, Manila"),
        ToldReport(
            "Rebels ambushed a bus near Cotabato, Philippines, on March 9, 2019. Six soldiers were killed.",
            "2019-03-13", "attack, 2019-03-09, Cotabato, 6/6/6 dead"),
        ToldReport(
            "Thousands of people rallied in Kyiv, Ukraine, on 1 December 2013. Riot police clashed with students.",
            "2013-12-02", "protest, 2013-12-01, Kyiv", "clash, 2013-12-01, Kyiv"),
        // Each clause keeps its own figures.
        ToldReport(
            "A missile strike killed seven civilians in Kharkiv, Ukraine, on Friday.",
            "2024-06-26", "attack, 2024-06-21, Kharkiv, 7/7/7 dead"),
        ToldReport(
            "Police shot dead at least 12 protesters in Nairobi, Kenya, on Tuesday.",
            "2024-06-26", "massacre, 2024-06-25, Nairobi, 12/12/- dead"),
        ToldReport(
            "SOLDIERS OPENED FIRE IN EL ALTO, BOLIVIA, ON SUNDAY; 28 PEOPLE WERE KILLED.",
            "2003-10-14", "massacre, 2003-10-12, El Alto, 28/28/28 dead"),
        ToldReport(
            "On Monday thousands marched from El Alto to\nLa Paz, Bolivia.",
            "2003-10-14", "march, 2003-10-13, La Paz"),
        ToldReport(
            "Miners occupied a pit in Donetsk, Ukraine, in July 2012.",
            "2012-08-02", "occupation, 2012-07, Donetsk"),
    ])
    func `a short report tells what happened, when, where and at what cost`(
        _ report: ToldReport
    ) throws {
        let found = try report.accounts()
        #expect(found == report.tells)
    }

    @Test(arguments: [
        ToldReport(
            "El lunes los mineros marcharon en Oruro, Bolivia. Las tiendas cerraron.",
            "2003-10-14", "march, 2003-10-13, Oruro"),
        ToldReport(
            "Los soldados abrieron fuego en Warisata, Bolivia, el 20 de septiembre de 2003. Murieron cinco campesinos.",
            "2003-09-23", "massacre, 2003-09-20, Warisata, 5/5/5 dead"),
        ToldReport(
            "Los maestros marcharon en Oaxaca, México, el 14 de junio de 2006. Al menos tres personas murieron en un enfrentamiento con la policía.",
            "2006-06-16", "march, 2006-06-14, Oaxaca", "clash, 2006-06-14, Oaxaca, 3/3/- dead"),
        ToldReport(
            "Los campesinos bloquearon la ruta en Cusco, Perú, desde el jueves pasado.",
            "2021-05-05", "blockade, 2021-04-29/.., Cusco"),
        ToldReport(
            "Ayer los vecinos de Quito, Ecuador, protestaron en la plaza. La policía detuvo a 20 manifestantes.",
            "2019-10-10", "protest, 2019-10-09, Quito", "arrest, 2019-10-09, Quito"),
    ])
    func `a short Spanish report tells the same`(_ report: ToldReport) throws {
        let found = try report.accounts()
        #expect(found == report.tells)
    }

    @Test(arguments: [
        ToldReport("Road blockades are not new in Bolivia.", "2003-10-14"),
        ToldReport("Miners often march on La Paz in Bolivia.", "2003-10-14"),
        ToldReport("Will the miners march on La Paz, Bolivia, on Monday?", "2003-10-14"),
        ToldReport("The union called for a strike in Oruro, Bolivia, on Monday.", "2003-10-14"),
        ToldReport("The miners of Oruro, Bolivia, did not march on Monday.", "2003-10-14"),
        ToldReport("Oruro is a town in Bolivia, surrounded by mountains.", "2003-10-14"),
        ToldReport("The National Strike Committee has its seat in Oruro, Bolivia.", "2003-10-14"),
        ToldReport("Los mineros suelen bloquear la ruta de Oruro, Bolivia.", "2003-10-14"),
        ToldReport("La central amenazó con un paro en Oruro, Bolivia, el lunes.", "2003-10-14"),
        ToldReport("No hubo bloqueo en Oruro, Bolivia, el lunes.", "2003-10-14"),
        ToldReport("¿Marcharon los mineros a Oruro, Bolivia, el lunes?", "2003-10-14"),
    ])
    func `habits, questions, calls, denials and names tell no event`(
        _ report: ToldReport
    ) throws {
        let found = try report.accounts()
        #expect(found == [])
    }

    @Test func `every account of a report has an id of its own`() throws {
        let accounts = try Samples.accounts(
            of: """
                On Monday, October 13, 2003, miners marched in Oruro, Bolivia, and on Tuesday, \
                October 14, 2003, teachers marched in Potosí.
                """, written: "2003-10-15")
        #expect(
            accounts.map(Samples.line) == ["march, 2003-10-13, Oruro", "march, 2003-10-14, Potosí"])
        #expect(Set(accounts.map(\.id)).count == accounts.count)
    }

    @Test func `an event is told once for its family, place and day`() throws {
        let accounts = try Samples.accounts(
            of: """
                On October 13, 2003, soldiers clashed with miners in Oruro, Bolivia. \
                In Oruro that day 7 people were killed. The fighting in Oruro left 20 wounded.
                """, written: "2003-10-15")
        #expect(accounts.map(Samples.line) == ["clash, 2003-10-13, Oruro, 7/7/7 dead"])
        #expect(accounts.first?.cost.injured == Samples.exactly(20))
        #expect(accounts.first?.cost.arrested == nil)
        #expect(accounts.first?.cost.participants == nil)
    }

    @Test func `an area that holds the words of a date is no date`() throws {
        let accounts = try Samples.accounts(
            of: """
                On October 13, 2003, neighbours marched to plaza 14 de Septiembre in Cochabamba, \
                Bolivia.
                """, written: "2003-10-15")
        #expect(accounts.map { $0.date?.edtf } == ["2003-10-13"])
    }
}

/// A report of a few sentences, the day it was written, and the events that it tells.
struct ToldReport: Sendable, CustomTestStringConvertible {
    let text: String
    let written: String
    /// One line an event; see ``Samples/line(_:)-(Account)``.
    let tells: [String]

    init(_ text: String, _ written: String, _ tells: String...) {
        self.text = text
        self.written = written
        self.tells = tells
    }

    var testDescription: String { text }

    func accounts() throws -> [String] {
        try Samples.accounts(of: text, written: written).map(Samples.line)
    }
}
