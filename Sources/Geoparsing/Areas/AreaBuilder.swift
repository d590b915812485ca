import Gazetteers
import Geodesy
import Orthography
import SimpleFeatures
import Topology

/// Makes areas of the phrases that tell them.
struct AreaBuilder {
    let gazetteer: Gazetteer
    let shapes: PlaceShapes
    let focus: Focus
    let text: TokenizedText
    let words: AreaWords
    let resolutions: [Resolution]

    /// What a phrase came to: its kind, the mentions that it was told by, its area or why it has none.
    struct Found {
        let kind: RelativePlace.Kind
        var anchors: [RelativePlace.Anchor] = []
        let outcome: RelativePlace.Outcome
    }

    /// Why a phrase has no area, thrown from wherever that shows.
    enum Failure: Error {
        case reason(RelativePlace.Reason)
        case topology(TopologyError)
    }

    /// The area of a phrase; `nil` for a mention without a place, of which no phrase is made.
    ///
    /// - Complexity: That of GEOS' overlay of the outlines that the phrase asks for.
    func found(_ phrase: AreaPhrase) -> Found? {
        switch phrase.relation {
        case .named(let mention):
            return found(.area, [anchor(mention)]) { anchors throws(Failure) in
                try namedArea(anchors[0].place)
            }
        case .part(let part, let mention):
            return found(.part, [unitAnchor(mention, part)]) { anchors throws(Failure) in
                try self.part(part, of: anchors[0].place)
            }
        case .partOfPeople(let part, let id, let name):
            return partOfPeople(part, id, name)
        case .landscape(let name, let mention, let part, let owner, let people):
            return landscape(name, part, mention: mention, of: owner, peopleOf: people)
        case .near(let mention):
            return found(.disk, [townAnchor(mention)]) { anchors throws(Failure) in
                let place = anchors[0].place
                let reach = place.extentKilometres + AreaBuilder.surroundings(of: place)
                return try disk(around: place.position, kilometres: reach)
            }
        case .outskirts(let mention):
            return found(.ring, [townAnchor(mention)]) { anchors throws(Failure) in
                let place = anchors[0].place
                let extent = place.extentKilometres
                return try ring(
                    around: place,
                    kilometres: extent / 2...extent + AreaBuilder.surroundings(of: place))
            }
        case .around(let mention, let distance):
            return around(mention, distance)
        case .towards(let point, let mention, let distance, let isJust):
            return found(.sector, [townAnchor(mention)]) { anchors throws(Failure) in
                try sector(
                    point, from: anchors[0].place, distance: distance, isJust: isJust)
            }
        case .between(let one, let other):
            return found(.corridor, [townAnchor(one), townAnchor(other)]) {
                anchors throws(Failure) in
                try straightCorridor(from: anchors[0].place, to: anchors[1].place)
            }
        case .border(let one, let other): return border(one, other)
        case .along(let road):
            return corridor(along: road, at: phrase.tokens)
        case .kilometre(let kilometre, let road):
            return corridor(along: road, at: phrase.tokens, kilometre: kilometre)
        }
    }

    func found(
        _ kind: RelativePlace.Kind, _ anchors: [RelativePlace.Anchor?],
        _ build: ([RelativePlace.Anchor]) throws(Failure) -> RelativePlace.Extent
    ) -> Found? {
        let present = anchors.compactMap(\.self)
        guard present.count == anchors.count else { return nil }
        do throws(Failure) {
            return Found(kind: kind, anchors: present, outcome: .extent(try build(present)))
        } catch {
            switch error {
            case .reason(let reason):
                return Found(kind: kind, anchors: present, outcome: .unresolved(reason))
            case .topology:
                return Found(kind: kind, anchors: present, outcome: .unresolved(.noShape))
            }
        }
    }

    private func around(_ mention: Int, _ distance: WrittenDistance) -> Found? {
        found(distance.isMost ? .disk : .ring, [townAnchor(mention)]) { anchors throws(Failure) in
            let place = anchors[0].place
            let reach = distance.bounds.upperBound + AreaBuilder.edge(of: place)
            if distance.isMost { return try disk(around: place.position, kilometres: reach) }
            return try ring(around: place, kilometres: distance.bounds.lowerBound...reach)
        }
    }

    // MARK: - Anchors

    /// A mention with the place that it resolved to.
    func anchor(_ mention: Int) -> RelativePlace.Anchor? {
        resolutions[mention].place.map { RelativePlace.Anchor(mention: mention, place: $0) }
    }

    /// A mention as a place to measure from: of a unit with a town of its name in it, the town.
    func townAnchor(_ mention: Int) -> RelativePlace.Anchor? {
        guard let place = resolutions[mention].place else { return nil }
        guard [.admin1, .admin2, .admin3].contains(place.kind.level) else {
            return RelativePlace.Anchor(mention: mention, place: place)
        }
        let town = namesakes(mention, place)
            .filter { town in
                town.kind.level == .town && town.country == place.country
                    && [town.admin1, town.admin2, town.parent].contains(place.index)
            }
            .max { ($0.population ?? 0, $1.id) < ($1.population ?? 0, $0.id) }
        return RelativePlace.Anchor(mention: mention, place: town ?? place)
    }

    /// A mention as an area that has parts: of a town the admin-1 unit of its name around it.
    ///
    /// "Northern La Paz" is said of the department; the middle of a town is one all the same.
    private func unitAnchor(_ mention: Int, _ part: AreaPart) -> RelativePlace.Anchor? {
        guard let place = resolutions[mention].place else { return nil }
        guard place.kind.level == .town, part != .central, let unit = gazetteer.admin1(of: place),
            namesakes(mention, place).contains(where: { $0.index == unit.index })
        else { return RelativePlace.Anchor(mention: mention, place: place) }
        return RelativePlace.Anchor(mention: mention, place: unit)
    }

    /// The places that bear the name of a mention or of its place.
    private func namesakes(_ mention: Int, _ place: Place) -> [Place] {
        [resolutions[mention].mention.text, place.name].flatMap { gazetteer.bearers(of: $0) }
            .map { gazetteer.places[$0.place] }
    }

    // MARK: - Reaches

    /// How far beyond the edge of a place its surroundings reach: once more as far as it does
    /// itself, at least 3 and at most 25 km.
    static func surroundings(of place: Place) -> Double {
        min(max(place.extentKilometres, 3), 25)
    }

    /// How far a distance from a place may begin from its position: at its edge, where it is large
    /// and no town, whose distances are told from its middle.
    static func edge(of place: Place) -> Double {
        place.kind.isPopulated || place.extentKilometres <= 5 ? 0 : place.extentKilometres
    }
}
