import SimpleFeatures

/// The columns that a `Schema` of a KML file declares.
struct KMLSchema {
    /// A type of `SimpleField`.
    enum FieldType {
        case text, integer, real, boolean

        /// The type of a name; a text for names that KML does not know.
        init(named name: String) {
            switch name {
            case "int", "uint", "short", "ushort": self = .integer
            case "float", "double": self = .real
            case "bool": self = .boolean
            default: self = .text
            }
        }

        var fieldType: Schema.FieldType {
            switch self {
            case .text: return .text
            case .integer: return .integer
            case .real: return .real
            case .boolean: return .boolean
            }
        }
    }

    struct Field {
        let name: String
        let type: FieldType
    }

    /// What `schemaUrl` names behind `#`.
    let identifier: String
    let fields: [Field]
    /// Whether the file is of our own making, as its name and identifier together tell.
    let isOwn: Bool
    private let places: [String: Int]

    init(name: String, identifier: String, fields: [Field]) {
        self.identifier = identifier.isEmpty ? name : identifier
        self.fields = fields
        isOwn = !name.isEmpty && identifier == XMLName.name(of: name, prefix: "schema-")
        places = Dictionary(fields.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { $1 })
    }

    /// The place of a field.
    ///
    /// - Parameter expected: A guess; values mostly come in the order of the fields.
    func place(of name: BatchText, expecting expected: Int) -> Int? {
        if expected < fields.count, name.isEqual(to: fields[expected].name) { return expected }
        return places[name.string]
    }
}
