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

    /// Keeps regions as they are.
    ///
    /// - Parameters:
    ///   - name: The short name of the set.
    ///   - title: The name for headings; `nil` takes the short name.
    ///   - regions: Regions with different names and valid polygons.
    ///   - notes: What a person should know about how they came to be.
    public init(name: String, title: String? = nil, regions: [Region], notes: [String] = []) {
        self.name = name
        self.title = title ?? name
        self.regions = regions
        self.notes = notes
    }

    /// Where a region stands in the set, by its name, title or alias, whatever the case.
    ///
    /// - Parameter word: A name; short names are looked at first, then titles, then aliases.
    /// - Throws: ``RegionError`` naming the regions there are.
    /// - Complexity: O(*n*), *n* the number of names.
    public func index(named word: String) throws(RegionError) -> Int {
        let wanted = word.lowercased()
        let found =
            regions.firstIndex { $0.name.lowercased() == wanted }
            ?? regions.firstIndex { $0.title.lowercased() == wanted }
            ?? regions.firstIndex { $0.isCalled(word) }
        guard let found else {
            throw .unknownRegion(name: word, set: name, known: regions.map(\.name))
        }
        return found
    }

    /// The columns that may name a polygon when none is given, the first that is there counts.
    public static let nameColumns = ["name", "NAME", "title", "NAME_1", "id"]

    /// Reads a set from a layer of polygons: the project's own file or anybody's.
    ///
    /// The columns are `name`, `title`, `aliases`, `population`, `population_year`, `area_km2`,
    /// `members`, `set`, `set_title`; all but a name may be missing. A ring that is not valid is
    /// repaired; a name that stands twice gets a number; a feature without polygons or without
    /// area is left out. Each of these leaves a note.
    ///
    /// - Parameters:
    ///   - layer: Features, of which those with polygons become regions, in their order.
    ///   - nameProperty: The column that names the polygons; `nil` takes the first of
    ///     ``nameColumns`` that has a value, then the features' own ids.
    /// - Throws: ``RegionError`` when no feature has a polygon, no column names them, or GEOS
    ///   fails on one.
    /// - Complexity: O(*n* log *n*), *n* the number of positions.
    public init(layer: Layer, nameProperty: String? = nil) throws(RegionError) {
        var reading = RegionReading(layer: layer)
        let column = try reading.nameColumn(given: nameProperty)
        for (index, feature) in layer.features.enumerated() {
            try reading.add(feature, number: index + 1, column: column)
        }
        guard !reading.regions.isEmpty else { throw reading.nothing() }
        let setName = reading.firstText(of: "set") ?? layer.name
        self.init(
            name: setName, title: reading.firstText(of: "set_title"), regions: reading.regions,
            notes: reading.notes)
    }
}

/// The state of reading a layer of polygons: regions so far, names taken, notes.
private struct RegionReading {
    let layer: Layer
    private(set) var regions: [Region] = []
    private(set) var notes: [String] = []
    private var taken: Set<String> = []
    private var leftOut = 0

    init(layer: Layer) { self.layer = layer }

    /// The column that names polygons; `nil` stands for the features' own ids.
    func nameColumn(given: String?) throws(RegionError) -> String? {
        let areas = layer.features.filter { !($0.geometry?.polygons ?? []).isEmpty }
        guard !areas.isEmpty else { throw nothing() }
        let wanted = given.map { [$0] } ?? RegionSet.nameColumns
        for column in wanted where areas.contains(where: { word($0.properties[column]) != nil }) {
            return column
        }
        if given == nil, areas.contains(where: { $0.id != nil }) { return nil }
        throw .noNameColumn(
            layer: layer.name, lookedFor: wanted, columns: layer.schema.fields.map(\.name))
    }

    mutating func add(
        _ feature: Feature, number: Int, column: String?
    ) throws(RegionError) {
        guard let shape = feature.geometry, !shape.polygons.isEmpty else {
            notes.append(
                "feature \(number) left out: "
                    + (feature.geometry.map { "\($0.kindName), expected polygons" }
                        ?? "no geometry"))
            return
        }
        var name = column.map { word(feature.properties[$0]) } ?? feature.id
        if name == nil {
            name = "region \(number)"
            notes.append("feature \(number) has no name and is called 'region \(number)'")
        }
        guard let name else { return }
        guard let valid = try repaired(shape, of: "feature \(number) ('\(name)')") else { return }
        let properties = feature.properties
        regions.append(
            Region(
                name: unique(name, number: number), title: properties["title"].text ?? name,
                aliases: properties["aliases"].texts, geometry: valid,
                population: properties["population"].integer,
                populationYear: properties["population_year"].integer,
                areaSquareKilometres: properties["area_km2"].number,
                memberIDs: Set(properties["members"].texts)))
    }

    /// Valid polygons; `nil`, with a note, when nothing of the shape has an area.
    private mutating func repaired(
        _ shape: Geometry, of place: String
    ) throws(RegionError) -> Geometry? {
        let areas = Geometry.multiPolygon(shape.polygons)
        do throws(TopologyError) {
            var valid = shape.polygons.count == 1 ? .polygon(shape.polygons[0]) : areas
            if let problem = try valid.validityProblem() {
                valid = try areas.madeValid()
                notes.append("\(place) repaired: \(problem)")
            }
            if valid.polygons.contains(where: { !$0.exterior.isEmpty }) { return valid }
        } catch { throw .topology(place: "\(layer.name), \(place)", error) }
        notes.append("\(place) left out: no area")
        return nil
    }

    private mutating func unique(_ name: String, number: Int) -> String {
        if taken.insert(name.lowercased()).inserted { return name }
        var copy = 2
        while !taken.insert("\(name) (\(copy))".lowercased()).inserted { copy += 1 }
        notes.append(
            "feature \(number) has the name '\(name)' again and is called '\(name) (\(copy))'")
        return "\(name) (\(copy))"
    }

    func nothing() -> RegionError {
        if layer.features.isEmpty { return .noPolygons(layer: layer.name, found: "no features") }
        var counts: [String: Int] = [:]
        for feature in layer.features {
            counts[feature.geometry?.kindName ?? "without geometry", default: 0] += 1
        }
        let kinds = counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
        return .noPolygons(layer: layer.name, found: kinds.joined(separator: ", "))
    }

    func firstText(of column: String) -> String? {
        layer.features.lazy.compactMap { $0.properties[column].text }.first
    }

    /// A name: text with something in it, or a whole number.
    private func word(_ value: Value) -> String? {
        if let text = value.text { return text.isEmpty ? nil : text }
        return value.integer.map(String.init)
    }
}
