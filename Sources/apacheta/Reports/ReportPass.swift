import Geoparsing
import Reports

/// One way through the reports of a command: read and parsed on several threads, given in their order.
final class ReportPass<Product: Sendable> {
    /// What was counted so far.
    private(set) var census: ReportCensus
    private let work: OrderedWork<PendingReport, Result<Answer, any Error>>

    /// What came of one file or line.
    private struct Answer: Sendable {
        var products: [Product] = []
        var facts: [ReportCensus.Facts] = []
        var failures: [String] = []
        var notes: [String] = []
        var writtenTexts = 0
    }

    /// - Parameters:
    ///   - stream: The reports.
    ///   - reader: Reads files, and knows what the user says of all reports.
    ///   - geoparser: What parses them.
    ///   - threadCount: How many threads work.
    ///   - product: What is made of a report and kept, so that its text need not be.
    init(
        _ stream: ReportStream, readBy reader: ReportFile, by geoparser: CollectionGeoparser,
        threadCount: Int, product: @escaping @Sendable (Geoparser.Parsed) -> Product
    ) {
        census = ReportCensus(textFolder: reader.textFolder?.path)
        work = OrderedWork(threadCount: threadCount) { waiting in
            stream.next(waiting: waiting).map { ($0, $0.byteCount) }
        } work: { pending in
            Result {
                let read = try pending.read(by: reader)
                var answer = Answer(
                    failures: read.failures, notes: read.notes, writtenTexts: read.writtenTexts)
                for report in read.reports {
                    let parsed = geoparser.parse(report, isOfCollection: pending.isOfCollection)
                    answer.facts.append(ReportCensus.Facts(parsed))
                    answer.products.append(product(parsed))
                }
                return answer
            }
        }
    }

    /// What came of the next file or line; what could not be read is told at once.
    ///
    /// - Parameter waiting: Whether to wait for a writer at the other end of a pipe.
    /// - Returns: None or several products; `.notYet` only where it was not to wait.
    /// - Throws: What keeps all reports from being read.
    func next(waiting: Bool) throws -> Next<[Product]> {
        try work.next(waiting: waiting).map { result in
            let answer = try result.get()
            census.tell(notes: answer.notes)
            census.count(failures: answer.failures)
            census.count(writtenTexts: answer.writtenTexts)
            answer.facts.forEach { census.count($0) }
            return answer.products
        }
    }
}

extension Next {
    /// The same with another element.
    func map<Other>(_ transform: (Element) throws -> Other) rethrows -> Next<Other> {
        switch self {
        case .element(let element): return .element(try transform(element))
        case .notYet: return .notYet
        case .end: return .end
        }
    }
}
