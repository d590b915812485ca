import Gazetteers
import Regions
import SimpleFeatures

/// The region sets there are: those of the data folder, and anybody's files.
struct RegionCatalogue {
    /// The sets of the data folder, in the order in which they are looked through.
    static let builtIn = ["bolivia", "departments", "medialuna"]

    /// The properties that may name the polygons of a file; none takes the usual ones.
    let nameProperties: [String]
    /// Which layer is meant, of files that have several.
    let layerName: String?
    /// Where compositions look up places; `nil` stands for the built-in gazetteer alone.
    let gazetteers: GazetteerOptions?
    /// Whether to keep still about what was repaired.
    let quiet: Bool

    init(
        nameProperties: [String] = [], layerName: String? = nil,
        gazetteers: GazetteerOptions? = nil, quiet: Bool
    ) {
        self.nameProperties = nameProperties
        self.layerName = layerName
        self.gazetteers = gazetteers
        self.quiet = quiet
    }

    init(nameProperty: String?, quiet: Bool) {
        self.init(nameProperties: nameProperty.map { [$0] } ?? [], quiet: quiet)
    }

    /// A built-in set, the set of a file of polygons, or the one that a composition makes.
    ///
    /// - Parameter name: What has a dot or a slash is a file, and so is `-`; one that ends in
    ///   `.regions` is a composition.
    /// - Throws: ``Failure`` 65 for an unknown set, 66 for a file that is not there, `RegionError`
    ///   for one without polygons.
    func set(_ name: String) throws -> RegionSet {
        if RegionCatalogue.builtIn.contains(name) {
            return try told(
                RegionCatalogue.read(
                    try LayerInput("\(try DataFolder().path)/regions/\(name).geojson"),
                    nameProperties: [], quiet: quiet), name)
        }
        guard name == "-" || name.contains(".") || name.contains("/") else {
            let nearest = Suggestion.nearest(to: name, among: RegionCatalogue.builtIn)
            let known = RegionCatalogue.builtIn.joined(separator: ", ")
            throw Failure(
                .badData,
                "no region set '\(name)', "
                    + (nearest.map { "did you mean '\($0)'?" } ?? "expected \(known) or a file"))
        }
        if name.lowercased().hasSuffix(RegionCatalogue.compositionEnding) {
            return try told(composed(name), nil)
        }
        return try told(
            RegionCatalogue.read(
                try input(name), nameProperties: nameProperties, quiet: quiet), name)
    }

    /// How the name of a composition ends.
    static let compositionEnding = ".regions"

    /// Several sets as one; each is read once.
    ///
    /// - Parameter names: One name or more.
    /// - Throws: ``Failure`` 64 for a name that stands twice, and what ``set(_:)`` throws.
    func joined(_ names: [String]) throws -> RegionSet {
        for (index, name) in names.enumerated() where names[..<index].contains(name) {
            throw Failure(.usage, "the region set '\(name)' stands twice, expected it once")
        }
        return RegionSet.joined(try names.map(set))
    }

    /// The file of a set; a layer that was named is for those that have several.
    private func input(_ path: String) throws -> LayerInput {
        guard let layerName else { return try LayerInput(path) }
        let input = try LayerInput(path)
        return input.format == .gpkg ? try LayerInput(path, layer: layerName) : input
    }

    /// Reads a set from a layer.
    static func read(
        _ input: LayerInput, nameProperties: [String], quiet: Bool
    ) throws -> RegionSet {
        let layer = try LayerFile.read(input, quiet: quiet)
        // Under the path as it was typed, so that errors and headings name the file.
        let named = Layer(name: input.path, schema: layer.schema, features: layer.features)
        return try RegionSet(layer: named, nameProperties: nameProperties)
    }

    private func composed(_ path: String) throws -> RegionSet {
        let composition = try Composition(reading: Files.bytes(of: path), file: path)
        let gazetteer =
            try gazetteers?.gazetteer()
            ?? Gazetteer(stacking: [try DataFolder().compiledGazetteer()])
        let atlas = RegionAtlas(
            gazetteer: gazetteer, isAlone: gazetteers?.isAlone ?? false, path: path, quiet: quiet)
        let set = try RegionSet(composition, atlas: atlas)
        try gazetteer.confirmIntact()
        return set
    }

