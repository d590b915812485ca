import ArgumentParser
import Reports
import SimpleFeatures

/// The options of every command that reads reports.
struct ReportOptions: ParsableArguments {
    @Argument(
        help:
            "Reports: .txt, .md, .html, .pdf, .jsonl or .csv files, folders, or - (standard input)."
    )
    var reports: [String]

    @Option(help: "The day of reports that say none, YYYY-MM-DD.")
    var date: String?

    @Option(help: "The language of the reports, en or es, when it is detected wrong.")
    var lang: String?

    @Option(help: "The country that the reports are about (ISO 3166 code, as BO).")
    var focus: String?

    @Option(help: "The column of .csv files that holds the texts.")
    var textColumn: String?

    @Option(
        help: "A folder for the texts got out of HTML, PDF and the like; offsets refer to them.")
    var textOut: String?

    @Option(help: "How many seconds the text of a PDF may take.")
    var pdfTimeout = 60.0

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
        guard pdfTimeout > 0, pdfTimeout <= 86_400 else {
            throw Failure(.usage, "--pdf-timeout is \(pdfTimeout), expected seconds above 0")
        }
        let reader = ReportFile(
            fallbackDate: day, language: language, textColumn: textColumn,
            textFolder: try textOut.map { try TextFolder($0) }, pdfTimeoutSeconds: pdfTimeout)
        let inputs = try ReportInputs(reports, by: reader)
        try inputs.complain(strict: strict)
        return inputs
    }
}
