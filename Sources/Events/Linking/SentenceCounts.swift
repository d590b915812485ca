/// How many commas, joints, verbs and words of events stand between two words of a sentence.
///
/// Kept as running sums, so that a question costs no more in a long sentence than in a short one.
struct SentenceCounts {
    /// What is counted.
    enum Kind: Int { case comma, subordinator, and, stop, quotationMark, verb, trigger }

    /// How many of each ``Kind`` stand in a run of tokens.
    struct Counts {
        fileprivate let numbers: SIMD8<Int32>

        subscript(kind: Kind) -> Int { Int(numbers[kind.rawValue]) }
    }

    private let first: Int
    private let sums: [SIMD8<Int32>]

    /// - Parameters:
    ///   - traits: What each token of the whole text does.
    ///   - triggers: The first tokens of the words that tell events.
    ///   - isVerb: Whether a token looks like a verb in the past.
    /// - Complexity: O(*n*), *n* the tokens of the sentence.
    init(
        of sentence: Range<Int>, traits: [EventWords.Traits], triggers: Set<Int>,
        isVerb: (Int) -> Bool
    ) {
        first = sentence.lowerBound
        var sums: [SIMD8<Int32>] = []
        sums.reserveCapacity(sentence.count + 1)
        var sum = SIMD8<Int32>()
        sums.append(sum)
        for token in sentence {
            let here = traits[token]
            func add(_ kind: Kind, if holds: Bool) { if holds { sum[kind.rawValue] += 1 } }
            add(.comma, if: here.contains(.comma))
            add(.subordinator, if: here.contains(.subordinator))
            add(.and, if: here.contains(.and))
            add(.stop, if: here.contains(.stop))
            add(.quotationMark, if: here.contains(.quotationMark))
            add(.verb, if: isVerb(token))
            add(.trigger, if: triggers.contains(token))
            sums.append(sum)
        }
        self.sums = sums
    }

    /// What stands in some tokens of the sentence.
    func counts(in tokens: Range<Int>) -> Counts {
        Counts(numbers: sums[tokens.upperBound - first] &- sums[tokens.lowerBound - first])
    }
}

/// The tokens between two runs of tokens; none where they touch or overlap.
func gap(between one: Range<Int>, and other: Range<Int>) -> Range<Int> {
    if one.upperBound <= other.lowerBound { return one.upperBound..<other.lowerBound }
    if other.upperBound <= one.lowerBound { return other.upperBound..<one.lowerBound }
    return one.lowerBound..<one.lowerBound
}
