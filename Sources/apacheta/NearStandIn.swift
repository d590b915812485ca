import Geodesy
import SimpleFeatures
import SpatialIndexing

/// Answers for shapes what `FeatureIndex` answers for positions, by looking at every position.
///
/// It holds the place of the index that measures to geometries: what it is asked and what it
/// answers is the same.
struct NearStandIn {
    /// A feature found near a shape.
    struct Match {
        /// Where the feature stands in the input.
        let index: Int
        /// The position of the shape that is nearest to it.
        let origin: Coordinate
        /// The geodesic from there to the feature.
        let line: GeodesicLine
    }

    private let index: FeatureIndex
    private let features: [Feature]

    init(_ features: [Feature]) {
        index = FeatureIndex(features)
        self.features = features
    }

    /// How many features have no position, and so are near to nothing.
    var countWithoutPosition: Int { index.countWithoutPosition }

    /// The features nearest to a shape, each once.
    func matches(near shape: Geometry, withinMetres: Double, limit: Int) -> [Match] {
        if case .point(let position) = shape {
            return index.matches(near: position, withinMetres: withinMetres, limit: limit).map {
                Match(index: $0.index, origin: position, line: $0.line)
            }
        }
        let matches = features.indices.compactMap { number -> Match? in
            let found = positions(of: features[number]).map { nearest(on: shape, to: $0) }
            guard let best = found.min(by: { $0.line.distanceMetres < $1.line.distanceMetres }),
                best.line.distanceMetres <= withinMetres
            else { return nil }
            return Match(index: number, origin: best.origin, line: best.line)
        }
        let sorted = matches.sorted {
            ($0.line.distanceMetres, $0.index) < ($1.line.distanceMetres, $1.index)
        }
        return Array(sorted.prefix(limit))
    }

    private func positions(of feature: Feature) -> [Coordinate] {
        switch feature.geometry {
        case .lineString(let positions), .multiPoint(let positions): return positions
        case .multiLineString(let lines): return lines.flatMap { $0 }
        default: return feature.representativePosition.map { [$0] } ?? []
        }
    }

    private func nearest(
        on shape: Geometry, to position: Coordinate
    ) -> (origin: Coordinate, line: GeodesicLine) {
        if shape.polygons.contains(where: { holds($0, position) }) {
            return (position, Geodesic.inverse(from: position, to: position))
        }
        var best = (origin: position, metres: Double.infinity)
        for line in lines(of: shape) {
            for (start, end) in zip(line, line.dropFirst() + line.suffix(1)) {
                look(from: start, to: end, position, &best)
            }
        }
        return (best.origin, Geodesic.inverse(from: best.origin, to: position))
    }

    private func lines(of shape: Geometry) -> [[Coordinate]] {
        switch shape {
        case .point(let position): return [[position]]
        case .multiPoint(let positions): return positions.map { [$0] }
        case .lineString(let line): return [line]
        case .multiLineString(let lines): return lines
        case .polygon(let polygon): return polygon.rings
        case .multiPolygon(let polygons): return polygons.flatMap(\.rings)
        case .collection(let members): return members.flatMap { lines(of: $0) }
        }
    }

    /// The nearest position of a side, straight in degrees, by thirds.
    private func look(
        from start: Coordinate, to end: Coordinate, _ position: Coordinate,
        _ best: inout (origin: Coordinate, metres: Double)
    ) {
        func at(_ share: Double) -> Coordinate {
            Coordinate(
                wrappingLongitude: start.longitude + share * (end.longitude - start.longitude),
                clampingLatitude: start.latitude + share * (end.latitude - start.latitude))
        }
        func metres(_ share: Double) -> Double {
            Geodesic.distanceMetres(from: at(share), to: position)
        }
        let ends = min(metres(0), metres(1))
        if ends - Geodesic.distanceMetres(from: start, to: end) > best.metres { return }
        var (low, high) = (0.0, 1.0)
        for _ in 0..<60 {
            let third = (high - low) / 3
            if metres(low + third) <= metres(high - third) { high -= third } else { low += third }
        }
        for share in [0, (low + high) / 2, 1] where metres(share) < best.metres {
            best = (at(share), metres(share))
        }
    }

    /// Whether an area holds a position, by the rings that lie east of it.
    private func holds(_ polygon: Polygon, _ position: Coordinate) -> Bool {
        polygon.rings.reduce(false) { isInside, ring in
            zip(ring, ring.dropFirst()).reduce(isInside) { isInside, side in
                let (one, other) = (side.0, side.1)
                guard (one.latitude > position.latitude) != (other.latitude > position.latitude)
                else { return isInside }
                let share = (position.latitude - one.latitude) / (other.latitude - one.latitude)
                let crossing = one.longitude + share * (other.longitude - one.longitude)
                return crossing > position.longitude ? !isInside : isInside
            }
        }
    }
}
