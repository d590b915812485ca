import Orthography
import Reports

/// The words of one language for times: what its `dates.tsv` says.
///
/// The names of the sets carry their numbers, so a language is a file and no code:
///
/// - `report day -1`, `story week 1`: a phrase that counts units from the report's day or from the
///   story's last date; behind it may stand a part of a day (`report day -1 night`);
/// - `report span -7 -2`: days from one to another, counted from the report's;
/// - `feast 12-25`, `feast easter -2`, `feast easter -7 0`: days with names of their own;
/// - `unit week`, `unit week 2`, `number 2`, `ordinal 3`, `ordinal -1`, `weekday 7`: words in
///   counts, with their value;
/// - `slice half`, `slice week 2`, `part night`, and the sets of ``PlainSet``, ``Stretch`` and
///   ``Choice``, the last also with `behind` for words that stand behind their date.
final class DateWords: Sendable {
    /// What a phrase counts from.
    enum Anchor: String, Sendable { case report, story }

    /// What is counted.
    enum Unit: Hashable, Sendable {
        case day, week, weekend, month, year
        /// 1 for Monday.
        case weekday(Int)

        init?(_ name: some StringProtocol) {
            switch name {
            case "day": self = .day
            case "week": self = .week
            case "weekend": self = .weekend
            case "month": self = .month
            case "year": self = .year
            default: return nil
            }
        }

        /// How many days the unit has, months and years on average.
        var days: Int {
            switch self {
            case .day: return 1
            case .weekend: return 2
            case .week, .weekday: return 7
            case .month: return 30
            case .year: return 365
            }
        }
    }

    /// What a fixed phrase means.
    enum Meaning: Sendable {
        /// So many units after the anchor, before it when negative.
        case unit(Anchor, Unit, Int, DayPart?)
        /// Days from one to another, counted from the report's.
        case span(Int, Int)
    }

    /// A part of a month, a year or a half of it that is counted ("the second week").
    enum Slice: String, Sendable, CaseIterable { case day, week, half, fortnight, month, quarter }

    /// A part of a month, a year or a decade that is named ("early").
    enum Stretch: String, Sendable, CaseIterable {
        case early, mid, late
        /// Up to the report ("earlier this year").
        case elapsed
    }

    /// How a word beside a weekday, a month or a feast chooses among them.
    enum Choice: String, Sendable, CaseIterable {
        /// The latest before the report.
        case last
        /// The one before that.
        case beforeLast = "before last"
        /// Of the report's week or year.
        case this
        /// The first after the report.
        case next
        /// Of the story's week.
        case that
        /// The first after the story's last date.
        case following
        /// The latest before the story's last date.
        case previous
    }

    /// Sets whose names say it all.
    enum PlainSet: Int, Sendable, CaseIterable {
        /// "ago", behind a count.
        case ago
        /// "hace": "ago" where the language puts it in front.
        case agoBefore
        /// "later", behind a count: after the story's last date.
        case later
        /// "earlier", behind a count.
        case earlier
        /// "before" and "after", behind a count that ends the clause or that a date follows.
        case after, before
        /// "and a half", "half a".
        case andHalf
        case halfBefore
        /// "past", in front of a count: "the past three days".
        case past
        /// "in", in front of a count that "of" follows: "in three days of fighting".
        case within
        /// "of", which ties a count to what follows.
        case of
        /// Hours, which count only as how long something lasted.
        case hours
        /// In front of the end of something.
        case until
        /// In front of the beginning of something that goes on.
        case since
        /// Words that compare: "the worst since March" began nothing.
        case comparing
        /// What stands between a preposition and its date.
        case passedOver
        case articles
        /// In front of a number that stands for a day of the month.
        case dayCue
        /// Right behind it ("13th"); where a language has none a number stands alone.
        case dayOrdinal
        /// What may follow such a number.
        case dayEnd
        /// Between the ends of a span.
        case to
        case and
        /// In front of a span whose ends "and" joins.
        case between
        /// In front of a date, and of a count, that is not quite meant.
        case about
        case aboutCount
        /// In front of what comes again and again: "every Monday", "los lunes".
        case every
        /// Between "early" and its month, "night" and its day.
        case joints
        /// Between a day and its part: "el lunes por la noche".
        case partJoints
        /// Laws, treaties and writings, whose dates are their own.
        case owner
        /// Words that date a source and no event: "accessed", "interview".
        case source
        /// Streets, schools and movements that are named after days.
        case bearer
        /// Verbs of saying: the day behind them is that of the words.
        case saying

