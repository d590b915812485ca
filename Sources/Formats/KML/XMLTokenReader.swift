import CXMLTokens
import FileMapping

/// Reads an XML file token by token.
///
/// Entities and external parts are not read, a document type is refused (``CXMLTokens``).
@safe final class XMLTokenReader {
    /// One token; its texts are gone when the next is asked for.
    @safe struct Token {
        enum Kind {
            case start, attribute, end, text
        }

        let kind: Kind
        /// Which of the known names it has, counted from 0; -1 for none of them.
        let known: Int
        /// The name of an element or an attribute, without prefix; empty for a known one.
        let name: BatchText
        /// The characters of a text, the value of an attribute.
        let text: BatchText
        let place: FormatError.Place
        let line: Int
    }

    private static let pieceSize = 64 << 10
    /// After how many bytes the memory of those that were read is given back.
    private static let releasedSize = 16 << 20
    private let file: MappedFile
    private let parser: OpaquePointer
    private let depthLimit: Int
    private var tokens: UnsafeBufferPointer<CXMLToken>
    private var next = 0
    private var isAtEnd = false
    private var fault: FormatError?
    /// How many bytes of the file were looked at.
    private(set) var bytesRead = 0
    private var bytesReleased = 0
    /// How many elements are open.
    private(set) var depth = 0

    /// Starts at the beginning of a file.
    ///
    /// - Parameters:
    ///   - names: The names that are known by their numbers.
    ///   - depthLimit: How deep elements may stand in each other.
    init(_ file: MappedFile, names: [String], depthLimit: Int) {
        self.file = file
        self.depthLimit = depthLimit
        let copies = unsafe names.map { name in
            let bytes = name.utf8CString
            let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
            for (place, byte) in bytes.enumerated() { unsafe copy[place] = byte }
            return unsafe UnsafePointer(copy)
        }
        defer { unsafe copies.forEach { unsafe $0.deallocate() } }
        guard let parser = unsafe cxml_parser_create(copies, Int32(names.count)) else {
            preconditionFailure("no memory for a parser of XML")
        }
        unsafe self.parser = unsafe parser
        unsafe tokens = UnsafeBufferPointer(start: nil, count: 0)
    }

    deinit { unsafe cxml_parser_free(parser) }

    /// The next token; `nil` at the end of the file.
    ///
    /// - Throws: ``FormatError`` at the first fault of the text.
    func token() throws(FormatError) -> Token? {
        while unsafe next == (tokens.count) {
            // What was read before a fault comes first, and with it the faults in that.
            if let fault { throw fault }
            if isAtEnd { return nil }
            readPiece()
        }
        let token = self.token(at: next)
        next += 1
        switch token.kind {
        case .start:
            depth += 1
            guard depth <= depthLimit else {
                throw FormatError(
                    file: file.path, place: token.place,
                    found: "elements more than \(depthLimit) deep",
                    expected: "\(depthLimit) at most")
            }
        case .end: depth -= 1
        case .attribute, .text: break
        }
        return token
    }

    /// The next attribute of the element that was started last; `nil` when there are no more.
    func attribute() -> Token? {
        guard unsafe next < (tokens.count), unsafe tokens[next].kind == Int32(CXMLTokenAttribute)
        else {
            return nil
        }
        next += 1
        return token(at: next - 1)
    }

    /// Whether the next token ends the element, so that the text before it was whole.
    var isBeforeEnd: Bool {
        unsafe next < tokens.count && tokens[next].kind == Int32(CXMLTokenEnd)
    }

    private func token(at index: Int) -> Token {
        let token = unsafe tokens[index]
        let kind: Token.Kind
        switch Int(token.kind) {
        case CXMLTokenStart: kind = .start
        case CXMLTokenAttribute: kind = .attribute
        case CXMLTokenEnd: kind = .end
        default: kind = .text
        }
        let text = unsafe UnsafeRawPointer(cxml_parser_text(parser))
        return unsafe Token(
            kind: kind, known: Int(token.name) - 1,
            name: BatchText(
                UnsafeRawBufferPointer(
                    start: text.map { unsafe $0 + token.name_start }, count: token.name_count)),
            text: BatchText(
                UnsafeRawBufferPointer(
                    start: text.map { unsafe $0 + token.text_start }, count: token.text_count)),
            place: .line(Int(token.line), column: Int(token.column)), line: Int(token.line))
    }

    private func readPiece() {
        let count = min(XMLTokenReader.pieceSize, file.count - bytesRead)
        let isLast = bytesRead + count == file.count
        let isSound = unsafe cxml_parser_feed(
            parser, file.bytes.baseAddress.map { unsafe $0 + bytesRead }, count, isLast ? 1 : 0)
        bytesRead += count
        if bytesRead - bytesReleased >= XMLTokenReader.releasedSize {
            file.release(bytesReleased..<bytesRead)
            bytesReleased = bytesRead
        }
        isAtEnd = isLast
        next = 0
        var tokenCount = 0
        let start = unsafe cxml_parser_tokens(parser, &tokenCount)
        unsafe tokens = UnsafeBufferPointer(start: start, count: tokenCount)
        if isSound == 0 { fault = parserFault() }
    }

    private func parserFault() -> FormatError {
        let fault = unsafe cxml_parser_fault(parser)
        let reason = unsafe withUnsafeBytes(of: fault.pointee.reason) {
            unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
        return unsafe FormatError(
            file: file.path,
            place: .line(
                max(1, Int(fault.pointee.line)), column: max(1, Int(fault.pointee.column))),
            found: reason.prefix(1).lowercased() + reason.dropFirst(),
            expected: "well-formed XML without a document type")
    }
}
