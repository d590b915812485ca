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

    /// A line of a table: "sentence = meaning", read as of a day.
    init(line: String, written: String?, language: Language) throws {
        let parts = line.split(separator: "=", omittingEmptySubsequences: false)
        guard parts.count == 2 else { throw Samples.Missing(what: "meaning in '\(line)'") }
        self.init(
            String(parts[0]).trimmed, String(parts[1]).trimmed, written: written,
            language: language)
    }

    /// The lines of a table, empty ones passed over.
    static func table(
        _ lines: String, written: String?, language: Language
    ) -> [Result<DatedSentence, any Error>] {
        lines.split(separator: "\n").map { line in
            Result {
                try DatedSentence(line: String(line), written: written, language: language)
            }
        }
    }

    /// The dates that the solver finds in the last sentence.
    func dates() throws -> String {
        try found().map { line($0.interval) }.joined(separator: "; ")
    }

    /// The dates with all that is known of them: "2003-10-12 about night".
    func wholeDates() throws -> String {
        try found().map { date in
            var line = line(date.interval)
            if date.interval.bounds != .said { line += " \(date.interval.bounds)" }
            if let part = date.part { line += " \(part.rawValue)" }
            return line
        }.joined(separator: "; ")
    }

    /// The dates as the solver gives them.
    func found() throws -> [DateSolver.Found] {
        let report = try Samples.report(story + text, written: written, language: language)
        var solver = DateSolver(
            report: report, words: try Samples.model.lexicon(of: language).dates, named: [])
        var found: [DateSolver.Found] = []
        for sentence in report.blocks.flatMap(\.sentences) { found = solver.dates(in: sentence) }
        return found
    }

    private func line(_ interval: DateInterval) -> String {
        let isOneDay = interval.start == interval.end && interval.precision == .day
        return isOneDay
            ? "\(interval.start)"
            : "\(interval.start)/\(interval.end) \(interval.precision.rawValue)"
    }
}

extension String {
    /// Without the blanks at both ends.
    fileprivate var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
