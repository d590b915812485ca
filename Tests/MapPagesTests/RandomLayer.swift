import Formats
import SimpleFeatures
import TestMaterial

/// Layers of events such as nobody writes by hand.
enum RandomLayer {
    /// A layer whose features have their places in it for identifiers.
    static func layer(
        count: Int, onlyPoints: Bool = false, using random: inout SeededGenerator
    ) -> Layer {
        let hasTypes = Bool.random(using: &random)
        let features = (0..<count).map { index in
            Feature(
                id: String(index),
                geometry: onlyPoints
                    ? .point(position(using: &random)) : geometry(using: &random),
                properties: properties(hasTypes: hasTypes, using: &random))
        }
        return Layer(name: "random", features: features)
    }

    private static let edges = [-180.0, 180, -179.999_999_9, 0, 90, -90]

    private static func position(using random: inout SeededGenerator) -> Coordinate {
        let isEdge = Int.random(in: 0..<4, using: &random) == 0
        let longitude =
            isEdge
            ? edges.randomElement(using: &random) ?? 0 : .random(in: -180...180, using: &random)
        let latitude = isEdge ? longitude / 2 : Double.random(in: -90...90, using: &random)
        return Coordinate(wrappingLongitude: longitude, clampingLatitude: latitude)
    }

    private static func ring(using random: inout SeededGenerator) -> [Coordinate] {
        let middle = position(using: &random)
        let size = Double.random(in: 0.001...20, using: &random)
        let corners = [(-1.0, -1.0), (1, -1), (1, 1), (-1, 1), (-1, -1)]
        return corners.map {
            Coordinate(
                wrappingLongitude: middle.longitude + size * $0.0,
                clampingLatitude: middle.latitude / 2 + size * $0.1)
        }
    }

    private static func line(using random: inout SeededGenerator) -> [Coordinate] {
        (0..<Int.random(in: 2...6, using: &random)).map { _ in position(using: &random) }
    }

    private static func geometry(using random: inout SeededGenerator) -> Geometry? {
        switch Int.random(in: 0..<12, using: &random) {
        case 0: return nil
        case 1: return .lineString(line(using: &random))
        case 2: return .polygon(Polygon(exterior: ring(using: &random)))
        case 3: return .multiPoint(line(using: &random))
        case 4: return .multiLineString([line(using: &random), line(using: &random)])
        case 5: return .multiPolygon([Polygon(exterior: ring(using: &random))])
        case 6:
            return .collection([
                .point(position(using: &random)), .lineString(line(using: &random)),
            ])
        case 7: return .lineString([])
        default: return .point(position(using: &random))
        }
    }

    private static func properties(
        hasTypes: Bool, using random: inout SeededGenerator
    ) -> Properties {
        func maybe(_ value: Value) -> Value {
            Int.random(in: 0..<4, using: &random) == 0 ? .null : value
        }
        func number(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &random) }
        let types = EventWords.all + ["quarrel", ""]
        var properties: Properties = [
            "name": maybe(.text("name \(number(0...9)) <b>")),
            "date_start": maybe(.day(CalendarDay(daysSince1970: number(-3000...15_000)))),
            "date_end": maybe(.day(CalendarDay(daysSince1970: number(-3000...15_000)))),
            "location": maybe(.text("place \(number(0...5))")),
            "region": maybe(.text("region \(number(0...3))")),
            "uncertainty_km": maybe(.real(Double(number(0...4000)) / 8)),
            "deaths_low": maybe(.integer(number(-2...40))),
            "deaths_best": maybe(.integer(number(0...40))),
            "deaths_high": maybe(.real(Double(number(0...40)))),
            "report": maybe(.text("report \(number(0...4))")),
            "accounts": maybe(.list((0..<number(0...3)).map { .text("a, \"\($0)\" [") })),
            "account_records": maybe(
                .list(
                    (0..<number(0...3)).map {
                        .object(["report": .text("report \(number(0...6))"), "n": .integer($0)])
                    })),
            "isOpen": maybe(.boolean(number(0...1) == 0)),
        ]
        if hasTypes {
            properties["event_type"] = maybe(.text(types[number(0...(types.count - 1))]))
        }
        return properties
    }

    /// A value as JSON brings it back.
    static func written(_ value: Value) -> Value {
        if case .day(let day) = value { return .text(day.description) }
        return value
    }

    /// The reports of an event, its own first, each once.
    static func reports(of properties: Properties) -> [String?] {
        var names = [properties["report"].text].compactMap { $0 }
        if case .list(let records) = properties["account_records"] {
            for case .object(let record) in records {
                if let name = record["report"].text, !names.contains(name) { names.append(name) }
            }
        }
        return names
    }

    /// A shape as the page has it, by way of the GeoJSON that the same shape is written as.
    static func pair(of geometry: Geometry) -> Value? {
        var json: [UInt8] = []
        GeoJSON.append(geometry, precision: 6, to: &json)
        return (try? JSON.value(of: json, file: "shape")).flatMap(pair)
    }

    private static func pair(_ value: Value) -> Value? {
        guard case .object(let members) = value else { return nil }
        guard case .list(let parts) = members["geometries"] else {
            return .list([members["type"], members["coordinates"]])
        }
        return .list([members["type"], .list(parts.compactMap(pair))])
    }
}

/// The words of `event_type` that have a style.
enum EventWords {
    static let all = [
        "massacre", "attack", "clash", "riot", "arrest", "protest", "march", "strike", "blockade",
        "siege", "occupation", "meeting", "decree", "election", "resignation", "other",
    ]
}
