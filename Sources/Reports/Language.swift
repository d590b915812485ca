public import Orthography

/// A language that the program can read.
public enum Language: String, Sendable, CaseIterable {
    case english = "en"
    case spanish = "es"

    /// The language of a text, by its commonest function words; English when nothing tells.
    ///
    /// - Complexity: O(*n*); at most the first 20,000 tokens are read.
    public init(of text: TokenizedText) {
        var english = 0
        var spanish = 0
        for index in text.tokens.indices.prefix(20_000) where text.tokens[index].kind == .word {
            let word = text.word(index)
            if Language.englishWords.contains(word) { english += 1 }
            if Language.spanishWords.contains(word) { spanish += 1 }
        }
        self = spanish > english ? .spanish : .english
    }

    private static let englishWords: Set<String> = [
        "the", "of", "and", "to", "in", "that", "was", "were", "with", "for", "by", "from", "on",
        "at", "which", "had", "have", "been", "is", "are",
    ]

    private static let spanishWords: Set<String> = [
        "el", "la", "los", "las", "de", "del", "que", "en", "y", "con", "por", "para", "una", "un",
        "se", "fue", "fueron", "al", "su", "desde",
    ]
}
