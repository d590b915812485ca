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

    /// The span of several accounts: the lowest low, the highest high, and as best the highest
    /// best, since later and fuller counts are the higher ones. An account that sets no upper
    /// bound ("at least 50") leaves the span without one only if no other account sets one.
    public static func spanning(_ tolls: [Toll]) -> Toll? {
        guard !tolls.isEmpty else { return nil }
        let highs = tolls.compactMap { $0.high ?? $0.best }
        return Toll(
            low: tolls.compactMap { $0.low ?? $0.best }.min(), best: tolls.compactMap(\.best).max(),
            high: tolls.allSatisfy { $0.high == nil } ? nil : highs.max())
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
