import Gazetteers
import Geodesy
import Geoparsing
import SimpleFeatures

/// An account with what its place lies in, looked up once.
struct PlacedAccount {
    let account: Account
    /// The ids of the places that its place lies in, up to the country.
    let holderIDs: [String]

    init(_ account: Account, gazetteer: Gazetteer) {
        self.account = account
        holderIDs =
            account.place.map { place in
                gazetteer.ancestors(of: place.place).filter { $0.kind.level > .country }.map(\.id)
            } ?? []
    }

    /// Whether the place of another account holds this one's; a country holds none.
    func isInside(_ outer: Place) -> Bool { holderIDs.contains(outer.id) }
}

/// How well two accounts of different reports go together as one event.
///
/// A linear score over named features.
struct AccountMatch {
    /// Two accounts are one event when their score is this or more.
    static let threshold = 4.0
    /// How far apart two towns may lie that one event is told of.
    static let nearMetres = 25_000.0

    /// Actors whom any two accounts share.
    private static let anybody: Set<String> = [
        "people", "government", "gobierno", "police", "policía", "army", "ejército", "crowd",
    ]

    private(set) var score = 0.0
    private(set) var reasons: [String] = []

    private mutating func count(_ value: Double, _ reason: String) {
        score += value
        reasons.append(reason)
    }

    /// - Returns: `nil` when the accounts cannot tell of one event, whatever else they tell.
    init?(_ one: PlacedAccount, _ other: PlacedAccount) {
        let (mine, yours) = (one.account, other.account)
        guard let first = mine.date, let second = yours.date, let here = mine.place,
            let there = yours.place
        else { return nil }
        // A toll over several days is a total, which is never joined to one of its days.
        let isTotal =
            mine.cost.deaths != nil && first.dayCount > 1
            || yours.cost.deaths != nil && second.dayCount > 1
        if isTotal, first != second { return nil }
        let holds = one.isInside(there.place) || other.isInside(here.place)
        if here.place.id == there.place.id {
            count(here.precision == .country ? 1 : 2, "the same place")
        } else if !here.place.kind.isArea, !there.place.kind.isArea,
            case let metres = Geodesic.distanceMetres(
                from: here.place.position, to: there.place.position),
            metres <= AccountMatch.nearMetres
        {
            count(holds ? 1.5 : 0.6, "places \(Int(metres / 1000)) km apart")
        } else if holds {
            count(0.5, "one place lies in the other")
        } else {
            return nil
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
            return nil
        }
        countKind(mine, yours)
        countToll(mine, yours)
        countActors(mine, yours)
    }

    private mutating func countKind(_ one: Account, _ other: Account) {
        if one.type == other.type {
            count(1, "the same type")
        } else if one.type.family == .violence {
            // What one calls a clash, another calls a massacre.
            count(0.5, "both violent")
        }
    }

    private mutating func countToll(_ one: Account, _ other: Account) {
        guard let mine = one.cost.deaths, let yours = other.cost.deaths else { return }
        let isAlike = mine.low == yours.low || mine.best == yours.best
        if isAlike { count(1, "the same toll") } else { count(-0.3, "different tolls") }
    }

    private mutating func countActors(_ one: Account, _ other: Account) {
        guard !one.actors.isEmpty, !other.actors.isEmpty else { return }
        let shared = Set(one.actors).intersection(other.actors).subtracting(AccountMatch.anybody)
        if !shared.isEmpty {
            count(0.5, "actors in common (\(shared.sorted().joined(separator: ", ")))")
        }
    }
}
