/// A text cut into tokens.
///
/// Names of a gazetteer and words of a report are cut by this one type, so they meet.
public struct TokenizedText: Sendable {
    /// The text, UTF-8.
    public let bytes: [UInt8]
    /// The tokens, in order; white space stands between them.
    public let tokens: [Token]
    /// The distinct folded words, in order of first appearance; signs are words here too.
    public let words: [String]

    /// Cuts a part of a text.
    ///
    /// A word that a hyphen breaks over two lines is one token (``LineBreakHyphens``).
    ///
    /// - Parameters:
    ///   - bytes: Valid UTF-8, shorter than 2 GiB.
    ///   - part: The bytes to cut; all of them when `nil`.
    ///   - skipped: Bytes of the part that are no text, such as marks of Markdown; in order, apart.
    ///     No token goes over them.
    /// - Complexity: O(*n*).
    public init(
        _ bytes: [UInt8], in part: Range<Int>? = nil, skipping skipped: [Range<Int>] = []
    ) {
        precondition(bytes.count < Int(Int32.max), "a text must be shorter than 2 GiB")
        self.bytes = bytes
        let part = part ?? 0..<bytes.count
        var tokens: [Token] = []
        tokens.reserveCapacity(part.count / 5)
        var list = WordList()
        var hyphens = LineBreakHyphens()
        var folded: [UInt8] = []
        let text = bytes.span
        var start = part.lowerBound
        for index in 0...skipped.count {
            let end = index < skipped.count ? skipped[index].lowerBound : part.upperBound
            var scanner = TokenScanner(start..<max(start, end))
            while var token = scanner.next(in: text) {
                token.wordID = list.number(of: token.hash) {
                    folded.removeAll(keepingCapacity: true)
                    TokenScanner.fold(token, in: text, to: &folded)
                    return String(decoding: folded, as: UTF8.self)
                }
                if token.kind == .sign { hyphens.note(token, at: tokens.count, in: text) }
                tokens.append(token)
            }
            if index < skipped.count { start = max(start, skipped[index].upperBound) }
        }
        hyphens.join(&tokens, in: text, words: &list)
        self.tokens = tokens
        words = list.words
    }

    /// Cuts a whole string.
    public init(_ text: String) { self.init(Array(text.utf8)) }

    /// The folded form of a token: lower case, no accents; initials without full stops.
    public func word(_ index: Int) -> String { words[Int(tokens[index].wordID)] }

    /// The text of some bytes, as written.
    public func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    /// The text of a token, as written.
    public func written(_ index: Int) -> String { text(tokens[index].range) }

    /// The bytes from the first to the last of some tokens.
    public func bytes(ofTokens range: Range<Int>) -> Range<Int> {
        tokens[range.lowerBound].range.lowerBound..<tokens[range.upperBound - 1].range.upperBound
    }

    /// The bytes between a token and the next.
    public func gap(after index: Int) -> ArraySlice<UInt8> {
        bytes[Int(tokens[index].end)..<Int(tokens[index + 1].start)]
    }

    /// Whether the next token follows without white space.
    public func touchesNext(_ index: Int) -> Bool {
        index + 1 < tokens.count && tokens[index].end == tokens[index + 1].start
    }
}

/// The distinct words of a text, numbered in order of appearance.
struct WordList {
    private(set) var words: [String] = []
    private var hashes: [UInt64] = []
    private var slots = [Int32](repeating: -1, count: 64)

    /// The number of a word, told by its hash alone: among a million distinct words the chance of
    /// one wrong number is one in thirty million.
    mutating func number(
        of hash: UInt64, folded: () -> String
    ) -> Int32 {
        var slot = WordList.slot(of: hash, among: slots.count)
        while slots[slot] >= 0 {
            let known = slots[slot]
            if hashes[Int(known)] == hash { return known }
            slot = (slot + 1) & (slots.count - 1)
        }
        let number = Int32(words.count)
        slots[slot] = number
        hashes.append(hash)
        words.append(folded())
        if words.count * 2 > slots.count { grow() }
        return number
    }

    /// The low bits of the hash of short words are alike, so the high ones are taken.
    private static func slot(of hash: UInt64, among count: Int) -> Int {
        Int(truncatingIfNeeded: (hash &* 0x9E37_79B9_7F4A_7C15) >> 32) & (count - 1)
    }

    /// The number of a word that was numbered before; `nil` for any other.
    func number(ofKnown hash: UInt64) -> Int32? {
        var slot = WordList.slot(of: hash, among: slots.count)
        while slots[slot] >= 0 {
            if hashes[Int(slots[slot])] == hash { return slots[slot] }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        for (number, hash) in hashes.enumerated() {
            var slot = WordList.slot(of: hash, among: slots.count)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(number)
        }
    }
}
