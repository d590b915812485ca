import Geodesy
import Regions
import SimpleFeatures

extension NearAnswer {
    /// A row an event, in a join a row a pair; columns that no event fills are left out.
    ///
    /// A centre without an event has a row of its own, with "none" for the event.
    var table: Table {
        var rows: [NearRow] = []
        for group in groups {
            rows += group.matches.indices.map { number in
                NearRow(
                    group: group, match: group.matches[number],
                    metresAlong: group.metresAlong.isEmpty ? nil : group.metresAlong[number])
            }
            if isJoin, group.matches.isEmpty { rows.append(NearRow(group: group)) }
        }
        typealias Column = (header: String, alignment: Table.Alignment, cell: (NearRow) -> String)
        let columns: [Column] = [
            ("centre", .left, { isJoin ? $0.group.centre.title : "" }),
            ("km", .right, { $0.match.map { NearCells.kilometres($0.line.distanceMetres) } ?? "" }),
            ("to", .left, { $0.direction }),
            ("along", .right, { $0.metresAlong.map(NearCells.kilometres) ?? "" }),
            ("first day", .left, { $0.text("date_start") }),
            ("last day", .left, { $0.text("date_end") }),
            ("type", .left, { $0.text("event_type") }),
            ("deaths", .right, { $0.deaths }),
            ("place", .left, { $0.text("location") }),
            ("known to", .left, { $0.text("geo_prec") }),
            ("event", .left, { $0.name }),
        ]
        // The name of an event says its type and place already.
        let isNamed = rows.allSatisfy { $0.match == nil || !$0.text("name").isEmpty }
        let filled = columns.filter { column in
            if isNamed, ["type", "place"].contains(column.header) { return false }
            return column.header == "km" || rows.contains { !column.cell($0).isEmpty }
        }
        return Table(
            header: filled.map(\.header),
            rows: rows.map { row in filled.map { $0.cell(row) } },
            alignments: filled.map(\.alignment))
    }
}

/// What a row of the table tells: an event and how it lies, or a centre without one.
private struct NearRow {
    let group: NearAnswer.Group
    var match: NearMatch?
    var metresAlong: Double?

    /// The way to the event; "in" for what lies inside an area.
    var direction: String {
        guard let match else { return "" }
        if group.centre.measure == .outline, match.line.distanceMetres == 0 { return "in" }
        return NearCells.direction(match)?.abbreviation ?? ""
    }

    func text(_ column: String) -> String {
        guard let value = match?.feature.properties[column] else { return "" }
        return value.text ?? value.day?.description ?? ""
    }

    var name: String {
        guard let match else { return "none" }
        let name = text("name")
        return name.isEmpty ? match.feature.id ?? "" : name
    }

    /// The best figure, with the lowest and highest behind it where they differ.
    var deaths: String {
        guard let properties = match?.feature.properties else { return "" }
        let low = properties["deaths_low"].integer
        let high = properties["deaths_high"].integer
        guard let best = properties["deaths_best"].integer ?? low ?? high else { return "" }
        let span = [low, high].compactMap { $0 }
        guard span.contains(where: { $0 != best }) else { return "\(best)" }
        return "\(best) (\(low.map(String.init) ?? "?")-\(high.map(String.init) ?? "?"))"
    }
}

/// Distances and directions as an answer writes them.
enum NearCells {
    /// Kilometres with one decimal, without grouping.
    static func kilometres(_ metres: Double) -> String {
        // A gazetteer of one's own may give a place any reach.
        guard metres.magnitude < 1e15 else { return "\(metres / 1000)" }
        let tenths = Int((metres / 100).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    /// Kilometres, rounded to one decimal.
    static func tenths(_ metres: Double) -> Double { (metres / 100).rounded() / 10 }

    /// The way from the centre to an event; none where the distance shows as nothing.
    static func direction(_ match: NearMatch) -> CompassPoint? {
        match.line.distanceMetres < 50 ? nil : match.line.initialCompassPoint
    }
}
