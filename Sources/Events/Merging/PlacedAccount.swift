import Gazetteers
import Geoparsing
import Orthography
import SimpleFeatures

/// Where an account's event was, as far as it counts for a comparison.
struct Spot: Sendable {
    /// The place's id in the gazetteer, or one made of a position that no place of it has.
    let placeID: String
    let position: Coordinate
    let precision: PlacePrecision
    /// Whether the place is an area, for which its position only stands.
    let isArea: Bool
    /// Whether the place is a town, in which quarters and sites lie.
    let isTown: Bool
    /// The ids of all places that the place lies in.
    let ancestorIDs: [String]
    /// Those of them that say something: all places lie in their country.
    let holderIDs: [String]
    /// The admin-2 unit that the place lies in or is; `nil` where the gazetteer knows none.
    let admin2ID: String?
    /// The words of the names of the place and of what it lies in, folded.
    let nameWords: Set<String>

    /// Where an account was; `nil` where it does not tell.
    init?(of account: Account, gazetteer: Gazetteer) {
        if let spot = account.record?.spot {
            self = spot
            return
        }
        guard let place = account.place else { return nil }
        self.init(place.place, place.precision, gazetteer: gazetteer)
    }

    init(_ place: Place, _ precision: PlacePrecision, gazetteer: Gazetteer) {
        let ancestors = gazetteer.ancestors(of: place)
        placeID = place.id
        position = place.position
        self.precision = precision
        isArea = place.kind.isArea
        isTown = place.kind.level == .town
        ancestorIDs = ancestors.map(\.id)
        holderIDs = ancestors.filter { $0.kind.level > .country }.map(\.id)
        admin2ID = gazetteer.admin2(of: place)?.id
        nameWords = QuoteWords.words(
            of: ([place] + ancestors).map(\.name).joined(separator: " "))
    }

    /// A position that no place of the gazetteer has, in what a place near it lies in.
    ///
    /// - Parameter neighbour: A place near it; `nil` where none is.
    init(
        _ position: Coordinate, named name: String, _ precision: PlacePrecision,
        near neighbour: Place?, gazetteer: Gazetteer
    ) {
        let ancestors = neighbour.map { gazetteer.ancestors(of: $0) } ?? []
        placeID = "\(position.longitude) \(position.latitude)"
        self.position = position
        self.precision = precision
        isArea = ![.exact, .town].contains(precision)
        isTown = precision == .town
        ancestorIDs = ancestors.map(\.id)
        holderIDs = ancestors.filter { $0.kind.level > .country }.map(\.id)
        admin2ID = isArea ? nil : neighbour.flatMap { gazetteer.admin2(of: $0)?.id }
        nameWords = QuoteWords.words(of: name)
    }

    /// Whether this place lies in another, which is no country.
    func isInside(_ outer: Spot) -> Bool { holderIDs.contains(outer.placeID) }
}

/// An account with what is compared of it, looked up once.
struct PlacedAccount: Sendable {
    let account: Account
    /// `nil` where the account does not tell where.
    let spot: Spot?
    let words: QuoteWords
    /// The actors by name, folded, but for those whom all events have.
    let actors: Set<String>
    /// The groups of people among the actors.
    let kinds: Set<ActorKind>

    /// Actors whom any two accounts share, besides soldiers and police.
    private static let anybody: Set<String> = [
        "people", "government", "gobierno", "crowd", "crowds", "protesters", "protestors",
        "demonstrators", "manifestantes", "security", "forces",
    ]

    private static func isAnybody(_ actor: String) -> Bool {
        let kinds = ActorKind.kinds(of: [actor])
        return anybody.contains(actor) || !kinds.isEmpty && kinds.allSatisfy(\.isForce)
    }

    init(_ account: Account, gazetteer: Gazetteer) {
        self.account = account
        spot = Spot(of: account, gazetteer: gazetteer)
        words = QuoteWords(account.source.quote)
        actors = Set(account.actors.map { Folding.folded($0) })
            .filter { !PlacedAccount.isAnybody($0) }
        kinds = ActorKind.kinds(of: account.actors).filter { !$0.isForce }
    }
}
