import ArgumentParser
import Regions
import SimpleFeatures

struct RegionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "regions",
        abstract: "Counts events, deaths and days by region.",
        discussion: """
            apacheta regions events.geojson
            apacheta regions events.geojson --regions departments --since 2003-10
            apacheta regions events.geojson --regions provinces.geojson --region-name NAME
            """)

    @OptionGroup var layerOptions: LayerOptions

    @OptionGroup var regions: RegionOptions
    @OptionGroup var filters: FilterOptions
    @OptionGroup var outlines: OutlineOptions
    @OptionGroup var output: OutputOptions

    @Flag(help: "Say by which rule events were filed.")
    var explain = false

    @Flag(help: "JSON for machines.")
    var json = false

    func run() throws {
        try output.refuseOtherKinds()
        try outlines.check(with: output)
        if json, output.takesStandardOutput {
            throw Failure(.usage, "--json and -o - both take standard output, expected one of them")
        }
        let input = try layerOptions.input()
        // A layer that is none is told before the regions are read.
        _ = try input.reader()
        let pass = try FiledPass(
            input, set: try regions.set(quiet: output.quiet), filters: filters, regions: regions,
            quiet: output.quiet, threads: output.conversionThreads)
        let overview = try pass.counts().overview
        Console.say(pass.heading(eventCount: overview.total), quiet: output.quiet)
        if json {
            try Console.show(overview.value)
        } else if !output.takesStandardOutput {
            try Console.show(overview.table)
            if explain { try Console.show(overview.ruleTable) }
        }
        guard !output.output.isEmpty else { return }
        try output.write(
            overview.layer(
                named: pass.set.name,
                outlines: try outlines.outlines(of: pass.set, quiet: output.quiet)),
            madeFrom: RunManifest(inputs: [layerOptions.layer]), regions: pass.set)
    }
}
