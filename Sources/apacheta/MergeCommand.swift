import ArgumentParser
import Events
import Formats
import Gazetteers
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
        for note in gathered.notes { Console.say(note, quiet: output.quiet) }
        let events = EventMerger(gazetteer: gazetteer).events(of: gathered.accounts)
        let partIDs = Totals(events, gazetteer: gazetteer).partIDs
        let merged = zip(events, partIDs).map { $0.feature(gazetteer: gazetteer, partIDs: $1) }
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
            madeFrom: RunManifest(inputs: layers, gazetteers: gazetteers.paths))
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

/// The option `--conflicts` beside the layer that a command writes.
enum ConflictOption {
    /// - Throws: ``Failure`` 64 when list and layer go to one place.
    static func check(_ path: String?, _ output: OutputOptions, layerToStandardOutput: Bool = false)
        throws
    {
        guard let path else { return }
        if output.output.contains(path) || path == "-" && layerToStandardOutput {
            throw Failure(
                .usage, "--conflicts \(path): the layer goes there, expected another file")
        }
    }
}

/// The accounts of several layers, and what in them is none.
private struct GatheredAccounts {
    private(set) var accounts: [Account] = []
    /// Rows that are no events of ours, as they were read.
    private(set) var otherRows: [Feature] = []
    private(set) var notes: [String] = []
    private var reader: AccountReader

    init(gazetteer: Gazetteer) { reader = AccountReader(gazetteer: gazetteer) }

    /// Columns that are lists, and texts of JSON in formats that have none.
    private static let listColumns: Set<String> = [
        "actors", "route", "accounts", "aliases", "total_of", "account_records",
    ]

    /// - Parameter name: What stands for the report of rows that name none.
    mutating func add(_ layer: Layer, from path: String, called name: String) {
        let before = reader.census
        var others = 0
        for (row, feature) in layer.features.enumerated() {
            let feature = GatheredAccounts.withLists(feature)
            if let told = reader.accounts(of: feature, layer: name, row: row) {
                accounts += told
            } else {
                otherRows.append(feature)
                others += 1
            }
        }
        let census = reader.census
        note(others, "feature", "without an event type of ours, kept as read", path)
        note(census.repeated - before.repeated, "account", "read before, kept once", path)
        note(
            census.renamed - before.renamed, "account", "under the id of another, renamed", path)
        note(
            census.changed - before.changed, "event", "changed after merging, kept whole", path)
    }

    private mutating func note(_ count: Int, _ noun: String, _ words: String, _ path: String) {
        if count > 0 { notes.append("\(path): \(Console.counted(count, noun)) \(words)") }
    }

    /// A feature whose columns of lists hold lists.
    private static func withLists(_ feature: Feature) -> Feature {
        var feature = feature
        for property in feature.properties.all where listColumns.contains(property.name) {
            guard let text = property.value.text, text.hasPrefix("[") else { continue }
            // What is no JSON stays the text that it is.
            if let list = try? JSON.value(of: Array(text.utf8), file: property.name) {
                feature.properties[property.name] = list
            }
        }
        return feature
    }

    /// The columns of an event, then those that features have besides.
    static func schema(of features: [Feature]) -> Schema {
        let ours = Event.schema.fields
        let names = Set(ours.map(\.name))
        let others = Schema(inferredFrom: features).fields.filter { !names.contains($0.name) }
        return Schema(fields: ours + others)
    }
}
