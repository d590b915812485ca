public import SimpleFeatures

/// What filing looks at in a feature.
///
/// Layers that are gone through in windows have these without a ``Feature`` for each row.
public struct FilingClues: Sendable {
    /// The shape, points apart, which most are.
    public enum Shape: Sendable {
        case none
        case point(Coordinate)
        case other(Geometry)
    }

    /// How closely a place is known, as far as filing cares.
    enum Precision {
        case close
        /// The point stands for an area: `geo_prec` is "admin1" or "area".
        case area
        /// `geo_prec` is "country" or "unknown".
        case vague

        init(_ word: String?) {
            switch word {
            case "country", "unknown": self = .vague
            case "admin1", "area": self = .area
            default: self = .close
            }
        }
    }

    /// The columns that are looked at beside the shape.
    public static let columns = ["gazetteer_id", "geo_prec", "uncertainty_km"]

    let shape: Shape
    let gazetteerID: String?
    let precision: Precision
    let uncertaintyKilometres: Double?

    /// Whether the gazetteer's id of a place is given.
    public var namesPlace: Bool { gazetteerID != nil }

    /// Keeps what a row of a layer has.
    ///
    /// - Parameters:
    ///   - shape: The shape.
    ///   - value: Gives the value of one of ``columns``; null for one that is missing.
    public init(shape: Shape, _ value: (_ column: String) -> Value) {
        self.shape = shape
        gazetteerID = value("gazetteer_id").text
        precision = Precision(value("geo_prec").text)
        uncertaintyKilometres = precision == .area ? value("uncertainty_km").number : nil
    }

    /// Keeps a shape of which nothing else is known.
    public init(shape: Shape) {
        self.shape = shape
        gazetteerID = nil
        precision = .close
        uncertaintyKilometres = nil
    }

    public init(_ feature: Feature) {
        let shape: Shape =
            switch feature.geometry {
            case nil: .none
            case .point(let position): .point(position)
            case .some(let geometry): .other(geometry)
            }
        self.init(shape: shape) { feature.properties[$0] }
    }
}
