import CIndexKernels
import SimpleFeatures

/// The sides of areas that lie in a cell of an ``AreaIndex``.
struct AreaCellContents {
    /// The sides of one area.
    struct Group {
        let area: UInt32
        /// Whether the cell's north-eastern corner lies in the area; not known of a whole one.
        let holdsCorner: Bool
        /// Whether the area is looked at with all its sides, wherever they lie.
        let isWhole: Bool
        /// Its sides in the cell; none of a whole area.
        let runs: Range<Int>
    }

    /// In ascending order of their areas, each area once.
    var groups: [Group] = []
    var runs: [AreaOutlines.Run] = []
}

/// Areas and their sides, distributed over the cells of a frame.
///
/// A small area is put whole into the cells that its box meets, as long as these are few: to look at
/// a handful of sides costs less than to divide them, and much less memory.
struct AreaDivision {
    private struct Piece {
        var run: AreaOutlines.Run
        /// The piece of the same area that came into the same cell before; -1 for none.
        let previous: Int32
    }

    /// An area in a cell.
    struct Part {
        let cell: UInt32
        let area: UInt32
        let holdsCorner: Bool
        let isWhole: Bool
        fileprivate let lastPiece: Int32
    }

    /// In how many cells an area is put whole, at most.
    private static let cellsOfWhole = 16

    private(set) var frame: AreaFrame
    private var pieces: [Piece] = []
    private(set) var parts: [Part] = []
    /// The last piece that came into each cell.
    private var lastPieces: [Int32] = []
    /// The first piece of the area at hand: a cell has sides of it when its last piece is no older.
    private var firstPiece = 0
    /// The areas that cover cells in which they have no side, in ascending order.
    private(set) var covers: [(cell: UInt32, area: UInt32)] = []
    /// How many places the sides have taken, and the areas that are put whole.
    private(set) var placedCount = 0
    /// The columns and rows in which the area at hand has sides.
    private var columns = 0...0
    private var rows = 0...0

    /// - Parameter sideCount: For about how many sides there is to be memory.
    init(expecting sideCount: Int = 0) {
        frame = AreaFrame(.world, columnBits: -9, rowBits: -9)
        pieces.reserveCapacity(sideCount)
        parts.reserveCapacity(sideCount)
        covers.reserveCapacity(sideCount)
    }

    /// Begins anew with the memory that there is.
    mutating func begin(_ frame: AreaFrame) {
        self.frame = frame
        pieces.removeAll(keepingCapacity: true)
        parts.removeAll(keepingCapacity: true)
        covers.removeAll(keepingCapacity: true)
        lastPieces.removeAll(keepingCapacity: true)
        lastPieces.append(contentsOf: repeatElement(-1, count: frame.cellCount))
        placedCount = 0
    }

    /// Adds an area; areas come in ascending order.
    ///
    /// - Parameter isRoot: Whether no area reaches beyond the frame.
    mutating func distribute(
        _ group: AreaCellContents.Group, of contents: AreaCellContents, _ outlines: AreaOutlines,
        isRoot: Bool
    ) {
        let outline = outlines.outlines[Int(group.area)]
        if group.isWhole, placeWhole(group.area, outline.box, isRoot: isRoot) { return }
        firstPiece = pieces.count
        var span = (west: frame.columns - 1, south: frame.rows - 1, east: 0, north: 0)
        var holdsCorner = group.holdsCorner
        if group.isWhole {
            if !isRoot { holdsCorner = self.holdsCorner(outlines.runs[outline.runs], outlines) }
            for run in outlines.runs[outline.runs] {
                if isRoot {
                    distribute(run, of: group.area, outlines.vertices, &span)
                    continue
                }
                for side in run.sides where isHere(side, outlines.vertices) {
                    let one = AreaOutlines.Run(first: UInt32(side), count: 1)
                    distribute(one, of: group.area, outlines.vertices, &span)
                }
            }
        } else {
            for run in contents.runs[group.runs] {
                distribute(run, of: group.area, outlines.vertices, &span)
            }
        }
        if isRoot {
            (columns, rows) = (span.west...span.east, span.south...span.north)
        } else {
            (columns, rows) = (0...frame.columns - 1, 0...frame.rows - 1)
        }
        sweep(group.area, holdsCorner: holdsCorner, outlines.vertices, isRoot: isRoot)
    }

