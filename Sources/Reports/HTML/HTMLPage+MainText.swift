extension HTMLPage {
    /// The story of the page as text: its blocks with blank lines between, and how they lie.
    struct MainText {
        var bytes: [UInt8] = []
        var layout = TextLayout()
        /// The headline, where there is one.
        var headline: String?
    }

    /// The text of the story, or of all the page where no story stands out.
    ///
    /// - Returns: `nil` where the page has no text.
    /// - Complexity: O(*n*).
    func mainText() -> MainText? {
        guard !nodes.isEmpty else { return nil }
        let story = story()
        var writer = HTMLTextWriter(page: self)
        if let headline = headline(outside: story) { writer.write(headline) }
        writer.write(story)
        if writer.isEmpty { writer.write(0) }
        return writer.isEmpty ? nil : writer.finished()
    }

    /// The element that holds the story: the article or main part that the page marks, where it has a
    /// fair share of the paragraphs; else the innermost element that has most of them.
    private func story() -> Int {
        let total = nodes[0].score
        guard total > 0 else { return 0 }
        var articles: [Int] = []
        var main: Int?
        for (index, node) in nodes.enumerated() where !node.isDropped {
            if node.name == .article { articles.append(index) }
            if node.name == .main, node.score > main.map({ nodes[$0].score }) ?? 0 { main = index }
        }
        if let best = articles.max(by: { nodes[$0].score < nodes[$1].score }),
            nodes[best].score * 3 >= total,
            // Several articles of a size are a list of stories.
            articles.allSatisfy({
                $0 == best || nodes[$0].score * 2 < nodes[best].score || isWithin(best, $0)
                    || isWithin($0, best)
            })
        {
            return best
        }
        if let main, nodes[main].score * 3 >= total { return main }
        // Elements stand behind those that they stand in, so the last that qualifies is innermost.
        var found = 0
        for (index, node) in nodes.enumerated()
        where node.name?.isContainer == true && node.score * 10 >= total * 6 {
            found = index
        }
        return found
    }

    private func isWithin(_ inner: Int, _ outer: Int) -> Bool {
        nodes[outer].start < nodes[inner].start && nodes[inner].end <= nodes[outer].end
    }

    /// The first headline of the page, where it is not read with the story and the story has none.
    ///
    /// One in a header may be the site's name; it is the story's where the title begins with it.
    private func headline(outside story: Int) -> Int? {
        var outer: Int?
        for (index, node) in nodes.enumerated() where node.name == .h1 {
            if !node.isDropped, isWithin(index, story) { return nil }
            let text = words(of: node)
            guard outer == nil, !text.isEmpty else { continue }
            if !node.isDropped || facts.pageTitle.hasPrefix(text) { outer = index }
        }
        return outer
    }

    /// The text of an element, at most what a headline has.
    private func words(of node: Node) -> String {
        var bytes: [UInt8] = []
        for index in node.start..<min(node.end, node.start + 50) {
            if case .text(let range) = tokens[index] { bytes += tokens.text[range].prefix(500) }
        }
        return String(decoding: bytes, as: UTF8.self).collapsed
    }

    /// Whether an element within the story is left out.
    func isLeftOut(_ index: Int) -> Bool {
        let node = nodes[index]
        if node.isDropped || node.isBeside { return true }
        // A list of links to other pages.
        return node.name?.isList == true && node.text > 0 && node.links * 4 > node.text * 3
    }
}

/// Writes the text of elements, each block apart.
private struct HTMLTextWriter {
    let page: HTMLPage
    private var text = HTMLPage.MainText()
    private var blockStart = 0
    /// The heading that is being written.
    private var heading: HTMLName?
    /// How many elements stand open that keep the ends of their lines.
    private var preformatted = 0
    private var hasLineBreaks = false
    private var isSpacePending = false

    init(page: HTMLPage) { self.page = page }

    var isEmpty: Bool { text.bytes.isEmpty }

