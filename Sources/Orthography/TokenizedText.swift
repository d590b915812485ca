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
    /// - Parameters:
    ///   - bytes: Valid UTF-8, shorter than 2 GiB.
    ///   - part: The bytes to cut; all of them when `nil`.
    /// - Complexity: O(*n*).
    public init(_ bytes: [UInt8], in part: Range<Int>? = nil) {
        precondition(bytes.count < Int(Int32.max), "a text must be shorter than 2 GiB")
        self.bytes = bytes
        var cutter = Cutter(bytes: bytes, end: (part ?? 0..<bytes.count).upperBound)
        cutter.run(from: (part ?? 0..<bytes.count).lowerBound)
        tokens = cutter.tokens
        words = cutter.words
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

private struct Cutter {
    let bytes: [UInt8]
    let end: Int
    var tokens: [Token] = []
    var words: [String] = []
    private var places: [String: Int32] = [:]
    private var folded: [UInt8] = []

    init(bytes: [UInt8], end: Int) {
        self.bytes = bytes
        self.end = end
        tokens.reserveCapacity(end / 5)
    }

    mutating func run(from start: Int) {
        var at = start
        while at < end {
            let (scalar, length) = decoded(at: at)
            if isSpace(scalar) {
                at += length
            } else if isLetter(scalar) {
                at = initials(from: at) ?? word(from: at)
            } else if isDigit(bytes[at]) {
                at = number(from: at)
            } else {
                folded.removeAll(keepingCapacity: true)
                folded.append(contentsOf: bytes[at..<at + length])
                add(.sign, .none, at..<at + length)
                at += length
            }
        }
    }

    /// "U.S.", "E.U.A.": single letters each with a full stop, at least two of them.
    private mutating func initials(from start: Int) -> Int? {
        var at = start
        var letters = 0
        folded.removeAll(keepingCapacity: true)
        while at < end {
            let (scalar, length) = decoded(at: at)
            guard isLetter(scalar), at + length < end, bytes[at + length] == UInt8(ascii: ".")
            else { break }
            Folding.append(scalar, to: &folded)
            letters += 1
            at += length + 1
        }
        guard letters >= 2 else { return nil }
        if at < end, isLetter(decoded(at: at).0) { return nil }
        add(.word, isUpperCase(decoded(at: start).0) ? .upper : .lower, start..<at)
        return at
    }

    private mutating func word(from start: Int) -> Int {
        var at = start
        var upper = 0
        var lower = 0
        var firstIsUpper = false
        folded.removeAll(keepingCapacity: true)
        while at < end {
            let (scalar, length) = decoded(at: at)
            guard isLetter(scalar) else { break }
            let isUpper = isUpperCase(scalar)
            if isUpper { upper += 1 } else if isLowerCase(scalar) { lower += 1 }
            if at == start { firstIsUpper = isUpper }
            Folding.append(scalar, to: &folded)
            at += length
        }
        let casing: Token.Casing
        switch (upper, lower) {
        case (0, 0): casing = .none
        case (0, _): casing = .lower
        case (1, _) where firstIsUpper: casing = .capitalised
        case (_, 0): casing = .upper
        default: casing = .mixed
        }
        add(.word, casing, start..<at)
        return at
    }

    private mutating func number(from start: Int) -> Int {
        var at = start
        while at < end {
            if isDigit(bytes[at]) {
                at += 1
            } else if (bytes[at] == UInt8(ascii: ",") || bytes[at] == UInt8(ascii: ".")),
                at + 1 < end, isDigit(bytes[at + 1])
            {
                at += 2
            } else {
                break
            }
        }
        folded.removeAll(keepingCapacity: true)
        folded.append(contentsOf: bytes[start..<at])
        add(.number, .none, start..<at)
        return at
    }

    private mutating func add(_ kind: Token.Kind, _ casing: Token.Casing, _ range: Range<Int>) {
        let word = String(decoding: folded, as: UTF8.self)
        let id: Int32
        if let known = places[word] {
            id = known
        } else {
            id = Int32(words.count)
            words.append(word)
            places[word] = id
        }
        tokens.append(
            Token(
                start: Int32(range.lowerBound), end: Int32(range.upperBound), wordID: id,
                kind: kind, casing: casing))
    }

    /// The scalar at a byte, and its length; the bytes are valid UTF-8.
    private func decoded(at index: Int) -> (Unicode.Scalar, Int) {
        let first = bytes[index]
        let length: Int
        var value: UInt32
        switch first {
        case 0..<0x80: return (Unicode.Scalar(first), 1)
        case 0xC0..<0xE0: (length, value) = (2, UInt32(first & 0x1F))
        case 0xE0..<0xF0: (length, value) = (3, UInt32(first & 0x0F))
        default: (length, value) = (4, UInt32(first & 0x07))
        }
        guard index + length <= bytes.count else { return ("\u{FFFD}", 1) }
        for byte in bytes[(index + 1)..<(index + length)] {
            value = value << 6 | UInt32(byte & 0x3F)
        }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
    }
}

private func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

private func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x41...0x5A, 0x61...0x7A: return true
    case 0..<0xAA: return false
    case 0x300...0x36F: return true
    default: return scalar.properties.isAlphabetic
    }
}

private func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20, 0x09...0x0D, 0x85, 0xA0, 0xFEFF, 0x200B: return true
    case 0..<0x80: return false
    default: return scalar.properties.isWhitespace
    }
}

private func isUpperCase(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x80
        ? scalar.value >= 0x41 && scalar.value <= 0x5A : scalar.properties.isUppercase
}

private func isLowerCase(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x80
        ? scalar.value >= 0x61 && scalar.value <= 0x7A : scalar.properties.isLowercase
}
