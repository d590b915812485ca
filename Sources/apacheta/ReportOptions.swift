import ArgumentParser
import Gazetteers
import Geoparsing
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

    @Option(
        help:
            "What the reports are about: a country (ISO 3166 code, as BO) or a place (\"La Paz\").")
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

    /// The reports, found and not yet read.
    ///
    /// - Throws: ``Failure`` 64 for an option that means nothing, 66 when there is no report.
    func inputs() throws -> ReportInputs {
        var reader = ReportFile()
        if let date {
            guard let found = CalendarDay(iso: date) else {
                throw Failure(.usage, "--date is '\(date)', expected YYYY-MM-DD")
            }
            reader.fallbackDate = found
        }
        if let lang {
            guard let found = Language(rawValue: lang) else {
                throw Failure(.usage, "--lang is '\(lang)', expected en or es")
            }
            reader.language = found
        }
        guard pdfTimeout > 0, pdfTimeout <= 86_400 else {
            throw Failure(.usage, "--pdf-timeout is \(pdfTimeout), expected seconds above 0")
        }
        reader.textColumn = textColumn
        reader.textFolder = try textOut.map { try TextFolder($0) }
        reader.pdfTimeoutSeconds = pdfTimeout
        let inputs = try ReportInputs(reports, by: reader)
        for note in inputs.notes { Console.complain(note) }
        return inputs
    }

    /// The focus that the user names: a country's code, or any place.
    private static func focus(named name: String, in gazetteer: Gazetteer) throws -> Focus {
        if let country = gazetteer.country(withCode: name) {
            return Focus(country: country.country)
        }
        guard let place = gazetteer.hits(for: PlaceQuery(name)).first?.place,
            !place.country.isEmpty
        else {
            throw Failure(
                .badData,
                "--focus: found '\(name)', expected a country's code (ISO 3166, as BO) or the "
                    + "name of a place in a country")
        }
        return Focus(place: place, of: gazetteer)
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
    ///   - shapes: With what areas that words tell are made; `nil` not to look for them.
    ///   - product: What is made of a report and kept, so that its text need not be.
    /// - Throws: ``Failure`` 65 when no country has the code of `--focus`.
    func pass<Product: Sendable>(
        through inputs: ReportInputs, by geoparser: Geoparser, threadCount: Int, quiet: Bool,
        shapes: PlaceShapes? = nil,
        product: @escaping @Sendable (Geoparser.Parsed) -> Product
    ) throws -> ReportPass<Product> {
        var collection = Focus()
        var kept: [Int: ReadReports] = [:]
        if let focus {
            collection = try ReportOptions.focus(named: focus, in: geoparser.gazetteer)
        } else {
            let inferred = try CollectionFocus(of: inputs, by: geoparser, threadCount: threadCount)
            if let note = inferred.note(gazetteer: geoparser.gazetteer) {
                Console.say(note, quiet: quiet)
            }
            (collection, kept) = (inferred.focus, inferred.kept)
        }
        return ReportPass(
            ReportStream(inputs.sources, kept: kept), readBy: inputs.reader,
            by: CollectionGeoparser(geoparser, collection: collection, shapes: shapes),
            threadCount: threadCount,
            product: product)
    }
}
