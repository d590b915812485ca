import Gazetteers
import Geodesy
import SimpleFeatures

/// Events that grow account by account, found by family, place and time.
///
/// The accounts come in the order of their first days, so an event whose last day has passed is out of
/// reach of all later ones. An account must match every one of an event, hence its first; so events
/// stand under the place of their first account.
struct OpenEvents {
    private var grown: [GrowingEvent] = []
    private var numbers: [Key: [Int]] = [:]

    /// Of the events in reach under one key, so many are compared.
    private static let eventLimit = 500
    /// Of the accounts of one event that differ, so many are compared.
    private static let tellingLimit = 100

    /// Where an event stands.
    private enum Key: Hashable {
        /// Its first account's place.
        case place(EventType.Family, String)
        /// What that place lies in.
        case holder(EventType.Family, String)
        /// The admin-2 unit that it lies in.
        case unit(EventType.Family, String)
        /// The cube of 25 km in space that it lies in, unless it is an area.
        case cube(EventType.Family, x: Int, y: Int, z: Int)
    }

    /// What a match looks at; of accounts that agree in it one is compared.
    private struct Telling: Hashable {
        let type: EventType
        let date: DateInterval
        let placeID: String
        let deaths: Toll?
        let actors: [String]
        let quote: String
    }

    private struct GrowingEvent {
        var accounts: [Account]
        var reasons: [String] = []
        /// The event that its first account was kept apart from by the least.
        var nearMiss: Event.NearMiss?
        var reportIDs: Set<String>
        /// The last day of any account, in days since 1970.
        var lastDay: Int
        /// The first accounts that differ from each other.
        var compared: [PlacedAccount]
        var tellings: Set<Telling>

        mutating func join(_ placed: PlacedAccount, _ telling: Telling?, _ match: AccountMatch) {
            let account = placed.account
            accounts.append(account)
            reasons.append(match.explanation)
            reportIDs.insert(account.source.reportID)
            lastDay = max(lastDay, account.date?.end.daysSince1970 ?? Int.min)
            guard let telling, compared.count < OpenEvents.tellingLimit,
                tellings.insert(telling).inserted
            else { return }
            compared.append(placed)
        }
    }

    /// The events, in the order of their first accounts.
    var events: [Event] {
        grown.map { Event(accounts: $0.accounts, reasons: $0.reasons, nearMiss: $0.nearMiss) }
    }

    /// Adds an account to the event that it matches best, the first of equally good ones, or begins
    /// one with it.
    mutating func add(_ placed: PlacedAccount) {
        var best: (number: Int, match: AccountMatch)?
        var nearest: (account: Account, match: AccountMatch)?
        for number in reachable(from: placed) {
            switch comparison(of: placed, with: grown[number]) {
            case .fits(let match):
                if best.map({ match.score > $0.match.score }) ?? true { best = (number, match) }
            case .misses(let other, let match):
                if nearest.map({ match.score > $0.match.score }) ?? true {
                    nearest = (other, match)
                }
            case .cannotBe: continue
            }
        }
        let telling = OpenEvents.telling(of: placed)
        if let best { return grown[best.number].join(placed, telling, best.match) }
        begin(placed, telling)
        grown[grown.count - 1].nearMiss = nearest.map {
            Event.NearMiss(
                accountID: $0.account.id, reportID: $0.account.source.reportID,
                score: $0.match.score, reason: $0.match.explanation)
        }
    }

    private mutating func begin(_ placed: PlacedAccount, _ telling: Telling?) {
        let account = placed.account
        for key in OpenEvents.keys(of: placed) { numbers[key, default: []].append(grown.count) }
        grown.append(
            GrowingEvent(
                accounts: [account], reportIDs: [account.source.reportID],
                lastDay: account.date?.end.daysSince1970 ?? Int.min, compared: [placed],
                tellings: Set([telling].compactMap { $0 })))
    }

    /// How an account goes together with an event.
    private enum Comparison {
        /// With all of its accounts; this is the match with the one that fits worst, so that a chain
        /// does not join two distant days.
        case fits(AccountMatch)
        /// Not with this one of its accounts, by the score.
        case misses(Account, AccountMatch)
        /// Whatever the score, with one of its accounts it cannot.
        case cannotBe
    }

    private func comparison(
        of placed: PlacedAccount, with event: GrowingEvent
    ) -> Comparison {
        guard !event.reportIDs.contains(placed.account.source.reportID) else { return .cannotBe }
        var worst: AccountMatch?
        for other in event.compared {
            guard let match = AccountMatch(placed, other) else { return .cannotBe }
            guard match.score >= AccountMatch.threshold else {
                return .misses(other.account, match)
            }
            if worst.map({ match.score < $0.score }) ?? true { worst = match }
        }
        return worst.map(Comparison.fits) ?? .cannotBe
    }

    // MARK: Finding

    private static func telling(of placed: PlacedAccount) -> Telling? {
        let account = placed.account
        guard let date = account.date, let spot = placed.spot else { return nil }
        return Telling(
            type: account.type, date: date, placeID: spot.placeID, deaths: account.cost.deaths,
            actors: account.actors, quote: account.source.quote)
    }

    /// The keys that an event stands under which begins with an account; none where the account
    /// matches no other.
    private static func keys(of placed: PlacedAccount) -> [Key] {
        guard placed.account.date != nil, let spot = placed.spot else { return [] }
        let family = placed.account.type.family
        var keys: [Key] = [.place(family, spot.placeID)]
        keys += spot.holderIDs.map { .holder(family, $0) }
        if !spot.isArea {
            if let unit = spot.admin2ID { keys.append(.unit(family, unit)) }
            let (x, y, z) = cube(of: spot.position)
            keys.append(.cube(family, x: x, y: y, z: z))
        }
        return keys
    }

    /// The events that an account may belong to, in their order.
    private mutating func reachable(from placed: PlacedAccount) -> [Int] {
        guard let date = placed.account.date, let spot = placed.spot else { return [] }
        let family = placed.account.type.family
        let firstDay = date.start.daysSince1970
        var keys: [Key] = [.place(family, spot.placeID), .holder(family, spot.placeID)]
        keys += spot.holderIDs.map { .place(family, $0) }
        if !spot.isArea {
            if let unit = spot.admin2ID { keys.append(.unit(family, unit)) }
            let (x, y, z) = OpenEvents.cube(of: spot.position)
            for step in 0..<27 {
                keys.append(
                    .cube(
                        family, x: x + step % 3 - 1, y: y + step / 3 % 3 - 1, z: z + step / 9 - 1))
            }
        }
        var found: Set<Int> = []
        for key in keys {
            guard var open = numbers.removeValue(forKey: key) else { continue }
            open.removeAll { grown[$0].lastDay < firstDay - 1 }
            found.formUnion(open.suffix(OpenEvents.eventLimit))
            if !open.isEmpty { numbers[key] = open }
        }
        return found.sorted()
    }

    /// A cube of space; positions 25 km apart or less lie in one or in two that touch, for a chord is
    /// never longer than its geodesic.
    private static func cube(of position: Coordinate) -> (x: Int, y: Int, z: Int) {
        let centred = EarthCentredPosition(position)
        let side = AccountMatch.nearMetres
        return (
            Int((centred.xMetres / side).rounded(.down)),
            Int((centred.yMetres / side).rounded(.down)),
            Int((centred.zMetres / side).rounded(.down))
        )
    }
}
