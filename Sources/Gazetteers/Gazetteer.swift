import SimpleFeatures

/// Places, the names they bear, and how a name in a text is matched to them.
public struct Gazetteer: Sendable {
    /// The places, in the order of their tables.
    public let places: [Place]
    let names: NameTable
    private let placesByID: [String: Int32]
    private let placesByCode: [String: Int32]
    private let codesByID: [String: String]
    /// Words that are names of places and ordinary words or names of persons too.
    public let lexicon: NameLexicon

    /// One table of places.
    public struct Table: Sendable {
        /// The name that errors give.
        public let file: String
        /// Tab-separated rows under a header line; the columns are those of `gazetteer/README.md`.
        public let bytes: [UInt8]

        public init(file: String, bytes: [UInt8]) {
            self.file = file
            self.bytes = bytes
        }
    }

    /// Reads tables; of two places with one id the first counts.
    ///
    /// - Parameters:
    ///   - tables: Tables of places, the most trusted first.
    ///   - lexicon: What else words can be.
    /// - Throws: ``GazetteerError`` with file and line.
    /// - Complexity: O(*n*), *n* the bytes of all tables.
    public init(tables: [Table], lexicon: NameLexicon = NameLexicon()) throws(GazetteerError) {
        var builder = GazetteerBuilder(bytes: tables.reduce(0) { $0 + $1.bytes.count })
        for table in tables { try builder.read(table) }
        try builder.link()
        places = builder.places
        names = builder.names
        placesByID = builder.placesByID
        placesByCode = builder.placesByCode
        codesByID = builder.codesByID
        self.lexicon = lexicon
    }

    /// The place of an id.
    public func place(withID id: String) -> Place? {
        placesByID[id].map { places[Int($0)] }
    }

    /// Where the place of an id stands in ``places``.
    public func index(ofID id: String) -> Int? { placesByID[id].map(Int.init) }

    /// The place of an official code ("BO-L", "020105").
    public func place(withCode code: String) -> Place? {
        placesByCode[code].map { places[Int($0)] }
    }

    /// The official code of a place, its ISO 3166-2 one first; `nil` where its row has none.
    public func code(of place: Place) -> String? { codesByID[place.id] }

    /// The places that a place lies in, the next larger first.
    ///
    /// Circular parents, which `GazetteerError` would have refused, cannot occur.
    public func ancestors(of place: Place) -> [Place] {
        var found: [Place] = []
        var next = place.parent
        while let index = next, found.count < 16 {
            found.append(places[index])
            next = places[index].parent
        }
        return found
    }

    /// The admin-1 unit of a place; the place itself when it is one.
    public func admin1(of place: Place) -> Place? {
        place.kind.level == .admin1 ? place : place.admin1.map { places[$0] }
    }

    /// The admin-2 unit of a place; the place itself when it is one.
    public func admin2(of place: Place) -> Place? {
        place.kind.level == .admin2 ? place : place.admin2.map { places[$0] }
    }

    /// The country that a place lies in, as a place.
    public func country(of place: Place) -> Place? { country(withCode: place.country) }

    /// The country of an ISO 3166-1 alpha-2 code, in either case.
    public func country(withCode code: String) -> Place? {
        place(withID: code.lowercased()).flatMap { $0.kind.level == .country ? $0 : nil }
    }

    /// The name of a place with what tells it from others: "El Alto, La Paz, Bolivia".
    public func fullName(of place: Place) -> String {
        var parts = [place.name]
        if let admin1 = admin1(of: place), admin1.id != place.id { parts.append(admin1.name) }
        if let country = country(of: place), country.id != place.id { parts.append(country.name) }
        return parts.joined(separator: ", ")
    }
}

/// Reads rows into places and names.
private struct GazetteerBuilder {
    var places: [Place] = []
    var names: NameTable
    var placesByID: [String: Int32] = [:]
    var placesByCode: [String: Int32] = [:]
    var codesByID: [String: String] = [:]
    private var links: [(admin1: String, admin2: String, parent: String, file: String, line: Int)] =
        []

