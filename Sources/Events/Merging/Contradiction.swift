public import Gazetteers
import SimpleFeatures

/// Something about one event that its accounts tell differently, so that not all can be right.
public struct Contradiction: Sendable {
    /// What it is about.
    public enum Subject: String, Sendable, CaseIterable {
        case type, date, place, deaths, injured, arrested, participants
        /// The parts of a total sum up to more than the total.
        case total
    }

    /// What one account says.
    public struct Claim: Sendable {
        public let account: Account
        public let says: String
        /// Sentences of the account's report that tell it besides the account's own.
        public let otherQuotes: [String]
    }

    public let subject: Subject
    /// What each account says that says something, in the order of the accounts.
    public let claims: [Claim]

    /// What the accounts of an event contradict each other in.
    ///
    /// A closer day, place or figure is no contradiction to a wider one that holds it.
    ///
    /// - Parameters:
    ///   - event: The event.
    ///   - parts: The events that its toll sums up; see ``Totals``.
    /// - Returns: In the order of ``Subject``; empty where all can be right.
    /// - Complexity: O(*n*), *n* the accounts.
    public static func all(
        in event: Event, parts: [Event] = [], gazetteer: Gazetteer
    ) -> [Contradiction] {
        var found: [Contradiction] = []
        func add(
            _ subject: Subject, of toll: KeyPath<Cost, Toll?>? = nil,
            _ says: (Account) -> String?
        ) {
            let claims = event.accounts.compactMap { account in
                says(account).map { Claim(account, says: $0, of: toll) }
            }
            found.append(Contradiction(subject: subject, claims: claims))
        }
        if Set(event.accounts.map(\.type)).count > 1 { add(.type) { $0.type.rawValue } }
        if haveNoDayInCommon(event.accounts.compactMap(\.date)) { add(.date) { $0.date?.edtf } }
        let spots = event.accounts.compactMap { Spot(of: $0, gazetteer: gazetteer) }
        if areApart(spots) { add(.place) { $0.record?.location ?? $0.place?.place.name } }
        for (subject, toll) in tolls {
            let bounds = event.accounts.compactMap { $0.cost[keyPath: toll]?.bounds }
            let low = bounds.map(\.lowerBound).max() ?? 0
            let high = bounds.map(\.upperBound).min() ?? Int.max
            if low > high { add(subject, of: toll) { $0.cost[keyPath: toll]?.words } }
        }
        if let total = total(event, parts) { found.append(total) }
        return found
    }

    private static var tolls: [(Subject, KeyPath<Cost, Toll?>)] {
        [
            (.deaths, \.deaths), (.injured, \.injured), (.arrested, \.arrested),
            (.participants, \.participants),
        ]
    }

    private static func haveNoDayInCommon(_ dates: [DateInterval]) -> Bool {
        guard let last = dates.map(\.start).max(), let first = dates.map(\.end).min() else {
            return false
        }
        return last > first
    }

    /// Whether there is a place that the one which lies deepest does not lie in.
    private static func areApart(_ spots: [Spot]) -> Bool {
        guard
            let deepest = spots.max(by: { $0.ancestorIDs.count < $1.ancestorIDs.count })
        else { return false }
        return spots.contains {
            $0.placeID != deepest.placeID && !deepest.ancestorIDs.contains($0.placeID)
        }
    }

    /// - Parameter parts: The parts; those that are totals themselves are left to their own parts,
    ///   and of those that tell of one place and day the highest counts, for they may be one event.
    private static func total(_ event: Event, _ parts: [Event]) -> Contradiction? {
        guard let total = event.deaths, let words = total.words else { return nil }
        let single = parts.filter { ($0.leading.date?.dayCount ?? 1) == 1 }
        var lowest: [String: Int] = [:]
        for part in single {
            let lead = part.leading
            let key = "\(lead.place?.place.id ?? "") \(lead.date?.edtf ?? "")"
            lowest[key] = max(lowest[key] ?? 0, part.deaths?.bounds.lowerBound ?? 0)
        }
        let sum = lowest.values.reduce(0) { sum, next in
            // Figures come from files of strangers.
            let (sum, isTooLarge) = sum.addingReportingOverflow(next)
            return isTooLarge ? Int.max : sum
        }
        guard sum > total.bounds.upperBound else { return nil }
        let claims = single.compactMap { part in
            part.deaths?.words.map { Claim(part.leading, says: $0, of: \.deaths) }
        }
        return Contradiction(
            subject: .total,
            claims: [Claim(event.leading, says: "\(words) in all", of: \.deaths)] + claims)
    }
}

extension Contradiction.Claim {
    fileprivate init(_ account: Account, says: String, of toll: KeyPath<Cost, Toll?>?) {
        self.init(
            account: account, says: says,
            otherQuotes: account.others.filter { other in
                toll.map { other.cost[keyPath: $0] != nil } ?? false
            }.map(\.quote))
    }
}
