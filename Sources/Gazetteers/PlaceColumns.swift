/// A column of a table of places, by what it means.
enum PlaceColumn: Int, CaseIterable {
    case id, name, kind, featureClass, longitude, latitude, country, admin1, admin2, parent
    case population, radius, names, source, status, area

    /// The names that a header may give the column, in small letters, the preferred one first.
    var headings: [String] {
        switch self {
        case .id: return ["id", "gazetteer_id"]
        case .name: return ["name", "toponym"]
        case .kind: return ["kind", "type", "feature_code"]
        case .featureClass: return ["feature_class"]
        case .longitude: return ["longitude", "lon", "lng", "long", "x"]
        case .latitude: return ["latitude", "lat", "y"]
        case .country: return ["country", "country_code", "cc"]
        case .admin1: return ["admin1"]
        case .admin2: return ["admin2"]
        case .parent: return ["parent"]
        case .population: return ["population", "pop"]
        case .radius: return ["precision_km", "radius_km"]
        case .names: return ["names", "aliases", "alternatenames"]
        case .source: return ["source"]
        case .status: return ["status"]
        case .area: return ["area"]
        }
    }
}

/// Which column of a header means what.
struct PlaceColumns {
    /// The place of each column in the header, by ``PlaceColumn/rawValue``.
    private let places: [Int?]
    /// The columns of the header that mean nothing here, and those that another one outranks.
    let unread: [String]

    /// Reads a header.
    ///
    /// - Parameters:
    ///   - header: The names, in any case; spaces and hyphens count as underscores.
    ///   - needed: The columns that must be there.
    ///   - failure: Makes an error at the header from a reason.
    /// - Throws: `failure` for a name that stands twice and for a column that is needed and lacks.
    init(
        header: [String], needing needed: [PlaceColumn],
        failure: (String) -> GazetteerError
    ) throws(GazetteerError) {
        var places: [Int?] = []
        for column in PlaceColumn.allCases {
            let ranked = column.headings.lazy.compactMap { heading in
                header.firstIndex { PlaceColumns.normalized($0) == heading }
            }
            places.append(ranked.first)
        }
        for column in needed where places[column.rawValue] == nil {
            let found = header.prefix(20).map { FieldText.quoted($0) }.joined(separator: ", ")
            let headings = column.headings.joined(separator: ", ")
            throw failure(
                "no column for the \(column), found: \(found), expected one of: \(headings)")
        }
        let used = Set(places.compactMap { $0 })
        for index in used {
            guard header.lastIndex(of: header[index]) == index else {
                throw failure("column \(FieldText.quoted(header[index])) stands twice")
            }
        }
        self.places = places
        unread = header.indices.filter { !used.contains($0) && !header[$0].isEmpty }
            .map { header[$0] }
    }

    /// Where a column stands in the header; `nil` when the header lacks it.
    subscript(column: PlaceColumn) -> Int? { places[column.rawValue] }

    /// What was not read, in one sentence; none when everything was.
    var notes: [String] {
        guard !unread.isEmpty else { return [] }
        let shown = unread.prefix(20).map { FieldText.quoted($0) }.joined(separator: ", ")
        let rest = unread.count > 20 ? " and \(unread.count - 20) more" : ""
        return ["columns not read: \(shown)\(rest)"]
    }

    private static func normalized(_ heading: String) -> String {
        String(heading.lowercased().map { $0 == " " || $0 == "-" ? "_" : $0 })
    }
}
