import ArgumentParser
import Events
import Formats
import Gazetteers
import Regions
import SimpleFeatures

struct MergeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Joins layers of events made apart, accounts of one event once.",
        discussion: """
            apacheta merge october.geojson november.geojson -o both.geojson
            apacheta merge events.geojson acled.csv -o all.gpkg --conflicts conflicts.txt
            apacheta merge a.geojson b.geojson -o - --explain
            """)

    @Argument(
        help: """
            The layers: GeoJSON, KML, KMZ, FlatGeobuf, GeoPackage or CSV, packed or not; tables of ACLED \
            and UCDP too; - is standard input.
            """)
    var layers: [String]

    @OptionGroup var gazetteers: GazetteerOptions
    @OptionGroup var filters: FilterOptions
    @OptionGroup var regions: RegionOptions
    @OptionGroup var output: OutputOptions

    @Option(
        help: ArgumentHelp(
            "A file for what accounts of one event tell differently; .json for machines.",
            valueName: "file"))
    var conflicts: String?

    @Flag(help: "Say on standard error why accounts were joined or kept apart.")
    var explain = false

    func run() throws {
        guard try !output.targets().isEmpty else {
            throw Failure(.usage, "expected a file to write, as -o events.geojson")
        }
        try ConflictOption.check(conflicts, output)
        for (index, path) in layers.enumerated() where layers[..<index].contains(path) {
            throw Failure(.usage, "\(path): given twice, expected each layer once")
        }
        for path in output.output where path != "-" && layers.contains(path) {
            throw Failure(
                .usage, "\(path): is a layer to read, expected another file to write")
        }
        try output.refuseOtherKinds()
        let gazetteer = try gazetteers.gazetteer()
        var gathered = GatheredAccounts(gazetteer: gazetteer)
        let names = layers.map { String($0.split(separator: "/").last ?? "-") }
        for (path, name) in zip(layers, names) {
            let isOnly = names.count { $0 == name } == 1
            gathered.add(try layer(at: path), from: path, called: isOnly ? name : path)
        }
        let shownRegions = try output.mapRegions(regions)
        for note in gathered.notes { Console.say(note, quiet: output.quiet) }
        let events = EventMerger(gazetteer: gazetteer).events(of: gathered.accounts)
        let partIDs = Totals(events, gazetteer: gazetteer).partIDs
        let shapes = try OutlineCache.shapes(of: gazetteer)
        let merged = zip(events, partIDs).map {
            $0.feature(gazetteer: gazetteer, partIDs: $1, shapes: shapes)
        }
        let kept = try filters.apply(
            to: merged + gathered.otherRows, regions: regions, quiet: output.quiet)
        try gazetteer.confirmIntact()
        if explain {
            for line in events.flatMap({ EventExplanation(event: $0).lines }) {
                Console.say(line, quiet: false)
            }
        }
        try output.write(
            Layer(name: "events", schema: GatheredAccounts.schema(of: kept), features: kept),
            madeFrom: RunManifest(inputs: layers, gazetteers: gazetteers.paths),
            regions: shownRegions)
        if let conflicts {
            let ids = Set(kept.compactMap(\.id))
            try ConflictList(of: events, partIDs: partIDs, gazetteer: gazetteer) {
                ids.contains($0)
            }.write(to: conflicts, quiet: output.quiet)
        }
        Console.say(
            [
                Console.counted(layers.count, "layer"),
                Console.counted(gathered.accounts.count, "account"),
                Console.counted(events.count, "event"),
            ].joined(separator: ", "), quiet: output.quiet)
    }
}

extension MergeCommand {
    /// A layer, with the columns of ours where it is a table of another project.
    private func layer(at path: String) throws -> Layer {
        let layer = try LayerFile.read(LayerInput(path), quiet: output.quiet)
        guard let profile = EventProfile(columnNames: layer.schema.fields.map(\.name)) else {
            return layer
        }
        let reading = try TransformedReader(LayerReader(layer), ProfileImport(profile)).readAll()
        for note in reading.notes { Console.say("\(path): \(note)", quiet: output.quiet) }
        return reading.layer
    }
}
