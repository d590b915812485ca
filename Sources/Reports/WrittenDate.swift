public import Orthography

/// A date as the words of a text give it, with the parts that they leave out left open.
public struct WrittenDate: Hashable, Sendable {
    /// The tokens of the expression.
    public var tokens: Range<Int>
    /// The year, 1...9999.
    public var year: Int?
    /// The month, 1...12.
    public var month: Int?
    /// The day of the month, 1...31.
    public var day: Int?
    /// The last month of a span ("May and June 2005"); `nil` when it is the first too.
    public var lastMonth: Int?
    /// The last day of a span ("October 12 and 13"); `nil` when it is the first too.
    public var lastDay: Int?
    /// The day of the week said with it, 1 for Monday.
    public var weekday: Int?

    init(
        tokens: Range<Int>, year: Int? = nil, month: Int? = nil, day: Int? = nil,
        lastMonth: Int? = nil, lastDay: Int? = nil, weekday: Int? = nil
    ) {
        self.tokens = tokens
        self.year = year
        self.month = month
        self.day = day
        self.lastMonth = lastMonth
        self.lastDay = lastDay
        self.weekday = weekday
    }

    /// The dates written in some tokens, in order, none overlapping.
    ///
    /// Absolute and partial ones: "October 14, 2003", "8 de octubre pero de 2003", "October 12
    /// and 13", "Monday 13", "May and June 2005", "10/13/03", "2003-10-13", "in 1952", "Monday".
    /// Words that are also months ("may", "march") count only where a date can stand.
    ///
    /// - Parameter language: Whose months and weekdays are read; slashes are month first in
    ///   English, day first in Spanish, and otherwise where only one order is possible.
    /// - Complexity: O(*n*).
    public static func all(
        in tokens: Range<Int>, of text: TokenizedText, language: Language
    ) -> [WrittenDate] {
        var reader = DateReader(text: text, end: tokens.upperBound, calendar: .of(language))
        var dates: [WrittenDate] = []
        var at = tokens.lowerBound
        while at < tokens.upperBound {
            if let date = reader.date(at: at, first: tokens.lowerBound) {
                dates.append(date)
                at = date.tokens.upperBound
            } else {
                at += 1
            }
        }
        return dates
    }
}

/// The words of one language for days and months.
struct CalendarWords: Sendable {
    let months: [String: Int]
    let weekdays: [String: Int]
    let isMonthFirst: Bool
    /// Between a day, a month and a year.
    let links: Set<String>
    /// Between the two ends of a span.
    let spans: Set<String>
    /// After a day: "13th".
    let ordinals: Set<String>
    /// Before a month or a year that stands alone.
    let cues: Set<String>
    /// Months whose name is another word too.
    let ambiguous: Set<String>
    /// Months whose name is a noun too: behind an article they are no month ("the March on …").
    let nouns: Set<String>

    static func of(_ language: Language) -> CalendarWords {
        switch language {
        case .english: return english
        case .spanish: return spanish
        }
    }

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
        weekdays: numbered([
            ["monday", "mon"], ["tuesday", "tue", "tues"], ["wednesday", "wed"],
            ["thursday", "thu", "thurs"], ["friday", "fri"], ["saturday"], ["sunday"],
        ]),
        isMonthFirst: true,
        links: ["of", ",", "the", ".", "\"", "”"],
        spans: ["and", "to", "through", "until", "-", "–", "—"],
        ordinals: ["st", "nd", "rd", "th"],
        cues: [
            "in", "of", "since", "by", "until", "during", "last", "next", "this", "mid", "early",
            "late", "and", "to", "through", "from", "before", "after", "between", "the", "on",
            "around", "for", "throughout", "past",
        ],
        ambiguous: ["may", "march", "mar", "sep", "jan", "jun"], nouns: ["march"])

    private static let spanish = CalendarWords(
        months: numbered([
            ["enero"], ["febrero"], ["marzo"], ["abril"], ["mayo"], ["junio"], ["julio"],
            ["agosto"], ["septiembre", "setiembre"], ["octubre"], ["noviembre"], ["diciembre"],
        ]),
        weekdays: numbered([
            ["lunes"], ["martes"], ["miercoles"], ["jueves"], ["viernes"], ["sabado"], ["domingo"],
        ]),
        isMonthFirst: false,
        links: ["de", "del", ",", "pero", "el", "ano"],
        spans: ["y", "al", "a", "hasta", "e", "-", "–", "—"],
        ordinals: ["o", "º", "°"],
        cues: [
            "en", "de", "del", "desde", "hasta", "durante", "a", "entre", "para", "el", "este",
            "pasado", "hacia", "y", "ano", "anos",
        ],
        ambiguous: [], nouns: [])
}
