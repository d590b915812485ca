public import SimpleFeatures

extension FeatureBatch {
    /// A row as a value of its own.
    ///
    /// - Parameter row: In 0..<``count``.
    /// - Complexity: O(*n*), *n* the bytes of the row.
    public func feature(at row: Int) -> Feature {
        let properties = cellRange(of: row).map { place in
            let cell = cells[place]
            return Properties.Property(name: columnNames[Int(cell.column)], value: cell.value)
        }
        return Feature(
            id: identifier(of: row)?.string, geometry: geometry(of: row),
            properties: Properties(uniquelyNamed: properties))
    }

    /// The shape of a row; `nil` when its place is not known.
    public func geometry(of row: Int) -> Geometry? {
        switch shape(of: row) {
        case .none: return nil
        case .point(let position): return .point(position)
        case .other(let geometry): return geometry
        }
    }

    /// The box around the shape of a row; `nil` when it has none.
    public func envelope(of row: Int) -> Envelope? {
        switch shape(of: row) {
        case .none: return nil
        case .point(let position): return Envelope(CollectionOfOne(position))
        case .other(let geometry): return geometry.envelope
        }
    }

    /// The text that a row has in a column; `nil` when it has none there.
    public func text(of row: Int, in column: String) -> String? {
        guard let place = place(ofColumn: column), let cell = cell(of: row, inColumn: place),
            cell.kind == .text
        else { return nil }
        return cell.text.string
    }

    /// Whether there are columns by which events are drawn: their type, their first day, or how many
    /// there are.
    public var hasEventColumns: Bool {
        place(ofColumn: "event_type") != nil || place(ofColumn: "date_start") != nil
            || QGISStyle.countColumns.allSatisfy { place(ofColumn: $0) != nil }
    }

    /// Adds a feature.
    ///
    /// - Throws: ``TooManyColumns`` when it has a column for which there is no room.
    public mutating func append(_ feature: Feature) throws(TooManyColumns) {
        for property in feature.properties.all {
            guard let column = column(named: property.name) else {
                dropOpenFeature()
                throw TooManyColumns()
            }
            append(texts.cell(of: property.value, in: column))
        }
        let shape: Shape
        switch feature.geometry {
        case nil: shape = .none
        case .point(let position): shape = .point(position)
        case .some(let geometry): shape = .other(geometry)
        }
        endFeature(identifier: feature.id.map { texts.copy($0) }, shape: shape)
    }
}

extension TextArena {
    /// A value as a cell, its texts copied.
    func cell(of value: Value, in column: Int) -> Cell {
        switch value {
        case .null: return .null(column)
        case .boolean(let truth): return .boolean(truth, in: column)
        case .integer(let number): return .integer(number, in: column)
        case .real(let number): return .real(number, in: column)
        case .text(let text): return .text(copy(text), in: column)
        case .day(let day): return .text(copy(day.description), in: column)
        case .list, .object:
            var json: [UInt8] = []
            JSON.append(value, to: &json)
            return unsafe json.withUnsafeBytes { .json(unsafe copy($0), in: column) }
        }
    }
}

/// A layer has more columns than a batch can number.
public struct TooManyColumns: Error {}

extension Cell {
    /// The value as one of its own.
    var value: Value {
        switch kind {
        case .null: return .null
        case .boolean: return .boolean(truth)
        case .integer: return .integer(integer)
        case .real: return .real(real)
        case .text: return .text(text.string)
        case .json:
            let bytes = unsafe Array(text.bytes)
            // It was read as JSON before it came here; a text is what is left of one that was not.
            do throws(FormatError) {
                return try JSON.value(of: bytes, file: "")
            } catch { return .text(text.string) }
        }
    }
}
