import ArgumentParser
import Gazetteers
import Geoparsing
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

    /// The reports, found and not yet read.
    ///
    /// - Throws: ``Failure`` 64 for an option that means nothing, 66 when there is no report.
    func inputs() throws -> ReportInputs {
        var options = ReadReports.Options()
        if let date {
            guard let found = CalendarDay(iso: date) else {
                throw Failure(.usage, "--date is '\(date)', expected YYYY-MM-DD")
            }
            options.fallbackDate = found
        }
        if let lang {
            guard let found = Language(rawValue: lang) else {
                throw Failure(.usage, "--lang is '\(lang)', expected en or es")
            }
            options.language = found
        }
        let inputs = try ReportInputs(reports, options: options)
        for note in inputs.notes { Console.complain(note) }
        return inputs
    }

    /// Begins to read and parse the reports.
    ///
    /// Where files make a collection and no focus was given, a first pass infers it, which is said.
    ///
    /// - Parameters:
    ///   - inputs: The reports.
    ///   - geoparser: What parses them.
    ///   - threadCount: How many threads work.
    ///   - quiet: Whether to say nothing.
    ///   - product: What is made of a report and kept, so that its text need not be.
    /// - Throws: ``Failure`` 65 when no country has the code of `--focus`.
    func pass<Product: Sendable>(
        through inputs: ReportInputs, by geoparser: Geoparser, threadCount: Int, quiet: Bool,
        product: @escaping @Sendable (Geoparser.Parsed) -> Product
    ) throws -> ReportPass<Product> {
        var collection = Focus()
        var kept: [Int: ReadReports] = [:]
        if let focus {
            guard let place = geoparser.gazetteer.country(withCode: focus) else {
                throw Failure(
                    .badData, "--focus: no country has the code '\(focus)' (ISO 3166, as BO)")
            }
            collection = Focus(country: place.country)
        } else {
            let inferred = try CollectionFocus(of: inputs, by: geoparser, threadCount: threadCount)
            if let note = inferred.note(gazetteer: geoparser.gazetteer) {
                Console.say(note, quiet: quiet)
            }
            (collection, kept) = (inferred.focus, inferred.kept)
        }
        return ReportPass(
            ReportStream(inputs.sources, kept: kept), inputs.options,
            by: CollectionGeoparser(geoparser, collection: collection), threadCount: threadCount,
            product: product)
    }
}
