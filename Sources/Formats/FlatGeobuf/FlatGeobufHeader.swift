import SimpleFeatures
import SpatialIndexing

/// What a FlatGeobuf file says of itself in front of its features.
struct FlatGeobufHeader: Sendable {
    /// The name of the layer; `nil` when it has none.
    let name: String?
    /// The kind of all shapes; ``FlatGeobufKind/unknown`` when each says its own.
    let kind: FlatGeobufKind
    let columns: [FlatGeobufColumn]
    /// How many features there are; `nil` when the writer did not know.
    let featureCount: Int?
    /// How many children a node of the index has; 0 without an index.
    let nodeSize: Int
    /// The first byte behind the header.
    let end: Int

    /// Reads the first bytes of a file.
    ///
    /// - Throws: ``FormatError`` when they are not those of a FlatGeobuf file of version 3, or the
    ///   coordinates are not longitude and latitude on WGS 84.
    init(_ bytes: FlatGeobufBytes) throws(FormatError) {
        try FlatGeobufHeader.checkVersion(of: bytes)
        var message = try FlatBuffer(
            behindSizeAt: FlatGeobufHeader.bytesOfMagic, of: bytes, feature: nil, what: "a header")
        let table = try message.root()
        name = try message.text(0, of: table)
        kind = try FlatGeobufKind(field: 2, of: table, in: message)
        columns = try FlatGeobufColumn.columns(field: 7, of: table, in: &message)
        let count: UInt64 = try message.integer(8, of: table, default: 0)
        guard let count = Int(exactly: count) else {
            throw message.failure(
                at: table.place, found: "\(count) features", expected: "\(Int.max) at most")
        }
        featureCount = count == 0 ? nil : count
        let nodeSize: UInt16 = try message.integer(9, of: table, default: 16)
        guard nodeSize != 1 else {
            throw message.failure(
                at: table.place, found: "an index with 1 child a node",
                expected: "2 or more, or 0 for no index")
        }
        self.nodeSize = Int(nodeSize)
        if let system = try message.table(10, of: table) {
            try FlatGeobufHeader.check(referenceSystem: system, in: &message)
        }
        end = message.range.upperBound
    }

    private static let bytesOfMagic = 8

    /// "fgb", the version, "fgb", and a number of no consequence.
    private static func checkVersion(of bytes: FlatGeobufBytes) throws(FormatError) {
        let magic = bytes.integer(at: 0, as: UInt64.self) ?? 0
        // Little-endian: the first byte of the file is the lowest.
        let letters: UInt64 = 0x00_62_67_66_00_62_67_66
        guard magic & 0x00_FF_FF_FF_00_FF_FF_FF == letters else {
            throw FormatError(
                file: bytes.file, place: .byte(0), found: "no 'fgb' twice in the first 8 bytes",
                expected: "a FlatGeobuf file")
        }
        let version = magic >> 24 & 0xFF
        guard version == 3 else {
            throw FormatError(
                file: bytes.file, place: .byte(3), found: "version \(version) of FlatGeobuf",
                expected: "version 3")
        }
    }

    /// Lets longitude and latitude on WGS 84 pass; they come in that order under any name.
    private static func check(
        referenceSystem system: FlatBuffer.Table, in message: inout FlatBuffer
    ) throws(FormatError) {
        let organisation = try message.text(0, of: system) ?? "EPSG"
        let code: Int32 = try message.integer(1, of: system, default: 0)
        let codeText = try message.text(5, of: system)
        let name = try message.text(2, of: system)
        let written = code == 0 ? codeText ?? "" : "\(code)"
        if written.isEmpty, name == nil, !(try message.hasText(4, of: system)) { return }
        let full = "\(organisation):\(written)"
        if ["EPSG:4326", "OGC:CRS84"].contains(full.uppercased()) { return }
        let shown = written.isEmpty ? name ?? "without a name" : full
        throw message.failure(
            at: system.place, found: "the crs '\(shown.prefix(60))'",
            expected: "longitude and latitude on WGS 84 (no crs, CRS84 or EPSG:4326)")
    }
}

