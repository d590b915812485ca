import Orthography
import Reports
import TestMaterial
import Testing

@Suite struct WrittenDateTests {
    /// The dates of a text as "words = parts": y year, m month, d day, M and D last month and day of
    /// a span, w weekday, Y last year of a span, + further days.
    private func dates(_ text: String, _ language: Language) -> [String] {
        let cut = TokenizedText(text)
        return WrittenDate.all(in: cut.tokens.indices, of: cut, language: language).map { date in
            let parts: [(String, Int?)] = [
                ("y", date.year), ("m", date.month), ("d", date.day), ("M", date.lastMonth),
                ("D", date.lastDay), ("w", date.weekday), ("Y", date.lastYear),
            ]
            var said = parts.compactMap { name, part in part.map { "\(name)\($0)" } }
            said += date.furtherDays.map { "+\($0)" }
            if date.isDecade { said.append("decade") }
            return cut.text(cut.bytes(ofTokens: date.tokens)).collapsed + " = "
                + said.joined(separator: " ")
        }
    }

    @Test(arguments: [
        ("on October 14, 2003 in", ["October 14, 2003 = y2003 m10 d14"]),
        ("on October 14 2003 in", ["October 14 2003 = y2003 m10 d14"]),
        ("on Oct. 14, 2003 in", ["Oct. 14, 2003 = y2003 m10 d14"]),
        ("on October 14th, 2003 in", ["October 14th, 2003 = y2003 m10 d14"]),
        ("on the 14th of October, 2003", ["14th of October, 2003 = y2003 m10 d14"]),
        ("on 14 October 2003 in", ["14 October 2003 = y2003 m10 d14"]),
        ("on 14 Oct 2003 in", ["14 Oct 2003 = y2003 m10 d14"]),
        ("on October 14 in", ["October 14 = m10 d14"]),
        ("on October the 14th they", ["October the 14th = m10 d14"]),
        ("on OCTOBER 14, 2003", ["OCTOBER 14, 2003 = y2003 m10 d14"]),
        ("On October\n14, 2003 in", ["October 14, 2003 = y2003 m10 d14"]),
        ("on October 12 and 13 in", ["October 12 and 13 = m10 d12 D13"]),
        ("on October 12 and 13, 2003", ["October 12 and 13, 2003 = y2003 m10 d12 D13"]),
        ("from October 12 to 14", ["October 12 to 14 = m10 d12 D14"]),
        ("October 12-14, 2003", ["October 12-14, 2003 = y2003 m10 d12 D14"]),
        ("of October 12–14, 2003", ["October 12–14, 2003 = y2003 m10 d12 D14"]),
        ("12-14 October 2003", ["12-14 October 2003 = y2003 m10 d12 D14"]),
        (
            "from October 28 to November 2, 2003",
            ["October 28 to November 2, 2003 = y2003 m10 d28 M11 D2"]
        ),
        ("in October 2003 they", ["October 2003 = y2003 m10"]),
        ("in October of 2003 they", ["October of 2003 = y2003 m10"]),
        ("in October they", ["October = m10"]),
        ("in May and June 2005 they", ["May and June 2005 = y2005 m5 M6"]),
        ("in May and June they", ["May and June = m5 M6"]),
        ("on Monday they", ["Monday = w1"]),
        ("on Monday 13 they", ["Monday 13 = d13 w1"]),
        ("on Monday the 13th they", ["Monday the 13th = d13 w1"]),
        ("on Monday, October 13 they", ["Monday, October 13 = m10 d13 w1"]),
        ("on Monday, October 13, 2003, they", ["Monday, October 13, 2003 = y2003 m10 d13 w1"]),
        ("on Sunday and Monday they", ["Sunday = w7", "Monday = w1"]),
        ("on Monday 13 people died", ["Monday = w1"]),
        ("on Friday 17 miners left", ["Friday = w5"]),
        ("on 10/13/03 they", ["10/13/03 = y2003 m10 d13"]),
        ("on 10/13/2003 they", ["10/13/2003 = y2003 m10 d13"]),
        ("on 13/10/2003 they", ["13/10/2003 = y2003 m10 d13"]),
        ("on 4/9/52 they", ["4/9/52 = y1952 m4 d9"]),
        ("on 2003/10/13 they", ["2003/10/13 = y2003 m10 d13"]),
        ("on 2003-10-13 they", ["2003-10-13 = y2003 m10 d13"]),
        ("in 1952 they", ["1952 = y1952"]),
        ("since 1985, they", ["1985 = y1985"]),
        ("the Revolution (1952) gave", ["1952 = y1952"]),
        ("the law of 1996", ["1996 = y1996"]),
        ("between 1997 and 2003", ["1997 = y1997", "2003 = y2003"]),
        ("Two days later, on 6 June 2005, he went", ["6 June 2005 = y2005 m6 d6"]),
        ("they may march on", []),
        ("The March on the city", []),
        ("May they rest", []),
        ("13 people on 12 roads", []),
        ("a force of 2000 soldiers", []),
        ("with 1500 people in 12 trucks", []),
        ("route 2003 and room 1952", []),
        ("in 10,000 homes of 4.5 million", []),
        ("section 4/5 or 31/31/2003", []),
        ("version 13.10.2003", []),
        ("October 32, 2003", []),
        ("a Sunday paper of 12 pages", ["Sunday = w7"]),
        ("in October 12 people died", ["October = m10"]),
        ("on October 12 people died", ["October 12 = m10 d12"]),
        ("in August 80 miners", ["August = m8"]),
        ("a bill of last March", ["March = m3"]),
        ("in March they began the March for Dignity", ["March = m3"]),
        ("on 12-X-2003 they", ["12-X-2003 = y2003 m10 d12"]),
        ("on 12/XI/03 they", ["12/XI/03 = y2003 m11 d12"]),
        ("on 12-Oct-2003 they", ["12-Oct-2003 = y2003 m10 d12"]),
        ("on 12-10-2003 they", ["12-10-2003 = y2003 m12 d10"]),
        ("on 12.10.2003 they", ["12.10.2003 = y2003 m10 d12"]),
        ("file 12-10-2003-5", []),
        ("on the twelfth of October", ["twelfth of October = m10 d12"]),
        ("on October the thirty-first", ["October the thirty-first = m10 d31"]),
        ("on October 9, 12 and 15 they", ["October 9, 12 and 15 = m10 d9 +12 +15"]),
        ("on October 9 and 12 they", ["October 9 and 12 = m10 d9 +12"]),
        ("between October 9 and 12 they", ["October 9 and 12 = m10 d9 D12"]),
        ("on October 11, 12 and 13 they", ["October 11, 12 and 13 = m10 d11 D13"]),
        ("28 October to 2 November 2003", ["28 October to 2 November 2003 = y2003 m10 d28 M11 D2"]),
        ("in 1999-2003 they", ["1999-2003 = y1999 Y2003"]),
        ("in the 1990s they", ["1990s = y1990 decade"]),
        ("in the '90s they", ["90s = y1990 decade"]),
        ("in the nineties they", ["nineties = y1990 decade"]),
        ("in mid-2003 they", ["2003 = y2003"]),
        ("the DEC of the city", []),
    ])
    func `English dates are read with the parts that they name`(text: String, found: [String]) {
        #expect(dates(text, .english) == found)
    }