    init(bytes: Int) {
        names = NameTable(expecting: bytes / 24)
        places.reserveCapacity(bytes / 120)
        placesByID.reserveCapacity(bytes / 120)
    }

    mutating func read(_ table: Gazetteer.Table) throws(GazetteerError) {
        let reader = try TableReader(
            table.bytes, file: table.file, needing: ["id", "name", "kind", "longitude", "latitude"])
        let column = Columns(reader)
        try reader.forEachRow { row throws(GazetteerError) in
            try add(row, column, file: table.file)
        }
    }

    private struct Columns {
        let id, name, kind, longitude, latitude, country, admin1, admin2, parent: Int?
        let population, radius, names, source, status: Int?

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
        }
    }

    private mutating func add(
        _ row: TableReader.Row, _ column: Columns, file: String
    ) throws(GazetteerError) {
        let id = row.text(column.id)
        guard !id.isEmpty else { throw row.failure("no id") }
        guard placesByID[id] == nil else { return }
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
        let index = places.count
        let population = try row.size(column.population, "population")
        placesByID[id] = Int32(index)
        places.append(
            Place(
                id: id, name: row.text(column.name), kind: kind, position: position,
                country: row.text(column.country).uppercased(), admin1: nil, admin2: nil,
                parent: nil, population: population.flatMap { Int(exactly: $0.rounded()) },
                radiusKilometres: try row.size(column.radius, "precision_km"),
                source: row.text(column.source), status: row.text(column.status)))
        links.append(
            (
                row.text(column.admin1), row.text(column.admin2), row.text(column.parent), file,
                row.line
            )
        )
        let isRegion = kind.level == .region
        names.add(row.bytes(column.name), place: index, isMainName: true, isRegion: isRegion)
        for alias in row.bytes(column.names).split(separator: UInt8(ascii: "|")) {
            if alias.starts(with: "code:".utf8) {
                let code = String(decoding: alias.dropFirst(5), as: UTF8.self)
                placesByCode[code] = Int32(index)
                if codesByID[id] == nil { codesByID[id] = code }
            } else {
                names.add(alias, place: index, isMainName: false, isRegion: isRegion)
            }
        }
    }

    /// Turns the ids of larger places into their positions in the list.
    mutating func link() throws(GazetteerError) {
        for (index, link) in links.enumerated() {
            let ids = placesByID
            func found(_ id: String, _ name: String) throws(GazetteerError) -> Int? {
                if id.isEmpty { return nil }
                guard let place = ids[id] else {
                    throw GazetteerError(
                        file: link.file, line: link.line, reason: "\(name) '\(id)' is no place's id"
                    )
                }
                return Int(place)
            }
            let old = places[index]
            places[index] = Place(
                id: old.id, name: old.name, kind: old.kind, position: old.position,
                country: old.country, admin1: try found(link.admin1, "admin1"),
                admin2: try found(link.admin2, "admin2"),
                parent: try found(link.parent, "parent"), population: old.population,
                radiusKilometres: old.radiusKilometres, source: old.source, status: old.status)
        }
        try refuseCircles()
    }

    private func refuseCircles() throws(GazetteerError) {
        // 0: not looked at, 1: on the way up from here, 2: leads to the top.
        var state = [UInt8](repeating: 0, count: places.count)
        for start in places.indices where state[start] == 0 {
            var way: [Int] = []
            var next: Int? = start
            while let index = next, state[index] == 0 {
                state[index] = 1
                way.append(index)
                next = places[index].parent
            }
            if let index = next, state[index] == 1 {
                throw GazetteerError(
                    file: links[index].file, line: links[index].line,
                    reason: "place '\(places[index].id)' lies in itself, through its parents")
            }
            for index in way { state[index] = 2 }
        }
    }
}
