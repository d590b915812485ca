public import Gazetteers
import SimpleFeatures

/// Joins accounts of one event that several reports tell.
///
/// Accounts are compared where their families agree, their days are at most one apart, and their places
/// lie in one admin-2 unit, within 25 km where the units are not known, or one in the other; a linear score over named features decides
/// (``AccountMatch``). A total over several days is never joined to its parts.
public struct EventMerger: Sendable {
    /// The score that joins two accounts.
    public static let threshold = AccountMatch.threshold

    private let gazetteer: Gazetteer

    public init(gazetteer: Gazetteer) { self.gazetteer = gazetteer }

    /// The events of accounts, in order of their first days; undated ones last.
    ///
    /// Of the events of one family, time and neighbourhood an account is compared with the last 500,
    /// and of an event's accounts with the first 100 that differ: a bound on the cost of hostile
    /// texts.
    ///
    /// - Complexity: O(*n* log *n* + *n* · *w*), *w* the events in reach of an account, with a
    ///   bound as said.
    public func events(of accounts: [Account]) -> [Event] {
        let ordered = accounts.sorted(by: precedes)
        var events = OpenEvents()
        for account in ordered {
            events.add(PlacedAccount(account, gazetteer: gazetteer))
        }
        return events.events
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
        let (place, otherPlace) = (
            (one.source.reportID, one.source.start), (other.source.reportID, other.source.start)
        )
        if place != otherPlace { return place < otherPlace }
        // Clauses of one sentence begin their quotes together; only their ids differ.
        return one.id < other.id
    }
}
