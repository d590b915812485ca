import ArgumentParser

struct GazetteerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gazetteer",
        abstract: "Tells about the gazetteer, checks it, makes its region sets.",
        discussion: """
            apacheta gazetteer info
            apacheta gazetteer check
            apacheta gazetteer build places.csv -o mine.gaz
            apacheta gazetteer regions -o my-regions
            """,
        subcommands: [
            GazetteerBuildCommand.self, GazetteerInfoCommand.self, GazetteerCheckCommand.self,
            GazetteerRegionsCommand.self,
        ])
}
