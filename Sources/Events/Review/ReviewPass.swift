import Gazetteers
import SimpleFeatures

/// One way through rows and events: rows are understood, tied to their events, compared with each
/// other, and followed. Its aspects for splitting and merging are files of their own.
struct ReviewPass {
    let rows: [ReviewRow]
    /// The events as they were given, and behind them the parts of those that are split.
    var features: [Feature]
    /// How many events were given.
    let givenCount: Int
    var fates: [Review.Fate]
    var eventIndices: [Int?]
    /// What each marked row says that can be understood.
    private(set) var judgements: [Int: Judgement] = [:]
    /// The rows that are to be followed, by their events.
    var groups: [Int: [Judgement]] = [:]
    /// For an event that is split the places of its parts.
    var parts: [Int: [Int]] = [:]
    /// Those of the parts whose place is another one than that of the whole.
    var movedParts: Set<Int> = []
    /// For an event that is merged the event it goes into in the end.
    var targets: [Int: Int] = [:]
    /// By ids of events the faults of rows that were to be parts of them, so that none is split without
    /// one of its parts.
    private(set) var brokenParts: [String: ReviewFault] = [:]
    /// Rows on what may become an event when another one is split.
    private var deferred: [Judgement] = []

    /// Ids of rows that no event has any more, whose events were known by their sentences.
    private(set) var movedIDs: Set<String> = []
    /// How many rows spoke of each event so far.
    private var visits: [Int: Int] = [:]
    private var places: [String: Int] = [:]
    private var aliases: [String: Int] = [:]
    private let reports: Set<String>

    init(_ rows: [ReviewRow], _ features: [Feature]) {
        self.rows = rows
        self.features = features
        givenCount = features.count
        fates = Array(repeating: .unmarked, count: rows.count)
        eventIndices = Array(repeating: nil, count: rows.count)
        reports = ReviewPass.reports(of: features)
        for index in features.indices { register(index) }
    }

    /// The reports that tell the events: those of all accounts.
    private static func reports(of features: [Feature]) -> Set<String> {
        var reports: Set<String> = []
        for feature in features {
            if let report = feature.properties["report"].text { reports.insert(report) }
            for account in feature.properties["accounts"].texts {
                // "2003-10-14-columns.txt: massacre, 2003-10-13"
                guard let end = account.firstRange(of: ": ") else { continue }
                reports.insert(String(account[..<end.lowerBound]))
            }
        }
        return reports
    }

    /// Makes an event known by its id and its aliases; the first of an id counts.
    mutating func register(_ index: Int) {
        if let id = features[index].reviewID, places[id] == nil { places[id] = index }
        for alias in features[index].properties["aliases"].texts where aliases[alias] == nil {
            aliases[alias] = index
        }
    }

    /// The event of an id, or of an alias.
    func event(_ id: String) -> Int? { places[id] ?? aliases[id] }

    // MARK: Rows

    /// Understands each row by itself.
    mutating func understand() {
        let sentences = SentenceIndex(features, namedBy: rows)
        for (index, row) in rows.enumerated() {
            if event(row.id) == nil, let event = sentences.event(of: row) {
                aliases[row.id] = event
                movedIDs.insert(row.id)
            }
            eventIndices[index] = event(row.id)
            do throws(ReviewFault) {
                judgements[index] = try Judgement(row, index: index)
            } catch {
                fates[index] = .fault(error)
                if let parent = Judgement.parent(ofPart: row.id), brokenParts[parent] == nil {
                    brokenParts[parent] = error
                }
            }
        }
    }

    /// Leaves out what a reviewer said of an event and took back on a later day, and ties the rest to
    /// their events.
    mutating func find() {
        let understood = judgements.values.sorted { $0.index < $1.index }
        let latest = Dictionary(
            understood.compactMap { judgement in
                judgement.day.map { (judgement.words, $0) }
            }, uniquingKeysWith: max)
        for judgement in understood {
            if !judgement.reviewer.isEmpty, let day = judgement.day,
                let last = latest[judgement.words], day < last
            {
                fates[judgement.index] = .superseded
                continue
            }
            do throws(ReviewFault) {
                try find(judgement)
            } catch { fates[judgement.index] = .fault(error) }
        }
    }

    /// Ties a row to its event, or says what becomes of it without one.
    ///
    /// - Parameter mayWait: Whether what is the id of a part may become one yet.
    private mutating func find(
        _ judgement: Judgement, mayWait: Bool = true
    ) throws(ReviewFault) {
        let (index, id) = (judgement.index, judgement.row.id)
        guard let event = event(id) else {
            if mayWait, let parent = Judgement.parent(ofPart: id), self.event(parent) != nil {
                if judgement.verdict != .part { deferred.append(judgement) }
                return
            }
            fates[index] = try fate(ofMissing: judgement)
            return
        }
        visits[event, default: 0] += 1
        guard visits[event, default: 0] <= Review.mostRows else {
            // Too many to be looked at one by one; all of them are refused in the end.
            groups[event, default: []].append(judgement)
            return
        }
        let record = ReviewRecord(of: features[event])
        if case .merge(let target) = judgement.verdict {
            guard target != id else {
                throw ReviewFault(
                    judgement, "a merge of \(id) with itself", "the id of another event")
            }
            if self.event(target) == event {
                // Either joined by this verdict before, or read as one by the program. One on the
                // event that stayed goes on speaking against other verdicts on it.
                fates[index] = .done(judgement.verdict)
                if id == features[event].reviewID { groups[event, default: []].append(judgement) }
                return
            }
        }
        if id != features[event].reviewID, record.joinedIDs.contains(id[...]) {
            throw ReviewFault(
                judgement,
                "the verdict \(judgement.verdict) on \(id), which somebody joined to "
                    + (features[event].reviewID ?? ""),
                "a verdict on the event that it is part of now")
        }
        try compareReadings(judgement, features[event], record)
        groups[event, default: []].append(judgement)
    }

