import CIndexKernels
import SimpleFeatures

/// Makes the tables of an ``AreaIndex``: a root grid over all areas, and finer ones where sides crowd.
///
/// Cells are bounded by whole multiples of powers of two, so the cell of a number is found without
/// rounding, and a side lies in no cell that its ends do not embrace. Whether the corner of a cell
/// lies in an area is known for one corner, and is carried from corner to corner along the edges of
/// the cells by counting the sides that cross them. Small areas stand in their cells undivided.
struct AreaIndexBuilder {
    /// Sides in a cell beyond which it is divided, if there is anything left to spend; a whole area
    /// counts as one.
    private static let sidesInLeaf = 16
    /// Bits of a degree below which no cell is divided: a tenth of a millimetre.
    private static let finestBits = 30

    let outlines: AreaOutlines
    private(set) var grids: [apacheta_area_grid] = []
    private(set) var cells: [apacheta_area_cell] = []
    /// Leaves and lists of areas; the first word is for neither, since 0 stands for none.
    private(set) var words: [UInt32] = [0]
    private(set) var poles: (south: UInt32, north: UInt32) = (0, 0)
    private var lists: [[UInt32]: UInt32] = [:]
    /// One for each level of grids, kept for their memory.
    private var divisions: [AreaDivision] = []
    /// How many more places of sides in cells there may be: many sides that meet would else be
    /// divided for ever.
    private var budget = 0

    /// Makes the grids and leaves.
    init(_ areas: [Geometry]) {
        outlines = AreaOutlines(areas)
        let reaching = outlines.reaching
        if !reaching.south.isEmpty { poles.south = place(of: reaching.south) }
        if !reaching.north.isEmpty { poles.north = place(of: reaching.north) }
        guard let envelope = outlines.envelope else {
            cells = [apacheta_area_cell(covers: 0, next: 0)]
            return
        }
        budget = 16 * outlines.sideCount + 4096
        var contents = AreaCellContents()
        contents.runs = outlines.runs
        contents.groups.reserveCapacity(outlines.outlines.count)
        for (area, outline) in outlines.outlines.enumerated() where !outline.runs.isEmpty {
            contents.groups.append(
                AreaCellContents.Group(
                    area: UInt32(area), holdsCorner: false, isWhole: outline.isSmall,
                    runs: outline.runs))
        }
        let frame = rootFrame(over: envelope)
        // Memory that is not written to costs nothing, and growing step by step more than the rest.
        cells.reserveCapacity(frame.cellCount + frame.cellCount / 2)
        words.reserveCapacity(4 * outlines.sideCount)
        divisions.append(AreaDivision(expecting: outlines.sideCount))
        _ = divide(contents, by: frame, depth: 0)
        lists = [:]
        divisions = []
    }

    /// A grid with about as many cells as there are sides, a small area counted as one.
    ///
    /// Sides and areas that span many cells would fill more than that, so there are fewer columns
    /// and rows where sides are long or areas lie over each other.
    private func rootFrame(over box: Envelope) -> AreaFrame {
        var weight = 0
        for outline in outlines.outlines where outline.sideCount > 0 {
            weight += outline.isSmall ? 1 : Int(outline.sideCount)
        }
        let most = Double(4 * weight + 64)
        var (columnBits, rowBits) = (10, 10)
        while true {
            let (across, up) = (Double(powerOfTwo: columnBits), Double(powerOfTwo: rowBits))
            let frame = AreaFrame(box, columnBits: columnBits, rowBits: rowBits)
            let isWide = outlines.length.east * across > most && columnBits > -8
            let isHigh = outlines.length.north * up > most && rowBits > -8
            let isLarge = Double(frame.columns) * Double(frame.rows) > Double(2 * weight + 64)
            guard isWide || isHigh || isLarge || cellsUnderAreas(across, up) > 2 * most,
                columnBits > -9 || rowBits > -9
            else { return frame }
            if isWide == isHigh {
                columnBits -= 1
                rowBits -= 1
            } else if isWide {
                columnBits -= 1
            } else {
                rowBits -= 1
            }
        }
    }

    /// About how many cells areas would cover, each by itself.
    private func cellsUnderAreas(_ across: Double, _ up: Double) -> Double {
        var sum = 0.0
        for outline in outlines.outlines where outline.sideCount > 0 {
            let width = Double(outline.box[2] - outline.box[0])
            let height = Double(outline.box[3] - outline.box[1])
            sum += (width * across + 2) * (height * up + 2)
        }
        return sum
    }

