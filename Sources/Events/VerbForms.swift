import Reports

/// Tells past forms of verbs by their endings.
struct VerbForms: Sendable {
    private let isSpanish: Bool
    private let irregular: Set<String>
    private let endings: [String]
    /// Pronouns of a speaker who is part of the story.
    let firstPerson: Set<String>

    static func of(_ language: Language) -> VerbForms {
        switch language {
        case .english: return english
        case .spanish: return spanish
        }
    }

    /// Whether a folded word looks like a verb in the past.
    func isPast(_ word: String) -> Bool {
        irregular.contains(word) || (word.count > 4 && endings.contains { word.hasSuffix($0) })
    }

    /// Whether a word as written ends as the third person of a Spanish preterite does ("registró"),
    /// which folding would take for a noun.
    func isPreterite(_ written: ArraySlice<UInt8>) -> Bool {
        isSpanish && written.count > 4 && written.suffix(2).elementsEqual("ó".utf8)
    }

    private static let english = VerbForms(
        isSpanish: false,
        irregular: [
            "was", "were", "had", "did", "began", "took", "came", "went", "fought", "shot", "led",
            "left", "held", "broke", "rose", "ran", "said", "brought", "met", "cut", "shut", "put",
            "set", "made", "became", "saw", "fell", "sent", "won", "threw", "struck", "blew",
            "grew",
            "told", "drove", "spread", "lost", "have", "has", "been",
        ],
        endings: ["ed"], firstPerson: ["we", "i", "our", "us"])

    private static let spanish = VerbForms(
        isSpanish: true,
        irregular: [
            "fue", "fueron", "era", "eran", "hubo", "habia", "tuvo", "hizo", "dijo", "estuvo", "ha",
            "han", "dio",
        ],
        endings: [
            "aron", "ieron", "aba", "aban", "ieran", "eron", "ado", "ido", "ados", "idos", "adas",
            "idas", "ada", "ida",
        ],
        firstPerson: ["nosotros", "nuestro", "nuestra", "nuestros"])
}
