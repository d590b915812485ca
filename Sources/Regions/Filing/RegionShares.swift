import Geodesy
import SimpleFeatures
import SpatialIndexing
import Topology

/// The polygons of a set, ready to tell how much of a line or an area lies in each.
///
/// A line is measured by the lengths of geodesics, an area on the ellipsoid.
final class RegionShares {
    private let set: RegionSet
    private let areas: PreparedAreas
    /// The boxes of the regions, and which region each of them is; an empty region has none.
    private let boxes: PackedRTree
    private let owners: [Int]

    init(_ set: RegionSet) throws(RegionError) {
        do throws(TopologyError) {
            areas = try PreparedAreas(set.regions.map(\.geometry))
        } catch { throw .topology(place: set.name, error) }
        let envelopes = set.regions.map(\.geometry.envelope)
        owners = envelopes.indices.filter { envelopes[$0] != nil }
        boxes = PackedRTree(envelopes.compactMap { $0 })
        self.set = set
    }

    /// The region that has the most of a line or an area, the first of equal ones; where regions
    /// overlap, also the others that have more than half of it.
    ///
    /// - Returns: `nil` for points, for what has no length or area, and for what meets no region:
    ///   such a shape is filed by its position.
    /// - Throws: ``RegionError`` when GEOS fails on a region.
    /// - Complexity: O(*m* log *m*), *m* the positions of the shape, for one that lies in a region or
    ///   outside; O((*m* + *n*) log (*m* + *n*)) for one that crosses the border of a region of *n*
    ///   positions.
    func answer(for shape: Geometry) throws(RegionError) -> Filing.Answer? {
        guard let measured = MeasuredShape(shape), let box = measured.shape.envelope
        else { return nil }
        var shares: [(region: Int, share: Double)] = []
        for region in boxes.search(box).map({ owners[$0] }).sorted() {
            let common: PreparedAreas.Common
            do throws(TopologyError) {
                common = try areas.common(with: measured.shape, area: region)
            } catch {
                throw .topology(place: "\(set.name), region '\(set.regions[region].name)'", error)
            }
            switch common {
            case .nothing: break
            case .all: shares.append((region, 1))
            case .part(let part):
                let share = measured.measure(of: part) / measured.total
                if share > 0 { shares.append((region, share)) }
            }
        }
        guard let most = shares.map(\.share).max(),
            // Halves are halves in spite of rounding.
            let winner = shares.first(where: { $0.share >= most - 1e-6 })
        else { return nil }
        // Two that have more than half each overlap. Parts of long sides follow other geodesics than
        // the sides themselves, so that the parts of a whole may seem a little more than it.
        let holders = shares.filter {
            $0.region == winner.region || ($0.share > 0.5 && $0.share + winner.share > 1.01)
        }
        return .filed(RegionIndices(holders.map(\.region)), by: .share(winner.share))
    }
}

/// A line or an area that has a length or an area, valid.
private struct MeasuredShape {
    let shape: Geometry
    /// Its square metres or metres, greater than 0.
    let total: Double
    private let isArea: Bool

    /// `nil` for anything else, and for a shape that cannot be repaired.
    init?(_ shape: Geometry) {
        // GEOS' plane ends at the antimeridian: what runs over it must be cut there.
        let shape = shape.cutAtAntimeridian
        let polygons = shape.polygons
        isArea = !polygons.isEmpty
        var kept = isArea ? Geometry.multiPolygon(polygons) : .multiLineString(shape.lines)
        do throws(TopologyError) {
            if try kept.validityProblem() != nil { kept = try kept.madeValid() }
        } catch { return nil }
        if isArea { kept = .multiPolygon(kept.polygons) }
        total = MeasuredShape.measure(of: kept, isArea: isArea)
        guard total > 0, total.isFinite else { return nil }
        self.shape = kept
    }

    func measure(of part: Geometry) -> Double { MeasuredShape.measure(of: part, isArea: isArea) }

    private static func measure(of part: Geometry, isArea: Bool) -> Double {
        isArea
            ? Geodesic.areaSquareMetres(of: part)
            : part.lines.reduce(0) { $0 + Geodesic.lengthMetres(of: $1) }
    }
}

extension Geometry {
    /// The lines of the shape, those inside collections included.
    fileprivate var lines: [[Coordinate]] {
        switch self {
        case .lineString(let line): return [line]
        case .multiLineString(let lines): return lines
        case .collection(let members): return members.flatMap(\.lines)
        case .point, .multiPoint, .polygon, .multiPolygon: return []
        }
    }
}
