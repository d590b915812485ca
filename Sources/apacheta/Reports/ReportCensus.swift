import Geoparsing
import Reports

/// Counts what came of reports, and says what went wrong with some while the others are read.
///
/// Its size does not depend on how many reports there are.
struct ReportCensus {
    /// How many reports were read.
    private(set) var reportCount = 0
    private(set) var undatedCount = 0
    private(set) var mentionCount = 0
    private(set) var resolvedCount = 0
    /// How many reports could not be read.
    private(set) var failureCount = 0

    private var noteCount = 0
    private var writtenTextCount = 0
    /// The folder for texts that offsets refer to and that are no files yet.
    private let textFolder: String?
    /// How many reports have an id, by its hash; hashes are seeded anew in each run, so that nobody
    /// can choose ids that meet in one.
    private var idCounts: [Int: Int] = [:]
    private var hasForgottenIDs = false
    /// The first ids that came up twice.
    private var repeatedIDs: [String] = []

    /// How many failures, and how many notes, are told one by one.
    private static let toldLimit = 20
    /// How many ids are remembered, in 64 MiB at most.
    private static let idLimit = 1 << 20
    private static let repeatedIDLimit = 5

    /// - Parameter textFolder: The folder for texts that offsets refer to and that are no files yet.
    init(textFolder: String?) { self.textFolder = textFolder }

    /// What is counted of one report.
    struct Facts: Sendable {
        let id: String
        let isDated: Bool
        let mentionCount: Int
        let resolvedCount: Int

        init(_ parsed: Geoparser.Parsed) {
            id = parsed.report.id
            isDated = parsed.report.date != nil
            mentionCount = parsed.resolutions.count
            resolvedCount = parsed.resolutions.count { $0.place != nil }
        }
    }

    mutating func count(_ facts: Facts) {
        reportCount += 1
        if !facts.isDated { undatedCount += 1 }
        mentionCount += facts.mentionCount
        resolvedCount += facts.resolvedCount
        let hash = facts.id.hashValue
        if let count = idCounts[hash] {
            idCounts[hash] = count + 1
            if count == 1, repeatedIDs.count < ReportCensus.repeatedIDLimit {
                repeatedIDs.append(facts.id)
            }
        } else if idCounts.count < ReportCensus.idLimit {
            idCounts[hash] = 1
        } else {
            hasForgottenIDs = true
        }
    }

    /// Counts reports that could not be read, and says why.
    mutating func count(failures: [String]) {
        for failure in failures {
            failureCount += 1
            if failureCount <= ReportCensus.toldLimit { Console.complain(Console.plain(failure)) }
        }
    }

    /// Counts texts that were written beside the reading.
    mutating func count(writtenTexts count: Int) { writtenTextCount += count }

    /// Says what a person should know of the reading.
    mutating func tell(notes: [String]) {
        for note in notes {
            noteCount += 1
            if noteCount <= ReportCensus.toldLimit { Console.complain(Console.plain(note)) }
        }
    }

    /// "3 reports, 12 mentions, 11 resolved"
    var summary: String {
        [
            Console.counted(reportCount, "report"), Console.counted(mentionCount, "mention"),
            "\(resolvedCount) resolved",
        ].joined(separator: ", ")
    }

    /// Says how much was not said, and which ids several reports have: their events cannot be told
    /// apart by `report`.
    ///
    /// - Parameter strict: Whether nothing is to be written when a report cannot be read.
    /// - Throws: ``Failure`` 65 when that is so.
    func tellRest(strict: Bool) throws {
        if noteCount > ReportCensus.toldLimit {
            Console.complain("\(noteCount - ReportCensus.toldLimit) more notes of this kind")
        }
        if let textFolder, writtenTextCount > 0 {
            Console.complain(
                "\(textFolder): \(Console.counted(writtenTextCount, "text")) written")
        }
        if failureCount > ReportCensus.toldLimit {
            Console.complain(
                "\(failureCount - ReportCensus.toldLimit) more reports could not be read")
        }
        for id in repeatedIDs {
            Console.complain(
                "\(idCounts[id.hashValue] ?? 0) reports have the id '\(Console.plain(id))'")
        }
        if hasForgottenIDs {
            Console.complain(
                "ids beyond the first \(ReportCensus.idLimit) were not compared with each other")
        }
        if strict, failureCount > 0 {
            throw Failure(
                .badData,
                "\(Console.counted(failureCount, "report")) not read, nothing written (--strict)")
        }
    }

    /// Ends with exit code 65 when a report could not be read, after all else was written.
    func finish() throws {
        guard failureCount > 0 else { return }
        throw Failure(
            .badData,
            "\(failureCount) of \(failureCount + reportCount) reports could not be read")
    }
}
