import ArgumentParser
import Formats
import Gazetteers
import Regions
import SimpleFeatures

struct GazetteerRegionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "regions",
        abstract: "Makes the built-in region sets from the gazetteer's tables.",
        discussion: """
            apacheta gazetteer regions
            apacheta gazetteer regions -o my-regions
            """)

    @Option(
        name: .shortAndLong,
        help: "The folder to write to, which must be there; without it the data folder's own.")
    var output: String?

    @Flag(name: .shortAndLong, help: "Say nothing but errors.")
    var quiet = false

    func run() throws {
        let data = try DataFolder()
        let folder = output ?? "\(data.path)/regions"
        for set in try RegionSetMaker(data: data, quiet: quiet).sets() {
            for note in set.notes { Console.say("\(set.name): \(note)", quiet: quiet) }
            let path = "\(folder)/\(set.name).geojson"
            try Files.write(
                GeoJSON.bytes(of: set.layer, options: GeoJSON.Options(precision: 5)), to: path)
            Console.say(
                "\(path): \(Console.counted(set.regions.count, "region"))", quiet: quiet)
        }
    }
}

/// Makes the built-in sets from the tables of the data folder.
private struct RegionSetMaker {
    let data: DataFolder
    let quiet: Bool

    /// The departments as they are, then one set for each recipe.
    func sets() throws -> [RegionSet] {
        let gazetteer = Gazetteer(stacking: [try CompiledGazetteer(data.compiler())])
        let departments = try RegionCatalogue(nameProperty: nil, quiet: quiet)
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
