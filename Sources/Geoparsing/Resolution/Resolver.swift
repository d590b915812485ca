import Gazetteers
import Geodesy
import Orthography
import Reports

/// Chooses a place for each mention of a report.
///
/// A linear ranker: each candidate's score is the sum of its features, weighted. One name means one
/// place throughout a report, but where the words beside it say otherwise ("the department of La
/// Paz").
struct Resolver {
    let words: ReportWords
    let gazetteer: Gazetteer
    let focus: Focus
    let ranker: RankerModel

    /// The mentions with their places, in the order given.
    ///
    /// - Complexity: O(*n* · *k*) for *n* candidates of all distinct names and *k* settled names of
    ///   a report, of which at most ``Settled/most`` count.
    func resolutions(of mentions: [Mention]) -> [Resolution] {
        let senses = ranked(mentions)
        var senseOf = [Int?](repeating: nil, count: mentions.count)
        for (number, sense) in senses.enumerated() {
            for mention in sense.mentions { senseOf[mention] = number }
        }
        let answers = senses.map { $0.answer(gazetteer, ranker) }
        // A site that is named before any town lies in the first one.
        var lastTown = mentions.indices.lazy.compactMap { index in
            senseOf[index].flatMap { answers[$0]?.first?.place }
        }.first { $0.kind.level == .town }
        let holders = holders(of: mentions, senseOf, answers)
        return mentions.enumerated().map { index, mention in
            guard let number = senseOf[index], let answer = answers[number] else {
                let place = holders[index] ?? (mention.kindHint == .site ? lastTown : nil)
                let outcome: Resolution.Outcome =
                    place.map { .inside($0) } ?? .unresolved(.notInGazetteer)
                return Resolution(mention: mention, outcome: outcome, candidates: [])
            }
            if answer[0].place.kind.level == .town { lastTown = answer[0].place }
            return Resolution(
                mention: mention, outcome: .place(answer[0].place), candidates: answer)
        }
    }

    /// For mentions that no place bears the name of, what holds them: the place that follows behind a
    /// comma ("Quilvo, Chile"), or the town in the thing's own name ("Manila Cathedral").
    private func holders(
        of mentions: [Mention], _ senseOf: [Int?], _ answers: [[Candidate]?]
    ) -> [Place?] {
        var senseOfName: [KnownName.Identity: Int] = [:]
        for (index, mention) in mentions.enumerated() {
            guard let name = mention.name, let number = senseOf[index],
                senseOfName[name.identity] == nil
            else { continue }
            senseOfName[name.identity] = number
        }
        return mentions.indices.map { index in
            let mention = mentions[index]
            guard senseOf[index] == nil else { return nil }
            if index + 1 < mentions.count,
                Neighbours.isBracketed(mention.tokens, mentions[index + 1].tokens, words),
                let number = senseOf[index + 1], let holder = answers[number]?.first?.place
            {
                return holder
            }
            guard let town = mention.nameWithin, !town.bearers.isEmpty else { return nil }
            // Where the report names the town itself, that one is meant.
            if let number = senseOfName[town.identity],
                let place = answers[number]?.first?.place
            {
                return place
            }
            let largest = town.bearers.lazy.map(\.place).filter { $0.isPopulated }
                .max { ($0.population, -$0.index) < ($1.population, -$1.index) }
            return largest.flatMap { $0.population >= 100_000 ? gazetteer.places[$0.index] : nil }
        }
    }

    /// The senses of all names with their candidates, scored.
    func ranked(_ mentions: [Mention]) -> [Sense] {
        let neighbours = Neighbours.of(mentions, words, focus)
        var senses = senses(of: mentions, neighbours)
        let named = NamedPlaces(mentions)
        for index in senses.indices {
            senses[index].measure(mentions, neighbours, named, focus)
            senses[index].score(ranker)
        }
        let settled = Settled(senses)
        var senseOf = [Int](repeating: -1, count: mentions.count)
        for (number, sense) in senses.enumerated() {
            for mention in sense.mentions { senseOf[mention] = number }
        }
        for index in senses.indices {
            senses[index].measureNearness(to: settled, number: index, senseOf: senseOf)
            senses[index].score(ranker)
        }
        return senses
    }

    /// Puts mentions together that must mean the same: of one name, with one kind by the words
    /// beside it, and in one thing that holds it ("Springfield, Illinois"). A name that stands alone
    /// means what it means where something follows it.
    private func senses(of mentions: [Mention], _ neighbours: [Neighbours]) -> [Sense] {
        struct Key: Hashable {
            let name: KnownName.Identity
            let hint: KindHint?
            let container: Int
            let holds: Bool
        }
        var contained: [Key: Int] = [:]
        var keys: [(mention: Int, key: Key)] = []
        for (index, mention) in mentions.enumerated() {
            guard let name = mention.name, !name.bearers.isEmpty else { continue }
            let container =
                name.bearers.first { neighbours[index].hasHolder(of: $0.place) }?.place.index ?? -1
            // "Warnes, Santa Cruz" is no reason to read a department where the town may be meant.
            let holds =
                !neighbours[index].held.isEmpty
                && name.bearers.contains { $0.place.isPopulated }
            let key = Key(
                name: name.identity, hint: mention.kindHint, container: container,
                holds: holds)
            if container >= 0 {
                let bare = Key(name: key.name, hint: key.hint, container: -1, holds: holds)
                if contained[bare] == nil { contained[bare] = container }
            }
            keys.append((index, key))
        }
        var senses: [Sense] = []
        var numbers: [Key: Int] = [:]
        for (mention, key) in keys {
            var key = key
            if key.container < 0, let container = contained[key] {
                key = Key(name: key.name, hint: key.hint, container: container, holds: key.holds)
            }
            if let number = numbers[key] {
                senses[number].mentions.append(mention)
            } else if let name = mentions[mention].name {
                numbers[key] = senses.count
                senses.append(Sense(mention: mention, name: name))
            }
        }
        return senses
    }
}

