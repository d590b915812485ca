import Geodesy
import Geoparsing
import SimpleFeatures

/// How well two accounts go together as one event.
///
/// A linear score over named features (``MergeFeature``), the same whichever account comes first.
///
/// - SeeAlso: Christen (2012), *Data Matching*, Springer, on blocking and on scoring pairs.
struct AccountMatch {
    /// Two accounts are one event when their score is this or more.
    static let threshold = 4.0
    /// How far apart two towns may lie that one event is told of, where their units are not known.
    static let nearMetres = 25_000.0
    /// Names in common count up to so many times.
    private static let nameLimit = 3
    /// Two tolls are alike within this share of the higher.
    private static let likeShare = 0.1

    /// One feature with what it was found in.
    struct Finding {
        let feature: MergeFeature
        /// How often it counts.
        var times = 1
        /// The words or the distance that show it; empty where the feature says all.
        var detail = ""

        /// In tenths, as the weights are, so that sums do not depend on their order.
        var tenths: Int { Int((feature.weight * 10).rounded()) * times }
    }

    private(set) var findings: [Finding] = []

    /// The sum of what was found.
    var score: Double { Double(findings.reduce(0) { $0 + $1.tenths }) / 10 }

    private mutating func count(_ feature: MergeFeature, times: Int = 1, _ detail: String = "") {
        findings.append(Finding(feature: feature, times: times, detail: detail))
    }

    /// - Returns: `nil` when the accounts cannot tell of one event, whatever else they tell: they are
    ///   of different families or lack a day or a place, their places or times are too far apart,
    ///   or one sums up more days than the other.
    init?(_ one: PlacedAccount, _ other: PlacedAccount) {
        let (mine, yours) = (one.account, other.account)
        guard mine.type.family == yours.type.family, let first = mine.date,
            let second = yours.date, let here = one.spot, let there = other.spot,
            !AccountMatch.areTotalAndPart(mine, first, yours, second),
            countPlaces(here, there), countTimes(first, second)
        else { return nil }
        countTypes(mine.type, yours.type)
        countToll(mine, yours)
        countActors(one, other)
        let names = one.words.names.intersection(other.words.names)
            .subtracting(here.nameWords).subtracting(there.nameWords)
        if !names.isEmpty {
            count(
                .sameNames, times: min(names.count, AccountMatch.nameLimit),
                names.sorted().joined(separator: ", "))
        }
        if one.words.isCopy(of: other.words) { count(.sameWords) }
    }

    /// Whether one toll sums up more days than the other.
    ///
    /// A toll over several days is a total, which is never joined to one of its days. Reports differ
    /// by a day at the ends of one span too; there alike tolls show that the same days are meant.
    private static func areTotalAndPart(
        _ one: Account, _ first: DateInterval, _ other: Account, _ second: DateInterval
    ) -> Bool {
        let hasTotal =
            one.cost.deaths != nil && first.dayCount > 1
            || other.cost.deaths != nil && second.dayCount > 1
        guard hasTotal, !isSame(first, second) else { return false }
        // What tells no deaths is no total, and longer than the other no part either.
        if one.cost.deaths == nil, first.dayCount > second.dayCount { return false }
        if other.cost.deaths == nil, second.dayCount > first.dayCount { return false }
        guard abs(first.start.daysSince1970 - second.start.daysSince1970) <= 1,
            abs(first.end.daysSince1970 - second.end.daysSince1970) <= 1,
            abs(first.dayCount - second.dayCount) <= 1,
            let mine = one.cost.deaths.flatMap({ $0.low ?? $0.best }),
            let yours = other.cost.deaths.flatMap({ $0.low ?? $0.best })
        else { return true }
        // Figures come from files of strangers; their difference may be none of an integer.
        return (Double(mine) - Double(yours)).magnitude > likeShare * Double(max(mine, yours))
    }

    private mutating func countPlaces(_ here: Spot, _ there: Spot) -> Bool {
        if here.placeID == there.placeID {
            switch max(here.precision, there.precision) {
            case .country, .unknown: count(.sameCountry)
            case .admin1, .area: count(.sameArea)
            case .exact, .town, .admin2: count(.samePlace)
            }
            return true
        }
        if here.isInside(there) || there.isInside(here) {
            let outer = here.isInside(there) ? there : here
            count(outer.isTown ? .townAndQuarter : .placeInArea)
            return true
        }
        guard !here.isArea, !there.isArea else { return false }
        if let unit = here.admin2ID, let other = there.admin2ID {
            if unit == other { count(.sameUnit) }
            return unit == other
        }
        let metres = Geodesic.distanceMetres(from: here.position, to: there.position)
        guard metres <= AccountMatch.nearMetres else { return false }
        count(.nearPlaces, "\(Int(metres / 1000)) km")
        return true
    }

    private mutating func countTimes(_ first: DateInterval, _ second: DateInterval) -> Bool {
        let areDays = first.precision == .day && second.precision == .day
        if AccountMatch.isSame(first, second) {
            count(areDays ? .sameDay : .sameTime)
        } else if areDays, first.overlaps(second) {
            count(.daysInCommon)
        } else if areDays, AccountMatch.followEachOther(first, second) {
            count(.dayApart)
        } else if first.overlaps(second) {
            count(.timesOverlap)
        } else {
            return false
        }
        return true
    }

    /// Whether two spans have the same days, known as closely, in whatever words.
    private static func isSame(_ first: DateInterval, _ second: DateInterval) -> Bool {
        first.bounded(.said) == second.bounded(.said)
    }

    /// Whether one begins on the day after the other's last.
    private static func followEachOther(_ first: DateInterval, _ second: DateInterval) -> Bool {
        let lastStart = max(first.start, second.start).daysSince1970
        return lastStart - min(first.end, second.end).daysSince1970 == 1
    }

    private mutating func countTypes(_ one: EventType, _ other: EventType) {
        guard one != other else { return count(.sameType) }
        switch one.family {
        // What one calls a clash, another calls a massacre.
        case .violence: count(.bothViolent)
        // A decree is no resignation; nor is a march called a protest a reason for or against.
        case .politics, .other: count(.otherType)
        case .protest, .blockade, .occupation: break
        }
    }

    private mutating func countToll(_ one: Account, _ other: Account) {
        guard let mine = one.cost.deaths, let yours = other.cost.deaths else { return }
        let isSame =
            mine.low != nil && mine.low == yours.low || mine.best != nil && mine.best == yours.best
        count(isSame ? .sameToll : mine.contradicts(yours) ? .tollsApart : .tollsMeet)
    }

    private mutating func countActors(_ one: PlacedAccount, _ other: PlacedAccount) {
        let groups = one.kinds.intersection(other.kinds)
        let actors = one.actors.intersection(other.actors).union(groups.map(\.rawValue))
        if !actors.isEmpty {
            count(.sameActors, actors.sorted().joined(separator: ", "))
        } else if !one.kinds.isEmpty, !other.kinds.isEmpty, one.account.type.family != .violence {
            // Of one fight each side is told of; a march of teachers is none of miners.
            count(.otherActors)
        }
    }

    /// "the same place (2.0), the same day (2.0), actors in common: miners (0.5)"
    var explanation: String {
        findings.map { finding in
            let detail = finding.detail.isEmpty ? "" : ": \(finding.detail)"
            return "\(finding.feature.sentence)\(detail) (\(Double(finding.tenths) / 10))"
        }.joined(separator: ", ")
    }
}
