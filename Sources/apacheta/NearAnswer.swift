import Geodesy
import Regions
import SimpleFeatures
import SpatialIndexing

/// The events near a place, for people and for machines.
struct NearAnswer {
    private let total: Int
    private let events: [Feature]
    private let centre: NearCentre
    private let reachMetres: Double
    private let withoutPosition: Int
    private let tooVague: Int
    private let matches: [FeatureIndex.Match]

    /// Nothing on the earth is farther away than half a meridian.
    private static let farthestMetres = 20_003_932.0

    /// Looks for events.
    ///
    /// - Throws: ``Failure`` 64 when neither a distance nor a number of events bounds the search.
    init(events: [Feature], centre: NearCentre, radius: Length?, limit: Int?) throws {
        guard radius != nil || limit != nil || centre.extentMetres != nil else {
            throw Failure(.usage, "expected --within 50km or --limit 10, or both")
        }
        // The middle of a country is no place where anything happened.
        let placed = events.filter {
            $0.geometry == nil || !["country", "unknown"].contains($0.properties["geo_prec"].text)
        }
        total = events.count
        tooVague = events.count - placed.count
        self.events = placed
        self.centre = centre
        // With a number alone the nearest are wanted, however far.
        let reach =
            radius.map { $0.metres + (centre.extentMetres ?? 0) }
            ?? (limit == nil ? centre.extentMetres : nil)
        reachMetres = reach.map { min($0, NearAnswer.farthestMetres) } ?? .infinity
        let index = FeatureIndex(placed)
        withoutPosition = index.countWithoutPosition
        matches = index.matches(
            near: centre.position, withinMetres: reachMetres, limit: limit ?? .max)
    }

    /// One sentence on what was looked for where, and what has no place at all.
    var heading: String {
        var parts = [
            "\(matches.count) of \(Console.counted(total, "event"))"
                + (reachMetres.isFinite ? " within \(kilometres(reachMetres)) km" : "")
                + (reachMetres.isFinite ? " of " : " nearest to ") + centre.title
        ]
        if let extent = centre.extentMetres {
            parts.append(
                "an area, measured from its middle and taken to reach \(kilometres(extent)) km")
        }
        if withoutPosition > 0 { parts.append("\(withoutPosition) without a place") }
        if tooVague > 0 { parts.append("\(tooVague) known no closer than the country") }
        if !centre.others.isEmpty {
            parts.append("others of that name: " + centre.others.joined(separator: ", "))
        }
        return parts.joined(separator: "; ")
    }

    /// A row an event; columns that no event fills are left out.
    var table: Table {
        let columns:
            [(header: String, alignment: Table.Alignment, cell: (FeatureIndex.Match) -> String)] = [
                ("km", .right, { kilometres($0.line.distanceMetres) }),
                ("to", .left, { direction($0)?.abbreviation ?? "" }),
                ("first day", .left, { text($0, "date_start") }),
                ("last day", .left, { text($0, "date_end") }),
                ("type", .left, { text($0, "event_type") }),
                ("deaths", .right, { deaths($0) }),
                ("place", .left, { text($0, "location") }),
                ("known to", .left, { text($0, "geo_prec") }),
                ("event", .left, { name($0) }),
            ]
        // The name of an event says its type and place already.
        let isNamed = matches.allSatisfy { !text($0, "name").isEmpty }
        let filled = columns.filter { column in
            if isNamed, ["type", "place"].contains(column.header) { return false }
            return column.header == "km" || matches.contains { !column.cell($0).isEmpty }
        }
        return Table(
            header: filled.map(\.header),
            rows: matches.map { match in filled.map { $0.cell(match) } },
            alignments: filled.map(\.alignment))
    }

    /// The answer as one object.
    var value: Value {
        .object([
            "place": .object([
                "title": .text(centre.title), "gazetteer_id": Value(centre.placeID),
                "longitude": .real(centre.position.longitude),
                "latitude": .real(centre.position.latitude),
                "extent_km": Value(centre.extentMetres.map { $0.rounded() / 1000 }),
            ]),
            "within_km": Value(reachMetres.rounded() / 1000),
            "events_without_place": .integer(withoutPosition),
            "events_too_vague": .integer(tooVague),
            "events": .list(
                matches.map { match in
                    let event = events[match.index]
                    let id: Properties = event.properties.has("id") ? [:] : ["id": Value(event.id)]
                    return .object(
                        Properties(id.all + found(match).all + event.properties.all))
                }),
        ])
    }

    /// The events found as a layer, with distance and direction as columns.
    func layer(named name: String) -> Layer {
        Layer(
            name: name,
            features: matches.map { match in
                var event = events[match.index]
                for property in found(match).all {
                    event.properties[property.name] = property.value
                }
                return event
            })
    }

    private func found(_ match: FeatureIndex.Match) -> Properties {
        [
            "distance_km": .real((match.line.distanceMetres / 100).rounded() / 10),
            "direction": Value(direction(match)?.abbreviation),
        ]
    }

    /// The way to an event; none where the distance shows as nothing.
    private func direction(_ match: FeatureIndex.Match) -> CompassPoint? {
        match.line.distanceMetres < 50 ? nil : match.line.initialCompassPoint
    }

    private func kilometres(_ metres: Double) -> String {
        // A gazetteer of one's own may give a place any reach.
        guard metres.magnitude < 1e15 else { return "\(metres / 1000)" }
        let tenths = Int((metres / 100).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    private func text(_ match: FeatureIndex.Match, _ column: String) -> String {
        let value = events[match.index].properties[column]
        return value.text ?? value.day?.description ?? ""
    }

    private func name(_ match: FeatureIndex.Match) -> String {
        let name = text(match, "name")
        return name.isEmpty ? events[match.index].id ?? "" : name
    }

    /// The best figure, with the lowest and highest behind it where they differ.
    private func deaths(_ match: FeatureIndex.Match) -> String {
        let properties = events[match.index].properties
        let low = properties["deaths_low"].integer
        let high = properties["deaths_high"].integer
        guard let best = properties["deaths_best"].integer ?? low ?? high else { return "" }
        let span = [low, high].compactMap { $0 }
        guard span.contains(where: { $0 != best }) else { return "\(best)" }
        return "\(best) (\(low.map(String.init) ?? "?")-\(high.map(String.init) ?? "?"))"
    }
}
