import ArgumentParser
import Regions

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
