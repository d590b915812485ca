/// Cuts UTF-8 into words, numbers and signs, one token at a time and without memory of its own.
///
/// What stands between tokens is white space. Words are runs of letters and marks; initials with
/// full stops are one word ("U.S."); a number may hold commas and points between digits; anything
/// else is a sign of one character.
///
/// - SeeAlso: ``TokenizedText``, which keeps the tokens of a text.
public struct TokenScanner {
    /// The byte at which the next token is looked for.
    public private(set) var position: Int
    /// The byte before which every token ends.
    private let end: Int
    /// Folded bytes of one word that is not plain ASCII.
    private var folded: [UInt8] = []

    /// A scanner before the first token of a part.
    ///
    /// - Parameter part: Bytes of the text that is handed to every ``next(in:)``; it must begin and
    ///   end between characters.
    public init(_ part: Range<Int>) {
        position = part.lowerBound
        end = part.upperBound
    }

    /// The next token; `nil` at the end.
    ///
    /// - Parameter text: The text, UTF-8; what is no valid UTF-8 is read as signs.
    /// - Complexity: O(*m*), *m* the bytes up to the token's end.
    public mutating func next(in text: borrowing Span<UInt8>) -> Token? {
        while position < end {
            let byte = text[position]
            if byte < 0x80 {
                if isLetter(byte) { return word(in: text) }
                if isDigit(byte) { return number(in: text) }
                let start = position
                position += 1
                if isSpace(byte) { continue }
                return Token(
                    start..<position, .sign, .none, FoldedHash.carried(FoldedHash.start, byte))
            }
            let (scalar, length) = decoded(text, at: position)
            if isLetter(scalar) { return word(in: text) }
            let start = position
            position += length
            if isSpace(scalar) { continue }
            var hash = FoldedHash.start
            for index in start..<position { hash = FoldedHash.carried(hash, text[index]) }
            return Token(start..<position, .sign, .none, hash)
        }
        return nil
    }

    private mutating func word(in text: borrowing Span<UInt8>) -> Token {
        let start = position
        var at = start
        var upper = 0
        var hash = FoldedHash.start
        while at < end {
            let byte = text[at]
            let lower = byte | 0x20
            guard lower &- 97 < 26 else { break }
            hash = FoldedHash.carried(hash, lower)
            if byte < 97 { upper += 1 }
            at += 1
        }
        if at < end, text[at] >= 0x80 { return wordBeyondASCII(in: text) }
        // One letter and a full stop may be the first of initials.
        if at == start + 1, at < end, text[at] == UInt8(ascii: "."), let word = initials(in: text) {
            return word
        }
        position = at
        let count = at - start
        let casing: Token.Casing =
            upper == 0
            ? .lower
            : upper == 1 && text[start] < 97 ? .capitalised : upper == count ? .upper : .mixed
        return Token(start..<at, .word, casing, hash)
    }

    private mutating func wordBeyondASCII(in text: borrowing Span<UInt8>) -> Token {
        if let word = initials(in: text) { return word }
        let start = position
        var upper = 0
        var lower = 0
        var firstIsUpper = false
        folded.removeAll(keepingCapacity: true)
        while position < end {
            let (scalar, length) = decoded(text, at: position)
            guard isLetter(scalar) else { break }
            let isUpper = isUpperCase(scalar)
            if isUpper { upper += 1 } else if isLowerCase(scalar) { lower += 1 }
            if position == start { firstIsUpper = isUpper }
            Folding.append(scalar, to: &folded)
            position += length
        }
        let casing: Token.Casing
        switch (upper, lower) {
        case (0, 0): casing = .none
        case (0, _): casing = .lower
        case (1, _) where firstIsUpper: casing = .capitalised
        case (_, 0): casing = .upper
        default: casing = .mixed
        }
        return Token(start..<position, .word, casing, FoldedHash.of(folded))
    }

