public import Orthography
public import SimpleFeatures

/// A written report: its text, cut into sentences, and what is known about it.
public struct Report: Sendable {
    /// What tells one report from another: the file's name, or the `id` of a JSON line.
    public let id: String
    /// The whole text with its front matter, UTF-8; every offset counts from its first byte.
    public let text: TokenizedText
    /// The bytes that were written to be read: the text without front matter.
    public let body: Range<Int>
    /// The headline, where the report gives one.
    public let title: String?
    /// The day on which the report was written or published.
    public let date: ReportDate?
    /// The place from which it was filed, as its front matter words it.
    public let placeLine: String?
    /// Who published it: the sources that its front matter names, or its id where it names none.
    public let sources: [String]
    /// The language of the text.
    public let language: Language
    /// How the language is known.
    public let languageEvidence: LanguageEvidence
    /// Paragraphs, headings and sentences, in order.
    public let blocks: [Block]

    /// Takes a text apart.
    ///
    /// - Parameters:
    ///   - id: What tells the report from others.
    ///   - bytes: The whole text; must be UTF-8.
    ///   - metadata: What is known from outside of the text; wins over what stands in it.
    ///   - fallbackDate: The day to assume when neither says one.
    /// - Throws: ``ReportError`` when the text is not UTF-8 or its front matter cannot be read.
    /// - Complexity: O(*n*).
    public init(
        id: String, bytes: [UInt8], metadata: Metadata = Metadata(),
        fallbackDate: CalendarDay? = nil
    ) throws(ReportError) {
        try checkIsUTF8(bytes, file: id)
        try self.init(
            id: id, bytes: bytes, layout: .plain, metadata: metadata, fallbackDate: fallbackDate)
    }

    /// Takes a decoded text apart.
    ///
    /// - Parameters:
    ///   - id: What tells the report from others.
    ///   - text: The text, with what its file says of it.
    ///   - metadata: What else is known; wins over what the file says.
    ///   - fallbackDate: The day to assume when nothing says one.
    /// - Throws: ``ReportError`` when its front matter cannot be read, or it is too long.
    /// - Complexity: O(*n*).
    public init(
        id: String, text: DecodedText, metadata: Metadata = Metadata(),
        fallbackDate: CalendarDay? = nil
    ) throws(ReportError) {
        guard text.bytes.count < Int(Int32.max) else {
            throw .tooLong(file: id, bytes: text.bytes.count)
        }
        try self.init(
            id: id, bytes: text.bytes, layout: text.layout,
            metadata: metadata.filled(from: text.metadata), fallbackDate: fallbackDate)
    }

    private init(
        id: String, bytes: [UInt8], layout source: TextLayout.Source, metadata: Metadata,
        fallbackDate: CalendarDay?
    ) throws(ReportError) {
        var known = metadata
        let layout: TextLayout
        if case .known(let whole) = source {
            body = 0..<bytes.count
            layout = whole
        } else {
            let front = try FrontMatter(of: bytes, file: id)
            known = metadata.filled(from: front.metadata)
            body = front.end..<bytes.count
            if case .markdown = source {
                layout = TextLayout(markdown: bytes, in: body)
            } else {
                layout = TextLayout(plain: bytes, in: body)
            }
        }
        self.id = id
        let text = TokenizedText(bytes, in: body, skipping: layout.skipped)
        let blocks = Block.blocks(of: text, in: layout.runs)
        self.text = text
        self.blocks = blocks
        let words = LanguageWords(of: text)
        language = known.language ?? words.language
        languageEvidence = known.language == nil ? words.evidence : .given
        title = known.title ?? blocks.first { $0.isHeading }.map { text.text($0.range).collapsed }
        placeLine = known.place
        sources = known.sources.isEmpty ? [id] : known.sources
        if let day = known.date {
            date = ReportDate(day: day, evidence: .metadata)
        } else if let found = ReportDate(in: text, blocks: blocks, language: language) {
            date = found
        } else {
            date = fallbackDate.map { ReportDate(day: $0, evidence: .given) }
        }
    }

    /// What is known of a report from outside of its text.
    public struct Metadata: Sendable {
        public var title: String?
        public var date: CalendarDay?
        public var place: String?
        public var sources: [String]
        public var language: Language?

        public init(
            title: String? = nil, date: CalendarDay? = nil, place: String? = nil,
            sources: [String] = [], language: Language? = nil
        ) {
            self.title = title
            self.date = date
            self.place = place
            self.sources = sources
            self.language = language
        }

        func filled(from other: Metadata) -> Metadata {
            Metadata(
                title: title ?? other.title, date: date ?? other.date,
                place: place ?? other.place, sources: sources.isEmpty ? other.sources : sources,
                language: language ?? other.language)
        }
    }
}

/// Why a report could not be read.
public enum ReportError: Error, Equatable, CustomStringConvertible {
    /// A byte that no UTF-8 text has at its place; line and column count from 1, in bytes.
    case notUTF8(file: String, line: Int, column: Int, byte: UInt8)
    /// Front matter that breaks its own rules.
    case frontMatter(file: String, line: Int, reason: String)
    /// More bytes than a report may have.
    case tooLong(file: String, bytes: Int)
    /// A file that is no report, or more than a reader takes on.
    case unreadable(file: String, line: Int?, found: String, expected: String)

    public var description: String {
        switch self {
        case .notUTF8(let file, let line, let column, let byte):
            let digits = String(byte, radix: 16, uppercase: true)
            return "\(file):\(line):\(column): byte 0x\(digits.count == 1 ? "0" : "")\(digits) "
                + "is not UTF-8 (expected UTF-8 text; is the file Latin-1 or binary?)"
        case .frontMatter(let file, let line, let reason):
            return "\(file):\(line): \(reason)"
        case .tooLong(let file, let bytes):
            return "\(file): \(bytes) bytes, expected less than 2 GiB"
        case .unreadable(let file, let line, let found, let expected):
            let place = line.map { "\(file):\($0)" } ?? file
            return "\(place): found \(found), expected \(expected)"
        }
    }
}

private func checkIsUTF8(_ bytes: [UInt8], file: String) throws(ReportError) {
    guard bytes.count < Int(Int32.max) else {
        throw .tooLong(file: file, bytes: bytes.count)
    }
    guard let bad = UTF8Validation.firstInvalidByte(of: bytes) else { return }
    var line = 1
    var lineStart = 0
    for index in 0..<bad where bytes[index] == 10 {
        line += 1
        lineStart = index + 1
    }
    throw .notUTF8(file: file, line: line, column: bad - lineStart + 1, byte: bytes[bad])
}

extension String {
    /// The text with every run of white space as one space, none at the ends.
    package var collapsed: String {
        split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
