import Formats
import Geodesy
import SimpleFeatures
import SpatialIndexing

/// The features of a mapped FlatGeobuf file, asked in place.
///
/// Filters are asked feature by feature in the order of the file's boxes, and what no answer needs is
/// not read. The file says where each box ends: a line that steps over the antimeridian and was not cut
/// there has a box that does not hold it, and may be missed.
struct MappedSource: NearSource {
    private let layer: FlatGeobufLayer
    private let count: Int
    private let passes: (Feature) throws -> Bool

    /// A source of the features of a layer that pass a filter; `nil` where the layer has no tree.
    init?(_ layer: FlatGeobufLayer, passing passes: @escaping (Feature) throws -> Bool) {
        guard let tree = layer.tree else { return nil }
        self.layer = layer
        count = tree.count
        self.passes = passes
    }

    var census: NearCensus {
        NearCensus(total: count, withoutPosition: nil, tooVague: nil)
    }

    /// Whether a centre can be asked from here: the tree knows distances from positions.
    static func answers(from centre: NearCentre) -> Bool {
        if case .point = centre.shape { return true }
        return centre.shape == nil
    }

    func matches(near shape: Geometry, withinMetres: Double, limit: Int) throws -> [NearMatch] {
        guard case .point(let position) = shape else {
            preconditionFailure("a mapped layer is asked from positions")
        }
        func nearest(on feature: Feature) -> NearestPosition? {
            feature.geometry.flatMap { Geodesic.nearest(on: $0, to: position) }
        }
        // The layer knows no errors of filters.
        var failure: (any Error)?
        let found = try layer.nearest(limit, to: position, withinMetres: withinMetres) { feature in
            do {
                guard failure == nil, !LayerSource.isTooVague(feature), try passes(feature) else {
                    return nil
                }
                return nearest(on: feature)?.line.distanceMetres
            } catch {
                failure = error
                return nil
            }
        }
        if let failure { throw failure }
        return found.compactMap { nearby in
            nearest(on: nearby.feature).map {
                NearMatch(feature: nearby.feature, origin: position, line: $0.line)
            }
        }
    }
}
