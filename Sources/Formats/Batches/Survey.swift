public import SimpleFeatures

/// What is known of a layer before its first feature is written: the columns, and what they hold.
///
/// Formats whose head lists the columns with their types need it; it is made by going once through
/// the features (``observe(_:)``).
public struct Survey: Sendable {
    /// One column.
    public struct Column: Sendable {
        public let name: String
        /// What all its values are, null apart; a text where they are of several kinds. Where all are
        /// null it is what the file declared, and a text where it declared nothing.
        public var type: Schema.FieldType { kinds.isEmpty ? declared ?? .text : kinds.type }
        /// The whole numbers in it; `nil` when there is none.
        public fileprivate(set) var integers: ClosedRange<Int>?
        /// The kinds of values in it, null apart.
        fileprivate(set) var kinds = ColumnKinds()
        fileprivate var declared: Schema.FieldType?
    }

    /// The columns, in the order in which they first appear.
    public private(set) var columns: [Column] = []
    /// How many features there are.
    public private(set) var featureCount = 0
    /// How many of them have an identifier.
    public private(set) var identifierCount = 0
    /// The kinds of shapes that there are, as GeoJSON names them.
    public private(set) var geometryKinds: Set<String> = []
    /// The box around all shapes; `nil` when there is none.
    public private(set) var envelope: Envelope?
    /// The styles of the events that there are.
    private(set) var styles = EventStyleSet()
    /// The column whose values choose the style.
    let styleProperty: String
    private var longitudeColumn = -1
    private var latitudeColumn = -1
    private var hasOtherPositions = false

    /// - Parameter styleProperty: The column whose values choose the style of a feature, for formats
    ///   whose head lists the styles.
    public init(styleProperty: String = "event_type") { self.styleProperty = styleProperty }

    /// Whether columns `longitude` and `latitude` give the position of every point, to the seventh
    /// decimal, and are null where there is none, so that a table needs no others for them.
    public var columnsRepeatPositions: Bool {
        longitudeColumn >= 0 && latitudeColumn >= 0 && !hasOtherPositions
    }

    /// The columns as a schema.
    public var schema: Schema {
        Schema(fields: columns.map { Schema.Field(name: $0.name, type: $0.type) })
    }

    /// What the head of a file takes of a survey: two surveys with equal heads make equal ones.
    public struct Head: Equatable, Sendable {
        fileprivate struct Column: Equatable, Sendable {
            let name: String
            let type: Schema.FieldType
            let isWide: Bool
        }

        fileprivate let columns: [Column]
        fileprivate let geometryKinds: Set<String>
        fileprivate let needsIdentifierColumn: Bool
    }

    /// What a file whose bytes come after all features takes of the survey so far.
    public var head: Head {
        Head(
            columns: columns.map { column in
                let range = column.integers ?? 0...0
                let isWide =
                    Int32(exactly: range.lowerBound) == nil
                    || Int32(exactly: range.upperBound) == nil
                return Head.Column(name: column.name, type: column.type, isWide: isWide)
            }, geometryKinds: geometryKinds, needsIdentifierColumn: needsIdentifierColumn)
    }

    /// Whether features have identifiers that no column repeats, so that a format without
    /// identifiers gets a column `id` in front.
    public var needsIdentifierColumn: Bool {
        identifierCount > 0 && !columns.contains { $0.name == "id" }
    }

    /// Takes the columns that a file lists in its head, which its features may leave out.
    ///
    /// To be called behind the last ``observe(_:)``; in front of the first only for batches that begin
    /// with these columns.
    public mutating func declare(_ schema: Schema) {
        var places = Dictionary(
            columns.enumerated().map { ($0.element.name, $0.offset) },
            uniquingKeysWith: { first, _ in first })
        for field in schema.fields {
            let place = places[field.name] ?? columns.count
            if place == columns.count {
                columns.append(Column(name: field.name))
                places[field.name] = place
            }
            columns[place].declared = field.type
        }
    }

