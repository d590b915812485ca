import Gazetteers
import Geodesy

/// A name as the report uses it: all mentions that must mean the same, with the places it may mean.
struct Sense {
    var mentions: [Int]
    let name: KnownName
    /// One row of features a bearer of the name, in their order.
    private(set) var values: [Float]
    /// One sum a bearer.
    private(set) var scores: [Double]
    /// The bearers, the best first.
    private(set) var order: [Int] = []

    private static let width = ResolutionFeature.allCases.count

    init(mention: Int, name: KnownName) {
        mentions = [mention]
        self.name = name
        values = [Float](repeating: 0, count: name.bearers.count * Sense.width)
        scores = [Double](repeating: 0, count: name.bearers.count)
    }

    /// The features of a bearer, in the order of the cases.
    func row(_ bearer: Int) -> ArraySlice<Float> {
        values[bearer * Sense.width..<(bearer + 1) * Sense.width]
    }

    // MARK: - Features

    /// Measures what the name, the words beside it and the focus say of each bearer.
    mutating func measure(
        _ all: [Mention], _ neighbours: [Neighbours], _ named: NamedPlaces, _ focus: Focus
    ) {
        let holders = distinct(neighbours, \.holders)
        let held = distinct(neighbours, \.held)
        let hint = mentions.lazy.compactMap { all[$0].kindHint }.first
        var largest = 0.0
        for bearer in name.bearers { largest = max(largest, bearer.place.magnitude) }
        for index in name.bearers.indices {
            let bearer = name.bearers[index]
            let place = bearer.place
            set(.kind(place), of: index)
            if place.isCapital { set(.capital, 1, of: index) }
            if place.isPopulated {
                set(.population, place.magnitude, of: index)
            } else {
                set(.unitPopulation, place.magnitude, of: index)
            }
            set(.smaller, largest - place.magnitude, of: index)
            if bearer.isMainName { set(.mainName, 1, of: index) }
            if bearer.isCapitalsOnly { set(.capitals, 1, of: index) }
            if bearer.matchedBy != .name { set(.spelling, 1, of: index) }
            setNamesakes(of: index)
            set(.focusCountry, focus.share(of: place.country), of: index)
            if place.admin1 >= 0, place.level > .country {
                set(.focusUnit, focus.share(ofUnit: place.admin1), of: index)
                if place.level > .admin1, named.namesUnit(place.admin1, besides: name) {
                    set(.parentMentioned, 1, of: index)
                }
            }
            if place.level > .country, named.namesCountry(place.country, besides: name) {
                set(.countryMentioned, 1, of: index)
            }
            if !holders.isEmpty {
                let isHeld = Neighbours.isPlace(place, inOneOf: holders)
                set(isHeld ? .container : .otherContainer, 1, of: index)
            }
            if held.contains(where: { Neighbours.isPlace($0, inOneOf: [place]) }) {
                set(.holder, 1, of: index)
            }
            if let hint { set(hint.agrees(with: place) ? .kindHint : .otherKind, 1, of: index) }
        }
    }

    /// The places beside the mentions, each once: a name may stand a million times beside another.
    private func distinct(
        _ neighbours: [Neighbours], _ places: (Neighbours) -> [PlaceFacts]
    ) -> [PlaceFacts] {
        var seen: Set<Int> = []
        var found: [PlaceFacts] = []
        for mention in mentions {
            for place in places(neighbours[mention]) where seen.insert(place.index).inserted {
                found.append(place)
            }
        }
        return found
    }

    private mutating func setNamesakes(of index: Int) {
        let bearer = name.bearers[index]
        let place = bearer.place
        let isSmallTown =
            place.level >= .town && place.isPopulated
            && place.population < Sense.townKnownBesideState
        var isCountryNamesake = false
        var hasUnit = false
        var isInUnit = false
        for other in name.bearers where other.isMainName {
            if other.place.level == .country, other.place.country == place.country {
                isCountryNamesake = true
            }
            if other.place.level == .country || other.place.level == .admin1 {
                hasUnit = true
                if place.admin1 == other.place.index { isInUnit = true }
            }
        }
        if place.level > .country, !bearer.isMainName, isCountryNamesake {
            set(.countryNamesake, 1, of: index)
        }
        if isSmallTown, hasUnit, !isInUnit { set(.unitNamesake, 1, of: index) }
    }

    /// The inhabitants from which on a town is meant as readily as a state of its name.
    private static let townKnownBesideState = 100_000

    /// Measures how near each bearer lies to the places of other names.
    mutating func measureNearness(to settled: Settled, number: Int, senseOf: [Int]) {
        guard !settled.isEmpty else { return }
        let beside = settled.beside(mentions, senseOf: senseOf, besides: number)
        for index in name.bearers.indices {
            let place = name.bearers[index].place
            guard place.level > .country else { continue }
            let nearest = settled.nearest(to: place, besides: number)
            guard nearest.count > 0 else { continue }
            set(.proximity, Sense.nearness(nearest.first), of: index)
            set(.nearestThree, Sense.nearness(nearest.mean), of: index)
            if let near = beside.map({ $0.kilometres(to: place) }).min() {
                set(.nearInText, Sense.nearness(near), of: index)
            }
        }
    }

    /// 1 at no distance, 0.5 at 150 km, near 0 at thousands.
    private static func nearness(_ kilometres: Double) -> Double { 150 / (150 + kilometres) }

