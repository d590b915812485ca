import ArgumentParser
import Events
import Formats
import Gazetteers
import Regions
import SimpleFeatures

struct ReviewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "Applies people's verdicts to events.",
        discussion: """
            apacheta review events.geojson --review-sheet sheet.csv
            apacheta review events.geojson sheet.csv -o reviewed.geojson
            apacheta review events.geojson ana.csv luis.gpkg -o reviewed.geojson --strict
            """)

    @OptionGroup var layerOptions: LayerOptions

    @Argument(help: "Review sheets with verdicts: CSV or GeoPackage.")
    var sheets: [String] = []

    @OptionGroup var review: ReviewOptions

    @Option(help: "Who judged, where a row names nobody.")
    var reviewer: String?

    @Option(
        help: ArgumentHelp("The day, YYYY-MM-DD, where a row names none.", valueName: "day"))
    var reviewed: String?

    @Flag(help: "Write nothing when a verdict cannot be followed.")
    var strict = false

    @OptionGroup var output: OutputOptions
    @OptionGroup var gazetteers: GazetteerOptions
    @OptionGroup var regions: RegionOptions

    func run() throws {
        let targets = try output.targets()
        guard !targets.isEmpty || review.sheet != nil else {
            throw Failure(
                .usage, "expected a file to write, as -o reviewed.geojson or --review-sheet s.csv")
        }
        if let reviewed, CalendarDay(iso: reviewed) == nil {
            throw Failure(.usage, "--reviewed is '\(reviewed)', expected YYYY-MM-DD")
        }
        try ReviewOptions.refuse(targets.map(\.path), besides: sheets)
        let sheetOutput = try review.output(
            overwrites: output.overwrite, besides: sheets + targets.map(\.path))
        let input = try layerOptions.input()
        let layer = try LayerFile.read(input, quiet: output.quiet)
        let shownRegions = try output.mapRegions(regions)
        let rows = try SheetFile.rows(of: sheets, reviewer: reviewer, reviewed: reviewed)
        let gazetteer = try gazetteers.gazetteer()
        var answer = try review.reviewed(
            layer.features.map(ReviewCommand.withLists), by: rows, gazetteer: gazetteer,
            strict: strict, quiet: output.quiet)
        try file(&answer, under: shownRegions, gazetteer)
        try gazetteer.confirmIntact()
        if let sheet = answer.sheet { try sheetOutput?.write(sheet) }
        let schema = answer.schema(ReviewCommand.widened(layer.schema, for: answer.features))
        if !targets.isEmpty {
            try output.write(
                Layer(name: layer.name, schema: schema, features: answer.features),
                madeFrom: RunManifest(
                    inputs: [input.path] + sheets, gazetteers: gazetteers.paths),
                regions: shownRegions)
        }
        try sheetOutput?.commit(quiet: output.quiet)
        if let failure = ReviewOptions.failure(answer.outcome) { throw failure }
    }

    /// Files the events under regions again whose place is another one, where the layer has regions.
    ///
    /// - Parameter known: The regions, where they have been read.
    private func file(
        _ answer: inout ReviewOptions.Reviewed, under known: RegionSet?, _ gazetteer: Gazetteer
    ) throws {
        let moved = answer.outcome.movedIndices.filter {
            answer.features[$0].properties.has("region")
        }
        guard !moved.isEmpty else { return }
        let set = try known ?? regions.set(quiet: output.quiet)
        let filed = try RegionTitles(set).titled(
            moved.map { answer.features[$0] }, gazetteer: gazetteer)
        for (index, feature) in zip(moved, filed) { answer.features[index] = feature }
    }

    /// The columns of a layer and those that corrections brought into it.
    private static func widened(_ schema: Schema, for features: [Feature]) -> Schema {
        let known = Set(schema.fields.map(\.name))
        let found = Schema(inferredFrom: features).fields.filter { field in
            !known.contains(field.name) && field.name != "review"
        }
        return Schema(fields: schema.fields + found)
    }

    /// The same feature with the lists of its columns as lists: of a table without its file of types
    /// they are read as texts.
    private static func withLists(_ feature: Feature) -> Feature {
        var feature = feature
        for column in ["accounts", "aliases", "actors", "route", "total_of", "review"] {
            guard let text = feature.properties[column].text, text.hasPrefix("[") else { continue }
            // What only looks like a list stays the text that it is.
            if let value = try? JSON.value(of: Array(text.utf8), file: column),
                case .list = value
            {
                feature.properties[column] = value
            }
        }
        return feature
    }
}
