import Geodesy
import SimpleFeatures

/// The features of a layer that has none but points.
struct IndexedPoints: Sendable {
    private let positions: [Coordinate]
    /// Which feature each position is that of.
    private let owners: [UInt32]
    private let tree: PackedRTree

    /// Takes features in order; `nil` where one is no point. Those without a shape are passed over.
    init?(_ features: [Feature]) {
        var positions: [Coordinate] = []
        var owners: [UInt32] = []
        for (owner, feature) in features.enumerated() {
            switch feature.geometry {
            case nil: continue
            case .point(let position):
                positions.append(position)
                owners.append(UInt32(owner))
            default: return nil
            }
        }
        self.positions = positions
        self.owners = owners
        tree = PackedRTree(positions)
    }

    /// What `FeatureIndex.matches(near:withinMetres:limit:where:)` says.
    func matches(
        near position: Coordinate, withinMetres radiusMetres: Double, limit: Int,
        where isWanted: ((Int) -> Bool)?
    ) -> [FeatureIndex.Match] {
        let neighbours =
            limit >= tree.count && isWanted == nil
            ? tree.within(radiusMetres, of: position)
            : tree.nearest(
                limit, to: position, withinMetres: radiusMetres,
                where: isWanted.map { isWanted in { isWanted(Int(owners[$0])) } })
        return neighbours.map { neighbour in
            let nearest = positions[neighbour.index]
            return FeatureIndex.Match(
                index: Int(owners[neighbour.index]), position: nearest, origin: position,
                line: Geodesic.inverse(from: position, to: nearest))
        }
    }
}
