import Reports

/// The words of one language by which events are told.
struct EventLexicon: Sendable {
    /// How a word tells an event.
    enum Role: Sendable {
        /// A verb in a form that tells what took place ("marched").
        case verb
        /// A verb in the past that tells a contention only where contenders act ("killed": a virus
        /// kills too).
        case vague
        /// A verb's participle or bare form, which may tell or may not ("blocking").
        case participle
        /// A noun that names an occurrence ("march").
        case noun
        /// A plural noun, which may name occurrences or a habit ("blockades").
        case plural
    }

    /// A word or phrase that tells an event.
    struct Trigger: Sendable {
        let type: EventType
        let role: Role
        /// The folded words of the phrase.
        let words: [String]
    }

    /// The triggers by their first word, the longest first.
    let triggers: [String: [Trigger]]
    /// Words that make what follows a wish, a threat, a possibility or a call.
    let modals: Set<String>
    /// Phrases of that kind.
    let modalPhrases: [[String]]
    /// Words that deny what follows.
    let negations: Set<String>
    /// Words for people and institutions that act.
    let actors: Set<String>
    /// The armed hands of a state.
    let forces: Set<String>
    /// By family, words without which a vague trigger tells nothing.
    let cues: [EventType.Family: Set<String>]
    /// Other causes of death and damage: disease, accident, weather.
    let otherCauses: Set<String>
    /// Phrases that spread an event over the whole country.
    let nationwide: [[String]]
    /// Phrases that mean the seat of government of the country in focus.
    let capital: [[String]]
    /// Verbs that say of a noun that it took place ("erupted", "se registró").
    let occurrences: Set<String>
    /// Words in front of a participle that describes a noun ("the elected government").
    let attributives: Set<String>
    /// Words that open a clause behind a comma.
    let joints: Set<String>
    /// Words that make a sentence a description of habits.
    let habits: Set<String>

    static func of(_ language: Language) -> EventLexicon {
        switch language {
        case .english: return english
        case .spanish: return spanish
        }
    }

    /// Reads lines of the form `type role: phrase, phrase`.
    static func triggers(_ table: String) -> [String: [Trigger]] {
        var found: [String: [Trigger]] = [:]
        for line in table.split(separator: "\n") {
            let halves = line.split(separator: ":", maxSplits: 1)
            let head = halves[0].split(separator: " ")
            guard halves.count == 2, head.count == 2,
                let type = EventType(rawValue: String(head[0]))
            else { preconditionFailure("a lexicon line must read 'type role: phrases': \(line)") }
            let role: Role
            switch head[1] {
            case "verb": role = .verb
            case "vague": role = .vague
            case "participle": role = .participle
            case "noun": role = .noun
            case "plural": role = .plural
            default: preconditionFailure("a lexicon line has no role: \(line)")
            }
            for phrase in halves[1].split(separator: ",") {
                let words = phrase.split(separator: " ").map(String.init)
                found[words[0], default: []].append(Trigger(type: type, role: role, words: words))
            }
        }
        return found.mapValues { $0.sorted { $0.words.count > $1.words.count } }
    }

    static func phrases(_ list: String) -> [[String]] {
        list.split(separator: ",").map { $0.split(separator: " ").map(String.init) }
    }

    static func words(_ list: String) -> Set<String> {
        Set(list.split(whereSeparator: \.isWhitespace).map(String.init))
    }
}
