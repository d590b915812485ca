import Orthography
import Reports

/// The words of one language around figures: what its `tolls.tsv` says.
///
/// The sets that count something name it first (`deaths noun`, `injured verb`); ``PlainSet`` has
/// the others.
final class TollWords: Sendable {
    /// How a word stands to the number that it counts.
    enum Place: Int, Sendable, CaseIterable {
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
    enum PlainSet: Int, Sendable, CaseIterable {
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
        case phraseOpeners
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
        case objectOpeners
        /// How words end that may stand in front of a participle: "mistakenly".
        case adverbEndings
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
        case partOf
        /// Words between the verb and its number.
        case qualifiers
        /// Words that say where a count stands: "rose to", "ascienden a".
        case stands
        /// In front of a number that may be too low, too high, or is not reached.
        case atLeast
        case atMost
        case below
        /// Behind a number that may be too low: "or more".
        case orMore
        /// Words that sum up more than the event of the sentence: "so far".
        case total
        /// "since", and what must follow it where the word has other uses too.
        case since
        case sinceWhat
        /// Words that compare: "the deadliest day since March" sums up nothing.
        case comparing
        /// Units and things behind numbers that count no people.
        case things
        /// Words in front of numbers that count no people: "law", "aged".
        case labels
        /// Behind a number that says an age: "years", "year".
        case age
        /// Words around that number: "old", "of".
        case ageJoints
        /// Nobody: "no one".
        case nobody
        /// "no", in front of what did not happen.
        case no
        /// What may follow to go on with it: "no deaths or injuries".
        case nor
        /// "there were": between "no" and its noun.
        case thereWere
        /// Verbs of taking part: "marched".
        case marching
        /// Words for what people join: "march", "strike".
        case joining
        /// Nouns whose number took part: "a crowd of 5,000".
        case crowds

        /// What the file calls the set: the words of the case's name.
        var name: String { WordTable.setName(of: "\(self)") }
    }

    let numbers: NumberWords
    /// The words that a figure may begin with, found without a string.
    private let beginnings: WordFlags
    /// What the words of each ``Place`` count, as the number of a case and one.
    private let counts: [WordFlags]
    private let sets: WordSets<PlainSet>
    /// How words end that may stand in front of a participle.
    let adverbEndings: [String]

    /// What a word counts that stands so to its number.
    func counts(_ word: FoldedWord, _ place: Place) -> TollReader.Counted? {
        let number = Int(counts[place.rawValue][word.hash])
        return number == 0 ? nil : TollReader.Counted.allCases[number - 1]
    }

    /// Whether a figure may begin with a token.
    func mayBegin(with token: Token) -> Bool {
        token.kind == .number || (token.kind == .word && beginnings[token.hash] != 0)
    }

    /// Whether a word is one of the single words of a set.
    func has(_ set: PlainSet, _ word: FoldedWord) -> Bool { sets.has(set, word) }

    /// Whether a set has no single word.
    func isEmpty(_ set: PlainSet) -> Bool { sets.isEmpty(set) }

    /// The phrases of a set.
    func phrases(_ set: PlainSet) -> PhraseMap<Bool> { sets.phrases(set) }

    /// The words that count dead, hurt or arrested people.
    private let harm: WordFlags

    /// Whether a word counts dead, hurt or arrested people.
    func tellsHarm(_ token: Token) -> Bool { harm[token.hash] != 0 }

    /// Reads a file.
    ///
    /// - Throws: ``EventsError`` with the line of a set whose name means nothing.
    init(_ table: WordTable, language: Language) throws(EventsError) {
        numbers = NumberWords.of(language)
        let sets = WordSets<PlainSet>(table) { $0.name }
        var known = Set(PlainSet.allCases.map(\.name))
        var harm: Set<String> = []
        var counts: [WordFlags] = []
        for place in Place.allCases {
            var lists: [(words: Set<String>, flag: UInt32)] = []
            for (number, counted) in TollReader.Counted.allCases.enumerated()
            where counted != .participants {
                let set = "\(counted.rawValue) \(place)"
                known.insert(set)
                let words = table.words(set).subtracting(lists.flatMap(\.words))
                lists.append((words, UInt32(number + 1)))
                harm.formUnion(words)
            }
            counts.append(WordFlags(lists))
        }
        self.counts = counts
        self.harm = WordFlags([(harm, 1)])
        self.sets = sets
        adverbEndings = table.words(PlainSet.adverbEndings.name).sorted()
        beginnings = WordFlags(
            [
                numbers.beginnings, table.words(PlainSet.between.name),
                sets.phrases(.nobody).beginnings, sets.phrases(.no).beginnings,
            ].map { ($0, 1) })
        try table.confirm(
            isKnown: { known.contains($0) },
            expected: "one of \(known.sorted().joined(separator: ", "))")
    }
}
