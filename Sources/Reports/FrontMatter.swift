import SimpleFeatures
import Yams

/// The block between two lines of three hyphens at the head of a report.
struct FrontMatter {
    let metadata: Report.Metadata
    /// The first byte after the block; 0, or 3 after a byte order mark, when there is no block.
    let end: Int

    /// Reads the block, if the text begins with one.
    ///
    /// - Throws: ``ReportError`` when the block never ends, is no YAML mapping, or holds a date or
    ///   a language that is none.
    init(of bytes: [UInt8], file: String) throws(ReportError) {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        guard let afterFence = FrontMatter.lineEnd(of: bytes, from: start, fence: true) else {
            metadata = Report.Metadata()
            end = start
            return
        }
        var lineStart = afterFence
        var close: Int?
        while lineStart < bytes.count, lineStart - afterFence <= FrontMatter.longest {
            if FrontMatter.lineEnd(of: bytes, from: lineStart, fence: true) != nil {
                close = lineStart
                break
            }
            lineStart = FrontMatter.lineEnd(of: bytes, from: lineStart, fence: false) ?? bytes.count
        }
        guard let close else {
            // A rule of hyphens can stand at the head of a text that has no front matter.
            metadata = Report.Metadata()
            end = start
            return
        }
        end = FrontMatter.lineEnd(of: bytes, from: close, fence: true) ?? bytes.count
        metadata = try FrontMatter.metadata(
            in: String(decoding: bytes[afterFence..<close], as: UTF8.self), file: file)
    }

    private static let longest = 65_536

    /// Where the next line begins; with `fence`, only when this line is three hyphens.
    private static func lineEnd(of bytes: [UInt8], from start: Int, fence: Bool) -> Int? {
        guard start < bytes.count else { return nil }
        let newline = bytes[start...].firstIndex(of: 10) ?? bytes.count
        if fence {
            var line = bytes[start..<newline]
            while let last = line.last, last == 13 || last == 32 { line.removeLast() }
            guard line.elementsEqual([45, 45, 45]) else { return nil }
        }
        return min(newline + 1, bytes.count)
    }

    private static func metadata(
        in yaml: String, file: String
    ) throws(ReportError) -> Report.Metadata {
        let node: Node?
        do {
            node = try Yams.compose(yaml: yaml)
        } catch let error as YamlError {
            throw .frontMatter(
                file: file, line: error.line + 1,
                reason: "front matter is not YAML: \(error.reason)")
        } catch {
            throw .frontMatter(file: file, line: 2, reason: "front matter is not YAML")
        }
        guard let node else { return Report.Metadata() }
        guard let mapping = node.mapping else {
            throw .frontMatter(
                file: file, line: 2, reason: "front matter is not a list of 'name: value' lines")
        }
        var metadata = Report.Metadata()
        for (key, value) in mapping {
            let line = (key.mark?.line ?? 1) + 1
            switch key.string?.lowercased() {
            case "title", "titulo", "título": metadata.title = value.string
            case "date", "fecha":
                let found = value.scalar?.string ?? ""
                guard let day = CalendarDay(iso: found) else {
                    throw .frontMatter(
                        file: file, line: line,
                        reason: "date is '\(found)', expected YYYY-MM-DD")
                }
                metadata.date = day
            case "place", "lugar": metadata.place = value.string
            case "language", "lang", "idioma":
                let found = value.scalar?.string ?? ""
                guard let language = Language(rawValue: found) else {
                    throw .frontMatter(
                        file: file, line: line, reason: "language is '\(found)', expected en or es")
                }
                metadata.language = language
            case "source", "sources", "fuente", "fuentes":
                if let list = value.sequence {
                    metadata.sources += list.compactMap(\.scalar?.string)
                } else if let one = value.scalar?.string, !one.isEmpty {
                    metadata.sources.append(one)
                }
            default: break
            }
        }
        return metadata
    }
}

extension YamlError {
    fileprivate var line: Int {
        switch self {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
            return mark.line
        default: return 1
        }
    }

    fileprivate var reason: String {
        switch self {
        case .scanner(_, let problem, _, _), .parser(_, let problem, _, _),
            .composer(_, let problem, _, _):
            return problem
        default: return "it cannot be read"
        }
    }
}
