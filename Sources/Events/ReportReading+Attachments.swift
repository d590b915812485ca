import Orthography
import Reports
import SimpleFeatures

/// Ties the dates, figures and actors of a sentence to the events told in it.
extension ReportReading {
    /// What of a sentence is tied to an event.
    struct Attached {
        /// The likeliest of the dates that do not lie after the report.
        var date: DateSolver.Found?
        /// Whether a date after the report is likelier still.
        var isFuture = false
        /// The likeliest first.
        var tolls: [TollReader.Found] = []
        /// Tokens of words for people.
        var actors: [Int] = []
    }

    /// A date, figure or word for people beside a word that may tell an event.
    struct MayAttach {
        enum Item {
            case date(DateInterval)
            case figure(TollReader.Counted, Toll)
            case actor(token: Int)
        }

        let trigger: TriggerFinder.Found
        let sentence: Range<Int>
        let item: Item
        let features: [AttachmentFeature]
    }

    /// What is tied to each of the candidates of a sentence.
    ///
    /// A date or a word for people may belong to several events, a figure to one at most.
    func attachments(
        of candidates: [Candidate], _ dates: [DateSolver.Found], _ tolls: [TollReader.Found],
        in scene: LinkScene
    ) -> [Attached] {
        var attached = [Attached](repeating: Attached(), count: candidates.count)
        guard !candidates.isEmpty else { return attached }
        let events = candidates.map { candidate in
            let trigger = candidate.found.trigger
            return AttachmentScene.Event(
                trigger: candidate.found.tokens, type: trigger.type,
                isNoun: trigger.role == .noun || trigger.role == .plural,
                clause: candidate.clause, isLeading: candidate.isLeading, isMain: candidate.isMain)
        }
        func attachments(
            _ items: [AttachmentScene.Item], _ kind: AttachmentKind,
            _ weights: Weights<AttachmentFeature>, _ item: (Int) -> MayAttach.Item
        ) -> [[Double]] {
            let attachments = AttachmentScene(
                events: events, items: items, in: scene.sentence, traits: finder.traits,
                counts: scene.counts)
            return candidates.indices.map { event in
                items.indices.map { number in
                    let features = attachments.features(of: number, for: event)
                    onAttaching?(
                        MayAttach(
                            trigger: candidates[event].found, sentence: scene.sentence,
                            item: item(number), features: features))
                    return weights.logOdds(of: features)
                }
            }
        }
        if !dates.isEmpty {
            let odds = attachments(dates.map(AttachmentScene.item), .date, attaching.date) {
                .date(dates[$0].interval)
            }
            for (event, odds) in odds.enumerated() { tie(dates, odds, to: &attached[event]) }
        }
        if !tolls.isEmpty {
            let odds = attachments(tolls.map(AttachmentScene.item), .figure, attaching.figure) {
                .figure(tolls[$0].counts, tolls[$0].toll)
            }
            var tied: [(figure: Int, event: Int, odds: Double)] = []
            for number in tolls.indices {
                let best = candidates.indices.max { odds[$0][number] < odds[$1][number] }
                if let best, odds[best][number] >= AttachmentWeights.least(.figure) {
                    tied.append((number, best, odds[best][number]))
                }
            }
            for tie in tied.sorted(by: { ($1.odds, $0.figure) < ($0.odds, $1.figure) }) {
                attached[tie.event].tolls.append(tolls[tie.figure])
            }
        }
        let actors = scene.sentence.filter { finder.traits[$0].contains(.actor) }
        if !actors.isEmpty {
            let odds = attachments(
                actors.map { item(ofActor: $0, in: scene.sentence) }, .actor, attaching.actor
            ) { .actor(token: actors[$0]) }
            let groups = listed(actors, in: scene.sentence)
            for (event, odds) in odds.enumerated() {
                attached[event].actors = groups.filter { group in
                    group.contains { odds[$0] >= AttachmentWeights.least(.actor) }
                }.joined().map { actors[$0] }
            }
        }
        return attached
    }

    private func tie(_ dates: [DateSolver.Found], _ odds: [Double], to event: inout Attached) {
        func isFuture(_ number: Int) -> Bool {
            report.date.map { dates[number].interval.start > $0.day } ?? false
        }
        let likely = dates.indices.filter { odds[$0] >= AttachmentWeights.least(.date) }
            .sorted { (odds[$1], $0) < (odds[$0], $1) }
        guard let best = likely.first else { return }
        event.isFuture = isFuture(best)
        event.date = likely.first { !isFuture($0) }.map { dates[$0] }
    }

    /// Words for people that stand in one list ("traders, workers and peasants"): what holds of one of
    /// them holds of all. Numbers of the words.
    private func listed(_ actors: [Int], in sentence: Range<Int>) -> [Range<Int>] {
        var groups: [Range<Int>] = []
        for (number, token) in actors.enumerated() {
            if let last = groups.last, number > 0 {
                let between = actors[number - 1] + 1..<token
                let isJoint = between.contains {
                    !finder.traits[$0].isDisjoint(with: [.comma, .and])
                }
                if between.count <= 3, isJoint, !between.contains(where: { finder.isPast($0) }) {
                    groups[groups.count - 1] = last.lowerBound..<number + 1
                    continue
                }
            }
            groups.append(number..<number + 1)
        }
        return groups
    }

    private func item(ofActor token: Int, in sentence: Range<Int>) -> AttachmentScene.Item {
        var before = token - 1
        while sentence.contains(before), finder.traits[before].contains(.article) { before -= 1 }
        return AttachmentScene.item(
            actor: token, traits: finder.traits[token],
            before: sentence.contains(before) ? finder.traits[before] : [])
    }
}
