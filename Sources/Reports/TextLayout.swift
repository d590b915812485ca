/// Which bytes of a text belong together, and which are no text.
struct TextLayout: Sendable {
    /// A paragraph, a heading, an item of a list, a cell of a table.
    struct Run: Sendable, Equatable {
        let range: Range<Int>
        /// Whether the text marks it as a heading; `nil` where only its look can tell.
        let isHeading: Bool?

        init(_ range: Range<Int>, isHeading: Bool? = nil) {
            self.range = range
            self.isHeading = isHeading
        }
    }

    /// In order, apart, none empty.
    var runs: [Run] = []
    /// The marks of Markdown; in order, apart.
    var skipped: [Range<Int>] = []

    /// How the layout of a text is found.
    enum Source: Sendable {
        /// By blank lines and the lengths of lines.
        case plain
        case markdown
        /// It is known from what the text was decoded from; such a text has no front matter.
        case known(TextLayout)
    }
}

extension TextLayout {
    /// The layout of plain text: a blank line ends a run; so does the end of a line that is shorter
    /// than a wrapped text's lines are. Lines of a wrapped paragraph belong together.
    ///
    /// - Complexity: O(*n*).
    init(plain bytes: [UInt8], in body: Range<Int>) {
        var paragraph: [Range<Int>] = []
        var lineStart = body.lowerBound
        while lineStart < body.upperBound {
            let newline = bytes[lineStart..<body.upperBound].firstIndex(of: 10) ?? body.upperBound
            if TextLayout.isBlank(bytes[lineStart..<newline]) {
                runs += TextLayout.runs(ofParagraph: paragraph, in: bytes)
                paragraph = []
            } else {
                paragraph.append(lineStart..<newline)
            }
            lineStart = newline + 1
        }
        runs += TextLayout.runs(ofParagraph: paragraph, in: bytes)
    }

    /// Whether a line holds nothing but white space.
    static func isBlank(_ line: ArraySlice<UInt8>) -> Bool {
        line.allSatisfy { $0 == 32 || $0 == 9 || $0 == 12 || $0 == 13 }
    }

    /// A line shorter than this, in bytes, was ended by its writer and not by a wrapping margin.
    private static let wrapMargin = 55

    /// The lines between two blank ones, joined where they were wrapped.
    ///
    /// - Parameter lines: Without their line feeds, in order.
    static func runs(ofParagraph lines: [Range<Int>], in bytes: [UInt8]) -> [Run] {
        guard let first = lines.first, let last = lines.last else { return [] }
        // Narrow columns: three lines or more, of about one width but for the last.
        let widest = lines.lazy.map(\.count).max() ?? 0
        if lines.count >= 3, lines.dropLast().allSatisfy({ $0.count * 3 >= widest * 2 }) {
            return [Run(first.lowerBound..<last.upperBound)]
        }
        var runs: [Run] = []
        var start = first.lowerBound
        for (line, next) in zip(lines, lines.dropFirst()) {
            let opener = bytes[next].first { $0 != 32 && $0 != 9 } ?? 0
            let goesOn = opener >= UInt8(ascii: "a") && opener <= UInt8(ascii: "z")
            if line.count < wrapMargin, !goesOn, !breaksOff(bytes[line]) {
                runs.append(Run(start..<line.upperBound))
                start = next.lowerBound
            }
        }
        runs.append(Run(start..<last.upperBound))
        return runs
    }

    /// Whether a line ends within a sentence: long enough for one, without its end, and behind a
    /// word in lower case or one that opens names ("El", "San").
    private static func breaksOff(_ line: ArraySlice<UInt8>) -> Bool {
        let words = String(decoding: line, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        guard line.count >= shortestSentence, words.count >= 5, let last = words.last,
            let first = last.first, let end = last.last, end.isLetter || end == ","
        else { return false }
        return first.isLowercase || nameOpeners.contains(String(last))
    }

    private static let shortestSentence = 25
    private static let nameOpeners: Set<String> = [
        "El", "La", "Los", "Las", "San", "Santa", "New", "St.", "Saint", "Port", "Puerto", "Villa",
        "Lake", "Mount", "North", "South", "East", "West", "United", "The",
    ]
}
