extension TextLayout {
    /// The layout of a text with the marks of Markdown: they are skipped, the words are kept.
    ///
    /// Headings of both kinds, block quotes, lists, fences, tables and definitions of links are
    /// known by the beginnings of lines. Lines of a paragraph that look ended by their writer stay
    /// apart, as in plain text, though Markdown would join them: reports are often typed so.
    ///
    /// - Complexity: O(*n* log *n*).
    /// - SeeAlso: CommonMark Spec 0.31.2; GitHub Flavored Markdown Spec 0.29, "Tables (extension)".
    init(markdown bytes: [UInt8], in body: Range<Int>) {
        var reader = MarkdownReader(bytes, body)
        reader.read()
        runs = reader.layout.runs
        skipped = TextLayout.merged(reader.layout.skipped)
    }

    /// Ranges in order, those that touch or overlap as one.
    private static func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
        var merged: [Range<Int>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
            if let last = merged.last, range.lowerBound <= last.upperBound {
                merged[merged.count - 1] =
                    last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        return merged
    }
}

/// Goes through Markdown line by line.
private struct MarkdownReader {
    let bytes: [UInt8]
    let body: Range<Int>
    var layout = TextLayout()

    /// The lines of the paragraph that is being read, without the marks before them.
    private var paragraph: [Range<Int>] = []
    /// The mark and the length of the fence that stands open.
    private var fence: (mark: UInt8, count: Int)?
    private var isInTable = false
    private var isInList = false
    /// Whether a comment was looked for whose end is not there.
    private var hasOpenComment = false

    init(_ bytes: [UInt8], _ body: Range<Int>) {
        self.bytes = bytes
        self.body = body
    }

    mutating func read() {
        var start = body.lowerBound
        while start < body.upperBound {
            let end = bytes[start..<body.upperBound].firstIndex(of: 10) ?? body.upperBound
            if let behind = commentEnd(from: start, lineEnd: end) {
                flush()
                layout.skipped.append(start..<behind)
                start = behind
                continue
            }
            line(start..<end)
            start = end + 1
        }
        flush()
    }

    private mutating func line(_ line: Range<Int>) {
        if let open = fence {
            let text = trimmed(line)
            let count = bytes[text].prefix { $0 == open.mark }.count
            if count >= open.count, count == text.count {
                flush()
                fence = nil
                layout.skipped.append(line)
            } else if text.isEmpty {
                flush(isCode: true)
            } else {
                paragraph.append(line)
            }
            return
        }
        let text = withoutMarks(line)
        if text.isEmpty {
            flush()
            isInTable = false
            return
        }
        if isUnderline(text) {
            let length = (paragraph.last?.upperBound ?? 0) - (paragraph.first?.lowerBound ?? 0)
            flush(isHeading: length <= MarkdownReader.longestHeading ? true : nil)
            layout.skipped.append(line)
            return
        }
        if let opened = openedFence(text) {
            flush()
            fence = opened
            layout.skipped.append(line)
            return
        }
        if isRule(text) || isDefinition(text) {
            flush()
            layout.skipped.append(line)
            return
        }
        if isInTable {
            if bytes[text].contains(UInt8(ascii: "|")) { return cells(of: text) }
            isInTable = false
        }
        if isTableRule(text), let head = paragraph.last,
            bytes[head].contains(UInt8(ascii: "|"))
        {
            paragraph.removeLast()
            flush()
            cells(of: head)
            layout.skipped.append(text)
            isInTable = true
            return
        }
        if let heading = heading(text) {
            flush()
            layout.skipped.append(text.lowerBound..<heading.lowerBound)
            layout.skipped.append(heading.upperBound..<text.upperBound)
            if !heading.isEmpty { add(TextLayout.Run(heading, isHeading: true)) }
            return
        }
        paragraph.append(text)
    }

    // MARK: What lines begin with

