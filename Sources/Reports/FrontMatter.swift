import SimpleFeatures
import Yams

/// The block between two lines of three hyphens at the head of a report.
///
/// Three hyphens are only a rule where a blank line follows, or where neither a field nor a second
/// fence does.
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
        guard let close, !FrontMatter.isBlank(bytes, from: afterFence) else {
            if close == nil, FrontMatter.opens(bytes, from: afterFence) {
                throw .frontMatter(
                    file: file, line: 1, reason: "front matter never ends, expected a line '---'")
            }
            metadata = Report.Metadata()
            end = start
            return
        }
        end = FrontMatter.lineEnd(of: bytes, from: close, fence: true) ?? bytes.count
        metadata = try FrontMatter.metadata(
            in: String(decoding: bytes[afterFence..<close], as: UTF8.self), file: file)
    }

    private static let longest = 65_536
    private static let deepest = 64
    private static let names: Set<String> = [
        "title", "titulo", "título", "date", "fecha", "place", "lugar", "language", "lang",
        "idioma", "source", "sources", "fuente", "fuentes",
    ]

    /// Whether the line holds nothing but white space.
    private static func isBlank(_ bytes: [UInt8], from start: Int) -> Bool {
        bytes[start...].prefix { $0 != 10 }.allSatisfy { $0 == 32 || $0 == 9 || $0 == 13 }
    }

    /// Whether the line begins with a name that front matter has, and a colon.
    private static func opens(_ bytes: [UInt8], from start: Int) -> Bool {
        let line = bytes[start...].prefix { $0 != 10 }
        guard let colon = line.prefix(20).firstIndex(of: UInt8(ascii: ":")) else { return false }
        return names.contains(String(decoding: line[..<colon], as: UTF8.self).lowercased())
    }

    /// The line, from 1 in the block, that opens more lists within lists than any report needs;
    /// `nil` if there is none. The parser calls itself for each and would run out of stack.
    private static func lineTooDeep(in yaml: String) -> Int? {
        var line = 1
        var open = 0
        var inLine = 0
        var last: UInt8 = 32
        for byte in yaml.utf8 {
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "{"): open += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): open = max(0, open - 1)
            case UInt8(ascii: " ") where [45, 58, 63].contains(last): inLine += 1
            case 10: (line, inLine) = (line + 1, 0)
            default: break
            }
            if open > deepest || inLine > deepest { return line }
            last = byte
        }
        return nil
    }

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
        if let line = lineTooDeep(in: yaml) {
            throw .frontMatter(
                file: file, line: line + 1,
                reason: "front matter is nested deeper than \(deepest), expected a flat list")
        }
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
                file: file, line: 2,
                reason: "front matter is \(node.sequence == nil ? "one value" : "a list"), "
                    + "expected 'name: value' lines")
        }
        var metadata = Report.Metadata()
        for (key, value) in mapping {
            let line = (key.mark?.line ?? 1) + 1
            switch key.string?.lowercased() {
            case "title", "titulo", "título": metadata.title = value.string
            case "date", "fecha":
                metadata.date = try day(value, file: file, line: line)
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

    /// A day, with or without a time behind it; `nil` where the field is left open.
    private static func day(
        _ value: Node, file: String, line: Int
    ) throws(ReportError) -> CalendarDay? {
        guard let found = value.scalar?.string else {
            throw .frontMatter(
                file: file, line: line, reason: "date is no single value, expected YYYY-MM-DD")
        }
        if found.isEmpty || found == "~" || found == "null" { return nil }
        let behind = found.utf8.dropFirst(10).first
        guard let day = CalendarDay(iso: found.prefix(10)),
            behind == nil || behind == UInt8(ascii: "T") || behind == UInt8(ascii: " ")
        else {
            throw .frontMatter(
                file: file, line: line, reason: "date is '\(found)', expected YYYY-MM-DD")
        }
        return day
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
