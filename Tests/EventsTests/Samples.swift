import Foundation
import Gazetteers
import Geoparsing
import Reports
import SimpleFeatures
import TestMaterial

@testable import Events

/// The gazetteer of the package, and reports of a few sentences read with it.
enum Samples {
    /// The gazetteer that the program itself reads.
    static var gazetteer: Gazetteer { get throws { try PackageGazetteer.read() } }

    /// The geoparser that the program itself uses.
    static var geoparser: Geoparser { get throws { try PackageGeoparser.read() } }

    /// The extractor that the program itself uses.
    static var extractor: EventExtractor {
        get throws { EventExtractor(gazetteer: try gazetteer, model: try model) }
    }

    /// The words and weights that the program itself reads.
    static var model: EventModel { get throws { try loadedModel.get() } }

    private static let loadedModel = Result { try EventModel(try modelFiles()) }

    /// The files of words and weights, by their paths below the data folder.
    static func modelFiles() throws -> [String: [UInt8]] {
        Dictionary(uniqueKeysWithValues: try EventModel.paths.map { ($0, try bytes($0)) })
    }

    /// The bytes of a file of the data folder.
    static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: PackageGazetteer.folder.appending(path: path)))
    }

    /// The place of an id of the gazetteer.
    static func place(_ id: String) throws -> Place {
        guard let place = try gazetteer.place(withID: id) else {
            throw Missing(what: "place \(id)")
        }
        return place
    }

    /// Something that a test needs and the package does not have.
    struct Missing: Error { let what: String }

    // MARK: - Reports

    /// A day that is written as YYYY-MM-DD.
    static func day(_ written: String) throws -> CalendarDay {
        guard let day = CalendarDay(iso: written) else { throw Missing(what: "day \(written)") }
        return day
    }

    /// A report of some text.
    ///
    /// - Parameters:
    ///   - written: The day of the report, YYYY-MM-DD; none when `nil`.
    ///   - language: The language, where the text is too short to tell it.
    static func report(
        _ text: String, written: String?, id: String = "report.txt", language: Language? = nil,
        sources: [String] = []
    ) throws -> Report {
        try Report(
            id: id, bytes: Array(text.utf8),
            metadata: Report.Metadata(
                date: written.map(day), sources: sources, language: language))
    }

    /// The accounts of events that a text tells.
    static func accounts(
        of text: String, written: String?, id: String = "report.txt", sources: [String] = []
    ) throws -> [Account] {
        let report = try report(text, written: written, id: id, sources: sources)
        return
            try extractor
            .accounts(of: try geoparser.parse(report))
    }

    /// The accounts of all reports of a folder of evaluation data, not merged.
    static func accounts(ofReportsIn folder: URL) throws -> [Account] {
        let files = try ["seeds", "reports"].flatMap { name in
            try FileManager.default.contentsOfDirectory(
                at: folder.appending(path: name), includingPropertiesForKeys: nil)
        }
        let reports = try files.filter { ["txt", "md"].contains($0.pathExtension) }
            .filter { !$0.lastPathComponent.hasPrefix("README") }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
            .map { file in
                try Report(id: file.lastPathComponent, bytes: Array(try Data(contentsOf: file)))
            }
        let geoparser = try PackageGeoparser.read()
        let focus = geoparser.focus(ofCollection: reports.map { geoparser.focus(of: $0) })
        let extractor = try Samples.extractor
        return reports.flatMap {
            extractor.accounts(of: geoparser.parse($0, collection: focus))
        }
    }

    // MARK: - Accounts

    /// An account as an extractor would make it.
    ///
    /// - Parameters:
    ///   - place: The id of a place; nowhere when `nil`.
    ///   - start: Where its quote begins; with the report and the type it makes the id.
    static func account(
        _ type: EventType, _ date: Events.DateInterval?, at place: String?, in report: String,
        start: Int = 0, deaths: Toll? = nil, actors: [String] = [], evidence: [EventRule] = [.verb],
        route: [String] = [], sources: [String]? = nil, ordinal: Int = 0
    ) throws -> Account {
        var cost = Cost()
        cost.deaths = deaths
        return Account(
            type: type, date: date,
            place: try place.map { EventPlace(try Samples.place($0), .sentence) },
            route: try route.map(Samples.place), cost: cost, actors: actors,
            quote: start..<start + 5, evidence: evidence, logOdds: Double(evidence.count),
            source: Account.Source(
                reportID: report, date: nil, names: sources ?? [report], quote: "quote",
                start: start, end: start + 5, ordinal: ordinal))
    }

    /// One known day.
    static func on(_ written: String) throws -> Events.DateInterval {
        Events.DateInterval(try day(written))
    }

    /// Days from one to another.
    static func from(
        _ start: String, to end: String, _ precision: Events.DateInterval.Precision = .day
    ) throws -> Events.DateInterval {
        Events.DateInterval(start: try day(start), end: try day(end), precision: precision)
    }

    /// So many, neither more nor less.
    static func exactly(_ count: Int) -> Toll { Toll(low: count, best: count, high: count) }

    // MARK: - One line for a value

    /// "17/17/-": lowest, best, highest; a hyphen for what is not told.
    static func line(_ toll: Toll) -> String {
        [toll.low, toll.best, toll.high].map { $0.map(String.init) ?? "-" }.joined(separator: "/")
    }

    /// "march, 2003-10-13, La Paz", with "5/5/- dead" behind it where a toll is told.
    static func line(_ account: Account) -> String {
        var line = "\(account.type.rawValue), \(account.date?.edtf ?? "no date"), "
        line += account.place?.place.name ?? "nowhere"
        if let deaths = account.cost.deaths { line += ", \(Samples.line(deaths)) dead" }
        return line
    }
}