    /// Looks at the features of a batch.
    ///
    /// - Parameter batch: The columns of a later batch begin with those of an earlier one.
    /// - Complexity: O(*n*), *n* the number of cells and positions.
    public mutating func observe(_ batch: borrowing FeatureBatch) {
        for name in batch.columnNames.dropFirst(columns.count) {
            if name == "longitude" { longitudeColumn = columns.count }
            if name == "latitude" { latitudeColumn = columns.count }
            columns.append(Column(name: name))
        }
        featureCount += batch.count
        var west = Double.infinity
        var south = Double.infinity
        var east = -Double.infinity
        var north = -Double.infinity
        var hasPoints = false
        for row in 0..<batch.count {
            if batch.identifier(of: row) != nil { identifierCount += 1 }
            switch batch.shape(of: row) {
            case .none: break
            case .point(let position):
                hasPoints = true
                west = min(west, position.longitude)
                south = min(south, position.latitude)
                east = max(east, position.longitude)
                north = max(north, position.latitude)
            case .other(let geometry):
                geometryKinds.insert(geometry.kindName)
                if let box = geometry.envelope {
                    west = min(west, box.west)
                    south = min(south, box.south)
                    east = max(east, box.east)
                    north = max(north, box.north)
                }
            }
            for place in batch.cellRange(of: row) {
                let cell = batch.cells[place]
                columns[Int(cell.column)].observe(cell)
            }
            if !hasOtherPositions { hasOtherPositions = !repeatsPosition(row, of: batch) }
        }
        observeStyles(of: batch)
        if hasPoints { geometryKinds.insert("Point") }
        guard west <= east else { return }
        envelope = Envelope(
            uncheckedWest: min(west, envelope?.west ?? west),
            south: min(south, envelope?.south ?? south),
            east: max(east, envelope?.east ?? east), north: max(north, envelope?.north ?? north))
    }

    private mutating func observeStyles(of batch: borrowing FeatureBatch) {
        guard let column = batch.place(ofColumn: styleProperty) else {
            if batch.count > 0 { styles.insert(EventStyle.otherPlace) }
            return
        }
        for row in 0..<batch.count {
            styles.insert(EventStyle.place(for: batch.cell(of: row, inColumn: column)))
        }
    }

    /// Whether the columns of positions give that of a row.
    private func repeatsPosition(_ row: Int, of batch: borrowing FeatureBatch) -> Bool {
        func number(_ column: Int) -> Double? {
            guard column >= 0,
                let cell = batch.cell(of: row, inColumn: column, expecting: column)
            else { return nil }
            switch cell.kind {
            case .integer: return Double(cell.integer)
            case .real: return cell.real
            case .null: return nil
            case .boolean, .text, .json: return .nan
            }
        }
        let longitude = number(longitudeColumn)
        let latitude = number(latitudeColumn)
        guard case .point(let position) = batch.shape(of: row) else {
            return longitude == nil && latitude == nil
        }
        guard let longitude, let latitude else { return false }
        let nearly = 5.000_001e-8
        return (longitude - position.longitude).magnitude <= nearly
            && (latitude - position.latitude).magnitude <= nearly
    }
}

extension Survey.Column {
    init(name: String) { self.name = name }

    fileprivate mutating func observe(_ cell: Cell) {
        switch cell.kind {
        case .null: return
        case .integer:
            kinds.formUnion(.integer)
            let number = cell.integer
            guard let integers else {
                self.integers = number...number
                return
            }
            if number < integers.lowerBound {
                self.integers = number...integers.upperBound
            } else if number > integers.upperBound {
                self.integers = integers.lowerBound...number
            }
        case .boolean: kinds.formUnion(.boolean)
        case .real: kinds.formUnion(.real)
        case .text: observe(cell.text)
        case .json:
            unsafe kinds.formUnion(cell.text.bytes.first == UInt8(ascii: "[") ? .list : .object)
        }
    }

    private mutating func observe(_ text: BatchText) {
        // Once a column has texts of no date it has no need to look at others.
        if kinds.contains(.text) { return }
        if unsafe WrittenTime.isDay(text.bytes) {
            kinds.formUnion(.day)
        } else {
            unsafe kinds.formUnion(WrittenTime.isDateTime(text.bytes) ? .dateTime : .text)
        }
    }
}

/// The kinds of values that a column holds.
struct ColumnKinds: OptionSet, Hashable, Sendable {
    let rawValue: UInt8

    static let boolean = ColumnKinds(rawValue: 1)
    static let integer = ColumnKinds(rawValue: 2)
    static let real = ColumnKinds(rawValue: 4)
    static let text = ColumnKinds(rawValue: 8)
    static let day = ColumnKinds(rawValue: 16)
    static let dateTime = ColumnKinds(rawValue: 32)
    static let list = ColumnKinds(rawValue: 64)
    static let object = ColumnKinds(rawValue: 128)

    /// The type that holds them all: integers among reals are real, other mixtures text.
    var type: Schema.FieldType {
        switch self {
        case .boolean: return .boolean
        case .integer: return .integer
        case .real, [.integer, .real]: return .real
        case .day: return .day
        case .dateTime: return .dateTime
        case .list: return .list
        case .object: return .object
        default: return .text
        }
    }

    /// Kinds whose values are texts in any format that types its columns.
    static let texts: ColumnKinds = [.text, .day, .dateTime]
    /// Kinds whose values are JSON where a format has texts alone for them.
    static let json: ColumnKinds = [.list, .object]
}
