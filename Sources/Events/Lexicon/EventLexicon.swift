import Orthography
import Reports

/// The words of one language by which events are told: what the files of one folder say.
public final class EventLexicon: Sendable {
    /// How a word tells an event.
    enum Role: String, Sendable, CaseIterable {
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
        /// A number of dead in a sentence that has no other word of violence ("Three dead"); no word
        /// of a lexicon has it.
        case figure
        /// A phrase that holds a word of the others and tells nothing ("struck a deal").
        case idiom
    }

    /// A word or phrase that tells an event.
    struct Trigger: Sendable {
        let type: EventType
        let role: Role
        /// The phrase as the file writes it, with accents.
        let written: String
        /// The folded words of the phrase.
        let words: [FoldedWord]
        /// Whether only its accents tell the phrase from another ("bloqueó" from "bloqueo").
        let isAccented: Bool

        func retyped(_ type: EventType) -> Trigger {
            Trigger(
                type: type, role: role, written: written, words: words, isAccented: isAccented)
        }
    }

    /// A word or phrase that keeps a trigger behind it from telling what happened.
    struct Bar: Sendable {
        let rule: EventRule
        let words: [FoldedWord]
    }

    /// The triggers by their first word, the longest first.
    let triggers: [FoldedWord: [Trigger]]
    /// What bars triggers, by the first word, the longest first.
    let bars: [FoldedWord: [Bar]]
    /// Words that make a sentence a description of habits.
    let habits: [[FoldedWord]]
    /// By family, words without which a vague trigger tells nothing.
    let cues: [EventType.Family: Set<FoldedWord>]
    /// Phrases that spread an event over the whole country.
    let nationwide: [[FoldedWord]]
    /// Phrases that mean the seat of government of the country in focus.
    let capital: [[FoldedWord]]
    /// Words in front of a participle that describes a noun ("the elected government").
    let attributives: Set<FoldedWord>
    /// Words that open a clause behind a comma.
    let joints: Set<FoldedWord>
    let verbs: VerbForms
    /// What single words do.
    let words: EventWords
    let dates: DateWords
    let tolls: TollWords

    /// The files of one language's folder.
    static let fileNames = ["triggers.tsv", "status.tsv", "words.tsv", "dates.tsv", "tolls.tsv"]

    /// Reads the files of a folder.
    ///
    /// - Parameters:
    ///   - folder: What errors call the folder.
    ///   - language: The language of the folder.
    ///   - bytes: The bytes of each of ``fileNames``.
    /// - Throws: ``EventsError`` with file and line for a line that means nothing.
    init(
        folder: String, language: Language, bytes: (String) throws(EventsError) -> [UInt8]
    ) throws(EventsError) {
        func table(_ name: String) throws(EventsError) -> WordTable {
            try WordTable(try bytes(name), file: "\(folder)/\(name)")
        }
        let triggers = try table("triggers.tsv")
        self.triggers = try EventLexicon.triggers(triggers)
        let status = try table("status.tsv")
        bars = try EventLexicon.bars(status)
        habits = status.folded("generality")
        let words = try table("words.tsv")
        try words.confirm(
            isKnown: { EventLexicon.sets.contains($0) },
            expected: "one of \(EventLexicon.sets.sorted().joined(separator: ", "))")
        var cues: [EventType.Family: Set<FoldedWord>] = [:]
        for family in EventType.Family.allCases {
            let cued = Set(words.words("cues \(family.rawValue)").map { FoldedWord($0) })
            if !cued.isEmpty { cues[family] = cued }
        }
        self.cues = cues
        nationwide = words.folded("nationwide")
        capital = words.folded("capital")
        attributives = Set(words.words("attributives").map { FoldedWord($0) })
        joints = Set(words.words("joints").map { FoldedWord($0) })
        verbs = VerbForms(words)
        func starts(_ table: WordTable, _ sets: [String]) -> Set<String> {
            Set(sets.flatMap { table.phrases($0).map { $0.words[0] } })
        }
        func allStarts(_ table: WordTable, but other: String? = nil) -> Set<String> {
            starts(table, Set(table.lines.map(\.set)).filter { $0 != other })
        }
        self.words = EventWords(
            words,
            starts: [
                (allStarts(triggers), .triggerStart),
                (allStarts(status, but: "generality"), .barStart),
                (starts(status, ["generality"]), .habitStart),
                (starts(words, ["nationwide", "capital"]), .reachStart),
            ])
        dates = try DateWords(try table("dates.tsv"), language: language)
        tolls = try TollWords(try table("tolls.tsv"), language: language)
    }

    /// The sets that `words.tsv` may have.
    private static let sets: Set<String> = Set(
        EventType.Family.allCases.map { "cues \($0.rawValue)" }
            + EventWords.sets.map(\.name) + [
                "nationwide", "capital", "attributives", "joints", "pastEndings",
            ])

    private static func triggers(_ table: WordTable) throws(EventsError)
        -> [FoldedWord: [Trigger]]
    {
        var found: [FoldedWord: [Trigger]] = [:]
        for line in table.lines {
            guard let (type, role) = typeAndRole(line.set) else {
                throw EventsError(
                    file: table.file, line: line.number, found: "'\(line.set)'",
                    expected: "none, or a type of event and one of "
                        + Role.allCases.map(\.rawValue).joined(separator: ", "))
            }
            for phrase in line.phrases {
                let words = phrase.words.map { FoldedWord($0) }
                found[words[0], default: []].append(
                    Trigger(
                        type: type, role: role, written: phrase.written, words: words,
                        isAccented: phrase.written != phrase.words.joined(separator: " ")))
            }
        }
        return found.mapValues { $0.sorted { $0.words.count > $1.words.count } }
    }

    /// "clash verb"; "none" is the set of idioms.
    static func typeAndRole(_ set: String) -> (EventType, Role)? {
        if set == "none" { return (.other, .idiom) }
        let head = set.split(separator: " ").map(String.init)
        guard head.count == 2, let type = EventType(rawValue: head[0]),
            let role = Role(rawValue: head[1]), role != .figure, role != .idiom
        else { return nil }
        return (type, role)
    }

    private static func bars(_ table: WordTable) throws(EventsError) -> [FoldedWord: [Bar]] {
        var found: [FoldedWord: [Bar]] = [:]
        for line in table.lines where line.set != "generality" {
            guard let rule = EventRule.bars.first(where: { "\($0)" == line.set }) else {
                throw EventsError(
                    file: table.file, line: line.number, found: "'\(line.set)'",
                    expected: "generality or one of "
                        + EventRule.bars.map { "\($0)" }.joined(separator: ", "))
            }
            for phrase in line.phrases {
                let words = phrase.words.map { FoldedWord($0) }
                found[words[0], default: []].append(Bar(rule: rule, words: words))
            }
        }
        return found.mapValues { $0.sorted { $0.words.count > $1.words.count } }
    }
}
