import ArgumentParser
import Formats
import Gazetteers
import Regions
import SimpleFeatures

struct PlaceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "place",
        abstract: "Finds places by name, with help on spelling.",
        discussion: """
            apacheta place "La Paz"
            apacheta place "San Pedro, Pando" --explain
            apacheta place "La Paz department" BO-L --json
            """)

    @Argument(
        help: """
            Names, codes or ids; larger places after a comma: "San Pedro, Pando". Words that are a \
            name together are taken together.
            """)
    var names: [String]

    @Option(help: "Only places in this country (ISO 3166 code, as BO).")
    var country: String?

    @Option(help: "Only places of this kind, such as town, department or country.")
    var kind: String?

    @Option(help: "How many places to show for each name.")
    var limit = 10

    @OptionGroup var gazetteers: GazetteerOptions

    @Flag(help: "Say why places stand in this order.")
    var explain = false

    @Flag(help: "One JSON object a name, for machines.")
    var json = false

    @Flag(name: .shortAndLong, help: "Say nothing but errors.")
    var quiet = false

    func run() throws {
        let levels = try kind.map(PlaceCommand.levels)
        guard limit > 0 else { throw Failure(.usage, "--limit is \(limit), expected 1 or more") }
        let lookup = PlaceLookup(gazetteer: try gazetteers.gazetteer())
        let country = try country.map(lookup.country)
        var failures: [Failure] = []
        for name in lookup.together(names) {
            do {
                let query = PlaceQuery(name, country: country, levels: levels)
                try show(
                    PlaceAnswer(query: query, hits: try lookup.hits(for: query), limit: limit),
                    of: lookup.gazetteer)
            } catch let failure as Failure where failure.kind == .badData {
                failures.append(failure)
            }
        }
        guard let last = failures.last else { return }
        for failure in failures.dropLast() { Console.complain(failure.description) }
        throw last
    }

    private func show(_ answer: PlaceAnswer, of gazetteer: Gazetteer) throws {
        if json {
            try Console.show(answer.value(of: gazetteer))
            return
        }
        try Console.show(answer.table(of: gazetteer, explained: explain))
        if let note = answer.note { Console.say(note, quiet: quiet) }
    }

    private static func levels(of word: String) throws -> Set<PlaceKind.Level> {
        if let levels = PlaceKind.levels(ofWord: word) { return levels }
        let words = PlaceKind.levelWords
        throw Failure(
            .usage,
            "no kind '\(word)', "
                + (Suggestion.nearest(to: word, among: words).map { "did you mean '\($0)'?" }
                    ?? "expected one of \(words.joined(separator: ", "))"))
    }
}
