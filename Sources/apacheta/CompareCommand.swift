import ArgumentParser
import Foundation
import Regions
import SimpleFeatures

struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Sets regions side by side.",
        discussion: """
            apacheta compare events.geojson highlands lowlands
            apacheta compare events.geojson "La Paz" "Santa Cruz" Oruro --reference Oruro --until 2003
            apacheta compare events.geojson medialuna west -o compare.svg -o compare.md --panel panel.csv
            apacheta compare events.geojson highlands lowlands -o compare.html
            """)

    @OptionGroup var layerOptions: LayerOptions

    @Argument(help: "Two regions or more, by name or alias.")
    var names: [String]

    @Option(
        help: ArgumentHelp(
            "The region that the rates of the others are divided by; the first, unless said otherwise.",
            valueName: "region"))
    var reference: String?

    @OptionGroup var regions: RegionOptions
    @OptionGroup var filters: FilterOptions
    @OptionGroup var output: CompareOutputOptions

    @Flag(name: .shortAndLong, help: "Say nothing but errors.")
    var quiet = false

    func run() throws {
        let wanted = names + (reference.map { [$0] } ?? [])
        guard wanted.count >= 2 else {
            throw Failure(.usage, "expected two regions or more, found only '\(names[0])'")
        }
        try output.check(reading: layerOptions.layer)
        let input = try layerOptions.input()
        // A layer that is none is told before the regions are read.
        _ = try input.reader()
        let found = try regions.found(holding: wanted, quiet: quiet)
        let pass = try FiledPass(
            input, set: found.set, filters: filters, regions: regions, quiet: quiet, threads: 1)
        let comparison = try pass.comparison(of: names, to: reference)
        Console.say(pass.heading(eventCount: comparison.coverage.events), quiet: quiet)
        if let sentence = found.sentence { Console.say(sentence, quiet: quiet) }
        if !output.takesStandardOutput { try show(comparison) }
        try output.write(comparison, quiet: quiet) { paths in
            try writePages(paths, of: comparison, filedBy: pass)
        }
    }

    /// Writes the layer as pages that set the regions side by side; the layer is read once more.
    private func writePages(
        _ paths: [String], of comparison: Comparison, filedBy pass: FiledPass
    ) throws {
        let names = comparison.sides.map(\.region.name)
        let compared = names.compactMap { name in
            pass.set.regions.firstIndex { $0.name == name }
        }
        let plan = output.map.plan(regions: pass.set, comparing: compared)
        try Conversion(
            path: pass.input.path, filter: pass.filter, transforms: { [] },
            outputs: paths.map {
                LayerOutput($0, format: .html, options: LayerOutput.WritingOptions(map: plan))
            },
            manifest: nil, quiet: quiet, threads: 1, isSecondWay: true
        ).run { try pass.input.reader(within: pass.filter?.window) }
    }

    /// The table, fit for the terminal where there is one.
    private func show(_ comparison: Comparison) throws {
        let terminal = ComparisonTerminal(environment: ProcessInfo.processInfo.environment)
        let marks: Marks = output.ascii || !terminal.showsUnicode ? .ascii : .unicode
        let text = comparison.sheet(marks: marks).rendered(maxWidth: terminal.width)
        try Files.write(Array((terminal.hasColours ? terminal.coloured(text) : text).utf8), to: "-")
    }
}
