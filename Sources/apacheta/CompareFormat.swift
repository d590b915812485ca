import Formats
import MapPages
import Regions

/// What a comparison is written as.
enum CompareFormat: String, CaseIterable {
    case txt, json, csv, md, svg, html

    /// Finds a format by its name or another name of it.
    ///
    /// - Throws: ``Failure`` 64 that names the formats.
    init(named name: String) throws {
        let wanted = name.lowercased()
        guard let format = CompareFormat(rawValue: wanted == "markdown" ? "md" : wanted) else {
            let nearest = Suggestion.nearest(
                to: wanted, among: CompareFormat.allCases.map(\.rawValue))
            throw Failure(
                .usage,
                "no format '\(name)' of a comparison, "
                    + (nearest.map { "did you mean '\($0)'?" } ?? CompareFormat.expected))
        }
        self = format
    }

    /// Finds a format by the ending of a file's name; standard output gets a table.
    ///
    /// - Throws: ``Failure`` 64 when the name has no ending, or one that no format has.
    init(ofFile path: String) throws {
        let name = path.split(separator: "/").last ?? ""
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard path != "-" else {
            self = .txt
            return
        }
        let ending = parts.count > 1 ? parts[parts.count - 1].lowercased() : ""
        guard let format = CompareFormat(rawValue: ending == "markdown" ? "md" : ending) else {
            throw Failure(
                .usage,
                "\(path): the ending names no format of a comparison, \(CompareFormat.expected), "
                    + "or give -f")
        }
        self = format
    }

    private static var expected: String {
        "expected one of " + CompareFormat.allCases.map(\.rawValue).joined(separator: ", ")
    }

    /// The words for what is in such a file.
    var words: String {
        switch self {
        case .txt: return "text"
        case .json: return "JSON of a comparison"
        case .csv: return "CSV of a comparison"
        case .md: return "Markdown of a comparison"
        case .svg: return "SVG"
        case .html: return "a map page"
        }
    }

    /// Whether a file begins as one of this format does.
    ///
    /// - Parameter start: Its first bytes, at least 2048 where there are as many.
    func begins(_ start: some Collection<UInt8>) -> Bool {
        let text = String(decoding: start.prefix(2048), as: UTF8.self)
        switch self {
        case .txt: return true
        case .json: return text.hasPrefix(#"{"set":"#)
        case .csv: return text.hasPrefix("region,measure,") || text.hasPrefix("region,month,")
        case .md: return text.hasPrefix("# ")
        case .svg: return text.contains("<svg")
        case .html: return text.contains("content=\"\(MapPage.policyStart)")
        }
    }

    /// Writes a comparison.
    ///
    /// A page is written of the layer, not of the comparison.
    ///
    /// - Parameter write: Takes the next bytes.
    func write(_ comparison: Comparison, to write: ([UInt8]) throws -> Void) throws {
        switch self {
        case .txt: try write(Array(comparison.sheet().rendered().utf8))
        case .json:
            var bytes: [UInt8] = []
            JSON.append(comparison.value, to: &bytes)
            try write(bytes + [UInt8(ascii: "\n")])
        case .csv: try comparison.writeLongTable { try write(Array($0.utf8)) }
        case .md: try write(Array(comparison.sheet().markdown.utf8))
        case .svg: try write(Array(comparison.chart.utf8))
        case .html: preconditionFailure("a page is not written of a comparison")
        }
    }
}
