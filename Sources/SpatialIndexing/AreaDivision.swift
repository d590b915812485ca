import CIndexKernels
import SimpleFeatures

/// The sides of areas that lie in a cell of an ``AreaIndex``.
struct AreaCellContents {
    /// Sides that follow each other.
    struct Run {
        /// The vertex at which the first begins.
        var first: UInt32
        var count: UInt32

        var sides: Range<Int> { Int(first)..<Int(first) + Int(count) }
    }

    /// The sides of one area.
    struct Group {
        let area: UInt32
        /// Whether the cell's north-eastern corner lies in the area.
        let holdsCorner: Bool
        let runs: Range<Int>
    }

    /// In ascending order of their areas, each area once.
    var groups: [Group] = []
    var runs: [Run] = []

    var sideCount: Int { runs.reduce(0) { $0 + Int($1.count) } }
}

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

    /// The longitude at which a column ends.
    func east(ofColumn column: Int) -> Double { Double(firstColumn + column + 1) / columnScale }

    /// The latitude at which a row ends.
    func north(ofRow row: Int) -> Double { Double(firstRow + row + 1) / rowScale }
}

/// The sides of several areas, distributed over the cells of a frame.
struct AreaDivision {
    private struct Piece {
        var run: AreaCellContents.Run
        /// The piece of the same area that came into the same cell before; -1 for none.
        let previous: Int32
    }

    private struct Part {
        let cell: UInt32
        let area: UInt32
        let holdsCorner: Bool
        let lastPiece: Int32
    }

    private let frame: AreaFrame
    private var pieces: [Piece] = []
    private var parts: [Part] = []
    /// The last piece that came into each cell, and which area it was of.
    private var lastPieces: [Int32]
    private var lastAreas: [UInt32]
    /// The areas that cover cells in which they have no side, in ascending order.
    private(set) var covers: [(cell: UInt32, area: UInt32)] = []
    /// How many places the sides have taken.
    private(set) var placedSideCount = 0
    /// The columns and rows in which the area at hand has sides.
    private var columns = 0...0
    private var rows = 0...0

    init(_ frame: AreaFrame) {
        self.frame = frame
        lastPieces = [Int32](repeating: -1, count: frame.cellCount)
        lastAreas = [UInt32](repeating: .max, count: frame.cellCount)
    }

    /// Adds an area; areas come in ascending order.
    mutating func distribute(
        _ group: AreaCellContents.Group, of contents: AreaCellContents, _ vertices: [Double],
        isRoot: Bool
    ) {
        var (west, south, east, north) = (frame.columns - 1, frame.rows - 1, 0, 0)
        for run in contents.runs[group.runs] {
            var start = (
                column: frame.column(of: vertices[2 * Int(run.first)]),
                row: frame.row(of: vertices[2 * Int(run.first) + 1])
            )
            (west, east) = (min(west, start.column), max(east, start.column))
            (south, north) = (min(south, start.row), max(north, start.row))
            for side in run.sides {
                let end = (
                    column: frame.column(of: vertices[2 * side + 2]),
                    row: frame.row(of: vertices[2 * side + 3])
                )
                if start == end {
                    place(side, group.area, column: start.column, row: start.row)
                } else {
                    (west, east) = (min(west, end.column), max(east, end.column))
                    (south, north) = (min(south, end.row), max(north, end.row))
                    walk(side, group.area, start, end, vertices)
                }
                start = end
            }
        }
        if isRoot {
            (columns, rows) = (west...east, south...north)
        } else {
            (columns, rows) = (0...frame.columns - 1, 0...frame.rows - 1)
        }
        sweep(group, vertices, isRoot: isRoot)
    }

    /// Puts a side into every cell that it may touch.
    private mutating func walk(
        _ side: Int, _ area: UInt32, _ start: (column: Int, row: Int),
        _ end: (column: Int, row: Int), _ vertices: [Double]
    ) {
        let columns = min(start.column, end.column)...max(start.column, end.column)
        let rows = min(start.row, end.row)...max(start.row, end.row)
        guard columns.count > 1, rows.count > 1 else {
            for row in rows {
                for column in columns { place(side, area, column: column, row: row) }
            }
            return
        }
        let (x, y) = (vertices[2 * side], vertices[2 * side + 1])
        let (endX, endY) = (vertices[2 * side + 2], vertices[2 * side + 3])
        let slope = (endX - x) / (endY - y)
        // Each operation errs by half a unit in the last place of at most 360 degrees, all
        // together by less than this; a cell too many does no harm.
        let margin = 1e-12
        for row in rows {
            let from = max(frame.north(ofRow: row - 1) - margin, min(y, endY))
            let to = min(frame.north(ofRow: row) + margin, max(y, endY))
            let (one, other) = (x + (from - y) * slope, x + (to - y) * slope)
            let first = max(
                frame.column(of: min(one, other) - margin), columns.lowerBound)
            let last = min(frame.column(of: max(one, other) + margin), columns.upperBound)
            for column in min(first, last)...max(first, last) {
                place(side, area, column: column, row: row)
            }
        }
    }

