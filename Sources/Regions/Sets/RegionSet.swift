public import SimpleFeatures
import Topology

/// Regions that are used together: one way of dividing a country.
///
/// Regions may overlap (a feature is then filed in several) and need not cover everything. Their
/// order counts: on a common border the first region has the position.
public struct RegionSet: Sendable {
    /// The short name, such as "bolivia".
    public let name: String
    /// The name for headings.
    public let title: String
    /// The regions in order, each name once.
    public let regions: [Region]
    /// What was repaired or left out while the set was read, a sentence each.
    public let notes: [String]
    /// Those of the notes that tell of polygons that were not valid or had no area.
    public let faults: [String]

    /// Keeps regions as they are.
    ///
    /// - Parameters:
    ///   - name: The short name of the set.
    ///   - title: The name for headings; `nil` takes the short name.
    ///   - regions: Regions with different names and valid polygons.
    ///   - notes: What a person should know about how they came to be.
    ///   - faults: Those of the notes that tell of polygons that were not valid.
    public init(
        name: String, title: String? = nil, regions: [Region], notes: [String] = [],
        faults: [String] = []
    ) {
        self.name = name
        self.title = title ?? name
        self.regions = regions
        self.notes = notes
        self.faults = faults
    }

    /// Where a region stands in the set, by its name, title or alias, whatever the case.
    ///
    /// Where regions of several sets are together, `set/name` is a name as well, and one that
    /// several of them bear must be written so.
    ///
    /// - Parameter word: A name; short names are looked at first, then titles, then aliases.
    /// - Throws: ``RegionError`` naming the regions there are.
    /// - Complexity: O(*n*), *n* the number of names.
    public func index(named word: String) throws(RegionError) -> Int {
        if let found = firstIndex(named: word) { return found }
        let wanted = word.lowercased()
        let bearers = regions.filter { region in
            region.setName.map {
                region.name.lowercased() == "\(RegionSet.label(of: $0))/\(word)".lowercased()
            } ?? false
        }
        guard bearers.isEmpty else {
            throw .unknownRegion(name: word, set: name, known: bearers.map(\.name))
        }
        let qualified = regions.firstIndex { region in
            region.setName.map {
                wanted == "\(RegionSet.label(of: $0))/\(region.name)".lowercased()
            } ?? false
        }
        guard let qualified else {
            throw .unknownRegion(name: word, set: name, known: regions.map(\.name))
        }
        return qualified
    }

    private func firstIndex(named word: String) -> Int? {
        let wanted = word.lowercased()
        return regions.firstIndex { $0.name.lowercased() == wanted }
            ?? regions.firstIndex { $0.title.lowercased() == wanted }
            ?? regions.firstIndex { $0.isCalled(word) }
    }

    /// The columns that may name a polygon when none is given, the first that is there counts.
    public static let nameColumns = ["name", "NAME", "title", "NAME_1", "id"]

    /// Reads a set from a layer of polygons: the project's own file or anybody's.
    ///
    /// The columns are `name`, `title`, `aliases`, `population`, `population_year`, `area_km2`,
    /// `members`, `set`, `set_title`; all but a name may be missing. A ring that runs over the
    /// antimeridian is cut there; one that is not valid is repaired; a name that stands twice gets
    /// a number; a feature without polygons or without area is left out. Each of these leaves a
    /// note.
    ///
    /// - Parameters:
    ///   - layer: Features, of which those with polygons become regions, in their order.
    ///   - nameProperties: Columns that name the polygons, the first that has a value counts; none
    ///     takes the first of ``nameColumns`` that has one, then the features' own ids.
    /// - Throws: ``RegionError`` when no feature has a polygon, no column names them, or GEOS
    ///   fails on one.
    /// - Complexity: O(*n* log *n*), *n* the number of positions.
    public init(layer: Layer, nameProperties: [String]) throws(RegionError) {
        var reading = RegionReading(layer: layer)
        let column = try reading.nameColumn(given: nameProperties)
        for (index, feature) in layer.features.enumerated() {
            try reading.add(feature, number: index + 1, column: column)
        }
        guard !reading.regions.isEmpty else { throw reading.nothing() }
        var own: [String] = []
        for region in reading.regions {
            guard own.count <= RegionSet.mostSets, let name = region.setName else { continue }
            if !own.contains(name) { own.append(name) }
        }
        // One name for all is the set's; several are those of the sets that it was made of, each in
        // one piece whatever the order of the file; many are a column that means something else.
        let isJoined = (2...RegionSet.mostSets).contains(own.count)
        self.init(
            name: own.count == 1 ? own.first ?? layer.name : layer.name,
            title: reading.firstText(of: "set_title"),
            regions: isJoined
                ? own.flatMap { name in reading.regions.filter { $0.setName == name } }
                    + reading.regions.filter { $0.setName == nil }
                : reading.regions.map(\.withoutSet),
            notes: reading.notes, faults: reading.faults)
    }

    /// How many sets a file may have been put together of.
    static let mostSets = 16

    /// Reads a set from a layer of polygons whose column of names is known, or is to be found.
    ///
    /// - SeeAlso: ``init(layer:nameProperties:)``
    public init(layer: Layer, nameProperty: String? = nil) throws(RegionError) {
        try self.init(layer: layer, nameProperties: nameProperty.map { [$0] } ?? [])
    }
}

extension Region {
    /// The region as one of the set that holds it.
    fileprivate var withoutSet: Region {
        Region(
            name: name, title: title, aliases: aliases, geometry: geometry,
            population: population, populationYear: populationYear,
            areaSquareKilometres: areaBasis == .stated ? areaSquareKilometres : nil,
            memberIDs: memberIDs)
    }
}
