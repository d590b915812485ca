import Gazetteers
import Geodesy
import Orthography
import Reports

extension AreaPhraseReader {
    /// The point of the compass at a token: "north", "north-east", "noreste".
    func compassPoint(at start: Int) -> (point: CompassPoint, next: Int)? {
        guard let first = words.directions[word(start)] else { return nil }
        let hyphen = ["-", "\u{2013}"].contains(word(start + 1))
        let second = hyphen ? start + 2 : start + 1
        if report.language == .english, let other = words.directions[word(second)],
            let joined = CompassPoint(rawValue: first.rawValue + other.rawValue)
        {
            return (joined, second + 1)
        }
        return (first, start + 1)
    }

    /// "south of Oruro", "northern La Paz", "the north of Chile", "el norte de Potosí"
    func directionPhrase(at start: Int) -> AreaPhrase? {
        switch report.language {
        case .english: return englishAdjective(at: start) ?? englishDirection(at: start)
        case .spanish: return spanishDirection(at: start)
        }
    }

    /// "northern La Paz", "the southern part of Oruro", "central Bolivia"
    private func englishAdjective(at start: Int) -> AreaPhrase? {
        var at = start
        if word(at) == "the" { at += 1 }
        let first = at
        guard let (part, next) = adjective(at: at) else { return nil }
        at = next
        if words.parts.contains(word(at)), word(at + 1) == "of", let place = anchor(at: at + 2),
            !isPossessive(place.next)
        {
            return AreaPhrase(
                tokens: start..<place.next, relation: .part(part, of: place.mention))
        }
        // "northern Bolivian" is no name, and "the southern Plaza Murillo" no part of one.
        guard at > start, let mention = mention(at: at), level(of: mention) < .site,
            !isUnitDescribed(mention, behind: first)
        else { return nil }
        let end = resolutions[mention].mention.tokens.upperBound
        guard !isPossessive(end) || level(of: mention) <= .admin1 else { return nil }
        return AreaPhrase(tokens: start..<end, relation: .part(part, of: mention))
    }

    /// "the western state of Maharashtra", "the eastern Anhui province": where the unit lies in its
    /// country, and no part of it.
    private func isUnitDescribed(_ mention: Int, behind adjective: Int) -> Bool {
        let hasOwner = ["the", "s"].contains(word(adjective - 1))
        let tokens = resolutions[mention].mention.tokens
        let kinds = PlaceWords.of(report.language)
        let (first, last) = (word(tokens.lowerBound), word(tokens.upperBound - 1))
        return kinds.administrative.contains(first) || kinds.towns.contains(first)
            || (hasOwner && kinds.administrative.contains(last))
    }

    private func adjective(at start: Int) -> (part: AreaPart, next: Int)? {
        if words.central.contains(word(start)) { return (.central, start + 1) }
        if let point = words.adjectives[word(start)] { return (.towards(point), start + 1) }
        // "north-western"
        if let first = words.directions[word(start)] {
            let second = ["-", "\u{2013}"].contains(word(start + 1)) ? start + 2 : start + 1
            if let other = words.adjectives[word(second)],
                let joined = CompassPoint(rawValue: first.rawValue + other.rawValue)
            {
                return (.towards(joined), second + 1)
            }
        }
        return nil
    }

    /// "south of Oruro", "the south of Chile"
    private func englishDirection(at start: Int) -> AreaPhrase? {
        var at = start
        let isPart = word(at) == "the"
        if isPart { at += 1 }
        let isJust = ["just", "immediately"].contains(word(at))
        if isJust || word(at) == "due" { at += 1 }
        guard let (point, next) = compassPoint(at: at),
            word(next) == "of" || (word(next) == "from" && !isPart),
            let place = anchor(at: next + 1), !isPossessive(place.next)
        else { return nil }
        // "to the north of Oruro" is outside, "in the north of Oruro" inside.
        if isPart, !["to", "towards", "toward"].contains(word(start - 1)) {
            return AreaPhrase(
                tokens: start..<place.next, relation: .part(.towards(point), of: place.mention))
        }
        return sector(point, from: place.mention, tokens: start..<place.next, isJust: isJust)
    }

    /// "al sur de Oruro", "el norte de Potosí", "el norte boliviano"
    private func spanishDirection(at start: Int) -> AreaPhrase? {
        var at = start
        var isOutside = false
        let opening = word(at)
        if opening == "al" {
            isOutside = true
            at += 1
        } else if ["el", "la", "del"].contains(opening) {
            at += 1
            if words.parts.contains(word(at)) { at += 1 }
        } else if words.parts.contains(opening) {
            at += 1
        }
        let isCentral = words.central.contains(word(at)) && at > start && !isOutside
        guard
            let (part, next) = isCentral
                ? (AreaPart.central, at + 1)
                : compassPoint(at: at).map({ (AreaPart.towards($0.point), $0.next) })
        else { return nil }
        // "del" belongs to what stands in front.
        let first = opening == "del" ? start + 1 : start
        if let people = people(at: next), at > start, !isCentral {
            return AreaPhrase(
                tokens: first..<next + 1,
                relation: .partOfPeople(
                    part, placeID: people,
                    name: (next - 1...next).map(word).joined(separator: " ")))
        }
        guard words.of.contains(word(next)), let place = anchor(at: next + 1) else { return nil }
        let tokens = first..<place.next
        let level = level(of: place.mention)
        // "al norte de Santa Cruz" is said of what lies in a department or country, as a rule.
        if isOutside, level > .admin1, case .towards(let point) = part {
            return sector(point, from: place.mention, tokens: tokens, isJust: false)
        }
        guard level < .site, !isCentral || level <= .admin3 else { return nil }
        return AreaPhrase(tokens: tokens, relation: .part(part, of: place.mention))
    }

    /// A direction from a place without a distance; there is none from a country.
    private func sector(
        _ point: CompassPoint, from mention: Int, tokens: Range<Int>, isJust: Bool
    ) -> AreaPhrase? {
        guard level(of: mention) > .region else { return nil }
        return AreaPhrase(
            tokens: tokens, relation: .towards(point, from: mention, nil, isJust: isJust))
    }

    /// The id of the place whose people the word at a token names.
    private func people(at index: Int) -> String? {
        guard index < text.tokens.count, text.tokens[index].casing == .lower else { return nil }
        return gazetteer.lexicon.demonyms[word(index)]
    }

    /// "the highlands", "los valles de Cochabamba", "the northern altiplano"
    func landscape(at start: Int) -> AreaPhrase? {
        guard words.articles.contains(word(start)), word(start) != "a" else { return nil }
        var at = start + 1
        var part: AreaPart?
        if let (found, next) = adjective(at: at), report.language == .english {
            (part, at) = (found, next)
        }
        var people: String?
        if report.language == .english, let id = gazetteer.lexicon.demonyms[word(at)] {
            (people, at) = (id, at + 1)
        }
        guard let end = end(of: words.landscapes, at: at),
            text.tokens[at..<end].allSatisfy({ $0.casing == .lower })
        else { return nil }
        let name = (at..<end).map(word).joined(separator: " ")
        var (owner, next): (Int?, Int) = (nil, end)
        if words.of.contains(word(end)) {
            // "los valles de la ira": whose they are is not known.
            guard let place = anchor(at: end + 1) else { return nil }
            (owner, next) = (place.mention, place.next)
        } else if report.language == .spanish, let id = self.people(at: end) {
            (people, next) = (id, end + 1)
        }
        return AreaPhrase(
            tokens: start..<next,
            relation: .landscape(
                name: name, mention: mention(at: at), part: part, of: owner, peopleOf: people))
    }
}
