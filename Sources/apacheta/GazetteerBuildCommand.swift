import ArgumentParser
import Gazetteers

struct GazetteerBuildCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Compiles tables of places into one file that is mapped into memory.",
        discussion: """
            apacheta gazetteer build
            """)

    @Option(
        name: .shortAndLong,
        help: "The file to write; without it the built-in gazetteer of the data folder.")
    var output: String?

    @Flag(name: .shortAndLong, help: "Say nothing but errors.")
    var quiet = false

    func run() throws {
        let data = try DataFolder()
        let compiler = try data.compiler()
        let path = output ?? "\(data.path)/\(PackageTables.compiledName)"
        try Files.write(to: path) { write in try compiler.write(to: write) }
        Console.say(
            "\(path): \(Console.counted(compiler.report.placeCount, "place")), "
                + Console.counted(compiler.report.nameCount, "name"), quiet: quiet)
    }
}
