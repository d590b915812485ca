import Geodesy
import Regions
import SimpleFeatures

/// The events near one centre or near each of many, for people and for machines.
struct NearAnswer {
    /// What was found from one centre.
    struct Group {
        let centre: NearCentre
        let matches: [NearMatch]
        /// How far along the centre's one line each match lies, in metres; empty where it has none.
        let metresAlong: [Double]
    }

    /// A group a centre, in the order of the centres.
    let groups: [Group]
    /// Whether each of many centres has an answer of its own.
    let isJoin: Bool
    /// What is known of the events that were asked.
    let census: NearCensus
    /// How many events a centre at most; `nil` for any number.
    let limit: Int?
    /// The distance that bounds the search, a circle's reach included; infinite without one.
    let reachMetres: Double

    /// Nothing on the earth is farther away than half a meridian.
    private static let farthestMetres = 20_003_932.0

    /// Looks for events.
    ///
    /// - Parameters:
    ///   - source: The events.
    ///   - centres: What to measure from, at least one.
    ///   - isJoin: Whether each centre has an answer of its own; without a bound its nearest event.
    ///   - radius: How far; `nil` bounds nothing, except that an area is asked for what lies in it.
    ///   - limit: How many a centre.
    /// - Throws: ``Failure`` 64 when nothing bounds the search, and what the source throws.
    init(
        from source: any NearSource, centres: [NearCentre], isJoin: Bool, radius: Length?,
        limit: Int?
    ) throws {
        let limit = isJoin && radius == nil ? limit ?? 1 : limit
        // In a join only --within and --limit bound the search, the same for every centre.
        let own = isJoin ? nil : centres.first
        let reach =
            radius.map { $0.metres + (own?.reachMetres ?? 0) }
            ?? (limit == nil ? own.flatMap(NearAnswer.ownReach) : nil)
        guard reach != nil || limit != nil else { throw NearAnswer.unbounded }
        let reachMetres = reach.map { min($0, NearAnswer.farthestMetres) } ?? .infinity
        groups = try centres.map { centre in
            let matches = try centre.shape.map {
                try source.matches(near: $0, withinMetres: reachMetres, limit: limit ?? .max)
            }
            let path = isJoin ? nil : centre.path
            return Group(
                centre: centre, matches: matches ?? [],
                metresAlong: path.map { path in
                    (matches ?? []).map { path.metresAlong(to: $0.origin) }
                } ?? [])
        }
        self.isJoin = isJoin
        census = source.census
        self.limit = limit
        self.reachMetres = reachMetres
    }

    /// What is told where neither a distance nor a number bounds the search.
    static let unbounded = Failure(.usage, "expected --within 50km or --limit 10, or both")

    /// How far an area reaches where no distance was given: what lies in it is asked for.
    private static func ownReach(of centre: NearCentre) -> Double? {
        switch centre.measure {
        case .circle(let reachMetres): return reachMetres
        case .outline: return 0
        case .position, .line: return nil
        }
    }

    /// One sentence on what was looked for where, and what has no place at all.
    var heading: String {
        var parts = isJoin ? joinParts : centreParts
        if let count = census.withoutPosition, count > 0 {
            parts.append("\(count) without a place")
        }
        if let count = census.tooVague, count > 0 {
            parts.append("\(count) known no closer than the country")
        }
        if !isJoin, let others = groups.first?.centre.others, !others.isEmpty {
            parts.append("others of that name: " + others.joined(separator: ", "))
        }
        return parts.joined(separator: "; ")
    }

    private var centreParts: [String] {
        guard let group = groups.first else { return [] }
        let centre = group.centre
        let found = "\(group.matches.count) of \(Console.counted(census.total, "event"))"
        let relation =
            !reachMetres.isFinite
            ? "nearest to"
            : reachMetres == 0 && centre.measure == .outline
                ? "in" : "within \(NearCells.kilometres(reachMetres)) km of"
        let area = centre.area.map { " (\($0))" } ?? ""
        let title = (centre.isRoute ? "the route " : "") + Console.plain(centre.title)
        let first = "\(found) \(relation) \(title)"
        switch centre.measure {
        case .position: return [first]
        case .circle(let metres):
            return [
                first,
                "an area, measured from its middle and taken to reach "
                    + "\(NearCells.kilometres(metres)) km",
            ]
        case .outline: return [first, "an area, measured from its outline" + area]
        case .line:
            return [first, "a line of \(NearCells.kilometres(centre.lengthMetres)) km" + area]
        }
    }

