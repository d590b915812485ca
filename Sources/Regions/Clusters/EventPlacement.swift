import SimpleFeatures

/// Whether an event has a position that statistics of positions may use.
enum EventPlacement {
    case placed(Coordinate)
    /// It has no position.
    case noPlace
    /// Its place is known no closer than the question needs.
    case tooVague

    /// - Parameters:
    ///   - feature: An event.
    ///   - metres: How closely an area must be known: where `geo_prec` is "admin1" or "area", an
    ///     `uncertainty_km` above this is too vague. `nil` takes every area. The middle of a country
    ///     is never a position of its events.
    init(_ feature: Feature, knownWithinMetres metres: Double? = nil) {
        guard let position = feature.representativePosition else {
            self = .noPlace
            return
        }
        let precision = feature.properties["geo_prec"].text ?? ""
        let isArea = precision == "admin1" || precision == "area"
        if precision == "country" || precision == "unknown" {
            self = .tooVague
        } else if let metres, isArea,
            let kilometres = feature.properties["uncertainty_km"].number, kilometres * 1000 > metres
        {
            self = .tooVague
        } else {
            self = .placed(position)
        }
    }
}
