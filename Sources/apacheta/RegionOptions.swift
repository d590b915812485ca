import ArgumentParser
import Gazetteers
import Regions
import SimpleFeatures

/// Which regions a command files events under.
struct RegionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A built-in set (bolivia, departments, medialuna) or a GeoJSON file of polygons.",
            valueName: "set|file"))
    var regions: String?

    @Option(
        help: ArgumentHelp(
            "The property that names the polygons of a file.", valueName: "property"))
    var regionName: String?

    /// The set that was named, or the first of the built-in ones.
    func set(quiet: Bool) throws -> RegionSet {
        let catalogue = RegionCatalogue(nameProperty: regionName, quiet: quiet)
        return try catalogue.set(regions ?? RegionCatalogue.builtIn[0])
    }

    /// The set that was named, or the first built-in one that has all of some regions.
    ///
    /// - Throws: ``Failure`` 65 when a region is nowhere, or no one set has them all.
    func set(holding names: [String], quiet: Bool) throws -> RegionSet {
        let catalogue = RegionCatalogue(nameProperty: regionName, quiet: quiet)
        return try catalogue.set(holding: names, among: regions.map { [$0] })
    }
}

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

/// Which places hold which, read from the gazetteer only where a layer needs it.
struct ParentLookup {
    private let gazetteer: Gazetteer?

    /// Reads the gazetteer when features name places of it and regions have members.
    init(for features: [Feature], filedBy set: RegionSet) throws {
        let isNeeded =
            set.regions.contains { !$0.memberIDs.isEmpty }
            && features.contains { $0.properties["gazetteer_id"].text != nil }
        gazetteer = isNeeded ? try DataFolder().places() : nil
    }

    /// The ids of the places that hold a place, nearest first; none for an unknown one.
    func parents(of id: String) -> [String] {
        guard let gazetteer, let place = gazetteer.place(withID: id) else { return [] }
        return gazetteer.ancestors(of: place).map(\.id)
    }
}