    /// "U.S.", "E.U.A.": single letters each with a full stop, at least two of them.
    private mutating func initials(in text: borrowing Span<UInt8>) -> Token? {
        let start = position
        var at = start
        var letters = 0
        folded.removeAll(keepingCapacity: true)
        while at < end {
            let (scalar, length) = decoded(text, at: at)
            guard isLetter(scalar), at + length < end, text[at + length] == UInt8(ascii: ".")
            else { break }
            Folding.append(scalar, to: &folded)
            letters += 1
            at += length + 1
        }
        guard letters >= 2 else { return nil }
        if at < end, isLetter(decoded(text, at: at).0) { return nil }
        let isUpper = isUpperCase(decoded(text, at: start).0)
        position = at
        return Token(start..<at, .word, isUpper ? .upper : .lower, FoldedHash.of(folded))
    }

    private mutating func number(in text: borrowing Span<UInt8>) -> Token {
        let start = position
        var at = start
        var hash = FoldedHash.start
        while at < end {
            let byte = text[at]
            let isInner =
                (byte == UInt8(ascii: ",") || byte == UInt8(ascii: ".")) && at + 1 < end
                && isDigit(text[at + 1])
            guard isInner || isDigit(byte) else { break }
            hash = FoldedHash.carried(hash, byte)
            at += 1
        }
        position = at
        return Token(start..<at, .number, .none, hash)
    }

    /// The folded bytes of a token, appended: lower case, no accents; initials without full stops.
    ///
    /// - Parameters:
    ///   - token: A token of the text.
    ///   - text: The text that it was cut from.
    ///   - bytes: What the bytes are appended to.
    public static func fold(
        _ token: Token, in text: borrowing Span<UInt8>, to bytes: inout [UInt8]
    ) {
        var at = token.range.lowerBound
        let isWord = token.kind == .word
        while at < token.range.upperBound {
            let byte = text[at]
            if byte < 0x80 {
                // Words also hold the full stops of initials, and where they go over lines a hyphen
                // and white space.
                if isWord {
                    if isLetter(byte) { bytes.append(byte | 0x20) }
                } else {
                    bytes.append(byte)
                }
                at += 1
            } else {
                let (scalar, length) = decoded(text, at: at)
                if isWord {
                    if scalar != LineBreakHyphens.soft { Folding.append(scalar, to: &bytes) }
                } else {
                    for index in at..<at + length { bytes.append(text[index]) }
                }
                at += length
            }
        }
    }
}

/// The hash of folded bytes, which tells words apart.
///
/// - SeeAlso: Fowler, Noll, Vo, "FNV hash", the 64-bit FNV-1a variant.
public enum FoldedHash {
    /// The hash of no byte.
    public static let start: UInt64 = 0xCBF2_9CE4_8422_2325

    /// A hash carried on over one more byte.
    @inlinable
    public static func carried(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
        (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }

    /// The hash of some bytes.
    @inlinable
    public static func of(_ bytes: some Sequence<UInt8>) -> UInt64 {
        bytes.reduce(start) { carried($0, $1) }
    }
}

/// The scalar at a byte, and its length; U+FFFD, one byte long, where the bytes are no UTF-8.
private func decoded(_ text: borrowing Span<UInt8>, at index: Int) -> (Unicode.Scalar, Int) {
    let first = text[index]
    let length: Int
    var value: UInt32
    switch first {
    case 0..<0x80: return (Unicode.Scalar(first), 1)
    case 0xC0..<0xE0: (length, value) = (2, UInt32(first & 0x1F))
    case 0xE0..<0xF0: (length, value) = (3, UInt32(first & 0x0F))
    default: (length, value) = (4, UInt32(first & 0x07))
    }
    guard index + length <= text.count else { return ("\u{FFFD}", 1) }
    for at in (index + 1)..<(index + length) { value = value << 6 | UInt32(text[at] & 0x3F) }
    return Unicode.Scalar(value).map { ($0, length) } ?? ("\u{FFFD}", 1)
}

private func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 97 < 26 }

private func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }

private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 9 < 5 }

private func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x41...0x5A, 0x61...0x7A: return true
    case 0..<0xAA: return false
    // Latin letters with and without marks, but the two signs between them.
    case 0xC0...0x24F: return scalar.value != 0xD7 && scalar.value != 0xF7
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
