import ArgumentParser
import Formats
import Gazetteers
import Regions
import SimpleFeatures

struct GazetteerInfoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "info",
        abstract: "Counts the places and names of the gazetteer.",
        discussion: """
            apacheta gazetteer info
            apacheta gazetteer info --gazetteer mine.gaz --no-built-in
            """)

    @OptionGroup var gazetteers: GazetteerOptions

    @Flag(help: "JSON for machines.")
    var json = false

    func run() throws {
        let gazetteer = try gazetteers.gazetteer()
        let census = GazetteerCensus(of: gazetteer)
        let countries = census.byCountry.map { line in
            (word: gazetteer.country(withCode: line.word)?.name ?? line.word, places: line.places)
        }
        let files = try fileFacts(of: gazetteer)
        try gazetteer.confirmIntact()
        let parts: [Part] = [
            Part(title: "level", lines: census.byLevel, most: .max),
            Part(title: "kind", lines: census.byKind, most: 20),
            Part(title: "country", lines: countries, most: 10),
            Part(
                title: "source",
                lines: census.bySource.map { ($0.word.isEmpty ? "not given" : $0.word, $0.places) },
                most: 20),
            Part(title: "status", lines: census.byStatus, most: 20),
        ]
        if json { return try Console.show(record(census, parts, files)) }
        let rows = parts.flatMap(\.rows)
        try Console.show(
            Table(
                header: ["by", "", "places"], rows: [["all", "", "\(census.places)"]] + rows,
                alignments: [.left, .left, .right]))
        try Console.show(
            lines: [
                "\(Console.counted(census.nameCount, "different name")), "
                    + "\(census.borneNameCount) counted with each place that bears them"
            ] + files.flatMap(\.lines))
    }

    /// What each file of the stack is called: as it was given, the built-in one where it lies.
    private func fileFacts(of gazetteer: Gazetteer) throws -> [FileFacts] {
        let layers = gazetteer.layers
        let names = gazetteers.files + (gazetteers.isAlone ? [] : [try DataFolder().path])
        return zip(names, layers).map { name, layer in
            let isMapped = [name, "\(name)/\(PackageTables.compiledName)"].contains(layer.file)
            return FileFacts(
                path: isMapped ? layer.file : name, isMapped: isMapped, places: layer.count,
                bytes: layer.byteCount, about: layer.aboutLines)
        }
    }

    private func record(
        _ census: GazetteerCensus, _ parts: [Part], _ files: [FileFacts]
    ) -> Value {
        let heads: Properties = [
            "places": .integer(census.places), "names": .integer(census.nameCount),
            "names_of_places": .integer(census.borneNameCount),
        ]
        let groups = parts.map { Properties.Property(name: $0.title, value: $0.record) }
        let list = Properties.Property(name: "files", value: .list(files.map(\.record)))
        return .object(Properties(heads.all + groups + [list]))
    }
}

/// Counts of one sort.
private struct Part {
    let title: String
    let lines: [GazetteerCensus.Line]
    /// How many of them a table has before the rest is summed.
    let most: Int

    /// Rows of a table, the title in the first.
    var rows: [[String]] {
        var shown = lines
        // A sum of one line would hide a word and save nothing.
        if lines.count > most, lines.count - most > 1 {
            let rest = lines[most...]
            shown = lines[..<most] + [("\(rest.count) more", rest.reduce(0) { $0 + $1.places })]
        }
        return shown.enumerated().map { number, line in
            [number == 0 ? title : "", line.word, "\(line.places)"]
        }
    }

    /// All counts by their words.
    var record: Value {
        .object(
            Properties(
                lines.map { Properties.Property(name: $0.word, value: .integer($0.places)) }))
    }
}

/// What is told of a stacked gazetteer.
private struct FileFacts {
    let path: String
    /// Whether the file itself is compiled; else it was read and compiled in memory.
    let isMapped: Bool
    let places: Int
    let bytes: Int
    let about: [String]

    var lines: [String] {
        let size = "\(Decimals.grouped(bytes)) bytes" + (isMapped ? "" : " compiled in memory")
        return [
            "\(path): \(Console.counted(places, "place")), \(size), "
                + "format version \(CompiledGazetteer.version)"
        ] + about.map { "    \(Console.plain($0))" }
    }

    var record: Value {
        .object([
            "path": .text(path), "compiled": .boolean(isMapped), "places": .integer(places),
            "bytes": .integer(bytes), "version": .integer(CompiledGazetteer.version),
            "about": Value(about),
        ])
    }
}
