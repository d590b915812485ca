/// The value of one property of a feature.
public enum Value: Hashable, Sendable {
    /// Unknown or not given; never the same as zero.
    case null
    case boolean(Bool)
    case integer(Int)
    /// A finite number.
    case real(Double)
    case text(String)
    case day(CalendarDay)
    case list([Value])
    /// Names and values in the order written, as a nested object of GeoJSON.
    case object(Properties)

    /// The value as text, when it is text.
    public var text: String? {
        if case .text(let text) = self { return text }
        return nil
    }

    /// The value as a number, when it is one.
    public var number: Double? {
        switch self {
        case .integer(let number): return Double(number)
        case .real(let number): return number
        default: return nil
        }
    }

    /// The value as a whole number, when it is one without loss.
    public var integer: Int? {
        switch self {
        case .integer(let number): return number
        case .real(let number): return Int(exactly: number)
        default: return nil
        }
    }

    /// The value as a day: a day, or text of the form YYYY-MM-DD.
    public var day: CalendarDay? {
        switch self {
        case .day(let day): return day
        case .text(let text): return CalendarDay(iso: text)
        default: return nil
        }
    }

    /// The texts of a list of texts, or the one text; empty for everything else.
    public var texts: [String] {
        switch self {
        case .text(let text): return [text]
        case .list(let members): return members.compactMap(\.text)
        default: return []
        }
    }

    /// Whether there is no value.
    public var isNull: Bool { self == .null }
}

extension Value {
    /// Text, or ``null`` for `nil`.
    public init(_ text: String?) { self = text.map(Value.text) ?? .null }
    /// A whole number, or ``null`` for `nil`.
    public init(_ number: Int?) { self = number.map(Value.integer) ?? .null }
    /// A finite number, or ``null`` for `nil` and for what is not finite.
    public init(_ number: Double?) {
        guard let number, number.isFinite else {
            self = .null
            return
        }
        self = .real(number)
    }
    /// A day, or ``null`` for `nil`.
    public init(_ day: CalendarDay?) { self = day.map(Value.day) ?? .null }
    /// A list of texts.
    public init(_ texts: [String]) { self = .list(texts.map(Value.text)) }
}

/// Names and values of a feature, in the order in which they are written.
public struct Properties: Hashable, Sendable, ExpressibleByDictionaryLiteral {
    /// One name with its value.
    public struct Property: Hashable, Sendable {
        public let name: String
        public var value: Value

        public init(name: String, value: Value) {
            self.name = name
            self.value = value
        }
    }

    /// The properties in order; a name stands once.
    public private(set) var all: [Property]

    /// No properties.
    public init() { all = [] }

    /// Properties in order; of a name that stands twice the last value counts, at the first place.
    ///
    /// - Complexity: O(*n*).
    public init(_ properties: some Sequence<Property>) {
        all = []
        // Few names are compared sooner than hashed.
        var places: [String: Int]?
        for property in properties {
            if places == nil, all.count == Properties.fewNames {
                places = Dictionary(
                    uniqueKeysWithValues: all.enumerated().map { ($0.element.name, $0.offset) })
            }
            let place =
                places.map { $0[property.name] } ?? all.firstIndex { $0.name == property.name }
            if let place {
                all[place].value = property.value
            } else {
                places?[property.name] = all.count
                all.append(property)
            }
        }
    }

    private static let fewNames = 16

    /// Properties in order, of names that the caller knows to differ; they are not compared.
    package init(uniquelyNamed properties: [Property]) { all = properties }

    public init(dictionaryLiteral elements: (String, Value)...) {
        self.init(elements.map { Property(name: $0.0, value: $0.1) })
    }

    /// The value of a name, ``Value/null`` when the name is missing; setting a new name appends it.
    ///
    /// - Complexity: O(*n*), *n* the number of properties.
    public subscript(name: String) -> Value {
        get { all.first { $0.name == name }?.value ?? .null }
        set {
            if let place = all.firstIndex(where: { $0.name == name }) {
                all[place].value = newValue
            } else {
                all.append(Property(name: name, value: newValue))
            }
        }
    }

    /// Whether a name stands here, be its value null or not.
    public func has(_ name: String) -> Bool { all.contains { $0.name == name } }
}
