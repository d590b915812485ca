/// A word, a number or a sign of a text, with the bytes where it stands.
public struct Token: Sendable {
    /// What a token is made of.
    public enum Kind: UInt8, Sendable {
        /// Letters and marks; also initials with full stops, as one token ("U.S.").
        case word
        /// Digits, with inner commas and points ("10,000", "4.5").
        case number
        /// One other character that is not white space.
        case sign
    }

    /// How the letters of a word are written.
    public enum Casing: UInt8, Sendable {
        /// No letter of the token has case.
        case none
        /// "paz"
        case lower
        /// "Paz"; a single upper-case letter too.
        case capitalised
        /// "PAZ"
        case upper
        /// "McDonald"
        case mixed
    }

    /// The first byte, from the start of the text.
    public let start: Int32
    /// The byte after the last.
    public let end: Int32
    /// The place of the folded form among the text's words; see ``TokenizedText/words``.
    public internal(set) var wordID: Int32 = -1
    public let kind: Kind
    public let casing: Casing
    /// The hash of the folded form; equal words have equal ones. See ``FoldedHash``.
    public let hash: UInt64

    init(_ range: Range<Int>, _ kind: Kind, _ casing: Casing, _ hash: UInt64) {
        start = Int32(range.lowerBound)
        end = Int32(range.upperBound)
        self.kind = kind
        self.casing = casing
        self.hash = hash
    }

    /// The bytes of the token.
    @inlinable
    public var range: Range<Int> { Int(start)..<Int(end) }

    /// Whether the token begins with an upper-case letter.
    @inlinable
    public var isCapitalised: Bool {
        casing == .capitalised || casing == .upper || casing == .mixed
    }
}
