import CIndexKernels
import SimpleFeatures

/// Columns and rows of cells whose sides are powers of two.
struct AreaFrame {
    let columnBits: Int
    let rowBits: Int
    let firstColumn: Int
    let firstRow: Int
    let columns: Int
    let rows: Int
    private let columnScale: Double
    private let rowScale: Double

    /// The cells that lie over a box.
    ///
    /// - Parameters:
    ///   - columnBits: How many columns a degree has, as a power of two; may be negative.
    ///   - rowBits: How many rows.
    init(_ box: Envelope, columnBits: Int, rowBits: Int) {
        let across = Double(powerOfTwo: columnBits)
        let up = Double(powerOfTwo: rowBits)
        let west = Int(apacheta_area_floor(box.west * across))
        let south = Int(apacheta_area_floor(box.south * up))
        self.init(
            columnBits: columnBits, rowBits: rowBits, firstColumn: west, firstRow: south,
            columns: Int(apacheta_area_floor(box.east * across)) - west + 1,
            rows: Int(apacheta_area_floor(box.north * up)) - south + 1)
    }

    private init(
        columnBits: Int, rowBits: Int, firstColumn: Int, firstRow: Int, columns: Int, rows: Int
    ) {
        self.columnBits = columnBits
        self.rowBits = rowBits
        self.firstColumn = firstColumn
        self.firstRow = firstRow
        self.columns = columns
        self.rows = rows
        columnScale = Double(powerOfTwo: columnBits)
        rowScale = Double(powerOfTwo: rowBits)
    }

    var cellCount: Int { columns * rows }

    /// The parts of a cell.
    func frame(ofCell cell: Int, bits: Int) -> AreaFrame {
        AreaFrame(
            columnBits: columnBits + bits, rowBits: rowBits + bits,
            firstColumn: (firstColumn + cell % columns) << bits,
            firstRow: (firstRow + cell / columns) << bits, columns: 1 << bits, rows: 1 << bits)
    }

    func grid(firstCell: UInt32) -> apacheta_area_grid {
        apacheta_area_grid(
            column_scale: columnScale, row_scale: rowScale, first_column: Int64(firstColumn),
            first_row: Int64(firstRow), columns: UInt32(columns), rows: UInt32(rows),
            first_cell: firstCell)
    }

    /// The column of a longitude; the first or last for one that lies outside.
    @inline(__always)
    func column(of longitude: Double) -> Int {
        min(max(Int(apacheta_area_floor(longitude * columnScale)) - firstColumn, 0), columns - 1)
    }

    /// The row of a latitude; the first or last for one that lies outside.
    @inline(__always)
    func row(of latitude: Double) -> Int {
        min(max(Int(apacheta_area_floor(latitude * rowScale)) - firstRow, 0), rows - 1)
    }

    /// The columns of some longitudes, those outside left out; empty where all are.
    @inline(__always)
    func columns(from west: Double, to east: Double) -> Range<Int> {
        let first = max(Int(apacheta_area_floor(west * columnScale)) - firstColumn, 0)
        let last = min(Int(apacheta_area_floor(east * columnScale)) - firstColumn, columns - 1)
        return first..<max(first, last + 1)
    }

    /// The rows of some latitudes, those outside left out; empty where all are.
    @inline(__always)
    func rows(from south: Double, to north: Double) -> Range<Int> {
        let first = max(Int(apacheta_area_floor(south * rowScale)) - firstRow, 0)
        let last = min(Int(apacheta_area_floor(north * rowScale)) - firstRow, rows - 1)
        return first..<max(first, last + 1)
    }

    /// The longitude at which the last column ends.
    var east: Double { east(ofColumn: columns - 1) }

    /// The latitude at which the last row ends.
    var north: Double { north(ofRow: rows - 1) }

    /// The longitude at which a column ends.
    func east(ofColumn column: Int) -> Double { Double(firstColumn + column + 1) / columnScale }

    /// The latitude at which a row ends.
    func north(ofRow row: Int) -> Double { Double(firstRow + row + 1) / rowScale }
}

extension Double {
    init(powerOfTwo bits: Int) { self = Double(sign: .plus, exponent: bits, significand: 1) }
}
