import Gazetteers
import Geoparsing
import Orthography
import Reports

extension ReportReading {
    /// A trigger with the clause that it rules.
    struct Candidate {
        let found: TriggerFinder.Found
        let clause: Range<Int>
        /// Whether no trigger of the clause tells more.
        let isLeading: Bool
        /// Whether no trigger of the sentence tells more.
        var isMain = false
        /// On how many days it took place by the words in front of it or of another trigger of its
        /// family and clause; `nil` where they do not say.
        let dayCount: Int?
    }

    /// Of each clause the best trigger of each family.
    func candidates(
        _ triggers: [TriggerFinder.Found], in sentence: Range<Int>
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
                        isLeading: families.count == 1,
                        dayCount: own.lazy.filter {
                            $0.trigger.type.family == found.trigger.type.family
                        }.compactMap {
                            self.solver.dayCount(inFrontOf: $0.tokens.lowerBound, in: sentence)
                        }.first))
            }
        }
        let main = candidates.indices.max {
            value(candidates[$0].found, sentence) < value(candidates[$1].found, sentence)
        }
        if let main { candidates[main].isMain = true }
        return candidates
    }

    func namesPlace(_ clause: Range<Int>) -> Bool {
        linker.mentions(in: clause).contains { ($0.place?.kind.level ?? .continent) > .country }
    }

    /// A sentence cut where a new clause begins: at semicolons, and at commas before "and", "while".
    func clauses(of sentence: Range<Int>) -> [Range<Int>] {
        var clauses: [Range<Int>] = []
        var start = sentence.lowerBound
        for index in sentence.dropLast()
        where !finder.traits[index].isDisjoint(with: [.comma, .stop]) {
            let sign = report.text.folded(index)
            guard
                sign == ";"
                    || (sign == "," && lexicon.joints.contains(report.text.folded(index + 1)))
            else { continue }
            clauses.append(start..<index + 1)
            start = index + 1
        }
        return clauses + [start..<sentence.upperBound]
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
