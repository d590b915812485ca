import Regions
import SimpleFeatures

/// The region sets there are: those of the data folder, and anybody's files.
struct RegionCatalogue {
    /// The sets of the data folder, in the order in which they are looked through.
    static let builtIn = ["bolivia", "departments", "medialuna"]

    /// The property that names the polygons of a file; `nil` takes the usual ones.
    let nameProperty: String?
    /// Whether to keep still about what was repaired.
    let quiet: Bool

    /// A built-in set, or the set of a file.
    ///
    /// - Parameter name: What has a dot or a slash is a file, and so is `-`.
    /// - Throws: ``Failure`` 65 for an unknown set, 66 for a file that is not there, `RegionError`
    ///   for one without polygons.
    func set(_ name: String) throws -> RegionSet {
        if RegionCatalogue.builtIn.contains(name) {
            return try read("\(try DataFolder().path)/regions/\(name).geojson", nameProperty: nil)
        }
        guard name == "-" || name.contains(".") || name.contains("/") else {
            let nearest = Suggestion.nearest(to: name, among: RegionCatalogue.builtIn)
            let known = RegionCatalogue.builtIn.joined(separator: ", ")
            throw Failure(
                .badData,
                "no region set '\(name)', "
                    + (nearest.map { "did you mean '\($0)'?" } ?? "expected \(known) or a file"))
        }
        return try read(name, nameProperty: nameProperty)
    }

    private func read(_ path: String, nameProperty: String?) throws -> RegionSet {
        let layer = try LayerFile.read(path, quiet: quiet)
        // Under the path as it was typed, so that errors and headings name the file.
        let named = Layer(name: path, schema: layer.schema, features: layer.features)
        let set = try RegionSet(layer: named, nameProperty: nameProperty)
        for note in set.notes { Console.say("\(path): \(note)", quiet: quiet) }
        return set
    }

    /// The first set that has all of some regions.
    ///
    /// - Parameters:
    ///   - names: Names, titles or aliases.
    ///   - sets: The sets to look through; `nil` stands for all built-in ones.
    /// - Throws: ``Failure`` 65 when a region is nowhere, or no one set has them all.
    func set(holding names: [String], among sets: [String]?) throws -> RegionSet {
        let sets = try (sets ?? RegionCatalogue.builtIn).map { try set($0) }
        func has(_ set: RegionSet, _ name: String) -> Bool {
            set.regions.contains { $0.isCalled(name) }
        }
        if let found = sets.first(where: { set in names.allSatisfy { has(set, $0) } }) {
            return found
        }
        guard let missing = names.first(where: { name in !sets.contains { has($0, name) } }) else {
            let homes = names.map { name in
                "'\(name)' in \(sets.filter { has($0, name) }.map(\.name).joined(separator: ", "))"
            }
            throw Failure(
                .badData, "no one region set has them all, found \(homes.joined(separator: "; "))")
        }
        let words = sets.flatMap { $0.regions.flatMap { [$0.name, $0.title] + $0.aliases } }
        let nearest = Suggestion.nearest(to: missing.lowercased(), among: words)
        let known = sets.map { "\($0.name) (\($0.regions.map(\.name).joined(separator: ", ")))" }
        throw Failure(
            .badData,
            "no region '\(missing)', "
                + (nearest.map { "did you mean '\($0)'?" }
                    ?? "expected one of \(known.joined(separator: "; "))"))
    }
}
