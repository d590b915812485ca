import Gazetteers
import Geodesy
import SimpleFeatures

/// What recognition and resolution ask of a place, read from its record once.
struct PlaceFacts: Sendable {
    /// Where the place stands in ``Gazetteer/places``.
    let index: Int
    let level: PlaceKind.Level
    /// The class of the kind: "P", "A", "T" …
    let kindClass: UInt8
    let isPopulated: Bool
    /// Inhabitants; 0 when unknown.
    let population: Int
    /// The decimal logarithm of the inhabitants, linear between powers of ten; 0 when unknown.
    let magnitude: Double
    let country: CountryCode
    /// Where the admin-1 unit stands in ``Gazetteer/places``, of a unit itself; -1 when unknown.
    let admin1: Int
    /// Whether the place is known by its name alone.
    let isLocality: Bool
    /// Whether a country is governed from here.
    let isCapital: Bool
    let position: Coordinate
    let centre: EarthCentredPosition
    let extentKilometres: Double

    init(_ place: Place) {
        let kind = place.kind
        index = place.index
        level = kind.level
        kindClass = kind.description.utf8.first ?? 0
        isPopulated = kind.isPopulated
        population = place.population ?? 0
        magnitude = PlaceFacts.magnitude(of: population)
        country = CountryCode(place.country)
        admin1 = kind.level == .admin1 ? place.index : place.admin1 ?? -1
        isLocality = place.status == "locality"
        isCapital = kind.code == "PPLC" || kind.code == "PPLG"
        position = place.position
        centre = EarthCentredPosition(position)
        extentKilometres = place.extentKilometres
    }

    /// The decimal logarithm, as far as it matters, without a mathematics library.
    private static func magnitude(of population: Int) -> Double {
        guard population > 0 else { return 0 }
        var value = 0.0
        var rest = Double(population)
        while rest >= 10 {
            value += 1
            rest /= 10
        }
        return value + (rest - 1) / 9
    }
}

/// An ISO 3166-1 alpha-2 code; 0 for none.
struct CountryCode: Hashable, Sendable {
    let rawValue: UInt16

    static let none = CountryCode("")

    init(_ text: String) {
        let letters = Array(text.utf8)
        rawValue = letters.count == 2 ? UInt16(letters[0]) << 8 | UInt16(letters[1]) : 0
    }

    var text: String {
        rawValue == 0
            ? "" : String(decoding: [UInt8(rawValue >> 8), UInt8(rawValue & 0xFF)], as: UTF8.self)
    }
}
