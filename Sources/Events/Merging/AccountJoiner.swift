import Gazetteers

/// Joins the sentences of one report that tell the same event.
struct AccountJoiner {
    let gazetteer: Gazetteer

    /// How many events back a report may return to one; a bound on the cost of hostile texts.
    private static let memory = 500

    /// The accounts, each event once, in the order of the text.
    ///
    /// - Complexity: O(*n*), each account compared with at most ``memory`` others.
    func joined(_ accounts: [Account]) -> [Account] {
        var kept: [Account] = []
        for account in accounts {
            let recent = kept.indices.suffix(AccountJoiner.memory)
            let match = recent.lazy.compactMap { place in
                rule(joining: kept[place], account).map { (place, $0) }
            }.first
            if let (place, rule) = match {
                unite(&kept[place], with: account, by: rule)
            } else {
                kept.append(account)
            }
        }
        return kept
    }

    /// Why two sentences tell one event; `nil` where they tell two.
    private func rule(joining one: Account, _ other: Account) -> SentenceRule? {
        guard one.type.family == other.type.family else { return nil }
        guard let first = one.date, let second = other.date else {
            return one.date == nil && other.date == nil
                && one.place?.place.id == other.place?.place.id ? .bothUndated : nil
        }
        guard first.overlaps(second) else { return nil }
        let isSameTime =
            first == second || first.precision == second.precision
            || min(first.dayCount, second.dayCount) * 10 >= max(first.dayCount, second.dayCount)
            || isCarried(one) || isCarried(other)
        guard isSameTime else { return nil }
        // What a month is told to have seen has not the dead of one of its days.
        let isDayOfOther = first.precision != second.precision && first.dayCount != second.dayCount
        if isDayOfOther, (one.cost.deaths == nil) != (other.cost.deaths == nil) { return nil }
        let rule: SentenceRule
        if one.place?.place.id == other.place?.place.id {
            rule = .samePlace
        } else if one.type.family == .violence, first == second, isInside(one.place, other.place) {
            rule = .oneScene
        } else if isVague(other) {
            rule = .noPlaceOfItsOwn
        } else {
            return nil
        }
        guard let mine = one.cost.deaths, let yours = other.cost.deaths else { return rule }
        // Two figures for one day are one event; a total over several days is another.
        return mine == yours || first == second ? rule : nil
    }

    /// Whether one place is a street or a quarter of the other.
    private func isInside(_ one: EventPlace?, _ other: EventPlace?) -> Bool {
        guard let one, let other else { return false }
        func holds(_ outer: Place, _ inner: Place) -> Bool {
            outer.kind.level == .town && inner.kind.level > .town
                && gazetteer.ancestors(of: inner).contains { $0.id == outer.id }
        }
        return holds(one.place, other.place) || holds(other.place, one.place)
    }

    /// Whether an account took its date from further up.
    private func isCarried(_ account: Account) -> Bool { account.evidence.contains(.dateFurtherUp) }

    /// Whether an account's place is only what the text spoke of before.
    private func isVague(_ account: Account) -> Bool {
        account.evidence.contains(.noPlace) && account.evidence.contains(.dateFurtherUp)
    }

    /// The surer account with what the other adds.
    private func unite(_ one: inout Account, with other: Account, by rule: SentenceRule) {
        // Taken out of the account, the list grows in place: a report may tell one event ten
        // thousand times.
        var others = one.others
        one.others = []
        let (lead, rest) = other.logOdds > one.logOdds + 0.5 ? (other, one) : (one, other)
        others += other.others
        others.append(Account.Sentence(quote: rest.source.quote, cost: rest.cost, rule: rule))
        var cost = lead.cost
        // Two figures in one report are two counts: both bound the toll.
        cost.deaths = Toll.spanning([lead.cost.deaths, rest.cost.deaths].compactMap { $0 })
        if cost.injured == nil { cost.injured = rest.cost.injured }
        if cost.arrested == nil { cost.arrested = rest.cost.arrested }
        if cost.participants == nil { cost.participants = rest.cost.participants }
        var seen = Set(lead.actors)
        let actors = lead.actors + rest.actors.filter { seen.insert($0).inserted }
        // "Clashes" in one sentence, and in another how many the army shot: a massacre.
        let isMassacre = rest.type == .massacre && lead.type == .clash
        one = Account(
            type: isMassacre ? .massacre : lead.type, date: lead.date, place: lead.place,
            route: lead.route.isEmpty ? rest.route : lead.route, cost: cost,
            actors: Array(actors.prefix(6)), quote: lead.quote, evidence: lead.evidence,
            logOdds: lead.logOdds, source: lead.source,
            others: others)
    }
}

/// Why two sentences of one report tell one event, besides their types and times.
public enum SentenceRule: String, Sendable, CaseIterable {
    case samePlace, oneScene, noPlaceOfItsOwn, bothUndated

    /// The reason in words.
    public var sentence: String {
        switch self {
        case .samePlace: return "the same place and time"
        case .oneScene: return "the same days, and one place lies in the other"
        case .noPlaceOfItsOwn: return "its place and time stand further up"
        case .bothUndated: return "the same place, and neither says when"
        }
    }
}