    /// The line without the marks of quotes and lists, which are skipped, and without white space.
    private mutating func withoutMarks(_ line: Range<Int>) -> Range<Int> {
        var text = trimmed(line)
        var isItem = false
        while let first = bytes[text].first {
            var length = 0
            if first == UInt8(ascii: ">") {
                length = 1
            } else if let marker = listMarker(text), !isRule(text), !isUnderline(text) {
                length = marker
                isItem = true
                flush()
            } else if let label = footnoteLabel(text) {
                length = label
                flush()
            } else {
                break
            }
            layout.skipped.append(text.lowerBound..<text.lowerBound + length)
            text = trimmed(text.lowerBound + length..<text.upperBound)
        }
        if isItem, text.count > 3, bytes[text.lowerBound] == UInt8(ascii: "["),
            bytes[text.lowerBound + 2] == UInt8(ascii: "]"),
            [32, UInt8(ascii: "x"), UInt8(ascii: "X")].contains(bytes[text.lowerBound + 1])
        {
            layout.skipped.append(text.lowerBound..<text.lowerBound + 3)
            text = trimmed(text.lowerBound + 3..<text.upperBound)
        }
        if isItem {
            isInList = true
        } else if paragraph.isEmpty, !text.isEmpty {
            isInList = false
        }
        return text
    }

    /// The length of "-", "*", "+", "12." or "12)" at the head of an item.
    private func listMarker(_ text: Range<Int>) -> Int? {
        let start = text.lowerBound
        func isFollowed(_ length: Int) -> Bool {
            start + length == text.upperBound || bytes[start + length] == 32
                || bytes[start + length] == 9
        }
        switch bytes[start] {
        case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"):
            return isFollowed(1) && (text.count > 1 || paragraph.isEmpty) ? 1 : nil
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            let digits = bytes[text].prefix { $0 >= 48 && $0 <= 57 }
            guard digits.count <= 3, start + digits.count < text.upperBound else { return nil }
            let mark = bytes[start + digits.count]
            guard mark == UInt8(ascii: ".") || mark == UInt8(ascii: ")"),
                isFollowed(digits.count + 1)
            else { return nil }
            // Within a paragraph a number begins a list only where it is the first, or goes on.
            guard paragraph.isEmpty || isInList || digits.elementsEqual([UInt8(ascii: "1")])
            else { return nil }
            return digits.count + 1
        default: return nil
        }
    }

    /// The length of "[^1]:" at the head of a footnote.
    private func footnoteLabel(_ text: Range<Int>) -> Int? {
        guard bytes[text].starts(with: Array("[^".utf8)),
            let end = bytes[text].prefix(100).firstIndex(of: UInt8(ascii: "]")),
            end + 1 < text.upperBound, bytes[end + 1] == UInt8(ascii: ":")
        else { return nil }
        return end + 2 - text.lowerBound
    }

    /// Whether the line is "[label]: target", which defines a link.
    private func isDefinition(_ text: Range<Int>) -> Bool {
        guard paragraph.isEmpty, bytes[text.lowerBound] == UInt8(ascii: "["),
            let end = bytes[text].prefix(1_000).firstIndex(of: UInt8(ascii: "]"))
        else { return false }
        return end + 1 < text.upperBound && bytes[end + 1] == UInt8(ascii: ":")
    }

    /// The mark and the length of the fence that the line opens.
    private func openedFence(_ text: Range<Int>) -> (mark: UInt8, count: Int)? {
        let mark = bytes[text.lowerBound]
        guard mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return nil }
        let count = bytes[text].prefix { $0 == mark }.count
        guard count >= 3 else { return nil }
        // "```code```" is a span of code in a paragraph.
        if mark == UInt8(ascii: "`"), bytes[text].dropFirst(count).contains(mark) { return nil }
        return (mark, count)
    }

