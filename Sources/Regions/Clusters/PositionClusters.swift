import Geodesy
public import SimpleFeatures
import SpatialIndexing

/// Heaps of positions that lie close together: DBSCAN on geodesic distance.
///
/// A position is *core* when at least so many positions, itself and equal ones counted, lie within
/// the distance of it. Core positions within the distance of each other are in one cluster. Another
/// position within the distance of a core position is on the *border* of its cluster; where it is
/// so of several, the one with the lowest number has it. The rest is noise.
///
/// Clusters are numbered from 0 in the order of their first core position in the input. That is the
/// order, and the rule for borders, by which scikit-learn goes through its input, so the labels are
/// the same.
///
/// - SeeAlso: Ester, Kriegel, Sander, Xu (1996), "A density-based algorithm for discovering clusters
///   in large spatial databases with noise"; scikit-learn, `sklearn.cluster.DBSCAN`; Gunawan (2013),
///   "A faster algorithm for DBSCAN", for the cells.
public struct PositionClusters: Sendable {
    /// The cluster of each position, in their order; `nil` for noise.
    public let labels: [Int?]
    /// Whether each position is core, in their order.
    public let isCore: [Bool]
    /// How many clusters there are.
    public let count: Int

    /// Finds the clusters.
    ///
    /// - Parameters:
    ///   - positions: Any positions, in the order that numbers the clusters; equal ones count each.
    ///   - metres: How near is close, along the geodesic, itself included; 1 or more.
    ///   - minimumCount: How many make a position core, itself counted; 1 or more.
    /// - Complexity: O(*n* (log *n* + *m*)), *n* the number of positions, *m* the minimum; positions
    ///   that are equal or share a corner of the earth are not compared with each other.
    public init(of positions: [Coordinate], withinMetres metres: Double, minimumCount: Int) {
        precondition(minimumCount >= 1, "a minimum of \(minimumCount), expected 1 or more")
        let reach = ChordReach(metres: metres)
        let cells = SpotCells(positions, cubeSide: reach.cubeSide)
        let coreSpots = PositionClusters.coreSpots(
            of: cells, reach: reach, minimumCount: minimumCount)
        var cores = CellSearch(cells, reach: reach) { coreSpots[$0] }
        let (cellLabels, count) = PositionClusters.cellLabels(of: cells, &cores)
        let spotLabels = PositionClusters.spotLabels(
            of: cells, isCore: coreSpots, cellLabels: cellLabels, &cores)
        labels = cells.spotOfPosition.map { spotLabels[Int($0)] }
        isCore = cells.spotOfPosition.map { coreSpots[Int($0)] }
        self.count = count
    }

    /// Which spots are core.
    private static func coreSpots(
        of cells: SpotCells, reach: ChordReach, minimumCount: Int
    ) -> [Bool] {
        var isCore = [Bool](repeating: false, count: cells.spots.count)
        var search = CellSearch(cells, reach: reach) { _ in true }
        var answers = Answers()
        for cell in 0..<cells.count {
            let range = cells.range(ofCell: cell)
            let weight = cells.spots[range].reduce(0) { $0 + $1.weight }
            for spot in range {
                var total = weight
                if total < minimumCount { search.find(near: spot, into: &answers) }
                var place = 0
                while total < minimumCount, place < answers.count {
                    let other = search.cell(of: answers[place])
                    place += 1
                    guard other != cell else { continue }
                    total += search.count(
                        inCell: other, near: spot, upTo: minimumCount - total)
                }
                isCore[spot] = total >= minimumCount
            }
        }
        return isCore
    }

    /// The cluster of the core positions of each cell, and how many clusters there are.
    private static func cellLabels(
        of cells: SpotCells, _ cores: inout CellSearch
    ) -> (labels: [Int?], count: Int) {
        var groups = DisjointSets(count: cells.count)
        var answers = Answers()
        for cell in cores.occupiedCells {
            cores.find(nearCell: cell, into: &answers)
            for place in 0..<answers.count {
                let other = cores.cell(of: answers[place])
                guard other > cell, groups.root(of: other) != groups.root(of: cell) else {
                    continue
                }
                if cores.areNear(cell, other) { groups.join(cell, other) }
            }
        }
        var firsts: [Int: Int] = [:]
        for cell in cores.occupiedCells {
            let root = groups.root(of: cell)
            for spot in cores.members(ofCell: cell) {
                firsts[root] = min(firsts[root] ?? .max, cells.spots[Int(spot)].first)
            }
        }
        let order = firsts.sorted { $0.value < $1.value }.map(\.key)
        let numbers = Dictionary(uniqueKeysWithValues: zip(order, order.indices))
        var labels = [Int?](repeating: nil, count: cells.count)
        for cell in cores.occupiedCells { labels[cell] = numbers[groups.root(of: cell)] }
        return (labels, order.count)
    }

    /// The cluster of each spot, core, border or none.
    private static func spotLabels(
        of cells: SpotCells, isCore: [Bool], cellLabels: [Int?], _ cores: inout CellSearch
    ) -> [Int?] {
        var labels = [Int?](repeating: nil, count: cells.spots.count)
        var answers = Answers()
        for cell in 0..<cells.count {
            for spot in cells.range(ofCell: cell) {
                // Whatever shares the cell of a core position is within the distance of it.
                var label = cellLabels[cell]
                if !isCore[spot] {
                    cores.find(near: spot, into: &answers)
                    for place in 0..<answers.count {
                        let other = cores.cell(of: answers[place])
                        guard let found = cellLabels[other], found < label ?? .max,
                            cores.count(inCell: other, near: spot, upTo: 1) > 0
                        else { continue }
                        label = found
                    }
                }
                labels[spot] = label
            }
        }
        return labels
    }
}

/// Numbers in groups that only grow together.
private struct DisjointSets {
    private var parents: [Int]

    init(count: Int) { parents = Array(0..<count) }

    /// The number that stands for the group of one.
    ///
    /// - Complexity: As good as O(1), the ways being halved as they are gone.
    mutating func root(of number: Int) -> Int {
        var number = number
        while parents[number] != number {
            parents[number] = parents[parents[number]]
            number = parents[number]
        }
        return number
    }

    mutating func join(_ one: Int, _ other: Int) {
        let (one, other) = (root(of: one), root(of: other))
        parents[max(one, other)] = min(one, other)
    }
}
