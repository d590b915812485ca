import SimpleFeatures

/// The columns of a CSV file, as they follow from what is in a layer.
struct CSVLayout {
    /// Where the shapes stand.
    enum Shape {
        /// Nowhere.
        case none
        /// In two columns of their own, in front.
        case coordinates
        /// In the columns `longitude` and `latitude` that the features have themselves.
        case columns
        /// In one column of its own, in front.
        case wellKnownText
    }

    let shape: Shape
    /// Whether a column `id` stands in front of the features' own.
    let hasIdentifierColumn: Bool
    /// Whether a column stands behind the shape.
    let goesOnBehindShape: Bool
    /// The names of all columns.
    private(set) var header: [String] = []
    /// What GDAL calls their types.
    private(set) var types: [String] = []
    /// How many columns of the features got another name.
    let renamedColumns: Int
    /// How many columns of the features are written as texts though they hold something else.
    let columnsMadeTexts: Int
    /// Columns of the features whose numbers are rounded like positions; -1 for none.
    let roundedColumns: (Int, Int)

    /// - Parameters:
    ///   - survey: What is in the layer.
    ///   - geometry: How shapes are to be written.
    ///   - precision: Decimals of degrees, where they are given.
    init(_ survey: Survey, geometry: CSV.Geometry, precision: Int?) {
        let hasOnlyPoints = survey.geometryKinds.isSubset(of: ["Point"])
        let columns = CSVPositionColumns(survey)
        let longitude = columns.longitude
        let latitude = columns.latitude
        var rounded = (-1, -1)
        switch geometry {
        case .wellKnownText: shape = .wellKnownText
        case .automatic where !hasOnlyPoints || columns.haveText: shape = .wellKnownText
        case .automatic where survey.geometryKinds.isEmpty:
            shape = columns.wouldBeRead && !columns.areShapes ? .wellKnownText : .none
        case .automatic, .coordinates:
            if let longitude, let latitude, columns.areShapes {
                shape = .columns
                if precision != nil { rounded = (longitude, latitude) }
            } else if geometry == .automatic, longitude != nil || latitude != nil {
                // Two columns of one name would leave open which is the shape.
                shape = .wellKnownText
            } else {
                shape = .coordinates
            }
        }
        roundedColumns = rounded
        hasIdentifierColumn = survey.needsIdentifierColumn
        goesOnBehindShape = hasIdentifierColumn || !survey.columns.isEmpty
        switch shape {
        case .none, .columns: break
        case .coordinates:
            header = ["longitude", "latitude"]
            types = ["CoordX", "CoordY"]
        case .wellKnownText:
            header = ["WKT"]
            types = ["WKT"]
        }
        if hasIdentifierColumn {
            header.append("id")
            types.append("String")
        }
        let own = header.count
        let (names, _) = CSVHeader.distinct(header + survey.columns.map(\.name))
        renamedColumns = zip(names.dropFirst(own), survey.columns).count { $0 != $1.name }
        header = names
        columnsMadeTexts = survey.columns.count { column in
            !column.kinds.isSubset(of: .texts) && CSVLayout.type(of: column) == "String"
        }
        for (index, column) in survey.columns.enumerated() {
            if shape == .columns, index == longitude {
                types.append("CoordX")
            } else if shape == .columns, index == latitude {
                types.append("CoordY")
            } else {
                types.append(CSVLayout.type(of: column))
            }
        }
    }

    /// What GDAL calls a type.
    private static func type(of column: Survey.Column) -> String {
        switch column.type {
        case .boolean: return "Integer(Boolean)"
        case .integer:
            let range = Int(Int32.min)...Int(Int32.max)
            let isShort = column.integers.map {
                range.contains($0.lowerBound) && range.contains($0.upperBound)
            }
            return isShort ?? true ? "Integer" : "Integer64"
        case .real: return "Real"
        case .day: return "Date"
        case .dateTime: return "DateTime"
        case .list: return "JSonStringList"
        case .text, .object: return "String"
        }
    }
}

/// The columns of a layer that a reader of the table takes for shapes, whatever they hold.
private struct CSVPositionColumns {
    /// The columns of these very names.
    let longitude: Int?
    let latitude: Int?
    /// Whether a column has a name of well-known text.
    let haveText: Bool
    /// Whether columns have names of longitudes and latitudes.
    let wouldBeRead: Bool
    /// Whether those are the positions of the features.
    let areShapes: Bool

    init(_ survey: Survey) {
        longitude = survey.columns.firstIndex { $0.name == "longitude" }
        latitude = survey.columns.firstIndex { $0.name == "latitude" }
        let names = survey.columns.map { $0.name.lowercased() }
        func first(_ choice: [String]) -> Int? {
            for name in choice {
                if let place = names.firstIndex(of: name) { return place }
            }
            return nil
        }
        haveText = first(CSV.Names.wellKnownText) != nil
        let east = first(CSV.Names.longitude)
        let north = first(CSV.Names.latitude)
        wouldBeRead = east != nil && north != nil
        areShapes =
            survey.columnsRepeatPositions && wouldBeRead && east == longitude && north == latitude
    }
}
