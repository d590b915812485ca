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
    /// The last year of a span ("1999-2003"); `nil` when it is the first too.
    public var lastYear: Int?
    /// Whether the year stands for the ten that begin with it ("the 1990s").
    public var isDecade = false
    /// Further days of the month, apart from the first ("October 9, 12 and 15").
    public var furtherDays: [Int] = []

    init(
        tokens: Range<Int>, year: Int? = nil, month: Int? = nil, day: Int? = nil,
        lastMonth: Int? = nil, lastDay: Int? = nil, weekday: Int? = nil, lastYear: Int? = nil
    ) {
        self.tokens = tokens
        self.year = year
        self.month = month
        self.day = day
        self.lastMonth = lastMonth
        self.lastDay = lastDay
        self.weekday = weekday
        self.lastYear = lastYear
    }

    /// The dates written in some tokens, in order, none overlapping.
    ///
    /// Absolute and partial ones: "October 14, 2003", "8 de octubre pero de 2003", "October 12
    /// and 13", "Monday 13", "May and June 2005", "10/13/03", "12-X-2003", "2003-10-13", "in 1952",
    /// "the 1990s", "Monday". Words that are also months ("may", "march") count only where a date
    /// can stand.
    ///
    /// - Parameter language: Whose months and weekdays are read; slashes are month first in
    ///   English, day first in Spanish, and otherwise where only one order is possible.
    /// - Complexity: O(*n*).
    public static func all(
        in tokens: Range<Int>, of text: TokenizedText, language: Language
    ) -> [WrittenDate] {
        // Most sentences have no date, and a reader costs more than this look.
        guard
            text.tokens[tokens].contains(where: {
                CalendarWords.mayBegin(with: $0, language: language)
            })
        else { return [] }
        let reader = DateReader(text: text, end: tokens.upperBound, calendar: .of(language))
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
