public import Topology

/// Why regions cannot be had, filed or compared.
public enum RegionError: Error, Equatable, CustomStringConvertible {
    /// A layer of regions holds no polygon.
    case noPolygons(layer: String, found: String)
    /// No column of a layer names its polygons.
    case noNameColumn(layer: String, lookedFor: [String], columns: [String])
    /// No region of a set has a name, title or alias like the one asked for.
    case unknownRegion(name: String, set: String, known: [String])
    /// A comparison of fewer than two different regions.
    case tooFewRegions(names: [String])
    /// A department has no seat, or a seat no department, so that its ground would be nobody's.
    case seats(reason: String)
    /// A line of a composition that cannot be followed.
    case composition(place: String, reason: String)
    /// A name of a composition that leads to no shape, before it is known in which line it stands.
    case lookup(reason: String)
    /// GEOS refused a shape.
    case topology(place: String, TopologyError)

    public var description: String {
        switch self {
        case .noPolygons(let layer, let found):
            return "\(layer): no polygons, found \(found)"
        case .noNameColumn(let layer, let lookedFor, let columns):
            return "\(layer): no column names the polygons, expected \(listed(lookedFor)), "
                + "found \(columns.isEmpty ? "no columns" : listed(columns, "and"))"
        case .unknownRegion(let name, let set, let known):
            return "no region '\(name)' in \(set), expected \(listed(known))"
        case .tooFewRegions(let names):
            return "expected two different regions or more, found "
                + (names.isEmpty ? "none" : names.joined(separator: ", "))
        case .seats(let reason), .lookup(let reason):
            return reason
        case .composition(let place, let reason):
            return "\(place): \(reason)"
        case .topology(let place, let error):
            return "\(place): \(error)"
        }
    }

    /// Words in a row, of many only the first: a set may have hundreds of regions.
    private func listed(_ words: [String], _ junction: String = "or") -> String {
        let limit = 12
        var shown = words
        if words.count > limit { shown = words.prefix(limit) + ["\(words.count - limit) more"] }
        guard let last = shown.popLast(), !shown.isEmpty else { return words.first ?? "nothing" }
        return shown.joined(separator: ", ") + " \(junction) " + last
    }
}
