/// Finds the marks within a paragraph of Markdown: those of emphasis, code, links and images, and
/// tags of HTML.
///
/// A mark need not have its counterpart to be skipped: what counts are the words.
struct MarkdownMarks {
    private let bytes: [UInt8]
    private let range: Range<Int>
    private var skipped: [Range<Int>] = []
    /// The brackets that stand open.
    private var brackets: [Int] = []

    init(_ bytes: [UInt8], _ range: Range<Int>) {
        self.bytes = bytes
        self.range = range
    }

    /// The bytes of the marks, in no order.
    ///
    /// - Complexity: O(*n*), for links and tags are short.
    mutating func find() -> [Range<Int>] {
        var at = range.lowerBound
        while at < range.upperBound { at = mark(at) }
        return skipped
    }

    /// Targets of links and tags that are longer are text.
    private static let longestTarget = 2_000
    /// Parentheses in a target that are deeper make text of it, as in CommonMark's own parser.
    private static let deepestTarget = 32

    /// Skips the mark at a byte, if there is one.
    ///
    /// - Returns: Where to look on.
    private mutating func mark(_ at: Int) -> Int {
        switch bytes[at] {
        case UInt8(ascii: "\\"):
            guard let next = byte(at + 1), isPunctuation(next) else { return at + 1 }
            skipped.append(at..<at + 1)
            return at + 2
        case UInt8(ascii: "`"):
            let end = runEnd(at)
            skipped.append(at..<end)
            return end
        case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"): return emphasis(at)
        case UInt8(ascii: "["):
            if byte(at + 1) == UInt8(ascii: "^"),
                let end = first(UInt8(ascii: "]"), from: at, within: 100)
            {
                skipped.append(at..<end + 1)
                return end + 1
            }
            brackets.append(at)
            return at + 1
        case UInt8(ascii: "]"): return linkEnd(at)
        case UInt8(ascii: "<"): return tag(at)
        case UInt8(ascii: "&"): return entity(at)
        default: return at + 1
        }
    }

    private mutating func emphasis(_ at: Int) -> Int {
        let end = runEnd(at)
        let before = at > range.lowerBound ? bytes[at - 1] : 32
        let after = byte(end) ?? 32
        // "5 * 3", "snake_case", "~40".
        if isSpace(before), isSpace(after) { return end }
        if bytes[at] == UInt8(ascii: "_"), isWord(before), isWord(after) { return end }
        if bytes[at] == UInt8(ascii: "~"), end - at < 2 { return end }
        skipped.append(at..<end)
        return end
    }

    /// Skips "](target)" or "][label]" with the bracket that opens the words of the link.
    private mutating func linkEnd(_ at: Int) -> Int {
        guard let open = brackets.popLast() else { return at + 1 }
        let end: Int
        switch byte(at + 1) {
        case UInt8(ascii: "("):
            guard let close = closingParenthesis(from: at + 1) else { return at + 1 }
            end = close + 1
        case UInt8(ascii: "["):
            guard let close = first(UInt8(ascii: "]"), from: at + 2, within: 200) else {
                return at + 1
            }
            end = close + 1
        default: return at + 1
        }
        let isImage = open > range.lowerBound && bytes[open - 1] == UInt8(ascii: "!")
        skipped.append((isImage ? open - 1 : open)..<open + 1)
        skipped.append(at..<end)
        return end
    }

    private func closingParenthesis(from open: Int) -> Int? {
        var depth = 0
        for index in open..<min(range.upperBound, open + MarkdownMarks.longestTarget) {
            switch bytes[index] {
            case UInt8(ascii: "("):
                depth += 1
                if depth > MarkdownMarks.deepestTarget { return nil }
            case UInt8(ascii: ")"):
                depth -= 1
                if depth == 0 { return index }
            default: break
            }
        }
        return nil
    }

    /// Skips "<b>", "</b>", "<!-- -->" and "<https://...>".
    private mutating func tag(_ at: Int) -> Int {
        guard let next = byte(at + 1),
            isWord(next) || next == UInt8(ascii: "/") || next == UInt8(ascii: "!")
        else { return at + 1 }
        for index in at + 1..<min(range.upperBound, at + MarkdownMarks.longestTarget) {
            if bytes[index] == UInt8(ascii: "<") { return index }
            if bytes[index] == UInt8(ascii: ">") {
                skipped.append(at..<index + 1)
                return index + 1
            }
        }
        return at + 1
    }

    private mutating func entity(_ at: Int) -> Int {
        let rest = bytes[at..<min(at + 6, range.upperBound)]
        if rest.elementsEqual("&nbsp;".utf8) {
            skipped.append(at..<at + 6)
            return at + 6
        }
        if rest.starts(with: "&amp;".utf8) {
            skipped.append(at + 1..<at + 5)
            return at + 5
        }
        return at + 1
    }

    // MARK: Bytes

    private func byte(_ at: Int) -> UInt8? { at < range.upperBound ? bytes[at] : nil }

    private func first(_ wanted: UInt8, from start: Int, within count: Int) -> Int? {
        guard start < range.upperBound else { return nil }
        return bytes[start..<min(range.upperBound, start + count)].firstIndex(of: wanted)
    }

    private func runEnd(_ at: Int) -> Int {
        var end = at
        while end < range.upperBound, bytes[end] == bytes[at] { end += 1 }
        return end
    }

    private func isSpace(_ byte: UInt8) -> Bool { byte == 32 || byte &- 9 < 5 }

    private func isWord(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 97 < 26 || byte &- 48 < 10 || byte >= 0x80
    }

    private func isPunctuation(_ byte: UInt8) -> Bool {
        byte > 32 && byte < 127 && !isWord(byte)
    }
}
