import Gazetteers
import SimpleFeatures

/// Events that a person takes for one, and the events as they come out.
extension ReviewPass {
    /// Finds for each event that is merged the one it goes into in the end.
    mutating func findTargets() {
        var next: [Int: Int] = [:]
        for (event, group) in groups.sorted(by: { $0.key < $1.key }) {
            guard let first = group.first, case .merge(let id) = first.verdict else { continue }
            guard let target = self.event(id), parts[target] == nil else {
                let isSplit = self.event(id) != nil
                refuse(group) { judgement in
                    ReviewFault(
                        judgement, "a merge with \(id)" + (isSplit ? ", which is split" : ""),
                        isSplit ? "one of its parts" : "the id of an event of the layer")
                }
                groups[event] = nil
                continue
            }
            guard target != event else {
                // It is done; there is nothing to follow.
                groups[event] = nil
                continue
            }
            if groups[target]?.first?.verdict == .drop {
                refuse(group) { judgement in
                    ReviewFault(judgement, "a merge with \(id), which is dropped", "one that stays")
                }
                groups[event] = nil
                continue
            }
            next[event] = target
        }
        for circle in ReviewPass.circles(next) {
            for event in circle {
                refuse(groups[event] ?? []) { judgement in
                    ReviewFault(
                        judgement, "a merge that comes back to \(judgement.row.id)",
                        "merges that end in an event that stays")
                }
                groups[event] = nil
                next[event] = nil
            }
        }
        for event in next.keys {
            var end = event
            while let further = next[end] { end = further }
            targets[event] = end
            // Chains are shortened as they are walked, so that long ones cost no more than short.
            var here = event
            while let further = next[here], further != end {
                next[here] = end
                here = further
            }
        }
    }

    /// The events of each circle of merges.
    private static func circles(_ next: [Int: Int]) -> [[Int]] {
        var seen: [Int: Int] = [:]
        var circles: [[Int]] = []
        for (walk, start) in next.keys.sorted().enumerated() {
            var here = start
            var path: [Int] = []
            while seen[here] == nil {
                seen[here] = walk
                path.append(here)
                guard let further = next[here] else { break }
                here = further
            }
            // Met again on the same walk, with a way on: a circle.
            if next[here] != nil, seen[here] == walk, let begin = path.firstIndex(of: here),
                next[path[path.count - 1]] == here
            {
                circles.append(Array(path[begin...]))
            }
        }
        return circles
    }

    // MARK: What comes out

    /// The events with all that is to be followed.
    mutating func outcome(by gazetteer: Gazetteer, keepsDropped: Bool) -> Review.Outcome {
        let merged = Dictionary(grouping: targets.keys.sorted(), by: { targets[$0] ?? $0 })
        var outcome = Review.Outcome()
        var replacements: [String: [String]] = [:]
        for event in 0..<givenCount {
            let members = parts[event] ?? [event]
            if let made = parts[event], let id = features[event].reviewID {
                replacements[id] = made.compactMap { features[$0].reviewID }
            }
            for member in members {
                if let target = targets[member] {
                    for judgement in groups[member] ?? [] {
                        fates[judgement.index] = .applied(judgement.verdict)
                    }
                    if let id = features[member].reviewID {
                        replacements[id] = [features[target].reviewID].compactMap { $0 }
                    }
                    continue
                }
                let joined = merged[member] ?? []
                guard let (feature, isMoved) = follow(member, joined, by: gazetteer) else {
                    if keepsDropped {
                        outcome.features.append(dropped(member, by: gazetteer))
                    } else if let id = features[member].reviewID {
                        replacements[id] = []
                    }
                    continue
                }
                if isMoved || movedParts.contains(member) {
                    outcome.movedIndices.append(outcome.features.count)
                }
                outcome.features.append(feature)
            }
        }
        ReviewPass.replaceTotals(in: &outcome.features, by: replacements)
        outcome.fates = fates
        outcome.movedIDs = movedIDs
        outcome.eventIndices = eventIndices.map { index in
            index.flatMap { $0 < givenCount ? $0 : nil }
        }
        return outcome
    }

    /// An event with what was joined to it and what people said of it.
    ///
    /// - Returns: `nil` for one that is dropped.
    private mutating func follow(
        _ event: Int, _ joined: [Int], by gazetteer: Gazetteer
    ) -> (Feature, isMoved: Bool)? {
        let group = groups[event] ?? []
        guard !group.isEmpty || !joined.isEmpty else { return (features[event], false) }
        if group.first?.verdict == .drop {
            for judgement in group { fates[judgement.index] = .applied(.drop) }
            return nil
        }
        var corrector = Corrector(features[event], gazetteer: gazetteer)
        if !joined.isEmpty {
            corrector = corrector.joining(
                joined.map { (features[$0], groups[$0] ?? []) })
        }
        var followed = corrector
        do throws(ReviewFault) {
            try followed.apply(group)
            for judgement in group { fates[judgement.index] = .applied(judgement.verdict) }
            return (followed.corrected, followed.isMoved)
        } catch {
            refuse(group) { judgement in
                judgement.row.place == error.place
                    ? error
                    : ReviewFault(
                        judgement, "the verdict \(judgement.verdict) beside a fault",
                        "\(error.place) to be put right first")
            }
            return (corrector.corrected, false)
        }
    }

