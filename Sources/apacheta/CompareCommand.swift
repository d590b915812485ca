import ArgumentParser
import Regions
import SimpleFeatures

struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Sets regions side by side.",
        discussion: """
            apacheta compare events.geojson highlands lowlands
            apacheta compare events.geojson "La Paz" "Santa Cruz" --until 2003
            apacheta compare events.geojson medialuna west --json
            """)

    @OptionGroup var layerOptions: LayerOptions

    @Argument(help: "Two regions or more, by name or alias.")
    var names: [String]

    @OptionGroup var regions: RegionOptions
    @OptionGroup var filters: FilterOptions

    @Flag(help: "JSON for machines.")
    var json = false

    @Flag(name: .shortAndLong, help: "Say nothing but errors.")
    var quiet = false

    func run() throws {
        guard names.count >= 2 else {
            throw Failure(.usage, "expected two regions or more, found only '\(names[0])'")
        }
        let filed = try FiledLayer(
            try layerOptions.input(), set: { try regions.set(holding: names, quiet: quiet) },
            filters: filters,
            regions: regions, quiet: quiet)
        let comparison = try Comparison(
            of: names, in: filed.set, features: filed.events, filed: filed.filing)
        Console.say(filed.heading, quiet: quiet)
        if json {
            try Console.show(comparison.value)
        } else {
            try Console.show(comparison.table)
        }
    }
}
