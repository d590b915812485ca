import Geodesy
import SimpleFeatures

/// Shapes by their points and sides, and by their insides.
struct IndexedShapes: Sendable {
    /// The inside of one polygon.
    struct Area: Sendable {
        /// The number of the shape.
        let owner: Int
        let enclosure: Enclosure
    }

    /// What the shapes are made of.
    let tree: PieceTree
    /// The insides of all polygons.
    let areas: [Area]
    /// The boxes of the insides, in the same order.
    private let areaTree: PackedRTree
    /// The first position of every point, line and ring.
    let firsts: [Coordinate]
    /// How many of the shapes are not empty.
    let countWithPosition: Int

    /// Takes shapes in order; `nil` is an empty one.
    init(_ shapes: [Geometry?]) {
        let tree = PieceTree(shapes)
        var areas: [Area] = []
        for (owner, shape) in shapes.enumerated() {
            if case .point = shape { continue }
            for polygon in shape?.polygons ?? [] {
                guard let enclosure = Enclosure(polygon) else { continue }
                areas.append(Area(owner: owner, enclosure: enclosure))
            }
        }
        self.tree = tree
        self.areas = areas
        areaTree = PackedRTree(areas.map(\.enclosure.envelope))
        var hasPosition = [Bool](repeating: false, count: shapes.count)
        for piece in tree.pieces { hasPosition[Int(piece.owner)] = true }
        countWithPosition = hasPosition.count { $0 }
        // Of many shapes nobody asks this; of one that is asked with, they are few.
        firsts = shapes.count == 1 ? shapes[0]?.parts.compactMap(\.first) ?? [] : []
    }

    /// The shapes that have an inside which holds a position, each once, ascending.
    func owners(holding position: Coordinate) -> [Int] {
        guard !areas.isEmpty else { return [] }
        let holding = areaTree.search(Envelope(position)).filter {
            areas[$0].enclosure.contains(position)
        }
        return Set(holding.map { areas[$0].owner }).sorted()
    }
}
