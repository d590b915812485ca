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
    /// A box or a place that waits for its turn.
    private struct Waiting: Comparable {
        /// No geodesic to anything inside has a smaller squared chord.
        let squaredChord: Double
        /// 0 for a place of the curve, 1 for the lowest boxes.
        let height: Int
        let number: Int

        static func < (one: Waiting, other: Waiting) -> Bool {
            one.squaredChord < other.squaredChord
        }
    }

    /// The places nearest to a position; outwards through the boxes, measuring as few as it can.
    fileprivate func nearest(
        to position: Coordinate, count: Int, where isWanted: (Int) -> Bool
    ) -> [(number: Int, metres: Double)] {
        let onCurve = elementCount(curve, .curve)
        let counts = CurveBoxes.counts(for: onCurve)
        guard count > 0, !counts.isEmpty,
            counts.reduce(0, +) == elementCount(boxes, .boxes)
        else { return [] }
        var ends: [Int] = []
        for height in counts { ends.append((ends.last ?? 0) + height) }
        let centre = EarthCentredPosition(position)
        let ruler = Geodesic.self
        var waiting = MinimumHeap<Waiting>()
        waiting.insert(Waiting(squaredChord: 0, height: counts.count, number: 0))
        var found: [(number: Int, metres: Double)] = []
        var greatest = Double.greatestFiniteMagnitude
        while let next = waiting.popFirst(), next.squaredChord <= greatest {
            if next.height == 0 {
                let place = Int(load(curve, at: next.number * 4, as: UInt32.self))
                guard place < self.count, isWanted(place) else { continue }
                found.append(
                    (place, ruler.distanceMetres(from: position, to: self.position(of: place))))
                found.sort { ($0.metres, $0.number) < ($1.metres, $1.number) }
                if found.count > count { found.removeLast() }
                if found.count == count, let last = found.last {
                    greatest = EarthCentredPosition.greatestSquaredChord(withinMetres: last.metres)
                }
                continue
            }
            let below = next.height == 1 ? onCurve : counts[next.height - 2]
            let first = next.number * CurveBoxes.fanOut
            for child in first..<max(first, min(first + CurveBoxes.fanOut, below)) {
                let chord =
                    next.height == 1
                    ? squaredChord(from: centre, toCurve: child)
                    : box(ends[next.height - 2] - below + child).squaredDistance(from: centre)
                waiting.insert(
                    Waiting(squaredChord: chord, height: next.height - 1, number: child))
            }
        }
        return found
    }

    private func squaredChord(from centre: EarthCentredPosition, toCurve number: Int) -> Double {
        let place = Int(load(curve, at: number * 4, as: UInt32.self))
        guard place < count else {
            bytes.report(faultAt: curve.start + number * 4)
            return .greatestFiniteMagnitude
        }
        return centre.squaredChord(to: EarthCentredPosition(position(of: place)))
    }

    private func box(_ number: Int) -> EarthCentredBox {
        func degrees(_ side: Int) -> Double {
            Double(load(boxes, at: number * 16 + side * 4, as: Int32.self)) / 1e7
        }
        let southwest = Coordinate(
            wrappingLongitude: degrees(0), clampingLatitude: degrees(1))
        let northeast = Coordinate(
            wrappingLongitude: degrees(2), clampingLatitude: degrees(3))
        // What comes out of order is damaged; the checksum tells so, and any box will do.
        let envelope = try? Envelope(
            west: southwest.longitude, south: min(southwest.latitude, northeast.latitude),
            east: northeast.longitude, north: max(southwest.latitude, northeast.latitude))
        return envelope.map { EarthCentredBox($0) } ?? EarthCentredBox(.world)
    }
}
