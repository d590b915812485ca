import Gazetteers
import Geoparsing
import Orthography
import Reports

extension ReportReading {
    /// A trigger with the clause that it rules, and what that clause says.
    struct Candidate {
        let found: TriggerFinder.Found
        let clause: Range<Int>
        let dates: [DateSolver.Found]
        let tolls: [TollReader.Found]
        /// Whether no trigger of the clause tells more.
        let isLeading: Bool
        /// Whether no trigger of the sentence tells more.
        let isMain: Bool
    }

    /// Of each clause the best trigger of each family, with what the clause says of when and how many.
    func candidates(
        _ triggers: [TriggerFinder.Found], _ dates: [DateSolver.Found],
        _ tolls: [TollReader.Found], in sentence: Range<Int>
    ) -> [Candidate] {
        var candidates: [Candidate] = []
        for clause in clauses(of: sentence) {
            let own = triggers.filter { clause.contains($0.tokens.lowerBound) }
                .sorted { value($0, sentence) > value($1, sentence) }
            var families: Set<EventType.Family> = []
            for found in own where families.insert(found.trigger.type.family).inserted {
                candidates.append(
                    Candidate(
                        found: specific(found, among: own), clause: clause,
                        dates: dates.filter { clause.contains($0.tokens.lowerBound) },
                        tolls: tolls.filter { clause.contains($0.tokens.lowerBound) },
                        isLeading: families.count == 1, isMain: false))
            }
        }
        guard
            let best = candidates.max(by: { value($0.found, sentence) < value($1.found, sentence) })
        else { return [] }
        // Figures that no clause with a trigger has are those of the best one who can kill.
        let heir =
            candidates.filter(\.found.trigger.type.canKill)
            .max { value($0.found, sentence) < value($1.found, sentence) } ?? best
        return candidates.map { candidate in
            let isMain = candidate.found.tokens == best.found.tokens
            let isAlone = candidates.count == 1
            // What the other clauses say counts for a clause that says nothing of its own; what
            // stands beyond a semicolon does not.
            let part = partBetweenSemicolons(of: sentence, holding: candidate.clause)
            let near = dates.filter { part.contains($0.tokens.lowerBound) }
            return Candidate(
                found: candidate.found,
                clause: isAlone || !namesPlace(candidate.clause) ? sentence : candidate.clause,
                dates: !candidate.dates.isEmpty && !isAlone
                    ? candidate.dates : near.isEmpty ? dates : near,
                tolls: candidate.found.tokens == heir.found.tokens && candidate.tolls.isEmpty
                    ? unclaimed(tolls, by: candidates, besides: candidate) : candidate.tolls,
                isLeading: candidate.isLeading, isMain: isMain)
        }
    }

    func namesPlace(_ clause: Range<Int>) -> Bool {
        linker.mentions(in: clause).contains { ($0.place?.kind.level ?? .continent) > .country }
    }

    /// The figures that stand in no other trigger's clause.
    func unclaimed(
        _ tolls: [TollReader.Found], by candidates: [Candidate], besides mine: Candidate
    ) -> [TollReader.Found] {
        tolls.filter { toll in
            !candidates.contains {
                $0.clause != mine.clause && $0.clause.contains(toll.tokens.lowerBound)
            }
        }
    }

    /// A sentence cut where a new clause begins: at semicolons, and at commas before "and", "while".
    func clauses(of sentence: Range<Int>) -> [Range<Int>] {
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

    func partBetweenSemicolons(
        of sentence: Range<Int>, holding clause: Range<Int>
    ) -> Range<Int> {
        var start = clause.lowerBound
        while start > sentence.lowerBound, report.text.word(start - 1) != ";" { start -= 1 }
        var end = clause.upperBound
        while end < sentence.upperBound, report.text.word(end - 1) != ";" { end += 1 }
        return start..<end
    }

    /// How likely a trigger tells what its sentence is about.
    func value(_ found: TriggerFinder.Found, _ sentence: Range<Int>) -> Double {
        var value: Double
        switch found.trigger.role {
        case .verb: value = 3
        case .vague: value = 2.9
        case .noun: value = 2.4
        case .participle: value = 1.8
        case .plural: value = 1.6
        case .figure: value = 1.5
        case .idiom: value = 0
        }
        if found.trigger.type.family == .politics || found.trigger.type.family == .other {
            value -= 1
        }
        if found.status != nil { value -= 3 }
        if found.trigger.words.count > 1 { value += 0.3 }
        if found.trigger.type == .massacre { value += 0.5 }
        return value - 0.01 * Double(found.tokens.lowerBound - sentence.lowerBound)
    }

    /// "were killed" in a clause that speaks of a massacre or an air strike tells that.
    func specific(
        _ found: TriggerFinder.Found, among triggers: [TriggerFinder.Found]
    ) -> TriggerFinder.Found {
        guard found.trigger.type == .clash,
            found.trigger.role == .vague || found.trigger.role == .verb
        else { return found }
        let named = triggers.filter {
            $0.status == nil && ($0.trigger.role == .noun || $0.trigger.role == .plural)
        }.map(\.trigger.type)
        guard let type = [EventType.massacre, .attack].first(where: named.contains) else {
            return found
        }
        return TriggerFinder.Found(
            trigger: found.trigger.retyped(type), tokens: found.tokens, status: found.status)
    }
}
