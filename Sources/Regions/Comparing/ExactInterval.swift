#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Confidence intervals of counts that need no approximation by a normal distribution.
///
/// Both look for the parameter at which a count as far out as the one seen has the probability of
/// 2.5 %. The tail is summed term by term on the side where the terms only fall, from a first term
/// that is right to the last digits however large the count; the parameter is found by halving.
///
/// - SeeAlso: Loader (2000), "Fast and Accurate Computation of Binomial Probabilities", for the
///   first term.
enum ExactInterval {
    /// How often the interval holds the truth at least.
    static let confidence = 0.95

    private static let tail = (1 - confidence) / 2

    /// The interval of the mean of a Poisson distribution that gave a count.
    ///
    /// - Parameter count: 0 or more.
    /// - Returns: Both ends; the low one is 0 for the count 0.
    /// - Complexity: O(√*n*), *n* the count.
    /// - SeeAlso: Garwood (1936), "Fiducial Limits for the Poisson Distribution", *Biometrika* 28.
    static func mean(of count: Int) -> (low: Double, high: Double) {
        precondition(count >= 0, "a count is never negative, found \(count)")
        let middle = Double(count)
        // The mean that leaves 2.5 % beyond is at most so far away.
        let farthest = middle + 8 * middle.squareRoot() + 16
        let low =
            count == 0
            ? 0 : root(from: 0, to: middle) { upperPoissonTail(of: count, mean: $0) < tail }
        return (
            low, root(from: middle, to: farthest) { lowerPoissonTail(of: count, mean: $0) > tail }
        )
    }

    /// The interval of the odds p / (1 - p) of a binomial distribution.
    ///
    /// - Parameters:
    ///   - count: How many of the trials succeeded.
    ///   - total: How many trials there were; 0 says nothing of the odds.
    /// - Returns: Both ends; the low one is 0 when none succeeded, the high one infinite when all.
    /// - Complexity: O(√*n*), *n* the trials.
    /// - SeeAlso: Clopper, Pearson (1934), "The Use of Confidence or Fiducial Limits Illustrated in
    ///   the Case of the Binomial", *Biometrika* 26.
    static func odds(of count: Int, in total: Int) -> (low: Double, high: Double) {
        precondition(
            (0...total).contains(count), "\(count) of \(total) trials, expected 0 to \(total)")
        guard total > 0 else { return (0, .infinity) }
        if count > total - count {
            // Odds near 1 / 0 are told more closely by those of failing.
            let failing = odds(of: total - count, in: total)
            return (1 / failing.high, failing.low == 0 ? .infinity : 1 / failing.low)
        }
        let share = Double(count) / Double(total)
        let low =
            count == 0
            ? 0
            : root(from: 0, to: share) { upperBinomialTail(of: count, in: total, $0) < tail }
        let high = root(from: share, to: 1) { lowerBinomialTail(of: count, in: total, $0) > tail }
        return (low / (1 - low), high / (1 - high))
    }

    /// Where a condition that holds below stops to hold, found by halving until two numbers are
    /// neighbours.
    private static func root(
        from low: Double, to high: Double, isBelow: (Double) -> Bool
    ) -> Double {
        var (low, high) = (low, high)
        while true {
            let middle = low + (high - low) / 2
            guard middle > low, middle < high else { return middle }
            if isBelow(middle) { low = middle } else { high = middle }
        }
    }

    // MARK: Tails

    /// How likely a count or a higher one is, for a mean below it.
    private static func upperPoissonTail(of count: Int, mean: Double) -> Double {
        var (sum, term, next) = (1.0, 1.0, Double(count))
        while term > sum * 1e-17 {
            next += 1
            term *= mean / next
            sum += term
        }
        return poisson(count, mean: mean) * sum
    }

    /// How likely a count or a lower one is, for a mean above it.
    private static func lowerPoissonTail(of count: Int, mean: Double) -> Double {
        var (sum, term, next) = (1.0, 1.0, Double(count))
        while next > 0, term > sum * 1e-17 {
            term *= next / mean
            sum += term
            next -= 1
        }
        return poisson(count, mean: mean) * sum
    }

    /// How likely so many successes or more are, for a share below theirs.
    private static func upperBinomialTail(
        of count: Int, in total: Int, _ share: Double
    ) -> Double {
        let odds = share / (1 - share)
        var (sum, term, next) = (1.0, 1.0, count)
        while next < total, term > sum * 1e-17 {
            term *= Double(total - next) / Double(next + 1) * odds
            sum += term
            next += 1
        }
        return binomial(count, in: total, share) * sum
    }

    /// How likely so many successes or fewer are, for a share above theirs.
    private static func lowerBinomialTail(
        of count: Int, in total: Int, _ share: Double
    ) -> Double {
        let odds = share / (1 - share)
        var (sum, term, next) = (1.0, 1.0, count)
        while next > 0, term > sum * 1e-17 {
            term *= Double(next) / Double(total - next + 1) / odds
            sum += term
            next -= 1
        }
        return binomial(count, in: total, share) * sum
    }

    // MARK: Single counts

    private static func poisson(_ count: Int, mean: Double) -> Double {
        guard count > 0 else { return exp(-mean) }
        let number = Double(count)
        return exp(-stirlingError(count) - deviance(number, from: mean))
            / (2 * .pi * number).squareRoot()
    }

    private static func binomial(_ count: Int, in total: Int, _ share: Double) -> Double {
        guard count > 0 else { return exp(Double(total) * log1p(-share)) }
        guard count < total else { return exp(Double(total) * log(share)) }
        let (number, all) = (Double(count), Double(total))
        let exponent =
            stirlingError(total) - stirlingError(count) - stirlingError(total - count)
            - deviance(number, from: all * share)
            - deviance(all - number, from: all * (1 - share))
        return exp(exponent) / (2 * .pi * number * (1 - number / all)).squareRoot()
    }

    /// What Stirling's formula lacks of the logarithm of a factorial.
    private static func stirlingError(_ count: Int) -> Double {
        let number = Double(count)
        if count < 16 {
            let factorial = (1...count).reduce(1.0) { $0 * Double($1) }
            return log(factorial) - (number + 0.5) * log(number) + number - 0.5 * log(2 * .pi)
        }
        let square = number * number
        return
            (1 / 12.0
            - (1 / 360.0 - (1 / 1260.0 - (1 / 1680.0 - 1 / 1188.0 / square) / square)
                / square)
                / square)
            / number
    }

    /// x log(x / m) + m - x, also where x and m are nearly the same.
    private static func deviance(_ number: Double, from mean: Double) -> Double {
        let difference = number - mean
        guard difference.magnitude < 0.1 * (number + mean) else {
            return number * log(number / mean) - difference
        }
        let ratio = difference / (number + mean)
        var sum = difference * ratio
        var term = 2 * number * ratio
        var divisor = 1.0
        while true {
            term *= ratio * ratio
            divisor += 2
            let next = sum + term / divisor
            if next == sum { return sum }
            sum = next
        }
    }
}
