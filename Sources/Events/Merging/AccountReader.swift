public import Gazetteers
import Geodesy
import Geoparsing
public import SimpleFeatures

/// Reads accounts out of layers again, those of this program and of others.
///
/// A row of one account is read by its columns, an event of several by its `account_records`. Rows of
/// other projects, whose places have names and positions only, get the place of the gazetteer that
/// bears the name there.
public struct AccountReader {
    private let gazetteer: Gazetteer
    /// Places that were looked up, by their names and positions.
    private var spots: [String: Spot] = [:]
    /// For each id what was read under it.
    private var signatures: [String: String] = [:]
    /// What was found in the rows that a person may want to know.
    public private(set) var census = Census()

    /// How often rows were not what they seem.
    public struct Census: Sendable {
        /// Events that were changed after they were joined, so that they are taken for one account.
        public var changed = 0
        /// Accounts that were read before, from another layer.
        public var repeated = 0
        /// Accounts under the id of another, which got an id of their own.
        public var renamed = 0
    }

    /// How far a place may lie from the position that a row gives it.
    private static let nameMetres = 25_000.0
    /// So many places are remembered; a bound for layers with a position of its own in every row.
    private static let spotLimit = 100_000

    public init(gazetteer: Gazetteer) { self.gazetteer = gazetteer }

    /// The accounts that a row holds.
    ///
    /// - Parameters:
    ///   - feature: A row; columns that hold lists hold them as lists.
    ///   - layer: What stands for the report of rows that name none.
    ///   - row: The row's number, which makes the id of rows that have none.
    /// - Returns: The accounts that were not read before; `nil` when the row is no event: its
    ///   `event_type` is none of ours.
    public mutating func accounts(
        of feature: Feature, layer: String, row: Int
    ) -> [Account]? {
        told(in: feature, layer: layer, row: row)?.compactMap { account in
            unrepeated(account, layer: layer, row: row)
        }
    }

    /// The account, under an id that no other has; `nil` for one that was read before.
    private mutating func unrepeated(_ account: Account, layer: String, row: Int) -> Account? {
        var account = account
        let columns = account.record?.properties ?? [:]
        let signature = [
            "event_type", "date_start", "date_end", "location", "report", "quote_start",
        ]
        .map { "\(columns[$0].asWritten)" }.joined(separator: "|")
        if signatures[account.id] == signature {
            census.repeated += 1
            return nil
        }
        while let record = account.record, signatures[account.id] != nil {
            account.record = record.renamed(
                Account.id(report: layer, start: row, account.type, census.renamed + 1))
            census.renamed += 1
        }
        signatures[account.id] = signature
        return account
    }

    private mutating func told(in feature: Feature, layer: String, row: Int) -> [Account]? {
        var feature = feature
        var records: [Properties] = []
        if case .list(let values) = feature.properties["account_records"] {
            records = values.compactMap { value in
                if case .object(let columns) = value { return columns }
                return nil
            }
        }
        if records.count == 1 {
            for name in Account.innerColumnNames where records[0].has(name) {
                feature.properties[name] = records[0][name]
            }
        }
        guard let whole = account(of: feature, layer: layer, row: row) else { return nil }
        guard records.count > 1 else { return [whole] }
        guard feature.properties["review"].isNull,
            let leading = records.firstIndex(where: { isLeading($0, of: feature) })
        else {
            census.changed += 1
            return [whole]
        }
        for index in records.indices
        where records[index]["gazetteer_id"] == feature.properties["gazetteer_id"] {
            records[index]["region"] = feature.properties["region"]
        }
        // What others added to the event stays with the account that speaks for it.
        for property in feature.properties.all where !AccountReader.ours.contains(property.name) {
            records[leading][property.name] = property.value
        }
        let accounts = records.compactMap { columns in
            account(
                of: Feature(
                    id: columns["id"].identifier, geometry: geometry(of: columns),
                    properties: columns),
                layer: layer, row: row, isWhole: false)
        }
        guard accounts.count == records.count else {
            census.changed += 1
            return [whole]
        }
        return accounts
    }