    /// A set whose notes were said, under a file's name unless they bear it.
    private func told(_ set: RegionSet, _ name: String?) -> RegionSet {
        for note in set.notes { Console.say(name.map { "\($0): \(note)" } ?? note, quiet: quiet) }
        return set
    }

    /// A set that has all of some regions, and where it was found.
    struct Found {
        let set: RegionSet
        /// Which regions the names stand for, and the set that they were taken from, for people;
        /// `nil` where they are called by their own names or the set was named.
        let sentence: String?
    }

    /// The first set that has all of some regions.
    ///
    /// - Parameters:
    ///   - names: Names, titles or aliases.
    ///   - sets: The sets to take together; `nil` looks through the built-in ones, one after the
    ///     other.
    /// - Throws: ``Failure`` 65 when a region is nowhere, or no one set has them all.
    func found(holding names: [String], among sets: [String]?) throws -> Found {
        let known = try sets.map { [try joined($0)] } ?? RegionCatalogue.builtIn.map(set)
        func has(_ set: RegionSet, _ name: String) -> Bool {
            (try? set.index(named: name)) != nil
        }
        if let found = known.first(where: { set in names.allSatisfy { has(set, $0) } }) {
            let regions = names.compactMap { name in
                (try? found.index(named: name)).map { found.regions[$0] }
            }
            return Found(
                set: found,
                sentence: sets == nil
                    ? RegionCatalogue.sentence(names, regions, found) : nil)
        }
        // The error of a set that was named tells whether a name is shared.
        if sets != nil { for name in names { _ = try known[0].indexOrSuggestion(name) } }
        guard let missing = names.first(where: { name in !known.contains { has($0, name) } }) else {
            let homes = names.map { name in
                "'\(name)' in \(known.filter { has($0, name) }.map(\.name).joined(separator: ", "))"
            }
            let both = names.compactMap { name in known.first { has($0, name) }?.name }
            let options = RegionCatalogue.builtIn.filter(both.contains).map { "--regions \($0)" }
            throw Failure(
                .badData,
                "no one region set has them all, found \(homes.joined(separator: "; ")); "
                    + "\(options.joined(separator: " ")) takes the sets together")
        }
        let words = known.flatMap { $0.regions.flatMap { [$0.name, $0.title] + $0.aliases } }
        let nearest = Suggestion.nearest(to: missing.lowercased(), among: words)
        let listed = known.map { "\($0.name) (\($0.regions.map(\.name).joined(separator: ", ")))" }
        throw Failure(
            .badData,
            "no region '\(missing)', "
                + (nearest.map { "did you mean '\($0)'?" }
                    ?? "expected one of \(listed.joined(separator: "; "))"))
    }

    /// "'altiplano' is highlands of the set 'bolivia'"; `nil` where all are called by their names.
    private static func sentence(
        _ names: [String], _ regions: [Region], _ set: RegionSet
    ) -> String? {
        let aliases = zip(names, regions).filter { $0 != $1.name }.map { "'\($0)' is \($1.name)" }
        return aliases.isEmpty
            ? nil : "\(aliases.joined(separator: ", ")) of the set '\(set.name)'"
    }
}

extension RegionSet {
    /// Where a region stands, or what could have been meant.
    ///
    /// - Throws: ``Failure`` 65 or `RegionError`.
    fileprivate func indexOrSuggestion(_ name: String) throws -> Int {
        do throws(RegionError) {
            return try index(named: name)
        } catch {
            let words = regions.flatMap { [$0.name, $0.title] + $0.aliases }
            guard let near = Suggestion.nearest(to: name.lowercased(), among: words),
                near.lowercased() != name.lowercased()
            else { throw error }
            throw Failure(.badData, "no region '\(name)', did you mean '\(near)'?")
        }
    }
}