    private mutating func set(_ feature: ResolutionFeature, _ value: Double, of bearer: Int) {
        values[bearer * Sense.width + feature.rawValue] = Float(value)
    }

    private mutating func set(_ feature: ResolutionFeature, of bearer: Int) {
        set(feature, 1, of: bearer)
    }

    // MARK: - Answers

    /// Sums up the features of each bearer.
    mutating func score(_ ranker: RankerModel) {
        for bearer in scores.indices {
            var sum = 0.0
            for feature in 0..<Sense.width {
                sum += Double(values[bearer * Sense.width + feature]) * ranker.weights[feature]
            }
            scores[bearer] = sum
        }
        order = scores.indices.sorted {
            scores[$0] != scores[$1]
                ? scores[$0] > scores[$1]
                : name.bearers[$0].place.index < name.bearers[$1].place.index
        }
    }

    /// The best three bearers as candidates; `nil` for a name without bearers.
    func answer(_ gazetteer: Gazetteer, _ ranker: RankerModel) -> [Candidate]? {
        guard let first = order.first else { return nil }
        let sum = scores.reduce(0) { $0 + Double(exponential(Float($1 - scores[first]))) }
        return order.prefix(3).map { index in
            let bearer = name.bearers[index]
            let evidence = ResolutionFeature.allCases.enumerated().compactMap {
                number, feature -> Candidate.Contribution? in
                let value = Double(values[index * Sense.width + number]) * ranker.weights[number]
                return value == 0 ? nil : Candidate.Contribution(feature: feature, value: value)
            }
            return Candidate(
                place: gazetteer.places[bearer.place.index], matchedBy: bearer.matchedBy,
                evidence: evidence, score: scores[index],
                likelihood: Double(exponential(Float(scores[index] - scores[first]))) / sum)
        }
    }
}

extension ResolutionFeature {
    /// The feature that says what kind of place a place is.
    static func kind(_ place: PlaceFacts) -> ResolutionFeature {
        switch place.level {
        case .continent: return .continent
        case .country: return .country
        case .region: return .region
        case .admin1: return .admin1
        case .admin2: return .admin2
        case .admin3: return .admin3
        case .town: return place.isLocality ? .locality : .town
        case .neighbourhood: return .neighbourhood
        case .site: return .site
        }
    }
}

extension KindHint {
    /// Whether a place is of the kind that the words beside its name tell.
    func agrees(with place: PlaceFacts) -> Bool {
        switch self {
        case .administrative: return [.admin1, .admin2, .admin3].contains(place.level)
        case .town: return place.isPopulated
        case .site: return place.level == .site || place.level == .neighbourhood
        case .physical:
            return [UInt8(ascii: "T"), UInt8(ascii: "H"), UInt8(ascii: "L")]
                .contains(place.kindClass)
        }
    }
}

/// The places of names of which there is little doubt.
struct Settled {
    private var places: [(sense: Int, place: PlaceFacts)] = []

    /// Of more names than these the first count, so that a report of a million names takes time in
    /// proportion to its length.
    static let most = 120
    /// By how much a name's best place must lead.
    private static let margin = 2.0

    init(_ senses: [Sense]) {
        for (number, sense) in senses.enumerated() {
            guard let first = sense.order.first else { continue }
            let place = sense.name.bearers[first].place
            guard place.level > .country else { continue }
            if sense.order.count == 1
                || sense.scores[first] - sense.scores[sense.order[1]] >= Settled.margin
            {
                places.append((number, place))
            }
            if places.count >= Settled.most { break }
        }
    }

    var isEmpty: Bool { places.isEmpty }

    /// The distance of the nearest place of another sense, and the mean of the three nearest, in
    /// kilometres beyond the places' own extents.
    func nearest(
        to place: PlaceFacts, besides sense: Int
    ) -> (count: Int, first: Double, mean: Double) {
        var three = (Double.infinity, Double.infinity, Double.infinity)
        for other in places where other.sense != sense {
            let square = place.centre.squaredChord(to: other.place.centre)
            if square < three.0 {
                three = (square, three.0, three.1)
            } else if square < three.1 {
                three = (three.0, square, three.1)
            } else if square < three.2 {
                three.2 = square
            }
        }
        let found = [three.0, three.1, three.2].filter { $0 < .infinity }.map {
            // Straight lines: up to 1,000 km they are shorter than geodesics by a thousandth at
            // most, and cost a hundredth, which counts where names have dozens of bearers.
            max(0, $0.squareRoot() / 1000 - place.extentKilometres)
        }
        guard let first = found.first else { return (0, 0, 0) }
        return (found.count, first, found.reduce(0, +) / Double(found.count))
    }

    /// The settled places of the mentions next to some mentions.
    func beside(_ mentions: [Int], senseOf: [Int], besides sense: Int) -> [PlaceFacts] {
        var wanted: Set<Int> = []
        for mention in mentions.prefix(20) {
            for at in [mention - 2, mention - 1, mention + 1, mention + 2]
            where senseOf.indices.contains(at) && senseOf[at] != sense {
                wanted.insert(senseOf[at])
            }
        }
        return places.filter { wanted.contains($0.sense) }.map(\.place)
    }
}

extension PlaceFacts {
    /// How far another place lies beyond its own extent.
    fileprivate func kilometres(to other: PlaceFacts) -> Double {
        max(0, centre.squaredChord(to: other.centre).squareRoot() / 1000 - other.extentKilometres)
    }
}
