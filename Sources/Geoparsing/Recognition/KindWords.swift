import Orthography
import Reports

/// Words beside a name that belong to it and say which kind of place is meant.
struct KindWords {
    private let words: ReportWords

    init(_ words: ReportWords) { self.words = words }

    /// The tokens of a name with the words beside that belong to it, and what those words mean.
    func extended(_ name: Range<Int>) -> (tokens: Range<Int>, hint: KindHint?) {
        let next = name.upperBound
        let text = words.text
        if words.isWord(next), text.tokens[next - 1].end < text.tokens[next].start {
            let traits = words.traits(at: next)
            if traits.contains(.administrative), words.report.language == .english {
                return (name.lowerBound..<next + 1, .administrative)
            }
            if text.tokens[next].isCapitalised {
                if traits.contains(.siteAfter) { return (name.lowerBound..<next + 1, .site) }
                if traits.contains(.physicalAfter) {
                    return (name.lowerBound..<next + 1, .physical)
                }
            }
        }
        return extendedBackwards(name)
    }

    /// What the first or the last word of a name that no gazetteer has says of its kind.
    func hint(within tokens: Range<Int>) -> KindHint? {
        guard tokens.count > 1 else { return nil }
        let first = words.traits(at: tokens.lowerBound)
        let last = words.traits(at: tokens.upperBound - 1)
        if first.contains(.siteBefore) || last.contains(.siteAfter) { return .site }
        if first.contains(.physicalBefore) || last.contains(.physicalAfter) { return .physical }
        return nil
    }

    private func extendedBackwards(_ name: Range<Int>) -> (tokens: Range<Int>, hint: KindHint?) {
        var before = name.lowerBound - 1
        var steps = 0
        while before >= 0, steps < 2, words.traits(at: before).contains(.genitive) {
            before -= 1
            steps += 1
        }
        guard words.isWord(before) else { return (name, nil) }
        let traits = words.traits(at: before)
        if traits.contains(.administrative), steps > 0 { return (name, .administrative) }
        if traits.contains(.town), steps > 0 { return (name, .town) }
        if let site = siteWord(before, isAdjacent: steps == 0) {
            return (site..<name.upperBound, .site)
        }
        if steps == 0, traits.contains(.physicalBefore), words.text.tokens[before].isCapitalised {
            return (before..<name.upperBound, .physical)
        }
        return (name, nil)
    }

    /// The word "plaza" or "avenue" that a name completes, at or a few capitalised words before a
    /// token ("avenida Mariscal Santa Cruz").
    private func siteWord(_ start: Int, isAdjacent: Bool) -> Int? {
        var at = start
        while start - at <= 2, words.isWord(at) {
            if words.traits(at: at).contains(.siteBefore) { return at }
            guard isAdjacent, words.text.tokens[at].isCapitalised, !words.startsSentence[at],
                !words.isBroken(after: at)
            else { return nil }
            at -= 1
        }
        return nil
    }
}
