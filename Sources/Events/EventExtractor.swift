public import Gazetteers
public import Geoparsing
import Orthography
import Reports
import SimpleFeatures

/// Finds the events that a report tells.
public struct EventExtractor: Sendable {
    /// A sentence tells an event when its evidence sums to this or more.
    static let threshold = 2.3

    public let gazetteer: Gazetteer

    public init(gazetteer: Gazetteer) { self.gazetteer = gazetteer }

    /// The accounts of events in a report, in the order of the text.
    ///
    /// A report tells an event once: sentences of one family, place and time are one account, with
    /// the surest sentence as its quote and all their figures.
    ///
    /// - Complexity: O(*n* + *e*²) for *e* events of one report.
    public func accounts(of parsed: Geoparser.Parsed) -> [Account] {
        var reading = Reading(parsed: parsed, gazetteer: gazetteer)
        for block in parsed.report.blocks { reading.read(block) }
        return AccountJoiner().joined(reading.accounts)
    }
}

/// Goes through a report, sentence by sentence.
private struct Reading {
    let report: Report
    let lexicon: EventLexicon
    let finder: TriggerFinder
    let linker: PlaceLinker
    let tollReader: TollReader
    let offsets: CodePointOffsets
    let verbs: VerbForms
    var solver: DateSolver
    var accounts: [Account] = []

    /// A report of fewer tokens is a dispatch; longer ones look back further.
    private static let dispatchTokens = 1500

    private var places = PlaceLinker.Context()
    private var paragraphDate: DateInterval?
    private var earlierDate: DateInterval?
    private var blocksSinceDate = 0

    init(parsed: Geoparser.Parsed, gazetteer: Gazetteer) {
        report = parsed.report
        lexicon = EventLexicon.of(report.language)
        finder = TriggerFinder(report: report, lexicon: lexicon)
        linker = PlaceLinker(parsed: parsed, gazetteer: gazetteer)
        tollReader = TollReader(report: report)
        offsets = CodePointOffsets(report.text.bytes)
        verbs = VerbForms.of(report.language)
        solver = DateSolver(
            report: report, named: Set(parsed.resolutions.flatMap(\.mention.tokens)))
    }

    mutating func read(_ block: Block) {
        if block.isHeading {
            // A heading names where its section plays; what it tells, the text tells again.
            if let mention = linker.mentions(in: block.tokens).last {
                places.section = EventPlace(mention, .section)
                places.earlier = nil
            }
            return
        }
        paragraphDate = nil
        if let place = places.paragraph { places.earlier = place }
        places.paragraph = nil
        blocksSinceDate += 1
        for sentence in block.sentences { read(sentence: sentence) }
    }

    private mutating func read(sentence: Range<Int>) {
        let dates = solver.dates(in: sentence)
        let candidates = chosen(finder.triggers(in: sentence), in: sentence)
        let tolls = tollReader.tolls(in: sentence)
        for candidate in candidates {
            if let account = account(candidate, dates, tolls, in: sentence) {
                accounts.append(account)
                if let place = account.place, place.link == .sentence { places.paragraph = place }
            }
        }
        remember(dates, in: sentence)
    }

    private mutating func remember(_ dates: [DateSolver.Found], in sentence: Range<Int>) {
        if let date = dates.last?.interval {
            paragraphDate = date
            earlierDate = date
            blocksSinceDate = 0
        }
        let named = linker.mentions(in: sentence).last {
            ($0.place?.kind.level ?? .continent) > .country
        }
        if let named, let place = EventPlace(named, .paragraph) { places.paragraph = place }
    }

    // MARK: - Which triggers count

    /// One trigger a sentence, or two of different kinds that stand well apart.
    private func chosen(
        _ triggers: [TriggerFinder.Found], in sentence: Range<Int>
    ) -> [TriggerFinder.Found] {
        func value(_ found: TriggerFinder.Found) -> Double {
            var value: Double
            switch found.trigger.role {
            case .verb: value = 3
            case .noun: value = 2.4
            case .participle: value = 1.8
            case .plural: value = 1.6
            }
            if found.trigger.type.family == .politics || found.trigger.type.family == .other {
                value -= 1
            }
            if found.status != nil { value -= 3 }
            if found.trigger.words.count > 1 { value += 0.3 }
            if found.trigger.type == .massacre { value += 0.5 }
            return value - 0.01 * Double(found.tokens.lowerBound - sentence.lowerBound)
        }
        let ranked = triggers.sorted { value($0) > value($1) }
        guard let first = ranked.first else { return [] }
        let second = ranked.dropFirst().first { other in
            other.trigger.type.family != first.trigger.type.family && other.trigger.role == .verb
                && first.trigger.role == .verb && other.status == nil
                && abs(other.tokens.lowerBound - first.tokens.lowerBound) > 8
        }
        return [first] + (second.map { [$0] } ?? [])
    }

    // MARK: - One account

