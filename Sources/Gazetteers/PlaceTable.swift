import SimpleFeatures

/// A table of places in the form of `gazetteer/README.md`.
struct PlaceTable: PlaceSource {
    let file: String
    private var rows: [PlaceRow] = []
    private var next_ = 0

    init(_ table: Gazetteer.Table) throws(GazetteerError) {
        file = table.file
        let reader = try TableReader(
            table.bytes, file: table.file, needing: ["id", "name", "kind", "longitude", "latitude"])
        let column = Columns(reader)
        var rows: [PlaceRow] = []
        try reader.forEachRow { row throws(GazetteerError) in
            rows.append(try PlaceTable.place(of: row, column))
        }
        self.rows = rows
    }

    mutating func next() throws(GazetteerError) -> PlaceRecord? {
        guard next_ < rows.count else { return nil }
        next_ += 1
        return .place(rows[next_ - 1])
    }

    private struct Columns {
        let id, name, kind, longitude, latitude, country, admin1, admin2, parent: Int?
        let population, radius, names, source, status, area: Int?

        init(_ reader: TableReader) {
            id = reader.place(of: "id")
            name = reader.place(of: "name")
            kind = reader.place(of: "kind")
            longitude = reader.place(of: "longitude")
            latitude = reader.place(of: "latitude")
            country = reader.place(of: "country")
            admin1 = reader.place(of: "admin1")
            admin2 = reader.place(of: "admin2")
            parent = reader.place(of: "parent")
            population = reader.place(of: "population")
            radius = reader.place(of: "precision_km")
            names = reader.place(of: "names")
            source = reader.place(of: "source")
            status = reader.place(of: "status")
            area = reader.place(of: "area")
        }
    }

    private static func place(
        of row: TableReader.Row, _ column: Columns
    ) throws(GazetteerError) -> PlaceRow {
        let kindText = row.text(column.kind)
        guard let kind = PlaceKind(kindText) else {
            throw row.failure("kind is '\(kindText)', expected a GeoNames class and code, as P/PPL")
        }
        guard let longitude = try row.number(column.longitude, "longitude"),
            let latitude = try row.number(column.latitude, "latitude")
        else { throw row.failure("no position") }
        let position: Coordinate
        do throws(CoordinateError) {
            position = try Coordinate(longitude: longitude, latitude: latitude)
        } catch { throw row.failure(error.description) }
        var place = PlaceRow(
            id: row.text(column.id), name: row.text(column.name), kind: kind, position: position)
        place.country = row.text(column.country)
        place.admin1 = row.text(column.admin1)
        place.admin2 = row.text(column.admin2)
        place.parent = row.text(column.parent)
        let population = try row.size(column.population, "population")
        place.population = population.flatMap { Int(exactly: $0.rounded()) }
        place.radiusKilometres = try row.size(column.radius, "precision_km")
        place.names = row.bytes(column.names).split(separator: UInt8(ascii: "|")).map {
            String(decoding: $0, as: UTF8.self)
        }
        place.source = row.text(column.source)
        place.status = row.text(column.status)
        place.area = row.text(column.area)
        place.line = row.line
        return place
    }
}
