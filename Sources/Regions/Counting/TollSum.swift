public import SimpleFeatures

/// The deaths of several events, and how many of the events say anything of deaths.
///
/// An event that states no figure is not one without deaths: it adds nothing, and is not counted
/// in ``statingEvents``. A missing figure of an event that states another one is filled with its
/// best, else its low, else its high one, so that low, best and high sum the same events.
public struct TollSum: Hashable, Sendable {
    /// How many events state at least one figure.
    public private(set) var statingEvents = 0
    private var lowSum = 0
    private var bestSum = 0
    private var highSum = 0

    /// No event at all.
    public init() {}

    /// The sum of the low figures; `nil` when no event states any.
    public var low: Int? { statingEvents == 0 ? nil : lowSum }
    /// The sum of the best figures; `nil` when no event states any.
    public var best: Int? { statingEvents == 0 ? nil : bestSum }
    /// The sum of the high figures; `nil` when no event states any.
    public var high: Int? { statingEvents == 0 ? nil : highSum }

    /// Adds one event's figures; all `nil` adds nothing, negative ones count as `nil`.
    ///
    /// Sums stop at the greatest `Int`.
    public mutating func add(low: Int?, best: Int?, high: Int?) {
        func stated(_ figure: Int?) -> Int? { figure.flatMap { $0 >= 0 ? $0 : nil } }
        let (low, best, high) = (stated(low), stated(best), stated(high))
        guard let middle = best ?? low ?? high else { return }
        statingEvents += 1
        lowSum = lowSum.stoppedSum(low ?? middle)
        bestSum = bestSum.stoppedSum(middle)
        highSum = highSum.stoppedSum(high ?? middle)
    }

    /// Adds what other events state.
    mutating func add(_ other: TollSum) {
        statingEvents += other.statingEvents
        lowSum = lowSum.stoppedSum(other.lowSum)
        bestSum = bestSum.stoppedSum(other.bestSum)
        highSum = highSum.stoppedSum(other.highSum)
    }

    /// Low, best and high as a table shows them; empty when no event states any.
    var words: String {
        statingEvents == 0
            ? "" : [lowSum, bestSum, highSum].map(Decimals.grouped).joined(separator: " / ")
    }

    /// The toll as an object for machines; figures that nobody states are null.
    public var value: Value {
        .object([
            "low": Value(low), "best": Value(best), "high": Value(high),
            "events_stating": .integer(statingEvents),
        ])
    }
}

extension Int {
    fileprivate func stoppedSum(_ other: Int) -> Int {
        let (sum, isTooGreat) = addingReportingOverflow(other)
        return isTooGreat ? .max : sum
    }
}