        /// What the file calls the set: the words of the case's name.
        var name: String { WordTable.setName(of: "\(self)") }
    }

    let meanings: PhraseMap<Meaning>
    let feasts: PhraseMap<Feast?>
    let units: PhraseMap<(unit: Unit, count: Int)>
    /// Counts that are no numbers: "a couple of".
    let counts: PhraseMap<Int>
    let ordinals: [FoldedWord: Int]
    /// With how many a plural means that has no number ("the last weeks of May").
    let slices: [FoldedWord: (slice: Slice, count: Int)]
    let stretches: PhraseMap<Stretch>
    let parts: PhraseMap<DayPart>
    /// In front of a weekday, a month or a feast, and behind it.
    let choices: PhraseMap<Choice>
    let choicesBehind: PhraseMap<Choice>
    let numbers: NumberWords
    /// The words that a time may begin with, found without a string.
    private let beginnings: WordFlags
    /// What words are that stand in ``beginnings``: a time may begin with all, a number with some.
    private static let time: UInt32 = 1
    private static let number: UInt32 = 2
    private static let count: UInt32 = 4
    private let sets: WordSets<PlainSet>

    /// Whether a time may begin with a token, the names of days and months apart.
    func mayBegin(with token: Token) -> Bool {
        token.kind == .number || (token.kind == .word && beginnings[token.hash] != 0)
    }

    /// Whether a count of days or weeks may begin with a token, other than behind an article.
    func mayBeginCount(with token: Token) -> Bool {
        token.kind == .number || beginnings[token.hash] & DateWords.count != 0
    }

    /// Whether a number may begin with a token.
    func mayBeginNumber(with token: Token) -> Bool {
        token.kind == .number || beginnings[token.hash] & DateWords.number != 0
    }

    /// Whether a word is one of the single words of a set.
    func has(_ set: PlainSet, _ word: FoldedWord) -> Bool { sets.has(set, word) }

    /// Whether a set has no single word.
    func isEmpty(_ set: PlainSet) -> Bool { sets.isEmpty(set) }

    /// The phrases of a set.
    func phrases(_ set: PlainSet) -> PhraseMap<Bool> { sets.phrases(set) }

    /// Reads a file.
    ///
    /// - Throws: ``EventsError`` with the line of a set whose name means nothing.
    init(_ table: WordTable, language: Language) throws(EventsError) {
        meanings = PhraseMap(table) { DateWords.meaning($0) }
        feasts = PhraseMap(table) { DateWords.feast($0) }
        units = PhraseMap(table) { DateWords.unit($0) }
        counts = PhraseMap(table) { DateWords.number($0, behind: "number") }
        var ordinals: [FoldedWord: Int] = [:]
        var slices: [FoldedWord: (slice: Slice, count: Int)] = [:]
        for line in table.lines {
            if let ordinal = DateWords.number(line.set, behind: "ordinal") {
                for phrase in line.phrases { ordinals[FoldedWord(phrase.words[0])] = ordinal }
            } else if let slice = DateWords.slice(line.set) {
                for phrase in line.phrases { slices[FoldedWord(phrase.words[0])] = slice }
            }
        }
        self.ordinals = ordinals
        self.slices = slices
        stretches = PhraseMap(table) { Stretch(rawValue: $0) }
        parts = PhraseMap(table) { set in
            DateWords.word(set, behind: "part").flatMap { DayPart(rawValue: $0) }
        }
        choices = PhraseMap(table) { Choice(rawValue: $0) }
        choicesBehind = PhraseMap(table) { set in
            set.hasSuffix(" behind") ? Choice(rawValue: String(set.dropLast(7))) : nil
        }
        numbers = NumberWords.of(language)
        let sets = WordSets<PlainSet>(table) { $0.name }
        let first = [PlainSet.agoBefore, .halfBefore, .aboutCount]
            .reduce(into: table.words(PlainSet.articles.name)) { first, set in
                first.formUnion(sets.phrases(set).beginnings)
            }
        beginnings = WordFlags(
            [
                first, meanings.beginnings, feasts.beginnings, counts.beginnings,
                stretches.beginnings, units.beginnings, numbers.beginnings,
            ].map { ($0, DateWords.time) } + [
                (numbers.beginnings, DateWords.number | DateWords.count),
                (
                    [PlainSet.agoBefore, .halfBefore, .aboutCount]
                        .reduce(into: counts.beginnings.union(units.beginnings)) { words, set in
                            words.formUnion(sets.phrases(set).beginnings)
                        }, DateWords.count
                ),
            ])
        self.sets = sets
        try table.confirm(
            isKnown: { DateWords.isKnown($0) },
            expected: "a set of dates, such as 'report day -1', 'feast 12-25' or 'until'")
    }

