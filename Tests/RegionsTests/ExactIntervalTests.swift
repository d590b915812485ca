import Testing

@testable import Regions

/// Intervals against SciPy and against their own definition.
@Suite struct ExactIntervalTests {
    /// By SciPy 1.17.1: `beta.ppf(0.025, k, n - k + 1)` as odds, and for the high end
    /// `beta.ppf(0.975, k + 1, n - k) / beta.ppf(0.025, n - k, k + 1)`.
    static let odds: [(count: Int, total: Int, low: Double, high: Double)] = [
        (0, 1, 0, 39), (1, 1, 0.025641025641025644, .infinity),
        (0, 10, 0, 0.44612554959192463), (3, 10, 0.07151220048108632, 1.8773074392140194),
        (10, 10, 2.241521475097558, .infinity),
        (4, 54, 0.020982171212526247, 0.21792804082175302),
        (50, 54, 4.5886706282920064, 47.65951006076079),
        (500, 1000, 0.8816416291829808, 1.1342477112006404),
        (123_456, 1_000_000, 0.1400062694163452, 0.1416858909247705),
        (1, 100_000_000, 2.531780798749483e-10, 5.571643568474562e-08),
        (60_000_000, 100_000_000, 1.4993999807507072, 1.500600271207391),
    ]

    /// By SciPy 1.17.1: `chi2.ppf(0.025, 2 * k) / 2` and `chi2.ppf(0.975, 2 * k + 2) / 2`.
    static let means: [(count: Int, low: Double, high: Double)] = [
        (0, 0, 3.6888794541139354), (1, 0.025317807984289876, 5.571643390938898),
        (2, 0.24220927854396496, 7.22468766772396), (5, 1.6234863901184207, 11.66833207932267),
        (20, 12.216519585403944, 30.8883779026746), (100, 81.36399125092314, 121.62679379242638),
        (12345, 12128.18090789908, 12564.722206913333),
        (10_000_000, 9993802.996884268, 10006199.897731498),
        (2_000_000_000, 1999912348.693099, 2000087654.2012286),
    ]

    private static func areNear(_ one: Double, _ other: Double) -> Bool {
        one == other || (one - other).magnitude <= 1e-9 * other.magnitude
    }

    @Test(arguments: odds)
    func `odds are those of SciPy`(count: Int, total: Int, low: Double, high: Double) {
        let interval = ExactInterval.odds(of: count, in: total)
        #expect(Self.areNear(interval.low, low), "\(interval.low), expected \(low)")
        #expect(Self.areNear(interval.high, high), "\(interval.high), expected \(high)")
    }

    @Test(arguments: means)
    func `means are those of SciPy`(count: Int, low: Double, high: Double) {
        let interval = ExactInterval.mean(of: count)
        #expect(Self.areNear(interval.low, low), "\(interval.low), expected \(low)")
        #expect(Self.areNear(interval.high, high), "\(interval.high), expected \(high)")
    }

    /// The definition: at each end the outcomes as far out or farther have 2.5 %.
    @Test(arguments: 1...40)
    func `at the ends of the odds 2.5 % of the outcomes lie beyond`(total: Int) {
        for count in 0...total {
            let interval = ExactInterval.odds(of: count, in: total)
            if count > 0 {
                #expect(Self.areNear(Self.tail(count...total, total, interval.low), 0.025))
            }
            if count < total {
                #expect(Self.areNear(Self.tail(0...count, total, interval.high), 0.025))
            }
        }
    }

    /// The sum of binomial terms, one by one.
    private static func tail(_ counts: ClosedRange<Int>, _ total: Int, _ odds: Double) -> Double {
        let share = odds / (1 + odds)
        return counts.reduce(0) { sum, count in
            var term = 1.0
            for step in 0..<count { term *= Double(total - step) / Double(step + 1) * share }
            for _ in 0..<total - count { term *= 1 - share }
            return sum + term
        }
    }

    @Test func `no trials say nothing of the odds`() {
        let interval = ExactInterval.odds(of: 0, in: 0)
        #expect(interval.low == 0)
        #expect(interval.high == .infinity)
    }

    @Test func `the interval of a count holds the count and grows with it`() {
        var last = (low: -1.0, high: 0.0)
        for count in 0...300 {
            let interval = ExactInterval.mean(of: count)
            #expect(interval.low <= Double(count) && Double(count) < interval.high)
            #expect(interval.low > last.low && interval.high > last.high)
            last = interval
        }
    }

    // MARK: Rates and ratios

    @Test func `a rate names events for so many inhabitants`() throws {
        let rate = try #require(Rate(of: 20, in: 4_000_000, per: 100_000))
        #expect(rate.value == 0.5)
        #expect(Self.areNear(rate.low, 12.216519585403944 / 40))
        #expect(Self.areNear(rate.high, 30.8883779026746 / 40))
    }

    @Test(arguments: [nil, 0, -1, .infinity] as [Double?])
    func `nothing is divided by what is not known or is nothing`(denominator: Double?) {
        #expect(Rate(of: 1, in: denominator, per: 1) == nil)
        #expect(RateRatio(of: 1, in: denominator, to: 1, in: 1) == nil)
        #expect(RateRatio(of: 1, in: 1, to: 1, in: denominator) == nil)
    }

    @Test func `a ratio of rates is that of the counts over that of the denominators`() throws {
        let ratio = try #require(RateRatio(of: 50, in: 200, to: 4, in: 100))
        #expect(ratio.value == 6.25)
        #expect(Self.areNear(ratio.low, 4.5886706282920064 / 2))
        #expect(Self.areNear(ratio.high, 47.65951006076079 / 2))
    }

    @Test func `counts of nothing have a ratio of 0, without bound or none`() throws {
        let none = try #require(RateRatio(of: 0, in: 1, to: 9, in: 1))
        #expect(none.value == 0)
        #expect(none.low == 0)
        #expect(none.high.isFinite)
        let all = try #require(RateRatio(of: 9, in: 1, to: 0, in: 1))
        #expect(all.value == .infinity)
        #expect(all.low > 0)
        #expect(all.high == .infinity)
        let neither = try #require(RateRatio(of: 0, in: 1, to: 0, in: 1))
        #expect(neither.value == nil)
        #expect(neither.low == 0)
        #expect(neither.high == .infinity)
    }

    @Test(arguments: [(20, 20, false), (19, 400, true), (400, 19, true), (0, 0, true)])
    func `ratios of fewer than 20 events on a side are marked`(
        events: Int, reference: Int, isMarked: Bool
    ) {
        #expect(RateRatio(of: events, in: 1, to: reference, in: 1)?.isOfSmallCounts == isMarked)
    }
}
