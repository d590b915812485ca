/// Tells past forms of verbs by their endings.
struct VerbForms: Sendable {
    /// Endings with their accents: of Spanish words only "ó" tells "registró" from a noun.
    private let endings: [[UInt8]]
    private let accented: [[UInt8]]

    init(_ words: WordTable) {
        let written = words.phrases("pastEndings")
        endings = written.filter { $0.words == [$0.written] }.map { Array($0.written.utf8) }
        accented = written.filter { $0.words != [$0.written] }.map { Array($0.written.utf8) }
    }

    /// Whether a word ends as verbs in the past do; irregular ones are told by ``EventWords``.
    ///
    /// - Parameters:
    ///   - word: The word, folded.
    ///   - written: The word as written.
    func isPast(_ word: String, written: ArraySlice<UInt8>) -> Bool {
        guard written.count > 4 else { return false }
        let folded = word.utf8
        return endings.contains { folded.count > 4 && folded.suffix($0.count).elementsEqual($0) }
            || accented.contains { written.suffix($0.count).elementsEqual($0) }
    }
}
