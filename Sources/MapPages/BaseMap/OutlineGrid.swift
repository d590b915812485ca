import Geodesy
import Regions
package import SimpleFeatures

/// Borders of areas that lie side by side, to be drawn coarsely: each border is made coarser once,
/// whoever has it.
///
/// Beside the simplifying that region files get, it drops islands too small to be seen, thins borders
/// before it looks at them closely, and puts what is left on a grid. That is made for each page
/// anew, so it does without looking for borders that only nearly coincide, and without a check that the
/// outlines are valid: they are drawn, nothing is filed by them.
package struct OutlineGrid: Sendable {
    private let arcs: CoverageArcs
    /// The polygons of each area, those too small to be seen left out.
    private let areas: [[Polygon]]

    /// Metres of a degree on a sphere of the mean radius.
    static let degreeMetres = EarthFigure.meanRadiusMetres * .pi / 180

    /// - Parameters:
    ///   - areas: The polygons of each area, their rings closed.
    ///   - leastDegrees: Rings smaller than a square of this side are left out, unless they are the
    ///     largest of their area.
    /// - Complexity: O(*n*), *n* the number of positions.
    package init(_ areas: [[Polygon]], withoutRingsBelow leastDegrees: Double) {
        let least = leastDegrees * leastDegrees
        self.areas = areas.map { polygons in
            let largest = polygons.indices.max {
                OutlineGrid.squareDegrees(polygons[$0].exterior)
                    < OutlineGrid.squareDegrees(polygons[$1].exterior)
            }
            return polygons.enumerated().compactMap { place, polygon in
                guard
                    place == largest || OutlineGrid.squareDegrees(polygon.exterior) >= least
                else { return nil }
                return Polygon(
                    exterior: polygon.exterior,
                    interiors: polygon.interiors.filter {
                        OutlineGrid.squareDegrees($0) >= least
                    })
            }
        }
        arcs = CoverageArcs(self.areas)
    }

    /// The size of a ring in the plane of degrees, shrunk as meridians draw near each other.
    static func squareDegrees(_ ring: [Coordinate]) -> Double {
        guard let first = ring.first else { return 0 }
        var sum = 0.0
        var last = ring[ring.count - 1]
        for position in ring {
            sum +=
                (last.longitude - first.longitude) * (position.latitude - first.latitude)
                - (position.longitude - first.longitude) * (last.latitude - first.latitude)
            last = position
        }
        return sum.magnitude / 2 * Earth.cosine(ofDegrees: first.latitude)
    }

    /// The areas on a grid.
    ///
    /// - Parameters:
    ///   - toleranceDegrees: Roughly how far a border may move.
    ///   - steps: Steps of the grid in a degree.
    /// - Returns: For each area its polygons, for each of these its rings, the outer one first. An
    ///   area keeps a triangle at least.
    /// - Complexity: O(*n* log *n*), *n* the number of positions.
    package func rings(toleranceDegrees: Double, steps: Int) -> [[[[GridPoint]]]] {
        var thin = ThinArcs(arcs, toleranceDegrees: toleranceDegrees / 2)
        thin.simplify(toleranceDegrees: toleranceDegrees)
        let places = thin.arcs.map { arc in
            arc.map { OutlineGrid.point(at: thin.corners[Int($0)], steps: steps) }
        }
        return arcs.areas.enumerated().map { number, polygons in
            let drawn = polygons.compactMap { rings -> [[GridPoint]]? in
                guard let outer = rings.first,
                    let ring = OutlineGrid.ring(of: outer, arcs: places)
                else { return nil }
                return [ring]
                    + rings.dropFirst().compactMap { OutlineGrid.ring(of: $0, arcs: places) }
            }
            guard drawn.isEmpty, let position = areas[number].first?.exterior.first else {
                return drawn
            }
            return [[OutlineGrid.triangle(at: position, steps: steps)]]
        }
    }

    private static func point(at position: Coordinate, steps: Int) -> GridPoint {
        GridPoint(
            x: Int32((position.longitude * Double(steps)).rounded()),
            y: Int32((position.latitude * Double(steps)).rounded()))
    }

    /// The points of a ring, none twice in a row; `nil` where they enclose nothing.
    private static func ring(of parts: CoverageArcs.Ring, arcs: [[GridPoint]]) -> [GridPoint]? {
        var points: [GridPoint] = []
        func add(_ point: GridPoint) { if points.last != point { points.append(point) } }
        for (arc, isReversed) in parts {
            if isReversed { arcs[arc].reversed().forEach(add) } else { arcs[arc].forEach(add) }
        }
        while points.count > 1, points.first == points.last { points.removeLast() }
        guard points.count >= 3, doubleArea(of: points) != 0 else { return nil }
        return points
    }

    private static func doubleArea(of points: [GridPoint]) -> Int64 {
        var sum: Int64 = 0
        var last = points[points.count - 1]
        for point in points {
            sum += Int64(last.x) * Int64(point.y) - Int64(point.x) * Int64(last.y)
            last = point
        }
        return sum
    }

    /// The least area that the grid has, inside of the box of longitudes and latitudes.
    private static func triangle(at position: Coordinate, steps: Int) -> [GridPoint] {
        let corner = point(at: position, steps: steps)
        let east: Int32 = corner.x < Int32(180 * steps) ? 1 : -1
        let north: Int32 = corner.y < Int32(90 * steps) ? 1 : -1
        return [
            corner, GridPoint(x: corner.x + east, y: corner.y),
            GridPoint(x: corner.x, y: corner.y + north),
        ]
    }
}

