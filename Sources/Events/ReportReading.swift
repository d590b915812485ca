import Gazetteers
import Geoparsing
import Orthography
import Reports
import SimpleFeatures

/// Goes through a report, sentence by sentence.
final class ReportReading {
    let report: Report
    let lexicon: EventLexicon
    let finder: TriggerFinder
    let linker: PlaceLinker
    let tollReader: TollReader
    let offsets: CodePointOffsets
    var solver: DateSolver
    let weights: Weights<EventRule>
    let attaching: AttachmentWeights
    var accounts: [Account] = []
    /// How many sentences were read.
    var sentenceCount = 0
    /// What was thought of each word that may tell an event, where somebody asks.
    var onJudging: ((Judged) -> Void)?
    /// What was tied to each of them, or might have been, where somebody asks.
    var onAttaching: ((MayAttach) -> Void)?

    /// A report of fewer tokens is a dispatch; longer ones look back further.
    static let dispatchTokens = 1500

    /// A word that may tell an event, with what was made of it.
    struct Judged {
        let found: TriggerFinder.Found
        let sentence: Range<Int>
        let date: DateInterval?
        let place: EventPlace?
        let evidence: [EventRule]
    }

    var places = PlaceLinker.Context()
    var paragraphDate: DateInterval?
    var earlierDate: DateInterval?
    var blocksSinceDate = 0
    /// The accounts that the paragraph has told begin with this one.
    var firstOfParagraph = 0
    /// The families of the events that the paragraph has told.
    var toldInParagraph: Set<EventType.Family> = []

    init(parsed: Geoparser.Parsed, by extractor: EventExtractor) {
        report = parsed.report
        lexicon = extractor.model.lexicon(of: report.language)
        finder = TriggerFinder(report: report, lexicon: lexicon)
        linker = PlaceLinker(parsed: parsed, finder: finder, extractor: extractor)
        tollReader = TollReader(report: report, words: lexicon.tolls)
        offsets = CodePointOffsets(report.text.bytes)
        weights = extractor.model.telling
        attaching = extractor.model.attaching
        solver = DateSolver(
            report: report, words: lexicon.dates,
            named: Set(parsed.resolutions.flatMap(\.mention.tokens)))
    }

    func read(_ block: Block) {
        if block.isHeading {
            // A heading names where its section plays; what it tells, the text tells again.
            let mention = linker.mentions(in: block.tokens).last {
                ($0.place?.kind.level ?? .continent) > .country
            }
            if let mention {
                places.section = EventPlace(mention, .section)
                places.earlier = nil
            }
            return
        }
        paragraphDate = nil
        toldInParagraph = []
        firstOfParagraph = accounts.count
        if let place = places.paragraph { places.earlier = place }
        places.paragraph = nil
        blocksSinceDate += 1
        for sentence in block.sentences {
            for part in parts(of: afterDateline(sentence)) { read(sentence: part) }
        }
    }

    /// Lists and tables without full stops are longer; read as one sentence their cost would grow
    /// with the square of their length.
    private static let longestSentence = 300

