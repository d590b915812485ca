public import Gazetteers
public import Geoparsing
import Orthography
import Reports
import SimpleFeatures

/// Finds the events that a report tells.
public struct EventExtractor: Sendable {
    /// A sentence tells an event when its evidence sums to this or more.
    static let threshold = 2.0

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
        return AccountJoiner(gazetteer: gazetteer).joined(reading.accounts)
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
    /// The families of the events that the paragraph has told.
    private var toldInParagraph: Set<EventType.Family> = []

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
        if let place = places.paragraph { places.earlier = place }
        places.paragraph = nil
        blocksSinceDate += 1
        for sentence in block.sentences {
            for part in parts(of: afterDateline(sentence)) { read(sentence: part) }
        }
    }

    /// A sentence without the dateline in front of it; the story begins in the dateline's place.
    private mutating func afterDateline(_ sentence: Range<Int>) -> Range<Int> {
        guard let written = report.date, written.evidence == .dateline, accounts.isEmpty,
            let date = WrittenDate.all(
                in: sentence.prefix(20), of: report.text, language: report.language
            ).first,
            date.wholeDay == written.day,
            let end = sentence.first(where: {
                $0 >= date.tokens.upperBound
                    && ["-", "–", "—", ":", ")"].contains(report.text.word($0))
            }), end - date.tokens.upperBound <= 2, end + 1 < sentence.upperBound
        else { return sentence }
        if let mention = linker.mentions(in: sentence.lowerBound..<end).first {
            places.earlier = EventPlace(mention, .dateline)
        }
        return end + 1..<sentence.upperBound
    }

    /// Lists and tables without full stops are longer; read as one sentence their cost would grow
    /// with the square of their length.
    private static let longestSentence = 300

    /// A sentence, or the parts of one that no person wrote as one, cut at commas where it has any.
    private func parts(of sentence: Range<Int>) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var start = sentence.lowerBound
        while sentence.upperBound - start > Reading.longestSentence {
            let limit = start + Reading.longestSentence
            let sign = (start + Reading.longestSentence / 2..<limit).last {
                [";", ","].contains(report.text.word($0))
            }
            let end = (sign ?? limit - 1) + 1
            parts.append(start..<end)
            start = end
        }
        return parts + [start..<sentence.upperBound]
    }

    private mutating func read(sentence: Range<Int>) {
        let quoted = titles(in: sentence)
        let dates = solver.dates(in: sentence, besides: quoted)
        let tolls = tollReader.tolls(in: sentence).filter { !quoted.contains($0.tokens.lowerBound) }
        // "March 2017" marches nowhere.
        let written = Set(
            WrittenDate.all(in: sentence, of: report.text, language: report.language)
                .flatMap(\.tokens))
        let triggers = finder.triggers(in: sentence).filter {
            !quoted.contains($0.tokens.lowerBound) && !written.contains($0.tokens.lowerBound)
                && isClear($0, in: sentence)
        }
        var isTold = false
        var isPlaced = false
        for candidate in chosen(triggers, dates, tolls, in: sentence) {
            if let account = account(candidate, in: sentence) {
                accounts.append(account)
                isTold = true
                toldInParagraph.insert(account.type.family)
                if let place = account.place, place.link == .sentence {
                    places.paragraph = place
                    isPlaced = true
                }
            }
        }
        remember(dates, isTold: isTold, isPlaced: isPlaced, in: sentence)
    }

    private mutating func remember(
        _ dates: [DateSolver.Found], isTold: Bool, isPlaced: Bool, in sentence: Range<Int>
    ) {
        // A year in a sentence that tells no event dates a census or a law, not the story.
        if let date = dates.last?.interval, isTold || date.precision < .year {
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

    /// The tokens of short quotations, which are titles and slogans and tell nothing themselves.
    private func titles(in sentence: Range<Int>) -> Set<Int> {
        let pairs: [String: String] = ["“": "”", "«": "»", "\"": "\""]
        var quoted: Set<Int> = []
        var open: (token: Int, closer: String)?
        for index in sentence where report.text.tokens[index].kind == .sign {
            let sign = report.text.word(index)
            if let opened = open, sign == opened.closer {
                let length = index - opened.token - 1
                if length <= 12, length * 2 < sentence.count {
                    quoted.formUnion(opened.token..<index)
                }
                open = nil
            } else if open == nil, let closer = pairs[sign] {
                open = (index, closer)
            }
        }
        return quoted
    }

    /// Whether a trigger tells a contention: by itself, by who acts, or by what was told before.
    private func isClear(_ found: TriggerFinder.Found, in sentence: Range<Int>) -> Bool {
        guard found.trigger.role == .vague else { return true }
        let family = found.trigger.type.family
        if toldInParagraph.contains(family) { return true }
        guard let cues = lexicon.cues[family] else { return true }
        return sentence.contains { index in
            !found.tokens.contains(index) && cues.contains(report.text.word(index))
        }
    }

    // MARK: - Which triggers count

    /// A trigger with the clause that it rules, and what that clause says.
    private struct Candidate {
        let found: TriggerFinder.Found
        let clause: Range<Int>
        let dates: [DateSolver.Found]
        let tolls: [TollReader.Found]
    }

    /// The best trigger of a sentence, and of each other clause that says of its own when, where or
    /// how many.
    private func chosen(
        _ triggers: [TriggerFinder.Found], _ dates: [DateSolver.Found],
        _ tolls: [TollReader.Found], in sentence: Range<Int>
    ) -> [Candidate] {
        let candidates = clauses(of: sentence).compactMap { clause -> Candidate? in
            let own = triggers.filter { clause.contains($0.tokens.lowerBound) }
            guard let best = own.max(by: { value($0, sentence) < value($1, sentence) })
            else { return nil }
            return Candidate(
                found: specific(best, among: own), clause: clause,
                dates: dates.filter { clause.contains($0.tokens.lowerBound) },
                tolls: tolls.filter { clause.contains($0.tokens.lowerBound) })
        }
        guard
            let best = candidates.max(by: { value($0.found, sentence) < value($1.found, sentence) })
        else { return [] }
        return candidates.compactMap { candidate in
            if candidate.clause == best.clause {
                // What the other clauses say counts for the main one, unless they use it up; what
                // stands beyond a semicolon does not.
                let isAlone = candidates.count == 1
                let part = partBetweenSemicolons(of: sentence, holding: candidate.clause)
                let near = dates.filter { part.contains($0.tokens.lowerBound) }
                return Candidate(
                    found: candidate.found,
                    clause: isAlone || !namesPlace(candidate.clause) ? sentence : candidate.clause,
                    dates: isAlone || candidate.dates.isEmpty ? near : candidate.dates,
                    tolls: isAlone || candidate.tolls.isEmpty
                        ? unclaimed(tolls, by: candidates, besides: candidate)
                        : candidate.tolls)
            }
            let role = candidate.found.trigger.role
            guard candidate.found.status == nil, role == .verb || role == .vague || role == .noun
            else { return nil }
            let isOther = candidate.found.trigger.type != best.found.trigger.type
            guard
                !candidate.dates.isEmpty || !candidate.tolls.isEmpty
                    || (isOther && namesPlace(candidate.clause))
            else { return nil }
            return candidate.dates.isEmpty
                ? Candidate(
                    found: candidate.found, clause: candidate.clause, dates: dates,
                    tolls: candidate.tolls) : candidate
        }
    }

    private func namesPlace(_ clause: Range<Int>) -> Bool {
        linker.mentions(in: clause).contains { ($0.place?.kind.level ?? .continent) > .country }
    }

    /// The figures that stand in no other trigger's clause.
    private func unclaimed(
        _ tolls: [TollReader.Found], by candidates: [Candidate], besides mine: Candidate
    ) -> [TollReader.Found] {
        tolls.filter { toll in
            !candidates.contains {
                $0.clause != mine.clause && $0.clause.contains(toll.tokens.lowerBound)
            }
        }
    }

    /// A sentence cut where a new clause begins: at semicolons, and at commas before "and", "while".
    private func clauses(of sentence: Range<Int>) -> [Range<Int>] {
        var clauses: [Range<Int>] = []
        var start = sentence.lowerBound
        for index in sentence.dropLast() {
            let sign = report.text.word(index)
            guard
                sign == ";" || (sign == "," && lexicon.joints.contains(report.text.word(index + 1)))
            else { continue }
            clauses.append(start..<index + 1)
            start = index + 1
        }
        return clauses + [start..<sentence.upperBound]
    }

    private func partBetweenSemicolons(
        of sentence: Range<Int>, holding clause: Range<Int>
    ) -> Range<Int> {
        var start = clause.lowerBound
        while start > sentence.lowerBound, report.text.word(start - 1) != ";" { start -= 1 }
        var end = clause.upperBound
        while end < sentence.upperBound, report.text.word(end - 1) != ";" { end += 1 }
        return start..<end
    }

    /// How likely a trigger tells what its sentence is about.
    private func value(_ found: TriggerFinder.Found, _ sentence: Range<Int>) -> Double {
        var value: Double
        switch found.trigger.role {
        case .verb: value = 3
        case .vague: value = 2.9
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

    /// "were killed" in a sentence that speaks of a massacre tells that massacre.
    private func specific(
        _ found: TriggerFinder.Found, among triggers: [TriggerFinder.Found]
    ) -> TriggerFinder.Found {
        guard found.trigger.type == .clash,
            found.trigger.role == .vague || found.trigger.role == .verb,
            let named = triggers.first(where: {
                $0.trigger.type == .massacre && $0.status == nil
                    && ($0.trigger.role == .noun || $0.trigger.role == .plural)
            })
        else { return found }
        return TriggerFinder.Found(
            trigger: EventLexicon.Trigger(
                type: named.trigger.type, role: found.trigger.role, words: found.trigger.words),
            tokens: found.tokens, status: found.status)
    }

    // MARK: - One account

    private func account(_ candidate: Candidate, in sentence: Range<Int>) -> Account? {
        let found = candidate.found
        var evidence: [EventRule] = []
        switch found.trigger.role {
        case .verb, .vague: evidence.append(.verb)
        case .participle: evidence.append(.participle)
        case .noun: evidence.append(.noun)
        case .plural: evidence.append(.plural)
        }
        if let status = found.status { evidence.append(status) }
        let (date, dateRule) = date(of: found.tokens, among: candidate.dates)
        evidence.append(dateRule)
        let place = linker.place(
            of: found.tokens, type: found.trigger.type, in: candidate.clause, places)
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
        let cost = cost(of: type, candidate.tolls)
        if cost.deaths != nil || cost.injured != nil || cost.arrested != nil {
            evidence.append(.toll)
        } else if cost.participants != nil {
            evidence.append(.participants)
        }
        if type == .clash, hasForces, (cost.deaths?.low ?? 0) >= 5, !areForcesDead(candidate.tolls)
        {
            type = .massacre
        }
        evidence += manner(of: sentence)
        if let date, let written = report.date?.day, written.year - date.end.year >= 3 {
            evidence.append(.background)
        }
        if let date, date.precision == .year, dateRule == .dateInSentence, date.start.month != 1 {
            evidence.append(.longTime)
        }
        guard evidence.reduce(0, { $0 + $1.weight }) >= EventExtractor.threshold else { return nil }
        let quote = report.text.bytes(ofTokens: sentence)
        let ordinal = accounts.reversed().prefix { $0.quote == quote }.count { $0.type == type }
        return Account(
            type: type, date: date, place: place,
            route: type == .march
                ? linker.route(of: found.tokens, in: candidate.clause, goal: place?.place) : [],
            cost: cost, actors: actors, quote: quote, evidence: evidence,
            source: Account.Source(
                reportID: report.id, date: report.date?.day, names: report.sources,
                quote: report.text.text(quote),
                start: offsets.codePoints(before: quote.lowerBound),
                end: offsets.codePoints(before: quote.upperBound), ordinal: ordinal))
    }

    /// The date of a trigger: the nearest of the sentence, or what the text said before.
    private func date(
        of trigger: Range<Int>, among dates: [DateSolver.Found]
    ) -> (DateInterval?, EventRule) {
        let past = dates.filter { found in
            report.date.map { found.interval.start <= $0.day } ?? true
        }
        let nearest = past.min { one, other in
            rank(one, trigger) < rank(other, trigger)
        }
        if let nearest { return (nearest.interval, .dateInSentence) }
        if let paragraphDate { return (paragraphDate, .dateInParagraph) }
        let isDispatch = report.text.tokens.count <= Reading.dispatchTokens
        if let earlierDate, blocksSinceDate <= 6 {
            // A dispatch stays with its day; a longer text moves on within the month.
            let isNear = isDispatch && blocksSinceDate <= 3
            return (isNear ? earlierDate : earlierDate.widened, .dateFurtherUp)
        }
        if let written = report.date?.day, isDispatch {
            // A dispatch tells of the days before it.
            let week = DateInterval(
                start: written.advanced(by: -6), end: written, precision: .week)
            return (week, .dateOfDispatch)
        }
        return (nil, .noDate)
    }

    /// How far a date stands from a trigger; one of its own right counts as nearer.
    private func rank(_ date: DateSolver.Found, _ trigger: Range<Int>) -> Int {
        distance(date.tokens, trigger) + (date.isAbsolute ? 0 : 4)
    }

    private func distance(_ one: Range<Int>, _ other: Range<Int>) -> Int {
        one.lowerBound >= other.upperBound
            ? one.lowerBound - other.upperBound : max(0, other.lowerBound - one.upperBound)
    }

    /// "six soldiers were killed": the armed hands of the state are those who died.
    private func areForcesDead(_ tolls: [TollReader.Found]) -> Bool {
        tolls.contains { toll in
            toll.counts == .deaths
                && toll.tokens.contains { lexicon.forces.contains(report.text.word($0)) }
        }
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
        var isOccurrence = false
        var hasOtherCause = false
        for index in sentence {
            let word = text.word(index)
            if lexicon.habits.contains(word) { isHabit = true }
            if verbs.firstPerson.contains(word) { isFirstPerson = true }
            if verbs.isPast(word) || verbs.isPreterite(text.bytes[text.tokens[index].range]) {
                hasPast = true
            }
            if lexicon.occurrences.contains(word) { isOccurrence = true }
            if lexicon.otherCauses.contains(word) { hasOtherCause = true }
        }
        if isHabit { rules.append(.habit) }
        if isFirstPerson { rules.append(.firstPerson) }
        if !hasPast { rules.append(.noPastVerb) }
        if isOccurrence { rules.append(.occurrence) }
        if hasOtherCause { rules.append(.otherCause) }
        return rules
    }
}
