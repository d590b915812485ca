public import Geodesy
public import SimpleFeatures

/// An index that grows by batches: a few packed trees, merged as they grow.
///
/// A new batch becomes a tree of its own. As long as the last tree is more than half as large as the
/// one before it, the two are built anew as one. So each tree is at least twice as large as the next:
/// of *n* entries in batches of at least *b* there are at most 1 + log₂(*n*/*b*) trees, an entry is
/// built into a new one at most that often, and a search asks so many. With some thousand entries a
/// day on a million, that is ten trees at most and a rebuild of all once a year.
///
/// Answers are numbers of entries in the order in which they were added.
public struct GrowingRTree: Sendable {
    /// A tree and the number of its first entry.
    private struct Part: Sendable {
        let tree: PackedRTree
        let first: Int
    }

    private var parts: [Part] = []

    /// An index without entries.
    public init() {}

    /// Begins with a tree built before, or in a file.
    public init(_ tree: PackedRTree) {
        if !tree.isEmpty { parts = [Part(tree: tree, first: 0)] }
    }

    /// How many entries there are.
    public var count: Int { parts.last.map { $0.first + $0.tree.count } ?? 0 }

    /// How many trees a search asks.
    public var treeCount: Int { parts.count }

    /// Adds positions.
    ///
    /// - Parameter positions: Any number of them; nothing else was added before than positions.
    /// - Complexity: O(*k* log *n*) on the average of many batches, *k* the size of this one.
    public mutating func append(_ positions: [Coordinate]) {
        append(PackedRTree(positions))
    }

    /// Adds boxes.
    ///
    /// - Parameter envelopes: Any number of them; nothing else was added before than boxes.
    /// - Complexity: O(*k* log *n*) on the average of many batches, *k* the size of this one.
    public mutating func append(_ envelopes: [Envelope]) {
        append(PackedRTree(envelopes))
    }

    private mutating func append(_ tree: PackedRTree) {
        guard !tree.isEmpty else { return }
        if let kind = parts.first?.tree.layout.kind {
            precondition(kind == tree.layout.kind, "an index holds positions or boxes, not both")
        }
        var merged = [Part(tree: tree, first: count)]
        // Which trees are merged is settled first, so that none is built only to be merged again.
        var size = tree.count
        while let last = parts.last, last.tree.count < 2 * size {
            size += last.tree.count
            merged.insert(parts.removeLast(), at: 0)
        }
        guard merged.count > 1 else {
            parts.append(merged[0])
            return
        }
        let together =
            tree.layout.kind == .positions
            ? PackedRTree(merged.flatMap { $0.tree.inInputOrder { $0.position($1) } })
            : PackedRTree(merged.flatMap { $0.tree.inInputOrder { $0.envelope($1) } })
        parts.append(Part(tree: together, first: merged[0].first))
    }

    /// The entries that share at least one position with a window.
    ///
    /// - Parameter envelope: The window; it may cross the antimeridian.
    /// - Returns: Their numbers, ascending.
    /// - Complexity: That of as many searches as there are trees.
    public func search(_ envelope: Envelope) -> [Int] {
        parts.flatMap { part in part.tree.search(envelope).map { $0 + part.first } }
    }

    /// All entries, the nearest to a position first, found as they are asked for.
    ///
    /// - Parameters:
    ///   - position: Where the distances are measured from.
    ///   - figure: The ellipsoid, or the sphere.
    /// - Returns: A sequence in the order of distance, of two at one distance the one that was added
    ///   first.
    /// - Complexity: That of as many searches as there are trees.
    public func neighbours(
        of position: Coordinate, on figure: EarthFigure = .ellipsoid
    ) -> Neighbours {
        Neighbours(
            searches: parts.map { ($0.first, $0.tree.neighbours(of: position, on: figure)) })
    }

    /// The entries nearest to a position.
    ///
    /// - Parameters:
    ///   - count: How many at most.
    ///   - position: Where the distances are measured from.
    ///   - radiusMetres: Nothing farther is an answer.
    ///   - figure: The ellipsoid, or the sphere.
    ///   - isWanted: Asked for an entry by its number; what it refuses is passed over.
    /// - Returns: The nearest first, of two at one distance the one that was added first.
    /// - Complexity: That of as many searches as there are trees.
    public func nearest(
        _ count: Int, to position: Coordinate, withinMetres radiusMetres: Double = .infinity,
        on figure: EarthFigure = .ellipsoid, where isWanted: ((_ index: Int) -> Bool)? = nil
    ) -> [Neighbour] {
        var answers: [Neighbour] = []
        guard count > 0 else { return answers }
        for neighbour in neighbours(of: position, on: figure) {
            guard neighbour.distanceMetres <= radiusMetres else { break }
            guard isWanted?(neighbour.index) ?? true else { continue }
            answers.append(neighbour)
            if answers.count == count { break }
        }
        return answers
    }

    /// All entries within a distance of a position, the distance itself included.
    ///
    /// - Parameters:
    ///   - radiusMetres: The distance; there is no answer when it is negative or not a number.
    ///   - position: Where the distances are measured from.
    ///   - figure: The ellipsoid, or the sphere.
    /// - Returns: The nearest first, of two at one distance the one that was added first.
    /// - Complexity: That of as many searches as there are trees.
    public func within(
        _ radiusMetres: Double, of position: Coordinate, on figure: EarthFigure = .ellipsoid
    ) -> [Neighbour] {
        nearest(.max, to: position, withinMetres: radiusMetres, on: figure)
    }

    /// The entries of several trees in the order of their distance from a position.
    public struct Neighbours: Sequence, IteratorProtocol, Sendable {
        private var searches: [(next: Neighbour, first: Int, rest: PackedRTree.Neighbours)] = []

        fileprivate init(searches: [(first: Int, neighbours: PackedRTree.Neighbours)]) {
            for var search in searches {
                guard let next = search.neighbours.next() else { continue }
                self.searches.append(
                    (next.moved(by: search.first), search.first, search.neighbours))
            }
        }

        /// The next nearest entry; `nil` after the last.
        public mutating func next() -> Neighbour? {
            guard let place = searches.indices.min(by: { searches[$0].next < searches[$1].next })
            else { return nil }
            let answer = searches[place].next
            if let next = searches[place].rest.next() {
                searches[place].next = next.moved(by: searches[place].first)
            } else {
                searches.remove(at: place)
            }
            return answer
        }
    }
}

extension Neighbour {
    fileprivate func moved(by first: Int) -> Neighbour {
        Neighbour(index: index + first, distanceMetres: distanceMetres)
    }
}
