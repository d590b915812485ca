import Geodesy
import SimpleFeatures
import SpatialIndexing

/// Some of the positions of each cell, ready to be asked which lie within the distance of another.
///
/// Cells are found by a tree over one position of each. A cell of few positions is gone through; one
/// of many gets a tree of its own, so that two crowded neighbours do not cost the product of their
/// numbers.
struct CellSearch {
    private let cells: SpotCells
    private let reach: ChordReach
    /// The positions taken of each cell, as places in the spots.
    private let members: [Int32]
    private let starts: [Int]
    private let boxes: [Box]
    /// The cells with a member, by the place of their first one in ``tree``.
    private let owners: [Int]
    private let tree: PackedRTree
    private var cellTrees: [Int: PackedRTree] = [:]

    /// From how many positions on a cell gets a tree.
    private static let treeLimit = 64

    /// - Parameter isTaken: Which of the spots take part.
    /// - Complexity: O(*n* log *n*), *n* the number of spots.
    init(_ cells: SpotCells, reach: ChordReach, where isTaken: (_ spot: Int) -> Bool) {
        var (members, starts, owners): ([Int32], [Int], [Int]) = ([], [0], [])
        var boxes: [Box] = []
        for cell in 0..<cells.count {
            var box = Box()
            for spot in cells.range(ofCell: cell) where isTaken(spot) {
                members.append(Int32(spot))
                box.add(cells.spots[spot].normal)
            }
            if members.count > starts[cell] { owners.append(cell) }
            starts.append(members.count)
            boxes.append(box)
        }
        self.cells = cells
        self.reach = reach
        self.members = members
        self.starts = starts
        self.boxes = boxes
        self.owners = owners
        tree = PackedRTree(
            owners.map { cells.spots[Int(members[starts[$0]])].position })
    }

    /// The cells that have a member.
    var occupiedCells: [Int] { owners }

    /// The members of a cell.
    func members(ofCell cell: Int) -> ArraySlice<Int32> {
        members[starts[cell]..<starts[cell + 1]]
    }

    /// Finds the cells that may hold a member within the distance of a spot, its own one perhaps too.
    ///
    /// - Parameter answers: Gets numbers that ``cell(of:)`` turns into cells.
    func find(near spot: Int, into answers: inout Answers) {
        // The member that stands for a cell is within the distance of any other of its cell.
        look(reach.metres * 2, around: cells.spots[spot].position, &answers)
    }

    /// Finds the cells that may hold a member within the distance of one of a cell's, itself too.
    ///
    /// - Parameter answers: As for ``find(near:into:)``.
    func find(nearCell cell: Int, into answers: inout Answers) {
        let middle = cells.spots[Int(members[starts[cell]])].position
        look(reach.metres * 3, around: middle, &answers)
    }

    /// The cell that an answer stands for.
    func cell(of answer: Int) -> Int { owners[answer] }

    private func look(_ metres: Double, around position: Coordinate, _ answers: inout Answers) {
        // A millionth pays for the rounding of three distances that are added up.
        tree.search(within: metres * (1 + 1e-6), of: position, into: &answers)
    }

    /// How many positions of the input lie within the distance of a spot in a cell, counted no further
    /// than to a sufficient number.
    ///
    /// - Complexity: O(log *m* + *k*), *m* the members of the cell, *k* the number that is enough.
    mutating func count(inCell cell: Int, near spot: Int, upTo enough: Int) -> Int {
        guard boxes[cell].squaredGap(to: cells.spots[spot].normal) <= reach.outer else { return 0 }
        var total = 0
        if starts[cell + 1] - starts[cell] > CellSearch.treeLimit {
            let found = tree(ofCell: cell).nearest(
                enough, to: cells.spots[spot].position, withinMetres: reach.metres)
            for neighbour in found {
                total += cells.spots[Int(members[starts[cell] + neighbour.index])].weight
            }
            return total
        }
        for place in starts[cell]..<starts[cell + 1] {
            let member = Int(members[place])
            guard reach.holds(cells.spots[spot], cells.spots[member]) else { continue }
            total += cells.spots[member].weight
            if total >= enough { break }
        }
        return total
    }

    /// Whether a member of one cell lies within the distance of a member of another.
    ///
    /// - Complexity: O(*m* log *m*), *m* the members of the two cells.
    mutating func areNear(_ one: Int, _ other: Int) -> Bool {
        guard boxes[one].squaredGap(to: boxes[other]) <= reach.outer else { return false }
        let isOneSmaller = starts[one + 1] - starts[one] <= starts[other + 1] - starts[other]
        let (few, many) = isOneSmaller ? (one, other) : (other, one)
        for place in starts[few]..<starts[few + 1]
        where count(inCell: many, near: Int(members[place]), upTo: 1) > 0 {
            return true
        }
        return false
    }

    private mutating func tree(ofCell cell: Int) -> PackedRTree {
        if let tree = cellTrees[cell] { return tree }
        let tree = PackedRTree(members(ofCell: cell).map { cells.spots[Int($0)].position })
        cellTrees[cell] = tree
        return tree
    }
}

/// The box around some normals.
private struct Box {
    private var low = SIMD3<Double>(repeating: .infinity)
    private var high = SIMD3<Double>(repeating: -.infinity)

    mutating func add(_ normal: UnitNormal) {
        let point = SIMD3(normal.x, normal.y, normal.z)
        low = pointwiseMin(low, point)
        high = pointwiseMax(high, point)
    }

    /// No normal in the box has a smaller squared chord to another one.
    func squaredGap(to normal: UnitNormal) -> Double {
        let point = SIMD3(normal.x, normal.y, normal.z)
        let gap = pointwiseMax(pointwiseMax(low - point, point - high), .zero)
        return (gap * gap).sum()
    }

    /// No two normals of the boxes have a smaller squared chord.
    func squaredGap(to other: Box) -> Double {
        let gap = pointwiseMax(pointwiseMax(low - other.high, other.low - high), .zero)
        return (gap * gap).sum()
    }
}
