import Orthography

/// A folded word, told by its hash alone: compared and looked up without a string.
///
/// Two words of one hash would be one word here; see `TokenizedText` for how seldom that is.
struct FoldedWord: Hashable, Sendable, ExpressibleByStringLiteral {
    /// The `FoldedHash` of the word.
    let hash: UInt64

    /// No word: what stands outside a sentence.
    static let none = FoldedWord(hash: FoldedHash.start)

    init(hash: UInt64) { self.hash = hash }

    init(_ token: Token) { hash = token.hash }

    /// - Parameter word: A folded word.
    init(_ word: String) { hash = FoldedHash.of(word.utf8) }

    init(stringLiteral word: String) { self.init(word) }

    var isEmpty: Bool { self == .none }
}

extension TokenizedText {
    /// The folded form of a token, without its letters.
    func folded(_ index: Int) -> FoldedWord { FoldedWord(tokens[index]) }
}
