import ArgumentParser
import Gazetteers
import Geodesy
import SimpleFeatures

struct NearCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "near",
        abstract: "Lists the events near a place, the nearest first.",
        discussion: """
            apacheta near events.geojson "La Paz" --within 50km
            apacheta near events.geojson --lon -68.13 --lat -16.5 --limit 3
            apacheta near events.geojson Huanuni --within 30mi --type clash -o near.kml
            """)

    @Argument(help: "The layer, a GeoJSON file; - is standard input.")
    var layer: String

    @Argument(help: "The place, as for the command place.")
    var place: String?

    @Option(parsing: .unconditional, help: "Degrees east, in -180...180.")
    var lon: Double?

    @Option(parsing: .unconditional, help: "Degrees north, in -90...90.")
    var lat: Double?

    @Option(help: "How far, with its unit: m, km, mi or nmi.")
    var within: String?

    @Option(help: "How many events at most.")
    var limit: Int?

    @OptionGroup var gazetteers: GazetteerOptions
    @OptionGroup var filters: FilterOptions
    @OptionGroup var regions: RegionOptions
    @OptionGroup var output: OutputOptions

    @Flag(help: "JSON for machines.")
    var json = false

    func run() throws {
        let radius = try radius()
        _ = try output.targets()
        if json, output.takesStandardOutput {
            throw Failure(.usage, "--json and -o - both take standard output, expected one of them")
        }
        let position = try position()
        let layer = try LayerFile.read(self.layer, quiet: output.quiet)
        let centre = try position.map(NearCentre.init) ?? centre(for: layer)
        let events = try filters.apply(
            to: layer.features, regions: regions, quiet: output.quiet)
        let answer = try NearAnswer(
            events: events, centre: centre, radius: radius, limit: limit)
        Console.say(answer.heading, quiet: output.quiet)
        if json {
            try Console.show(answer.value)
        } else if !output.takesStandardOutput {
            try Console.show(answer.table)
        }
        try output.write(answer.layer(named: layer.name))
    }

    private func radius() throws -> Length? {
        if let limit, limit < 1 { throw Failure(.usage, "--limit is \(limit), expected 1 or more") }
        do throws(LengthError) {
            return try within.map { text throws(LengthError) in try Length(parsing: text) }
        } catch { throw Failure(.usage, "--within: \(error)") }
    }

    /// The position that was given in numbers; `nil` when a place was named.
    private func position() throws -> Coordinate? {
        switch (place, lon, lat) {
        case (.some, nil, nil): return nil
        case (nil, .some(let longitude), .some(let latitude)):
            do throws(CoordinateError) {
                return try Coordinate(longitude: longitude, latitude: latitude)
            } catch { throw Failure(.usage, "--lon, --lat: \(error)") }
        case (.some, _, _): throw Failure(.usage, "expected a place or --lon and --lat, found both")
        default: throw Failure(.usage, "expected a place, or both --lon and --lat")
        }
    }

    /// The place that was named, one in the layer's commonest country if there is a choice.
    private func centre(for layer: Layer) throws -> NearCentre {
        let lookup = PlaceLookup(gazetteer: try gazetteers.gazetteer())
        let country = lookup.commonestCountry(of: layer.features)
        let query = PlaceQuery(place ?? "", preferredCountries: Set([country].compactMap { $0 }))
        let centre = NearCentre(of: try lookup.hits(for: query), in: lookup.gazetteer)
        try lookup.gazetteer.confirmIntact()
        return centre
    }
}
