import Geodesy
import SimpleFeatures
import SpatialIndexing

/// Features that are asked which of them lie nearest, wherever they are kept.
///
/// A source hands out what passes its filters and no other: one in memory filters before it builds
/// its index, one that reads a mapped file in place asks feature by feature, in order of distance,
/// and stops at the limit. An event known no closer than its country is near to nothing.
protocol NearSource {
    /// What is known of all features.
    var census: NearCensus { get }

    /// The features nearest to a shape, each once.
    ///
    /// - Parameters:
    ///   - shape: A position, lines or areas; what lies in an area is at no distance.
    ///   - withinMetres: Nothing farther is an answer; the distance itself is.
    ///   - limit: How many at most.
    /// - Returns: The nearest first; of two at one distance the one that stands first in the layer.
    /// - Throws: The error of a file that turns out broken where it is read.
    func matches(
        near shape: Geometry, withinMetres: Double, limit: Int
    ) throws -> [NearMatch]
}

/// A feature found near a centre.
struct NearMatch {
    /// The feature as its layer has it.
    let feature: Feature
    /// The position of the centre that is nearest to the feature.
    let origin: Coordinate
    /// The way from there to the feature; of no length where one lies in the other.
    let line: GeodesicLine
}

/// What is known of the features of a source, for the sentences around an answer.
struct NearCensus {
    /// How many features the layer has that passed the filters.
    let total: Int
    /// How many of them have no place; `nil` where not every feature was looked at.
    let withoutPosition: Int?
    /// How many are known no closer than their country; `nil` where not every one was looked at.
    let tooVague: Int?
}

/// The features of a layer in memory.
struct LayerSource: NearSource {
    let census: NearCensus
    private let features: [Feature]
    private let index: FeatureIndex

    /// Indexes features that passed the filters.
    ///
    /// - Complexity: O(*n*), *n* the number of their positions.
    init(_ features: [Feature]) {
        let close = features.filter { !LayerSource.isTooVague($0) }
        self.features = close
        index = FeatureIndex(close)
        census = NearCensus(
            total: features.count, withoutPosition: index.countWithoutPosition,
            tooVague: features.count - close.count)
    }

    /// Whether an event is known no closer than its country: its middle is no place where anything
    /// happened.
    static func isTooVague(_ feature: Feature) -> Bool {
        feature.geometry != nil
            && ["country", "unknown"].contains(feature.properties["geo_prec"].text)
    }

    func matches(
        near shape: Geometry, withinMetres: Double, limit: Int
    ) -> [NearMatch] {
        index.matches(near: shape, withinMetres: withinMetres, limit: limit).map {
            NearMatch(feature: features[$0.index], origin: $0.origin, line: $0.line)
        }
    }
}