    /// The columns of an event.
    private static let ours = Set(Event.schema.fields.map(\.name))

    /// Whether an account is the one that a row shows; none is where somebody changed the row.
    private func isLeading(_ record: Properties, of feature: Feature) -> Bool {
        ["event_type", "date_start", "date_end", "gazetteer_id", "report", "quote_start"].allSatisfy
        {
            record[$0].asWritten == feature.properties[$0].asWritten
        }
    }

    private func geometry(of columns: Properties) -> Geometry? {
        let route = route(of: columns)
        if route.count >= 2 { return .lineString(route.map(\.position)) }
        return position(columns, nil).map(Geometry.point)
    }

    /// The places of a route, unless somebody changed their names.
    private func route(of columns: Properties) -> [Place] {
        let places = columns["route_ids"].texts.compactMap { gazetteer.place(withID: $0) }
        return places.map(\.name) == columns["route"].texts ? places : []
    }

    /// The position that the columns tell, else the one that stands for the shape; columns that are no
    /// position, such as metres on a map, tell none.
    private func position(_ columns: Properties, _ feature: Feature?) -> Coordinate? {
        if let longitude = columns["longitude"].number, let latitude = columns["latitude"].number,
            let position = try? Coordinate(longitude: longitude, latitude: latitude)
        {
            return position
        }
        return feature?.representativePosition
    }

    private mutating func account(
        of feature: Feature, layer: String, row: Int, isWhole: Bool = true
    ) -> Account? {
        let columns = feature.properties
        guard let type = columns["event_type"].text.flatMap(EventType.init(rawValue:)) else {
            return nil
        }
        let report = columns["report"].text ?? layer
        let start = columns["quote_start"].integer ?? row
        let quote = columns["quote"].text ?? columns["notes"].text ?? ""
        let place = place(of: columns, feature)
        let record = Account.Record(
            id: columns["id"].identifier ?? feature.id
                ?? Account.id(report: report, start: start, type, 0),
            confidence: columns["confidence"].number ?? 0.5,
            spot: place == nil ? spot(of: columns, feature) : nil, geometry: feature.geometry,
            properties: columns, isWhole: isWhole)
        return Account(
            type: type, date: AccountReader.date(of: columns), place: place,
            route: route(of: columns),
            cost: AccountReader.cost(of: columns), actors: columns["actors"].texts, quote: 0..<0,
            evidence: [], logOdds: 0,
            source: Account.Source(
                reportID: report, date: columns["source_date"].day,
                names: AccountReader.sources(of: columns), quote: quote, start: start,
                end: columns["quote_end"].integer ?? start, ordinal: 0),
            record: record)
    }

    /// The sources by name: what stands between "; ", unless the row says that it is one name.
    private static func sources(of columns: Properties) -> [String] {
        guard let text = columns["source"].text, !text.isEmpty else { return [] }
        let names = columns["source_names"].texts
        if names.joined(separator: "; ") == text { return names }
        guard columns["sources"].integer != 1 else { return [text] }
        return text.split(separator: ";").map { String($0.drop { $0 == " " }) }
            .filter { !$0.isEmpty }
    }

    private static func date(of columns: Properties) -> DateInterval? {
        guard let start = columns["date_start"].day ?? columns["date_end"].day else { return nil }
        let date = DateInterval(
            start: start, end: columns["date_end"].day ?? start,
            precision: columns["date_prec"].text.flatMap(DateInterval.Precision.init(rawValue:))
                ?? .day)
        // How the words bounded the days stands in the column for people alone.
        let written = columns["edtf"].text
        return DateInterval.Bounds.allCases.lazy.map(date.bounded).first { $0.edtf == written }
            ?? date
    }

