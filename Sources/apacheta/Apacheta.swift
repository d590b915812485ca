import ArgumentParser

@main
struct Apacheta: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apacheta",
        abstract: "Turns written reports into map layers.")
}
