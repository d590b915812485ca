import ArgumentParser
import SimpleFeatures

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes a layer in other formats, filtered.",
        discussion: """
            apacheta export events.geojson -o events.kml
            apacheta export events.geojson -o october.geojsonl --since 2003-10 --until 2003-10
            apacheta export events.geojson -o - -f geojsons --min-deaths 1
            apacheta export events.geojson -o map.html --title "October 2003"
            """)

    @OptionGroup var layerOptions: LayerOptions

    @OptionGroup var output: OutputOptions
    @OptionGroup var filters: FilterOptions
    @OptionGroup var regions: RegionOptions

    func run() throws {
        guard try !output.targets().isEmpty else {
            throw Failure(.usage, "expected a file to write, as -o events.kml")
        }
        let input = try layerOptions.input()
        let filter = try filters.batchFilter(
            knowing: { try LayerFile.types(of: input) }, regions: regions, quiet: output.quiet)
        // The columns stay those of the whole layer, so that files made with different filters agree.
        try Conversion(
            path: input.path, filter: filter,
            transforms: output.transforms,
            outputs: try output.outputs(regions: try output.mapRegions(regions)),
            manifest: output.manifest ? RunManifest(inputs: [input.path]) : nil,
            quiet: output.quiet,
            threads: output.conversionThreads,
            progress: Progress(reading: input.path, byteCount: input.byteCount, quiet: output.quiet)
        ).run { try input.reader(within: filter?.window) }
    }
}
