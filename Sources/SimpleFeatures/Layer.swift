/// Features under one name, with the columns that they share.
public struct Layer: Sendable {
    /// The name that clients show.
    public let name: String
    /// The columns, in order.
    public let schema: Schema
    /// The features, in order.
    public let features: [Feature]

    /// A layer whose columns are known.
    public init(name: String, schema: Schema, features: [Feature]) {
        self.name = name
        self.schema = schema
        self.features = features
    }

    /// A layer whose columns are read off its features.
    ///
    /// - Complexity: O(*n*), *n* the number of properties of all features.
    public init(name: String, features: [Feature]) {
        self.init(name: name, schema: Schema(inferredFrom: features), features: features)
    }
}

/// The columns of a layer.
public struct Schema: Hashable, Sendable {
    /// What the values of a column are, null apart.
    public enum FieldType: Hashable, Sendable {
        case boolean, integer, real, text, day
        /// A day with a time of it, as a text of ISO 8601.
        case dateTime
        case list, object
    }

    /// One column.
    public struct Field: Hashable, Sendable {
        public let name: String
        public let type: FieldType

        public init(name: String, type: FieldType) {
            self.name = name
            self.type = type
        }
    }

    /// The columns, in the order in which they are written.
    public let fields: [Field]

    public init(fields: [Field]) { self.fields = fields }

    /// The columns that features have, in the order in which each first appears.
    ///
    /// Integers among reals make a real column, texts that are all YYYY-MM-DD a day column, any
    /// other mixture (and a column of nulls) a text column.
    ///
    /// - Complexity: O(*n*), *n* the number of properties of all features.
    public init(inferredFrom features: [Feature]) {
        var order: [String] = []
        var types: [FieldType?] = []
        var places: [String: Int] = [:]
        for feature in features {
            // Features mostly have their properties in one order; only others are looked up.
            var expected = 0
            for property in feature.properties.all {
                let place: Int
                if expected < order.count, order[expected] == property.name {
                    place = expected
                } else if let known = places[property.name] {
                    place = known
                } else {
                    place = order.count
                    places[property.name] = place
                    order.append(property.name)
                    types.append(nil)
                }
                expected = place + 1
                guard let type = FieldType(of: property.value), types[place] != type
                else { continue }
                types[place] = types[place]?.joined(with: type) ?? type
            }
        }
        fields = zip(order, types).map { Field(name: $0, type: $1 ?? .text) }
    }

    /// The column of a name, if there is one.
    public func field(named name: String) -> Field? { fields.first { $0.name == name } }
}

extension Schema.FieldType {
    fileprivate init?(of value: Value) {
        switch value {
        case .null: return nil
        case .boolean: self = .boolean
        case .integer: self = .integer
        case .real: self = .real
        case .day: self = .day
        case .text(let text): self = CalendarDay(iso: text) == nil ? .text : .day
        case .list: self = .list
        case .object: self = .object
        }
    }

    fileprivate func joined(with other: Self) -> Self {
        if self == other { return self }
        let both: Set<Self> = [self, other]
        return both == [.integer, .real] ? .real : .text
    }
}
