import Orthography
import Reports

/// The words of one language around figures: what its `tolls.tsv` says.
///
/// The sets that count something name it first (`deaths noun`, `injured verb`); ``PlainSet`` has
/// the others.
struct TollWords: Sendable {
    /// How a word stands to the number that it counts.
    enum Place: String, Sendable, CaseIterable {
        /// Behind the number, with people or without: "17 dead".
        case noun
        /// Behind the people: "were killed", "murieron".
        case passive
        /// In front of the number: "killed five", "the death of five".
        case verb
        /// In front of the number and a word that says where it stands: "the dead are 17".
        case counted
    }

    /// Sets whose names say it all.
    enum PlainSet: String, Sendable, CaseIterable {
        /// Nouns for people who are counted.
        case people
        /// Those of them that hold all others: "people".
        case general
        /// Those of them who are no marchers where nothing tells that they marched.
        case guards
        /// Words between a number and what it counts.
        case fillers
        /// Behind a noun that then counts nothing: "a death threat".
        case compounds
        /// Nouns behind a number that count nothing told here: "casualties".
        case uncounted
        /// In front of what stands between people and their verb: "of", "from", "including".
        case phraseOpeners = "phrase openers"
        /// Those of them that a number may follow.
        case including
        /// The first verb of a passive, and verbs that tell a death without one.
        case be, dying
        /// Between a verb and a person: the "a" of "mató a un minero".
        case objects
        /// Numbers that are articles only.
        case articles
        /// Words for the dead and the hurt that are no verbs: "dead".
        case adjectives
        /// Behind a verb that has its victims behind it: "killed the", "killed his".
        case objectOpeners = "object openers"
        /// How words end that may stand in front of a participle: "mistakenly".
        case adverbEndings = "adverb endings"
        /// Words between the people and the participle: "were".
        case auxiliaries
        case ands
        /// Numbers that are articles or pronouns too.
        case ones
        /// In front of the two ends of a figure.
        case between
        /// Between the two ends of a figure: "20 to 30".
        case to
        /// Verbs that cost other things too: "cost 60 lives", "lost 12 trucks".
        case costs
        /// What "claimed" and "lost" take: "lives".
        case lives
        /// Verbs that take those: "perdieron la vida".
        case losing
        /// In front of one of the kin of somebody counted, and those: "her son".
        case possessives, kin
        /// Behind a number that is a part of the one before it: "four of them".
        case partOf = "part of"
        /// Words between the verb and its number.
        case qualifiers
        /// Words that say where a count stands: "rose to", "ascienden a".
        case stands
        /// In front of a number that may be too low, too high, or is not reached.
        case atLeast = "at least"
        case atMost = "at most"
        case below
        /// Behind a number that may be too low: "or more".
        case orMore = "or more"
        /// Words that sum up more than the event of the sentence: "so far".
        case total
        /// "since", and what must follow it where the word has other uses too.
        case since
        case sinceWhat = "since what"
        /// Words that compare: "the deadliest day since March" sums up nothing.
        case comparing
        /// Units and things behind numbers that count no people.
        case things
        /// Words in front of numbers that count no people: "law", "aged".
        case labels
        /// Behind a number that says an age: "years", "year".
        case age
        /// Words around that number: "old", "of".
        case ageJoints = "age joints"
        /// Nobody: "no one".
        case nobody
        /// "no", in front of what did not happen.
        case no
        /// What may follow to go on with it: "no deaths or injuries".
        case nor
        /// "there were": between "no" and its noun.
        case thereWere = "there were"
        /// Verbs of taking part: "marched".
        case marching
        /// Words for what people join: "march", "strike".
        case joining
        /// Nouns whose number took part: "a crowd of 5,000".
        case crowds
    }

    let numbers: NumberWords
    /// The words that a figure may begin with, found without a string.
    private let beginnings: WordFlags
    private let counts: [Place: [String: TollReader.Counted]]
    private let words: [PlainSet: Set<String>]
    private let phrases: [PlainSet: PhraseMap<Bool>]

    /// What a word counts that stands so to its number.
    func counts(_ word: String, _ place: Place) -> TollReader.Counted? { counts[place]?[word] }

    /// Whether a figure may begin with a token.
    func mayBegin(with token: Token) -> Bool {
        token.kind == .number || (token.kind == .word && beginnings[token.hash] != 0)
    }

    /// The words of a set that are one word.
    subscript(set: PlainSet) -> Set<String> { words[set] ?? [] }

    /// The phrases of a set.
    func phrases(_ set: PlainSet) -> PhraseMap<Bool>? { phrases[set] }

    /// Reads a file.
    ///
    /// - Throws: ``EventsError`` with the line of a set whose name means nothing.
    /// The words that count dead, hurt or arrested people.
    private let harm: WordFlags

    /// Whether a word counts dead, hurt or arrested people.
    func tellsHarm(_ token: Token) -> Bool { harm[token.hash] != 0 }

    init(_ table: WordTable, language: Language) throws(EventsError) {
        numbers = NumberWords.of(language)
        var known = Set(PlainSet.allCases.map(\.rawValue))
        var counts: [Place: [String: TollReader.Counted]] = [:]
        for place in Place.allCases {
            for counted in TollReader.Counted.allCases where counted != .participants {
                let set = "\(counted.rawValue) \(place.rawValue)"
                known.insert(set)
                for word in table.words(set) { counts[place, default: [:]][word] = counted }
            }
        }
        self.counts = counts
        var words: [PlainSet: Set<String>] = [:]
        var phrases: [PlainSet: PhraseMap<Bool>] = [:]
        for set in PlainSet.allCases {
            words[set] = table.words(set.rawValue)
            phrases[set] = PhraseMap(table) { $0 == set.rawValue ? true : nil }
        }
        self.words = words
        self.phrases = phrases
        beginnings = WordFlags(
            [
                numbers.beginnings, words[.between] ?? [], phrases[.nobody]?.beginnings ?? [],
                phrases[.no]?.beginnings ?? [],
            ].map { ($0, 1) })
        harm = WordFlags([(Set(counts.values.flatMap(\.keys)), 1)])
        try table.confirm(
            isKnown: { known.contains($0) },
            expected: "one of \(known.sorted().joined(separator: ", "))")
    }
}
