public import SimpleFeatures

/// A gazetteer entry: one thing on the earth that names are given to.
public struct Place: Sendable, Identifiable {
    /// The entry's stable identifier, "bo-mun-020105" or "gn-3911925".
    public let id: String
    /// The name that is shown.
    public let name: String
    public let kind: PlaceKind
    /// The position that stands for the place; the centre of the largest part of an area.
    public let position: Coordinate
    /// ISO 3166-1 alpha-2, upper case; empty for what lies in no country.
    public let country: String
    /// Where the admin-1 unit stands in ``Gazetteer/places``; `nil` when unknown.
    public let admin1: Int?
    /// Where the admin-2 unit stands in ``Gazetteer/places``; `nil` when unknown.
    public let admin2: Int?
    /// Where the next larger place stands in ``Gazetteer/places``; `nil` at the top.
    public let parent: Int?
    /// Inhabitants; `nil` when unknown.
    public let population: Int?
    /// How far the thing reaches from its position, in kilometres; `nil` when unknown.
    public let radiusKilometres: Double?
    /// Where the row's facts come from.
    public let source: String
    /// How well the row was checked ("confirmed", "single-source", "locality" …).
    public let status: String
}

extension Place {
    /// The radius, or one that is usual for the kind.
    public var extentKilometres: Double {
        if let radiusKilometres { return radiusKilometres }
        switch kind.level {
        case .continent: return 2500
        case .country: return 400
        case .region, .admin1: return 100
        case .admin2: return 40
        case .admin3: return 20
        case .town: return (population ?? 0) > 500_000 ? 10 : (population ?? 0) > 50_000 ? 5 : 2
        case .neighbourhood: return 1
        case .site: return 1
        }
    }
}
