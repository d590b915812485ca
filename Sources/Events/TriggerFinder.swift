import Orthography
import Reports

/// Finds the words of a sentence that tell an event, and how they stand.
struct TriggerFinder {
    /// A trigger in its sentence.
    struct Found {
        let trigger: EventLexicon.Trigger
        let tokens: Range<Int>
        /// What the words in front say: wished, denied, or neither.
        let status: EventRule?
    }

    let report: Report
    let lexicon: EventLexicon
    /// What each token of the report does.
    let traits: [EventWords.Traits]
    /// Whether the text has accents, so that a word without them has none.
    private let hasAccents: Bool

    init(report: Report, lexicon: EventLexicon) {
        self.report = report
        self.lexicon = lexicon
        traits = lexicon.words.traits(of: report.text)
        hasAccents = report.language == .spanish && report.text.bytes.contains(0xC3)
    }

    /// The triggers of a sentence, in order, none overlapping.
    func triggers(in sentence: Range<Int>) -> [Found] {
        var found: [Found] = []
        var at = sentence.lowerBound
        while at < sentence.upperBound {
            if let trigger = longest(at: at, in: sentence), !isName(at, trigger, in: sentence) {
                let tokens = at..<at + (length(of: trigger.words, at: at, in: sentence) ?? 1)
                if trigger.role != .idiom {
                    found.append(
                        Found(
                            trigger: trigger, tokens: tokens,
                            status: status(of: tokens, trigger, in: sentence)))
                }
                at = tokens.upperBound
            } else {
                at += 1
            }
        }
        return found
    }

    private func longest(at start: Int, in sentence: Range<Int>) -> EventLexicon.Trigger? {
        guard traits[start].contains(.triggerStart), report.text.tokens[start].kind == .word,
            let triggers = lexicon.triggers[report.text.folded(start)]
        else { return nil }
        let next = start + 1 < sentence.upperBound ? report.text.tokens[start + 1] : nil
        let isHyphen = next?.kind == .sign
        var best: EventLexicon.Trigger?
        for trigger in triggers
        where (trigger.words.count == 1 || isHyphen || trigger.words[1].hash == next?.hash)
            && matches(trigger.words, at: start, in: sentence)
        {
            if let best, trigger.words.count < best.words.count { break }
            let isWritten = isWritten(trigger, at: start)
            if best == nil, isWritten || !trigger.isAccented || !hasAccents { best = trigger }
            if isWritten { return trigger }
        }
        return best
    }

    /// Whether a text has the words of a trigger with the accents that the lexicon has.
    private func isWritten(_ trigger: EventLexicon.Trigger, at start: Int) -> Bool {
        let tokens = start..<start + trigger.words.count
        guard tokens.upperBound <= report.text.tokens.count else { return false }
        return report.text.text(report.text.bytes(ofTokens: tokens)).lowercased() == trigger.written
    }

    func matches(_ phrase: [FoldedWord], at start: Int, in sentence: Range<Int>) -> Bool {
        length(of: phrase, at: start, in: sentence) != nil
    }

    /// How many tokens a phrase takes; hyphens may join its words. `nil` where it does not stand.
    private func length(of phrase: [FoldedWord], at start: Int, in sentence: Range<Int>) -> Int? {
        let text = report.text
        var at = start
        for (number, word) in phrase.enumerated() {
            if number > 0, at < sentence.upperBound, text.folded(at) == "-" { at += 1 }
            guard at < sentence.upperBound, text.folded(at) == word else { return nil }
            at += 1
        }
        return at - start
    }

    /// "Strike Committee", "Federation of Assemblies": part of a name.
    private func isName(
        _ start: Int, _ trigger: EventLexicon.Trigger, in sentence: Range<Int>
    ) -> Bool {
        let text = report.text
        let end = start + (length(of: trigger.words, at: start, in: sentence) ?? 1)
        // "surrounded by mountains", "occupied by shops": nobody acts.
        if trigger.role == .vague, [.siege, .occupation].contains(trigger.type),
            end < sentence.upperBound,
            ["by", "por"].contains(text.word(end))
        {
            return true
        }
        // "the elected government" elects nobody.
        if trigger.type == .election, trigger.role == .verb, start > sentence.lowerBound,
            lexicon.attributives.contains(text.folded(start - 1))
        {
            return true
        }
        guard text.tokens[start].isCapitalised, start > sentence.lowerBound else { return false }
        // In a text in capitals they say nothing.
        let length = text.tokens[start].end - text.tokens[start].start
        if text.tokens[start].casing == .upper, length > 3 { return false }
        let before = text.tokens[start - 1]
        let isBetweenCapitals =
            before.kind == .word && before.isCapitalised
            || ["of", "de", "for"].contains(text.word(start - 1))
        let followsCapital =
            end < sentence.upperBound && text.tokens[end].isCapitalised
            && text.tokens[end].kind == .word
        return isBetweenCapitals || followsCapital
    }

    /// Whether something in front, in the same clause, makes it a wish or denies it.
    private func status(
        of tokens: Range<Int>, _ trigger: EventLexicon.Trigger, in sentence: Range<Int>
    ) -> EventRule? {
        let text = report.text
        var at = tokens.lowerBound - 1
        var steps = 0
        while at >= sentence.lowerBound, steps < 7 {
            if !traits[at].isDisjoint(with: .clauseSigns), steps > 0 { return nil }
            if let bar = bar(at: at, in: sentence), bar.rule != .negation || steps < 4 {
                return bar.rule
            }
            // "to march": an infinitive tells a purpose, unless the march is a noun.
            if steps == 0, text.word(at) == "to", trigger.role != .noun { return .modality }
            at -= 1
            steps += 1
        }
        return nil
    }

    /// Whether words right behind a trigger, in the same clause, put it off or deny it: "the march was
    /// cancelled", "the strike will begin".
    func isBarredBehind(_ tokens: Range<Int>, in sentence: Range<Int>) -> Bool {
        for at in tokens.upperBound..<tokens.upperBound + 6 where sentence.contains(at) {
            if !traits[at].isDisjoint(with: .clauseSigns) { return false }
            if bar(at: at, in: sentence) != nil { return true }
        }
        return false
    }

    /// The phrase at a token that bars triggers.
    private func bar(at index: Int, in sentence: Range<Int>) -> EventLexicon.Bar? {
        guard traits[index].contains(.barStart), isBar(index) else { return nil }
        return lexicon.bars[report.text.folded(index)]?.first {
            matches($0.words, at: index, in: sentence)
        }
    }

    /// Whether a token looks like a verb in the past.
    func isPast(_ index: Int) -> Bool {
        guard !traits[index].contains(.past) else { return true }
        let token = report.text.tokens[index]
        return token.kind == .word
            && lexicon.verbs.isPast(
                report.text.word(index), written: report.text.bytes[token.range])
    }

    /// "May" the month and "will" the noun bar nothing.
    private func isBar(_ index: Int) -> Bool {
        let token = report.text.tokens[index]
        return !(token.isCapitalised && ["may", "will"].contains(report.text.word(index)))
    }
}
