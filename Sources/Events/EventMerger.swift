public import Gazetteers
import Geodesy
import Geoparsing
import SimpleFeatures

/// Joins accounts of one event that several reports tell.
///
/// Accounts are compared where their families agree and their days are at most one apart; a linear
/// score over named features decides. A total over several days is never joined to its parts.
public struct EventMerger: Sendable {
    /// Two accounts are one event when their score is this or more.
    static let threshold = 4.0

    /// Actors whom any two accounts share.
    private static let anybody: Set<String> = [
        "people", "government", "gobierno", "police", "policía", "army", "ejército", "crowd",
    ]

    private let gazetteer: Gazetteer

    public init(gazetteer: Gazetteer) { self.gazetteer = gazetteer }

    /// The events of accounts, in order of their first days; undated ones last.
    ///
    /// - Complexity: O(*n* log *n* + *n* · *w*), *w* the accounts within a day of each other.
    public func events(of accounts: [Account]) -> [Event] {
        let ordered = accounts.sorted(by: precedes)
        var events: [Event] = []
        var open: [EventType.Family: [Int]] = [:]
        for account in ordered {
            let family = account.type.family
            guard let date = account.date else {
                events.append(Event(account))
                continue
            }
            // An event whose last day has passed is out of reach of all later accounts.
            let reachable = (open[family] ?? []).filter { index in
                events[index].accounts.contains {
                    ($0.date?.end.daysSince1970 ?? Int.min) >= date.start.daysSince1970 - 1
                }
            }
            let best = reachable.map { ($0, match(account, events[$0])) }
                .max { ($0.1.score, $1.0) < ($1.1.score, $0.0) }
            if let best, best.1.score >= EventMerger.threshold {
                let event = events[best.0]
                events[best.0] = Event(
                    accounts: event.accounts + [account], reasons: event.reasons + [best.1.reason])
                open[family] = reachable
            } else {
                events.append(Event(account))
                open[family] = reachable + [events.count - 1]
            }
        }
        return events
    }

    /// Each account as an event of its own, in the same order.
    public func unmerged(_ accounts: [Account]) -> [Event] {
        accounts.sorted(by: precedes).map { Event($0) }
    }

    private func precedes(_ one: Account, _ other: Account) -> Bool {
        func key(_ account: Account) -> (Int, Int) {
            (
                account.date?.start.daysSince1970 ?? Int.max,
                account.date?.end.daysSince1970 ?? Int.max
            )
        }
        let mine = key(one)
        let yours = key(other)
        if mine != yours { return mine < yours }
        // Clauses of one sentence begin their quotes together; only their ids differ.
        return (one.source.reportID, one.source.start, one.id)
            < (other.source.reportID, other.source.start, other.id)
    }

    // MARK: - Two accounts

    private func match(_ account: Account, _ event: Event) -> (score: Double, reason: String) {
        if event.accounts.contains(where: { $0.source.reportID == account.source.reportID }) {
            return (-.infinity, "")
        }
        // Every account must be a match, so that a chain does not join two distant days.
        let scores = event.accounts.map { match(account, $0) }
        return scores.min { $0.score < $1.score } ?? (-.infinity, "")
    }

    private func match(_ one: Account, _ other: Account) -> (score: Double, reason: String) {
        guard let first = one.date, let second = other.date, let here = one.place,
            let there = other.place
        else { return (-.infinity, "") }
        var score = 0.0
        var reasons: [String] = []
        func count(_ value: Double, _ reason: String) {
            score += value
            reasons.append(reason)
        }
        // A toll over several days is a total, which is never joined to one of its days.
        let isTotal =
            one.cost.deaths != nil && first.dayCount > 1
            || other.cost.deaths != nil && second.dayCount > 1
        if isTotal, first != second { return (-.infinity, "") }
        let metres = Geodesic.distanceMetres(from: here.place.position, to: there.place.position)
        if here.place.id == there.place.id {
            count(here.precision == .country ? 1 : 2, "the same place")
        } else if metres <= 25_000, !here.place.kind.isArea, !there.place.kind.isArea {
            let isInside = holds(here.place, there.place) || holds(there.place, here.place)
            count(isInside ? 1.5 : 0.6, "places \(Int(metres / 1000)) km apart")
        } else if holds(here.place, there.place) || holds(there.place, here.place) {
            count(0.5, "one place lies in the other")
        } else {
            return (-.infinity, "")
        }
        let areDays = first.precision == .day && second.precision == .day
        if first == second {
            count(areDays ? 2 : 1.2, areDays ? "the same day" : "the same time")
        } else if areDays, first.overlaps(second) {
            count(1.5, "days in common")
        } else if areDays, abs(first.start.daysSince1970 - second.start.daysSince1970) <= 1 {
            count(0.5, "a day apart")
        } else if first.overlaps(second) {
            count(0.3, "times that overlap")
        } else {
            return (-.infinity, "")
        }
        if one.type == other.type {
            count(1, "the same type")
        } else if one.type.family == .violence {
            // What one calls a clash, another calls a massacre.
            count(0.5, "both violent")
        }
        if let mine = one.cost.deaths, let yours = other.cost.deaths {
            let isAlike = mine.low == yours.low || mine.best == yours.best
            if isAlike { count(1, "the same toll") } else { count(-0.3, "different tolls") }
        }
        let shared = Set(one.actors).intersection(other.actors).subtracting(EventMerger.anybody)
        if !shared.isEmpty {
            count(0.5, "actors in common (\(shared.sorted().joined(separator: ", ")))")
        }
        return (score, reasons.joined(separator: ", "))
    }

    private func holds(_ outer: Place, _ inner: Place) -> Bool {
        gazetteer.ancestors(of: inner).contains { $0.id == outer.id }
            && outer.kind.level > .country
    }
}
