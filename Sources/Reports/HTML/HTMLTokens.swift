import CHTMLText

/// A page of HTML as a list of tokens, by libxml2's parser.
struct HTMLTokens {
    enum Token {
        /// `nil` stands for an element without meaning here.
        case start(HTMLName?)
        /// Follows the start of its element.
        case attribute(HTMLName, value: Range<Int>)
        case end
        case text(Range<Int>)
    }

    /// Names, values and texts, UTF-8 with entities decoded.
    let text: [UInt8]
    private let tokens: [CHTMLToken]

    /// How much of a page is read. With these limits the pages that take longest took 15 s
    /// (12 MB of elements with 3,300 attributes each).
    private enum Limits {
        static let bytes = 16 << 20
        static let depth: Int32 = 512
        static let tokens: Int32 = 4_000_000
        static let errors: Int32 = 500_000
        static let nameBytes: Int32 = 32_768
    }

    /// Reads a page.
    ///
    /// - Parameters:
    ///   - page: UTF-8, without NUL.
    ///   - file: What errors call it.
    /// - Throws: ``ReportError`` when the page is larger, deeper or more broken than people write.
    /// - Complexity: O(*n* · *d*), *d* the depth, at most 512.
    init(_ page: [UInt8], file: String) throws(ReportError) {
        guard page.count <= Limits.bytes else {
            throw .unreadable(
                file: file, line: nil, found: "\(page.count) bytes of HTML",
                expected: "16 MiB at most")
        }
        let limits = CHTMLLimits(
            depth: Limits.depth, tokens: Limits.tokens, errors: Limits.errors,
            name_bytes: Limits.nameBytes)
        let names = HTMLName.allCases.map { Array($0.rawValue.utf8CString) }
        var flat: [CChar] = []
        for name in names { flat += name }
        let read = unsafe flat.withUnsafeBufferPointer { flat -> OpaquePointer? in
            var pointers: [UnsafePointer<CChar>] = unsafe []
            var at = 0
            for name in names {
                guard let base = flat.baseAddress else { return nil }
                unsafe pointers.append(base + at)
                at += name.count
            }
            return unsafe chtml_page_read(
                page, page.count, pointers, Int32(names.count), limits)
        }
        guard let handle = unsafe read else {
            throw .unreadable(file: file, line: nil, found: "no memory left", expected: "some")
        }
        defer { unsafe chtml_page_free(handle) }
        var line: Int32 = 0
        let fault = unsafe chtml_page_fault(handle, &line)
        if let (found, expected) = HTMLTokens.sentence(ofFault: Int(fault)) {
            throw .unreadable(file: file, line: Int(line), found: found, expected: expected)
        }
        var count = 0
        if let start = unsafe chtml_page_tokens(handle, &count) {
            tokens = unsafe Array(UnsafeBufferPointer(start: start, count: count))
        } else {
            tokens = []
        }
        if let start = unsafe chtml_page_text(handle, &count) {
            text = unsafe Array(UnsafeBufferPointer(start: start, count: count))
        } else {
            text = []
        }
    }

    private static func sentence(ofFault fault: Int) -> (found: String, expected: String)? {
        switch fault {
        case CHTMLFaultNone: return nil
        case CHTMLFaultDepth:
            return ("elements that are nested too deep", "\(Limits.depth) levels at most")
        case CHTMLFaultTokens:
            return ("too many elements", "\(Limits.tokens) elements and texts at most")
        case CHTMLFaultErrors:
            return ("too many errors of HTML", "\(Limits.errors) at most")
        case CHTMLFaultNames:
            return (
                "too many different names of elements and attributes",
                "\(Limits.nameBytes) bytes of them at most"
            )
        default: return ("no memory left", "some")
        }
    }

    var count: Int { tokens.count }

    subscript(index: Int) -> Token {
        let token = tokens[index]
        let name = token.name > 0 ? HTMLTokens.names[Int(token.name) - 1] : nil
        let value = Int(token.text_start)..<Int(token.text_start) + Int(token.text_count)
        switch Int(token.kind) {
        case CHTMLTokenStart: return .start(name)
        case CHTMLTokenAttribute:
            guard let name else { preconditionFailure("only known attributes are told") }
            return .attribute(name, value: value)
        case CHTMLTokenEnd: return .end
        default: return .text(value)
        }
    }

    private static let names = HTMLName.allCases

    /// The text of some bytes.
    func string(_ range: Range<Int>) -> String { String(decoding: text[range], as: UTF8.self) }
}
