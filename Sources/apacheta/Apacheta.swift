import ArgumentParser

@main
struct Apacheta: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apacheta",
        abstract: "Turns written reports into map layers, offline.",
        discussion: """
            apacheta extract reports/ -o events.geojson -o events.kml
            apacheta near events.geojson "La Paz" --within 50km
            apacheta compare events.geojson highlands lowlands
            """,
        version: "0.1.0",
        subcommands: [
            ExtractCommand.self, ToponymsCommand.self, PlaceCommand.self, NearCommand.self,
            RegionsCommand.self, CompareCommand.self, ClustersCommand.self, CentresCommand.self,
            ExportCommand.self, MergeCommand.self,
            ReviewCommand.self,
            GazetteerCommand.self,
        ])

    static func main() {
        Program.run(Apacheta.self, arguments: Array(CommandLine.arguments.dropFirst()))
    }
}
