public import Geodesy
public import SimpleFeatures

/// An index that grows by batches: a few packed trees, merged as they grow.
///
/// A new batch becomes a tree of its own. As long as the last tree is not at least twice as large as the
/// batch, it is built anew together with it. So each tree is at least twice as large as the next: of
/// *n* entries in batches of at least *b* there are at most 1 + log₂(*n*/*b*) trees, and a search asks so
/// many. An entry that is built anew ends in a tree at least one and a half times as large as its own, so
/// that happens at most log₁.₅(*n*/*b*) times, and half as often when batches are alike. With three
/// thousand entries a day on a million that is nine trees at most, and all of it built anew twice a year.
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

    /// Begins with a tree built before, or in a file; of a file only what is asked for is read until it is
    /// built anew.
    public init(_ tree: PackedRTree) {
        if !tree.isEmpty { parts = [Part(tree: tree, first: 0)] }
    }

    /// How many entries there are.
    public var count: Int { parts.last.map { $0.first + $0.tree.count } ?? 0 }

    /// How many trees a search asks.
    public var treeCount: Int { parts.count }

    /// What was found to be wrong with a tree in a file by the searches up to now.
    public var fault: IndexError? { parts.lazy.compactMap(\.tree.fault).first }

    /// Adds positions.
    ///
    /// - Parameter positions: Any number of them; nothing else was added before than positions.
    /// - Throws: ``IndexError`` when a tree in a file has to be built anew and is damaged; then nothing
    ///   is added.
    /// - Complexity: O(*k* log *n*) on the average of many batches, *k* the size of this one.
    public mutating func append(_ positions: [Coordinate]) throws(IndexError) {
        try append(positions, kind: .positions, { $0.position($1) }) { PackedRTree($0) }
    }

    /// Adds boxes.
    ///
    /// - Parameter envelopes: Any number of them; nothing else was added before than boxes.
    /// - Throws: ``IndexError`` when a tree in a file has to be built anew and is damaged; then nothing
    ///   is added.
    /// - Complexity: O(*k* log *n*) on the average of many batches, *k* the size of this one.
    public mutating func append(_ envelopes: [Envelope]) throws(IndexError) {
        // What a tree holds that was checked is no box in vain.
        try append(envelopes, kind: .envelopes, { $0.envelope($1) ?? .world }) { PackedRTree($0) }
    }

    private mutating func append<Entry>(
        _ batch: [Entry], kind: TreeLayout.Kind, _ entry: (TreeBytes, Int) -> Entry,
        build: ([Entry]) -> PackedRTree
    ) throws(IndexError) {
        guard !batch.isEmpty else { return }
        if let first = parts.first {
            precondition(
                first.tree.layout.kind == kind, "an index holds positions or boxes, not both")
        }
        // Which trees are built anew is settled first, so that none is built in vain.
        var kept = parts.count
        var size = batch.count
        while kept > 0, parts[kept - 1].tree.count < 2 * size {
            kept -= 1
            size += parts[kept].tree.count
        }
        for part in parts[kept...] { try part.tree.checkAll() }
        let first = parts[..<kept].last.map { $0.first + $0.tree.count } ?? 0
        let older = parts[kept...].flatMap { $0.tree.inInputOrder(entry) }
        parts.removeSubrange(kept...)
        parts.append(Part(tree: build(older + batch), first: first))
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
    /// Distances are GeographicLib's to the last bit: those of several trees can be put in order by
    /// nothing less.
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
