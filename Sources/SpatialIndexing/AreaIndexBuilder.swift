import CIndexKernels
import SimpleFeatures

/// Makes the tables of an ``AreaIndex``: a root grid over all areas, and finer ones where sides crowd.
///
/// Cells are bounded by whole multiples of powers of two, so the cell of a number is found without
/// rounding, and a side lies in no cell that its ends do not embrace. Whether the corner of a cell
/// lies in an area is known for one corner, and is carried from corner to corner along the edges of
/// the cells by counting the sides that cross them.
struct AreaIndexBuilder {
    /// Sides in a cell beyond which it is divided, if there is anything left to spend.
    static let sidesInLeaf = 16
    /// Bits of a degree below which no cell is divided: a tenth of a millimetre.
    private static let finestBits = 30

    private(set) var vertices: [Double] = []
    private(set) var grids: [apacheta_area_grid] = []
    private(set) var cells: [apacheta_area_cell] = []
    /// Leaves and lists of areas; the first word is for neither, since 0 stands for none.
    private(set) var words: [UInt32] = [0]
    private(set) var envelope: Envelope?
    private(set) var poles: (south: UInt32, north: UInt32) = (0, 0)
    private var root = AreaCellContents()
    private var lists: [[UInt32]: UInt32] = [:]
    private var sideCount = 0
    /// How many more places of sides in cells there may be: many sides that meet would else be
    /// divided for ever.
    private var budget = 0

    init(_ areas: [Geometry]) {
        var box: (west: Double, south: Double, east: Double, north: Double)?
        var reaching: (south: [UInt32], north: [UInt32]) = ([], [])
        for (area, shape) in areas.enumerated() {
            let firstRun = root.runs.count
            var least = 90.0
            var most = -90.0
            for polygon in shape.polygons {
                for ring in polygon.rings {
                    guard let first = ring.first, let last = ring.last else { continue }
                    let start = vertices.count / 2
                    for position in ring {
                        append(position)
                        least = min(least, position.latitude)
                        most = max(most, position.latitude)
                        guard let old = box else {
                            box = (
                                position.longitude, position.latitude, position.longitude,
                                position.latitude
                            )
                            continue
                        }
                        box = (
                            min(old.west, position.longitude), min(old.south, position.latitude),
                            max(old.east, position.longitude), max(old.north, position.latitude)
                        )
                    }
                    if first != last { append(first) }
                    root.runs.append(
                        AreaCellContents.Run(
                            first: UInt32(start), count: UInt32(vertices.count / 2 - start - 1)))
                }
            }
            guard root.runs.count > firstRun else { continue }
            root.groups.append(
                AreaCellContents.Group(
                    area: UInt32(area), holdsCorner: false, runs: firstRun..<root.runs.count))
            if least == -90 { reaching.south.append(UInt32(area) << 1 | 1) }
            if most == 90 { reaching.north.append(UInt32(area) << 1 | 1) }
        }
        precondition(vertices.count < 1 << 32, "an index holds fewer than 2^31 positions")
        envelope = box.map {
            Envelope(uncheckedWest: $0.west, south: $0.south, east: $0.east, north: $0.north)
        }
        sideCount = root.sideCount
        if !reaching.south.isEmpty { poles.south = place(of: reaching.south) }
        if !reaching.north.isEmpty { poles.north = place(of: reaching.north) }
    }

    private mutating func append(_ position: Coordinate) {
        vertices.append(position.longitude)
        vertices.append(position.latitude)
    }

    /// Makes the grids and leaves.
    mutating func build() {
        guard let envelope else {
            cells = [apacheta_area_cell(covers: 0, next: 0)]
            return
        }
        let contents = root
        root = AreaCellContents()
        budget = 16 * sideCount + 4096
        _ = divide(contents, by: rootFrame(over: envelope, contents), isRoot: true)
        lists = [:]
    }

