import Orthography
import Reports

extension ReportReading {
    /// How a trigger stands in its sentence, and its sentence in the report.
    func standing(of candidate: Candidate, in sentence: Range<Int>) -> [EventRule] {
        let found = candidate.found
        var rules: [EventRule] = []
        switch found.trigger.type.family {
        case .violence: rules.append(.violent)
        case .protest: rules.append(.protesting)
        case .blockade: rules.append(.blocking)
        case .occupation: rules.append(.occupying)
        case .politics: rules.append(.political)
        case .other: rules.append(.otherKind)
        }
        switch found.trigger.role {
        case .verb, .vague: rules.append(.verb)
        case .participle: rules.append(.participle)
        case .noun: rules.append(.noun)
        case .plural: rules.append(.plural)
        case .figure: rules.append(.figure)
        case .idiom: break
        }
        if !isClear(found, in: sentence) { rules.append(.unclear) }
        if candidate.isLeading { rules.append(.leading) }
        if candidate.isMain { rules.append(.ofMainClause) }
        if found.trigger.role == .noun || found.trigger.role == .plural {
            rules += standing(ofNoun: found.tokens, in: sentence)
        }
        if finder.isBarredBehind(found.tokens, in: sentence) { rules.append(.barredBehind) }
        if isQuoted(found.tokens.lowerBound, in: sentence) { rules.append(.quoted) }
        if toldInParagraph.contains(found.trigger.type.family) { rules.append(.toldBefore) }
        if sentenceCount < 3 { rules.append(.opening) }
        if report.text.tokens.count <= ReportReading.dispatchTokens { rules.append(.dispatch) }
        return rules
    }

    private func standing(ofNoun noun: Range<Int>, in sentence: Range<Int>) -> [EventRule] {
        let text = report.text
        func traits(_ token: Int) -> EventWords.Traits {
            sentence.contains(token) ? finder.traits[token] : []
        }
        var rules: [EventRule] = []
        // Up to two adjectives may stand between an article and its noun.
        var at = noun.lowerBound - 1
        var steps = 0
        while sentence.contains(at), steps < 3 {
            let here = traits(at)
            if here.contains(.article) {
                rules.append(.definite)
                break
            }
            if here.contains(.one) {
                rules.append(.indefinite)
                break
            }
            if text.tokens[at].kind == .number {
                rules.append(.counted)
                break
            }
            guard text.tokens[at].kind == .word, here.isDisjoint(with: .prepositions) else { break }
            at -= 1
            steps += 1
        }
        let ruler = rules.contains(.definite) || rules.contains(.indefinite) ? at - 1 : at
        if traits(ruler).contains(.of) { rules.append(.afterOf) }
        if traits(ruler).contains(.during) { rules.append(.during) }
        if !traits(noun.upperBound).isDisjoint(with: [.actor, .force]) {
            rules.append(.beforeActor)
        }
        for token in noun.upperBound..<noun.upperBound + 3 where sentence.contains(token) {
            if finder.isPast(token) {
                rules.append(.verbBehind)
                break
            }
        }
        let beside =
            max(
                sentence.lowerBound, noun.lowerBound - 4)..<min(
                sentence.upperBound, noun.upperBound + 4)
        if beside.contains(where: { finder.traits[$0].contains(.occurrence) }) {
            rules.append(.occurrenceBeside)
        }
        return rules
    }

    /// Whether an odd number of quotation marks stands in front of a token.
    private func isQuoted(_ token: Int, in sentence: Range<Int>) -> Bool {
        let marks = (sentence.lowerBound..<token).count {
            finder.traits[$0].contains(.quotationMark)
        }
        return marks % 2 == 1
    }
}
