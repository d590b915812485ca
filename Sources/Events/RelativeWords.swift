import Reports

/// The words of one language for times that lean on another time.
struct RelativeWords: Sendable {
    enum Unit: Sendable {
        case day, week, month, year

        /// How many days the unit has, months and years on average.
        var days: Int {
            switch self {
            case .day: return 1
            case .week: return 7
            case .month: return 30
            case .year: return 365
            }
        }
    }

    /// What a fixed phrase means; offsets count days, weeks, months or years.
    enum Meaning: Sendable {
        case reportDay(Int)
        case storyDay(Int)
        case weekOfReport(Int)
        case monthOfReport(Int)
        case yearOfReport(Int)
        /// So many days up to the report's.
        case lastDays(Int)
        case storyYear
        case storyMonth
    }

    /// What a count of days, weeks, months or years leans on.
    enum Counted: Sendable { case beforeReport, afterStory, beforeStory }

    struct Phrase: Sendable {
        let words: [String]
        let meaning: Meaning
    }

    /// Fixed phrases by their first word, the longest first.
    let phrases: [String: [Phrase]]
    let units: [String: Unit]
    /// What may follow "two days".
    let afterUnit: [([String], Counted)]
    /// "hace": what stands in front of "two days" where the language puts it there.
    let agoBefore: Set<String>
    /// "past", in front of a count: "the past three days".
    let past: Set<String>
    /// "in", in front of a count that "of" follows: "in three days of fighting".
    let within: Set<String>
    /// "of", which ties a count to what follows.
    let ofWords: Set<String>
    /// In front of the end of something.
    let until: Set<String>
    /// In front of the beginning of something.
    let since: Set<String>
    /// Between those and a date.
    let passedOver: Set<String>
    /// "last", in front of a month.
    let last: Set<String>
    let early: Set<String>
    let mid: Set<String>
    let late: Set<String>
    /// Words between "early" and its month.
    let partJoints: Set<String>
    let numbers: NumberWords

    static func of(_ language: Language) -> RelativeWords {
        switch language {
        case .english: return english
        case .spanish: return spanish
        }
    }

    private static func phrases(_ table: [(String, Meaning)]) -> [String: [Phrase]] {
        let phrases = table.map {
            Phrase(words: $0.0.split(separator: " ").map(String.init), meaning: $0.1)
        }
        return Dictionary(grouping: phrases) { $0.words[0] }
            .mapValues { $0.sorted { $0.words.count > $1.words.count } }
    }

    private static let english = RelativeWords(
        phrases: phrases([
            ("yesterday", .reportDay(-1)), ("today", .reportDay(0)),
            ("this morning", .reportDay(0)), ("this afternoon", .reportDay(0)),
            ("this evening", .reportDay(0)), ("tonight", .reportDay(0)),
            ("last night", .reportDay(-1)), ("the day before yesterday", .reportDay(-2)),
            ("the next day", .storyDay(1)), ("the following day", .storyDay(1)),
            ("next day", .storyDay(1)), ("a day later", .storyDay(1)),
            ("the day after", .storyDay(1)), ("the following morning", .storyDay(1)),
            ("the next morning", .storyDay(1)), ("the day before", .storyDay(-1)),
            ("the previous day", .storyDay(-1)), ("that day", .storyDay(0)),
            ("the same day", .storyDay(0)), ("that night", .storyDay(0)),
            ("that morning", .storyDay(0)), ("that afternoon", .storyDay(0)),
            ("that same day", .storyDay(0)), ("last week", .weekOfReport(-1)),
            ("this week", .weekOfReport(0)), ("last month", .monthOfReport(-1)),
            ("this month", .monthOfReport(0)), ("last year", .yearOfReport(-1)),
            ("this year", .yearOfReport(0)), ("past two days", .lastDays(2)),
            ("past three days", .lastDays(3)), ("last three days", .lastDays(3)),
            ("last two days", .lastDays(2)), ("past few days", .lastDays(5)),
            ("last few days", .lastDays(5)), ("past week", .lastDays(7)),
            ("past weekend", .lastDays(3)), ("past few weeks", .lastDays(21)),
            ("past month", .lastDays(30)),
            ("that year", .storyYear), ("the same year", .storyYear),
            ("that month", .storyMonth), ("the same month", .storyMonth),
        ]),
        units: [
            "day": .day, "days": .day, "week": .week, "weeks": .week, "month": .month,
            "months": .month, "year": .year, "years": .year,
        ],
        afterUnit: [
            (["ago"], .beforeReport), (["later"], .afterStory), (["afterwards"], .afterStory),
            (["earlier"], .beforeStory),
        ],
        agoBefore: [], past: ["past", "last", "previous"], within: ["in"], ofWords: ["of", "than"],
        until: ["until", "till", "by"],
        since: ["since"], passedOver: ["the", "last", "early", "late", "about"], last: ["last"],
        early: ["early", "beginning", "start", "first"],
        mid: ["mid", "middle"], late: ["late", "end", "last"],
        partJoints: ["of", "the", "-", "week", "weeks", "days", "in"], numbers: .of(.english))

    private static let spanish = RelativeWords(
        phrases: phrases([
            ("ayer", .reportDay(-1)), ("hoy", .reportDay(0)), ("anoche", .reportDay(-1)),
            ("anteayer", .reportDay(-2)), ("antes de ayer", .reportDay(-2)),
            ("esta manana", .reportDay(0)), ("esta tarde", .reportDay(0)),
            ("esta noche", .reportDay(0)), ("al dia siguiente", .storyDay(1)),
            ("el dia siguiente", .storyDay(1)), ("un dia despues", .storyDay(1)),
            ("a la manana siguiente", .storyDay(1)), ("la manana siguiente", .storyDay(1)),
            ("el dia anterior", .storyDay(-1)), ("un dia antes", .storyDay(-1)),
            ("ese dia", .storyDay(0)), ("ese mismo dia", .storyDay(0)),
            ("el mismo dia", .storyDay(0)), ("esa jornada", .storyDay(0)),
            ("esa noche", .storyDay(0)), ("esa manana", .storyDay(0)),
            ("esa tarde", .storyDay(0)), ("aquel dia", .storyDay(0)),
            ("la semana pasada", .weekOfReport(-1)), ("esta semana", .weekOfReport(0)),
            ("el mes pasado", .monthOfReport(-1)), ("este mes", .monthOfReport(0)),
            ("el ano pasado", .yearOfReport(-1)), ("este ano", .yearOfReport(0)),
            ("ultimos dias", .lastDays(5)), ("ultimas semanas", .lastDays(21)),
            ("ultima semana", .lastDays(7)), ("ese ano", .storyYear), ("ese mes", .storyMonth),
            ("mismo ano", .storyYear), ("mismo mes", .storyMonth),
        ]),
        units: [
            "dia": .day, "dias": .day, "semana": .week, "semanas": .week, "mes": .month,
            "meses": .month, "ano": .year, "anos": .year,
        ],
        afterUnit: [
            (["atras"], .beforeReport), (["despues"], .afterStory),
            (["mas", "tarde"], .afterStory),
            (["antes"], .beforeStory),
        ],
        agoBefore: ["hace"], past: ["ultimos", "ultimas", "pasados", "pasadas"],
        within: ["en"], ofWords: ["de", "del", "que"], until: ["hasta"], since: ["desde"],
        passedOver: ["el", "la", "pasado", "mes", "de"],
        last: ["pasado"], early: ["principios", "comienzos", "inicios"],
        mid: ["mediados"], late: ["fines", "finales"],
        partJoints: ["de", "del", "mes"], numbers: .of(.spanish))
}
