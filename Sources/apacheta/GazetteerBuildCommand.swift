import ArgumentParser
import Gazetteers

struct GazetteerBuildCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Compiles places into one file that is mapped into memory.",
        discussion: """
            apacheta gazetteer build places.csv -o mine.gaz
            apacheta gazetteer build BO.txt countryInfo.txt admin1CodesASCII.txt -o bolivia.gaz
            apacheta gazetteer build allCountries.txt alternateNamesV2.txt --language en,es -o world.gaz
            apacheta place "El Alto" --gazetteer mine.gaz
            """)

    @Argument(
        help: """
            Tables (.csv, .tsv with a header), dumps of GeoNames, GeoJSON points; of two places with \
            one id the first counts. Without any, the built-in gazetteer is compiled again.
            """)
    var sources: [String] = []

    @Option(
        name: .shortAndLong,
        help: "The file to write; the built-in gazetteer goes to the data folder.")
    var output: String?

    @Option(
        help:
            "Languages of alternate names to keep, as en,es (alternateNamesV2.txt); all if not given."
    )
    var language: String?

    @Flag(help: "Leave out names in other than Latin letters (dumps of GeoNames).")
    var latin = false

    @Flag(name: .shortAndLong, help: "Say nothing but errors.")
    var quiet = false

    func run() throws {
        let (compiler, path) = try sources.isEmpty ? builtIn() : own()
        try Files.write(to: path) { write in try compiler.write(to: write) }
        for note in compiler.report.sentences { Console.say(note, quiet: quiet) }
        Console.say(
            "\(path): \(Console.counted(compiler.report.placeCount, "place")), "
                + Console.counted(compiler.report.nameCount, "name"), quiet: quiet)
    }

    private func builtIn() throws -> (GazetteerCompiler, path: String) {
        let data = try DataFolder()
        return (try data.compiler(), output ?? "\(data.path)/\(PackageTables.compiledName)")
    }

    private func own() throws -> (GazetteerCompiler, path: String) {
        guard let output else {
            throw Failure(.usage, "expected -o FILE for what is compiled from \(sources[0])")
        }
        guard !sources.contains(output) else {
            throw Failure(.usage, "\(output) is read and cannot be written as well")
        }
        let languages = language.map { Set($0.split(separator: ",").map(String.init)) }
        let files = sources.map {
            GazetteerFile($0, languages: languages, scripts: latin ? .latin : .all, quiet: quiet)
        }
        return (try GazetteerFile.compiler(of: files), output)
    }
}

extension GazetteerCompiler.Report {
    /// What was left out, a sentence each.
    fileprivate var sentences: [String] {
        var sentences = notes
        func tell(_ count: Int, _ what: String, _ rest: String) {
            if count > 0 { sentences.append("\(Console.counted(count, what)) \(rest)") }
        }
        tell(repeatedPlaceCount, "row", "left out: an earlier one has the id")
        tell(strayNameCount, "name", "left out: their places are in no source before them")
        tell(
            unusableNameCount, "name",
            "that no text is searched for: of one byte, no letter, or more than eight words")
        if let first = openReferences.first {
            sentences.append(
                "\(Console.counted(openReferences.count, "larger place")) named and not there, to be "
                    + "looked for in gazetteers stacked below; the first: \(first.failure)")
        }
        return sentences
    }
}