    /// Whether the line is a rule: "***", "- - -".
    private func isRule(_ text: Range<Int>) -> Bool {
        let mark = bytes[text.lowerBound]
        guard [UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "_")].contains(mark)
        else { return false }
        let marks = bytes[text].count { $0 == mark }
        return marks >= 3 && bytes[text].allSatisfy { $0 == mark || $0 == 32 || $0 == 9 }
    }

    /// A paragraph longer than this was not meant as a heading by the rule below it.
    private static let longestHeading = 200

    /// Whether the line makes the paragraph above it a heading: "===", "---".
    private func isUnderline(_ text: Range<Int>) -> Bool {
        let mark = bytes[text.lowerBound]
        guard !paragraph.isEmpty, mark == UInt8(ascii: "=") || mark == UInt8(ascii: "-"),
            text.count >= 2
        else { return false }
        return bytes[text].allSatisfy { $0 == mark }
    }

    /// The words of a heading behind "#" to "######"; `nil` for a line that is none.
    private func heading(_ text: Range<Int>) -> Range<Int>? {
        let level = bytes[text].prefix { $0 == UInt8(ascii: "#") }.count
        guard (1...6).contains(level) else { return nil }
        let start = text.lowerBound + level
        guard start == text.upperBound || bytes[start] == 32 || bytes[start] == 9 else {
            return nil
        }
        var words = trimmed(start..<text.upperBound)
        let closing = bytes[words].reversed().prefix { $0 == UInt8(ascii: "#") }.count
        let end = words.upperBound - closing
        if closing > 0, end == words.lowerBound || bytes[end - 1] == 32 {
            words = trimmed(words.lowerBound..<end)
        }
        return words
    }

    // MARK: Tables and comments

    /// Whether the line is "|---|:--:|", which makes a table of the line above.
    private func isTableRule(_ text: Range<Int>) -> Bool {
        let marks = bytes[text]
        return marks.contains(UInt8(ascii: "|")) && marks.contains(UInt8(ascii: "-"))
            && marks.allSatisfy { "|-: \t".utf8.contains($0) }
    }

    /// Adds the cells of a row, each a run.
    private mutating func cells(of row: Range<Int>) {
        var start = row.lowerBound
        for at in row.lowerBound...row.upperBound {
            if at < row.upperBound {
                guard bytes[at] == UInt8(ascii: "|"),
                    at == row.lowerBound || bytes[at - 1] != UInt8(ascii: "\\")
                else { continue }
                layout.skipped.append(at..<at + 1)
            }
            let cell = trimmed(start..<at)
            if !cell.isEmpty { add(TextLayout.Run(cell, isHeading: false)) }
            start = at + 1
        }
    }

    /// The byte behind a comment that begins the line.
    private mutating func commentEnd(from start: Int, lineEnd: Int) -> Int? {
        let text = trimmed(start..<lineEnd)
        guard fence == nil, !hasOpenComment, bytes[text].starts(with: Array("<!--".utf8))
        else { return nil }
        var at = text.lowerBound + 4
        while at + 2 < body.upperBound {
            if bytes[at] == UInt8(ascii: "-"), bytes[at + 1] == UInt8(ascii: "-"),
                bytes[at + 2] == UInt8(ascii: ">")
            {
                return at + 3
            }
            at += 1
        }
        hasOpenComment = true
        return nil
    }

    // MARK: Runs

    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        func isSpace(_ byte: UInt8) -> Bool { byte == 32 || byte &- 9 < 5 }
        while start < end, isSpace(bytes[start]) { start += 1 }
        while start < end, isSpace(bytes[end - 1]) { end -= 1 }
        return start..<end
    }

    /// Ends the paragraph.
    private mutating func flush(isHeading: Bool? = nil, isCode: Bool = false) {
        guard !paragraph.isEmpty else { return }
        let lines = paragraph
        paragraph = []
        if isCode || fence != nil {
            layout.runs += TextLayout.runs(ofParagraph: lines, in: bytes)
        } else if isHeading == true, let first = lines.first, let last = lines.last {
            add(TextLayout.Run(first.lowerBound..<last.upperBound, isHeading: true))
        } else {
            for run in TextLayout.runs(ofParagraph: lines, in: bytes) { add(run) }
        }
    }

    /// Adds a run and skips the marks in it.
    private mutating func add(_ run: TextLayout.Run) {
        layout.runs.append(run)
        var marks = MarkdownMarks(bytes, run.range)
        layout.skipped += marks.find()
    }
}
