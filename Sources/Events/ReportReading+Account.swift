import Gazetteers
import Geoparsing
import Orthography
import Reports
import SimpleFeatures

extension ReportReading {
    /// The account that a candidate makes; `nil` where its odds are too low.
    ///
    /// - Parameter manner: What holds of the whole sentence.
    func account(
        _ candidate: Candidate, in placed: PlaceLinker.Sentence, manner: [EventRule]
    ) -> Account? {
        let sentence = placed.scene.sentence
        let found = candidate.found
        guard found.trigger.role != .idiom else { return nil }
        var evidence = standing(of: candidate, in: sentence)
        if let status = found.status { evidence.append(status) }
        let (date, dateRule) = date(of: found.tokens, among: candidate.dates)
        evidence.append(dateRule)
        switch date?.precision {
        case .day: evidence.append(.dayKnown)
        case .week: evidence.append(.weekKnown)
        case .month: evidence.append(.monthKnown)
        case .year: evidence.append(.yearKnown)
        case .unknown, nil: break
        }
        if let written = report.date?.day,
            let nearest = candidate.dates.min(by: {
                rank($0, found.tokens) < rank($1, found.tokens)
            }), nearest.interval.start > written
        {
            evidence.append(.future)
        }
        var place = linker.place(of: found, in: placed, clause: candidate.clause, places)
        let route =
            found.trigger.type == .march
            ? linker.route(
                of: found.tokens, in: placed, clause: candidate.clause, goal: place?.place) : []
        // A march is where it went.
        if let goal = route.last, goal.id != place?.place.id { place = EventPlace(goal, .sentence) }
        switch place?.link {
        case .sentence, .capital, .nationwide: evidence.append(.placeInSentence)
        case .focus, nil: evidence.append(.noPlace)
        default: evidence.append(.placeFurtherUp)
        }
        switch place?.place.kind.level {
        case .town, .neighbourhood, .site: evidence.append(.townNamed)
        case .admin1, .admin2, .admin3, .region: evidence.append(.unitNamed)
        case .country, .continent: evidence.append(.countryNamed)
        case nil: break
        }
        var type = found.trigger.type
        let actors = actors(in: sentence)
        if !actors.isEmpty { evidence.append(.actors) }
        let hasForces = sentence.contains { finder.traits[$0].contains(.force) }
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
        evidence += manner
        if let date, let written = report.date?.day, written.year - date.end.year >= 3 {
            evidence.append(.background)
        }
        if let date, date.precision == .year, dateRule == .dateInSentence, date.start.month != 1 {
            evidence.append(.longTime)
        }
        onJudging?(
            Judged(found: found, sentence: sentence, date: date, place: place, evidence: evidence))
        let logOdds = weights.logOdds(of: evidence)
        guard logOdds >= EventExtractor.leastLogOdds else { return nil }
        let quote = report.text.bytes(ofTokens: sentence)
        let ordinal = accounts.reversed().prefix { $0.quote == quote }.count { $0.type == type }
        return Account(
            type: type, date: date, place: place,
            route: route,
            cost: cost, actors: actors, quote: quote, evidence: evidence, logOdds: logOdds,
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
                && toll.tokens.contains { finder.traits[$0].contains(.force) }
        }
    }

    func actors(in sentence: Range<Int>) -> [String] {
        var seen: Set<String> = []
        var actors: [String] = []
        for index in sentence where finder.traits[index].contains(.actor) {
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
            let traits = finder.traits[index]
            if traits.contains(.habitStart), !isHabit {
                isHabit = lexicon.habits.contains { finder.matches($0, at: index, in: sentence) }
            }
            if traits.contains(.firstPerson) { isFirstPerson = true }
            if !hasPast { hasPast = finder.isPast(index) }
            if traits.contains(.occurrence) { isOccurrence = true }
            if traits.contains(.otherCause) { hasOtherCause = true }
        }
        if isHabit { rules.append(.generality) }
        if isFirstPerson { rules.append(.firstPerson) }
        if !hasPast { rules.append(.noPastVerb) }
        if isOccurrence { rules.append(.occurrence) }
        if hasOtherCause { rules.append(.otherCause) }
        return rules
    }
}