    /// Writes what is to be read in an element.
    mutating func write(_ root: Int) {
        let tokens = page.tokens
        var node = root
        var open: [Int] = []
        var index = page.nodes[root].start
        let end = page.nodes[root].end
        // A headline out of a header that is dropped is wanted all the same.
        let isDropped = page.nodes[root].isDropped
        while index < end {
            switch tokens[index] {
            case .start(let name):
                let current = node
                node += 1
                if current != root, !isDropped, page.isLeftOut(current) {
                    // Inline or not, words around what is left out are not one word.
                    isSpacePending = true
                    index = max(index + 1, page.nodes[current].end)
                    while node < page.nodes.count, page.nodes[node].start < index { node += 1 }
                    continue
                }
                open.append(current)
                begin(name)
            case .attribute: break
            case .end:
                guard let last = open.popLast(), let name = page.nodes[last].name else { break }
                if name.isBlock { endBlock() }
                if name == .pre { preformatted -= 1 }
            case .text(let range): append(tokens.text[range], keepingLines: preformatted > 0)
            }
            index += 1
        }
        endBlock()
    }

    private mutating func begin(_ name: HTMLName?) {
        guard let name else { return }
        if name == .br {
            lineBreak()
        } else if name.isBlock {
            endBlock()
            if name.isHeading { heading = name }
            if name == .pre { preformatted += 1 }
        }
    }

    /// One ends a line, two in a row a paragraph.
    private mutating func lineBreak() {
        guard text.bytes.count > blockStart else { return }
        if text.bytes.last == 10 {
            endBlock()
        } else {
            text.bytes.append(10)
            hasLineBreaks = true
        }
        isSpacePending = false
    }

    private mutating func append(_ part: ArraySlice<UInt8>, keepingLines: Bool) {
        var at = part.startIndex
        while at < part.endIndex {
            let byte = part[at]
            switch byte {
            case 10 where keepingLines: lineBreak()
            case 0...32, 0x7F: isSpacePending = true
            case 0xC2 where at + 1 < part.endIndex && part[at + 1] < 0xA0:
                // Numbers of characters that mean those of Windows-1252.
                space()
                Windows1252.append(part[at + 1], to: &text.bytes)
                at += 1
            // A soft hyphen and U+200B, which are there to be unseen.
            case 0xC2 where at + 1 < part.endIndex && part[at + 1] == 0xAD: at += 1
            case 0xE2 where part[at...].starts(with: [0xE2, 0x80, 0x8B]): at += 2
            default:
                space()
                text.bytes.append(byte)
            }
            at += 1
        }
    }

    private mutating func space() {
        guard isSpacePending else { return }
        isSpacePending = false
        if text.bytes.count > blockStart, text.bytes.last != 10 { text.bytes.append(32) }
    }

    private mutating func endBlock() {
        isSpacePending = false
        while text.bytes.count > blockStart, text.bytes.last == 10 || text.bytes.last == 32 {
            text.bytes.removeLast()
        }
        if text.bytes.count > blockStart {
            add(blockStart..<text.bytes.count)
            text.bytes += [10, 10]
            blockStart = text.bytes.count
        }
        hasLineBreaks = false
        heading = nil
    }

    private mutating func add(_ range: Range<Int>) {
        if heading == .h1, text.headline == nil {
            text.headline = String(decoding: text.bytes[range], as: UTF8.self).collapsed
        }
        guard hasLineBreaks, heading == nil else {
            text.layout.runs.append(.init(range, isHeading: heading == nil ? nil : true))
            return
        }
        var lines: [Range<Int>] = []
        var start = range.lowerBound
        while start < range.upperBound {
            let end = text.bytes[start..<range.upperBound].firstIndex(of: 10) ?? range.upperBound
            if end > start { lines.append(start..<end) }
            start = end + 1
        }
        text.layout.runs += TextLayout.runs(ofParagraph: lines, in: text.bytes)
    }

    /// The text, with one line feed at its end.
    func finished() -> HTMLPage.MainText {
        var finished = text
        if finished.bytes.last == 10 { finished.bytes.removeLast() }
        return finished
    }
}
