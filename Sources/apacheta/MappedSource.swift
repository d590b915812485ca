import Formats
import Geodesy
import SimpleFeatures
import SpatialIndexing

/// The features of a mapped FlatGeobuf file, asked in place.
///
/// The file's tree gives features in the order of the distance to their boxes, which is no longer than
/// that to their shapes, to a micrometre; so a feature is an answer as soon as no box is left that is
/// nearer. Filters are asked in that order, and what no answer needs is not read.
struct MappedSource: NearSource {
    private let layer: FlatGeobufLayer
    private let tree: FlatGeobufTree
    private let passes: (Feature) throws -> Bool

    /// Farther than a quarter of a meridian no box bounds the distance of the shape in it.
    private static let farthestBoundMetres = 9_985_000.0

    /// A source of the features of a layer that pass a filter; `nil` where the layer has no tree.
    init?(_ layer: FlatGeobufLayer, passing passes: @escaping (Feature) throws -> Bool) {
        guard let tree = layer.tree else { return nil }
        self.layer = layer
        self.tree = tree
        self.passes = passes
    }

    var census: NearCensus {
        NearCensus(total: tree.count, withoutPosition: nil, tooVague: nil)
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
        var search = tree.neighbours(of: position, withinMetres: withinMetres)
        var waiting: [Measured] = []
        var answers: [NearMatch] = []
        while answers.count < limit {
            let next = try search.next()
            let bound = next.map {
                (min($0.distanceMetres, MappedSource.farthestBoundMetres), $0.entry.number)
            }
            let isSettled = { (one: Measured) in bound.map { one.order < $0 } ?? true }
            if waiting.contains(where: isSettled) {
                let settled = waiting.filter(isSettled).sorted { $0.order < $1.order }
                answers += settled.map(\.match).prefix(limit - answers.count)
                waiting.removeAll(where: isSettled)
            }
            guard let next else { break }
            if let match = try match(next.entry, from: position, withinMetres: withinMetres) {
                waiting.append(Measured(number: next.entry.number, match: match))
            }
        }
        return answers
    }

    /// A feature measured by its shape; `nil` where it is no answer.
    private func match(
        _ entry: FlatGeobufTree.Entry, from position: Coordinate, withinMetres: Double
    ) throws -> NearMatch? {
        let feature = try layer.feature(at: entry.byteOffset, number: entry.number)
        guard !LayerSource.isTooVague(feature), try passes(feature),
            let nearest = feature.geometry.flatMap({ Geodesic.nearest(on: $0, to: position) }),
            nearest.line.distanceMetres <= withinMetres
        else { return nil }
        return NearMatch(feature: feature, origin: position, line: nearest.line)
    }
}

/// A feature whose distance is known and may still be undercut.
private struct Measured {
    let number: Int
    let match: NearMatch

    /// The nearest first, of two at one distance the one that stands first in the file.
    var order: (metres: Double, number: Int) { (match.line.distanceMetres, number) }
}
