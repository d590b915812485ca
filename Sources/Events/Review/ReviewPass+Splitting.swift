import Gazetteers
import SimpleFeatures

/// Events that a person takes apart.
extension ReviewPass {
    /// Splits the events that are to be, each with all its parts or not at all.
    mutating func split(by gazetteer: Gazetteer) {
        var claims: [Int: [Judgement]] = [:]
        var joined: [Int: Set<Substring>] = [:]
        for judgement in partJudgements {
            guard let id = Judgement.parent(ofPart: judgement.row.id), let parent = event(id)
            else { continue }
            let others = joined[parent] ?? ReviewRecord(of: features[parent]).joinedIDs
            joined[parent] = others
            guard id == features[parent].reviewID || !others.contains(id[...]) else {
                let whole = features[parent].reviewID ?? ""
                refuse([judgement]) { judgement in
                    ReviewFault(
                        judgement, "a part of \(id), which somebody joined to \(whole)",
                        "a part of the event that it is part of now")
                }
                continue
            }
            claims[parent, default: []].append(judgement)
        }
        for event in Set(claims.keys).union(groups.keys).sorted() {
            let isSplit = groups[event]?.first?.verdict == .split
            let claimed = claims[event] ?? []
            guard isSplit else {
                let parent = features[event].reviewID ?? ""
                refuse(claimed) { judgement in
                    ReviewFault(
                        judgement, "a part of \(parent)", "the verdict split on \(parent) itself")
                }
                continue
            }
            split(event, into: claimed, by: gazetteer)
        }
    }

    private mutating func split(
        _ event: Int, into claimed: [Judgement], by gazetteer: Gazetteer
    ) {
        let group = groups[event] ?? []
        let all = group + claimed
        do throws(Obstacle) {
            let made = try parts(of: event, claimed, by: gazetteer)
            let first = features.count
            features += made.map(\.feature)
            for (place, part) in made.enumerated() where part.isMoved {
                movedParts.insert(first + place)
            }
            parts[event] = Array(first..<features.count)
            for index in first..<features.count { register(index) }
            for judgement in all { fates[judgement.index] = .applied(judgement.verdict) }
            groups[event] = nil
        } catch {
            refuse(all) { judgement in
                guard let fault = error.fault else {
                    return ReviewFault(judgement, error.found, error.expected)
                }
                return fault.place == judgement.row.place
                    ? fault
                    : ReviewFault(
                        judgement, "the verdict \(judgement.verdict) beside a fault",
                        "\(fault.place) to be put right first")
            }
            groups[event] = nil
        }
    }

    /// Why an event is not split: the fault of a row, or something that concerns all.
    private struct Obstacle: Error {
        var fault: ReviewFault?
        var found = ""
        var expected = ""
    }

    /// The parts, by the numbers behind their strokes.
    private func parts(
        of event: Int, _ claimed: [Judgement], by gazetteer: Gazetteer
    ) throws(Obstacle) -> [(feature: Feature, isMoved: Bool)] {
        let source = features[event]
        let group = groups[event] ?? []
        let ids = Set([source.reviewID ?? ""] + group.map(\.row.id))
        for id in ids.sorted() {
            if let fault = brokenParts[id] { throw Obstacle(fault: fault) }
        }
        let byID = Dictionary(grouping: claimed, by: \.row.id)
        guard claimed.count <= Review.mostRows else {
            throw Obstacle(
                found: "\(claimed.count) parts of one event",
                expected: "\(Review.mostRows) at most")
        }
        guard byID.count >= 2 else {
            throw Obstacle(
                found: "a split into \(byID.count) part\(byID.count == 1 ? "" : "s")",
                expected: "two rows or more with the verdict part and the ids "
                    + "\(source.reviewID ?? "")/1, \(source.reviewID ?? "")/2 and so on")
        }
        let names = byID.keys.sorted { one, other in
            (one.utf8.count, one) < (other.utf8.count, other)
        }
        var made: [(Feature, Bool)] = []
        for name in names {
            let judgements = byID[name] ?? []
            var part = source
            part.id = source.id == nil ? nil : name
            if source.properties.has("id") || source.id == nil {
                part.properties["id"] = .text(name)
            }
            // A verdict on one of the accounts is on the whole, and must not find a part of it.
            if source.properties.has("aliases") { part.properties["aliases"] = .list([]) }
            var corrector = Corrector(part, gazetteer: gazetteer)
            for judgement in group {
                corrector.note("\(judgement.who): split from \(source.reviewID ?? "")")
                corrector.addNote(of: judgement)
            }
            for (number, judgement) in judgements.enumerated() {
                guard
                    let other = judgements[..<number].first(where: { !$0.agrees(with: judgement) })
                else { continue }
                throw Obstacle(fault: ReviewPass.contradiction(judgement, other))
            }
            do throws(ReviewFault) {
                try corrector.apply(judgements)
            } catch { throw Obstacle(fault: error) }
            made.append((corrector.corrected, corrector.isMoved))
        }
        return made
    }
}
