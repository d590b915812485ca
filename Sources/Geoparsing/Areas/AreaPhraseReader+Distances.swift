import Gazetteers
import Geodesy
import Orthography
import Reports

extension AreaPhraseReader {
    /// "20 km south of Oruro", "a hundred miles outside La Paz", "a 20 km de Oruro"
    func distancePhrase(at start: Int) -> AreaPhrase? {
        guard let distance = distances.distance(at: start) else { return nil }
        var at = distance.tokens.upperBound
        // "a 20 km radius of Oruro"
        if ["radius", "radio"].contains(word(at)) {
            at += 1
            if words.of.contains(word(at)) || ["around", "from"].contains(word(at)) { at += 1 }
            return radius(distance.asMost, at: at)
        }
        if distance.isMost, let end = end(of: Self.radiusJoints, at: at) {
            return radius(distance, at: end)
        }
        if let end = aside(at: at) { at = end }
        while ["away", "distant", "distante", "distantes"].contains(word(at)) { at += 1 }
        return towards(distance, at: at) ?? outside(distance, at: at)
            ?? alongRoad(distance, at: at) ?? from(distance, at: at)
    }

    /// The token behind the same distance in another unit: "12 miles (19 km) south of Oruro".
    private func aside(at start: Int) -> Int? {
        guard word(start) == "(" else { return nil }
        return (start + 2..<start + 6).first { word($0) == ")" }.map { $0 + 1 }
    }

    private static let radiusJoints = [
        ["of"], ["around"], ["alrededor", "de"], ["a", "la", "redonda", "de"],
        ["en", "torno", "a"], ["en", "torno", "de"],
    ]

    private func radius(_ distance: WrittenDistance, at start: Int) -> AreaPhrase? {
        guard let place = anchor(at: start), isSmall(place.mention) else { return nil }
        return AreaPhrase(
            tokens: distance.tokens.lowerBound..<place.next,
            relation: .around(place.mention, distance))
    }

    /// "south of Oruro", "al sur de Oruro", behind a distance
    private func towards(_ distance: WrittenDistance, at start: Int) -> AreaPhrase? {
        var at = start
        while Self.directionOpeners.contains(word(at)) { at += 1 }
        guard at <= start + 3, let (point, next) = compassPoint(at: at),
            words.of.contains(word(next)) || word(next) == "from",
            let place = anchor(at: next + 1), isSmall(place.mention), !isPossessive(place.next)
        else { return nil }
        return AreaPhrase(
            tokens: distance.tokens.lowerBound..<place.next,
            relation: .towards(point, from: place.mention, distance, isJust: false))
    }

    private static let directionOpeners: Set<String> = [
        "to", "the", "due", "al", "hacia", "el", "en", "direccion",
    ]

    private func outside(_ distance: WrittenDistance, at start: Int) -> AreaPhrase? {
        guard let end = end(of: words.outskirts, at: start), let place = anchor(at: end),
            isSmall(place.mention), !isPossessive(place.next)
        else { return nil }
        return AreaPhrase(
            tokens: distance.tokens.lowerBound..<place.next,
            relation: .around(place.mention, distance))
    }

    /// "20 km down the road to Sacaba", "20 km en la carretera Cochabamba-Oruro"
    private func alongRoad(_ distance: WrittenDistance, at start: Int) -> AreaPhrase? {
        guard !distance.isMost, words.onRoad.contains(word(start)), let road = road(at: start + 1)
        else { return nil }
        return AreaPhrase(
            tokens: distance.tokens.lowerBound..<road.next,
            relation: .kilometre(distance.kilometres, of: road.reference))
    }

    /// "20 km from Oruro", "a 20 km de Oruro"; no "marched 20 km from Oruro to La Paz".
    private func from(_ distance: WrittenDistance, at start: Int) -> AreaPhrase? {
        guard let end = end(of: words.from, at: start), let place = anchor(at: end),
            isSmall(place.mention), !isPossessive(place.next), !isJourney(distance, place.next),
            report.language == .english || isTold(distance)
        else { return nil }
        let first = distance.tokens.lowerBound
        if let road = roadBehind(place.next), case .to(let target) = road.reference,
            !distance.isMost
        {
            return AreaPhrase(
                tokens: first..<road.next,
                relation: .kilometre(distance.kilometres, of: .between(place.mention, target)))
        }
        return AreaPhrase(
            tokens: first..<place.next, relation: .around(place.mention, distance))
    }

    /// The road behind the place that a distance is told from: "on the road to Potosí".
    private func roadBehind(_ start: Int) -> (reference: AreaPhrase.RoadReference, next: Int)? {
        var at = start
        if word(at) == "," { at += 1 }
        guard words.onRoad.contains(word(at)) else { return nil }
        return road(at: at + 1)
    }

    /// Whether the distance is how far someone went, not where something lies.
    private func isJourney(_ distance: WrittenDistance, _ end: Int) -> Bool {
        // "a march of 20 km from Oruro"
        if word(distance.tokens.lowerBound - 1) == "of" { return true }
        for back in 1...4 where words.movements.contains(word(distance.tokens.lowerBound - back)) {
            return true
        }
        return ["to", "towards", "toward", "hasta", "hacia", "a"].contains(word(end))
            && anchor(at: end + 1) != nil
    }

    /// "20 km de Oruro" tells a place only behind "a", as in "a unos 20 km de Oruro".
    private func isTold(_ distance: WrittenDistance) -> Bool {
        let tokens = distance.tokens
        if ["a", "dista", "distante"].contains(word(tokens.lowerBound)) || distance.isMost {
            return true
        }
        for back in 1...3 {
            let before = word(tokens.lowerBound - back)
            if ["a", "dista", "distan", "distante"].contains(before) { return true }
            guard words.approximations.contains(before) || ["mas", "menos"].contains(before) else {
                break
            }
        }
        return false
    }
}

extension WrittenDistance {
    /// The distance as the most that something lies away.
    var asMost: WrittenDistance {
        WrittenDistance(
            tokens: tokens, kilometres: kilometres, bounds: 0...bounds.upperBound, isMost: true)
    }
}
