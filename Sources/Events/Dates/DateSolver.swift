import Orthography
import Reports
import SimpleFeatures

/// Turns the dates of a report's sentences into days, one sentence after the other.
///
/// A weekday is the latest before the report; "two days later" counts from the story's last date;
/// a month without a year takes the year of the story, or the latest that is not after the report.
struct DateSolver {
    /// An expression with the days that it means.
    struct Found {
        let tokens: Range<Int>
        let interval: DateInterval
        /// Whether the words name a time of their own, and not one before or after another.
        let isAbsolute: Bool
        /// The part of the day that is named with it.
        var part: DayPart?
        /// Whether the words date what somebody said ("police said on Monday").
        var isOfWords = false
        /// Whether the words look back from the story ("the week before"), which goes on from the
        /// date before them.
        var isLookBack = false
    }

    /// An expression as read, before what stands around it was looked at.
    struct Reading {
        var tokens: Range<Int>
        var interval: DateInterval
        var isAbsolute = true
        /// Further days, apart from the first ("October 9, 12 and 15").
        var further: [DateInterval] = []
        var part: DayPart?
        /// What the words left open, which the other end of a span may tell otherwise.
        var open: Open?
        /// Whether the words count back from the story's last date.
        var isLookBack = false
        /// Whether the words tell both ends.
        var isSpan = false

        /// What a span may move its first end by.
        enum Open { case week, year }
    }

    let report: Report
    let words: DateWords
    /// The day on which the report was written.
    let written: CalendarDay?
    /// The last date that the story told, and where.
    private(set) var narrative: DateInterval?
    private(set) var narrativeYear: Int?
    /// The dates in plain words of the sentence at hand, in order, those of names and titles too.
    private(set) var writtenDates: [WrittenDate] = []
    /// Those of them that belong to no name and no title.
    private var plain: [WrittenDate] = []

    /// Tokens that belong to names of places ("plaza 14 de Septiembre"), which are no dates.
    let named: Set<Int>

    /// - Parameters:
    ///   - words: The words of the report's language.
    ///   - named: The tokens of the report's place mentions.
    init(report: Report, words: DateWords, named: Set<Int>) {
        self.report = report
        self.words = words
        self.named = named
        written = report.date?.day
    }

    /// The dates of a sentence, in order; the story moves on to the last of them.
    ///
    /// Dates that belong to something else are none: of a law, a street, a quotation's source.
    ///
    /// - Parameter quoted: Tokens whose dates belong to something else, such as a book's title.
    /// - Complexity: O(*n*).
    mutating func dates(in sentence: Range<Int>, besides quoted: Set<Int> = []) -> [Found] {
        var found: [Found] = []
        writtenDates = WrittenDate.all(in: sentence, of: report.text, language: report.language)
        plain = writtenDates.filter {
            !named.contains($0.tokens.lowerBound) && !quoted.contains($0.tokens.lowerBound)
        }
        // The reading before, of which the next may be the other end, and how many dates it gave.
        var last: (reading: Reading, count: Int)?
        var at = sentence.lowerBound
        while at < sentence.upperBound {
            guard !quoted.contains(at), mayBegin(at) else {
                at += 1
                continue
            }
            if case (nil, let end)? = words.feasts.match(
                in: report.text, at: at, before: sentence.upperBound)
            {
                // "Orthodox Easter", "the Christmas tree"
                at = end
                continue
            }
            guard var reading = reading(at: at, in: sentence) else {
                at += 1
                continue
            }
            let date = plainDate(at: at)
            at = max(at + 1, reading.tokens.upperBound)
            if let date, isOwned(date, within: reading.tokens, in: sentence) { continue }
            let limit = found.last?.tokens.upperBound ?? sentence.lowerBound
            addPart(to: &reading, in: limit..<sentence.upperBound)
            at = max(at, reading.tokens.upperBound)
            if let last {
                keepOrder(of: last.reading, &reading, in: sentence)
                if let joined = joined(last.reading, reading, in: sentence) {
                    found.removeLast(last.count)
                    reading = joined
                }
            }
            let count = found.count
            append(reading, in: sentence, to: &found)
            last = (reading, found.count - count)
        }
        return found
    }

