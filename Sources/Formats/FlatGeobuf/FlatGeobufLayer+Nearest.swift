public import SimpleFeatures
import SpatialIndexing

extension FlatGeobufLayer {
    /// A feature found near a position.
    public struct Nearby: Hashable, Sendable {
        /// The feature.
        public let feature: Feature
        /// Where it stands among the features of the file, counted from 0.
        public let number: Int
        /// Its distance, as the caller measured it.
        public let distanceMetres: Double
    }

    /// The features nearest to a position.
    ///
    /// Through the index a few features of many are read; without one each is.
    ///
    /// - Parameters:
    ///   - count: How many at most; none when zero or negative.
    ///   - position: Where the distances are measured from.
    ///   - radiusMetres: Nothing farther is an answer.
    ///   - measure: The geodesic distance of a feature, in metres: to one of its positions, or to
    ///     any other in the box around them; `nil` passes it over. It is asked at most once for a
    ///     feature, and only for those with a shape.
    /// - Returns: The nearest first, of two at one distance the one that stands first in the file.
    /// - Throws: ``FormatError`` when a part of the index or a feature that is needed cannot be what
    ///   it says.
    /// - Complexity: O((log *n* + *k*) log *k*) for shapes that overlap little, *k* being `count` and
    ///   the features that are passed over or tie with the last answer; O(*n*) without an index.
    public func nearest(
        _ count: Int, to position: Coordinate, withinMetres radiusMetres: Double = .infinity,
        measuring measure: (Feature) -> Double?
    ) throws(FormatError) -> [Nearby] {
        guard let tree else {
            return try nearestOfAll(count, withinMetres: radiusMetres, measuring: measure)
        }
        // The tree asks for a distance and knows no errors of features.
        var failure: FormatError?
        let neighbours: [FlatGeobufTree.Neighbour]
        do throws(FlatGeobufError) {
            neighbours = try withoutActuallyEscaping(measure) { measure throws(FlatGeobufError) in
                try tree.nearest(count, to: position, withinMetres: radiusMetres) { entry in
                    guard failure == nil else { return nil }
                    do throws(FormatError) {
                        let feature = try feature(at: entry.byteOffset, number: entry.number)
                        // A file may give a box to a feature without a shape.
                        return feature.geometry == nil ? nil : measure(feature)
                    } catch {
                        failure = error
                        return nil
                    }
                }
            }
        } catch { throw failure ?? FormatError(error) }
        if let failure { throw failure }
        var answers: [Nearby] = []
        for neighbour in neighbours {
            let entry = neighbour.entry
            answers.append(
                Nearby(
                    feature: try feature(at: entry.byteOffset, number: entry.number),
                    number: entry.number, distanceMetres: neighbour.distanceMetres))
        }
        return answers
    }

    private func nearestOfAll(
        _ count: Int, withinMetres radiusMetres: Double, measuring measure: (Feature) -> Double?
    ) throws(FormatError) -> [Nearby] {
        guard count > 0 else { return [] }
        var answers: [Nearby] = []
        var features = features()
        while let feature = try features.next() {
            guard feature.geometry != nil, let metres = measure(feature),
                metres <= radiusMetres
            else { continue }
            answers.append(
                Nearby(feature: feature, number: features.count - 1, distanceMetres: metres))
            // Sorting once in a while keeps few features and costs little.
            if answers.count >= 1000, answers.count / 2 >= count {
                keepNearest(count, of: &answers)
            }
        }
        keepNearest(count, of: &answers)
        return answers
    }

    private func keepNearest(_ count: Int, of answers: inout [Nearby]) {
        answers.sort { one, other in
            one.distanceMetres != other.distanceMetres
                ? one.distanceMetres < other.distanceMetres : one.number < other.number
        }
        if answers.count > count { answers.removeSubrange(count...) }
    }
}