    @Test(arguments: [
        ("el 14 de octubre de 2003 en", ["14 de octubre de 2003 = y2003 m10 d14"]),
        ("el 14 de octubre del 2003", ["14 de octubre del 2003 = y2003 m10 d14"]),
        ("14 de Octubre de 2003", ["14 de Octubre de 2003 = y2003 m10 d14"]),
        ("LA PAZ, 14 DE OCTUBRE DE 2003", ["14 DE OCTUBRE DE 2003 = y2003 m10 d14"]),
        ("el 8 de octubre pero de 2003", ["8 de octubre pero de 2003 = y2003 m10 d8"]),
        ("el 14 de octubre en", ["14 de octubre = m10 d14"]),
        ("el 1º de mayo", ["1º de mayo = m5 d1"]),
        ("el 1° de mayo de 2006", ["1° de mayo de 2006 = y2006 m5 d1"]),
        ("los días 12 y 13 de octubre", ["12 y 13 de octubre = m10 d12 D13"]),
        ("del 12 al 14 de octubre de 2003", ["12 al 14 de octubre de 2003 = y2003 m10 d12 D14"]),
        ("el lunes 13 de octubre", ["lunes 13 de octubre = m10 d13 w1"]),
        ("el lunes, 13 de octubre de 2003", ["lunes, 13 de octubre de 2003 = y2003 m10 d13 w1"]),
        ("el lunes 13, los", ["lunes 13 = d13 w1"]),
        ("el lunes marcharon", ["lunes = w1"]),
        ("el miércoles y el sábado", ["miércoles = w3", "sábado = w6"]),
        ("en octubre de 2003", ["octubre de 2003 = y2003 m10"]),
        ("en octubre del año 2003", ["octubre del año 2003 = y2003 m10"]),
        ("en octubre pasado", ["octubre = m10"]),
        ("en mayo y junio de 2005", ["mayo y junio de 2005 = y2005 m5 M6"]),
        ("en setiembre de 2008", ["setiembre de 2008 = y2008 m9"]),
        ("el 13/10/2003 a", ["13/10/2003 = y2003 m10 d13"]),
        ("el 13/10/03 a", ["13/10/03 = y2003 m10 d13"]),
        ("el 10/11/03 a", ["10/11/03 = y2003 m11 d10"]),
        ("el 2003-10-13 a", ["2003-10-13 = y2003 m10 d13"]),
        ("en 1952 se", ["1952 = y1952"]),
        ("desde el año 1985", ["1985 = y1985"]),
        ("la plaza 14 de Septiembre", ["14 de Septiembre = m9 d14"]),
        ("el lunes 13 muertos", ["lunes = w1"]),
        ("unas 13 personas en 12 caminos", []),
        ("los 2000 soldados de El Alto", []),
        ("el 20 de la fila", []),
        ("el 12-X-2003 a", ["12-X-2003 = y2003 m10 d12"]),
        ("el 12-10-2003 a", ["12-10-2003 = y2003 m10 d12"]),
        ("el 12 oct. 2003 a", ["12 oct. 2003 = y2003 m10 d12"]),
        ("el 12 mar abierto", []),
        ("el primero de mayo", ["primero de mayo = m5 d1"]),
        ("el doce de octubre de 2003", ["doce de octubre de 2003 = y2003 m10 d12"]),
        ("los días 9, 12 y 15 de octubre", ["9, 12 y 15 de octubre = m10 d9 +12 +15"]),
        (
            "del 28 de octubre al 2 de noviembre",
            ["28 de octubre al 2 de noviembre = m10 d28 M11 D2"]
        ),
        ("en los años 90 se", ["años 90 = y1990 decade"]),
        ("la década de los noventa", ["década de los noventa = y1990 decade"]),
        ("la década de 1990", ["década de 1990 = y1990 decade"]),
        ("tenía 12 años 90 veces", []),
    ])
    func `Spanish dates are read with the parts that they name`(text: String, found: [String]) {
        #expect(dates(text, .spanish) == found)
    }

