import FileMapping
package import SimpleFeatures

/// A window of features in flat memory: what a reader fills and a writer empties.
///
/// A feature is a row with an identifier, a shape and cells, each the value of one column, in the
/// order in which the file has them. Nothing is allocated for a feature that is a point: texts lie in
/// the file that was read, or in memory of the batch that is used again for the next window.
/// ``feature(at:)`` makes a value of its own of a row.
///
/// Columns stay when the batch is emptied: a reader uses one batch for a whole layer.
public struct FeatureBatch: ~Copyable {
    /// How many features a window has, unless their texts and shapes are long.
    static let rowLimit = 4096
    /// How much memory a window takes before it counts as full.
    static let byteLimit = 4 << 20
    /// How many columns a layer can have.
    static let columnLimit = 65_535

    /// The shape of a row.
    package enum Shape {
        /// Its place is not known.
        case none
        case point(Coordinate)
        /// A shape other than a point.
        case other(Geometry)
    }

    /// The names of the columns, in the order in which they first appeared.
    public private(set) var columnNames: [String] = []
    private var columnPlaces: [String: Int] = [:]

    /// The values of all rows.
    package private(set) var cells: [Cell] = []
    private var rows: [Row] = []
    private var shapes: [Geometry] = []
    private var shapeBytes = 0
    let texts = TextArena()
    private var openCell = 0
    private var file: MappedFile?

    /// An empty batch.
    public init() {}

    /// How many features there are.
    public var count: Int { rows.count }

    /// Whether a reader should stop here and let the window be emptied.
    var isFull: Bool {
        rows.count >= FeatureBatch.rowLimit
            || texts.byteCount + shapeBytes + cells.count * MemoryLayout<Cell>.stride
                >= FeatureBatch.byteLimit
    }

    // MARK: Filling

    /// Forgets the features and keeps the columns.
    public mutating func removeAll() {
        cells.removeAll(keepingCapacity: true)
        rows.removeAll(keepingCapacity: true)
        shapes.removeAll(keepingCapacity: true)
        shapeBytes = 0
        openCell = 0
        texts.removeAll()
    }

    /// Takes the columns of the batch that was read before, so that both number them alike.
    ///
    /// - Parameter other: Its columns begin with those of this one.
    public mutating func adoptColumns(of other: borrowing FeatureBatch) {
        for name in other.columnNames.dropFirst(columnNames.count) { _ = column(named: name) }
    }

    /// Keeps the file in which texts of the rows lie.
    mutating func retain(_ file: MappedFile) { self.file = file }

    /// The column of a name, which is added where there is none.
    ///
    /// - Returns: Its place in ``columnNames``; `nil` where there are too many columns already.
    mutating func column(named name: String) -> Int? {
        if let place = columnPlaces[name] { return place }
        guard columnNames.count < FeatureBatch.columnLimit else { return nil }
        columnPlaces[name] = columnNames.count
        columnNames.append(name)
        return columnNames.count - 1
    }

    /// Adds a value to the feature that is being read.
    @inline(__always)
    mutating func append(_ cell: Cell) { cells.append(cell) }

    /// Adds values to the feature that is being read.
    @inline(__always)
    mutating func append(_ cells: UnsafeBufferPointer<Cell>) {
        unsafe self.cells.append(contentsOf: cells)
    }

    /// How many cells the feature that is being read has so far.
    var openCellCount: Int { cells.count - openCell }

    /// Adds values to the feature that is being read, and lets them be changed where they stand.
    ///
    /// - Parameters:
    ///   - cells: The values.
    ///   - body: Gets them as they stand in the batch.
    /// - Returns: What the body returns.
    @inline(__always)
    mutating func append<Answer>(
        _ cells: UnsafeBufferPointer<Cell>,
        changing body: (UnsafeMutableBufferPointer<Cell>) -> Answer
    ) -> Answer {
        let first = self.cells.count
        if cells.count > 0 { unsafe self.cells.append(contentsOf: cells) }
        return unsafe self.cells.withUnsafeMutableBufferPointer { all in
            unsafe body(UnsafeMutableBufferPointer(rebasing: all[first...]))
        }
    }

    /// The cells of the feature that is being read.
    var openCells: ArraySlice<Cell> { cells[openCell...] }

    /// Changes a cell of the feature that is being read, counted from 0.
    mutating func replaceOpenCell(_ index: Int, by cell: Cell) { cells[openCell + index] = cell }

    /// Ends the feature that is being read: its cells are those added since the last.
    @inline(__always)
    mutating func endFeature(identifier: BatchText?, shape: Shape) {
        var row = Row(cells: (openCell, cells.count))
        openCell = cells.count
        if let identifier {
            unsafe row.identifierStart = UInt(bitPattern: identifier.bytes.baseAddress)
            row.identifierCount = Int32(truncatingIfNeeded: identifier.count)
        }
        switch shape {
        case .none: break
        case .point(let position):
            row.shape = Row.point
            row.longitude = position.longitude
            row.latitude = position.latitude
        case .other(let geometry):
            row.shape = Int32(shapes.count)
            shapes.append(geometry)
            shapeBytes += 16 * geometry.positionCount + 64
        }
        rows.append(row)
    }

    /// Gives up the feature that is being read.
    mutating func dropOpenFeature() {
        cells.removeLast(cells.count - openCell)
    }