    /// A grid with about as many cells as there are sides.
    ///
    /// Sides and areas that span many cells would fill more than that, so there are fewer columns
    /// and rows where sides are long or areas lie over each other.
    private func rootFrame(
        over box: Envelope, _ contents: AreaCellContents
    ) -> AreaFrame {
        var length = (east: 0.0, north: 0.0)
        var spans: [(width: Double, height: Double)] = []
        for group in contents.groups {
            var (west, south, east, north) = (180.0, 90.0, -180.0, -90.0)
            for run in contents.runs[group.runs] {
                for side in run.sides {
                    let vertex = 2 * side
                    let (x, y) = (vertices[vertex], vertices[vertex + 1])
                    length.east += (vertices[vertex + 2] - x).magnitude
                    length.north += (vertices[vertex + 3] - y).magnitude
                    (west, east) = (min(west, x), max(east, x))
                    (south, north) = (min(south, y), max(north, y))
                }
            }
            spans.append((east - west, north - south))
        }
        let most = Double(4 * sideCount + 64)
        var (columnBits, rowBits) = (10, 10)
        while true {
            let (across, up) = (Double(powerOfTwo: columnBits), Double(powerOfTwo: rowBits))
            let frame = AreaFrame(box, columnBits: columnBits, rowBits: rowBits)
            let isWide = length.east * across > most && columnBits > -8
            let isHigh = length.north * up > most && rowBits > -8
            let isLarge = Double(frame.columns) * Double(frame.rows) > Double(2 * sideCount + 64)
            let isFull =
                isWide || isHigh || isLarge
                || spans.reduce(0) { $0 + ($1.width * across + 2) * ($1.height * up + 2) } > 2
                    * most
            guard isFull, columnBits > -9 || rowBits > -9 else { return frame }
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

    /// Divides a cell, or at first the whole, and returns the number of the grid.
    ///
    /// - Parameters:
    ///   - contents: The sides in it, and which areas hold its north-eastern corner.
    ///   - frame: The cells to divide it into.
    ///   - isRoot: Whether no area reaches beyond its own sides, which is so of the whole.
    private mutating func divide(
        _ contents: AreaCellContents, by frame: AreaFrame, isRoot: Bool
    ) -> UInt32 {
        let grid = UInt32(grids.count)
        let firstCell = cells.count
        precondition(firstCell < 1 << 32 && words.count < 1 << 31, "an index is below 2^31 words")
        grids.append(frame.grid(firstCell: UInt32(firstCell)))
        cells.append(
            contentsOf: repeatElement(
                apacheta_area_cell(covers: 0, next: 0), count: frame.cellCount))
        var division = AreaDivision(frame)
        for group in contents.groups {
            division.distribute(group, of: contents, vertices, isRoot: isRoot)
        }
        budget -= division.placedSideCount
        list(division.covers, from: firstCell, count: frame.cellCount)
        division.forEachCell { cell, parts in
            let sides = division.sideCount(of: parts)
            let bits = AreaIndexBuilder.bits(dividing: parts.count, sides)
            let isFine =
                max(frame.columnBits, frame.rowBits) + bits > AreaIndexBuilder.finestBits
            if sides > AreaIndexBuilder.sidesInLeaf, !isFine, budget > 4 * sides {
                let finer = frame.frame(ofCell: cell, bits: bits)
                let contents = division.contents(of: parts)
                cells[firstCell + cell].next = 1 << 31 | divide(contents, by: finer, isRoot: false)
            } else {
                cells[firstCell + cell].next = UInt32(words.count)
                division.appendLeaf(of: parts, to: &words)
            }
        }
        return grid
    }

    /// Into how many parts a side of a cell is divided, as a power of two.
    ///
    /// Each area there may cover each of the parts, so the parts are fewer where areas are many.
    private static func bits(dividing areaCount: Int, _ sides: Int) -> Int {
        var bits = sides <= 32 ? 1 : sides <= 128 ? 2 : sides <= 1024 ? 3 : 4
        while bits > 1, areaCount << (2 * bits) > 4 * sides { bits -= 1 }
        return bits
    }

    /// Writes down which areas cover which cells.
    private mutating func list(
        _ covers: [(cell: UInt32, area: UInt32)], from firstCell: Int, count: Int
    ) {
        let order = CellOrder(covers.lazy.map { Int($0.cell) }, cellCount: count)
        order.forEachCell { cell, places in
            if places.count == 1, let only = places.first {
                cells[firstCell + cell].covers = 1 << 31 | covers[Int(only)].area
            } else {
                cells[firstCell + cell].covers = place(of: places.map { covers[Int($0)].area })
            }
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
struct CellOrder {
    private var starts: [UInt32]
    private var order: [UInt32]

    /// - Parameters:
    ///   - cells: The cell of each entry.
    ///   - cellCount: How many cells there are.
    /// - Complexity: O(*n* + *m*), *n* the number of entries, *m* of cells.
    init(_ cells: some Collection<Int>, cellCount: Int) {
        starts = [UInt32](repeating: 0, count: cellCount + 1)
        order = [UInt32](repeating: 0, count: cells.count)
        for cell in cells { starts[cell + 1] += 1 }
        for cell in 0..<cellCount { starts[cell + 1] += starts[cell] }
        var next = starts
        for (number, cell) in cells.enumerated() {
            order[Int(next[cell])] = UInt32(number)
            next[cell] += 1
        }
    }

    /// Hands out each cell that has entries, with their numbers.
    func forEachCell(_ body: (_ cell: Int, _ entries: ArraySlice<UInt32>) -> Void) {
        for cell in 0..<starts.count - 1 where starts[cell] < starts[cell + 1] {
            body(cell, order[Int(starts[cell])..<Int(starts[cell + 1])])
        }
    }
}

extension Double {
    init(powerOfTwo bits: Int) { self = Double(sign: .plus, exponent: bits, significand: 1) }
}