    // MARK: - Names of sets

    private static let plainNames = Set(PlainSet.allCases.map(\.name))

    private static func isKnown(_ set: String) -> Bool {
        if plainNames.contains(set) || Stretch(rawValue: set) != nil
            || Choice(rawValue: set) != nil
        {
            return true
        }
        if set.hasSuffix(" behind") { return Choice(rawValue: String(set.dropLast(7))) != nil }
        return meaning(set) != nil || feast(set) != nil || unit(set) != nil
            || number(set, behind: "number") != nil || number(set, behind: "ordinal") != nil
            || slice(set) != nil
            || word(set, behind: "part").flatMap { DayPart(rawValue: $0) } != nil
    }

    private static func words(_ set: String) -> [Substring] { set.split(separator: " ") }

    private static func word(_ set: String, behind head: String) -> String? {
        let words = words(set)
        return words.count == 2 && words[0] == head ? String(words[1]) : nil
    }

    /// A number that no text can be made of too large for: three digits.
    private static func number(_ text: Substring) -> Int? {
        Int(text).flatMap { (-400...400).contains($0) ? $0 : nil }
    }

    private static func number(_ set: String, behind head: String) -> Int? {
        word(set, behind: head).flatMap { number(Substring($0)) }
    }

    private static func meaning(_ set: String) -> Meaning? {
        let words = words(set)
        guard (3...4).contains(words.count), let anchor = Anchor(rawValue: String(words[0])),
            let first = number(words[2])
        else { return nil }
        if words[1] == "span", words.count == 4, let last = number(words[3]), first <= last {
            return .span(first, last)
        }
        guard let unit = Unit(words[1]) else { return nil }
        guard words.count == 4 else { return .unit(anchor, unit, first, nil) }
        return DayPart(rawValue: String(words[3])).map { .unit(anchor, unit, first, $0) }
    }

    /// A feast, none for "feast none" (what is called like one and is not), `nil` for other sets.
    private static func feast(_ set: String) -> Feast?? {
        let words = words(set)
        guard (2...4).contains(words.count), words[0] == "feast" else { return nil }
        if words[1] == "none" { return .some(nil) }
        if words[1] == "easter" {
            guard words.count > 2, let first = number(words[2]),
                let last = words.count == 4 ? number(words[3]) : first, first <= last
            else { return nil }
            return .easter(first: first, last: last)
        }
        let parts = words[1].split(separator: "-")
        guard words.count == 2, parts.count == 2, let month = Int(parts[0]),
            let day = Int(parts[1]),
            DateInterval(year: 2000, month: month) != nil
        else { return nil }
        return .fixed(month: month, day: day)
    }

    private static func slice(_ set: String) -> (slice: Slice, count: Int)? {
        let words = words(set)
        guard (2...3).contains(words.count), words[0] == "slice",
            let slice = Slice(rawValue: String(words[1]))
        else { return nil }
        guard words.count == 3 else { return (slice, 1) }
        return number(words[2]).map { (slice, $0) }
    }

    private static func unit(_ set: String) -> (unit: Unit, count: Int)? {
        let words = words(set)
        if let weekday = number(set, behind: "weekday"), (1...7).contains(weekday) {
            return (.weekday(weekday), 1)
        }
        guard (2...3).contains(words.count), words[0] == "unit", let unit = Unit(words[1])
        else { return nil }
        guard words.count == 3 else { return (unit, 1) }
        return number(words[2]).flatMap { $0 > 0 ? (unit, $0) : nil }
    }
}