    /// Keeps the features that pass.
    ///
    /// - Parameter passes: Asked with the place of each row, in order.
    public mutating func keep(
        where passes: (_ batch: borrowing FeatureBatch, _ row: Int) throws -> Bool
    )
        rethrows
    {
        var kept = 0
        for index in rows.indices where try passes(self, index) {
            rows[kept] = rows[index]
            kept += 1
        }
        rows.removeLast(rows.count - kept)
    }

    // MARK: Emptying

    /// The identifier of a row; `nil` when it has none.
    @inline(__always)
    package func identifier(of row: Int) -> BatchText? {
        let row = rows[row]
        guard row.identifierCount >= 0 else { return nil }
        return unsafe BatchText(
            UnsafeRawBufferPointer(
                start: UnsafeRawPointer(bitPattern: row.identifierStart),
                count: Int(row.identifierCount)))
    }

    /// The shape of a row.
    @inline(__always)
    package func shape(of row: Int) -> Shape {
        let row = rows[row]
        switch row.shape {
        case Row.point:
            return .point(
                Coordinate(uncheckedLongitude: row.longitude, latitude: row.latitude))
        case Row.none: return .none
        default: return .other(shapes[Int(row.shape)])
        }
    }

    /// Where the values of a row stand in ``cells``.
    @inline(__always)
    package func cellRange(of row: Int) -> Range<Int> {
        let row = rows[row]
        return Int(row.firstCell)..<Int(row.endOfCells)
    }

    /// The cell that a row has in a column; `nil` when it has none.
    ///
    /// - Parameter expected: A guess, counted from the row's first cell.
    @inline(__always)
    package func cell(of row: Int, inColumn column: Int, expecting expected: Int = 0) -> Cell? {
        let range = cellRange(of: row)
        if expected < range.count, cells[range.lowerBound + expected].column == column {
            return cells[range.lowerBound + expected]
        }
        for place in range where cells[place].column == column { return cells[place] }
        return nil
    }

    /// The place of a column by its name; `nil` when no feature read so far has it.
    package func place(ofColumn name: String) -> Int? { columnPlaces[name] }
}

/// One feature of a batch, but for what is in its cells.
private struct Row: BitwiseCopyable {
    static let none: Int32 = -1
    static let point: Int32 = -2

    var longitude = 0.0
    var latitude = 0.0
    var identifierStart: UInt = 0
    /// -1 for no identifier.
    var identifierCount: Int32 = -1
    /// A number of a shape, or one of the above.
    var shape = Row.none
    var firstCell: Int32
    var endOfCells: Int32

    init(cells: (first: Int, end: Int)) {
        firstCell = Int32(truncatingIfNeeded: cells.first)
        endOfCells = Int32(truncatingIfNeeded: cells.end)
    }
}

/// A value of one column in one row of a batch.
@safe package struct Cell: BitwiseCopyable {
    /// What is in a cell.
    package enum Kind: UInt8, BitwiseCopyable {
        case null, boolean, integer, real, text
        /// A list or an object, as JSON without spaces.
        case json
    }

    /// The place of the column among the batch's.
    package let column: UInt16
    package let kind: Kind
    /// The bytes of a text.
    private let count: UInt32
    /// The value, or where a text stands.
    private let bits: UInt64

    private init(_ column: Int, _ kind: Kind, bits: UInt64, count: Int = 0) {
        self.column = UInt16(truncatingIfNeeded: column)
        self.kind = kind
        self.count = UInt32(truncatingIfNeeded: count)
        self.bits = bits
    }

    @inline(__always)
    static func null(_ column: Int) -> Cell { Cell(column, .null, bits: 0) }
    @inline(__always)
    static func boolean(_ truth: Bool, in column: Int) -> Cell {
        Cell(column, .boolean, bits: truth ? 1 : 0)
    }
    @inline(__always)
    static func integer(_ number: Int, in column: Int) -> Cell {
        Cell(column, .integer, bits: UInt64(bitPattern: Int64(number)))
    }
    /// A finite number.
    @inline(__always)
    static func real(_ number: Double, in column: Int) -> Cell {
        Cell(column, .real, bits: number.bitPattern)
    }
    /// A text of less than 4 GiB.
    @inline(__always)
    static func text(_ text: BatchText, in column: Int) -> Cell {
        unsafe Cell(
            column, .text, bits: UInt64(UInt(bitPattern: text.bytes.baseAddress)),
            count: text.count)
    }
    /// A list or an object of less than 4 GiB.
    @inline(__always)
    static func json(_ json: BatchText, in column: Int) -> Cell {
        unsafe Cell(
            column, .json, bits: UInt64(UInt(bitPattern: json.bytes.baseAddress)),
            count: json.count)
    }

    /// Whether a boolean is true.
    package var truth: Bool { bits != 0 }
    /// The value of an integer.
    @inline(__always)
    package var integer: Int { Int(Int64(bitPattern: bits)) }
    /// The value of a real.
    @inline(__always)
    package var real: Double { Double(bitPattern: bits) }
    /// The bytes of a text, or the JSON of a list or an object.
    @inline(__always)
    package var text: BatchText {
        unsafe BatchText(
            UnsafeRawBufferPointer(
                start: UnsafeRawPointer(bitPattern: UInt(bits)), count: Int(count)))
    }
    /// The same value in another column.
    func moved(to column: Int) -> Cell { Cell(column, kind, bits: bits, count: Int(count)) }
}
