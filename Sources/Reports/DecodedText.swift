/// The text of a report in UTF-8, as it was got out of a file.
public struct DecodedText: Sendable {
    /// UTF-8, without control characters; every offset counts from its first byte.
    public let bytes: [UInt8]
    /// What the file says of the report beside its text.
    public var metadata: Report.Metadata
    /// One sentence for each thing that had to be put right, with the file's name.
    public let notes: [String]
    /// Whether offsets into the text are offsets into the file; if not, readers need the text.
    public let refersToFile: Bool
    let layout: TextLayout.Source

    /// Gets the text out of a file of plain text, Markdown or HTML.
    ///
    /// - Parameters:
    ///   - file: The bytes of the file.
    ///   - format: `.plain`, `.markdown` or `.html`; a text in any other is read as plain text.
    ///   - name: What notes and errors call the file.
    /// - Throws: ``ReportError`` when the file is no text, a page has none, or is larger, deeper or
    ///   more broken than people write.
    /// - Complexity: O(*n*).
    public init(_ file: [UInt8], format: ReportFormat, name: String) throws(ReportError) {
        guard format == .html else {
            let decoding = try CharsetDecoding(file, name: name)
            bytes = decoding.bytes
            metadata = Report.Metadata()
            notes = decoding.notes
            refersToFile = decoding.refersToFile
            layout = format == .markdown ? .markdown : .plain
            return
        }
        let decoding = try CharsetDecoding(file, name: name, label: Charset.label(in: file))
        let page = try HTMLPage(decoding.bytes, file: name)
        guard let text = page.mainText() else {
            throw .unreadable(
                file: name, line: nil, found: "a page without text", expected: "paragraphs")
        }
        bytes = text.bytes
        metadata = page.facts.metadata(headline: text.headline)
        notes = decoding.notes
        refersToFile = false
        layout = .known(text.layout)
    }

    /// A text that stood in a cell of a table or on pages.
    init(
        _ bytes: [UInt8], metadata: Report.Metadata = Report.Metadata(), notes: [String] = []
    ) {
        self.bytes = bytes
        self.metadata = metadata
        self.notes = notes
        refersToFile = false
        layout = .plain
    }
}
