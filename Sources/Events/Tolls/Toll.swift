public import SimpleFeatures

/// How many, as one account says it: the lowest, the best and the highest figure.
///
/// `nil` means that the account does not say. It is never zero: 0 is what an account says that tells
/// of nobody ("no one was killed").
public struct Toll: Hashable, Sendable {
    public let low: Int?
    public let best: Int?
    public let high: Int?

    public init(low: Int?, best: Int?, high: Int?) {
        self.low = low
        self.best = best
        self.high = high
    }

    /// A toll with who tells it.
    public struct Told: Sendable {
        public let toll: Toll
        /// A number for the source; tolls of one number are not independent of each other.
        public let voice: Int
        /// The day of the report; `nil` where it is not known.
        public let day: CalendarDay?

        public init(_ toll: Toll, voice: Int, day: CalendarDay?) {
            self.toll = toll
            self.voice = voice
            self.day = day
        }
    }

    /// The span of several accounts: the lowest low, the highest high, and one of their best figures.
    ///
    /// The best is the figure that most independent sources give; of equally many the one of the
    /// latest report, for counts are corrected, and then the lowest, the most cautious. An account
    /// that sets no upper bound ("at least 50") leaves the span without one only if no other sets
    /// one.
    ///
    /// - Returns: `nil` for no tolls; the same for any order of them.
    /// - Complexity: O(*n* log *n*).
    /// - SeeAlso: ACLED, FAQ "Fatalities": the most cautious estimate where reports differ, revised
    ///   when better information becomes available.
    public static func spanning(_ told: [Told]) -> Toll? {
        guard !told.isEmpty else { return nil }
        let highs = told.compactMap { $0.toll.high ?? $0.toll.best }
        return Toll(
            low: told.compactMap(\.toll.lowest).min(), best: best(of: told),
            high: told.allSatisfy { $0.toll.high == nil } ? nil : highs.max())
    }

    /// The span of tolls that undated sources tell, each a source of its own.
    static func spanning(_ tolls: [Toll]) -> Toll? {
        spanning(tolls.enumerated().map { Told($0.element, voice: $0.offset, day: nil) })
    }

    private static func best(of told: [Told]) -> Int? {
        struct Support {
            var voices: Set<Int> = []
            var latest = Int.min
        }
        var supports: [Int: Support] = [:]
        for one in told {
            guard let figure = one.toll.best else { continue }
            var support = supports[figure] ?? Support()
            support.voices.insert(one.voice)
            support.latest = max(support.latest, one.day?.daysSince1970 ?? Int.min)
            supports[figure] = support
        }
        return supports.max { one, other in
            let (mine, yours) = (one.value, other.value)
            if mine.voices.count != yours.voices.count {
                return mine.voices.count < yours.voices.count
            }
            return mine.latest != yours.latest ? mine.latest < yours.latest : one.key > other.key
        }?.key
    }

    /// The lower bound that is told; an upper bound alone ("at most 80") tells none.
    private var lowest: Int? { low ?? (high == nil ? best : nil) }

    /// The lowest and the highest figure that can be right; one without an upper bound may be any
    /// higher one.
    var bounds: ClosedRange<Int> {
        let lowest = lowest ?? 0
        let highest = high ?? (low == nil ? best : nil) ?? Int.max
        return lowest...max(lowest, highest)
    }

    /// Whether no figure can be right for both.
    public func contradicts(_ other: Toll) -> Bool { !bounds.overlaps(other.bounds) }

    /// The one figure that stands for the toll in a column; `nil` where there is only an upper bound.
    var figure: Int? { best ?? low }

    /// "17", "17 to 25", "at least 17", "at most 80"; `nil` when nothing is told.
    public var words: String? {
        switch (low, high) {
        case (let low?, let high?): return low == high ? "\(low)" : "\(low) to \(high)"
        case (let low?, nil): return "at least \(low)"
        case (nil, let high?): return "at most \(high)"
        case (nil, nil): return best.map { "\($0)" }
        }
    }
}

/// What an event cost, and how many took part.
public struct Cost: Hashable, Sendable {
    public var deaths: Toll?
    public var injured: Toll?
    public var arrested: Toll?
    public var participants: Toll?

    public init() {}
}