/// What stands beside a mention and holds it, or is held by it: "Warnes, Santa Cruz".
struct Neighbours {
    /// The bearers of the name that follows.
    var holders: [PlaceFacts] = []
    /// The bearers of the name in front which lie in a bearer of the mention.
    var held: [PlaceFacts] = []

    /// Whether a place lies in a bearer of the name that follows.
    func hasHolder(of place: PlaceFacts) -> Bool { Neighbours.isPlace(place, inOneOf: holders) }

    static func of(_ mentions: [Mention], _ words: ReportWords, _ focus: Focus) -> [Neighbours] {
        var neighbours = [Neighbours](repeating: Neighbours(), count: mentions.count)
        for index in mentions.indices.dropLast() {
            let next = mentions[index + 1]
            guard isBracketed(mentions[index].tokens, next.tokens, words) else { continue }
            neighbours[index].holders =
                next.name?.bearers.lazy.map(\.place).filter {
                    $0.level == .country || $0.level == .admin1 || $0.level == .admin2
                } ?? []
        }
        for index in mentions.indices.dropFirst() {
            guard !neighbours[index - 1].holders.isEmpty,
                !isListed(mentions[index - 1].tokens, mentions[index].tokens, words),
                let name = mentions[index].name
            else { continue }
            let places = name.bearers.map(\.place)
            neighbours[index].held =
                mentions[index - 1].name?.bearers.lazy.map(\.place).filter {
                    isPlace($0, inOneOf: places)
                } ?? []
        }
        return neighbours
    }

    /// "Warnes, Santa Cruz", "Warnes (Santa Cruz)": the second name follows the first at once.
    static func isBracketed(
        _ front: Range<Int>, _ next: Range<Int>, _ words: ReportWords
    ) -> Bool {
        let comma = front.upperBound
        return comma + 1 == next.lowerBound
            && (words.isSign(comma, UInt8(ascii: ",")) || words.isSign(comma, UInt8(ascii: "(")))
    }

    /// Whether two names stand in a list ("Oruro, Potosí and Sucre"), where none holds another.
    private static func isListed(
        _ front: Range<Int>, _ next: Range<Int>, _ words: ReportWords
    ) -> Bool {
        let text = words.text
        let before = front.lowerBound - 1
        let after = next.upperBound
        if words.isSign(before, UInt8(ascii: ",")) { return true }
        guard after < text.tokens.count else { return false }
        if ["and", "or", "y", "e", "o", "u", "&"].contains(text.word(after)) { return true }
        // A comma behind closes the container, but in a list it goes on with another name.
        return words.isSign(after, UInt8(ascii: ",")) && after + 1 < text.tokens.count
            && text.tokens[after + 1].isCapitalised
    }

    static func isPlace(_ place: PlaceFacts, inOneOf holders: [PlaceFacts]) -> Bool {
        holders.contains { holder in
            guard place.index != holder.index else { return false }
            switch holder.level {
            case .country: return holder.country == place.country
            case .admin1: return place.admin1 == holder.index
            case .admin2:
                // "Paris, Lamar County": which county a town is in is known through the state.
                return place.level > .admin2 && place.admin1 == holder.admin1
                    && holder.admin1 >= 0 && holder.country == place.country
                    && place.centre.squaredChord(to: holder.centre) < Neighbours.countyReach
            default: return false
            }
        }
    }

    /// The square of 80 km, in metres.
    private static let countyReach = 80_000.0 * 80_000
}

/// The countries and admin-1 units that a report names.
struct NamedPlaces {
    private var countries: [CountryCode: KnownName.Identity] = [:]
    private var units: [Int: Set<KnownName.Identity>] = [:]

    init(_ mentions: [Mention]) {
        for mention in mentions {
            guard let name = mention.name else { continue }
            if name.ownCountry != .none { countries[name.ownCountry] = name.identity }
            for bearer in name.bearers where bearer.place.level == .admin1 {
                units[bearer.place.index, default: []].insert(name.identity)
            }
        }
    }

    func namesCountry(_ country: CountryCode, besides name: KnownName) -> Bool {
        guard let by = countries[country] else { return false }
        return by != name.identity
    }

    func namesUnit(_ unit: Int, besides name: KnownName) -> Bool {
        guard let by = units[unit] else { return false }
        return by.count > 1 || !by.contains(name.identity)
    }
}
