import FileMapping
import SimpleFeatures

extension KMLReader {
    /// Reads the schema that was started last.
    mutating func readSchema(into batch: inout FeatureBatch) throws(FormatError) {
        var name = ""
        var identifier = ""
        var place = FormatError.Place.file
        while let attribute = tokens.attribute() {
            place = attribute.place
            if attribute.element == .name { name = attribute.text.string }
            if attribute.element == .id { identifier = attribute.text.string }
        }
        var fields: [KMLSchema.Field] = []
        try forEachMember { (reader, token) throws(FormatError) in
            if token.element == .simpleField {
                var name = ""
                var type = ""
                while let attribute = reader.tokens.attribute() {
                    if attribute.element == .name { name = attribute.text.string }
                    if attribute.element == .type { type = attribute.text.string }
                }
                if fields.count >= FeatureBatch.columnLimit {
                    throw reader.failure(
                        found: "more than \(FeatureBatch.columnLimit) columns",
                        expected: "\(FeatureBatch.columnLimit) at most", token)
                }
                fields.append(KMLSchema.Field(name: name, type: .init(named: type)))
            } else {
                reader.repairs.note(.unreadElement, at: token.line)
            }
            try reader.skip()
        }
        let schema = KMLSchema(name: name, identifier: identifier, fields: fields)
        let namePlace = schema.isOwn && hasNames ? namePlace(in: fields.map(\.name)) : nil
        var columns: [Int] = []
        for (index, field) in fields.enumerated() {
            if index == namePlace { _ = try column(named: "name", of: &batch, at: place) }
            columns.append(try column(named: field.name, of: &batch, at: place))
        }
        if namePlace == fields.count { _ = try column(named: "name", of: &batch, at: place) }
        lastSchema = nil
        schemas[schema.identifier] = KMLSchemaColumns(
            number: schemas.count, schema: schema, columns: columns, namePlace: namePlace)
    }

    /// In front of which field the names stand.
    private func namePlace(in fields: [String]) -> Int {
        if let place = columnOrder.firstIndex(of: "name"), place <= fields.count,
            columnOrder.filter({ $0 != "name" }) == fields
        {
            return place
        }
        return KMLColumnOrder.usualPlace(in: fields)
    }

    /// Reads the list of columns in the data of a document.
    mutating func readColumnOrder(in texts: TextArena) throws(FormatError) {
        try forEachMember { (reader, token) throws(FormatError) in
            guard token.element == .data else {
                reader.repairs.note(.unreadElement, at: token.line)
                try reader.skip()
                return
            }
            let (name, value) = try reader.readData(into: texts)
            guard name == KMLColumnOrder.name else {
                reader.repairs.note(.unreadElement, at: token.line)
                return
            }
            do throws(FormatError) {
                let list = try unsafe JSON.value(
                    of: Array(value.bytes), file: reader.file.path, limits: reader.limits)
                reader.columnOrder = list.texts
            } catch { reader.repairs.note(.unreadElement, at: token.line) }
        }
    }

    // MARK: Values

    /// Reads the data of a placemark.
    mutating func readExtendedData(into batch: inout FeatureBatch) throws(FormatError) {
        while let token = try tokens.token() {
            switch token.kind {
            case .end: return
            case .text, .attribute: break
            case .start:
                let place = token.place
                switch token.element {
                case .data:
                    let (name, value) = try readData(into: batch.texts)
                    let column = try column(named: name, of: &batch, at: place)
                    placemark.data.append(.text(value, in: column))
                case .schemaData: try readSchemaData(into: &batch)
                default:
                    repairs.note(.unreadElement, at: token.line)
                    try skip()
                }
            }
        }
    }

    /// Reads the `Data` that was started last.
    private mutating func readData(
        into texts: TextArena
    ) throws(FormatError) -> (name: String, value: BatchText) {
        var name = ""
        while let attribute = tokens.attribute() {
            if attribute.element == .name { name = attribute.text.string }
        }
        var value: BatchText?
        try forEachMember { (reader, token) throws(FormatError) in
            if token.element == .value {
                value = try reader.readText(into: texts)
            } else {
                try reader.skip()
            }
        }
        return (name, value ?? texts.copy(""))
    }

