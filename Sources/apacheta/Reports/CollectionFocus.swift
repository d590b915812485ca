import Gazetteers
import Geoparsing
import Reports

/// What the files that a command was pointed at are about, all together.
///
/// It takes a pass of its own through the files. What was read is kept for the next one while it is
/// little, else it is read again. Lines are not looked at: a stream has no state between its lines.
struct CollectionFocus {
    let focus: Focus
    /// How many reports it was inferred from.
    let reportCount: Int
    /// What was read, by the number of its source.
    let kept: [Int: ReadReports]

    /// How many bytes of text are kept; a report takes some ten times as much memory as its text.
    private static let keptByteLimit = 16 << 20

    /// - Parameters:
    ///   - inputs: The reports.
    ///   - geoparser: What tells the focus of one.
    ///   - threadCount: How many threads work.
    /// - Throws: What keeps all reports from being read.
    init(of inputs: ReportInputs, by geoparser: Geoparser, threadCount: Int) throws {
        let numbers = inputs.sources.indices.filter { inputs.sources[$0].isOfCollection }
        let stream = ReportStream(numbers.map { inputs.sources[$0] })
        let reader = inputs.reader
        let work = OrderedWork(threadCount: threadCount) { waiting in
            stream.next(waiting: waiting).map { ($0, $0.byteCount) }
        } work: { pending in
            Result<(read: ReadReports, focuses: [Focus]), any Error> {
                let read = try pending.read(by: reader)
                return (read, read.reports.map { geoparser.focus(of: $0) })
            }
        }
        var focuses: [Focus] = []
        var kept: [Int: ReadReports] = [:]
        var keptBytes = 0
        var position = 0
        while case .element(let result) = work.next(waiting: true) {
            let answer = try result.get()
            focuses += answer.focuses
            keptBytes += answer.read.byteCount
            if keptBytes <= CollectionFocus.keptByteLimit { kept[numbers[position]] = answer.read }
            position += 1
        }
        focus = geoparser.focus(ofCollection: focuses)
        reportCount = focuses.count
        self.kept = kept
    }

    /// What was inferred, for people; `nil` where one report alone tells its own focus.
    func note(gazetteer: Gazetteer) -> String? {
        guard reportCount > 1 else { return nil }
        let origin = "inferred from \(reportCount) reports"
        guard let country = focus.country else {
            return "focus: none (\(origin); --focus sets one)"
        }
        let name = gazetteer.country(withCode: country)?.name ?? country
        return "focus: \(name) (\(origin); --focus sets another)"
    }
}
