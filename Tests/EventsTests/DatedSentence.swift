import Reports
import Testing

@testable import Events

/// A line of a table of dates: the words, the day of their report, and the days that they mean.
struct DatedSentence: Sendable, CustomTestStringConvertible {
    let text: String
    /// "2003-10-13" for a day, "2003-10-12/2003-10-13 day" for days with a precision; several
    /// dates with "; " between them, none as nothing.
    let means: String
    var written: String?
    var language: Language = .english
    /// What the report says before.
    var story = ""

    init(
        _ text: String, _ means: String, written: String? = "2003-10-14",
        language: Language = .english
    ) {
        self.text = text
        self.means = means
        self.written = written
        self.language = language
    }

    /// The same sentence in a report that tells something else first.
    func after(_ story: String, written: String) -> DatedSentence {
        var told = self
        told.story = story + " "
        told.written = written
        return told
    }

    var testDescription: String { "\(story)\(text) (\(written ?? "undated"))" }

    /// The dates that the solver finds in the last sentence.
    func dates() throws -> String {
        let report = try Samples.report(story + text, written: written, language: language)
        var solver = DateSolver(report: report, named: [])
        var found: [DateSolver.Found] = []
        for sentence in report.blocks.flatMap(\.sentences) { found = solver.dates(in: sentence) }
        return found.map { line($0.interval) }.joined(separator: "; ")
    }

    private func line(_ interval: DateInterval) -> String {
        let isOneDay = interval.start == interval.end && interval.precision == .day
        return isOneDay
            ? "\(interval.start)"
            : "\(interval.start)/\(interval.end) \(interval.precision.rawValue)"
    }
}