    private func mayBegin(_ index: Int) -> Bool {
        words.mayBegin(with: report.text.tokens[index]) || plainDate(at: index) != nil
    }

    /// The date in plain words that begins at a token.
    func plainDate(at index: Int) -> WrittenDate? {
        plain.isEmpty ? nil : plain.first { $0.tokens.lowerBound == index }
    }

    /// What begins at a token; of a phrase and a count the longer, for "the day after Easter" is
    /// not "the day after", and "hace quince días" is a phrase.
    private func reading(at start: Int, in sentence: Range<Int>) -> Reading? {
        let phrase = phrase(at: start, in: sentence)
        let counted = counted(at: start, in: sentence)
        if let counted, counted.tokens.upperBound > phrase?.tokens.upperBound ?? 0 {
            return counted
        }
        if let phrase { return phrase }
        if let feast = feast(at: start, in: sentence) { return feast }
        if let date = plainDate(at: start) { return reading(of: date, in: sentence) }
        return dayOfMonth(at: start, in: sentence) ?? stretchOfUnit(at: start, in: sentence)
    }

    private mutating func append(
        _ reading: Reading, in sentence: Range<Int>, to found: inout [Found]
    ) {
        guard let interval = told(reading, in: sentence) else { return }
        for interval in [interval] + reading.further {
            found.append(
                Found(
                    tokens: reading.tokens, interval: interval, isAbsolute: reading.isAbsolute,
                    part: reading.part,
                    isOfWords: words.has(.saying, wordBefore(reading.tokens, in: sentence)),
                    isLookBack: reading.isLookBack))
            guard !reading.isLookBack else { continue }
            narrative = interval
            narrativeYear = interval.end.year
        }
    }

    // MARK: - Around an expression

    /// A folded word; nothing outside the sentence.
    func word(_ index: Int, in sentence: Range<Int>) -> FoldedWord {
        sentence.contains(index) ? report.text.folded(index) : .none
    }

    /// The word in front of an expression, articles and "last" passed over.
    func wordBefore(_ tokens: Range<Int>, in sentence: Range<Int>) -> FoldedWord {
        var at = tokens.lowerBound - 1
        while words.has(.passedOver, word(at, in: sentence)) { at -= 1 }
        return word(at, in: sentence)
    }

    /// The days that a reading tells of; `nil` where it only bounds something.
    private func told(_ reading: Reading, in sentence: Range<Int>) -> DateInterval? {
        let before = wordBefore(reading.tokens, in: sentence)
        let interval = reading.interval
        // "until December" is the end of something else, and so is "before Monday"; but "after
        // Monday's march" stands beside the day itself.
        if words.has(.until, before) { return nil }
        let isPossessive = ["'", "’"].contains(word(reading.tokens.upperBound, in: sentence))
        if words.has(.before, before) || words.has(.after, before), !isPossessive {
            return nil
        }
        if isAbout(reading.tokens, in: sentence), interval.bounds == .said {
            return interval.bounded(.about)
        }
        guard words.has(.since, before), !reading.isSpan else { return interval }
        // "since Thursday" lasts until the report; "since 2003" only compares, and so does "the
        // worst since March".
        guard interval.precision < .year, let written, written >= interval.start,
            !compares(before: reading.tokens, in: sentence)
        else { return nil }
        // "since the February uprisings" tells of an occurrence and no beginning.
        if interval.precision == .month,
            words.has(.articles, word(reading.tokens.lowerBound - 1, in: sentence))
        {
            return nil
        }
        return DateInterval(
            start: interval.start, end: written, precision: interval.precision, bounds: .open)
    }

    private func compares(before tokens: Range<Int>, in sentence: Range<Int>) -> Bool {
        let first = max(sentence.lowerBound, tokens.lowerBound - 8)
        return (first..<max(first, tokens.lowerBound)).contains {
            words.has(.comparing, report.text.folded($0))
        }
    }

    /// Whether "around" or "about" stands in front.
    func isAbout(_ tokens: Range<Int>, in sentence: Range<Int>) -> Bool {
        var at = tokens.lowerBound
        while words.has(.articles, word(at - 1, in: sentence)) { at -= 1 }
        return words.phrases(.about).match(
            in: report.text, endingAt: at, after: sentence.lowerBound) != nil
    }
}
