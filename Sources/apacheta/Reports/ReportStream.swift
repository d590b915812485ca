/// The reports that a command was pointed at, one after the other as they are asked for.
final class ReportStream {
    /// Where reports come from.
    enum Source {
        /// A file that holds one text.
        case file(path: String, id: String)
        /// A file that holds a report a line.
        case lines(path: String)
        /// Standard input or a pipe that holds a report a line.
        case pipe(LineStream)
        /// Standard input or a pipe that holds one text, read.
        case text([UInt8], path: String, id: String)

        /// Whether it is part of the collection that the files are.
        var isOfCollection: Bool {
            switch self {
            case .file, .text: return true
            case .lines, .pipe: return false
            }
        }
    }

    private let sources: [Source]
    /// What was read before, by the number of its source.
    private let kept: [Int: ReadReports]
    private var nextSource = 0
    private var lines: LineStream?

    /// - Parameters:
    ///   - sources: Where reports come from, in their order.
    ///   - kept: What was read before, by the number of its source.
    init(_ sources: [Source], kept: [Int: ReadReports] = [:]) {
        self.sources = sources
        self.kept = kept
    }

    /// The next report.
    ///
    /// - Parameter waiting: Whether to wait for a writer at the other end of a pipe.
    /// - Returns: `.notYet` only where it was not to wait.
    func next(waiting: Bool) -> Next<PendingReport> {
        while true {
            if let lines {
                switch nextLine(of: lines, waiting: waiting) {
                case .element(let pending): return .element(pending)
                case .notYet: return .notYet
                case .end: self.lines = nil
                }
            }
            guard nextSource < sources.count else { return .end }
            let number = nextSource
            nextSource += 1
            if let reports = kept[number] { return .element(PendingReport(.read(reports))) }
            switch sources[number] {
            case .file(let path, let id): return .element(PendingReport(.file(path: path, id: id)))
            case .text(let bytes, let path, let id):
                return .element(PendingReport(.text(bytes, path: path, id: id)))
            case .pipe(let stream): lines = stream
            case .lines(let path):
                do throws(Failure) {
                    lines = try LineStream(path)
                } catch { return .element(PendingReport(.unreadable(error.description))) }
            }
        }
    }

    /// The next line that is not blank.
    private func nextLine(of lines: LineStream, waiting: Bool) -> Next<PendingReport> {
        while true {
            let next: Next<LineStream.Line>
            do throws(Failure) {
                next = try lines.next(waiting: waiting)
            } catch {
                self.lines = nil
                return .element(PendingReport(.unreadable(error.description)))
            }
            switch next {
            case .end: return .end
            case .notYet: return .notYet
            case .element(.tooLong(let count, let number)):
                return .element(
                    PendingReport(
                        .unreadable(
                            LineStream.tooLong("\(lines.path):\(number)", "\(count)"))))
            case .element(.bytes(let bytes, let number)):
                if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
                return .element(PendingReport(.line(bytes, number: number, path: lines.path)))
            }
        }
    }
}