    private mutating func account(
        _ found: TriggerFinder.Found, _ dates: [DateSolver.Found], _ tolls: [TollReader.Found],
        in sentence: Range<Int>
    ) -> Account? {
        var evidence: [EventRule] = []
        switch found.trigger.role {
        case .verb: evidence.append(.verb)
        case .participle: evidence.append(.participle)
        case .noun: evidence.append(.noun)
        case .plural: evidence.append(.plural)
        }
        if let status = found.status { evidence.append(status) }
        let (date, dateRule) = date(of: found.tokens, among: dates)
        evidence.append(dateRule)
        let place = linker.place(
            of: found.tokens, type: found.trigger.type, in: sentence, places)
        switch place?.link {
        case .sentence, .capital, .nationwide: evidence.append(.placeInSentence)
        case .focus, nil: evidence.append(.noPlace)
        default: evidence.append(.placeFurtherUp)
        }
        var type = found.trigger.type
        let actors = actors(in: sentence)
        if !actors.isEmpty { evidence.append(.actors) }
        let hasForces = sentence.contains { lexicon.forces.contains(report.text.word($0)) }
        if hasForces, type.family == .violence { evidence.append(.forces) }
        let cost = cost(of: type, tolls)
        if cost.deaths != nil || cost.injured != nil || cost.arrested != nil {
            evidence.append(.toll)
        } else if cost.participants != nil {
            evidence.append(.participants)
        }
        if type == .clash, hasForces, (cost.deaths?.low ?? 0) >= 5 { type = .massacre }
        evidence += manner(of: sentence)
        if let date, let written = report.date?.day, written.year - date.end.year >= 3 {
            evidence.append(.background)
        }
        guard evidence.reduce(0, { $0 + $1.weight }) >= EventExtractor.threshold else { return nil }
        let quote = report.text.bytes(ofTokens: sentence)
        return Account(
            type: type, date: date, place: place,
            route: type == .march ? linker.route(in: sentence, goal: place?.place) : [],
            cost: cost, actors: actors, quote: quote, evidence: evidence,
            source: Account.Source(
                reportID: report.id, date: report.date?.day, names: report.sources,
                quote: report.text.text(quote),
                start: offsets.codePoints(before: quote.lowerBound),
                end: offsets.codePoints(before: quote.upperBound)))
    }

    /// The date of a trigger: the nearest of the sentence, or what the text said before.
    private func date(
        of trigger: Range<Int>, among dates: [DateSolver.Found]
    ) -> (DateInterval?, EventRule) {
        let nearest = dates.min { one, other in
            distance(one.tokens, trigger) < distance(other.tokens, trigger)
        }
        if let nearest { return (nearest.interval, .dateInSentence) }
        if let paragraphDate { return (paragraphDate, .dateInParagraph) }
        if let earlierDate, blocksSinceDate <= 6 { return (earlierDate.widened, .dateFurtherUp) }
        if let written = report.date?.day, report.text.tokens.count <= Reading.dispatchTokens {
            // A dispatch tells of the days before it.
            let week = DateInterval(
                start: written.advanced(by: -6), end: written, precision: .week)
            return (week, .dateOfDispatch)
        }
        return (nil, .noDate)
    }

    private func distance(_ one: Range<Int>, _ other: Range<Int>) -> Int {
        one.lowerBound >= other.upperBound
            ? one.lowerBound - other.upperBound : max(0, other.lowerBound - one.upperBound)
    }

    private func actors(in sentence: Range<Int>) -> [String] {
        var seen: Set<String> = []
        var actors: [String] = []
        for index in sentence where lexicon.actors.contains(report.text.word(index)) {
            let word = report.text.word(index)
            if seen.insert(word).inserted, actors.count < 6 {
                actors.append(report.text.written(index).lowercased())
            }
        }
        return actors
    }

    private func cost(of type: EventType, _ tolls: [TollReader.Found]) -> Cost {
        var cost = Cost()
        for toll in tolls {
            switch toll.counts {
            case .deaths where type.canKill: if cost.deaths == nil { cost.deaths = toll.toll }
            case .injured where type.canKill: if cost.injured == nil { cost.injured = toll.toll }
            case .arrested: if cost.arrested == nil { cost.arrested = toll.toll }
            case .participants where !type.canKill:
                if cost.participants == nil { cost.participants = toll.toll }
            default: break
            }
        }
        return cost
    }

    private func manner(of sentence: Range<Int>) -> [EventRule] {
        var rules: [EventRule] = []
        let text = report.text
        if let last = sentence.last, text.word(last) == "?" { rules.append(.question) }
        var isHabit = false
        var isFirstPerson = false
        var hasPast = false
        for index in sentence {
            let word = text.word(index)
            if lexicon.habits.contains(word) { isHabit = true }
            if verbs.firstPerson.contains(word) { isFirstPerson = true }
            if verbs.isPast(word) { hasPast = true }
        }
        if isHabit { rules.append(.habit) }
        if isFirstPerson { rules.append(.firstPerson) }
        if !hasPast { rules.append(.noPastVerb) }
        return rules
    }
}
