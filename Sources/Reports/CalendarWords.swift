import Orthography

/// The words of one language for days and months.
struct CalendarWords: Sendable {
    let months: [String: Int]
    /// Those of them that are cut short, which in capitals may be the initials of a name.
    let cutMonths: Set<String>
    /// Months cut short, which count only behind the number of a day ("12 oct. 2003").
    let shortMonths: [String: Int]
    let weekdays: [String: Int]
    let isMonthFirst: Bool
    /// Days of a month in words ("the twelfth of October", "doce de octubre").
    let dayWords: [String: Int]
    /// Tens of days in words, which a unit may follow ("twenty-first").
    let dayTens: [String: Int]
    /// Decades in words ("the nineties", "los noventa"), as the years of a century.
    let decades: [String: Int]
    /// Nouns in front of a decade ("los años", "la década").
    let decadeNouns: Set<String>
    /// Between a day, a month and a year.
    let links: Set<String>
    /// Between the two ends of a span.
    let spans: Set<String>
    /// Those of them that also join two days that are no span.
    let ands: Set<String>
    /// In front of a span that "and" joins.
    let betweens: Set<String>
    /// Articles in front of a day.
    let articles: Set<String>
    /// After a day: "13th".
    let ordinals: Set<String>
    /// Before a month or a year that stands alone.
    let cues: Set<String>
    /// Months whose name is another word too.
    let ambiguous: Set<String>
    /// Months whose name is a noun too: behind an article they are no month ("the March on …").
    let nouns: Set<String>
    /// The words that a date may begin with, found without a string.
    private var beginnings = WordFlags([])

    /// Whether a date may begin with a token.
    func mayBegin(with token: Token) -> Bool {
        token.kind == .number || (token.kind == .word && beginnings[token.hash] != 0)
    }

    /// The same words with those found that begin a date.
    private var indexed: CalendarWords {
        var words = self
        words.beginnings = WordFlags(
            [months, weekdays, dayWords, dayTens, decades].map { (Set($0.keys), 1) }
                + [(decadeNouns, 1)])
        return words
    }

    /// The words of a language.
    static func of(_ language: Language) -> CalendarWords {
        switch language {
        case .english: return english
        case .spanish: return spanish
        }
    }

    /// Whether a date of a language may begin with a token.
    static func mayBegin(with token: Token, language: Language) -> Bool {
        switch language {
        case .english: return english.mayBegin(with: token)
        case .spanish: return spanish.mayBegin(with: token)
        }
    }

    /// Months as inscriptions and letters write them ("12-X-2003").
    static let romanMonths = numbered(
        ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"].map { [$0] })

    private static func numbered(_ names: [[String]]) -> [String: Int] {
        var numbers: [String: Int] = [:]
        for (index, group) in names.enumerated() {
            for name in group { numbers[name] = index + 1 }
        }
        return numbers
    }

    private static let english = CalendarWords(
        months: numbered([
            ["january", "jan"], ["february", "feb"], ["march", "mar"], ["april", "apr"], ["may"],
            ["june", "jun"], ["july", "jul"], ["august", "aug"], ["september", "sept", "sep"],
            ["october", "oct"], ["november", "nov"], ["december", "dec"],
        ]),
        cutMonths: [
            "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec",
        ],
        shortMonths: [:],
        weekdays: numbered([
            ["monday", "mon"], ["tuesday", "tue", "tues"], ["wednesday", "wed"],
            ["thursday", "thu", "thurs"], ["friday", "fri"], ["saturday"], ["sunday"],
        ]),
        isMonthFirst: true,
        dayWords: numbered([
            ["first"], ["second"], ["third"], ["fourth"], ["fifth"], ["sixth"], ["seventh"],
            ["eighth"], ["ninth"], ["tenth"], ["eleventh"], ["twelfth"], ["thirteenth"],
            ["fourteenth"], ["fifteenth"], ["sixteenth"], ["seventeenth"], ["eighteenth"],
            ["nineteenth"], ["twentieth"],
        ]).merging(["thirtieth": 30]) { one, _ in one },
        dayTens: ["twenty": 20, "thirty": 30],
        decades: [
            "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60,
            "seventies": 70, "eighties": 80, "nineties": 90,
        ],
        decadeNouns: [],
        links: ["of", ",", "the", ".", "\"", "”"],
        spans: ["and", "to", "through", "until", "till", "-", "–", "—"], ands: ["and"],
        betweens: ["between"], articles: ["the"], ordinals: ["st", "nd", "rd", "th"],
        cues: [
            "in", "of", "since", "by", "until", "during", "last", "next", "this", "mid", "early",
            "late", "and", "to", "through", "from", "before", "after", "between", "the", "on",
            "around", "for", "throughout", "past", "about", "circa",
        ],
        ambiguous: ["may", "march", "mar", "sep", "jan", "jun"], nouns: ["march"]
    ).indexed

    private static let spanish = CalendarWords(
        months: numbered([
            ["enero"], ["febrero"], ["marzo"], ["abril"], ["mayo"], ["junio"], ["julio"],
            ["agosto"], ["septiembre", "setiembre"], ["octubre"], ["noviembre"], ["diciembre"],
        ]),
        cutMonths: [],
        shortMonths: numbered([
            ["ene"], ["feb"], ["mar"], ["abr"], ["may"], ["jun"], ["jul"], ["ago"],
            ["sep", "sept", "set"], ["oct"], ["nov"], ["dic"],
        ]),
        weekdays: numbered([
            ["lunes"], ["martes"], ["miercoles"], ["jueves"], ["viernes"], ["sabado"], ["domingo"],
        ]),
        isMonthFirst: false,
        dayWords: numbered([
            ["primero", "uno"], ["dos"], ["tres"], ["cuatro"], ["cinco"], ["seis"], ["siete"],
            ["ocho"], ["nueve"], ["diez"], ["once"], ["doce"], ["trece"], ["catorce"], ["quince"],
            ["dieciseis"], ["diecisiete"], ["dieciocho"], ["diecinueve"], ["veinte"],
            ["veintiuno"], ["veintidos"], ["veintitres"], ["veinticuatro"], ["veinticinco"],
            ["veintiseis"], ["veintisiete"], ["veintiocho"], ["veintinueve"], ["treinta"],
        ]),
        dayTens: [:],
        decades: [
            "veinte": 20, "treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60,
            "setenta": 70, "ochenta": 80, "noventa": 90,
        ],
        decadeNouns: ["anos", "decada"],
        links: ["de", "del", ",", "pero", "el", "ano", "."],
        spans: ["y", "al", "a", "hasta", "e", "-", "–", "—"], ands: ["y", "e"],
        betweens: ["entre"], articles: ["el"], ordinals: ["o", "º", "°", "ro", "er"],
        cues: [
            "en", "de", "del", "desde", "hasta", "durante", "a", "entre", "para", "el", "este",
            "pasado", "hacia", "y", "ano", "anos",
        ],
        ambiguous: [], nouns: []
    ).indexed
}
