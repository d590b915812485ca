import Gazetteers
import Geoparsing
import Orthography
import Reports
import SimpleFeatures

extension ReportReading {
    func account(_ candidate: Candidate, in sentence: Range<Int>) -> Account? {
        let found = candidate.found
        var evidence: [EventRule] = []
        switch found.trigger.role {
        case .verb, .vague: evidence.append(.verb)
        case .participle: evidence.append(.participle)
        case .noun: evidence.append(.noun)
        case .plural: evidence.append(.plural)
        case .idiom: return nil
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
        // What sums up weeks is no toll of a day.
        let isOneDay = date.map { $0.precision == .day && $0.dayCount == 1 } ?? false
        let cost = cost(of: type, candidate.tolls.filter { !$0.isTotal || !isOneDay })
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
    func date(
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
        let isDispatch = report.text.tokens.count <= ReportReading.dispatchTokens
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
    func rank(_ date: DateSolver.Found, _ trigger: Range<Int>) -> Int {
        distance(date.tokens, trigger) + (date.isAbsolute ? 0 : 4)
    }

    func distance(_ one: Range<Int>, _ other: Range<Int>) -> Int {
        one.lowerBound >= other.upperBound
            ? one.lowerBound - other.upperBound : max(0, other.lowerBound - one.upperBound)
    }

    /// "six soldiers were killed": the armed hands of the state are those who died.
    func areForcesDead(_ tolls: [TollReader.Found]) -> Bool {
        tolls.contains { toll in
            toll.counts == .deaths
                && toll.tokens.contains { lexicon.forces.contains(report.text.word($0)) }
        }
    }

    func actors(in sentence: Range<Int>) -> [String] {
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

    func cost(of type: EventType, _ tolls: [TollReader.Found]) -> Cost {
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

    func manner(of sentence: Range<Int>) -> [EventRule] {
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
            if lexicon.verbs.firstPerson.contains(word) { isFirstPerson = true }
            if lexicon.verbs.isPast(word, written: text.bytes[text.tokens[index].range]) {
                hasPast = true
            }
            if lexicon.occurrences.contains(word) { isOccurrence = true }
            if lexicon.otherCauses.contains(word) { hasOtherCause = true }
        }
        if isHabit { rules.append(.generality) }
        if isFirstPerson { rules.append(.firstPerson) }
        if !hasPast { rules.append(.noPastVerb) }
        if isOccurrence { rules.append(.occurrence) }
        if hasOtherCause { rules.append(.otherCause) }
        return rules
    }
}