    private static func cost(of columns: Properties) -> Cost {
        // Less than nobody is what tables write where nobody counted.
        func count(_ name: String) -> Int? { columns[name].integer.flatMap { $0 < 0 ? nil : $0 } }
        func exactly(_ name: String) -> Toll? {
            count(name).map { Toll(low: $0, best: $0, high: $0) }
        }
        var cost = Cost()
        let deaths = Toll(
            low: count("deaths_low"), best: count("deaths_best"), high: count("deaths_high"))
        // A table with one figure says that figure and no bound.
        if deaths.low == nil, deaths.high == nil {
            cost.deaths = exactly("deaths_best")
        } else {
            cost.deaths = deaths
        }
        cost.injured = exactly("injured")
        cost.arrested = exactly("arrested")
        cost.participants = exactly("participants")
        return cost
    }

    // MARK: - Places

    private func place(of columns: Properties, _ feature: Feature) -> EventPlace? {
        guard let id = columns["gazetteer_id"].text, let place = gazetteer.place(withID: id)
        else { return nil }
        let link = columns["place_link"].text.flatMap { word in
            EventPlace.Link.allCases.first { $0.word == word }
        }
        return EventPlace(
            place: place,
            precision: columns["geo_prec"].text.flatMap(PlacePrecision.init(rawValue:))
                ?? PlacePrecision(of: place.kind),
            uncertaintyKilometres: columns["uncertainty_km"].number ?? place.extentKilometres,
            link: link ?? .sentence, choices: choices(of: columns))
    }

    /// The places that the name may have meant; those that the gazetteer does not have are left out.
    private func choices(of columns: Properties) -> [EventPlace.Choice] {
        guard case .list(let members) = columns["place_choices"] else { return [] }
        return members.compactMap { member in
            guard case .object(let record) = member,
                let place = record["gazetteer_id"].text.flatMap(gazetteer.place(withID:)),
                let likelihood = record["likelihood"].number
            else { return nil }
            return EventPlace.Choice(place: place, likelihood: likelihood)
        }
    }

    /// A place of the gazetteer that has the name there, or else the position.
    private mutating func spot(of columns: Properties, _ feature: Feature) -> Spot? {
        // A march whose goal is not known has a line and no place.
        guard columns["geo_prec"] != .text(PlacePrecision.unknown.rawValue),
            let position = position(columns, feature)
        else { return nil }
        let name = columns["location"].text ?? ""
        let precision =
            columns["geo_prec"].text.flatMap(PlacePrecision.init(rawValue:)) ?? .town
        let key = "\(name)|\(precision.rawValue)|\(position.longitude)|\(position.latitude)"
        if let known = spots[key] { return known }
        let spot = lookedUp(name, precision, position)
        if spots.count < AccountReader.spotLimit { spots[key] = spot }
        return spot
    }

    private func lookedUp(
        _ name: String, _ precision: PlacePrecision, _ position: Coordinate
    ) -> Spot {
        func isNear(_ place: Place) -> Bool {
            let metres = Geodesic.distanceMetres(from: place.position, to: position)
            let reach = place.kind.isArea ? place.extentKilometres * 1000 : 0
            return metres <= max(AccountReader.nameMetres, reach)
        }
        let isArea = ![.exact, .town].contains(precision)
        let hits = name.isEmpty ? [] : gazetteer.hits(for: PlaceQuery(name, nearPosition: position))
        if let place = hits.lazy.map(\.place).first(where: {
            $0.kind.isArea == isArea && isNear($0)
        }) {
            return Spot(place, precision, gazetteer: gazetteer)
        }
        let neighbour = gazetteer.nearest(to: position, count: 1) { $0.kind.isPopulated }.first
        return Spot(
            position, named: name, precision,
            near: neighbour.flatMap {
                $0.distanceMetres <= AccountReader.nameMetres ? $0.place : nil
            }, gazetteer: gazetteer)
    }
}

extension Value {
    /// What names a row: a text that is not empty, or a number; `nil` for everything else.
    var identifier: String? {
        switch self {
        case .text(let text): return text.isEmpty ? nil : text
        case .integer(let number): return String(number)
        default: return nil
        }
    }

    /// The value as formats that know no days write it.
    fileprivate var asWritten: Value {
        if case .day(let day) = self { return .text(day.description) }
        return self
    }
}
