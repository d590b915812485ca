public import Orthography

/// A language that the program can read.
public enum Language: String, Sendable, CaseIterable {
    case english = "en"
    case spanish = "es"

    /// The language of a text, by its commonest function words; English when nothing tells.
    ///
    /// - Complexity: O(*n*); at most the first 20,000 tokens are read.
    public init(of text: TokenizedText) { self = LanguageWords(of: text).language }
}

/// How the language of a report is known.
public enum LanguageEvidence: String, Sendable {
    /// The user, the file or its front matter says it.
    case given
    /// By the words of the text.
    case words
    /// Words of both languages stand in the text, nearly as many of the one as of the other.
    case mixed
    /// Words of a language that is neither are more; the text is read as the nearer one.
    case foreign
    /// No word tells; the language is assumed.
    case none
}

/// The words of a text that tell its language.
///
/// Capitalised words count only in a text without others, for "El Alto" and "Los Angeles" stand in
/// English texts too.
struct LanguageWords {
    let language: Language
    let evidence: LanguageEvidence

    /// Counts the words of a text.
    ///
    /// - Complexity: O(*n*); at most the first 20,000 tokens are read.
    init(of text: TokenizedText) {
        var counts = Counts()
        var capitalised = Counts()
        for token in text.tokens.prefix(20_000) where token.kind == .word {
            let flags = LanguageWords.functionWords[token.hash]
            guard flags != 0 else { continue }
            if token.casing == .lower { counts.add(flags) } else { capitalised.add(flags) }
        }
        if counts.isEmpty { counts = capitalised }
        if counts.english == counts.spanish {
            language = LanguageWords.hasSpanishSigns(text) ? .spanish : .english
        } else {
            language = counts.spanish > counts.english ? .spanish : .english
        }
        let most = max(counts.english, counts.spanish)
        let least = min(counts.english, counts.spanish)
        if counts.foreign > max(counts.english, counts.spanish - counts.shared) {
            evidence = .foreign
        } else if most == 0 {
            evidence = .none
        } else if least * 3 > most * 2, most + least >= 10 {
            evidence = .mixed
        } else {
            evidence = .words
        }
    }

    /// How many words of a text tell each language.
    private struct Counts {
        var english = 0
        var spanish = 0
        /// Those of Spanish that other languages near to it have too.
        var shared = 0
        /// Words of French, Portuguese, German and Italian that are none of the two languages'.
        var foreign = 0

        var isEmpty: Bool { english + spanish + foreign == 0 }

        /// Counts one word that tells the languages of some flags.
        mutating func add(_ flags: UInt32) {
            english += Int(flags & 1)
            spanish += Int(flags >> 1 & 1)
            shared += Int(flags >> 2 & 1)
            foreign += Int(flags >> 3 & 1)
        }
    }

    private static let functionWords = WordFlags([
        (englishWords, 1), (spanishWords, 2), (sharedWords, 4), (foreignWords, 8),
    ])

    /// Whether a letter or a sign stands in the text that Spanish has and English has not.
    private static func hasSpanishSigns(_ text: TokenizedText) -> Bool {
        text.tokens.prefix(2_000).contains { token in
            let bytes = text.bytes[token.range]
            return bytes.starts(with: [0xC2, 0xBF]) || bytes.starts(with: [0xC2, 0xA1])
                || token.casing == .lower && bytes.contains(0xC3)
        }
    }
}

private let englishWords: Set<String> = [
    "the", "of", "and", "to", "in", "that", "was", "were", "with", "for", "by", "from", "on",
    "at", "which", "had", "have", "been", "is", "are", "an", "as", "after", "their", "they", "it",
    "this", "not", "his", "has", "but", "who",
]

private let spanishWords: Set<String> = [
    "el", "la", "los", "las", "de", "del", "que", "en", "y", "con", "por", "para", "una", "un",
    "se", "fue", "fueron", "al", "su", "desde", "como", "sus", "este", "esta", "lo", "mas", "sin",
    "pero", "entre", "sobre",
]

/// Those of Spanish that other languages near to it have too.
private let sharedWords: Set<String> = [
    "la", "las", "de", "que", "en", "con", "por", "para", "una", "un", "se", "al", "su", "como",
    "este", "esta", "lo", "mas", "entre", "sobre",
]

/// Function words, folded, that are no common words of English or Spanish.
private let foreignWords: Set<String> = [
    // French
    "des", "du", "et", "est", "dans", "qui", "aux", "une", "ont", "ete", "avec", "cette", "ils",
    "leur", "sont",
    // Portuguese
    "uma", "nao", "foi", "mais", "pelo", "pela", "sao", "das", "ao",
    // German
    "der", "das", "und", "von", "zu", "mit", "sich", "ist", "dem", "ein", "eine", "nicht",
    "wurde", "auf",
    // Italian
    "il", "di", "che", "della", "delle", "degli", "gli", "sono", "nel", "nella", "dei", "dal",
]
