/// How a file holds reports.
public enum ReportFormat: String, Sendable, CaseIterable {
    case plain
    case markdown
    case html
    case pdf
    /// One report a line.
    case jsonLines
    /// One report a row.
    case csv

    /// The endings of file names, in lower case, that tell a format.
    public var endings: [String] {
        switch self {
        case .plain: return ["txt"]
        case .markdown: return ["md", "markdown"]
        case .html: return ["html", "htm", "xhtml"]
        case .pdf: return ["pdf"]
        case .jsonLines: return ["jsonl"]
        case .csv: return ["csv", "tsv"]
        }
    }

    /// Whether files of the format that lie in a folder of reports are reports; tables may be others.
    public var isFoundInFolders: Bool { self != .csv }

    /// The format that a file's name tells; `nil` where its ending is none that reports have.
    public init?(ofFile name: some StringProtocol) {
        guard let dot = name.lastIndex(of: ".") else { return nil }
        let ending = name[name.index(after: dot)...].lowercased()
        guard let format = ReportFormat.allCases.first(where: { $0.endings.contains(ending) })
        else { return nil }
        self = format
    }

    /// The format that the first bytes tell, for what has no name.
    ///
    /// CSV and Markdown are not told from plain text.
    public init(sniffing bytes: [UInt8]) {
        if bytes.prefix(1_024).firstRange(of: Array("%PDF-".utf8)) != nil {
            self = .pdf
            return
        }
        let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let text = bytes.dropFirst(mark).drop { $0 == 32 || (9...13).contains($0) }
        if text.first == UInt8(ascii: "{") {
            self = .jsonLines
            return
        }
        let head = String(decoding: text.prefix(64), as: UTF8.self).lowercased()
        let isPage = ["<!doctype html", "<html", "<?xml", "<head", "<body"].contains {
            head.hasPrefix($0)
        }
        self = isPage ? .html : .plain
    }
}
