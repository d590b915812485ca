import Regions
package import SimpleFeatures
import Topology

/// Makes one set of outlines.
struct OutlineBuilder {
    /// What an outline says beside its rings.
    private struct Facts {
        let name: String
        var code: String?
        var id: String?
        var population: Int?
        var populationYear: Int?
        var areaSquareKilometres: Double?
    }

    private let id: String
    private let kind: OutlineSet.Kind
    private let setName: String?
    private let facts: [Facts]
    private let areas: [[Polygon]]

    init(id: String, kind: OutlineSet.Kind, areas: [OutlineFile.Area]) {
        self.id = id
        self.kind = kind
        setName = nil
        facts = areas.map { Facts(name: $0.name, code: $0.country, id: $0.id) }
        self.areas = areas.map(\.polygons)
    }

    init(regions set: RegionSet, id: String) {
        self.id = id
        kind = .region
        setName = set.name
        facts = set.regions.map { region in
            Facts(
                name: region.title, id: region.name, population: region.population,
                populationYear: region.populationYear,
                areaSquareKilometres: region.areaSquareKilometres)
        }
        areas = set.regions.map { $0.geometry.polygons.filter { $0.exterior.count > 3 } }
    }

    /// The set, made coarser until it takes no more bytes than it may.
    func set(_ detail: OutlineDetail) -> OutlineSet {
        var tolerance = detail.toleranceDegrees
        let grid = OutlineGrid(areas, withoutRingsBelow: tolerance)
        while true {
            let steps = OutlineDetail.steps(toleranceDegrees: tolerance)
            let rings = grid.rings(toleranceDegrees: tolerance, steps: steps)
            let bytes = rings.joined().joined().reduce(0) { $0 + OutlineSet.packedSize(of: $1) }
            // Sets of thousands of regions are asked for to be seen.
            let mostBytes = max(detail.mostBytes, areas.count * OutlineBuilder.leastBytes)
            guard bytes > mostBytes, tolerance < OutlineBuilder.coarsest else {
                return OutlineSet(
                    id: id, kind: kind, setName: setName, steps: steps,
                    shapes: zip(facts, rings).map { shape($0, polygons: $1, steps: steps) })
            }
            // Fewer corners by about as much as borders may move farther.
            tolerance *= min(max(Double(bytes) / Double(mostBytes) * 1.1, 1.25), 8)
        }
    }

    /// How many bytes an outline may take, however many there are.
    private static let leastBytes = 40
    /// Beyond it an outline is no likeness any more.
    private static let coarsest = 2.0

    private func shape(_ facts: Facts, polygons: [[[GridPoint]]], steps: Int) -> OutlineShape {
        let outlines = polygons.map { rings in
            let rings = rings.map { $0.map { OutlineSet.position(of: $0, steps: steps) } }
            return Polygon(
                exterior: closed(rings[0]), interiors: rings.dropFirst().map(closed))
        }
        let sizes = outlines.map { OutlineGrid.squareDegrees($0.exterior) }
        let largest = sizes.indices.max { sizes[$0] < sizes[$1] }
        return OutlineShape(
            name: facts.name, code: facts.code, id: facts.id,
            label: largest.flatMap { label(in: outlines[$0]) },
            rank: OutlineBuilder.rank(squareDegrees: sizes.reduce(0, +)),
            population: facts.population, populationYear: facts.populationYear,
            areaKm2: facts.areaSquareKilometres, rings: polygons.flatMap { $0 })
    }

    private func closed(_ ring: [Coordinate]) -> [Coordinate] { ring + ring.prefix(1) }

    /// A position well inside of a polygon; of one that GEOS refuses, a corner of it.
    private func label(in polygon: Polygon) -> Coordinate? {
        do throws(TopologyError) {
            return try Geometry.polygon(polygon).interiorPosition()
        } catch { return polygon.exterior.first }
    }

    /// 0 for the size of the largest country, one more for each third of it.
    static func rank(squareDegrees: Double) -> Int {
        var rank = 0
        var least = 460.0
        while rank < 9, squareDegrees < least {
            rank += 1
            least /= 3
        }
        return rank
    }
}

extension OutlineSet {
    /// Where a point of a grid lies on the earth.
    package static func position(of point: GridPoint, steps: Int) -> Coordinate {
        Coordinate(
            wrappingLongitude: Double(point.x) / Double(steps),
            clampingLatitude: Double(point.y) / Double(steps))
    }

    /// How many bytes a ring takes.
    static func packedSize(of ring: [GridPoint]) -> Int {
        var size = 2
        var last = GridPoint(x: 0, y: 0)
        for point in ring {
            for step in [point.x &- last.x, point.y &- last.y] {
                size += step.magnitude < 64 ? 1 : step.magnitude < 8192 ? 2 : 3
            }
            last = point
        }
        return size
    }
}