    /// Divides a cell, or at first the whole, and returns the number of the grid.
    ///
    /// - Parameters:
    ///   - contents: The sides in it, and which areas hold its north-eastern corner.
    ///   - frame: The cells to divide it into.
    ///   - depth: How often was divided before; 0 for the root, beyond which no area reaches.
    private mutating func divide(
        _ contents: AreaCellContents, by frame: AreaFrame, depth: Int
    ) -> UInt32 {
        let grid = UInt32(grids.count)
        let firstCell = cells.count
        precondition(firstCell < 1 << 32 && words.count < 1 << 31, "an index is below 2^31 words")
        grids.append(frame.grid(firstCell: UInt32(firstCell)))
        cells.append(
            contentsOf: repeatElement(
                apacheta_area_cell(covers: 0, next: 0), count: frame.cellCount))
        // Taken out of the array, so that deeper ones may be added to it.
        while divisions.count <= depth { divisions.append(AreaDivision()) }
        var division = AreaDivision()
        swap(&division, &divisions[depth])
        division.begin(frame)
        for group in contents.groups {
            division.distribute(group, of: contents, outlines, isRoot: depth == 0)
        }
        budget -= division.placedCount
        list(division.covers, from: firstCell, count: frame.cellCount)
        let order = CellOrder(division.parts.lazy.map(\.cell), cellCount: frame.cellCount)
        for cell in 0..<frame.cellCount where order.hasEntries(in: cell) {
            let parts = order.entries(in: cell)
            let weight = division.weight(of: parts)
            let bits = AreaIndexBuilder.bits(dividing: weight.dividedAreas, weight.all)
            let isFine =
                max(frame.columnBits, frame.rowBits) + bits > AreaIndexBuilder.finestBits
            if weight.all > AreaIndexBuilder.sidesInLeaf, !isFine, budget > 4 * weight.all {
                let finer = frame.frame(ofCell: cell, bits: bits)
                let contents = division.contents(of: parts)
                let grid = divide(contents, by: finer, depth: depth + 1)
                cells[firstCell + cell].next = 1 << 31 | grid
            } else {
                cells[firstCell + cell].next = UInt32(words.count)
                division.appendLeaf(of: parts, outlines, to: &words)
            }
        }
        swap(&division, &divisions[depth])
        return grid
    }

    /// Into how many parts a side of a cell is divided, as a power of two.
    ///
    /// Each area there may cover each of the parts, so the parts are fewer where areas are many; a
    /// whole one stands in few of them.
    private static func bits(dividing areaCount: Int, _ weight: Int) -> Int {
        var bits = weight <= 32 ? 1 : weight <= 128 ? 2 : weight <= 1024 ? 3 : 4
        while bits > 1, areaCount << (2 * bits) > 4 * weight { bits -= 1 }
        return bits
    }

    /// Writes down which areas cover which cells.
    private mutating func list(
        _ covers: [(cell: UInt32, area: UInt32)], from firstCell: Int, count: Int
    ) {
        // Where areas lie side by side, as most do, no cell has two.
        var isSingle = true
        for (cell, area) in covers {
            let cell = firstCell + Int(cell)
            isSingle = isSingle && cells[cell].covers == 0
            cells[cell].covers = 1 << 31 | area
        }
        guard !isSingle else { return }
        let order = CellOrder(covers.lazy.map(\.cell), cellCount: count)
        for cell in 0..<count {
            let places = order.entries(in: cell)
            guard places.count > 1 else { continue }
            cells[firstCell + cell].covers = place(of: places.map { covers[Int($0)].area })
        }
    }

    /// Where a list stands; lists that are alike stand once.
    private mutating func place(of list: [UInt32]) -> UInt32 {
        if let place = lists[list] { return place }
        let place = UInt32(words.count)
        words.append(UInt32(list.count))
        words += list
        lists[list] = place
        return place
    }
}

/// Numbers of entries in the order of the cells that they are in, those of a cell in their own order.
private struct CellOrder {
    /// Where the entries of each cell begin, and the end.
    private var starts: [UInt32]
    private var order: [UInt32]

    /// - Parameters:
    ///   - cells: The cell of each entry.
    ///   - cellCount: How many cells there are.
    /// - Complexity: O(*n* + *m*), *n* the number of entries, *m* of cells.
    init(_ cells: some RandomAccessCollection<UInt32>, cellCount: Int) {
        // Counted two places ahead, a start moves to its own place while entries are put down.
        starts = [UInt32](repeating: 0, count: cellCount + 2)
        order = [UInt32](repeating: 0, count: cells.count)
        for cell in cells { starts[Int(cell) + 2] += 1 }
        for cell in 0..<cellCount { starts[cell + 2] += starts[cell + 1] }
        for (number, cell) in cells.enumerated() {
            let place = starts[Int(cell) + 1]
            order[Int(place)] = UInt32(truncatingIfNeeded: number)
            starts[Int(cell) + 1] = place + 1
        }
    }

    func hasEntries(in cell: Int) -> Bool { starts[cell] < starts[cell + 1] }

    /// The numbers of the entries of a cell.
    func entries(in cell: Int) -> ArraySlice<UInt32> {
        order[Int(starts[cell])..<Int(starts[cell + 1])]
    }
}
