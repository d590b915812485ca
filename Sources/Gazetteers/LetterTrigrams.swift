/// How often each three letters follow one another in names.
struct LetterTrigramCounts {
    fileprivate var three: [UInt32]
    fileprivate var two: [UInt32]
    fileprivate var one: [UInt32]

    init() {
        let symbols = NameLetters.symbols
        three = [UInt32](repeating: 0, count: symbols * symbols * symbols)
        two = [UInt32](repeating: 0, count: symbols * symbols)
        one = [UInt32](repeating: 0, count: symbols)
    }

    /// Counts the letters of a name's words.
    mutating func add(_ letters: [UInt8]) {
        LetterTrigrams.forEachTrigram(of: letters) { first, second, third in
            three[LetterTrigrams.place(first, second, third)] &+= 1
            two[second * NameLetters.symbols + third] &+= 1
            one[third] &+= 1
        }
    }
}

/// How strange a word would be among the names of the world, by its letters.
///
/// A word that somebody means is made of letters that often follow one another; a slip of the pen
/// makes letters meet that seldom do. Each letter costs the bits that a reader who knows the two
/// letters before it needs to be told it. Letters seldom seen together borrow from pairs, pairs
/// from single letters.
///
/// - SeeAlso: Shannon (1951), "Prediction and entropy of printed English"; MacKay, Peto (1995), "A
///   hierarchical Dirichlet language model", *Natural Language Engineering* 1, for the borrowing.
struct LetterTrigrams: Sendable {
    /// How many units of ``strangeness(of:)`` make a bit.
    static let unitsPerBit = 8

    /// What each third letter costs behind the two before it, in units.
    let costs: [UInt8]
    /// How many costs there are.
    static let count = NameLetters.symbols * NameLetters.symbols * NameLetters.symbols

    /// What a shorter context weighs, in sightings of the longer.
    private static let borrowing = 4.0

    /// As if there were sixteen letters and digits that are alike often; chosen, not fitted.
    private static let otherLetterBits = 4.0

    /// Costs that were reckoned before; fewer than ``count`` are filled up with the greatest.
    init(costs: [UInt8]) {
        self.costs =
            costs + [UInt8](repeating: .max, count: max(0, LetterTrigrams.count - costs.count))
    }

    init(_ counts: LetterTrigramCounts) {
        let symbols = NameLetters.symbols
        var costs = [UInt8](repeating: 0, count: counts.three.count)
        let all = Double(counts.one.reduce(0) { $0 + UInt64($1) })
        let borrowing = LetterTrigrams.borrowing
        let single = counts.one.map {
            (Double($0) + borrowing / Double(symbols)) / (all + borrowing)
        }
        for second in 0..<symbols {
            let pairs = counts.two[second * symbols..<(second + 1) * symbols]
            let pairsSeen = Double(pairs.reduce(0) { $0 + UInt64($1) })
            let paired = zip(pairs, single).map { count, share in
                (Double(count) + borrowing * share) / (pairsSeen + borrowing)
            }
            for first in 0..<symbols {
                let start = LetterTrigrams.place(first, second, 0)
                let seen = Double(
                    counts.three[start..<start + symbols].reduce(0) { $0 + UInt64($1) })
                for third in 0..<symbols {
                    let share =
                        (Double(counts.three[start + third]) + borrowing * paired[third])
                        / (seen + borrowing)
                    // All letters but a to z share a symbol; which of them it is must be told too.
                    let bits =
                        -Bits.of(share)
                        + (third == NameLetters.other ? LetterTrigrams.otherLetterBits : 0)
                    let units = Double(LetterTrigrams.unitsPerBit) * bits
                    costs[start + third] = UInt8(min(255, max(0, units.rounded())))
                }
            }
        }
        self.costs = costs
    }

    /// The bits that a word's letters cost, in units of which ``unitsPerBit`` make one.
    ///
    /// - Complexity: O(*m*), *m* the letters.
    func strangeness(of letters: [UInt8]) -> Int {
        var sum = 0
        LetterTrigrams.forEachTrigram(of: letters) { first, second, third in
            sum += Int(costs[LetterTrigrams.place(first, second, third)])
        }
        return sum
    }

    fileprivate static func place(_ first: Int, _ second: Int, _ third: Int) -> Int {
        (first * NameLetters.symbols + second) * NameLetters.symbols + third
    }

    /// Each letter of each word, and the end of each word, behind the two before it.
    fileprivate static func forEachTrigram(of letters: [UInt8], _ body: (Int, Int, Int) -> Void) {
        let boundary = NameLetters.boundary
        var (first, second) = (boundary, boundary)
        var isInWord = false
        for letter in letters {
            let third = NameLetters.symbol(of: letter)
            if third == boundary {
                if isInWord { body(first, second, boundary) }
                (first, second) = (boundary, boundary)
                isInWord = false
            } else {
                body(first, second, third)
                (first, second) = (second, third)
                isInWord = true
            }
        }
        if isInWord { body(first, second, boundary) }
    }
}

/// Logarithms to the base 2.
enum Bits {
    /// The logarithm of a positive number, true to a hundredth.
    ///
    /// Reckoned from the number's own exponent, so it is the same on every system.
    static func of(_ number: Double) -> Double {
        let rest = number.significand - 1
        return Double(number.exponent) + rest * (4 - rest) / 3
    }
}
