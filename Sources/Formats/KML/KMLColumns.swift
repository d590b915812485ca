import SimpleFeatures

/// The columns of a layer as KML can type them.
///
/// KML has neither days nor lists, and its `int` has 32 bits: a column gets the narrowest of
/// `bool`, `int`, `double`, `string` that holds every value it has. The name of a feature is no
/// column, for it stands in `<name>`; its identifier is one, for clients drop the `id` attribute.
struct KMLColumns {
    /// A type of `SimpleField`.
    enum ColumnType: String {
        case bool, int, double, string

        /// The narrowest type for a value; `nil` for null, which any type holds.
        init?(of value: Value) {
            switch value {
            case .null: return nil
            case .boolean: self = .bool
            case .integer(let number):
                if Int32(exactly: number) != nil {
                    self = .int
                } else {
                    self = Double(exactly: number) != nil ? .double : .string
                }
            case .real: self = .double
            case .text, .day, .list, .object: self = .string
            }
        }

        /// The narrowest type that holds the values of both.
        func joined(with other: ColumnType) -> ColumnType {
            if self == other { return self }
            let both: Set<ColumnType> = [self, other]
            return both == [.int, .double] ? .double : .string
        }
    }

    /// One column.
    struct Column {
        let name: String
        var type: ColumnType?
        /// `<SimpleData name="…">`, made once for all features.
        let opening: ByteSink
    }

    /// The columns, in order: those of the schema, then what features have beyond it.
    private(set) var columns: [Column] = []
    /// Whether features have an identifier that no property repeats.
    private(set) var addsIdentifier = false
    private var places: [String: Int] = [:]

    /// The columns of a layer.
    ///
    /// - Complexity: O(*n*), *n* the number of properties of all features.
    init(of layer: Layer) {
        let names = Set(layer.schema.fields.map(\.name))
        addsIdentifier = !names.contains("id") && layer.features.contains { $0.id != nil }
        if addsIdentifier { _ = place(of: "id", expecting: 0) }
        for field in layer.schema.fields where field.name != "name" {
            _ = place(of: field.name, expecting: columns.count)
        }
        for feature in layer.features {
            var expected = 0
            for property in feature.properties.all where property.name != "name" {
                let place = place(of: property.name, expecting: expected)
                expected = place + 1
                guard let type = ColumnType(of: property.value), columns[place].type != type
                else { continue }
                columns[place].type = columns[place].type?.joined(with: type) ?? type
            }
            if addsIdentifier, feature.id != nil { columns[0].type = .string }
        }
        for field in layer.schema.fields where field.name != "name" {
            guard let place = places[field.name], columns[place].type == nil else { continue }
            columns[place].type = KMLColumns.type(ofEmpty: field.type)
        }
    }

    /// The column of a name.
    ///
    /// - Parameters:
    ///   - name: The name of a property, other than `name`.
    ///   - expected: A guess; features mostly have their properties in the same order.
    func column(named name: String, expecting expected: Int) -> (place: Int, column: Column)? {
        if columns.indices.contains(expected), columns[expected].name == name {
            return (expected, columns[expected])
        }
        return places[name].map { ($0, columns[$0]) }
    }

    private mutating func place(of name: String, expecting expected: Int) -> Int {
        if columns.indices.contains(expected), columns[expected].name == name { return expected }
        if let place = places[name] { return place }
        var opening = XMLSink()
        opening.write(markup: "<SimpleData name=\"")
        opening.write(attribute: name)
        opening.write(markup: "\">")
        places[name] = columns.count
        columns.append(Column(name: name, type: nil, opening: opening.bytes))
        return columns.count - 1
    }

    private static func type(ofEmpty type: Schema.FieldType) -> ColumnType {
        switch type {
        case .boolean: return .bool
        case .integer: return .int
        case .real: return .double
        case .text, .day, .dateTime, .list, .object: return .string
        }
    }
}
