import Geodesy
import SimpleFeatures

/// Shapes cut into points and runs of a few sides, in a tree of boxes in space.
///
/// The tree is for distances to shapes, from a position or from another shape: what is near to a
/// route is found by walking two trees at once, which ``PackedRTree`` does not offer. Pieces stand in
/// the order of a curve in leaves of eight, leaves in nodes of eight, up to one.
struct PieceTree: Sendable {
    /// A point, or a few sides of a line or ring that follow each other.
    struct Piece: Sendable {
        /// The number of the shape that it belongs to.
        let owner: UInt32
        fileprivate let first: UInt32
        fileprivate let count: UInt32

        /// The vertices of the course that it runs through.
        var vertices: Range<Int> { Int(first)..<Int(first) + Int(count) }
    }

    static let fanOut = 8
    private static let sidesInRun = 8

    /// The positions of all shapes.
    let course: Course
    /// The pieces, in the order of the tree.
    let pieces: [Piece]
    /// The boxes of the pieces, of the leaves, and so on up to one; empty when there is no piece.
    let levels: [[SpaceBox]]

    /// A tree of shapes.
    ///
    /// - Parameter shapes: Any shapes, fewer than 2³² positions together.
    /// - Complexity: O(*n* log *n*), *n* the number of positions.
    init(_ shapes: some Sequence<Geometry?>) {
        var course = Course()
        var pieces: [Piece] = []
        for (owner, shape) in shapes.enumerated() {
            if case .point(let position) = shape {
                let vertices = course.append(CollectionOfOne(position))
                pieces.append(Self.piece(of: owner, vertices))
                continue
            }
            for part in shape?.parts ?? [] {
                let vertices = course.append(part)
                guard vertices.count > 1 else {
                    pieces.append(Self.piece(of: owner, vertices))
                    continue
                }
                for first in stride(
                    from: vertices.lowerBound, to: vertices.upperBound - 1, by: Self.sidesInRun)
                {
                    let last = min(first + Self.sidesInRun, vertices.upperBound - 1)
                    pieces.append(Self.piece(of: owner, first..<last + 1))
                }
            }
        }
        precondition(
            course.positions.count < UInt32.max, "an index holds fewer than 2^32 positions")
        let boxes = pieces.map { piece in
            let sides = piece.vertices.dropLast()
            return SpaceBox(
                course.centred[piece.vertices],
                widenedByMetres: sides.reduce(0) { max($0, course.bulgeMetres(ofSide: $1)) })
        }
        let order = Self.curveOrder(of: boxes)
        self.course = course
        self.pieces = order.map { pieces[$0] }
        levels = Self.levels(over: order.map { boxes[$0] })
    }

    private static func piece(of owner: Int, _ vertices: Range<Int>) -> Piece {
        Piece(
            owner: UInt32(owner), first: UInt32(vertices.lowerBound),
            count: UInt32(vertices.count))
    }

    private static func curveOrder(of boxes: [SpaceBox]) -> [Int] {
        guard let whole = union(boxes[...]) else { return [] }
        return boxes.indices.map { UInt64(boxes[$0].curveKey(in: whole)) << 32 | UInt64($0) }
            .sorted().map { Int($0 & 0xFFFF_FFFF) }
    }

    private static func levels(over boxes: [SpaceBox]) -> [[SpaceBox]] {
        guard !boxes.isEmpty else { return [] }
        var levels = [boxes]
        while let top = levels.last, top.count > 1 {
            levels.append(
                stride(from: 0, to: top.count, by: fanOut).compactMap { first in
                    union(top[first..<min(first + fanOut, top.count)])
                })
        }
        return levels
    }

    private static func union(_ boxes: ArraySlice<SpaceBox>) -> SpaceBox? {
        boxes.first.map { first in boxes.dropFirst().reduce(into: first) { $0.formUnion($1) } }
    }

    /// The nodes under a node, or the pieces under a leaf.
    func children(of place: Int, onLevel level: Int) -> Range<Int> {
        place * Self.fanOut..<min((place + 1) * Self.fanOut, levels[level - 1].count)
    }
}

extension PieceTree {
    /// The least square of a straight distance from any piece to a box, up to a bound.
    ///
    /// - Parameters:
    ///   - box: In the same frame.
    ///   - bound: A search ends as soon as nothing nearer can be found.
    /// - Returns: A lower bound for all positions of the shapes; at most `bound`.
    func leastSquaredDistance(to box: SpaceBox, upTo bound: Double = .infinity) -> Double {
        guard let top = levels.last?.first else { return bound }
        if levels.count == 1 { return min(top.squaredDistance(to: box), bound) }
        var least = bound
        descend(from: levels.count - 1, 0, to: box, least: &least)
        return least
    }

    private func descend(from level: Int, _ place: Int, to box: SpaceBox, least: inout Double) {
        let children = children(of: place, onLevel: level)
        let boxes = levels[level - 1]
        if level == 1 {
            for child in children { least = min(least, boxes[child].squaredDistance(to: box)) }
            return
        }
        var distances = NearestFirst()
        for child in children { distances.insert(boxes[child].squaredDistance(to: box), child) }
        for index in 0..<distances.count where distances[index].squared < least {
            descend(from: level - 1, distances[index].place, to: box, least: &least)
        }
    }

    /// Looks for where the shapes come nearer to a piece of another tree than so far.
    ///
    /// - Parameters:
    ///   - approach: The best so far, from this tree to the other.
    ///   - place: The number of the piece in the other tree.
    ///   - other: The other tree.
    func improve(_ approach: inout Approach, to place: Int, of other: PieceTree) {
        guard !levels.isEmpty else { return }
        improve(&approach, level: levels.count - 1, 0, to: place, of: other)
    }

    private func improve(
        _ approach: inout Approach, level: Int, _ place: Int, to piece: Int, of other: PieceTree
    ) {
        guard level > 0 else {
            course.improve(
                &approach, over: pieces[place].vertices, to: other.course,
                over: other.pieces[piece].vertices)
            return
        }
        let box = other.levels[0][piece]
        var distances = NearestFirst()
        for child in children(of: place, onLevel: level) {
            distances.insert(levels[level - 1][child].squaredDistance(to: box), child)
        }
        for index in 0..<distances.count where distances[index].squared <= approach.squaredReach {
            improve(&approach, level: level - 1, distances[index].place, to: piece, of: other)
        }
    }
}

/// The children of a node, the nearest first.
private struct NearestFirst {
    private var squares = SIMD8<Double>()
    private var places = SIMD8<Int>()
    private(set) var count = 0

    subscript(index: Int) -> (squared: Double, place: Int) { (squares[index], places[index]) }

    mutating func insert(_ squared: Double, _ place: Int) {
        var index = count
        while index > 0, squares[index - 1] > squared {
            squares[index] = squares[index - 1]
            places[index] = places[index - 1]
            index -= 1
        }
        squares[index] = squared
        places[index] = place
        count += 1
    }
}
