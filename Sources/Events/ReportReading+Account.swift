import Gazetteers
import Geoparsing
import Orthography
import Reports
import SimpleFeatures

extension ReportReading {
    /// The account that a candidate makes; `nil` where its odds are too low.
    ///
    /// - Parameters:
    ///   - attached: What of the sentence is tied to it.
    ///   - clause: The words in which its places stand.
    ///   - manner: What holds of the whole sentence.
    func account(
        _ candidate: Candidate, _ attached: Attached, in placed: PlaceLinker.Sentence,
        clause: Range<Int>, manner: [EventRule]
    ) -> Account? {
        let sentence = placed.scene.sentence
        let found = candidate.found
        guard found.trigger.role != .idiom else { return nil }
        var evidence = standing(of: candidate, in: sentence)
        if let status = found.status { evidence.append(status) }
        var (date, dateRule) = date(attached.date)
        // A clash of 48 hours that the paragraph let begin on a day went on to the next.
        if dateRule == .dateInParagraph, let first = date, first.precision == .day,
            first.dayCount == 1,
            let days = candidate.dayCount
        {
            date = DateInterval(
                start: first.start, end: first.start.advanced(by: days - 1), precision: .day)
        }
        evidence.append(dateRule)
        switch date?.precision {
        case .day: evidence.append(.dayKnown)
        case .week: evidence.append(.weekKnown)
        case .month: evidence.append(.monthKnown)
        case .year: evidence.append(.yearKnown)
        case .unknown, nil: break
        }
        if attached.isFuture { evidence.append(.future) }
        var place = linker.place(of: found, in: placed, clause: clause, places)
        let route =
            found.trigger.type == .march
            ? linker.route(
                of: found.tokens, in: placed, clause: clause, goal: place?.place) : []
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
        if sentence.contains(where: { finder.traits[$0].contains(.actor) }) {
            evidence.append(.actors)
        }
        let hasForces = sentence.contains { finder.traits[$0].contains(.force) }
        if hasForces, type.family == .violence { evidence.append(.forces) }
        // What sums up weeks is no toll of a day.
        let isOneDay = date.map { $0.precision == .day && $0.dayCount == 1 } ?? false
        let cost = cost(of: type, attached.tolls.filter { !$0.isTotal || !isOneDay })
        if cost.deaths != nil || cost.injured != nil || cost.arrested != nil {
            evidence.append(.toll)
        } else if cost.participants != nil {
            evidence.append(.participants)
        }
        if type == .clash, hasForces, (cost.deaths?.low ?? 0) >= 5, !areForcesDead(attached.tolls) {
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
            cost: cost, actors: words(ofActors: attached.actors), quote: quote,
            evidence: evidence, logOdds: logOdds,
            source: Account.Source(
                reportID: report.id, date: report.date?.day, names: report.sources,
                quote: report.text.text(quote),
                start: offsets.codePoints(before: quote.lowerBound),
                end: offsets.codePoints(before: quote.upperBound), ordinal: ordinal))
    }

    /// The date that a sentence tells of an event, or what the text said before.
    func date(_ told: DateSolver.Found?) -> (DateInterval?, EventRule) {
        if let told { return (told.interval, .dateInSentence) }
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

    /// "six soldiers were killed": the armed hands of the state are those who died.
    func areForcesDead(_ tolls: [TollReader.Found]) -> Bool {
        tolls.contains { toll in
            toll.counts == .deaths
                && toll.tokens.contains { finder.traits[$0].contains(.force) }
        }
    }

    /// The words for people at some tokens, as written, each once, six at most.
    func words(ofActors tokens: [Int]) -> [String] {
        var seen: Set<FoldedWord> = []
        return Array(
            tokens.filter { seen.insert(report.text.folded($0)).inserted }.prefix(6)
                .map { report.text.written($0).lowercased() })
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
        if let last = sentence.last, text.folded(last) == "?" { rules.append(.question) }
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
