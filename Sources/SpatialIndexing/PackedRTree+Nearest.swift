import Geodesy
public import SimpleFeatures

extension PackedRTree {
    /// The entries nearest to a position, by geodesic distance.
    ///
    /// The distance of a box is that of its nearest point, zero inside it, as
    /// `Geodesic.distanceMetres(from:to:)` measures it: exact up to 9,985 km, and beyond never less
    /// than the true distance.
    ///
    /// - Parameters:
    ///   - count: How many at most; none when zero or negative.
    ///   - position: Where the distances are measured from.
    ///   - radiusMetres: Nothing farther is an answer; nothing at all is when it is negative or not
    ///     a number.
    ///   - isWanted: Asked at most once for an entry, by its position in the input, in no fixed
    ///     order; what it refuses is passed over.
    /// - Returns: The nearest first, of two at one distance the one that stood first in the input;
    ///   fewer than `count` when there are not so many.
    /// - Complexity: O((log *n* + *k*) log *k*) for entries that overlap little, *k* being `count`
    ///   and the entries that tie with the last answer.
    public func nearest(
        _ count: Int, to position: Coordinate, withinMetres radiusMetres: Double = .infinity,
        where isWanted: ((_ index: Int) -> Bool)? = nil
    ) -> [Neighbour] {
        guard count > 0 else { return [] }
        var search = NeighbourSearch(in: self, from: position, withinMetres: radiusMetres)
        var answers: [Neighbour] = []
        while answers.count < count, let answer = search.next(in: self, where: isWanted) {
            answers.append(answer)
        }
        return answers
    }

    /// The entries nearest to each of several positions.
    ///
    /// - Parameters:
    ///   - count: How many at most for each.
    ///   - positions: Where the distances are measured from.
    ///   - radiusMetres: Nothing farther is an answer.
    /// - Returns: For each position, in order, what ``nearest(_:to:withinMetres:where:)`` returns.
    /// - Complexity: That of the single searches together.
    public func nearest(
        _ count: Int, to positions: [Coordinate], withinMetres radiusMetres: Double = .infinity
    ) -> [[Neighbour]] {
        positions.map { nearest(count, to: $0, withinMetres: radiusMetres) }
    }

    /// All entries within a distance of a position, the distance itself included.
    ///
    /// - Parameters:
    ///   - radiusMetres: The distance; there is no answer when it is negative or not a number.
    ///   - position: Where the distances are measured from.
    /// - Returns: The nearest first, of two at one distance the one that stood first in the input.
    /// - Complexity: O(log *n* + *k* log *k*) for entries that overlap little, *k* the number of
    ///   answers.
    public func within(_ radiusMetres: Double, of position: Coordinate) -> [Neighbour] {
        guard let top = levels.indices.last else { return [] }
        var ruler = Ruler(position)
        let reach = Reach(
            radiusMetres: radiusMetres,
            squared: EarthCentredPosition.greatestSquaredChord(withinMetres: radiusMetres),
            probe: SpaceProbe(ruler.centred))
        var answers: [Neighbour] = []
        collect(reach, level: top, block: 0, ruler: &ruler, into: &answers)
        answers.sort()
        return answers
    }

    /// All entries, the nearest to a position first, found as they are asked for.
    ///
    /// - Parameter position: Where the distances are measured from.
    /// - Returns: A sequence in the order of ``nearest(_:to:withinMetres:where:)``.
    /// - Complexity: O(log *n*) to the first of entries that overlap little.
    public func neighbours(of position: Coordinate) -> Neighbours {
        Neighbours(
            tree: self, search: NeighbourSearch(in: self, from: position, withinMetres: .infinity))
    }

    /// The entries of a tree in the order of their distance from a position.
    public struct Neighbours: Sequence, IteratorProtocol, Sendable {
        private let tree: PackedRTree
        private var search: NeighbourSearch

        fileprivate init(tree: PackedRTree, search: NeighbourSearch) {
            self.tree = tree
            self.search = search
        }

        /// The next nearest entry; `nil` after the last.
        public mutating func next() -> Neighbour? { search.next(in: tree, where: nil) }
    }

    private func collect(
        _ reach: Reach, level: Int, block: Int, ruler: inout Ruler, into answers: inout [Neighbour]
    ) {
        let squares = levels[level].spaces[block].leastSquaredDistances(from: reach.probe)
        for lane in 0..<PackedRTree.fanOut where Double(squares[lane]) <= reach.squared {
            let child = block * PackedRTree.fanOut + lane
            guard level == 0 else {
                collect(reach, level: level - 1, block: child, ruler: &ruler, into: &answers)
                continue
            }
            let first = child * PackedRTree.fanOut
            for slot in first..<min(first + PackedRTree.fanOut, count)
            where entries.squaredDistance(from: ruler.centred, toSlot: slot) <= reach.squared {
                let metres = ruler.distanceMetres(to: slot, of: entries)
                guard metres <= reach.radiusMetres else { continue }
                answers.append(Neighbour(index: Int(origins[slot]), distanceMetres: metres))
            }
        }
    }
}

/// How far a search within a distance goes.
private struct Reach {
    let radiusMetres: Double
    /// No geodesic as short as the distance has a chord whose square is greater.
    let squared: Double
    let probe: SpaceProbe
}