    // MARK: Whole areas

    /// Puts an area whole into the cells that its box meets.
    ///
    /// - Returns: `false` where they are many, or all that there are: then nothing is won by it.
    private mutating func placeWhole(
        _ area: UInt32, _ box: SIMD4<Float>, isRoot: Bool
    ) -> Bool {
        let columns = frame.columns(from: Double(box[0]), to: Double(box[2]))
        let rows = frame.rows(from: Double(box[1]), to: Double(box[3]))
        let count = columns.count * rows.count
        guard count <= AreaDivision.cellsOfWhole, isRoot || count < frame.cellCount else {
            return false
        }
        placedCount += count
        for row in rows {
            for column in columns {
                parts.append(
                    Part(
                        cell: UInt32(row * frame.columns + column), area: area,
                        holdsCorner: false, isWhole: true, lastPiece: -1))
            }
        }
        return true
    }

    /// Whether the frame's north-eastern corner lies in an area with these sides.
    private func holdsCorner(
        _ runs: ArraySlice<AreaOutlines.Run>, _ outlines: AreaOutlines
    ) -> Bool {
        var isInside = false
        for run in runs {
            // East of all longitudes nothing is inside.
            let crosses = unsafe apacheta_crosses_parallel(
                outlines.vertices, UInt64(run.first), UInt64(run.count), frame.north, frame.east,
                1000)
            if crosses != 0 { isInside.toggle() }
        }
        return isInside
    }

    /// Whether the ends of a side embrace a cell of the frame.
    private func isHere(_ side: Int, _ vertices: [Double]) -> Bool {
        let (x, y) = (vertices[2 * side], vertices[2 * side + 1])
        let (endX, endY) = (vertices[2 * side + 2], vertices[2 * side + 3])
        return !frame.columns(from: min(x, endX), to: max(x, endX)).isEmpty
            && !frame.rows(from: min(y, endY), to: max(y, endY)).isEmpty
    }

    // MARK: Sides

    private mutating func distribute(
        _ run: AreaOutlines.Run, of area: UInt32, _ vertices: [Double],
        _ span: inout (west: Int, south: Int, east: Int, north: Int)
    ) {
        var start = (
            column: frame.column(of: vertices[2 * Int(run.first)]),
            row: frame.row(of: vertices[2 * Int(run.first) + 1])
        )
        (span.west, span.east) = (min(span.west, start.column), max(span.east, start.column))
        (span.south, span.north) = (min(span.south, start.row), max(span.north, start.row))
        for side in run.sides {
            let end = (
                column: frame.column(of: vertices[2 * side + 2]),
                row: frame.row(of: vertices[2 * side + 3])
            )
            if start == end {
                place(side, column: start.column, row: start.row)
            } else {
                (span.west, span.east) = (min(span.west, end.column), max(span.east, end.column))
                (span.south, span.north) = (min(span.south, end.row), max(span.north, end.row))
                walk(side, start, end, vertices)
            }
            start = end
        }
    }

    /// Puts a side into every cell that it may touch.
    private mutating func walk(
        _ side: Int, _ start: (column: Int, row: Int), _ end: (column: Int, row: Int),
        _ vertices: [Double]
    ) {
        let columns = min(start.column, end.column)...max(start.column, end.column)
        let rows = min(start.row, end.row)...max(start.row, end.row)
        guard columns.count > 1, rows.count > 1 else {
            for row in rows {
                for column in columns { place(side, column: column, row: row) }
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
                place(side, column: column, row: row)
            }
        }
    }

    @inline(__always)
    private mutating func place(_ side: Int, column: Int, row: Int) {
        let cell = row * frame.columns + column
        placedCount += 1
        let last = Int(lastPieces[cell])
        var previous: Int32 = -1
        if last >= firstPiece {
            previous = Int32(truncatingIfNeeded: last)
            if pieces[last].run.sides.upperBound == side {
                pieces[last].run.count += 1
                return
            }
        }
        lastPieces[cell] = Int32(truncatingIfNeeded: pieces.count)
        pieces.append(
            Piece(run: AreaOutlines.Run(first: UInt32(side), count: 1), previous: previous))
    }

