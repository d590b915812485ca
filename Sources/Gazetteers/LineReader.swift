/// Cuts chunks of bytes into checked lines, so that a file of any length is read in bounded memory.
///
/// Lines end with LF or CRLF, the last one may lack its end; a byte order mark at the head is
/// skipped. Nothing else is repaired: a NUL, bytes that are not UTF-8, and a line longer than
/// ``longestLine`` are errors.
public struct LineReader {
    /// The most bytes that a line may have: a line without end must not fill the memory.
    public static let longestLine = 1 << 20

    /// The name that errors give.
    public let file: String
    /// The number of the line that ``next()`` gave last, from 1; 0 before the first.
    public private(set) var line = 0
    private let nextChunk: () throws(GazetteerError) -> [UInt8]
    private var chunk: [UInt8] = []
    private var position = 0
    /// The head of a line whose end was not in its chunk.
    private var head: [UInt8] = []
    private var isAtEnd = false

    /// Reads lines from chunks.
    ///
    /// - Parameters:
    ///   - file: The name that errors give.
    ///   - nextChunk: The next bytes of the file, as many as there are; empty at the end.
    public init(
        file: String, nextChunk: @escaping () throws(GazetteerError) -> [UInt8]
    ) {
        self.file = file
        self.nextChunk = nextChunk
    }

    /// Reads lines from bytes that are all at hand.
    public init(file: String, bytes: [UInt8]) {
        self.init(file: file, nextChunk: { () throws(GazetteerError) in [] })
        chunk = bytes
    }

    /// The next line, without its end; `nil` after the last.
    ///
    /// - Returns: UTF-8 without NUL and LF. A slice is best let go before the next call, which
    ///   otherwise copies it.
    /// - Throws: ``GazetteerError`` with line and column for what is no line of text, and what the
    ///   source of the chunks throws.
    /// - Complexity: O(*m*), *m* the bytes of the line.
    public mutating func next() throws(GazetteerError) -> ArraySlice<UInt8>? {
        head.removeAll(keepingCapacity: true)
        var kinds = ByteKinds()
        while true {
            if position == chunk.count {
                if !isAtEnd {
                    chunk = try nextChunk()
                    position = 0
                    isAtEnd = chunk.isEmpty
                }
                if isAtEnd {
                    if head.isEmpty { return nil }
                    line += 1
                    return try checked(head[...], kinds)
                }
            }
            let end = kinds.newline(in: chunk.span, from: position)
            guard head.count + (end - position) <= LineReader.longestLine else {
                throw GazetteerError(
                    file: file, line: line + 1,
                    reason: "a line of more than \(LineReader.longestLine) bytes")
            }
            let part = chunk[position..<end]
            if end == chunk.count {
                position = end
                head.append(contentsOf: part)
                continue
            }
            position = end + 1
            line += 1
            if head.isEmpty { return try checked(part, kinds) }
            head.append(contentsOf: part)
            return try checked(head[...], kinds)
        }
    }

    /// An error at the line that was given last.
    func failure(_ reason: String) -> GazetteerError {
        GazetteerError(file: file, line: line, reason: reason)
    }

    private func checked(
        _ bytes: ArraySlice<UInt8>, _ kinds: ByteKinds
    ) throws(GazetteerError) -> ArraySlice<UInt8> {
        var bytes = bytes
        if line == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        if bytes.last == UInt8(ascii: "\r") { bytes = bytes.dropLast() }
        if kinds.hasNonASCII {
            do throws(UTF8.ValidationError) {
                _ = try UTF8Span(validating: bytes.span)
            } catch {
                let at = bytes.startIndex + error.byteOffsets.lowerBound
                throw failure(
                    "column \(column(of: at, in: bytes)) is byte \(hexadecimal(bytes[at])), "
                        + "expected UTF-8 (is the file in Latin-1 or UTF-16?)")
            }
        }
        if kinds.hasNUL, let at = bytes.firstIndex(of: 0) {
            throw failure("column \(column(of: at, in: bytes)) is a NUL, expected text in UTF-8")
        }
        return bytes
    }

    /// Characters are counted (Unicode scalars), as editors do.
    private func column(of index: Int, in bytes: ArraySlice<UInt8>) -> Int {
        bytes[..<index].count { $0 & 0xC0 != 0x80 } + 1
    }

    private func hexadecimal(_ byte: UInt8) -> String {
        "0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
}

/// What the search for the end of a line sees on its way, so that clean text is read once.
private struct ByteKinds {
    private var nonASCII: UInt64 = 0
    private var zeros: UInt64 = 0

    var hasNonASCII: Bool { nonASCII != 0 }
    var hasNUL: Bool { zeros != 0 }

    /// The place of the next LF, or the end of the bytes.
    mutating func newline(in bytes: Span<UInt8>, from start: Int) -> Int {
        let high: UInt64 = 0x8080_8080_8080_8080
        let ones: UInt64 = 0x0101_0101_0101_0101
        let newlines = ones &* 10
        var at = start
        while at + 8 <= bytes.count {
            // In bounds, by the condition of the loop.
            let word = unsafe bytes.bytes.unsafeLoadUnaligned(
                fromByteOffset: at, as: UInt64.self)
            let difference = word ^ newlines
            if (difference &- ones) & ~difference & high != 0 { break }
            nonASCII |= word & high
            zeros |= (word &- ones) & ~word & high
            at += 8
        }
        while at < bytes.count, bytes[at] != 10 {
            if bytes[at] == 0 { zeros = 1 }
            if bytes[at] >= 0x80 { nonASCII = 1 }
            at += 1
        }
        return at
    }
}
