/// The words of one language that tie events to places.
struct LinkWords: Sendable {
    enum Direction: Sendable { case from, to, via }

    /// Prepositions and verbs that say which way somebody moves.
    let direction: [String: Direction]
    /// Words between a preposition and the name it rules.
    let fillers: Set<String>
    /// Adverbs that point back to a place.
    let there: Set<String>
    /// "of": what ties people to the place that they come from.
    let of: Set<String>
    let articles: Set<String>

    init(_ words: WordTable) {
        direction = words.values([("from", .from), ("to", .to), ("via", .via)])
        fillers = words.words("fillers")
        there = words.words("there")
        of = words.words("of")
        articles = words.words("articles")
    }
}
