import SimpleFeatures
import SpatialIndexing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A coarse map of the earth that tells which boxes may be near to a position.
///
/// A box stands in every cell that it comes near to. One that would stand in very many is kept in a tree
/// beside the map, which marks where such boxes may be near.
struct Vicinity {
    private static let cellsInDegree = 2.0
    private static let columns = 720
    private static let rows = 360
    /// In how many cells a box stands at most.
    private static let cellsOfBox = 64

    /// Where the boxes of each cell begin among the entries, and the end.
    private let starts: [UInt32]
    private let entries: [UInt32]
    private let wide: PackedRTree
    private let wideNumbers: [Int]
    private let isNearWide: [Bool]

    /// The rows and columns near to a box; two runs of columns where it crosses the antimeridian.
    private struct Cells {
        let rows: ClosedRange<Int>
        let columns: ClosedRange<Int>
        let moreColumns: ClosedRange<Int>?

        var count: Int { (columns.count + (moreColumns?.count ?? 0)) * rows.count }
    }

    /// - Parameters:
    ///   - boxes: Boxes that do not cross the antimeridian.
    ///   - metres: The distance that counts as near.
    /// - Complexity: O(*n* log *n*), *n* the number of boxes.
    init(of boxes: [Envelope], withinMetres metres: Double) {
        var starts = [UInt32](repeating: 0, count: Vicinity.rows * Vicinity.columns + 1)
        var wideNumbers: [Int] = []
        // A degree of latitude is longer than this everywhere.
        let degrees = metres / 110_000
        let near = boxes.map { Vicinity.cells(near: $0, degrees) }
        for (number, cells) in near.enumerated() {
            guard cells.count <= Vicinity.cellsOfBox else {
                wideNumbers.append(number)
                continue
            }
            Vicinity.forEach(cells) { starts[$0 + 1] += 1 }
        }
        for cell in 1..<starts.count { starts[cell] += starts[cell - 1] }
        var entries = [UInt32](repeating: 0, count: Int(starts.last ?? 0))
        // From the back, each start moves from the end of its cell to the beginning.
        for (number, cells) in near.enumerated().reversed()
        where cells.count <= Vicinity.cellsOfBox {
            Vicinity.forEach(cells) { cell in
                starts[cell + 1] -= 1
                entries[Int(starts[cell + 1])] = UInt32(number)
            }
        }
        // Now each start stands one place too far ahead.
        starts.removeFirst()
        starts.append(UInt32(entries.count))
        self.starts = starts
        self.entries = entries
        self.wideNumbers = wideNumbers
        wide = PackedRTree(wideNumbers.map { boxes[$0] })
        isNearWide = Vicinity.map(of: wideNumbers.map { near[$0] })
    }

    /// Hands out the boxes that may be near to a position, and some that are not.
    ///
    /// - Parameters:
    ///   - position: Anywhere.
    ///   - search: Looks through the tree of wide boxes.
    ///   - body: Gets the number of a box.
    /// - Complexity: O(*k*), *k* the number of boxes near its cell, and that of the search.
    func forEach(
        near position: Coordinate, _ found: inout Answers,
        searchingBy search: (PackedRTree, inout Answers) -> Void, _ body: (Int) -> Void
    ) {
        let cell =
            Vicinity.row(position.latitude) * Vicinity.columns
            + Vicinity.column(position.longitude)
        for place in starts[cell]..<starts[cell + 1] { body(Int(entries[Int(place)])) }
        guard !isNearWide.isEmpty, isNearWide[cell] else { return }
        search(wide, &found)
        for place in 0..<found.count { body(wideNumbers[found[place]]) }
    }

    /// Whether no box is near to a position.
    @inline(__always)
    func isEmpty(at position: Coordinate) -> Bool {
        let cell =
            Vicinity.row(position.latitude) * Vicinity.columns
            + Vicinity.column(position.longitude)
        return starts[cell] == starts[cell + 1] && (isNearWide.isEmpty || !isNearWide[cell])
    }

    private static func forEach(_ cells: Cells, _ body: (Int) -> Void) {
        for row in cells.rows {
            for column in cells.columns { body(row * Vicinity.columns + column) }
            guard let more = cells.moreColumns else { continue }
            for column in more { body(row * Vicinity.columns + column) }
        }
    }

    /// Which cells are near to any of some boxes; empty for no boxes.
    private static func map(of boxes: [Cells]) -> [Bool] {
        guard !boxes.isEmpty else { return [] }
        let (columns, rows) = (Vicinity.columns, Vicinity.rows)
        // Where boxes begin and end, summed up along columns and rows afterwards.
        var changes = [Int32](repeating: 0, count: (columns + 1) * (rows + 1))
        for cells in boxes {
            for range in [cells.columns, cells.moreColumns].compactMap(\.self) {
                let (first, behind) = (cells.rows.lowerBound, cells.rows.upperBound + 1)
                changes[first * (columns + 1) + range.lowerBound] += 1
                changes[first * (columns + 1) + range.upperBound + 1] -= 1
                changes[behind * (columns + 1) + range.lowerBound] -= 1
                changes[behind * (columns + 1) + range.upperBound + 1] += 1
            }
        }
        var above = [Int32](repeating: 0, count: columns)
        var isNear: [Bool] = []
        isNear.reserveCapacity(columns * rows)
        for row in 0..<rows {
            var sum: Int32 = 0
            for column in 0..<columns {
                sum += changes[row * (columns + 1) + column]
                above[column] += sum
                isNear.append(above[column] > 0)
            }
        }
        return isNear
    }

    private static func cells(near box: Envelope, _ degrees: Double) -> Cells {
        let columns = columns(near: box, degrees)
        return Cells(
            rows: row(box.south - degrees)...row(box.north + degrees), columns: columns.first,
            moreColumns: columns.second)
    }

    private static func columns(
        near box: Envelope, _ degrees: Double
    ) -> (first: ClosedRange<Int>, second: ClosedRange<Int>?) {
        let all = (0...columns - 1, ClosedRange<Int>?.none)
        let latitude = max(box.south.magnitude, box.north.magnitude) + degrees
        guard latitude < 89 else { return all }
        // No way of that length gets further, for none of it lies nearer to the pole.
        let margin = degrees * 1.02 / cos(latitude * .pi / 180)
        let (west, east) = (box.west - margin, box.east + margin)
        guard east - west < 360 else { return all }
        if west < -180 { return (0...column(east), column(west + 360)...columns - 1) }
        if east > 180 { return (column(west)...columns - 1, 0...column(east - 360)) }
        return (column(west)...column(east), nil)
    }

    @inline(__always)
    private static func column(_ longitude: Double) -> Int {
        Int(min(max((longitude + 180) * cellsInDegree, 0), Double(columns - 1)))
    }

    @inline(__always)
    private static func row(_ latitude: Double) -> Int {
        Int(min(max((latitude + 90) * cellsInDegree, 0), Double(rows - 1)))
    }
}
