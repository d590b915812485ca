import Geodesy
public import SimpleFeatures

/// An area that events are filed under.
public struct Region: Hashable, Sendable {
    /// Where the figure of an area comes from.
    public enum AreaBasis: String, Hashable, Sendable {
        /// The column `area_km2` of the region set.
        case stated
        /// The polygons, measured on the ellipsoid.
        case measured
    }

    /// The set that the region was taken from, where a set is put together out of several; `nil`
    /// for a region of the set that holds it.
    public let setName: String?
    /// The short name that a person types, such as "highlands"; once in a set.
    public let name: String
    /// The name that tables show.
    public let title: String
    /// Other names that find the region.
    public let aliases: [String]
    /// The polygons, valid.
    public let geometry: Geometry
    /// Inhabitants; `nil` when not known.
    public let population: Int?
    /// The year in which they were counted; `nil` when not known.
    public let populationYear: Int?
    /// The area as the set states it, greater than 0; `nil` where it does not.
    private let statedSquareKilometres: Double?
    /// The gazetteer's ids of the places that belong to the region by definition.
    public let memberIDs: Set<String>

    /// Keeps what is known of a region.
    ///
    /// - Parameters:
    ///   - name: The short name.
    ///   - title: The name for tables; `nil` takes the short name.
    ///   - aliases: Other names.
    ///   - geometry: Valid polygons.
    ///   - population: Inhabitants, at least 0.
    ///   - populationYear: The year of the count.
    ///   - areaSquareKilometres: The area as stated; with `nil`, or what is not greater than 0,
    ///     the polygons are measured on the ellipsoid.
    ///   - memberIDs: Ids of a gazetteer's places.
    ///   - setName: The set that it was taken from.
    public init(
        name: String, title: String? = nil, aliases: [String] = [], geometry: Geometry,
        population: Int? = nil, populationYear: Int? = nil, areaSquareKilometres: Double? = nil,
        memberIDs: Set<String> = [], setName: String? = nil
    ) {
        self.setName = setName
        self.name = name
        self.title = title ?? name
        self.aliases = aliases
        self.geometry = geometry
        self.population = population.flatMap { $0 >= 0 ? $0 : nil }
        self.populationYear = populationYear
        self.memberIDs = memberIDs
        statedSquareKilometres = areaSquareKilometres.flatMap { $0 > 0 && $0.isFinite ? $0 : nil }
    }

    /// The area in square kilometres, greater than 0.
    ///
    /// - Complexity: O(*n*), *n* the number of positions, where the set states none: measured each
    ///   time, for most questions need no area.
    public var areaSquareKilometres: Double {
        statedSquareKilometres ?? Geodesic.areaSquareMetres(of: geometry) / 1e6
    }

    /// Where the area comes from.
    public var areaBasis: AreaBasis { statedSquareKilometres == nil ? .measured : .stated }

    /// The same region with other polygons, names or another set; an area that was stated stays.
    func with(
        geometry: Geometry? = nil, name: String? = nil, title: String? = nil,
        setName: String? = nil
    ) -> Region {
        Region(
            name: name ?? self.name, title: title ?? self.title, aliases: aliases,
            geometry: geometry ?? self.geometry, population: population,
            populationYear: populationYear,
            areaSquareKilometres: statedSquareKilometres,
            memberIDs: memberIDs, setName: setName ?? self.setName)
    }

    /// Whether a word is the region's name, title or one of its aliases, whatever its case.
    public func isCalled(_ word: String) -> Bool {
        let wanted = word.lowercased()
        return ([name, title] + aliases).contains { $0.lowercased() == wanted }
    }
}
