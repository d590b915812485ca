import ArgumentParser
import Regions

/// Which regions a command files events under.
struct RegionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            A built-in set (bolivia, departments, medialuna), a file of polygons in any format that \
            is read, or a .regions file that puts regions together. May be given several times: \
            events are filed in each set.
            """,
            valueName: "set|file"))
    var regions: [String] = []

    @Option(
        help: ArgumentHelp(
            """
            The property that names the polygons of a file. May be given several times; the first \
            that a file has counts.
            """, valueName: "property"))
    var regionName: [String] = []

    @Option(
        help: ArgumentHelp(
            "The layer of a GeoPackage of regions that has several.", valueName: "name"))
    var regionsLayer: String?

    /// The sets that were named as one, or the first of the built-in ones.
    func set(quiet: Bool) throws -> RegionSet {
        let set = try catalogue(quiet: quiet).joined(
            regions.isEmpty ? [RegionCatalogue.builtIn[0]] : regions)
        tellSeveral(quiet: quiet)
        return set
    }

    /// The sets that were named as one, or the first built-in one that has all of some regions.
    ///
    /// - Throws: ``Failure`` 65 when a region is nowhere, or no one set has them all.
    func set(holding names: [String], quiet: Bool) throws -> RegionSet {
        try found(holding: names, quiet: quiet).set
    }

    /// The same, with a sentence on where the regions were found.
    ///
    /// - Throws: ``Failure`` 65 when a region is nowhere, or no one set has them all.
    func found(holding names: [String], quiet: Bool) throws -> RegionCatalogue.Found {
        let found = try catalogue(quiet: quiet).found(
            holding: names, among: regions.isEmpty ? nil : regions)
        tellSeveral(quiet: quiet)
        return found
    }

    /// Says that sums over the regions of several sets count events more than once.
    private func tellSeveral(quiet: Bool) {
        guard regions.count > 1 else { return }
        Console.say(
            "\(regions.count) region sets: an event counts in each that has it", quiet: quiet)
    }

    private func catalogue(quiet: Bool) -> RegionCatalogue {
        RegionCatalogue(nameProperties: regionName, layerName: regionsLayer, quiet: quiet)
    }
}
