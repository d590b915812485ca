import Geodesy
public import SimpleFeatures
import SpatialIndexing

extension Gazetteer {
    /// A place and how far it lies from where it was looked for.
    public struct NearPlace: Sendable {
        public let place: Place
        /// The geodesic between the two positions.
        public let distanceMetres: Double
    }

    /// The places nearest to a position, by the positions that stand for them.
    ///
    /// - Parameters:
    ///   - position: Where to look; poles and antimeridian are positions like any other.
    ///   - count: How many places at most.
    ///   - isWanted: What places count.
    /// - Returns: The nearest first, equal ones in the order of ``places``.
    /// - Complexity: O(log *n* + *k*) for what is common, O(*n*) where hardly a place is wanted.
    public func nearest(
        to position: Coordinate, count: Int, where isWanted: (Place) -> Bool = { _ in true }
    ) -> [NearPlace] {
        var found: [NearPlace] = []
        for (index, layer) in stack.layers.enumerated() {
            let start = stack.start(of: index)
            let near = layer.nearest(to: position, count: count) { number in
                let place = places[start + number]
                return (index == 0 || counts(place)) && isWanted(place)
            }
            found += near.map {
                NearPlace(place: places[start + $0.number], distanceMetres: $0.metres)
            }
        }
        found.sort {
            ($0.distanceMetres, $0.place.index) < ($1.distanceMetres, $1.place.index)
        }
        return Array(found.prefix(count))
    }
}

extension CompiledGazetteer {
    /// The places nearest to a position, measured from their records.
    ///
    /// What the index measured is good to 50 nanometres, and answers of several gazetteers are to be
    /// put in one order; so each distance is GeographicLib's own. A record that stands elsewhere than
    /// the index says is damage.
    fileprivate func nearest(
        to position: Coordinate, count: Int, where isWanted: (_ number: Int) -> Bool
    ) -> [(number: Int, metres: Double)] {
        let found = withoutActuallyEscaping(isWanted) {
            positions.nearest(count, to: position, where: $0)
        }
        return found.map { answer in
            let metres = Geodesic.distanceMetres(
                from: position, to: self.position(of: answer.index))
            if abs(metres - answer.distanceMetres) > 1e-6 {
                bytes.report(
                    faultAt: places.start
                        + answer.index * CompiledLayout.Section.places.elementSize)
            }
            return (answer.index, metres)
        }
    }
}
