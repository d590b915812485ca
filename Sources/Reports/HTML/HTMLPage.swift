/// The elements of a page, with how much text stands in each.
struct HTMLPage {
    /// An element.
    struct Node {
        let name: HTMLName?
        /// The element that it stands in; -1 for the outermost.
        let parent: Int
        /// Its tokens, from its start to its end.
        let start: Int
        var end: Int
        /// The nearest element around it, or itself, that is a block; -1 where none is.
        let block: Int
        let isInLink: Bool
        /// Whether nothing in it is read: it is a script, a menu, hidden.
        let isDropped: Bool
        /// Whether it stands beside the story, as its class says: comments, other stories, forms.
        var isBeside: Bool
        /// Bytes of text, without white space, that stand in it and in no block within it.
        var ownText = 0
        var ownLinks = 0
        /// Bytes of text in it, and of its links, with those of the elements within it.
        var text = 0
        var links = 0
        /// Bytes of paragraphs less those of links, with those of the elements within it.
        var score = 0
    }

    let tokens: HTMLTokens
    /// In order of their starts.
    private(set) var nodes: [Node] = []
    private(set) var facts = HTMLFacts()

    /// Reads a page.
    ///
    /// - Complexity: O(*n*).
    init(_ bytes: [UInt8], file: String) throws(ReportError) {
        tokens = try HTMLTokens(bytes, file: file)
        var open: [Int] = []
        var index = 0
        while index < tokens.count {
            switch tokens[index] {
            case .start(let name):
                let attributes = attributes(behind: index)
                facts.note(name, attributes, of: tokens)
                open.append(nodes.count)
                nodes.append(
                    node(name, attributes, at: index, in: open.dropLast().last))
                index += attributes.count
            case .attribute: break
            case .end:
                if let last = open.popLast() { nodes[last].end = index + 1 }
            case .text(let range):
                if let last = open.last { add(range, to: last) }
            }
            index += 1
        }
        for node in open { nodes[node].end = tokens.count }
        setApart()
    }

    /// Adds up the text of elements, and takes what stands beside the story out of the sums.
    private mutating func setApart() {
        addUp()
        guard let total = nodes.first?.score else { return }
        for index in nodes.indices {
            // Some pages are one form.
            if nodes[index].name == .form, nodes[index].score * 2 >= total {
                nodes[index].isBeside = false
            }
            let parent = nodes[index].parent
            if parent >= 0, nodes[parent].isBeside { nodes[index].isBeside = true }
        }
        addUp()
        // Where hardly anything is left, classes do not mean here what they mean elsewhere.
        guard nodes[0].score * 4 < total else { return }
        for index in nodes.indices { nodes[index].isBeside = false }
        addUp()
    }

    /// Adds up text, links and score of each element with those within it.
    private mutating func addUp() {
        for index in nodes.indices {
            let own = nodes[index].ownText
            let links = nodes[index].ownLinks
            let isParagraph = own >= HTMLPage.shortestParagraph && !nodes[index].isBeside
            nodes[index].text = own
            nodes[index].links = links
            nodes[index].score = isParagraph ? max(0, own - 2 * links) : 0
        }
        // Elements stand behind those that they stand in.
        for index in nodes.indices.reversed() where nodes[index].parent >= 0 {
            let parent = nodes[index].parent
            nodes[parent].text += nodes[index].text
            nodes[parent].links += nodes[index].links
            nodes[parent].score += nodes[index].score
        }
    }

    /// A text with fewer bytes is a label, not a paragraph.
    private static let shortestParagraph = 40

    typealias Attributes = [(name: HTMLName, value: Range<Int>)]

    private func attributes(behind start: Int) -> Attributes {
        var found: Attributes = []
        for index in start + 1..<max(start + 1, tokens.count) {
            guard case .attribute(let name, let value) = tokens[index] else { break }
            found.append((name, value))
        }
        return found
    }

    private func node(
        _ name: HTMLName?, _ attributes: Attributes, at start: Int, in parent: Int?
    ) -> Node {
        let above = parent.map { nodes[$0] }
        var isDropped = above?.isDropped ?? false
        var isBeside = name == .form
        if let name, name.isNeverText { isDropped = true }
        // The header of an article holds its headline, that of a page its menus.
        if name == .header, !isInArticle(parent) { isDropped = true }
        let isWhole = name == .html || name == .body || name == .main || name == .article
        for (attribute, range) in attributes where !isDropped {
            switch attribute {
            case .hidden: isDropped = true
            case .ariaHidden: isDropped = tokens.string(range).lowercased() == "true"
            case .style: isDropped = HTMLPage.hides(tokens.string(range))
            case .role:
                let role = tokens.string(range).lowercased()
                isDropped = !isWhole && HTMLPage.rolesBeside.contains(role)
            case .class, .id:
                if !isWhole, HTMLPage.isBeside(tokens.string(range)) { isBeside = true }
            default: break
            }
        }
        let index = nodes.count
        return Node(
            name: name, parent: parent ?? -1, start: start, end: start,
            block: name?.isBlock == true ? index : above?.block ?? -1,
            isInLink: name == .a || above?.isInLink == true, isDropped: isDropped,
            isBeside: isBeside)
    }

    private func isInArticle(_ node: Int?) -> Bool {
        var at = node ?? -1
        while at >= 0 {
            if nodes[at].name == .article || nodes[at].name == .main { return true }
            at = nodes[at].parent
        }
        return false
    }

    private static let rolesBeside: Set<String> = [
        "navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alert",
    ]

    private static func hides(_ style: String) -> Bool {
        guard style.utf8.count < 2_000 else { return false }
        let rules = style.lowercased().filter { !$0.isWhitespace }
        return rules.contains("display:none") || rules.contains("visibility:hidden")
    }

    /// Whether a class or an id says that the element stands beside the story.
    private static func isBeside(_ value: String) -> Bool {
        guard value.utf8.count < 2_000 else { return false }
        return value.lowercased().split(whereSeparator: \.isWhitespace).contains { word in
            classesBeside.contains(String(word))
                || classBeginningsBeside.contains { word.hasPrefix($0) }
        }
    }

    private static let classesBeside: Set<String> = [
        "ad", "ads", "advert", "advertisement", "banner", "breadcrumb", "breadcrumbs", "comments",
        "cookies", "disqus_thread", "footer", "menu", "nav", "navbar", "navigation", "newsletter",
        "pagination", "popup", "promo", "publicidad", "related", "relacionadas", "share",
        "sharing", "sidebar", "social", "sponsored", "subscribe", "tags", "widget",
    ]

    private static let classBeginningsBeside = [
        "ad-", "ads-", "comment-", "comments-", "cookie-", "footer-", "menu-", "nav-",
        "newsletter-", "related-", "share-", "sharing-", "sidebar-", "social-", "widget-",
    ]

    private mutating func add(_ range: Range<Int>, to node: Int) {
        let name = nodes[node].name
        if name == .title || name == .script {
            facts.note(text: range, in: name, of: tokens)
        }
        let block = nodes[node].block
        guard !nodes[node].isDropped, block >= 0 else { return }
        let count = tokens.text[range].count { $0 > 32 }
        nodes[block].ownText += count
        if nodes[node].isInLink { nodes[block].ownLinks += count }
    }
}
