import SimpleFeatures
import Topology

/// The state of reading a layer of polygons: regions so far, names taken, notes.
struct RegionReading {
    let layer: Layer
    private(set) var regions: [Region] = []
    private(set) var notes: [String] = []
    private(set) var faults: [String] = []
    private var taken: Set<String> = []

    init(layer: Layer) { self.layer = layer }

    /// The column that names polygons; `nil` stands for the features' own ids.
    func nameColumn(given: [String]) throws(RegionError) -> String? {
        let areas = layer.features.filter { !($0.geometry?.polygons ?? []).isEmpty }
        guard !areas.isEmpty else { throw nothing() }
        let wanted = given.isEmpty ? RegionSet.nameColumns : given
        for column in wanted where areas.contains(where: { word($0.properties[column]) != nil }) {
            return column
        }
        if given.isEmpty, areas.contains(where: { $0.id != nil }) { return nil }
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
                aliases: list(properties["aliases"]), geometry: valid,
                population: properties["population"].integer,
                populationYear: properties["population_year"].integer,
                areaSquareKilometres: properties["area_km2"].number,
                memberIDs: Set(list(properties["members"])), setName: properties["set"].text))
    }

    /// Valid polygons; `nil`, with a note, when nothing of the shape has an area.
    private mutating func repaired(
        _ shape: Geometry, of place: String
    ) throws(RegionError) -> Geometry? {
        let polygons = shape.polygons
        let areas: Geometry =
            polygons.count == 1 ? .polygon(polygons[0]) : .multiPolygon(polygons)
        do throws(TopologyError) {
            // A ring over the antimeridian lies across the whole plane of degrees otherwise.
            var valid = areas.cutAtAntimeridian
            if valid != areas {
                notes.append("\(place) cut at the antimeridian, which it crosses")
                // Around a pole the pieces lie side by side, which is no fault of the file.
                let pieces = valid.polygons.map(Geometry.polygon)
                var areSound = true
                for piece in pieces where areSound { areSound = try piece.isValid() }
                if areSound { valid = .multiPolygon(try Geometry.union(of: pieces).polygons) }
            }
            if let problem = try valid.validityProblem() {
                valid = Geometry.multiPolygon(try valid.madeValid().polygons)
                tellFault("\(place) repaired: \(problem)")
            }
            if valid.polygons.contains(where: { !$0.exterior.isEmpty }) { return valid }
        } catch { throw .topology(place: "\(layer.name), \(place)", error) }
        tellFault("\(place) left out: no area")
        return nil
    }

    private mutating func tellFault(_ sentence: String) {
        notes.append(sentence)
        faults.append(sentence)
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

    /// The texts of a list, also of one that a format without lists holds as text: a list of JSON, as
    /// our writers have it, or items with `|` between.
    private func list(_ value: Value) -> [String] {
        guard let text = value.text else { return value.texts }
        guard text.hasPrefix("[\""), text.hasSuffix("\"]"), text.count > 3 else {
            return text.split(separator: "|").map(String.init)
        }
        return text.dropFirst(2).dropLast(2).split(separator: "\",\"").map { item in
            String(item).replacing("\\\"", with: "\"").replacing("\\\\", with: "\\")
        }
    }

    /// A name: text with something in it, or a whole number.
    private func word(_ value: Value) -> String? {
        if let text = value.text { return text.isEmpty ? nil : text }
        return value.integer.map(String.init)
    }
}
