import Gazetteers
import SimpleFeatures

/// Where distances are measured from.
struct NearCentre {
    /// The position.
    let position: Coordinate
    /// What it is called.
    let title: String
    /// The id of the place in the gazetteer; `nil` for bare numbers.
    let placeID: String?
    /// How far an area reaches from the position, in metres; `nil` for a point.
    let extentMetres: Double?
    /// The places of the same name that were not taken.
    let others: [String]

    /// A bare position.
    init(_ position: Coordinate) {
        self.position = position
        title = "\(position.longitude), \(position.latitude)"
        placeID = nil
        extentMetres = nil
        others = []
    }

    /// The likeliest of places.
    init(of hits: [PlaceHit], in gazetteer: Gazetteer) {
        precondition(!hits.isEmpty, "a place that was looked up has a hit")
        let place = hits[0].place
        func title(_ place: Place) -> String {
            "\(gazetteer.fullName(of: place)) (\(place.kind.word))"
        }
        position = place.position
        self.title = title(place)
        placeID = place.id
        extentMetres = place.kind.isArea ? place.extentKilometres * 1000 : nil
        others = hits.dropFirst().prefix(3).map { title($0.place) }
    }
}
