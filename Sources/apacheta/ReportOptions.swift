import ArgumentParser
import Reports
import SimpleFeatures

/// The options of every command that reads reports.
struct ReportOptions: ParsableArguments {
    @Argument(
        help: "Reports: .txt, .md or .jsonl files, folders of them, or - for standard input.")
    var reports: [String]

    @Option(help: "The day of reports that say none, YYYY-MM-DD.")
    var date: String?

    @Option(help: "The language of the reports, en or es, when it is detected wrong.")
    var lang: String?

    @Option(help: "The country that the reports are about (ISO 3166 code, as BO).")
    var focus: String?

    @Flag(help: "Write nothing when a report cannot be read.")
    var strict = false

    /// The reports, read.
    func inputs() throws -> ReportInputs {
        var day: CalendarDay?
        if let date {
            guard let found = CalendarDay(iso: date) else {
                throw Failure(.usage, "--date is '\(date)', expected YYYY-MM-DD")
            }
            day = found
        }
        var language: Language?
        if let lang {
            guard let found = Language(rawValue: lang) else {
                throw Failure(.usage, "--lang is '\(lang)', expected en or es")
            }
            language = found
        }
        let inputs = try ReportInputs(reports, fallbackDate: day, language: language)
        try inputs.complain(strict: strict)
        return inputs
    }
}
