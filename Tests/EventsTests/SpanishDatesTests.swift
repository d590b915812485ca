import Reports
import Testing

/// Dates of Spanish sentences, the story before them and the day of the report given.
@Suite struct SpanishDatesTests {
    private func dates(of sentence: DatedSentence) throws -> String {
        var spanish = sentence
        spanish.language = .spanish
        return try spanish.dates()
    }

    /// 14 October 2003 was a Tuesday.
    @Test(arguments: [
        DatedSentence("Marcharon el 13 de octubre de 2003.", "2003-10-13"),
        DatedSentence("Marcharon el 13 de octubre del 2003.", "2003-10-13"),
        DatedSentence("Marcharon el lunes 13 de octubre de 2003.", "2003-10-13"),
        DatedSentence("Marcharon el 13/10/2003.", "2003-10-13"),
        DatedSentence("Marcharon el 13/10/03.", "2003-10-13"),
        DatedSentence("Marcharon el 1º de mayo de 2003.", "2003-05-01"),
        DatedSentence("Marcharon el 8 de octubre, pero de 2002.", "2002-10-08"),
        DatedSentence("Marcharon el 12 y 13 de octubre.", "2003-10-12/2003-10-13 day"),
        DatedSentence("Marcharon del 12 al 14 de octubre.", "2003-10-12/2003-10-14 day"),
        DatedSentence("Marcharon en septiembre de 2002.", "2002-09-01/2002-09-30 month"),
        DatedSentence("Marcharon en mayo y junio de 2002.", "2002-05-01/2002-06-30 month"),
        DatedSentence("En 1952 marcharon.", "1952-01-01/1952-12-31 year"),
    ])
    func `a whole date means the days that it names`(_ sentence: DatedSentence) throws {
        let found = try dates(of: sentence)
        #expect(found == sentence.means)
    }

    @Test(arguments: [
        DatedSentence("Marcharon el 13 de octubre.", "2003-10-13"),
        DatedSentence("Marcharon el 3 de diciembre.", "2002-12-03"),
        DatedSentence("Marcharon en septiembre.", "2003-09-01/2003-09-30 month"),
        DatedSentence("Marcharon a fines de septiembre.", "2003-09-17/2003-09-30 week"),
        DatedSentence("Marcharon a mediados de septiembre.", "2003-09-10/2003-09-20 week"),
        DatedSentence("Marcharon a principios de octubre.", "2003-10-01/2003-10-10 week"),
        DatedSentence("Marcharon a comienzos del mes de octubre.", "2003-10-01/2003-10-10 week"),
        DatedSentence("Marcharon el lunes.", "2003-10-13"),
        DatedSentence("Marcharon el miércoles.", "2003-10-08"),
        DatedSentence("Marcharon el lunes 13.", "2003-10-13"),
        DatedSentence("Marcharon el viernes 26.", "2003-09-26"),
        DatedSentence("Marchan desde el jueves pasado.", "2003-10-09/2003-10-14 day"),
        DatedSentence("Marchan desde el 2 de octubre.", "2003-10-02/2003-10-14 day"),
        DatedSentence("Marcharon ayer.", "2003-10-13"),
        DatedSentence("Marcharon anteayer.", "2003-10-12"),
        DatedSentence("Marcharon anoche.", "2003-10-13"),
        DatedSentence("Marcharon esta mañana.", "2003-10-14"),
        DatedSentence("Marcharon la semana pasada.", "2003-10-06/2003-10-12 week"),
        DatedSentence("Marcharon el mes pasado.", "2003-09-01/2003-09-30 month"),
        DatedSentence("Marcharon el año pasado.", "2002-01-01/2002-12-31 year"),
        DatedSentence("Marcharon hace tres días.", "2003-10-11"),
        DatedSentence("Marcharon hace dos semanas.", "2003-09-27/2003-10-03 week"),
        DatedSentence("Marcharon hace siete meses.", "2003-03-01/2003-03-31 month"),
        DatedSentence("Marcharon hace dos años.", "2001-01-01/2001-12-31 year"),
        DatedSentence("Marcharon tres días atrás.", "2003-10-11"),
        DatedSentence("Marcharon en los últimos tres días.", "2003-10-12/2003-10-14 day"),
        DatedSentence("Murieron en tres días de enfrentamientos.", "2003-10-12/2003-10-14 day"),
        DatedSentence("Marcharon en los últimos días.", "2003-10-10/2003-10-14 week"),
    ])
    func `other dates lean on the day of the report`(_ sentence: DatedSentence) throws {
        let found = try dates(of: sentence)
        #expect(found == sentence.means)
    }

    /// 9 October 2003 was a Thursday.
    @Test(arguments: [
        DatedSentence("Al día siguiente marcharon.", "2003-10-10"),
        DatedSentence("Dos días después marcharon.", "2003-10-11"),
        DatedSentence("Tres días más tarde marcharon.", "2003-10-12"),
        DatedSentence("Un día antes marcharon.", "2003-10-08"),
        DatedSentence("Ese día marcharon.", "2003-10-09"),
        DatedSentence("Esa noche marcharon.", "2003-10-09"),
        DatedSentence("Ese mes marcharon.", "2003-10-01/2003-10-31 month"),
        DatedSentence("Ese año marcharon.", "2003-01-01/2003-12-31 year"),
        DatedSentence("Una semana después marcharon.", "2003-10-13/2003-10-19 week"),
        DatedSentence("El domingo marcharon.", "2003-10-12"),
        DatedSentence("El 20 de octubre marcharon.", "2003-10-20"),
        DatedSentence("Marcharon dos semanas después de la masacre.", ""),
    ])
    func `a story of long ago goes on from its own last date`(_ sentence: DatedSentence) throws {
        let told = sentence.after(
            "El bloqueo empezó el 9 de octubre de 2003.", written: "2005-06-01")
        let found = try dates(of: told)
        #expect(found == sentence.means)
    }

    @Test(arguments: [
        DatedSentence("Marcharon el lunes.", "2003-12-29", written: "2004-01-03"),
        DatedSentence("Marcharon el 28 de diciembre.", "2003-12-28", written: "2004-01-03"),
        DatedSentence(
            "Marcharon en diciembre.", "2003-12-01/2003-12-31 month", written: "2004-01-03"),
        DatedSentence("Marcharon el 29 de febrero.", "2004-02-29", written: "2004-03-05"),
        DatedSentence("Marcharon el 29 de febrero de 2003.", "", written: "2004-03-05"),
    ])
    func `the turn of the year and leap days are counted right`(_ sentence: DatedSentence) throws {
        let found = try dates(of: sentence)
        #expect(found == sentence.means)
    }

    @Test(arguments: [
        "El paro dura hasta diciembre.", "El paro dura hasta el viernes.",
        "Marcharon durante tres días.", "Caminaron 2003 kilómetros.", "Leyeron la ley 1952.",
    ])
    func `words that say no time of an event give no date`(text: String) throws {
        let found = try dates(of: DatedSentence(text, ""))
        #expect(found == "")
    }
}