    /// What becomes of a verdict whose event is not there.
    private func fate(ofMissing judgement: Judgement) throws(ReviewFault) -> Review.Fate {
        let id = judgement.row.id
        switch judgement.verdict {
        case .drop: return .done(.drop)
        case .split where event("\(id)/1") != nil || event("\(id)/2") != nil: return .done(.split)
        default: break
        }
        if let report = judgement.row["report"], !reports.contains(report) { return .elsewhere }
        if judgement.verdict == .part {
            let parent = Judgement.parent(ofPart: id) ?? id
            throw ReviewFault(judgement, "a part of \(parent)", "the id of an event of the layer")
        }
        throw ReviewFault(
            judgement, "the verdict \(judgement.verdict) on the id \(id)",
            "the id of an event of the layer")
    }

    /// Makes sure that a verdict is on what is read now.
    ///
    /// - Throws: ``ReviewFault`` when the type or the sentence is another one.
    private func compareReadings(
        _ judgement: Judgement, _ feature: Feature, _ record: ReviewRecord
    ) throws(ReviewFault) {
        let expected = "the verdict on what is read now (look at it again)"
        if let judged = judgement.row["event_type"],
            let read = feature.reading(of: "event_type", in: record).text,
            judged.lowercased() != read.lowercased()
        {
            throw ReviewFault(
                judgement,
                "the verdict \(judgement.verdict) on a \(ReviewText.quoted(judged)) that is read as "
                    + "a \(ReviewText.quoted(read)) now", expected)
        }
        if let judged = judgement.row["quote"], let read = feature.properties["quote"].text,
            QuoteKey(judged) != QuoteKey(read)
        {
            throw ReviewFault(
                judgement,
                "the verdict \(judgement.verdict) on the sentence \(ReviewText.quoted(judged)), "
                    + "which is \(ReviewText.quoted(read)) now", expected)
        }
    }

    /// Finds the events of rows that speak of parts, once there are parts.
    mutating func findDeferred() {
        var events: Set<Int> = []
        for judgement in deferred {
            do throws(ReviewFault) {
                try find(judgement, mayWait: false)
                if let event = event(judgement.row.id) { events.insert(event) }
            } catch { fates[judgement.index] = .fault(error) }
        }
        for event in events.sorted() { settle(event) }
    }

    // MARK: Rows of one event

    /// Leaves of the rows of each event those that are to be followed, where they agree.
    mutating func settle() {
        for event in groups.keys.sorted() { settle(event) }
    }

    private mutating func settle(_ event: Int) {
        var group = groups[event, default: []]
        guard visits[event, default: 0] <= Review.mostRows else {
            for judgement in group {
                fates[judgement.index] = .fault(
                    ReviewFault(
                        judgement, "\(visits[event, default: 0]) verdicts on one event",
                        "\(Review.mostRows) at most"))
            }
            groups[event] = nil
            return
        }
        group = group.filter { judgement in
            let isOld = group.contains { judgement.isOlder(than: $0) }
            if isOld { fates[judgement.index] = .superseded }
            return !isOld
        }
        for (place, judgement) in group.enumerated() {
            guard let other = group[..<place].first(where: { !$0.agrees(with: judgement) }) else {
                continue
            }
            refuse(group) { judgement in
                ReviewPass.contradiction(
                    judgement, judgement.index == other.index ? group[place] : other)
            }
            groups[event] = nil
            return
        }
        groups[event] = group
    }

    static func contradiction(_ judgement: Judgement, _ other: Judgement) -> ReviewFault {
        ReviewFault(
            judgement,
            "the verdict \(judgement.said), but \(other.said) at \(other.row.place)",
            "one verdict on an event (whoever is right, strike the other out)")
    }

    /// Follows none of the rows of an event, and says why.
    mutating func refuse(_ group: [Judgement], because reason: (Judgement) -> ReviewFault) {
        for judgement in group { fates[judgement.index] = .fault(reason(judgement)) }
    }

    /// Rows that say that something is a part, each with the id that it gives.
    var partJudgements: [Judgement] {
        judgements.values.filter { judgement in
            guard case .unmarked = fates[judgement.index] else { return false }
            return judgement.verdict == .part && event(judgement.row.id) == nil
        }.sorted { $0.index < $1.index }
    }
}

extension ReviewFault {
    /// A fault of a row that was understood.
    init(_ judgement: Judgement, _ found: String, _ expected: String) {
        self.init(place: judgement.row.place, found: found, expected: expected)
    }
}

extension Judgement {
    /// Whether the same reviewer said something on a later day.
    fileprivate func isOlder(than other: Judgement) -> Bool {
        guard !reviewer.isEmpty, reviewer == other.reviewer, let day, let later = other.day
        else { return false }
        return day < later
    }

    /// Whose words they are, and on which id.
    fileprivate var words: [String] { [reviewer, row.id] }

    /// "fix of Ana Quispe, 2026-11-20"
    var said: String { "\(verdict) of \(who)" }
}

/// What a sentence is compared by: its first characters without white space, which spreadsheets change
/// and cut.
struct QuoteKey: Hashable {
    private let text: String
    private static let length = 1000

    init(_ quote: String) {
        text = String(quote.lazy.filter { !$0.isWhitespace }.prefix(QuoteKey.length))
    }
}