    private mutating func place(_ side: Int, _ area: UInt32, column: Int, row: Int) {
        let cell = row * frame.columns + column
        placedSideCount += 1
        var previous: Int32 = -1
        if lastAreas[cell] == area {
            previous = lastPieces[cell]
            let run = pieces[Int(previous)].run
            if run.sides.upperBound == side {
                pieces[Int(previous)].run.count += 1
                return
            }
        }
        lastAreas[cell] = area
        lastPieces[cell] = Int32(pieces.count)
        pieces.append(
            Piece(run: AreaCellContents.Run(first: UInt32(side), count: 1), previous: previous))
    }

    /// Finds out which corners lie in the area, from the east to the west and from the north to the
    /// south, and which cells without sides do.
    private mutating func sweep(
        _ group: AreaCellContents.Group, _ vertices: [Double], isRoot: Bool
    ) {
        let area = group.area
        // Beyond the last column and row there is nothing of an area whose sides are all here.
        var isEasternCornerInside = !isRoot && group.holdsCorner
        for row in rows.reversed() {
            let north = frame.north(ofRow: row)
            var isInside = isEasternCornerInside
            for column in columns.reversed() {
                let cell = row * frame.columns + column
                guard lastAreas[cell] == area else {
                    if isInside { covers.append((UInt32(cell), area)) }
                    continue
                }
                parts.append(
                    Part(
                        cell: UInt32(cell), area: area, holdsCorner: isInside,
                        lastPiece: lastPieces[cell]))
                guard column > columns.lowerBound else { continue }
                let (west, east) = (frame.east(ofColumn: column - 1), frame.east(ofColumn: column))
                forEachRun(from: lastPieces[cell]) { run in
                    let crosses = unsafe apacheta_crosses_parallel(
                        vertices, UInt64(run.first), UInt64(run.count), north, west, east)
                    if crosses != 0 { isInside.toggle() }
                }
            }
            guard !isRoot, row > rows.lowerBound else { continue }
            let corner = row * frame.columns + columns.upperBound
            guard lastAreas[corner] == area else { continue }
            forEachRun(from: lastPieces[corner]) { run in
                let crosses = unsafe apacheta_crosses_meridian(
                    vertices, UInt64(run.first), UInt64(run.count),
                    frame.east(ofColumn: columns.upperBound), frame.north(ofRow: row - 1), north)
                if crosses != 0 { isEasternCornerInside.toggle() }
            }
        }
    }

    private func forEachRun(from last: Int32, _ body: (AreaCellContents.Run) -> Void) {
        var place = last
        while place >= 0 {
            body(pieces[Int(place)].run)
            place = pieces[Int(place)].previous
        }
    }

    /// Hands out each cell that has sides, with the numbers of the parts in it, an area each.
    func forEachCell(_ body: (_ cell: Int, _ parts: ArraySlice<UInt32>) -> Void) {
        CellOrder(parts.lazy.map { Int($0.cell) }, cellCount: frame.cellCount).forEachCell(body)
    }

    /// How many sides some parts have.
    func sideCount(of numbers: ArraySlice<UInt32>) -> Int {
        var count = 0
        for number in numbers {
            forEachRun(from: parts[Int(number)].lastPiece) { count += Int($0.count) }
        }
        return count
    }

    /// The parts of a cell, to be divided again.
    func contents(of numbers: ArraySlice<UInt32>) -> AreaCellContents {
        var contents = AreaCellContents()
        contents.groups.reserveCapacity(numbers.count)
        for number in numbers {
            let part = parts[Int(number)]
            let first = contents.runs.count
            forEachRun(from: part.lastPiece) { contents.runs.append($0) }
            contents.groups.append(
                AreaCellContents.Group(
                    area: part.area, holdsCorner: part.holdsCorner,
                    runs: first..<contents.runs.count))
        }
        return contents
    }

    /// Writes the parts of a cell as `apacheta_area_cell` says.
    func appendLeaf(of numbers: ArraySlice<UInt32>, to words: inout [UInt32]) {
        words.append(UInt32(numbers.count))
        for number in numbers {
            let part = parts[Int(number)]
            words.append(part.area << 1 | (part.holdsCorner ? 1 : 0))
            let countPlace = words.count
            words.append(0)
            forEachRun(from: part.lastPiece) { run in
                words.append(run.first)
                words.append(run.count)
            }
            words[countPlace] = UInt32((words.count - countPlace - 1) / 2)
        }
    }
}
