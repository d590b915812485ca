import ArgumentParser

struct GazetteerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gazetteer",
        abstract: "Tells about the gazetteer, checks it, makes its region sets.",
        discussion: """
            apacheta gazetteer info
            apacheta gazetteer check
            apacheta gazetteer regions -o my-regions
            """,
        subcommands: [
            GazetteerInfoCommand.self, GazetteerCheckCommand.self, GazetteerRegionsCommand.self,
        ])
}