extension FlatBuffer {
    /// Whether a text stands there that is not empty.
    fileprivate mutating func hasText(_ field: Int, of table: Table) throws(FormatError) -> Bool {
        try vector(field, of: table, width: 1)?.count ?? 0 > 0
    }
}

/// A column of a FlatGeobuf file.
struct FlatGeobufColumn: Hashable, Sendable {
    /// What the values of a column are, in the numbers of the format.
    enum Kind: UInt8, Sendable {
        case byte, unsignedByte, boolean, short, unsignedShort, int, unsignedInt, long
        case unsignedLong, float, double, text, json, dateTime, binary

        /// The same in a schema.
        var fieldType: Schema.FieldType {
            switch self {
            case .boolean: return .boolean
            case .byte, .unsignedByte, .short, .unsignedShort, .int, .unsignedInt, .long,
                .unsignedLong:
                return .integer
            case .float, .double: return .real
            case .dateTime: return .dateTime
            case .text, .json, .binary: return .text
            }
        }
    }

    let name: String
    let kind: Kind

    /// The columns that a header or a feature lists; none where it lists none.
    ///
    /// - Throws: ``FormatError`` when two have one name, or a kind is not known.
    static func columns(
        field: Int, of table: FlatBuffer.Table, in message: inout FlatBuffer
    ) throws(FormatError) -> [FlatGeobufColumn] {
        guard let list = try message.vector(field, of: table, width: 4) else { return [] }
        // Properties name their column in two bytes.
        guard list.count <= 65_536 else {
            throw message.failure(
                at: list.place, found: "\(list.count) columns", expected: "65536 at most")
        }
        var columns: [FlatGeobufColumn] = []
        var names: Set<String> = []
        for index in 0..<list.count {
            let column = try message.table(index, of: list)
            guard let name = try message.text(0, of: column) else {
                throw message.failure(
                    at: column.place, found: "a column without a name", expected: "a name")
            }
            guard names.insert(name).inserted else {
                throw message.failure(
                    at: column.place, found: "a second column '\(name.prefix(40))'",
                    expected: "names that differ")
            }
            let number: UInt8 = try message.integer(1, of: column, default: 0)
            guard let kind = Kind(rawValue: number) else {
                throw message.failure(
                    at: column.place, found: "values of type \(number) in '\(name.prefix(40))'",
                    expected: "one of the types 0 to 14")
            }
            columns.append(FlatGeobufColumn(name: name, kind: kind))
        }
        return columns
    }
}

/// The kind of a shape, in the numbers of the format, which are those of well-known binary.
enum FlatGeobufKind: UInt8, Sendable {
    case unknown, point, lineString, polygon, multiPoint, multiLineString, multiPolygon, collection
    case circularString, compoundCurve, curvePolygon, multiCurve, multiSurface, curve, surface
    case polyhedralSurface, tin, triangle

    /// Reads a kind from a field of a table.
    init(field: Int, of table: FlatBuffer.Table, in message: FlatBuffer) throws(FormatError) {
        let number: UInt8 = try message.integer(field, of: table, default: 0)
        guard let kind = FlatGeobufKind(rawValue: number) else {
            throw message.failure(
                at: table.place, found: "shapes of kind \(number)",
                expected: "one of the kinds 0 to 17")
        }
        self = kind
    }

    /// The name that the format gives the kind.
    var name: String {
        switch self {
        case .unknown: return "Unknown"
        case .point: return "Point"
        case .lineString: return "LineString"
        case .polygon: return "Polygon"
        case .multiPoint: return "MultiPoint"
        case .multiLineString: return "MultiLineString"
        case .multiPolygon: return "MultiPolygon"
        case .collection: return "GeometryCollection"
        case .circularString: return "CircularString"
        case .compoundCurve: return "CompoundCurve"
        case .curvePolygon: return "CurvePolygon"
        case .multiCurve: return "MultiCurve"
        case .multiSurface: return "MultiSurface"
        case .curve: return "Curve"
        case .surface: return "Surface"
        case .polyhedralSurface: return "PolyhedralSurface"
        case .tin: return "TIN"
        case .triangle: return "Triangle"
        }
    }
}
