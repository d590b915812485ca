/// Events for so many inhabitants or so much ground, with an exact Poisson interval.
public struct Rate: Hashable, Sendable {
    /// Events in a unit of what they are divided by.
    public let value: Double
    /// The low end of the 95 % interval.
    public let low: Double
    /// The high end of the 95 % interval.
    public let high: Double

    /// Divides a count.
    ///
    /// - Parameters:
    ///   - events: How many there are.
    ///   - denominator: What they are divided by, in any unit.
    ///   - unit: How many of them the rate is for, such as 100,000 inhabitants.
    /// - Returns: `nil` where the denominator is not known or not greater than 0.
    /// - Complexity: O(√*n*), *n* the count.
    /// - SeeAlso: `docs/compare.md`, "Rates".
    public init?(of events: Int, in denominator: Double?, per unit: Double) {
        guard let denominator, denominator > 0, denominator.isFinite else { return nil }
        let scale = unit / denominator
        let interval = ExactInterval.mean(of: events)
        value = Double(events) * scale
        low = interval.low * scale
        high = interval.high * scale
    }
}

/// How many times the rate of one region is that of another, with an exact interval.
///
/// Both counts are taken for Poisson distributed and independent. Given their sum, one of them is
/// binomial, whatever the rates are; the interval of its odds is that of the ratio.
///
/// - SeeAlso: Przyborowski, Wilenski (1940), "Homogeneity of Results in Testing Samples from
///   Poisson Series", *Biometrika* 31; `docs/compare.md`, "Ratios".
public struct RateRatio: Hashable, Sendable {
    /// The ratio; infinite when only the reference has no events, `nil` when neither has any.
    public let value: Double?
    /// The low end of the 95 % interval, at least 0.
    public let low: Double
    /// The high end of the 95 % interval; infinite when the reference has no events.
    public let high: Double
    /// Whether one of the counts is below ``leastCount``.
    public let isOfSmallCounts: Bool

    /// Ratios of fewer events than this, on either side, are marked.
    ///
    /// Below 20 the standard error of a Poisson count is more than 22 % of it.
    ///
    /// - SeeAlso: National Center for Health Statistics, CDC WONDER, "Underlying Cause of Death":
    ///   rates of fewer than 20 deaths are marked unreliable.
    public static let leastCount = 20

    /// Divides two rates.
    ///
    /// - Parameters:
    ///   - events: Events of the region.
    ///   - denominator: Its inhabitants or its area.
    ///   - referenceEvents: Events of the reference.
    ///   - referenceDenominator: Its inhabitants or its area, in the same unit.
    /// - Returns: `nil` where a denominator is not known or not greater than 0.
    /// - Complexity: O(√*n*), *n* the sum of the counts.
    public init?(
        of events: Int, in denominator: Double?, to referenceEvents: Int,
        in referenceDenominator: Double?
    ) {
        guard let denominator, let referenceDenominator, denominator > 0, referenceDenominator > 0,
            denominator.isFinite, referenceDenominator.isFinite
        else { return nil }
        let scale = referenceDenominator / denominator
        let odds = ExactInterval.odds(of: events, in: events + referenceEvents)
        value =
            events + referenceEvents == 0
            ? nil : Double(events) / Double(referenceEvents) * scale
        low = odds.low * scale
        high = odds.high * scale
        isOfSmallCounts = min(events, referenceEvents) < RateRatio.leastCount
    }
}
