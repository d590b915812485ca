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
            apacheta place "San Pedro" --near Cobija
            apacheta place --lon -68.2 --lat -16.5 --limit 3
            """)

    @Argument(
        help: """
            Names, codes or ids; larger places after a comma: "San Pedro, Pando". Words that are a \
            name together are taken together.
            """)
    var names: [String] = []

    @Option(
        parsing: .unconditional, help: "Degrees east: with --lat, the places nearest to a position."
    )
    var lon: Double?

    @Option(parsing: .unconditional, help: "Degrees north, in -90...90.")
    var lat: Double?

    @Option(help: "A place near which it is thought to be: such places stand first.")
    var near: String?

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
        let position = try position()
        let lookup = PlaceLookup(gazetteer: try gazetteers.gazetteer())
        let country = try country.map(lookup.country)
        if let position {
            return try show(
                NearestPlaces(
                    position: position, country: country, levels: levels, limit: limit,
                    in: lookup.gazetteer), of: lookup.gazetteer)
        }
        let nearPosition = try near.map { near in
            let query = PlaceQuery(near, preferredCountries: Set([country].compactMap { $0 }))
            return try lookup.hits(for: query)[0].place.position
        }
        var failures: [Failure] = []
        for name in lookup.together(names) {
            let query = PlaceQuery(
                name, country: country, levels: levels, nearPosition: nearPosition)
            do {
                try show(
                    PlaceAnswer(query: query, hits: try lookup.hits(for: query), limit: limit),
                    of: lookup.gazetteer)
            } catch let failure as Failure where failure.kind == .badData {
                try lookup.gazetteer.confirmIntact()
                if json {
                    let answer = PlaceAnswer(query: query, hits: [], limit: limit)
                    try Console.show(
                        answer.value(
                            of: lookup.gazetteer, suggesting: lookup.suggestions(for: query)))
                }
                failures.append(failure)
            }
        }
        guard let last = failures.last else { return }
        for failure in failures.dropLast() { Console.complain(failure.description) }
        throw last
    }

    /// The position whose places are asked for; `nil` when names are.
    private func position() throws -> Coordinate? {
        switch (names.isEmpty, lon, lat) {
        case (false, nil, nil): return nil
        case (true, .some(let longitude), .some(let latitude)):
            guard near == nil else {
                throw Failure(.usage, "--near goes with a name, found --lon and --lat")
            }
            do throws(CoordinateError) {
                return try Coordinate(longitude: longitude, latitude: latitude)
            } catch { throw Failure(.usage, "--lon, --lat: \(error)") }
        case (false, _, _):
            throw Failure(.usage, "expected a name or --lon and --lat, found both")
        default: throw Failure(.usage, "expected a name, or both --lon and --lat")
        }
    }

    private func show(_ nearest: NearestPlaces, of gazetteer: Gazetteer) throws {
        try gazetteer.confirmIntact()
        if json {
            try Console.show(nearest.value(of: gazetteer))
        } else {
            try Console.show(nearest.table(of: gazetteer))
        }
    }

    private func show(_ answer: PlaceAnswer, of gazetteer: Gazetteer) throws {
        try gazetteer.confirmIntact()
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
