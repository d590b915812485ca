import Gazetteers
import Orthography

extension AreaPhraseReader {
    typealias Road = (reference: AreaPhrase.RoadReference, next: Int)

    /// "the road from Oruro to La Paz", "la carretera Oruro-La Paz", "the La Paz-Oruro highway"
    func roadPhrase(at start: Int) -> AreaPhrase? {
        guard let road = road(at: start) else { return nil }
        return AreaPhrase(tokens: start..<road.next, relation: .along(road.reference))
    }

    /// A road at a token, an article in front of it skipped.
    func road(at start: Int) -> Road? {
        var at = start
        if words.articles.contains(word(at)) { at += 1 }
        return named(at: at) ?? hyphened(at: at) ?? described(at: at)
    }

    /// A road that the gazetteer has by the words themselves ("carretera Oruro-La Paz"), be they one
    /// mention or several.
    private func named(at start: Int) -> Road? {
        guard start < text.tokens.count, isRoadAhead(of: start) else { return nil }
        if let mention = mention(at: start), let place = place(of: mention), place.isRoad {
            let tokens = resolutions[mention].mention.tokens
            return (
                .named(place: place.index, words: tokens, mention: mention), tokens.upperBound
            )
        }
        guard let country = focus.country,
            let name = gazetteer.longestName(in: text, at: start, before: text.tokens.count)
        else { return nil }
        let bearers = name.bearers.map { gazetteer.places[$0.place] }
        // Every country has a "Ruta 3".
        guard let road = bearers.first(where: { $0.country == country }),
            bearers.allSatisfy(\.isRoad)
        else { return nil }
        return (
            .named(place: road.index, words: name.tokens, mention: nil), name.tokens.upperBound
        )
    }

    /// "La Paz-Oruro highway"
    private func hyphened(at start: Int) -> Road? {
        guard let first = mention(at: start) else { return nil }
        var ends = [first]
        var at = resolutions[first].mention.tokens.upperBound
        while ends.count < 6, let joint = end(of: Self.hyphens, at: at),
            let next = mention(at: joint)
        {
            ends.append(next)
            at = resolutions[next].mention.tokens.upperBound
        }
        guard ends.count > 1, let last = ends.last else { return nil }
        for _ in 0..<2 where words.roadAdjectives.contains(word(at)) { at += 1 }
        guard words.roads.contains(word(at)), isWay(from: first, to: last) else { return nil }
        return (.between(first, last), at + 1)
    }

    private static let hyphens = [["-"], ["\u{2013}"], ["to"], ["/"]]

    /// "main road from Oruro to La Paz", "carretera que une Oruro y La Paz", "camino a los Yungas"
    private func described(at start: Int) -> Road? {
        var at = start
        for _ in 0..<2
        where words.roadAdjectives.contains(word(at)) && !words.roads.contains(word(at)) {
            at += 1
        }
        guard words.roads.contains(word(at)) else { return nil }
        at += 1
        for _ in 0..<2 where words.roadAdjectives.contains(word(at)) { at += 1 }
        // "the road between Oruro and La Paz" begins with one of several words, or with none.
        for opening in words.roadFrom {
            guard let open = end(of: [opening], at: at), let one = anchor(at: open),
                let joint = end(of: words.roadJoints, at: one.next),
                let other = anchor(at: joint), isWay(from: one.mention, to: other.mention)
            else { continue }
            return (.between(one.mention, other.mention), other.next)
        }
        guard let open = end(of: words.roadTo, at: at), let place = anchor(at: open),
            isSmall(place.mention), !isPossessive(place.next)
        else { return nil }
        return (.to(place.mention), place.next)
    }

    private func isWay(from one: Int, to other: Int) -> Bool {
        isSmall(one) && isSmall(other) && place(of: one)?.index != place(of: other)?.index
    }

    /// "kilómetro 12 de la carretera a Sacaba", "km 12 on the road to Sacaba"
    func kilometrePost(at start: Int) -> AreaPhrase? {
        guard Self.posts.contains(word(start)), start + 1 < text.tokens.count,
            text.tokens[start + 1].kind == .number, let kilometre = Double(word(start + 1)),
            kilometre > 0, kilometre <= WrittenDistance.farthestKilometres
        else { return nil }
        var at = start + 2
        if word(at) == "," { at += 1 }
        guard words.onRoad.contains(word(at)), let road = road(at: at + 1) else { return nil }
        return AreaPhrase(
            tokens: start..<road.next, relation: .kilometre(kilometre, of: road.reference))
    }

    private static let posts: Set<String> = [
        "km", "kilometro", "kilometre", "kilometer", "mile",
    ]
}
