import Orthography
import Reports

/// Finds the runs of tokens that can hold names: capitalised words, words of the gazetteer's names,
/// and what links them. The tagger looks at nothing else, for every other token names no place.
struct Segments {
    let words: ReportWords
    private let isNameable: [Bool]

    /// - Parameter proposalAt: The proposal that covers each token; negative for none.
    init(_ words: ReportWords, proposalAt: [Int32]) {
        self.words = words
        let tokens = words.text.tokens
        var isNameable = [Bool](repeating: false, count: tokens.count)
        for (index, token) in tokens.enumerated() {
            switch token.kind {
            case .word:
                isNameable[index] =
                    token.isCapitalised || token.casing == .none || proposalAt[index] >= 0
                    || (index > 0 && isNameable[index - 1]
                        && !words.traits(at: index).isDisjoint(with: Segments.kindBehind)
                        && !words.isBroken(after: index - 1))
            case .number:
                isNameable[index] =
                    proposalAt[index] >= 0
                    || (index > 0 && isNameable[index - 1] && token.end - token.start <= 4)
            case .sign: isNameable[index] = proposalAt[index] >= 0
            }
        }
        for index in tokens.indices.dropLast()
        where !isNameable[index] && tokens[index].kind == .word
            && !words.traits(at: index).isDisjoint(with: Segments.kindInFront)
        {
            var next = index + 1
            while next < tokens.count, next - index <= 2, !isNameable[next],
                words.traits(at: next).contains(.genitive)
            {
                next += 1
            }
            isNameable[index] = next < tokens.count && isNameable[next]
        }
        self.isNameable = isNameable
    }

    private static let kindBehind: WordTraits = [
        .administrative, .siteAfter, .physicalAfter, .town,
    ]
    private static let kindInFront: WordTraits = [.siteBefore, .physicalBefore]
    /// Links that may stand together between two words of a name.
    private static let mostLinks = 3

    /// The segments, in order, none empty.
    ///
    /// - Complexity: O(*n*).
    func forEach(_ body: (Range<Int>) -> Void) {
        for block in words.report.blocks {
            var at = block.tokens.lowerBound
            while at < block.tokens.upperBound {
                guard isNameable[at] else {
                    at += 1
                    continue
                }
                let end = end(from: at, before: block.tokens.upperBound)
                body(at..<end)
                at = end
            }
        }
    }

    private func end(from start: Int, before limit: Int) -> Int {
        var end = start + 1
        while end < limit {
            var next = end
            while next < limit, next - end < Segments.mostLinks, !isNameable[next], isLink(next) {
                next += 1
            }
            guard next < limit, isNameable[next] else { break }
            end = next + 1
        }
        return end
    }

    private func isLink(_ index: Int) -> Bool {
        let token = words.text.tokens[index]
        switch token.kind {
        case .word: return words.traits(at: index).contains(.link)
        case .number: return false
        case .sign:
            let byte = words.text.bytes[Int(token.start)]
            return token.end - token.start > 1
                || [0x27, 0x2C, 0x2D, 0x2E, 0x2F, 0x26].contains(byte)
        }
    }
}
