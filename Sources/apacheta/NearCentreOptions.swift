import ArgumentParser
import SimpleFeatures

/// What a person may measure from, besides a place.
struct NearCentreOptions: ParsableArguments {
    @Option(parsing: .unconditional, help: "Degrees east, in -180...180.")
    var lon: Double?

    @Option(parsing: .unconditional, help: "Degrees north, in -90...90.")
    var lat: Double?

    @Option(
        help: ArgumentHelp(
            "A place of a route; given for each of them, in their order.", valueName: "place"))
    var along: [String] = []

    @Option(help: ArgumentHelp("A layer whose lines are the route.", valueName: "file"))
    var route: String?

    @Option(
        help: ArgumentHelp(
            "A layer whose features are centres: for each its nearest events.", valueName: "file"))
    var centres: String?

    /// The one thing to measure from.
    ///
    /// - Parameters:
    ///   - place: The place that was named.
    ///   - layer: The layer that is asked, so that no two are read from standard input.
    /// - Throws: ``Failure`` 64 when there is none, or more than one.
    func question(place: String?, layer: String) throws -> NearQuestion {
        var found: [(words: String, question: () throws -> NearQuestion)] = []
        if let place { found.append(("a place", { .place(place) })) }
        if lon != nil || lat != nil {
            found.append(("--lon/--lat", { .position(try position()) }))
        }
        if !along.isEmpty { found.append(("--along", { .along(try alongPlaces()) })) }
        if let route { found.append(("--route", { .route(try file(route, "--route", layer)) })) }
        if let centres {
            found.append(("--centres", { .centres(try file(centres, "--centres", layer)) }))
        }
        guard let first = found.first else {
            throw Failure(
                .usage, "expected a place, --lon/--lat, --along, --route or --centres")
        }
        guard found.count == 1 else {
            let words = found.map(\.words)
            let listed = words.dropLast().joined(separator: ", ") + " and \(words[words.count - 1])"
            throw Failure(.usage, "expected one thing to measure from, found \(listed)")
        }
        return try first.question()
    }

    private func position() throws -> Coordinate {
        guard let lon, let lat else {
            let (given, missing) = lon == nil ? ("--lat", "--lon") : ("--lon", "--lat")
            throw Failure(.usage, "\(given) stands alone, expected \(missing) with it")
        }
        do throws(CoordinateError) {
            return try Coordinate(longitude: lon, latitude: lat)
        } catch { throw Failure(.usage, "--lon, --lat: \(error)") }
    }

    private func alongPlaces() throws -> [String] {
        guard along.count > 1 else {
            throw Failure(
                .usage,
                "--along stands once, expected it for two places or more "
                    + "(a road of the gazetteer is a place: near LAYER \"Ruta 1\")")
        }
        return along
    }

    private func file(_ path: String, _ option: String, _ layer: String) throws -> String {
        guard path != "-" || layer != "-" else {
            throw Failure(
                .usage, "the layer and \(option) are both standard input, expected one of them")
        }
        return path
    }
}

/// What distances are to be measured from, as it was asked.
enum NearQuestion {
    case place(String)
    case position(Coordinate)
    /// Places in the order in which the route passes them.
    case along([String])
    /// A file of lines.
    case route(String)
    /// A file of features, each of them a centre.
    case centres(String)

    /// Whether each of many centres has an answer of its own.
    var isJoin: Bool {
        if case .centres = self { return true }
        return false
    }

    /// Whether an answer ends by itself: a join takes the nearest, an area what lies in it, and
    /// whether a place is one, only the gazetteer knows.
    var mayBoundItself: Bool {
        switch self {
        case .place, .centres: return true
        case .position, .along, .route: return false
        }
    }
}
