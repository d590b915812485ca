import SimpleFeatures

/// What a page says of itself: its title, its day, its language, who published it.
///
/// - SeeAlso: The Open Graph protocol, ogp.me, "article"; schema.org, "datePublished".
struct HTMLFacts {
    private var title = ""
    private var metaTitle: String?
    private var site: String?
    private(set) var languageTag: String?
    /// Days by how surely they are that of the story, the surest first.
    private var days: [CalendarDay?] = [nil, nil, nil, nil]
    private var isLinkedData = false

    private static let longestValue = 1_000

    /// Takes note of an element.
    mutating func note(
        _ name: HTMLName?, _ attributes: HTMLPage.Attributes, of tokens: HTMLTokens
    ) {
        func value(_ names: HTMLName...) -> String? {
            for name in names {
                if let found = attributes.first(where: { $0.name == name }),
                    found.value.count <= HTMLFacts.longestValue
                {
                    return tokens.string(found.value)
                }
            }
            return nil
        }
        switch name {
        case .html: languageTag = languageTag ?? value(.lang, .xmlLang)
        case .meta:
            guard let content = value(.content),
                let property = value(.property, .itemprop, .name)
            else { return }
            note(property.lowercased(), content: content.collapsed)
        case .time:
            if let written = value(.datetime) { offer(written, rank: 3) }
        case .script:
            isLinkedData = value(.type)?.lowercased() == "application/ld+json"
        default:
            if value(.itemprop)?.lowercased() == "datepublished",
                let written = value(.content, .datetime)
            {
                offer(written, rank: 1)
            }
        }
    }

    private mutating func note(_ property: String, content: String) {
        switch property {
        case "article:published_time", "og:article:published_time": offer(content, rank: 0)
        case "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.created",
            "dcterms.date", "pubdate", "publishdate", "parsely-pub-date", "sailthru.date":
            offer(content, rank: 1)
        case "og:title": metaTitle = metaTitle ?? content
        case "og:site_name": site = site ?? (content.isEmpty ? nil : content)
        default: break
        }
    }

    /// Takes note of a text.
    mutating func note(text: Range<Int>, in name: HTMLName?, of tokens: HTMLTokens) {
        switch name {
        case .title:
            if title.isEmpty {
                title = tokens.string(text.prefix(HTMLFacts.longestValue)).collapsed
            }
        case .script where isLinkedData:
            if let written = HTMLFacts.publishedDay(in: tokens.text[text]) {
                offer(written, rank: 2)
            }
        default: break
        }
    }

    /// The value of the first `"datePublished"` of linked data.
    ///
    /// The rest of the object is not read: pages have much in it that is not quite JSON.
    private static func publishedDay(in json: ArraySlice<UInt8>) -> String? {
        let key = Array("\"datePublished\"".utf8)
        var at = json.startIndex
        while let quote = json[at...].firstIndex(of: UInt8(ascii: "\"")) {
            guard json[quote...].starts(with: key) else {
                at = quote + 1
                continue
            }
            let value = json[(quote + key.count)...].drop { $0 <= 32 || $0 == UInt8(ascii: ":") }
            guard value.first == UInt8(ascii: "\"") else { return nil }
            let written = value.dropFirst().prefix(40).prefix { $0 != UInt8(ascii: "\"") }
            return String(decoding: written, as: UTF8.self)
        }
        return nil
    }

    private mutating func offer(_ written: String, rank: Int) {
        guard days[rank] == nil else { return }
        let text = written.drop(while: \.isWhitespace)
        days[rank] = CalendarDay(iso: text.prefix(10))
    }

    /// The title of the page.
    var pageTitle: String { metaTitle ?? title }

    /// What is known of the report; the headline in the story wins over the title of the page.
    func metadata(headline: String?) -> Report.Metadata {
        var metadata = Report.Metadata()
        metadata.title = [headline, metaTitle, title].compactMap(\.self).first { !$0.isEmpty }
        metadata.date = days.compactMap(\.self).first
        metadata.sources = site.map { [$0] } ?? []
        metadata.language = languageTag.flatMap {
            Language(rawValue: String($0.prefix { $0.isLetter }).lowercased())
        }
        return metadata
    }
}

extension Range<Int> {
    fileprivate func prefix(_ count: Int) -> Range<Int> {
        lowerBound..<Swift.min(upperBound, lowerBound + count)
    }
}
