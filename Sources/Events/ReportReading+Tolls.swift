import Gazetteers
import Geoparsing
import Orthography
import Reports

extension ReportReading {
    /// A number of dead as a trigger, where no word of its sentence tells violence and the paragraph
    /// has told none that the dead could belong to.
    func figure(
        among tolls: [TollReader.Found], _ triggers: [TriggerFinder.Found]
    ) -> TriggerFinder.Found? {
        guard
            let dead = tolls.first(where: { $0.counts == .deaths && !$0.isNobody && !$0.isTotal }),
            !triggers.contains(where: { $0.trigger.type.family == .violence }),
            !toldInParagraph.contains(.violence)
        else { return nil }
        let words = report.text.text(report.text.bytes(ofTokens: dead.tokens))
        return TriggerFinder.Found(
            trigger: EventLexicon.Trigger(
                type: .clash, role: .figure, written: words, words: [], isAccented: false),
            tokens: dead.tokens, status: nil)
    }

    /// Gives the figures of a sentence that tells no event to the violence that the paragraph told
    /// last: "Troops fired on the crowd. Three people died."
    ///
    /// Not where the sentence names another place than the event's, or sums up more than a day.
    func attach(_ tolls: [TollReader.Found], in sentence: PlaceLinker.Sentence) {
        let day = tolls.filter { !$0.isTotal && $0.counts != .participants }
        guard !day.isEmpty,
            let number = accounts.indices.last(where: {
                $0 >= firstOfParagraph && accounts[$0].type.canKill
            })
        else { return }
        let place = accounts[number].place?.place
        let isElsewhere = sentence.resolutions.contains {
            guard let named = $0.place, named.kind.level > .country, named.id != place?.id else {
                return false
            }
            return !linker.gazetteer.ancestors(of: named).contains { $0.id == place?.id }
        }
        guard !isElsewhere else { return }
        accounts[number].cost.fill(from: cost(of: accounts[number].type, day))
    }
}

extension Cost {
    /// Takes over what is not known yet.
    fileprivate mutating func fill(from other: Cost) {
        if deaths == nil { deaths = other.deaths }
        if injured == nil { injured = other.injured }
        if arrested == nil { arrested = other.arrested }
    }
}