/// Arcs with fewer corners, first by distance alone and then by what they mean for the border.
private struct ThinArcs {
    private(set) var corners: [Coordinate] = []
    private(set) var arcs: [[Int32]] = []
    private var isNode: [Bool] = []

    /// Keeps corners that lie a distance from the one kept before.
    ///
    /// Most corners of a border go here, at a fraction of what it costs to see whether they may go
    /// one by one.
    init(_ coverage: CoverageArcs, toleranceDegrees: Double) {
        var numbers = [Int32](repeating: -1, count: coverage.corners.count)
        for arc in coverage.arcs {
            let kept = ThinArcs.thinned(arc, coverage.corners, toleranceDegrees)
            let isFree = coverage.isFree(arc)
            arcs.append(
                kept.map { corner in
                    if numbers[Int(corner)] < 0 {
                        numbers[Int(corner)] = Int32(corners.count)
                        corners.append(coverage.corners[Int(corner)])
                        isNode.append(false)
                    }
                    return numbers[Int(corner)]
                })
            guard !isFree, let first = kept.first, let last = kept.last else { continue }
            isNode[Int(numbers[Int(first)])] = true
            isNode[Int(numbers[Int(last)])] = true
        }
    }

    private static func thinned(
        _ arc: [Int32], _ corners: [Coordinate], _ tolerance: Double
    ) -> [Int32] {
        let isClosed = arc.first == arc.last
        guard arc.count > (isClosed ? 4 : 2) else { return arc }
        var kept = [arc[0]]
        var last = corners[Int(arc[0])]
        for corner in arc[1..<(arc.count - 1)] {
            let position = corners[Int(corner)]
            let east =
                (position.longitude - last.longitude) * Earth.cosine(ofDegrees: last.latitude)
            let north = position.latitude - last.latitude
            guard
                east * east + north * north >= tolerance * tolerance
                    || position.longitude.magnitude == 180 || position.latitude.magnitude == 90
            else { continue }
            kept.append(corner)
            last = position
        }
        kept.append(arc[arc.count - 1])
        guard isClosed, kept.count < 4 else { return kept }
        let third = (arc.count - 1) / 3
        return [arc[0], arc[third], arc[2 * third], arc[arc.count - 1]]
    }

    mutating func simplify(toleranceDegrees: Double) {
        let nodes = isNode
        var simplifying = ArcSimplifying(
            corners: corners, arcs: arcs, isNode: { nodes[Int($0)] })
        simplifying.takeOut(below: toleranceDegrees * OutlineGrid.degreeMetres)
        let isGone = simplifying.isGone
        for place in arcs.indices {
            var left = arcs[place].filter { !isGone[Int($0)] }
            // A closed arc may have lost the corner that it began and ended with.
            if arcs[place].first == arcs[place].last, isGone[Int(arcs[place][0])],
                let first = left.first
            {
                left.append(first)
            }
            arcs[place] = left
        }
    }
}
