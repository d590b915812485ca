/// What a place is, in GeoNames' classes and codes ("P/PPLA2", "A/ADM1", "L/RGN").
///
/// - SeeAlso: GeoNames, "Feature codes", geonames.org/export/codes.html.
public struct PlaceKind: Hashable, Sendable, CustomStringConvertible {
    /// The class and the code, with a slash between.
    public let description: String
    /// How large a thing the kind is.
    public let level: Level

    /// A kind of which nothing is known.
    static let unknown = PlaceKind(description: "S/UNKN", level: .site)

    private init(description: String, level: Level) {
        self.description = description
        self.level = level
    }

    /// Keeps a class and a code; `nil` when the text is not "X/CODE".
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 3, bytes.count <= 12, bytes[1] == UInt8(ascii: "/"),
            bytes.allSatisfy({ $0 == 47 || ($0 >= 65 && $0 <= 90) || ($0 >= 48 && $0 <= 57) })
        else { return nil }
        let description = String(text)
        self.init(description: description, level: PlaceKind.level(of: description))
    }

    /// The code behind the slash.
    public var code: Substring { description.dropFirst(2) }

    /// The level of a kind of place, from the whole earth down to a building.
    public enum Level: Int, Comparable, Sendable {
        case continent, country, region, admin1, admin2, admin3, town, neighbourhood, site

        public static func < (one: Level, other: Level) -> Bool { one.rawValue < other.rawValue }
    }

    private static func level(of description: String) -> Level {
        let code = description.dropFirst(2)
        switch description.first {
        case "P": return code == "PPLX" ? .neighbourhood : .town
        case "A":
            switch code {
            case "ADM1": return .admin1
            case "ADM2": return .admin2
            case "ADM3", "ADM4", "ADM5", "ADMD": return .admin3
            case _ where code.hasPrefix("PCL"): return .country
            // Units of the past, zones, parishes: areas of which no more is known.
            default: return .region
            }
        case "L":
            return code == "CONT" ? .continent : code == "RGN" || code == "RGNE" ? .region : .site
        case "T":
            return ["PLAT", "MTS", "VALS", "DSRT", "PLN", "PEN", "ISLS"].contains(code)
                ? .region : .site
        case "H": return ["OCN", "SEA", "GULF"].contains(code) ? .region : .site
        default: return .site
        }
    }

    /// Whether the kind is an inhabited place.
    public var isPopulated: Bool { description.first == "P" }

    /// Whether the kind is an area, for which a point only stands.
    public var isArea: Bool { level <= .admin3 }

    /// What the kind is called in a table for people.
    public var word: String {
        switch level {
        case .continent: return "continent"
        case .country: return "country"
        case .region: return "region"
        case .admin1: return "admin-1"
        case .admin2: return "admin-2"
        case .admin3: return "admin-3"
        case .town: return "town"
        case .neighbourhood: return "neighbourhood"
        case .site: return "site"
        }
    }
}
