public import Gazetteers
public import Geoparsing
public import SimpleFeatures

extension Event {
    /// The stable identifier: the smallest of the accounts' own.
    public var id: String { accounts.map(\.id).min() ?? "" }

    /// The event as a feature of a layer, with the columns of `docs/formats.md`.
    ///
    /// A march has a line, in order; everything else a point, or no geometry where the place is
    /// not known.
    ///
    /// - Parameters:
    ///   - gazetteer: Names and codes of the administrative units.
    ///   - partIDs: The events whose deaths this one's toll sums up; see ``Totals``.
    ///   - shapes: The lines of roads: a march goes along the road on which two of its places lie.
    /// - Returns: A feature whose `region` is null, to be filled by whoever files it.
    public func feature(
        gazetteer: Gazetteer, partIDs: [String] = [], shapes: PlaceShapes = PlaceShapes()
    ) -> Feature {
        if accounts.count == 1, let record = accounts[0].record, record.isWhole {
            return record.feature(id: id, partIDs: partIDs)
        }
        var feature = plainFeature(gazetteer: gazetteer, partIDs: partIDs, shapes: shapes)
        let records =
            accounts.count == 1
            ? [accounts[0].innerColumns].filter { !$0.all.isEmpty }
            : accounts.map { $0.columns(gazetteer: gazetteer) }
        feature.properties["account_records"] = .list(records.map(Value.object))
        leading.record?.complete(&feature.properties)
        return feature
    }

    /// The event without the records of its accounts.
    func plainFeature(
        gazetteer: Gazetteer, partIDs: [String] = [], shapes: PlaceShapes = PlaceShapes()
    ) -> Feature {
        let lead = leading
        let place = lead.place
        var properties: Properties = [:]
        properties["id"] = .text(id)
        properties["name"] = .text(title)
        properties["event_type"] = .text(lead.type.rawValue)
        properties["sub_event_type"] = Value(lead.type.subEventType)
        properties["plover_type"] = Value(lead.type.ploverType)
        properties["plover_mode"] = Value(lead.type.ploverMode)
        properties["date_start"] = Value(lead.date?.start)
        properties["date_end"] = Value(lead.date?.end)
        properties["date_prec"] = .text((lead.date?.precision ?? .unknown).rawValue)
        properties["edtf"] = Value(lead.date?.edtf)
        properties["location"] = Value(place?.place.name)
        properties["gazetteer_id"] = Value(place?.place.id)
        let admin1 = place.flatMap { gazetteer.admin1(of: $0.place) }
        let admin2 = place.flatMap { gazetteer.admin2(of: $0.place) }
        properties["admin1"] = Value(admin1?.name)
        properties["admin1_code"] = Value(admin1.flatMap { gazetteer.code(of: $0) })
        properties["admin2"] = Value(admin2?.name)
        properties["admin2_code"] = Value(admin2.flatMap { gazetteer.code(of: $0) })
        properties["country"] = Value(place.flatMap { gazetteer.country(of: $0.place)?.name })
        properties["region"] = .null
        properties["longitude"] = Value(place?.place.position.longitude)
        properties["latitude"] = Value(place?.place.position.latitude)
        properties["geo_prec"] = .text((place?.precision ?? .unknown).rawValue)
        properties["uncertainty_km"] = Value(place?.uncertaintyKilometres)
        properties["place_link"] = Value(place?.link.word)
        let deaths = deaths
        properties["deaths_low"] = Value(deaths?.low)
        properties["deaths_best"] = Value(deaths?.best)
        properties["deaths_high"] = Value(deaths?.high)
        properties["injured"] = Value(figure(\.injured))
        properties["arrested"] = Value(figure(\.arrested))
        properties["participants"] = Value(figure(\.participants))
        properties["actors"] = actors.isEmpty ? .null : Value(actors)
        properties["route"] = lead.route.isEmpty ? .null : Value(lead.route.map(\.name))
        properties["report"] = .text(lead.source.reportID)
        properties["source"] = Value(sources.joined(separator: "; "))
        properties["source_date"] = Value(lead.source.date)
        properties["sources"] = .integer(sourceCount)
        properties["quote"] = .text(lead.source.quote)
        properties["quote_start"] = .integer(lead.source.start)
        properties["quote_end"] = .integer(lead.source.end)
        properties["confidence"] = .real((lead.confidence * 100).rounded() / 100)
        properties["accounts"] = Value(accounts.flatMap(\.summaries))
        let aliases = Set(accounts.flatMap { [$0.id] + $0.aliases }).subtracting([id])
        properties["aliases"] = Value(aliases.sorted())
        properties["total_of"] = Value(partIDs)
        return Feature(id: id, geometry: geometry(along: shapes), properties: properties)
    }

