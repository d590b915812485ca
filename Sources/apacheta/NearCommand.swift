import ArgumentParser
import Geodesy
import Regions
import SimpleFeatures

struct NearCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "near",
        abstract: "Lists the events near a place, a route or each of many places.",
        discussion: """
            apacheta near events.geojson "La Paz" --within 50km
            apacheta near events.geojson --lon -68.13 --lat -16.5 --limit 3
            apacheta near events.geojson "Departamento de La Paz" --type clash -o near.kml
            apacheta near events.geojson --along Oruro --along Caracollo --within 5mi
            apacheta near events.geojson --centres hospitals.geojson --limit 5
            """)

    @OptionGroup var layerOptions: LayerOptions

    @Argument(help: "The place, as for the command place.")
    var place: String?

    @OptionGroup var centre: NearCentreOptions

    @Option(help: "How far, with its unit: m, km, mi or nmi.")
    var within: String?

    @Option(help: "How many events at most, for each centre.")
    var limit: Int?

    @OptionGroup var gazetteers: GazetteerOptions
    @OptionGroup var filters: FilterOptions
    @OptionGroup var regions: RegionOptions
    @OptionGroup var output: OutputOptions

    @Flag(help: "JSON for machines.")
    var json = false

    @Flag(help: "Say on standard error what was read, and how long each step took.")
    var stats = false

    func run() throws {
        let radius = try radius()
        try output.refuseOtherKinds()
        if json, output.takesStandardOutput {
            throw Failure(.usage, "--json and -o - both take standard output, expected one of them")
        }
        let question = try centre.question(place: place, layer: layerOptions.layer)
        // Before any work, so that a slip of the pen costs no waiting.
        if radius == nil, limit == nil, !question.mayBoundItself { throw NearAnswer.unbounded }
        let quiet = output.quiet
        var statistics = NearStatistics()
        let layer = try statistics.time(\.reading) {
            try NearLayer(try layerOptions.input(), quiet: quiet)
        }
        // A layer that is none is told before the regions are read.
        let shownRegions = try output.mapRegions(regions)
        let sample = try statistics.time(\.reading) { try layer.sample() }
        let centres = try statistics.time(\.finding) {
            try NearCentreFinder(gazetteers: gazetteers, quiet: quiet)
                .centres(for: question, features: sample)
        }
        let source = try source(of: layer, sample: sample, for: centres, &statistics)
        let answer = try statistics.time(\.answering) {
            try NearAnswer(
                from: source, centres: centres, isJoin: question.isJoin, radius: radius,
                limit: limit)
        }
        Console.say(answer.heading, quiet: quiet)
        if json {
            try Console.show(answer.value)
        } else if !output.takesStandardOutput {
            try Console.show(answer.table)
        }
        if !output.output.isEmpty { try write(answer, of: layer, under: shownRegions) }
        if stats {
            statistics.featureCount = layer.featureCount
            statistics.isMapped = source is MappedSource
            statistics.census = source.census
            statistics.centres = centres.count
            for line in statistics.lines { Console.say(line, quiet: false) }
        }
    }

    /// What answers: the file itself where it can, else an index over what passes the filters.
    private func source(
        of layer: NearLayer, sample: [Feature], for centres: [NearCentre],
        _ statistics: inout NearStatistics
    ) throws -> any NearSource {
        if case .mapped(let mapped, _) = layer, centres.allSatisfy(MappedSource.answers),
            let test = try filters.test(knowing: sample),
            let source = MappedSource(mapped, passing: test)
        {
            return source
        }
        let events = try statistics.time(\.reading) {
            try filters.apply(
                to: try layer.readWhole(quiet: output.quiet).features,
                regions: regions, quiet: output.quiet)
        }
        return statistics.time(\.indexing) { LayerSource(events) }
    }

    private func radius() throws -> Length? {
        if let limit, limit < 1 { throw Failure(.usage, "--limit is \(limit), expected 1 or more") }
        do throws(LengthError) {
            return try within.map { text throws(LengthError) in try Length(parsing: text) }
        } catch { throw Failure(.usage, "--within: \(error)") }
    }

    /// Writes the events found, and says which columns of theirs gave way to those of the answer.
    private func write(
        _ answer: NearAnswer, of layer: NearLayer, under shownRegions: RegionSet?
    ) throws {
        let replaced = answer.columns.filter { layer.schema.field(named: $0) != nil }
        if !replaced.isEmpty {
            Console.say(
                "columns of the layer written anew: \(replaced.joined(separator: ", "))",
                quiet: output.quiet)
        }
        try output.write(
            answer.layer(named: layer.name),
            madeFrom: RunManifest(inputs: [layerOptions.layer], gazetteers: gazetteers.paths),
            regions: shownRegions)
    }
}