    private func dropped(_ event: Int, by gazetteer: Gazetteer) -> Feature {
        var corrector = Corrector(features[event], gazetteer: gazetteer)
        for judgement in groups[event] ?? [] {
            corrector.note("\(judgement.who): drop")
            corrector.addNote(of: judgement)
        }
        return corrector.corrected
    }

    /// Puts in the lists of parts of totals what stands in the place of events that are gone.
    private static func replaceTotals(
        in features: inout [Feature], by replacements: [String: [String]]
    ) {
        guard !replacements.isEmpty else { return }
        for index in features.indices {
            var ids = features[index].properties["total_of"].texts
            guard ids.contains(where: { replacements[$0] != nil }) else { continue }
            // What is split may be merged in its parts, and these be merged or dropped.
            for _ in 0..<3 { ids = ids.flatMap { replacements[$0] ?? [$0] } }
            var seen: Set<String> = [features[index].reviewID ?? ""]
            features[index].properties["total_of"] = Value(
                ids.filter { seen.insert($0).inserted })
        }
    }
}

extension Corrector {
    /// The event with the accounts, sources, actors and tolls of others that are the same event.
    ///
    /// Type, days, place and sentence stay its own. Deaths are spanned as those of accounts are, and of
    /// other numbers the highest counts, unless a person gave them.
    fileprivate func joining(
        _ others: [(feature: Feature, judgements: [Judgement])]
    ) -> Corrector {
        var joined = self
        let own = feature.reviewID ?? ""
        let all = [feature] + others.map(\.feature)
        func union(_ column: String) -> [String] {
            var seen: Set<String> = []
            return all.flatMap { $0.properties[column].texts }.filter { seen.insert($0).inserted }
        }
        for column in ["accounts", "actors", "total_of"]
        where all.contains(where: { !$0.properties[column].texts.isEmpty }) {
            joined.replace(column, Value(union(column)))
        }
        // What rows called them, too, for an id that a row had before may be of no event.
        let names = others.flatMap { $0.judgements.map(\.row.id) }
        let ids = Set(union("aliases") + others.compactMap(\.feature.reviewID) + names)
        joined.replace("aliases", Value(ids.filter { $0 != own }.sorted()))
        joined.joinSources(of: others.map(\.feature))
        for (other, judgements) in others {
            let ids = [other.reviewID ?? ""] + other.properties["aliases"].texts
            for judgement in judgements {
                joined.note(
                    ReviewRecord.joiningLine(
                        by: judgement.who, ids, title: other.properties["name"]))
                joined.addNote(of: judgement)
            }
            for line in ReviewRecord(of: other).lines {
                joined.note(ReviewRecord.line(line, saidOf: other.reviewID ?? ""))
            }
        }
        let who = others.first?.judgements.first?.who ?? ""
        let isGiven = ["deaths_low", "deaths_best", "deaths_high"]
            .contains { record.reading(of: $0) != nil }
        let tolls = all.compactMap(Corrector.toll)
        if !isGiven, let toll = Toll.spanning(tolls),
            tolls.count > 1 || Corrector.toll(feature) == nil
        {
            joined.set("deaths_low", Value(toll.low), by: who)
            joined.set("deaths_best", Value(toll.best), by: who)
            joined.set("deaths_high", Value(toll.high), by: who)
        }
        for column in ["injured", "arrested", "participants"]
        where record.reading(of: column) == nil {
            let most = all.compactMap { $0.properties[column].integer }.max()
            if let most { joined.set(column, .integer(most), by: who) }
        }
        return joined
    }

    private static func toll(_ feature: Feature) -> Toll? {
        let toll = Toll(
            low: feature.properties["deaths_low"].integer,
            best: feature.properties["deaths_best"].integer,
            high: feature.properties["deaths_high"].integer)
        return toll.low == nil && toll.best == nil && toll.high == nil ? nil : toll
    }

    private mutating func joinSources(of others: [Feature]) {
        func sources(_ feature: Feature) -> [String] {
            (feature.properties["source"].text ?? "").split(separator: "; ").map(String.init)
        }
        let own = sources(feature)
        var seen = Set(own)
        let more = others.flatMap(sources).filter { seen.insert($0).inserted }
        guard !more.isEmpty else { return }
        replace("source", .text((own + more).joined(separator: "; ")))
        if let count = feature.properties["sources"].integer {
            replace("sources", .integer(count + more.count))
        }
    }
}