    /// The columns of a layer of events, in order; `docs/formats.md` defines each.
    public static var schema: Schema {
        func fields(_ names: String, _ type: Schema.FieldType) -> [Schema.Field] {
            names.split(separator: " ").map { Schema.Field(name: String($0), type: type) }
        }
        let columns = [
            fields("id name event_type sub_event_type plover_type plover_mode", .text),
            fields("date_start date_end", .day),
            fields("date_prec edtf location gazetteer_id admin1 admin1_code admin2", .text),
            fields("admin2_code country region", .text), fields("longitude latitude", .real),
            fields("geo_prec", .text), fields("uncertainty_km", .real),
            fields("place_link", .text),
            fields("deaths_low deaths_best deaths_high injured arrested participants", .integer),
            fields("actors route", .list), fields("report source", .text),
            fields("source_date", .day), fields("sources", .integer), fields("quote", .text),
            fields("quote_start quote_end", .integer), fields("confidence", .real),
            fields("accounts aliases total_of account_records", .list),
        ]
        return Schema(fields: columns.flatMap { $0 })
    }

    /// "March, El Alto to La Paz, 2003-10-13"
    public var title: String {
        let lead = leading
        var words = [lead.type.rawValue.prefix(1).uppercased() + lead.type.rawValue.dropFirst()]
        if let first = lead.route.first, let last = lead.route.last {
            words.append("\(first.name) to \(last.name)")
        } else if let name = lead.record?.location ?? lead.place?.place.name {
            words.append(name)
        }
        if let edtf = lead.date?.edtf, !edtf.isEmpty { words.append(edtf) }
        return words.joined(separator: ", ")
    }

    private func geometry(along shapes: PlaceShapes) -> Geometry? {
        let route = leading.route
        // A row has its shape; an account among others in a row has but the places of its route.
        if let record = leading.record, record.isWhole || route.count < 2 {
            return record.geometry
        }
        guard route.count >= 2 else { return leading.place.map { .point($0.place.position) } }
        var line = [route[0].position]
        for (start, end) in zip(route, route.dropFirst()) {
            let way = (shapes.way(from: start, to: end) ?? []) + [end.position]
            for position in way where position != line.last { line.append(position) }
        }
        return .lineString(line)
    }

    /// The sources of all accounts, each once, those of the leading one first.
    private var sources: [String] {
        var seen: Set<String> = []
        return (leading.source.names + accounts.flatMap(\.source.names))
            .filter { seen.insert($0).inserted }
    }

    /// How many sources there are, whoever prints a copy of another's words apart.
    public var sourceCount: Int {
        let originals = zip(accounts, voices.areCopies).filter { !$0.1 }
        return Set(originals.flatMap { $0.0.source.names }).count
    }

    private var actors: [String] {
        var seen: Set<String> = []
        return accounts.flatMap(\.actors).filter { seen.insert($0).inserted }
    }
}

extension Account {
    /// A hash of the report's id, where the quote begins, and the event's type; of two events of
    /// one type in one sentence the second has its ordinal hashed too.
    ///
    /// - SeeAlso: Fowler, Noll, Vo, "FNV hash", the 64-bit FNV-1a variant.
    public var id: String {
        if let record { return record.id }
        return Account.id(report: source.reportID, start: source.start, type, source.ordinal)
    }

    static func id(report: String, start: Int, _ type: EventType, _ ordinal: Int) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        var words = "\(report)|\(start)|\(type.rawValue)"
        if ordinal > 0 { words += "|\(ordinal)" }
        for byte in words.utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// "2003-10-14-columns.txt: massacre, over 25 dead"
    var summary: String {
        var words = "\(source.reportID): \(type.rawValue)"
        if let date { words += ", \(date.edtf)" }
        if let deaths = cost.deaths?.words { words += ", \(deaths) dead" }
        return words
    }
}
