/// The skeleton of a page, cut at its marks.
///
/// A mark is a word in double braces, such as `{{title}}`. What takes its place is never looked at for
/// marks, so that a title may hold one.
struct PageTemplate {
    /// What is put into a skeleton.
    enum Mark: String, CaseIterable {
        case policy, language, title, style, data, script
    }

    /// A piece of a page.
    enum Part: Equatable {
        case text([UInt8])
        case mark(Mark)
    }

    /// The pieces in order.
    let parts: [Part]

    /// Cuts a skeleton.
    ///
    /// - Parameter html: Holds every mark once.
    init(_ html: [UInt8]) {
        let braces = [UInt8(ascii: "{"), UInt8(ascii: "{")]
        var parts: [Part] = []
        var rest = html[...]
        while let start = PageTemplate.place(of: braces, in: rest) {
            let name = rest[(start + 2)...].prefix { $0 != UInt8(ascii: "}") }
            guard let mark = Mark(rawValue: String(decoding: name, as: UTF8.self)),
                rest[name.endIndex...].starts(with: Array("}}".utf8)), !parts.contains(.mark(mark))
            else { preconditionFailure("a mark of the page is unknown or stands twice") }
            parts.append(.text(Array(rest[..<start])))
            parts.append(.mark(mark))
            rest = rest[(name.endIndex + 2)...]
        }
        parts.append(.text(Array(rest)))
        precondition(
            parts.count == 2 * Mark.allCases.count + 1, "every mark stands in the page once")
        self.parts = parts
    }

    private static func place(of word: [UInt8], in text: ArraySlice<UInt8>) -> Int? {
        text.indices.first { text[$0] == word[0] && text[$0...].starts(with: word) }
    }
}
