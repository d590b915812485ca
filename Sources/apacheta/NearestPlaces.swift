import Gazetteers
import Regions
import SimpleFeatures

/// The places at a position: those whose points lie nearest, and the units that they lie in.
struct NearestPlaces {
    private let position: Coordinate
    private let found: [Gazetteer.NearPlace]

    /// Looks around a position.
    ///
    /// Units and countries are left out unless they are asked for: their points say little of where
    /// they end.
    init(
        position: Coordinate, country: String?, levels: Set<PlaceKind.Level>?, limit: Int,
        in gazetteer: Gazetteer
    ) {
        self.position = position
        found = gazetteer.nearest(to: position, count: limit) { place in
            (country.map { $0 == place.country } ?? true)
                && (levels?.contains(place.kind.level) ?? !place.kind.isArea)
        }
    }

    /// A row a place, the nearest first.
    func table(of gazetteer: Gazetteer) -> Table {
        let rows = found.map { near in
            let place = near.place
            return [
                gazetteer.fullName(of: place), place.kind.word, kilometres(near),
                place.population.map(String.init) ?? "", "\(place.position.longitude)",
                "\(place.position.latitude)", place.id,
            ]
        }
        return Table(
            header: ["place", "kind", "km", "inhabitants", "longitude", "latitude", "id"],
            rows: rows, alignments: [.left, .left, .right, .right, .right, .right, .left])
    }

    /// The answer as one object.
    func value(of gazetteer: Gazetteer) -> Value {
        .object([
            "longitude": .real(position.longitude), "latitude": .real(position.latitude),
            "places": .list(
                found.map { near in
                    var properties = near.place.properties(in: gazetteer)
                    properties["distance_km"] = .real(
                        (near.distanceMetres / 10).rounded() / 100)
                    return .object(properties)
                }),
        ])
    }

    private func kilometres(_ near: Gazetteer.NearPlace) -> String {
        Decimals.text(near.distanceMetres / 1000, places: 1)
    }
}
