import Geodesy
import SimpleFeatures

extension Gazetteer {
    /// The places that a typed name may mean, the likeliest first.
    ///
    /// Case and accents do not count. A name of words for a kind ("La Paz department") is looked
    /// up as it is first, then without the word and at its level.
    ///
    /// - Parameter query: The name with its larger places, country and levels.
    /// - Returns: Places with their scores, equal ones by id; empty when no place has that name
    ///   where it is looked for.
    /// - Complexity: O(*k* log *k*), *k* the places that bear the name, besides reading the name.
    public func hits(for query: PlaceQuery) -> [PlaceHit] {
        let containers = query.containers.map { Set(bearers(matching: $0).map(\.place.id)) }
        return bearers(matching: query.name).filter { bearer in
            let place = bearer.place
            if let country = query.country, place.country != country { return false }
            if let levels = query.levels, !levels.contains(place.kind.level) { return false }
            guard !containers.isEmpty else { return true }
            let around = Set(larger(than: place).map(\.id))
            return containers.allSatisfy { !$0.isDisjoint(with: around) }
        }.map { bearer in
            PlaceHit(
                place: bearer.place, match: bearer.match,
                evidence: evidence(for: bearer.place, bearer.match, query))
        }.sorted { one, other in
            one.score != other.score ? one.score > other.score : one.place.id < other.place.id
        }
    }

    /// The places that a place lies in, by parents and by the units and country of its row.
    private func larger(than place: Place) -> [Place] {
        ancestors(of: place)
            + [admin1(of: place), admin2(of: place), country(of: place)].compactMap { $0 }
            .filter { $0.id != place.id }
    }

    private func bearers(matching name: String) -> [(place: Place, match: PlaceHit.Match)] {
        let found = bearers(named: name)
        guard found.isEmpty, let (rest, levels) = PlaceQuery.withoutKindWord(name)
        else { return found }
        return bearers(named: rest).filter { levels.contains($0.place.kind.level) }
    }

    private func bearers(named name: String) -> [(place: Place, match: PlaceHit.Match)] {
        var found: [(place: Place, match: PlaceHit.Match)] = []
        var taken: Set<String> = []
        func add(_ place: Place?, _ match: PlaceHit.Match) {
            guard let place, taken.insert(place.id).inserted else { return }
            found.append((place, match))
        }
        add(place(withID: name), .code)
        add(place(withCode: name), .code)
        add(place(withCode: name.uppercased()), .code)
        for bearer in bearers(of: name) {
            add(places[bearer.place], bearer.isMainName ? .name : .alias)
        }
        return found
    }

    /// What speaks for a place, term by term.
    func evidence(
        for place: Place, _ match: PlaceHit.Match, _ query: PlaceQuery
    ) -> [(term: PlaceRankingTerm, value: Double)] {
        PlaceRankingTerm.allCases.compactMap { term in
            let value: Double
            switch term {
            case .code: value = match == .code ? 10 : 0
            case .ownName: value = match == .name ? 1 : 0
            case .level: value = place.status == "locality" ? -1 : place.kind.level.headStart
            case .inhabitants: value = Inhabitants.powerOfTen(place.population ?? 0)
            case .seat: value = place.kind.seatRank
            case .preferredCountry:
                value = query.preferredCountries.contains(place.country) ? 3 : 0
            case .proximity:
                value = query.nearPosition.map { Proximity.points(of: place, at: $0) } ?? 0
            }
            return value == 0 ? nil : (term, value)
        }
    }
}

private enum Proximity {
    static let most = 10.0
    /// Where half of the points are left.
    static let halfMetres = 100_000.0

    /// To a digit behind the point, as inhabitants count.
    static func points(of place: Place, at position: Coordinate) -> Double {
        let metres = Geodesic.distanceMetres(from: position, to: place.position)
        return (10 * most / (1 + metres / halfMetres)).rounded() / 10
    }
}

private enum Inhabitants {
    /// The decimal logarithm, to a digit behind the point so that small differences count nothing.
    static func powerOfTen(_ inhabitants: Int) -> Double {
        guard inhabitants > 1 else { return 0 }
        var (power, rest) = (0.0, Double(inhabitants))
        while rest >= 10 {
            rest /= 10
            power += 1
        }
        let steps: [Double] = [1.26, 1.58, 2, 2.51, 3.16, 3.98, 5.01, 6.31, 7.94]
        return power + Double(steps.count { rest >= $0 }) / 10
    }
}

extension PlaceKind.Level {
    /// A town's people are counted in the unit around it too, so units begin behind.
    fileprivate var headStart: Double {
        switch self {
        case .continent, .country: return 6
        case .region: return 5
        case .admin1: return -1.5
        case .admin2, .admin3: return -2
        case .town, .site: return 0
        case .neighbourhood: return -0.5
        }
    }
}

extension PlaceKind {
    fileprivate var seatRank: Double {
        switch code {
        case "PPLC", "PPLG": return 1
        case "PPLA": return 0.5
        case "PPLA2": return 0.2
        default: return 0
        }
    }
}
