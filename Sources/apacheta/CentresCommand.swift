import ArgumentParser
import Formats
import Regions
import SimpleFeatures

struct CentresCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "centres",
        abstract: "Mean centre and standard distance of events, by region and year.",
        discussion: """
            apacheta centres events.geojson
            apacheta centres events.geojson --regions departments --by month
            apacheta centres events.geojson --weight deaths --circles -o centres.geojson
            """)

    @OptionGroup var layerOptions: LayerOptions

    @Option(help: "What events are put together by their first days: year, month or all.")
    var by: EventCentres.Period = .year

    @Option(help: "What an event counts for: events (one each) or deaths.")
    var weight: EventCentres.Weight = .events

    @Flag(help: "Write the circles of the standard distance, not points.")
    var circles = false

    @OptionGroup var regions: RegionOptions
    @OptionGroup var filters: FilterOptions
    @OptionGroup var output: OutputOptions

    @Flag(help: "JSON for machines.")
    var json = false

    func run() throws {
        try output.refuseOtherKinds()
        if json, output.takesStandardOutput {
            throw Failure(.usage, "--json and -o - both take standard output, expected one of them")
        }
        let input = try layerOptions.input()
        var set: RegionSet?
        if !regions.regions.isEmpty {
            // A layer that is none is told before the regions are read.
            _ = try input.reader()
            set = try regions.set(quiet: output.quiet)
        }
        let centres = try centres(of: input, by: set)
        let shown = centres.rows.reduce(0) { $0 + $1.counted }
        let total = centres.rows.reduce(0) { $0 + $1.events } + centres.unfiled
        let unfiled = centres.unfiled == 0 ? "" : ", \(centres.unfiled) in no region"
        Console.say(
            "\(shown) of \(Console.counted(total, "event")) counted\(unfiled)", quiet: output.quiet)
        if json {
            try Console.show(centres.value)
        } else if !output.takesStandardOutput {
            try Console.show(centres.table)
        }
        guard !output.output.isEmpty else { return }
        try output.write(
            try centres.layer(named: "centres", asCircles: circles),
            madeFrom: RunManifest(inputs: [layerOptions.layer]),
            regions: set)
    }

    /// The centres by the regions of a set, or by those that the layer has.
    private func centres(of input: LayerInput, by set: RegionSet?) throws -> EventCentres {
        if let set {
            let pass = try FiledPass(
                input, set: set, filters: filters,
                regions: regions, quiet: output.quiet, threads: output.conversionThreads)
            var events: [Feature] = []
            var filed: [Filing.Answer] = []
            _ = try pass.run { batch, answers in
                events += answers.indices.map { batch.feature(at: $0) }
                filed += answers
                return true
            }
            return EventCentres(
                of: events, filed: (Filing(answers: filed), pass.set), by: by, weight: weight)
        }
        let layer = try LayerFile.read(input, quiet: output.quiet)
        let events = try filters.apply(to: layer.features, regions: regions, quiet: output.quiet)
        return EventCentres(of: events, by: by, weight: weight)
    }
}
