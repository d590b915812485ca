public import Gazetteers
import Orthography
public import Reports
import Synchronization

/// Finds the places that reports mention.
public struct Geoparser: Sendable {
    public let gazetteer: Gazetteer
    /// The weights that it decides with.
    public let model: GeoparsingModel
    private let workshop: Workshop
    /// The rules that may overrule the tagger; fewer only to find out what each is worth.
    package var overrulings = Overrulings.all

    /// - Parameters:
    ///   - gazetteer: The names that are known.
    ///   - model: Weights; without one, rules with weights set by hand decide.
    public init(gazetteer: Gazetteer, model: GeoparsingModel = .byHand) {
        self.gazetteer = gazetteer
        self.model = model
        workshop = Workshop(gazetteer, model)
    }

    /// A report with the places that it mentions.
    public struct Parsed: Sendable {
        public let report: Report
        /// The mentions in order, none overlapping.
        public let resolutions: [Resolution]
        /// What the report was taken to be about.
        public let focus: Focus
        /// Words for the people of places ("Bolivian"), in order; evidence of the focus, and no
        /// mentions.
        public let demonyms: [Demonym]
        /// The areas that the report tells by its mentions; none where they were not asked for.
        public internal(set) var relativePlaces: [RelativePlace] = []
    }

    /// A word for the people of a place.
    public struct Demonym: Sendable {
        /// The bytes of the word.
        public let range: Range<Int>
        /// The id of the place.
        public let placeID: String
    }

    /// What a report alone says about what it is about.
    ///
    /// - Complexity: O(*n*).
    public func focus(of report: Report) -> Focus {
        workshop.lend { tools in
            let words = ReportWords(report, gazetteer: gazetteer)
            return Focus(
                of: words, spans: gazetteer.nameSpans(in: report.text), names: tools.names,
                gazetteer: gazetteer)
        }
    }

    /// The focus of a collection, from the focuses of its reports.
    public func focus(ofCollection focuses: [Focus]) -> Focus { Focus.pooled(focuses) }

    /// Finds and resolves the mentions of a report.
    ///
    /// May be called from several threads at once.
    ///
    /// - Parameters:
    ///   - report: The report.
    ///   - collection: What other reports of the collection are about; counts as much as what the
    ///     report itself says. A focus that the user gave counts alone.
    /// - Complexity: O(*n*) but for the resolution of distinct names; see ``Resolution``.
    public func parse(_ report: Report, collection: Focus = Focus()) -> Parsed {
        withMentions(of: report, collection) { words, mentions, focus in
            let resolver = Resolver(
                words: words, gazetteer: gazetteer, focus: focus, ranker: model.ranker)
            return Parsed(
                report: report, resolutions: resolver.resolutions(of: mentions), focus: focus,
                demonyms: demonyms(words, besides: mentions))
        }
    }

    private func demonyms(_ words: ReportWords, besides mentions: [Mention]) -> [Demonym] {
        var demonyms: [Demonym] = []
        var next = mentions[...]
        for (index, token) in words.text.tokens.enumerated()
        where token.kind == .word && words.traits[Int(token.wordID)].contains(.demonym) {
            while let first = next.first, first.tokens.upperBound <= index { next.removeFirst() }
            if let first = next.first, first.tokens.contains(index) { continue }
            if let id = gazetteer.lexicon.demonyms[words.text.word(index)] {
                demonyms.append(Demonym(range: token.range, placeID: id))
            }
        }
        return demonyms
    }

    func withMentions<Answer>(
        of report: Report, _ collection: Focus = Focus(),
        _ body: (ReportWords, [Mention], Focus) -> Answer
    ) -> Answer {
        workshop.lend { tools in
            let (recognizer, focus) = recognizer(of: report, collection, tools)
            var mentions =
                tools.tagger.map { recognizer.mentions($0) } ?? recognizer.mentionsByRules()
            if overrulings.contains(.additions) {
                mentions += recognizer.regionsInLowerCase(besides: mentions)
                mentions += recognizer.sites(besides: mentions)
            }
            if overrulings.contains(.additions), let country = focus.country {
                // A word that the tagger takes for an unknown place may be a known one misspelt.
                let found = recognizer.misspellings(
                    besides: mentions.filter { $0.name != nil || $0.tokens.count > 1 }
                ) { workshop.misspellings(of: country, gazetteer) }
                if !found.isEmpty {
                    let misspelt = Set(found.map(\.tokens))
                    mentions.removeAll { misspelt.contains($0.tokens) }
                    mentions += found
                }
            }
            mentions.sort { $0.range.lowerBound < $1.range.lowerBound }
            return body(recognizer.words, mentions, focus)
        }
    }

    func withRecognizer<Answer>(_ report: Report, _ body: (Recognizer) -> Answer) -> Answer {
        workshop.lend { tools in body(recognizer(of: report, Focus(), tools).0) }
    }

    private func recognizer(
        of report: Report, _ collection: Focus, _ tools: Tools
    ) -> (Recognizer, Focus) {
        let words = ReportWords(report, gazetteer: gazetteer)
        let spans = gazetteer.nameSpans(in: report.text)
        var focus = collection
        if !collection.isGiven {
            let own = Focus(of: words, spans: spans, names: tools.names, gazetteer: gazetteer)
            focus = Focus.pooled([own, collection].filter { !$0.isEmpty })
        }
        let recognizer = Recognizer(
            words, spans: spans, names: tools.names, gazetteer: gazetteer, focus: focus,
            overrulings: overrulings)
        return (recognizer, focus)
    }
}

/// What a thread needs to parse reports one after another.
// One thread at a time has it: it is out of the workshop's list while it is used.
private final class Tools: @unchecked Sendable {
    let names: NameBook
    let tagger: Tagger?

    init(_ gazetteer: Gazetteer, _ model: GeoparsingModel) {
        names = NameBook(gazetteer)
        tagger = model.tagger.map(Tagger.init)
    }
}

/// The tools of all threads, and what they share.
private final class Workshop: Sendable {
    private let gazetteer: Gazetteer
    private let model: GeoparsingModel
    private let idle = Mutex<[Tools]>([])
    private let indexes = Mutex<[String: MisspellingIndex]>([:])

    init(_ gazetteer: Gazetteer, _ model: GeoparsingModel) {
        self.gazetteer = gazetteer
        self.model = model
    }

    /// Lends tools that nobody else uses meanwhile.
    func lend<Answer>(_ body: (Tools) -> Answer) -> Answer {
        // Each tools object has one borrower: it is out of the list while it is used.
        let tools = idle.withLock { $0.popLast() } ?? Tools(gazetteer, model)
        defer { idle.withLock { $0.append(tools) } }
        return body(tools)
    }

    /// What finds misspelt names of a country, made when it is first asked for.
    func misspellings(of country: String, _ gazetteer: Gazetteer) -> MisspellingIndex {
        if let known = indexes.withLock({ $0[country] }) { return known }
        let made = MisspellingIndex(country: country, of: gazetteer)
        indexes.withLock { $0[country] = made }
        return made
    }
}