    /// A sentence, or the parts of one that no person wrote as one, cut at commas where it has any.
    func parts(of sentence: Range<Int>) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var start = sentence.lowerBound
        while sentence.upperBound - start > ReportReading.longestSentence {
            let limit = start + ReportReading.longestSentence
            let sign = (start + ReportReading.longestSentence / 2..<limit).last {
                [";", ","].contains(report.text.folded($0))
            }
            let end = (sign ?? limit - 1) + 1
            parts.append(start..<end)
            start = end
        }
        return parts + [start..<sentence.upperBound]
    }

    func read(sentence: Range<Int>) {
        let traits = sentence.reduce(into: EventWords.Traits()) { $0.formUnion(finder.traits[$1]) }
        let quoted = traits.contains(.quotationMark) ? titles(in: sentence) : []
        let dates = solver.dates(in: sentence, besides: quoted)
        var triggers =
            traits.contains(.triggerStart) ? self.triggers(in: sentence, besides: quoted) : []
        // Without a word of an event or of harm a number counts nothing that is told here.
        let mayCount =
            !triggers.isEmpty
            || sentence.contains { lexicon.tolls.tellsHarm(report.text.tokens[$0]) }
        let tolls =
            mayCount
            ? tollReader.tolls(in: sentence).filter { !quoted.contains($0.tokens.lowerBound) }
            : []
        if let figure = figure(among: tolls, triggers) { triggers.append(figure) }
        var isTold = false
        var isPlaced = false
        defer { sentenceCount += 1 }
        guard !triggers.isEmpty || !tolls.isEmpty else {
            remember(dates, isTold: false, isPlaced: false, in: sentence)
            return
        }
        let placed = linker.sentence(sentence, triggers: triggers)
        let manner = triggers.isEmpty ? [] : manner(of: sentence)
        let candidates = candidates(triggers, in: sentence)
        let attached = attachments(of: candidates, dates, tolls, in: placed.scene)
        for (candidate, attached) in zip(candidates, attached) {
            // Where a clause names no place, that of the sentence is its own too.
            let clause =
                candidates.count == 1 || !namesPlace(candidate.clause)
                ? sentence : candidate.clause
            if let account = account(
                candidate, attached, in: placed, clause: clause, manner: manner)
            {
                accounts.append(account)
                isTold = true
                toldInParagraph.insert(account.type.family)
                if let place = account.place, place.link == .sentence {
                    places.paragraph = place
                    isPlaced = true
                }
            }
        }
        if !isTold { attach(tolls, in: placed) }
        remember(dates, isTold: isTold, isPlaced: isPlaced, in: sentence)
    }

    /// The triggers of a sentence that stand in no title and no date: "March 2017" marches nowhere.
    private func triggers(
        in sentence: Range<Int>, besides quoted: Set<Int>
    ) -> [TriggerFinder.Found] {
        let triggers = finder.triggers(in: sentence).filter {
            !quoted.contains($0.tokens.lowerBound)
        }
        guard !triggers.isEmpty else { return [] }
        let dates = solver.writtenDates
        return triggers.filter { found in
            !dates.contains { $0.tokens.contains(found.tokens.lowerBound) }
        }
    }

    func remember(
        _ dates: [DateSolver.Found], isTold: Bool, isPlaced: Bool, in sentence: Range<Int>
    ) {
        // A year in a sentence that tells no event dates a census or a law, not the story.
        if let date = dates.last(where: { !$0.isLookBack })?.interval,
            isTold || date.precision < .year
        {
            paragraphDate = date
            earlierDate = date
            blocksSinceDate = 0
        }
        // The place of an event stays, whatever its sentence names behind it.
        guard !isPlaced else { return }
        let named = linker.mentions(in: sentence).last {
            ($0.place?.kind.level ?? .continent) > .country
        }
        if let named, let place = EventPlace(named, .paragraph) { places.paragraph = place }
    }

    /// What closes the quotation that a sign opens.
    private static let closers: [FoldedWord: FoldedWord] = ["“": "”", "«": "»", "\"": "\""]

    /// The tokens of short quotations, which are titles and slogans and tell nothing themselves.
    func titles(in sentence: Range<Int>) -> Set<Int> {
        var quoted: Set<Int> = []
        var open: (token: Int, closer: FoldedWord)?
        for index in sentence where finder.traits[index].contains(.quotationMark) {
            let sign = report.text.folded(index)
            if let opened = open, sign == opened.closer {
                let length = index - opened.token - 1
                if length <= 12, length * 2 < sentence.count {
                    quoted.formUnion(opened.token..<index)
                }
                open = nil
            } else if open == nil, let closer = ReportReading.closers[sign] {
                open = (index, closer)
            }
        }
        return quoted
    }

    /// Whether a trigger tells a contention: by itself, by who acts, or by what was told before.
    func isClear(_ found: TriggerFinder.Found, in sentence: Range<Int>) -> Bool {
        guard found.trigger.role == .vague else { return true }
        let family = found.trigger.type.family
        if toldInParagraph.contains(family) { return true }
        guard let cues = lexicon.cues[family] else { return true }
        return sentence.contains { index in
            !found.tokens.contains(index) && cues.contains(report.text.folded(index))
        }
    }
}
