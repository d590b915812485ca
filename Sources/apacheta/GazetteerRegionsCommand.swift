import ArgumentParser
import Formats
import Gazetteers
import Regions
import SimpleFeatures

struct GazetteerRegionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "regions",
        abstract: "Makes region sets, or looks one over.",
        discussion: """
            apacheta gazetteer regions coca.regions -o coca.geojson
            apacheta gazetteer regions provinces.gpkg --region-name NAME_1 --check
            apacheta gazetteer regions -o my-regions

            Without a set it makes the built-in ones from the gazetteer's tables, into the folder that \
            -o names or the data folder's own.
            """)

    @Argument(
        help: """
            A .regions file that puts regions together, a file of polygons or a built-in set; several \
            are taken together.
            """)
    var sets: [String] = []

    @Option(
        help: ArgumentHelp(
            "The property that names the polygons of a file; the first that a file has counts.",
            valueName: "property"))
    var regionName: [String] = []

    @Option(
        name: .customLong("layer"),
        help: ArgumentHelp("The layer of a GeoPackage that has several.", valueName: "name"))
    var layerName: String?

    @Flag(help: "List polygons that are not valid, overlaps and gaps; write nothing.")
    var check = false

    @Option(help: "How many overlaps and gaps to list, the largest first; 0 lists all.")
    var limit = 20

    @OptionGroup var gazetteers: GazetteerOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        guard !sets.isEmpty else { return try makeBuiltIn() }
        guard limit >= 0 else {
            throw Failure(.usage, "--limit is \(limit), expected 0 or more")
        }
        if check, let file = output.output.first {
            throw Failure(.usage, "--check writes nothing, found -o \(file)")
        }
        try output.refuseOtherKinds()
        let catalogue = RegionCatalogue(
            nameProperties: regionName, layerName: layerName, gazetteers: gazetteers,
            quiet: output.quiet || check)
        let set = try catalogue.joined(sets)
        if check { return try show(RegionSetReview(of: set), of: set) }
        if !output.takesStandardOutput { try Console.show(GazetteerRegionsCommand.table(of: set)) }
        try output.write(set.layer, madeFrom: RunManifest(inputs: sets))
    }

    private func makeBuiltIn() throws {
        guard !check, regionName.isEmpty, layerName == nil else {
            throw Failure(.usage, "--check, --region-name and --layer go with a set, found none")
        }
        guard output.output.count <= 1 else {
            throw Failure(
                .usage, "the built-in sets go to one folder, found \(output.output.count) -o")
        }
        let data = try DataFolder()
        let folder = output.output.first ?? "\(data.path)/regions"
        for set in try RegionSetMaker(data: data, quiet: output.quiet).sets() {
            for note in set.notes { Console.say("\(set.name): \(note)", quiet: output.quiet) }
            let path = "\(folder)/\(set.name).geojson"
            try Files.write(
                GeoJSON.bytes(of: set.layer, options: GeoJSON.Options(precision: 5)), to: path)
            Console.say(
                "\(path): \(Console.counted(set.regions.count, "region"))", quiet: output.quiet)
        }
    }

    /// What the regions of a set are.
    private static func table(of set: RegionSet) -> Table {
        Table(
            header: ["region", "title", "km²", "inhabitants", "year", "polygons", "holes"],
            rows: set.regions.map { region in
                let polygons = region.geometry.polygons
                return [
                    region.name, region.title,
                    Decimals.text(region.areaSquareKilometres, places: 1),
                    region.population.map(Decimals.grouped) ?? "",
                    region.populationYear.map(String.init) ?? "", "\(polygons.count)",
                    "\(polygons.reduce(0) { $0 + $1.interiors.count })",
                ]
            },
            alignments: [.left, .left, .right, .right, .right, .right, .right])
    }

    /// The notes, then overlaps and gaps, then their numbers.
    ///
    /// - Throws: ``Failure`` 65 when a polygon was not valid.
    private func show(_ review: RegionSetReview, of set: RegionSet) throws {
        let remarks = set.notes.filter { !set.faults.contains($0) }
        try Console.show(
            lines: set.faults.map { "invalid: \($0)" } + remarks.map { "note: \($0)" }
                + review.lines(limit: limit))
        let parts = [
            Console.counted(set.faults.count, "fault"),
            Console.counted(review.overlaps.count, "overlap"),
            Console.counted(review.gaps.count, "gap"),
        ]
        let summary =
            "\(Console.counted(set.regions.count, "region")) of \(set.name) read, "
            + parts.joined(separator: ", ")
        guard set.faults.isEmpty else { throw Failure(.badData, summary) }
        Console.say(summary, quiet: output.quiet)
    }
}

/// Makes the built-in sets from the tables of the data folder.
private struct RegionSetMaker {
    let data: DataFolder
    let quiet: Bool

    /// The departments as they are, then one set for each recipe.
    func sets() throws -> [RegionSet] {
        let gazetteer = Gazetteer(stacking: [try CompiledGazetteer(data.compiler())])
        let departments = try RegionCatalogue(quiet: quiet)
            .set("\(data.path)/areas/departments.geojson").snapped()
        let recipes = RegionRecipe.recipes(
            in: try table("regions/sets.tsv", columns: RegionRecipe.columns))
        return try [departments]
            + recipes.map { recipe in
                try recipe.regionSet(
                    classes: try table("regions/classes.tsv", columns: recipe.classColumns),
                    gazetteer: gazetteer, departments: departments
                ).snapped()
            }
    }

    private func table(_ name: String, columns: [String]) throws -> ListTable {
        let table = Gazetteer.Table(file: name, bytes: try data.bytes(of: name))
        do throws(GazetteerError) {
            return try ListTable(table, columns: columns)
        } catch { throw Failure(.badData, "\(data.path)/\(error)") }
    }
}
