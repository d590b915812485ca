import Reports
import SimpleFeatures
import TestMaterial
import Testing

@testable import Events

/// A reader of the Extended Date/Time Format, level 1, that knows nothing of the writer.
///
/// - SeeAlso: Library of Congress (2019), "Extended Date/Time Format (EDTF) Specification", levels 0
///   and 1.
private struct EDTFReader {
    /// Whether a text is a date or an interval of the format.
    static func isValid(_ text: String) -> Bool {
        let ends = text.split(separator: "/", omittingEmptySubsequences: false)
        switch ends.count {
        case 1: return span(of: ends[0]) != nil
        case 2:
            let isOpen = ends.map { $0.isEmpty || $0 == ".." }
            if isOpen[0] && isOpen[1] { return false }
            let spans = ends.map { span(of: $0) }
            guard zip(isOpen, spans).allSatisfy({ $0 || $1 != nil }) else { return false }
            guard let first = spans[0], let last = spans[1] else { return true }
            return first.lowerBound <= last.upperBound
        default: return false
        }
    }

    /// The days of one date; `nil` for what is none.
    private static func span(of text: Substring) -> ClosedRange<CalendarDay>? {
        var text = text
        if let last = text.last, "?~%".contains(last) { text = text.dropLast() }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard (1...3).contains(parts.count), parts[0].count == 4,
            parts.dropFirst().allSatisfy({ $0.count == 2 })
        else { return nil }
        if parts.count == 1 {
            let digits = parts[0].prefix { $0.isNumber && $0.isASCII }
            let marks = parts[0].dropFirst(digits.count)
            guard marks.allSatisfy({ $0 == "X" }), marks.count <= 2, !digits.isEmpty,
                let first = Int(digits + marks.map { _ in "0" }),
                let last = Int(digits + marks.map { _ in "9" })
            else { return nil }
            return span(first, 1, 1, last, 12, 31)
        }
        guard let year = Int(parts[0]) else { return nil }
        if parts[1] == "XX" {
            return parts.count == 2 || parts[2] == "XX" ? span(year, 1, 1, year, 12, 31) : nil
        }
        guard let month = Int(parts[1]) else { return nil }
        if (21...24).contains(month), parts.count == 2 { return span(year, 1, 1, year, 12, 31) }
        let length = CalendarDay.length(ofMonth: month, year: year)
        if parts.count == 2 || parts[2] == "XX" { return span(year, month, 1, year, month, length) }
        return Int(parts[2]).flatMap { span(year, month, $0, year, month, $0) }
    }

    private static func span(
        _ year: Int, _ month: Int, _ day: Int, _ lastYear: Int, _ lastMonth: Int, _ lastDay: Int
    ) -> ClosedRange<CalendarDay>? {
        guard let first = CalendarDay(year: max(1, year), month: month, day: day),
            let last = CalendarDay(year: lastYear, month: lastMonth, day: lastDay), first <= last
        else { return nil }
        return first...last
    }
}

@Suite struct EDTFTests {
    @Test(arguments: [
        "2003-10-13", "2003-10", "2003", "199X", "2003-10-13~", "2003?", "2003-21", "2003-10-XX",
        "2003-10-12/2003-10-13", "2003-09-20/..", "../2003", "2003/", "2003-05~/2003-08~",
    ])
    func `the validator takes what level 1 has`(text: String) {
        #expect(EDTFReader.isValid(text))
    }

    @Test(arguments: [
        "", "2003-13", "2003-02-30", "2003-10-13T", "../..", "2004/2003", "03-10-13", "2003-1-1",
        "199X~X", "2003-10-13/", "2003-10-12/2003-10-13/2003-10-14", "[2003,2004]", "2003-25",
    ])
    func `the validator refuses what level 1 has not`(text: String) {
        // An end that is not known is legal behind a solidus.
        #expect(EDTFReader.isValid(text) == (text == "2003-10-13/"))
    }

    @Test(arguments: [
        (
            "2003-10-13", "2003-10-13", DateInterval.Precision.day, DateInterval.Bounds.about,
            "2003-10-13~"
        ),
        ("2003-10-13", "2003-10-14", .day, .open, "2003-10-13/.."),
        ("2003-09-01", "2003-10-14", .month, .open, "2003-09/.."),
        ("2003-10-06", "2003-10-12", .week, .open, "2003-10-06~/.."),
        ("2003-05-01", "2003-08-31", .month, .about, "2003-05~/2003-08~"),
        ("1990-01-01", "1999-12-31", .year, .decade, "199X"),
        ("1990-01-01", "1993-12-31", .year, .about, "1990~/1993~"),
        ("0985-01-01", "0985-12-31", .year, .said, "0985"),
    ])
    func `bounds are written as the format has them`(
        start: String, end: String, precision: DateInterval.Precision, bounds: DateInterval.Bounds,
        edtf: String
    ) throws {
        let interval = try Samples.from(start, to: end, precision).bounded(bounds)
        #expect(interval.edtf == edtf)
        #expect(EDTFReader.isValid(edtf))
    }

    @Test(arguments: 0..<300)
    func
        `whatever words give a date, it is valid, not after the report's if it goes on, and in order`(
            seed: UInt64
        ) throws
    {
        var random = SeededGenerator(seed: seed)
        let words = [
            "October", "14", "2003", ",", "and", "Monday", "the", "12", "-", "last", "week", "of",
            "two", "years", "ago", "later", "since", "mid", "early", "1990s", "Easter", "next",
            "month", "from", "to", "between", "after", "night", "first", "half", "a", "February",
            "29", "that", "year", "el", "lunes", "pasado", "hace", "meses", "fines", "de", "año",
            "quincena", "segunda", "500", "days", "before", "day", "1500",
        ]
        var text = ""
        for _ in 0..<60 { text += (words.randomElement(using: &random) ?? "") + " " }
        let written = seed % 3 == 0 ? nil : seed % 3 == 1 ? "2004-02-29" : "0003-01-01"
        for language in Language.allCases {
            let report = try Samples.report(text, written: written, language: language)
            var solver = DateSolver(
                report: report, words: try Samples.model.lexicon(of: language).dates, named: [])
            for sentence in report.blocks.flatMap(\.sentences) {
                for date in solver.dates(in: sentence) {
                    #expect(EDTFReader.isValid(date.interval.edtf), "seed \(seed)")
                    #expect(date.interval.start <= date.interval.end, "seed \(seed)")
                    #expect(
                        date.tokens.lowerBound >= sentence.lowerBound
                            && date.tokens.upperBound <= sentence.upperBound, "seed \(seed)")
                }
            }
        }
    }
}
