import ArgumentParser
import Dispatch
import Formats
import Geodesy
import Regions
import SimpleFeatures

struct ClustersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clusters",
        abstract: "Finds where events lie close together.",
        discussion: """
            apacheta clusters events.geojson --within 20km --min-events 5
            apacheta clusters events.geojson --within 5km --since 2003-09 -o clusters.geojson
            apacheta clusters events.geojson --within 20km --events labelled.geojson
            """)

    @OptionGroup var layerOptions: LayerOptions

    @Option(help: "How near is close, with its unit: m, km, mi or nmi; 1 m or more.")
    var within: String

    @Option(help: ArgumentHelp("How many events within it make a cluster.", valueName: "n"))
    var minEvents = 5

    @Option(
        help: ArgumentHelp(
            "Write the events too, with the columns cluster and cluster_role.", valueName: "file"))
    var events: String?

    @Option(help: ArgumentHelp("How many clusters the table shows, the largest.", valueName: "n"))
    var limit = 20

    @OptionGroup var filters: FilterOptions
    @OptionGroup var regions: RegionOptions
    @OptionGroup var output: OutputOptions

    @Flag(help: "JSON for machines.")
    var json = false

    func run() throws {
        let radius = try radius()
        guard minEvents >= 1 else {
            throw Failure(.usage, "--min-events is \(minEvents), expected 1 or more")
        }
        guard limit >= 1 else {
            throw Failure(.usage, "--limit is \(limit), expected 1 or more")
        }
        let (output, eventsOutput) = try output.divided(with: events.map { [$0] } ?? [])
        try refuse(output, eventsOutput)
        let input = try layerOptions.input()
        // A layer that is none is told before the regions are read.
        _ = try input.reader()
        let shownRegions = try output.mapRegions(regions, orOf: eventsOutput)
        let filter = try filters.batchFilter(
            knowing: { try LayerFile.types(of: input) }, regions: regions, quiet: output.quiet)
        let clusters = try EventClusters(
            of: try placedEvents(of: input, passing: filter, within: radius),
            minimumEvents: minEvents)
        Console.say(clusters.sentence, quiet: output.quiet)
        if json {
            try Console.show(clusters.value)
        } else if !output.takesStandardOutput, !eventsOutput.takesStandardOutput {
            try Console.show(clusters.table(atMost: limit))
            let count = clusters.clusters.count
            if count > limit {
                Console.say(
                    "the \(limit) largest of \(count) clusters are shown (--limit)",
                    quiet: output.quiet)
            }
        }
        let origin = RunManifest(inputs: [layerOptions.layer])
        try output.write(
            clusters.layer(named: "clusters"), madeFrom: origin,
            regions: shownRegions)
        guard events != nil else { return }
        try Conversion(
            path: input.path, filter: filter,
            transforms: { [ClusterLabels(clusters, path: input.path)] + output.transforms() },
            outputs: try eventsOutput.outputs(regions: shownRegions),
            manifest: output.manifest ? origin : nil,
            quiet: output.quiet, threads: output.conversionThreads
        ).run { try input.reader(within: filter?.window) }
    }

    /// Goes through the layer a window at a time.
    private func placedEvents(
        of input: LayerInput, passing filter: BatchFilter?, within radius: Length
    ) throws -> PlacedEvents {
        var placed = PlacedEvents(withinMetres: radius.metres)
        var tally = EventFilter.Tally()
        let queue = output.conversionThreads > 1 ? DispatchQueue(label: "reading") : nil
        var pass = LayerPass(try input.reader(within: filter?.window), [], on: queue)
        let progress = Progress(
            reading: input.path, byteCount: input.byteCount, quiet: output.quiet)
        while try pass.next(
            filteredBy: { try filter?.apply(to: &$0, counting: &tally) },
            { batch, _ in
                for row in 0..<batch.count { placed.add(batch.feature(at: row)) }
            })
        {
            progress?.show(pass.answer.bytesRead)
        }
        progress?.end()
        // What writes the events goes through the layer once more, and tells it then.
        guard events == nil else { return placed }
        for note in pass.answer.notes { Console.say("\(input.path): \(note)", quiet: output.quiet) }
        if let note = tally.note { Console.say(note, quiet: output.quiet) }
        return placed
    }

    private func radius() throws -> Length {
        let radius: Length
        do throws(LengthError) {
            radius = try Length(parsing: within)
        } catch { throw Failure(.usage, "--within: \(error)") }
        guard radius.metres >= 1 else {
            throw Failure(.usage, "--within is \(within), expected 1 m or more")
        }
        return radius
    }

    /// Refuses outputs before any work, so that a slip of the pen costs no waiting.
    private func refuse(_ output: OutputOptions, _ eventsOutput: OutputOptions) throws {
        if let events, output.output.contains(events) {
            throw Failure(.usage, "--events \(events) is named by -o too, expected another file")
        }
        try output.refuseOtherKinds()
        try eventsOutput.refuseOtherKinds()
        if json, output.takesStandardOutput || eventsOutput.takesStandardOutput {
            let option = output.takesStandardOutput ? "-o -" : "--events -"
            throw Failure(
                .usage, "--json and \(option) both take standard output, expected one of them")
        }
    }
}