    @Test(arguments: 0..<200)
    func `random words give dates within their sentence, in order, with parts in range`(
        seed: UInt64
    ) {
        var random = SeededGenerator(seed: seed)
        let words = [
            "October", "14", "2003", ",", "and", "Monday", "the", "12", "-", "/", "99", "0", "1999",
            "May", "to", "th", "s", "X", "nineties", "años", "between", "twenty", "first",
            "12.10.2003", ".", "in", "de", "octubre", "lunes", "y", "del", "31", "9999999999",
            "(", ")", "febrero", "30", "people", "º", "al", "10,000",
        ]
        var text = ""
        for _ in 0..<40 {
            text +=
                (words.randomElement(using: &random) ?? "")
                + (Bool.random(using: &random) ? " " : "")
        }
        let cut = TokenizedText(text)
        for language in Language.allCases {
            var last = 0
            for date in WrittenDate.all(in: cut.tokens.indices, of: cut, language: language) {
                #expect(date.tokens.lowerBound >= last && !date.tokens.isEmpty, "seed \(seed)")
                last = date.tokens.upperBound
                #expect(last <= cut.tokens.count, "seed \(seed)")
                #expect(
                    (1...12).contains(date.month ?? 1) && (1...12).contains(date.lastMonth ?? 1))
                #expect((1...31).contains(date.day ?? 1) && (1...31).contains(date.lastDay ?? 1))
                #expect(date.furtherDays.allSatisfy { (1...31).contains($0) }, "seed \(seed)")
                #expect((date.lastYear ?? 9999) > (date.year ?? 0), "seed \(seed)")
                #expect((1...9999).contains(date.year ?? 1) && (1...7).contains(date.weekday ?? 1))
            }
        }
    }
}