    private var joinParts: [String] {
        let pairs = groups.reduce(0) { $0 + $1.matches.count }
        let most = limit.map { ", at most \($0) a centre" } ?? ""
        let reach = reachMetres.isFinite ? ", within \(NearCells.kilometres(reachMetres)) km" : ""
        var parts = [
            "\(Console.counted(pairs, "pair")) of \(Console.counted(groups.count, "centre")) with "
                + "\(Console.counted(census.total, "event"))\(most)\(reach)"
        ]
        let homeless = groups.filter { $0.centre.shape == nil }
        let lonely = groups.filter { $0.matches.isEmpty && $0.centre.shape != nil }
        if !lonely.isEmpty { parts.append("none near \(NearAnswer.named(lonely))") }
        if !homeless.isEmpty {
            parts.append("centres without a position: \(NearAnswer.named(homeless))")
        }
        return parts
    }

    /// The names of centres, of many the first few: a table and JSON have them all.
    private static func named(_ groups: [Group]) -> String {
        let most = 5
        let names = groups.prefix(most).map { Console.plain($0.centre.title) }
        let more = groups.count - names.count
        return names.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
    }
}

extension NearAnswer {
    /// The answer as one object.
    var value: Value {
        var properties: Properties = [:]
        if isJoin {
            properties["within_km"] = Value(reachMetres.rounded() / 1000)
            properties["limit"] = Value(limit)
            properties["events_without_place"] = Value(census.withoutPosition)
            properties["events_too_vague"] = Value(census.tooVague)
            properties["centres"] = .list(
                groups.map { group in
                    .object([
                        "centre": .text(group.centre.title), "centre_id": Value(group.centre.id),
                        "longitude": Value(group.centre.position?.longitude),
                        "latitude": Value(group.centre.position?.latitude),
                        "events": .list(events(of: group)),
                    ])
                })
            return .object(properties)
        }
        guard let group = groups.first else { return .object(properties) }
        if let position = group.centre.position {
            properties["place"] = .object([
                "title": .text(group.centre.title), "gazetteer_id": Value(group.centre.id),
                "longitude": .real(position.longitude), "latitude": .real(position.latitude),
                "extent_km": Value(group.centre.reachMetres.map { $0.rounded() / 1000 }),
                "area": Value(group.centre.area),
            ])
        } else {
            properties["route"] = .object([
                "title": .text(group.centre.title),
                "length_km": .real(NearCells.tenths(group.centre.lengthMetres)),
            ])
        }
        properties["within_km"] = Value(reachMetres.rounded() / 1000)
        properties["events_without_place"] = Value(census.withoutPosition)
        properties["events_too_vague"] = Value(census.tooVague)
        properties["events"] = .list(events(of: group))
        return .object(properties)
    }

    private func events(of group: Group) -> [Value] {
        group.matches.indices.map { number in
            let event = group.matches[number].feature
            let found = found(number, of: group)
            let id: Properties = event.properties.has("id") ? [:] : ["id": Value(event.id)]
            // A layer that such an answer was written to has columns of these names.
            let own = event.properties.all.filter { !found.has($0.name) }
            return .object(Properties(found.all + id.all + own))
        }
    }

    /// The events found as a layer, with what was measured as columns; a feature a pair in a join.
    func layer(named name: String) -> Layer {
        let features = groups.flatMap { group in
            group.matches.indices.map { number in
                var event = group.matches[number].feature
                if isJoin {
                    // An event near two centres stands twice, and an id once.
                    if !event.properties.has("id") { event.properties["id"] = Value(event.id) }
                    event.id = nil
                    event.properties["centre"] = .text(group.centre.title)
                    event.properties["centre_id"] = Value(group.centre.id)
                }
                for property in found(number, of: group).all {
                    event.properties[property.name] = property.value
                }
                return event
            }
        }
        return Layer(name: name, features: features)
    }

    /// The columns that the answer gives to a layer.
    var columns: [String] {
        let along = groups.contains { !$0.metresAlong.isEmpty } ? ["along_km"] : []
        return (isJoin ? ["centre", "centre_id", "rank"] : []) + ["distance_km", "direction"]
            + along
    }

    private func found(_ number: Int, of group: Group) -> Properties {
        let match = group.matches[number]
        var found: Properties = [:]
        if isJoin { found["rank"] = .integer(number + 1) }
        found["distance_km"] = .real(NearCells.tenths(match.line.distanceMetres))
        found["direction"] = Value(NearCells.direction(match)?.abbreviation)
        if !group.metresAlong.isEmpty {
            found["along_km"] = .real(NearCells.tenths(group.metresAlong[number]))
        }
        return found
    }
}