    /// Finds out which corners lie in the area, from the east to the west and from the north to the
    /// south, and which cells without sides do.
    private mutating func sweep(
        _ area: UInt32, holdsCorner: Bool, _ vertices: [Double], isRoot: Bool
    ) {
        // Beyond the last column and row there is nothing of an area whose sides are all here.
        var isEasternCornerInside = !isRoot && holdsCorner
        for row in rows.reversed() {
            let north = frame.north(ofRow: row)
            var isInside = isEasternCornerInside
            for column in columns.reversed() {
                let cell = row * frame.columns + column
                let last = lastPieces[cell]
                guard Int(last) >= firstPiece else {
                    if isInside { covers.append((UInt32(cell), area)) }
                    continue
                }
                parts.append(
                    Part(
                        cell: UInt32(cell), area: area, holdsCorner: isInside, isWhole: false,
                        lastPiece: last))
                guard column > columns.lowerBound else { continue }
                let (west, east) = (frame.east(ofColumn: column - 1), frame.east(ofColumn: column))
                var place = last
                while place >= 0 {
                    let piece = pieces[Int(place)]
                    let crosses = unsafe apacheta_crosses_parallel(
                        vertices, UInt64(piece.run.first), UInt64(piece.run.count), north, west,
                        east)
                    if crosses != 0 { isInside.toggle() }
                    place = piece.previous
                }
            }
            guard !isRoot, row > rows.lowerBound else { continue }
            var place = lastPieces[row * frame.columns + columns.upperBound]
            guard Int(place) >= firstPiece else { continue }
            while place >= 0 {
                let piece = pieces[Int(place)]
                let crosses = unsafe apacheta_crosses_meridian(
                    vertices, UInt64(piece.run.first), UInt64(piece.run.count),
                    frame.east(ofColumn: columns.upperBound), frame.north(ofRow: row - 1), north)
                if crosses != 0 { isEasternCornerInside.toggle() }
                place = piece.previous
            }
        }
    }

    // MARK: Cells

    /// How much there is to look at in some parts: sides, and areas that are whole.
    func weight(of numbers: ArraySlice<UInt32>) -> (all: Int, dividedAreas: Int) {
        var (all, dividedAreas) = (0, 0)
        for number in numbers {
            let part = parts[Int(number)]
            if part.isWhole {
                all += 1
                continue
            }
            dividedAreas += 1
            var place = part.lastPiece
            while place >= 0 {
                all += Int(pieces[Int(place)].run.count)
                place = pieces[Int(place)].previous
            }
        }
        return (all, dividedAreas)
    }

    /// The parts of a cell, to be divided again.
    func contents(of numbers: ArraySlice<UInt32>) -> AreaCellContents {
        var contents = AreaCellContents()
        contents.groups.reserveCapacity(numbers.count)
        for number in numbers {
            let part = parts[Int(number)]
            let first = contents.runs.count
            var place = part.lastPiece
            while place >= 0 {
                contents.runs.append(pieces[Int(place)].run)
                place = pieces[Int(place)].previous
            }
            contents.groups.append(
                AreaCellContents.Group(
                    area: part.area, holdsCorner: part.holdsCorner, isWhole: part.isWhole,
                    runs: first..<contents.runs.count))
        }
        return contents
    }

    /// Writes the parts of a cell as `apacheta_area_cell` says.
    func appendLeaf(
        of numbers: ArraySlice<UInt32>, _ outlines: AreaOutlines, to words: inout [UInt32]
    ) {
        words.append(UInt32(numbers.count))
        for number in numbers {
            let part = parts[Int(number)]
            if part.isWhole {
                let outline = outlines.outlines[Int(part.area)]
                words.append(1 << 31 | part.area << 1)
                words.append(UInt32(outline.runs.count))
                for place in 0..<4 { words.append(outline.box[place].bitPattern) }
                for run in outlines.runs[outline.runs] {
                    words.append(run.first)
                    words.append(run.count)
                }
                continue
            }
            words.append(part.area << 1 | (part.holdsCorner ? 1 : 0))
            let countPlace = words.count
            words.append(0)
            var place = part.lastPiece
            while place >= 0 {
                let run = pieces[Int(place)].run
                words.append(run.first)
                words.append(run.count)
                place = pieces[Int(place)].previous
            }
            words[countPlace] = UInt32((words.count - countPlace - 1) / 2)
        }
    }
}