    /// Reads the `SchemaData` that was started last: a value for every field, null for those that it
    /// leaves out.
    private mutating func readSchemaData(into batch: inout FeatureBatch) throws(FormatError) {
        var schema: KMLSchemaColumns?
        while let attribute = tokens.attribute() {
            guard attribute.element == .schemaUrl else { continue }
            // Mostly all placemarks have one schema.
            if lastSchema == nil || !attribute.text.isEqual(to: lastSchemaURL) {
                lastSchemaURL = attribute.text.string
                lastSchema =
                    schemas[lastSchemaURL.split(separator: "#").last.map(String.init) ?? ""]
            }
            schema = lastSchema
        }
        let start = placemark.data.count
        if let schema {
            if schema.schema.isOwn { placemark.ownSchema = schema }
            for column in schema.columns { placemark.data.append(.null(column)) }
        }
        var expected = 0
        while let token = try tokens.token() {
            switch token.kind {
            case .end: return
            case .text, .attribute: continue
            case .start: break
            }
            guard token.element == .simpleData else {
                repairs.note(.unreadElement, at: token.line)
                try skip()
                continue
            }
            let place = token.place
            var field: Int?
            var name = ""
            while let attribute = tokens.attribute() {
                guard attribute.element == .name else { continue }
                field = schema?.schema.place(of: attribute.text, expecting: expected)
                if field == nil { name = attribute.text.string }
            }
            if let field, let schema {
                expected = field + 1
                let type = schema.schema.fields[field].type
                let column = schema.columns[field]
                let cell = try readValue(
                    type, in: column, isOwn: schema.schema.isOwn, texts: batch.texts, at: place)
                placemark.data[start + field] = cell
            } else {
                let column = try column(named: name, of: &batch, at: place)
                placemark.data.append(.text(try readText(into: batch.texts), in: column))
            }
        }
    }

    /// Reads the value that was started last.
    ///
    /// - Parameter isOwn: Whether the file is ours: then lists are JSON, and a whole number among reals
    ///   is one, for reals have a point or an exponent there.
    private mutating func readValue(
        _ type: KMLSchema.FieldType, in column: Int, isOwn: Bool, texts: TextArena,
        at place: FormatError.Place
    ) throws(FormatError) -> Cell {
        let text = try readText(into: texts)
        if type == .text {
            return (isOwn ? json(text, in: column, texts: texts) : nil) ?? .text(text, in: column)
        }
        let bytes = unsafe KMLNumber.trimmed(text.bytes)
        if unsafe bytes.isEmpty { return .null(column) }
        let line = KMLReader.line(of: place)
        let value = unsafe BatchText(bytes)
        switch type {
        case .boolean:
            switch value.string.lowercased() {
            case "1", "true": return .boolean(true, in: column)
            case "0", "false": return .boolean(false, in: column)
            default: break
            }
        case .integer, .real:
            let isWhole = unsafe KMLReader.isWhole(bytes)
            if isWhole, type == .integer || isOwn {
                if let number = Int(value.string) { return .integer(number, in: column) }
                if type == .integer { repairs.note(.largeInteger, at: line) }
            }
            if type == .real || isWhole, let number = unsafe KMLNumber.real(bytes) {
                return .real(number, in: column)
            }
            if type == .real,
                ["nan", "inf", "-inf", "infinity"].contains(value.string.lowercased())
            {
                repairs.note(.notFinite, at: line)
                return .null(column)
            }
        case .text: break
        }
        repairs.note(.wrongType, at: line)
        return .text(text, in: column)
    }

    /// Whether bytes are a sign or none, and digits.
    private static func isWhole(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var digits = unsafe bytes[...]
        if unsafe digits.first == UInt8(ascii: "-") || digits.first == UInt8(ascii: "+") {
            unsafe digits = digits.dropFirst()
        }
        return unsafe !digits.isEmpty && digits.allSatisfy { $0 &- 48 <= 9 }
    }

    /// A text that is a list or an object in JSON, as one.
    private func json(_ text: BatchText, in column: Int, texts: TextArena) -> Cell? {
        let first = unsafe text.bytes.first
        guard first == UInt8(ascii: "[") || first == UInt8(ascii: "{") else { return nil }
        do throws(FormatError) {
            let value = try unsafe JSON.value(
                of: Array(text.bytes), file: file.path, limits: limits)
            var json: [UInt8] = []
            JSON.append(value, to: &json)
            return unsafe json.withUnsafeBytes { .json(unsafe texts.copy($0), in: column) }
        } catch { return nil }
    }
}
